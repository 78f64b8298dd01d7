// SPDX-License-Identifier: MIT-0

package runtime

// This file signs requests by OAuth 1.0 (RFC 5849).

import (
	"bytes"
	"cmp"
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	_ "crypto/sha1" // the hashes of signature methods
	_ "crypto/sha256"
	_ "crypto/sha512"
)

// OAuth1Credentials are what OAuth1 signs requests with.
type OAuth1Credentials struct {
	ConsumerKey    string
	ConsumerSecret string
	Token          string
	TokenSecret    string
	// PrivateKey is the key of the RSA methods, in PEM.
	PrivateKey string
	// SignatureMethod is HMAC-SHA1, which an empty one means, HMAC-SHA256, HMAC-SHA512, RSA-SHA1, RSA-SHA256,
	// RSA-SHA512 or PLAINTEXT.
	SignatureMethod string
	// Version is "1.0", or empty to leave it out.
	Version  string
	Realm    string
	Callback string
	Verifier string
	// InQuery puts the parameters into a form body, or else into the query, and not into the header Authorization.
	InQuery bool
	// SendEmpty sends Token and Version even if they are empty.
	SendEmpty bool
	// BodyHash signs a body that is no form, too (https://oauth.net/core/1.0a, extension Body Hash).
	BodyHash bool
	// Unescaped writes values into the header as they are.
	Unescaped bool
	// Nonce and Timestamp are made for each request if they are empty.
	Nonce     string
	Timestamp string
}

// OAuth1 signs requests by OAuth 1.0 (RFC 5849). Without ConsumerKey, and the secret or private key that the method
// needs, it sends nothing.
func OAuth1(credentials OAuth1Credentials) Auth {
	credentials.SignatureMethod = cmp.Or(credentials.SignatureMethod, "HMAC-SHA1")
	key := credentials.ConsumerSecret
	if strings.HasPrefix(credentials.SignatureMethod, "RSA-") {
		key = credentials.PrivateKey
	}
	if credentials.ConsumerKey == "" || key == "" {
		return Auth{}
	}
	return signing(&credentials)
}

// oauth1Hashes are the hashes by the ends of methods' names.
var oauth1Hashes = map[string]crypto.Hash{"SHA1": crypto.SHA1, "SHA256": crypto.SHA256, "SHA512": crypto.SHA512}

func (c *OAuth1Credentials) sign(request *http.Request, now time.Time) error {
	kind, name, _ := strings.Cut(c.SignatureMethod, "-")
	hash, known := oauth1Hashes[name]
	if !known && c.SignatureMethod != "PLAINTEXT" {
		return fmt.Errorf("OAuth 1: the signature method %q is unknown: expected HMAC-SHA1, HMAC-SHA256, HMAC-SHA512, "+
			"RSA-SHA1, RSA-SHA256, RSA-SHA512 or PLAINTEXT", c.SignatureMethod)
	}
	form, isForm, err := oauth1Form(request)
	if err != nil {
		return err
	}
	parameters := c.parameters(now)
	if c.BodyHash && known && !isForm {
		sum := hash.New()
		if err := copyBody(request, sum); err != nil {
			return err
		}
		parameters = append(parameters, [2]string{"oauth_body_hash", base64.StdEncoding.EncodeToString(sum.Sum(nil))})
	}
	for _, p := range [][2]string{{"oauth_callback", c.Callback}, {"oauth_verifier", c.Verifier}} {
		if p[1] != "" {
			parameters = append(parameters, p)
		}
	}
	signature, err := c.signature(kind, hash, oauth1Base(request, parameters, form))
	if err != nil {
		return fmt.Errorf("OAuth 1: %w", err)
	}
	c.add(request, append(parameters, [2]string{"oauth_signature", signature}), form, isForm)
	return nil
}

// parameters lists the parameters of the protocol, in the order that Postman sends them in.
func (c *OAuth1Credentials) parameters(now time.Time) [][2]string {
	all := [][2]string{
		{"oauth_consumer_key", c.ConsumerKey},
		{"oauth_token", c.Token},
		{"oauth_signature_method", c.SignatureMethod},
		{"oauth_timestamp", cmp.Or(c.Timestamp, strconv.FormatInt(now.Unix(), 10))},
		{"oauth_nonce", cmp.Or(c.Nonce, rand.Text())},
		{"oauth_version", c.Version},
	}
	return slices.DeleteFunc(all, func(p [2]string) bool { return p[1] == "" && !c.SendEmpty })
}

// oauth1Form returns the body of a request that is a form.
func oauth1Form(request *http.Request) (form string, isForm bool, err error) {
	if media, _, err := mime.ParseMediaType(request.Header.Get("Content-Type")); err != nil || media != formContentType {
		return "", false, nil
	}
	var body bytes.Buffer
	err = copyBody(request, &body)
	return body.String(), true, err
}

// oauth1Base returns the signature base string (RFC 5849, section 3.4.1).
func oauth1Base(request *http.Request, parameters [][2]string, form string) string {
	path, query, _ := strings.Cut(requestTarget(request), "?")
	pairs := slices.Clone(parameters)
	for pair := range strings.SplitSeq(query+"&"+form, "&") {
		if key, value, _ := strings.Cut(pair, "="); pair != "" {
			pairs = append(pairs, [2]string{oauth1Decoded(key), oauth1Decoded(value)})
		}
	}
	for i, p := range pairs {
		pairs[i] = [2]string{percentEncoded(p[0]), percentEncoded(p[1])}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	var sorted []string
	for _, p := range pairs {
		sorted = append(sorted, p[0]+"="+p[1])
	}
	port := map[string]string{"http": ":80", "https": ":443"}[request.URL.Scheme]
	uri := request.URL.Scheme + "://" + strings.TrimSuffix(requestHost(request), port) + path
	return request.Method + "&" + percentEncoded(uri) + "&" + percentEncoded(strings.Join(sorted, "&"))
}

func oauth1Decoded(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}

// signature signs a base string (RFC 5849, section 3.4).
func (c *OAuth1Credentials) signature(kind string, sum crypto.Hash, base string) (string, error) {
	secret := percentEncoded(c.ConsumerSecret) + "&" + percentEncoded(c.TokenSecret)
	switch kind {
	case "PLAINTEXT":
		return secret, nil
	case "HMAC":
		mac := hmac.New(func() hash.Hash { return sum.New() }, []byte(secret))
		io.WriteString(mac, base)
		return base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
	}
	key, err := parsePrivateKey(c.PrivateKey)
	if err != nil {
		return "", err
	}
	if _, ok := key.(*rsa.PrivateKey); !ok {
		return "", errors.New("the private key is no RSA key")
	}
	digest := sum.New()
	io.WriteString(digest, base)
	signature, err := key.Sign(rand.Reader, digest.Sum(nil), sum)
	return base64.StdEncoding.EncodeToString(signature), err
}

// add adds the parameters to the request (RFC 5849, section 3.5).
func (c *OAuth1Credentials) add(request *http.Request, parameters [][2]string, form string, isForm bool) {
	var pairs, fields []string
	if c.Realm != "" {
		fields = append(fields, "realm="+quotedString(c.Realm))
	}
	for _, p := range parameters {
		pairs = append(pairs, p[0]+"="+percentEncoded(p[1]))
		if c.Unescaped {
			fields = append(fields, p[0]+"="+quotedString(p[1]))
		} else {
			fields = append(fields, p[0]+`="`+percentEncoded(p[1])+`"`)
		}
	}
	switch {
	case !c.InQuery:
		request.Header.Set("Authorization", "OAuth "+strings.Join(fields, ","))
	case isForm && (request.Method == http.MethodPost || request.Method == http.MethodPut):
		text := strings.TrimPrefix(form+"&"+strings.Join(pairs, "&"), "&")
		request.ContentLength = int64(len(text))
		request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
		request.Body = io.NopCloser(strings.NewReader(text))
	default:
		appendToQuery(request, strings.Join(pairs, "&"))
	}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file signs requests by AWS Signature Version 4:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// AWSCredentials are what AWSSignature signs requests with.
type AWSCredentials struct {
	AccessKey string
	SecretKey string
	// SessionToken belongs to temporary credentials.
	SessionToken string
	// Region is "us-east-1" if it is empty.
	Region string
	// Service is "execute-api", the API Gateway, if it is empty.
	Service string
	// InQuery puts the signature into the query, as in a presigned URL, and not into headers.
	InQuery bool
}

// AWSSignature signs requests by AWS Signature Version 4. Without AccessKey and SecretKey it sends nothing.
//
// The body is read to be signed before it is sent. One that can be read only once is sent unsigned to S3, and refused
// for all other services.
func AWSSignature(credentials AWSCredentials) Auth {
	if credentials.AccessKey == "" || credentials.SecretKey == "" {
		return Auth{}
	}
	credentials.Region = cmp.Or(credentials.Region, "us-east-1")
	credentials.Service = cmp.Or(credentials.Service, "execute-api")
	return signing(&credentials)
}

const awsAlgorithm = "AWS4-HMAC-SHA256"

func (c *AWSCredentials) sign(request *http.Request, now time.Time) error {
	payload, err := c.payload(request)
	if err != nil {
		return err
	}
	date := now.UTC().Format("20060102T150405Z")
	scope := strings.Join([]string{date[:8], c.Region, c.Service, "aws4_request"}, "/")
	if !c.InQuery {
		c.setHeaders(request, date, payload)
	}
	headers, names := awsHeaders(request)
	if c.InQuery {
		c.addParameters(request, date, scope, names)
	}
	path, query, _ := strings.Cut(requestTarget(request), "?")
	canonical := strings.Join([]string{request.Method, c.path(path), awsQuery(query), headers, names, payload}, "\n")
	text := strings.Join([]string{awsAlgorithm, date, scope, hexSHA256([]byte(canonical))}, "\n")
	key := []byte("AWS4" + c.SecretKey)
	for part := range strings.SplitSeq(scope, "/") {
		key = hmacSHA256(key, part)
	}
	signature := hex.EncodeToString(hmacSHA256(key, text))
	if c.InQuery {
		appendToQuery(request, "X-Amz-Signature="+signature)
		return nil
	}
	request.Header.Set("Authorization", fmt.Sprintf("%s Credential=%s/%s, SignedHeaders=%s, Signature=%s",
		awsAlgorithm, c.AccessKey, scope, names, signature))
	return nil
}

// payload returns the hash of the body.
func (c *AWSCredentials) payload(request *http.Request) (string, error) {
	if c.Service == "s3" && (c.InQuery || hasBody(request) && request.GetBody == nil) {
		return "UNSIGNED-PAYLOAD", nil
	}
	hash := sha256.New()
	err := copyBody(request, hash)
	return hex.EncodeToString(hash.Sum(nil)), err
}

// setHeaders sets the headers that take part in the signature. S3 wants the hash of an empty body, too.
func (c *AWSCredentials) setHeaders(request *http.Request, date, payload string) {
	request.Header.Set("X-Amz-Date", date)
	if c.SessionToken != "" {
		request.Header.Set("X-Amz-Security-Token", c.SessionToken)
	}
	if hasBody(request) || c.Service == "s3" {
		request.Header.Set("X-Amz-Content-Sha256", payload)
	}
}

// addParameters adds the parameters that take part in the signature. S3 wants to know how long it holds.
func (c *AWSCredentials) addParameters(request *http.Request, date, scope, names string) {
	parameters := []string{
		"X-Amz-Date=" + date,
		"X-Amz-Algorithm=" + awsAlgorithm,
		"X-Amz-Credential=" + percentEncoded(c.AccessKey+"/"+scope),
		"X-Amz-SignedHeaders=" + percentEncoded(names),
	}
	if c.Service == "s3" && !strings.Contains(request.URL.RawQuery, "X-Amz-Expires=") {
		parameters = slices.Insert(parameters, 0, "X-Amz-Expires=86400")
	}
	if c.SessionToken != "" {
		parameters = slices.Insert(parameters, 0, "X-Amz-Security-Token="+percentEncoded(c.SessionToken))
	}
	appendToQuery(request, strings.Join(parameters, "&"))
}

// awsUnsigned are the headers that the transport, or a proxy, may still change.
var awsUnsigned = []string{"Authorization", "Connection", "Expect", "User-Agent", "X-Amzn-Trace-Id"}

// awsHeaders returns the headers to sign in their canonical form, and their names.
func awsHeaders(request *http.Request) (headers, names string) {
	lines := map[string]string{"host": requestHost(request)}
	for key, values := range request.Header {
		if slices.Contains(awsUnsigned, key) {
			continue
		}
		var folded []string
		for _, value := range values {
			folded = append(folded, strings.Join(strings.Fields(value), " "))
		}
		lines[strings.ToLower(key)] = strings.Join(folded, ",")
	}
	sorted := slices.Sorted(maps.Keys(lines))
	for _, name := range sorted {
		headers += name + ":" + lines[name] + "\n"
	}
	return headers, strings.Join(sorted, ";")
}

// path returns the canonical path: S3 takes it as it is, all others normalized and encoded once more.
func (c *AWSCredentials) path(sent string) string {
	if c.Service == "s3" {
		if plain, err := url.PathUnescape(sent); err == nil {
			sent = plain
		}
	} else if normal := path.Clean(sent); strings.HasSuffix(sent, "/") && normal != "/" {
		sent = normal + "/"
	} else {
		sent = normal
	}
	return string(appendEscaped(nil, sent, unreserved+"/"))
}

// awsQuery returns the canonical query: sorted, and encoded in one way.
func awsQuery(query string) string {
	var parameters [][2]string
	for parameter := range strings.SplitSeq(query, "&") {
		if key, value, _ := strings.Cut(parameter, "="); parameter != "" {
			parameters = append(parameters, [2]string{awsRecoded(key), awsRecoded(value)})
		}
	}
	slices.SortFunc(parameters, func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	var lines []string
	for _, p := range parameters {
		lines = append(lines, p[0]+"="+p[1])
	}
	return strings.Join(lines, "&")
}

func awsRecoded(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		s = plain
	}
	return percentEncoded(s)
}

func hexSHA256(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func hmacSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

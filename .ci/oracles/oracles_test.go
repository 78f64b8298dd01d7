// Package oracles holds the signatures of a generated client, that of the
// archive, against those of well-known libraries, OpenAPI documents against a
// validator, what is said to break callers against apidiff, and a client under
// middleware that its users have.
package oracles

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/dghubble/oauth1"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/postman-gen-go/postman-gen-go/generated/archive"
)

// sent is a request as a server received it.
type sent struct {
	*http.Request
	body string
}

// record gives a client whose last request is kept.
func record(t *testing.T, options ...archive.Option) (*archive.Client, *sent) {
	t.Helper()
	last := new(sent)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*last = sent{r, string(body)}
	}))
	t.Cleanup(server.Close)
	client, err := archive.New(append(options, archive.WithBaseURL(server.URL+"/v 1"))...)
	if err != nil {
		t.Fatal(err)
	}
	return client, last
}

// again is the request as one to send, without Authorization.
func (s *sent) again(t *testing.T) *http.Request {
	t.Helper()
	request, err := http.NewRequest(s.Method, "http://"+s.Host+s.RequestURI, strings.NewReader(s.body))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"Content-Type", "X-Amz-Date", "X-Amz-Content-Sha256", "X-Amz-Security-Token"} {
		if values := s.Header.Values(key); len(values) > 0 {
			request.Header[key] = values
		}
	}
	request.ContentLength = -1 // or it would be signed, too
	return request
}

// requests are what the tests send: a query that needs encoding, and JSON.
var (
	find = "mill & weir+*~'()é"
	deed = &archive.CoinInput{Title: archive.Ptr("<deed>")}
)

func TestAWS(t *testing.T) {
	ours := archive.AWSCredentials{AccessKey: "AKIDEXAMPLE", SecretKey: "secret", SessionToken: "a+b/c=="}
	theirs := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", SessionToken: "a+b/c=="}
	client, last := record(t, archive.WithAWSSignature(ours))
	for _, send := range []func() error{
		func() error {
			_, err := client.Aws.FindDeeds(t.Context(), &archive.AwsFindDeedsRequest{Q: &find})
			return err
		},
		func() error {
			_, err := client.Aws.AddDeed(t.Context(), &archive.AwsAddDeedRequest{Body: deed})
			return err
		},
	} {
		if err := send(); err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse("20060102T150405Z", last.Header.Get("X-Amz-Date"))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(last.body))
		request := last.again(t)
		err = v4.NewSigner().SignHTTP(t.Context(), theirs, request, hex.EncodeToString(sum[:]), "execute-api", "eu-central-1", at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(request.Header.Get("Authorization"), last.Header.Get("Authorization")); diff != "" {
			t.Errorf("%s (-theirs +ours): %s", last.RequestURI, diff)
		}
	}
}

func TestAWSPresigned(t *testing.T) {
	ours := archive.AWSCredentials{AccessKey: "AKIDEXAMPLE", SecretKey: "secret", Service: "s3", Region: "eu-west-3", InQuery: true}
	theirs := aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}
	client, last := record(t)
	if _, err := client.Aws.LinkToDeed(t.Context(), nil, archive.WithRequestAuth(archive.AWSSignature(ours))); err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse("20060102T150405Z", last.URL.Query().Get("X-Amz-Date"))
	if err != nil {
		t.Fatal(err)
	}
	request := last.again(t)
	request.URL.RawQuery = "X-Amz-Expires=86400"
	request.ContentLength = 0
	presigned, _, err := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true }).
		PresignHTTP(t.Context(), theirs, request, "UNSIGNED-PAYLOAD", "s3", "eu-west-3", at)
	if err != nil {
		t.Fatal(err)
	}
	theirURL, err := url.Parse(presigned)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(theirURL.Query(), last.URL.Query()); diff != "" {
		t.Errorf("(-theirs +ours): %s", diff)
	}
}

var oauth1Field = regexp.MustCompile(`oauth_(\w+)="([^"]*)"`)

// TestOAuth1 signs what the library has signed, with its nonce and time.
func TestOAuth1(t *testing.T) {
	ours := archive.OAuth1Credentials{ConsumerKey: "c&k", ConsumerSecret: "c s", Token: "t=k", TokenSecret: "t/s", Version: "1.0"}
	config := oauth1.Config{ConsumerKey: "c&k", ConsumerSecret: "c s", Signer: &oauth1.HMAC256Signer{ConsumerSecret: "c s"}}
	theirs := config.Client(t.Context(), oauth1.NewToken("t=k", "t/s"))
	client, last := record(t)
	for name, send := range map[string]func(archive.RequestOption) error{
		"query": func(auth archive.RequestOption) error {
			_, err := client.OAuth1.FindLetters(t.Context(), &archive.OAuth1FindLettersRequest{Q: &find}, auth)
			return err
		},
		"form": func(auth archive.RequestOption) error {
			_, err := client.OAuth1.AddLetter(t.Context(), &archive.OAuth1AddLetterRequest{Title: &find}, auth)
			return err
		},
	} {
		if err := send(archive.WithRequestAuth(archive.Auth{})); err != nil {
			t.Fatal(err)
		}
		if _, err := theirs.Do(last.again(t)); err != nil {
			t.Fatal(err)
		}
		want := fields(last.Header.Get("Authorization"))
		ours.SignatureMethod, ours.Timestamp, ours.Nonce = "HMAC-SHA256", want["timestamp"], unescaped(t, want["nonce"])
		if err := send(archive.WithRequestAuth(archive.OAuth1(ours))); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, fields(last.Header.Get("Authorization"))); diff != "" {
			t.Errorf("%s (-theirs +ours): %s", name, diff)
		}
	}
}

func unescaped(t *testing.T, s string) string {
	t.Helper()
	plain, err := url.PathUnescape(s)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func fields(header string) map[string]string {
	values := map[string]string{}
	for _, match := range oauth1Field.FindAllStringSubmatch(header, -1) {
		values[match[1]] = match[2]
	}
	return values
}

func TestJWT(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]any{"RS": rsaKey, "PS": rsaKey, "HS": []byte("a secret")}
	for algorithm, curve := range map[string]elliptic.Curve{"ES256": elliptic.P256(), "ES384": elliptic.P384(), "ES512": elliptic.P521()} {
		if keys[algorithm], err = ecdsa.GenerateKey(curve, rand.Reader); err != nil {
			t.Fatal(err)
		}
	}
	client, last := record(t)
	for _, algorithm := range []string{
		"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
	} {
		key := keys[algorithm]
		if key == nil {
			key = keys[algorithm[:2]]
		}
		ours := archive.JWTCredentials{
			Algorithm: algorithm, Header: `{"kid": "k"}`, Claims: func() any { return jwt.MapClaims{"sub": "<me>"} },
		}
		if algorithm[:2] == "HS" {
			ours.Secret = string(key.([]byte))
		} else {
			ours.PrivateKey = toPEM(t, key)
		}
		if _, err := client.JWT.FindSeals(t.Context(), nil, archive.WithRequestAuth(archive.JWT(ours))); err != nil {
			t.Fatal(err)
		}
		token, err := jwt.Parse(strings.TrimPrefix(last.Header.Get("Authorization"), "Bearer "), func(*jwt.Token) (any, error) {
			return public(key), nil
		}, jwt.WithValidMethods([]string{algorithm}))
		if err != nil {
			t.Errorf("%s: %v", algorithm, err)
			continue
		}
		if diff := cmp.Diff(jwt.MapClaims{"sub": "<me>"}, token.Claims); diff != "" || token.Header["kid"] != "k" {
			t.Errorf("%s: %v: %s", algorithm, token.Header, diff)
		}
	}
}

// TestASAP lets the library judge the times, too.
func TestASAP(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	client, last := record(t, archive.WithASAP(archive.ASAPCredentials{PrivateKey: toPEM(t, key)}))
	if _, err := client.Asap.FindRolls(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	_, err = jwt.Parse(strings.TrimPrefix(last.Header.Get("Authorization"), "Bearer "),
		func(*jwt.Token) (any, error) { return key.Public(), nil }, jwt.WithValidMethods([]string{"RS256"}),
		jwt.WithIssuer("reader"), jwt.WithSubject("reader"), jwt.WithAudience("archive"), jwt.WithExpirationRequired(), jwt.WithIssuedAt())
	if err != nil {
		t.Error(err)
	}
}

// public is what a library verifies with.
func public(key any) any {
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return key.Public()
	case *ecdsa.PrivateKey:
		return key.Public()
	}
	return key
}

func toPEM(t *testing.T, key any) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// TestOAuth2 gets tokens with the client itself and with golang.org/x/oauth2,
// in a line, and compares what both ask for.
func TestOAuth2(t *testing.T) {
	var asked []string
	issuer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked = append(asked, strings.Join([]string{r.Method, r.RequestURI, r.Header.Get("Content-Type"), r.Header.Get("Authorization"), string(body)}, " "))
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"access_token": "the token", "token_type": "bearer", "expires_in": 3600}`)
	}))
	defer issuer.Close()
	config := clientcredentials.Config{
		TokenURL: issuer.URL + "/token?a=b", ClientID: "c&d", ClientSecret: "s e+c", Scopes: []string{"maps:read", "<x>"},
		EndpointParams: url.Values{"audience": {"https://x"}}, AuthStyle: oauth2.AuthStyleInHeader,
	}
	credentials := archive.OAuth2Credentials{
		TokenURL: config.TokenURL, ClientID: config.ClientID, ClientSecret: config.ClientSecret,
		Scope: strings.Join(config.Scopes, " "), Parameters: config.EndpointParams.Encode(),
	}
	for range 2 {
		for _, option := range []archive.Option{
			archive.WithTokenSource(archive.OAuth2Tokens(config.TokenSource(t.Context()))),
			archive.WithOAuth2(credentials),
		} {
			client, last := record(t, option)
			for range 2 {
				if _, err := client.OAuth2.FindMaps(t.Context(), nil); err != nil || last.Header.Get("Authorization") != "Bearer the token" {
					t.Errorf("sent %v, error %v", last.Header, err)
				}
			}
		}
		if len(asked) != 2 || asked[0] != asked[1] {
			t.Errorf("(-theirs +ours): %s", cmp.Diff(asked[:1], asked[1:]))
		}
		asked = nil
		config.AuthStyle, credentials.InBody = oauth2.AuthStyleInParams, true
	}
}

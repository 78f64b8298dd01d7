// SPDX-License-Identifier: MIT-0

package runtime

// This file tests requests that are signed as a client sends them: where signatures go, challenges and their answers,
// bodies that are read twice or cannot be, private keys of all kinds, and that nothing secret is printed.

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// allSigning is a credential of each scheme that signs requests.
func allSigning() map[string]Auth {
	return map[string]Auth{
		"AWS":    AWSSignature(AWSCredentials{AccessKey: "secret", SecretKey: "secret", SessionToken: "secret"}),
		"OAuth1": OAuth1(OAuth1Credentials{ConsumerKey: "secret", ConsumerSecret: "secret"}),
		"Digest": DigestAuth(DigestCredentials{Username: "secret", Password: "secret"}),
		"JWT":    JWT(JWTCredentials{Algorithm: "HS256", Secret: "secret"}),
		"ASAP": ASAP(ASAPCredentials{
			PrivateKey: "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----", KeyID: "k", Issuer: "i", Audience: "a",
		}),
		"Hawk":     Hawk(HawkCredentials{ID: "secret", Key: "secret"}),
		"EdgeGrid": EdgeGrid(EdgeGridCredentials{ClientToken: "secret", ClientSecret: "secret", AccessToken: "secret"}),
		"NTLM":     NTLM(NTLMCredentials{Username: "secret", Password: "secret"}),
		"OAuth2":   setIn(setOAuth2(1, OAuth2Credentials{ClientID: "secret", ClientSecret: "secret"}, BearerToken)),
		"tokens":   setIn(setTokenSource(1, tokenOf("secret", nil), BearerToken)),
	}
}

// setIn returns the credential that an option sets.
func setIn(option Option) Auth {
	c := core{credentials: make([]Auth, 2)}
	option(&c)
	return c.credentials[1]
}

func TestSigningIsNeverPrinted(t *testing.T) {
	for name, auth := range allSigning() {
		hidden := struct{ auth Auth }{auth}
		printed := fmt.Sprintf("%v %+v %#v %s %v %+v %#v", auth, auth, auth, auth, hidden, hidden, hidden)
		if strings.Contains(printed, "secret") || strings.Contains(printed, "c2VjcmV0") {
			t.Errorf("%s: printed %s", name, printed)
		}
	}
}

func TestSigningWithoutSecrets(t *testing.T) {
	for name, auth := range map[string]Auth{
		"AWS":        AWSSignature(AWSCredentials{AccessKey: "a"}),
		"OAuth1":     OAuth1(OAuth1Credentials{ConsumerKey: "k"}),
		"OAuth1 RSA": OAuth1(OAuth1Credentials{ConsumerKey: "k", ConsumerSecret: "s", SignatureMethod: "RSA-SHA1"}),
		"Digest":     DigestAuth(DigestCredentials{Password: "p"}),
		"JWT":        JWT(JWTCredentials{Algorithm: "HS256"}),
		"ASAP":       ASAP(ASAPCredentials{KeyID: "k", Issuer: "i", Audience: "a"}),
		"Hawk":       Hawk(HawkCredentials{ID: "i"}),
		"EdgeGrid":   EdgeGrid(EdgeGridCredentials{ClientToken: "t", ClientSecret: "s"}),
		"NTLM":       NTLM(NTLMCredentials{Password: "p"}),
	} {
		if auth != (Auth{}) {
			t.Errorf("%s: got %v, want none", name, auth)
		}
	}
}

// TestSigningGoesLast proves that a signature replaces a header, unless the caller sets it for the call.
func TestSigningGoesLast(t *testing.T) {
	client, last := record(t, nil)
	signed := WithRequestAuth(Hawk(HawkCredentials{ID: "i", Key: "k"}))
	if _, err := client.Users.List(t.Context(), nil, signed); err != nil || !strings.HasPrefix(last.Header.Get("Authorization"), "Hawk ") {
		t.Errorf("sent %v, error %v", last.Header, err)
	}
	mine := WithHeader("Authorization", "mine")
	if _, err := client.Users.List(t.Context(), nil, signed, mine); err != nil || last.Header.Get("Authorization") != "mine" {
		t.Errorf("sent %v, error %v", last.Header, err)
	}
}

func TestSigningInQueryAndForm(t *testing.T) {
	client, last := record(t, nil)
	oauth1 := OAuth1(OAuth1Credentials{ConsumerKey: "c&k", ConsumerSecret: "s", Nonce: "n", Timestamp: "1", InQuery: true})
	jwt := JWT(JWTCredentials{Algorithm: "HS256", Secret: "s", QueryKey: "api_key"})
	if _, err := client.Users.List(t.Context(), &UsersListRequest{Key: Ptr("old")}, WithRequestAuth(jwt)); err != nil {
		t.Fatal(err)
	}
	if want := "/v2/users|all?region=eu&api_key=eyJhbGciOiJIUzI1NiJ9."; !strings.HasPrefix(last.Target, want) {
		t.Errorf("got %s, want %s", last.Target, want)
	}
	if _, err := client.Users.List(t.Context(), nil, WithRequestAuth(oauth1)); err != nil {
		t.Fatal(err)
	}
	const parameters = "&oauth_consumer_key=c%26k&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1&oauth_nonce=n&oauth_signature="
	if want := "/v2/users|all?region=eu" + parameters; !strings.HasPrefix(last.Target, want) {
		t.Errorf("got %s, want %s", last.Target, want)
	}
	if _, err := client.Files.SendForm(t.Context(), &FilesSendFormRequest{A: Ptr("x")}, WithRequestAuth(oauth1)); err != nil {
		t.Fatal(err)
	}
	if want := "a%20b=x" + parameters; !strings.HasPrefix(last.Body, want) || last.Length != int64(len(last.Body)) {
		t.Errorf("got %s, want %s", last.Body, want)
	}
}

// challenging answers requests without credentials with challenges.
func challenging(challenges ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.Header()["Www-Authenticate"] = challenges
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}

func TestDigestChallenges(t *testing.T) {
	const (
		basic  = `Basic realm="x, Digest nonce=\"no\""`
		newer  = `Digest realm="a \"b\"", nonce="n2", algorithm=SHA-256, qop="auth-int, auth", opaque="o"`
		older  = `Digest realm=r, nonce="n1"`
		exotic = `Digest realm="r", nonce="n0", algorithm=CRC`
	)
	for _, test := range []struct {
		name, algorithm string
		challenges      []string
		want            string
	}{
		{"first", "", []string{exotic, newer + ", " + older}, `realm="a \"b\"", nonce="n2", uri="/v2/upload", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=`},
		{"by algorithm", "MD5", []string{basic + ", " + newer, older}, `realm="r", nonce="n1", uri="/v2/upload", algorithm=MD5, response=`},
		{"none for it", "SHA-512-256", []string{older}, `nonce="n1", uri="/v2/upload", algorithm=MD5`},
		{"none at all", "", []string{basic, exotic}, ""},
	} {
		client, last := record(t, challenging(test.challenges...))
		auth := WithRequestAuth(DigestAuth(DigestCredentials{Username: "u", Password: "p", Algorithm: test.algorithm}))
		request := &FilesUploadRequest{PicFile: FileFromReader("x.txt", strings.NewReader("content"))}
		_, err := client.Files.Upload(t.Context(), request, auth)
		got := last.Header.Get("Authorization")
		if (err == nil) != (test.want != "") || !strings.Contains(got, test.want) || !strings.Contains(last.Body, "content") {
			t.Errorf("%s: got %s, body %q, error %v; want %s", test.name, got, last.Body, err, test.want)
		}
	}
}

// TestDigestIsAnsweredOnce proves that wrong credentials end with the server's error.
func TestDigestIsAnsweredOnce(t *testing.T) {
	sent := 0
	refusing := func(w http.ResponseWriter, _ *http.Request) {
		sent++
		w.Header().Set("WWW-Authenticate", `Digest realm="r", nonce="n"`)
		w.WriteHeader(http.StatusForbidden)
	}
	client, _ := record(t, refusing)
	for want, credentials := range map[int]DigestCredentials{2: {Username: "u"}, 1: {Username: "u", NoRetry: true}} {
		sent = 0
		if _, err := client.Users.List(t.Context(), nil, WithRequestAuth(DigestAuth(credentials))); !errors.Is(err, ErrForbidden) || sent != want {
			t.Errorf("sent %d requests, want %d; error %v", sent, want, err)
		}
	}
}

// once is a reader that cannot seek.
type once struct{ io.Reader }

func TestSigningABodyThatIsReadOnce(t *testing.T) {
	client, last := record(t, challenging(`Digest realm="r", nonce="n"`))
	upload := func(auth Auth) error {
		request := &FilesUploadRequest{PicFile: FileFromReader("x", once{strings.NewReader("content")})}
		_, err := client.Files.Upload(t.Context(), request, WithRequestAuth(auth))
		return err
	}
	const reason = "can be read only once"
	aws := AWSCredentials{AccessKey: "a", SecretKey: "s"}
	for _, auth := range []Auth{
		AWSSignature(aws),
		DigestAuth(DigestCredentials{Username: "u"}),
		EdgeGrid(EdgeGridCredentials{ClientToken: "t", ClientSecret: "s", AccessToken: "a"}),
		Hawk(HawkCredentials{ID: "i", Key: "k", HashPayload: true}),
	} {
		if err := upload(auth); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("got error %v, want one with %q", err, reason)
		}
	}
	aws.Service = "s3"
	if err := upload(AWSSignature(aws)); err != nil || last.Header.Get("X-Amz-Content-Sha256") != "UNSIGNED-PAYLOAD" {
		t.Errorf("sent %v, error %v", last.Header, err)
	}
	if err := upload(Hawk(HawkCredentials{ID: "i", Key: "k"})); err != nil {
		t.Error(err)
	}
}

// TestSigningErrors proves that what cannot be signed is not sent, and that no reason shows a secret.
func TestSigningErrors(t *testing.T) {
	client, last := record(t, nil)
	const key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"
	for want, auth := range map[string]Auth{
		`OAuth 1: the signature method "X" is unknown`:         OAuth1(OAuth1Credentials{ConsumerKey: "k", ConsumerSecret: "s", SignatureMethod: "X"}),
		"OAuth 1: the private key is none in PKCS #8":          OAuth1(OAuth1Credentials{ConsumerKey: "k", PrivateKey: key, SignatureMethod: "RSA-SHA1"}),
		`JWT: the algorithm "none" is unknown`:                 JWT(JWTCredentials{Algorithm: "none", Secret: "s"}),
		`JWT: the algorithm "" is unknown`:                     JWT(JWTCredentials{Secret: "s"}),
		"JWT: the secret is not in base64":                     JWT(JWTCredentials{Algorithm: "HS256", Secret: "secret!", SecretIsBase64: true}),
		"JWT: the private key is not in PEM":                   JWT(JWTCredentials{Algorithm: "RS256", PrivateKey: "secret"}),
		"JWT: header and claims have to be JSON objects":       JWT(JWTCredentials{Algorithm: "HS256", Secret: "s", Claims: func() any { return 1 }}),
		"JWT: header or claims cannot be encoded":              JWT(JWTCredentials{Algorithm: "HS256", Secret: "s", Header: "{,"}),
		`hawk: the algorithm "md5" is unknown`:                 Hawk(HawkCredentials{ID: "i", Key: "k", Algorithm: "md5"}),
		`digest: the algorithm "CRC" is unknown: expected MD5`: DigestAuth(DigestCredentials{Username: "u", Algorithm: "CRC", Realm: "r", Nonce: "n"}),
	} {
		_, err := client.Users.List(t.Context(), nil, WithRequestAuth(auth))
		if err == nil || !strings.HasPrefix(err.Error(), "Users.List: "+want) || last.Method != "" || strings.Contains(err.Error(), "secret!") {
			t.Errorf("got error %v, want %s; sent %v", err, want, last)
		}
	}
}

// TestPrivateKeys signs with keys in all forms, and verifies with the public key.
func TestPrivateKeys(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8 := toPEM(t, "PRIVATE KEY", rsaKey)
	pkcs1 := string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(rsaKey)}))
	keys := map[string][]string{
		"RS256": {pkcs8, pkcs1, strings.ReplaceAll(pkcs8, "\n", `\n`), strings.ReplaceAll(pkcs8, "\n", " ")},
		"RS384": {pkcs8}, "RS512": {pkcs8}, "PS256": {pkcs8}, "PS384": {pkcs8}, "PS512": {pkcs8},
	}
	public := map[string]crypto.PublicKey{}
	for algorithm := range keys {
		public[algorithm] = rsaKey.Public()
	}
	for algorithm, curve := range map[string]elliptic.Curve{"ES256": elliptic.P256(), "ES384": elliptic.P384(), "ES512": elliptic.P521()} {
		key, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		sec1, err := x509.MarshalECPrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		keys[algorithm] = []string{toPEM(t, "PRIVATE KEY", key), string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: sec1}))}
		public[algorithm] = key.Public()
		if _, err := signJWT("x", "RS256", nil, keys[algorithm][0]); err == nil {
			t.Errorf("RS256 was signed with an EC key")
		}
	}
	for algorithm, texts := range keys {
		for _, text := range texts {
			signature, err := signJWT("input", algorithm, nil, text)
			if err != nil || !verifies(public[algorithm], algorithm, "input", signature) {
				t.Errorf("%s: signature %x, error %v", algorithm, signature, err)
			}
		}
	}
}

func toPEM(t *testing.T, kind string, key any) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func verifies(key crypto.PublicKey, algorithm, input string, signature []byte) bool {
	hash := map[string]crypto.Hash{"256": crypto.SHA256, "384": crypto.SHA384, "512": crypto.SHA512}[algorithm[2:]]
	sum := hash.New()
	io.WriteString(sum, input)
	switch key := key.(type) {
	case *rsa.PublicKey:
		if algorithm[:2] == "PS" {
			return rsa.VerifyPSS(key, hash, sum.Sum(nil), signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash}) == nil
		}
		return rsa.VerifyPKCS1v15(key, hash, sum.Sum(nil), signature) == nil
	case *ecdsa.PublicKey:
		half := len(signature) / 2
		return ecdsa.Verify(key, sum.Sum(nil), new(big.Int).SetBytes(signature[:half]), new(big.Int).SetBytes(signature[half:]))
	}
	return false
}

func TestASAP(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	auth := ASAP(ASAPCredentials{
		Algorithm: "ES256", PrivateKey: toPEM(t, "PRIVATE KEY", key), KeyID: "me/1", Issuer: "me", Audience: "you",
		Lifetime: time.Minute, Claims: map[string]any{"x": "<1>"},
	})
	tokens := map[string]bool{}
	for range 2 {
		request := signedRequest(t, auth, "GET", "https://example.com/", "", "")
		token := strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer ")
		parts := strings.Split(token, ".")
		signature, err := base64.RawURLEncoding.DecodeString(parts[2])
		if err != nil || !verifies(key.Public(), "ES256", parts[0]+"."+parts[1], signature) {
			t.Fatalf("%s is not signed, error %v", token, err)
		}
		header, _ := base64.RawURLEncoding.DecodeString(parts[0])
		claims, _ := base64.RawURLEncoding.DecodeString(parts[1])
		var got map[string]any
		if err := json.NewDecoder(bytes.NewReader(claims)).Decode(&got); err != nil {
			t.Fatal(err)
		}
		tokens[got["jti"].(string)] = true
		delete(got, "jti")
		want := map[string]any{"iss": "me", "sub": "me", "aud": "you", "iat": 1440938160.0, "exp": 1440938220.0, "x": "<1>"}
		if diff := cmp.Diff(want, got); diff != "" || string(header) != `{"alg":"ES256","kid":"me/1"}` {
			t.Errorf("header %s, claims %s", header, diff)
		}
	}
	if len(tokens) != 2 {
		t.Error("two requests have the same jti")
	}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file makes JSON Web Tokens (RFC 7519), signed as RFC 7515 and RFC 7518 have it, and ASAP tokens, which are such:
// https://s2sauth.bitbucket.io/spec.

import (
	"bytes"
	"cmp"
	"crypto"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"maps"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"time"

	_ "crypto/sha256" // the hashes of algorithms
	_ "crypto/sha512"
)

// JWTCredentials are what JWT makes tokens of.
type JWTCredentials struct {
	// Algorithm is HS, RS, PS or ES, and 256, 384 or 512: "HS256".
	Algorithm string
	// Secret is the key of the HS algorithms.
	Secret string
	// SecretIsBase64 says that Secret is the key in base64.
	SecretIsBase64 bool
	// PrivateKey is the key of the other algorithms, in PEM.
	PrivateKey string
	// Header holds further members of the token's header, such as kid, as a JSON object.
	Header string
	// Claims returns the claims, which encode as a JSON object. It is called for each request, so that times are current.
	Claims func() any
	// Prefix comes before the token, "Bearer" if it is empty.
	Prefix string
	// NoPrefix sends the token alone.
	NoPrefix bool
	// QueryKey, if it is not empty, is the query parameter that the token goes into, in place of the header
	// Authorization.
	QueryKey string
}

// JWT sends a JSON Web Token that is made for each request. Without Secret and PrivateKey it sends nothing.
func JWT(credentials JWTCredentials) Auth {
	if credentials.Secret == "" && credentials.PrivateKey == "" {
		return Auth{}
	}
	auth := signing(&credentials)
	if credentials.QueryKey != "" {
		auth.header, auth.query = "", credentials.QueryKey
	}
	return auth
}

func (c *JWTCredentials) sign(request *http.Request, _ time.Time) error {
	claims := any(struct{}{})
	if c.Claims != nil {
		claims = c.Claims()
	}
	key := []byte(c.Secret)
	if c.SecretIsBase64 {
		var err error
		text := strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(c.Secret)
		if key, err = base64.RawStdEncoding.DecodeString(text); err != nil {
			return errors.New("JWT: the secret is not in base64")
		}
	}
	token, err := newJWT(jwtHeader(c.Header, c.Algorithm), claims, c.Algorithm, key, c.PrivateKey)
	if err != nil {
		return err
	}
	if c.QueryKey != "" {
		appendToQuery(request, percentEncoded(c.QueryKey)+"="+token)
		return nil
	}
	if !c.NoPrefix {
		token = cmp.Or(c.Prefix, "Bearer") + " " + token
	}
	request.Header.Set("Authorization", token)
	return nil
}

// ASAPCredentials are what ASAP makes tokens of.
type ASAPCredentials struct {
	// Algorithm is RS, PS or ES, and 256, 384 or 512; "RS256" if it is empty.
	Algorithm string
	// PrivateKey is the key, in PEM, and KeyID its name.
	PrivateKey string
	KeyID      string
	Issuer     string
	Audience   string
	// Subject is Issuer if it is empty.
	Subject string
	// Lifetime is an hour if it is 0.
	Lifetime time.Duration
	// Claims are further claims; those that have fields of their own win over the fields.
	Claims map[string]any
}

// ASAP sends a token of the Atlassian S2S Authentication Protocol that is made for each request. Without PrivateKey,
// KeyID, Issuer and Audience it sends nothing.
func ASAP(credentials ASAPCredentials) Auth {
	for _, required := range []string{credentials.PrivateKey, credentials.KeyID, credentials.Issuer, credentials.Audience} {
		if required == "" {
			return Auth{}
		}
	}
	return signing(&credentials)
}

func (c *ASAPCredentials) sign(request *http.Request, now time.Time) error {
	claims := map[string]any{
		"iss": c.Issuer, "sub": cmp.Or(c.Subject, c.Issuer), "aud": c.Audience, "jti": rand.Text(),
		"iat": now.Unix(), "exp": now.Add(cmp.Or(c.Lifetime, time.Hour)).Unix(),
	}
	maps.Copy(claims, c.Claims)
	algorithm := cmp.Or(c.Algorithm, "RS256")
	header := map[string]string{"alg": algorithm, "kid": c.KeyID}
	token, err := newJWT(header, claims, algorithm, nil, c.PrivateKey)
	if err == nil {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	return err
}

// jwtHeader adds the algorithm to the header, at its end, as Postman does.
func jwtHeader(text, algorithm string) json.RawMessage {
	member := fmt.Sprintf(`"alg":%q}`, algorithm)
	text = strings.TrimSpace(text)
	if strings.Trim(text, "{} \t\r\n") == "" {
		return json.RawMessage("{" + member)
	}
	return json.RawMessage(strings.TrimSuffix(text, "}") + "," + member)
}

// newJWT returns a token in the compact serialization (RFC 7515, section 3.1).
func newJWT(header, claims any, algorithm string, secret []byte, privateKey string) (string, error) {
	var parts []string
	for _, part := range []any{header, claims} {
		text, err := encodeJSON(part)
		if err != nil {
			return "", fmt.Errorf("JWT: header or claims cannot be encoded: %w", err)
		}
		if !bytes.HasPrefix(text, []byte("{")) {
			return "", fmt.Errorf("JWT: header and claims have to be JSON objects")
		}
		parts = append(parts, base64.RawURLEncoding.EncodeToString(text))
	}
	input := strings.Join(parts, ".")
	signature, err := signJWT(input, algorithm, secret, privateKey)
	if err != nil {
		return "", fmt.Errorf("JWT: %w", err)
	}
	return input + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

// signJWT signs the input of a token (RFC 7518, section 3).
func signJWT(input, algorithm string, secret []byte, privateKey string) ([]byte, error) {
	size := algorithm[min(2, len(algorithm)):]
	sum := map[string]crypto.Hash{"256": crypto.SHA256, "384": crypto.SHA384, "512": crypto.SHA512}[size]
	if sum == 0 || !slices.Contains([]string{"HS", "RS", "PS", "ES"}, algorithm[:2]) {
		return nil, fmt.Errorf("the algorithm %q is unknown: expected HS, RS, PS or ES, and 256, 384 or 512", algorithm)
	}
	if algorithm[:2] == "HS" {
		mac := hmac.New(func() hash.Hash { return sum.New() }, secret)
		mac.Write([]byte(input))
		return mac.Sum(nil), nil
	}
	key, err := parsePrivateKey(privateKey)
	if err != nil {
		return nil, err
	}
	digest := sum.New()
	digest.Write([]byte(input))
	switch key := key.(type) {
	case *rsa.PrivateKey:
		switch algorithm[:2] {
		case "RS":
			return key.Sign(rand.Reader, digest.Sum(nil), sum)
		case "PS":
			return key.Sign(rand.Reader, digest.Sum(nil), &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: sum})
		}
	case *ecdsa.PrivateKey:
		bits := map[string]int{"ES256": 256, "ES384": 384, "ES512": 521}[algorithm]
		if key.Curve.Params().BitSize == bits {
			return signES(key, digest.Sum(nil), (bits+7)/8)
		}
	}
	return nil, fmt.Errorf("the private key is none for %s", algorithm)
}

// signES writes a signature as two numbers of size bytes (RFC 7518, section 3.4).
func signES(key *ecdsa.PrivateKey, digest []byte, size int) ([]byte, error) {
	encoded, err := key.Sign(rand.Reader, digest, nil)
	if err != nil {
		return nil, err
	}
	var pair struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(encoded, &pair); err != nil {
		return nil, err
	}
	signature := make([]byte, 2*size)
	pair.R.FillBytes(signature[:size])
	pair.S.FillBytes(signature[size:])
	return signature, nil
}

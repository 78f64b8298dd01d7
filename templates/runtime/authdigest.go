// SPDX-License-Identifier: MIT-0

package runtime

// This file answers the challenges of the Digest scheme (RFC 7616).

import (
	"cmp"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// DigestCredentials are what DigestAuth answers a challenge with. Username and Password are enough.
type DigestCredentials struct {
	Username string
	Password string
	// Algorithm is MD5, SHA-256, SHA-512-256, or one of them with "-sess" at its end. It chooses among the challenges
	// of the server; if it is empty, or the server has none for it, the first one counts.
	Algorithm string
	// NoRetry leaves challenges without an answer.
	NoRetry bool
	// Realm and Nonce of a challenge that is known beforehand are answered at once.
	Realm string
	Nonce string
	// QOP, Opaque, ClientNonce and NonceCount belong to such a challenge.
	QOP         string
	Opaque      string
	ClientNonce string
	NonceCount  string
}

// DigestAuth authenticates by the Digest scheme (RFC 7616): a request that the server answers with 401 or 403 and a
// challenge is sent again with an answer to it. A body has to be read twice then. Without Username it sends nothing.
func DigestAuth(credentials DigestCredentials) Auth {
	if credentials.Username == "" {
		return Auth{}
	}
	return signing(&credentials)
}

// digestHashes are the hashes by the names of algorithms, without "-sess".
var digestHashes = map[string]func() hash.Hash{"MD5": md5.New, "SHA-256": sha256.New, "SHA-512-256": sha512.New512_256}

func digestHash(algorithm string) func() hash.Hash {
	return digestHashes[strings.ToUpper(strings.TrimSuffix(cmp.Or(algorithm, "MD5"), "-sess"))]
}

// sign answers a challenge that is known; without one, the request goes out as it is.
func (c *DigestCredentials) sign(request *http.Request, _ time.Time) error {
	if c.Realm == "" || c.Nonce == "" {
		return nil
	}
	newHash := digestHash(c.Algorithm)
	if newHash == nil {
		return fmt.Errorf("digest: the algorithm %q is unknown: expected MD5, SHA-256, SHA-512-256, or one of them with -sess",
			c.Algorithm)
	}
	d := digest{DigestCredentials: *c, newHash: newHash, uri: requestTarget(request)}
	d.Algorithm = cmp.Or(c.Algorithm, "MD5")
	d.NonceCount = cmp.Or(c.NonceCount, "00000001")
	d.ClientNonce = cmp.Or(c.ClientNonce, rand.Text())
	response, err := d.response(request)
	if err == nil {
		request.Header.Set("Authorization", d.header(response))
	}
	return err
}

// digest is one answer to a challenge, with all values settled.
type digest struct {
	DigestCredentials
	newHash func() hash.Hash
	uri     string
}

func (d *digest) isSession() bool { return strings.HasSuffix(d.Algorithm, "-sess") }

func (d *digest) hash(parts ...string) string {
	sum := d.newHash()
	sum.Write([]byte(strings.Join(parts, ":")))
	return hex.EncodeToString(sum.Sum(nil))
}

// response proves that the password is known (RFC 7616, section 3.4.1).
func (d *digest) response(request *http.Request) (string, error) {
	secret := d.hash(d.Username, d.Realm, d.Password)
	if d.isSession() {
		secret = d.hash(secret, d.Nonce, d.ClientNonce)
	}
	message := []string{request.Method, d.uri}
	if d.QOP == "auth-int" {
		sum := d.newHash()
		if err := copyBody(request, sum); err != nil {
			return "", err
		}
		message = append(message, hex.EncodeToString(sum.Sum(nil)))
	}
	if d.QOP == "" {
		return d.hash(secret, d.Nonce, d.hash(message...)), nil
	}
	return d.hash(secret, d.Nonce, d.NonceCount, d.ClientNonce, d.QOP, d.hash(message...)), nil
}

// header is the value of the header Authorization (RFC 7616, section 3.4).
func (d *digest) header(response string) string {
	text := fmt.Sprintf("Digest username=%s, realm=%s, nonce=%s, uri=%s, algorithm=%s", quotedString(d.Username),
		quotedString(d.Realm), quotedString(d.Nonce), quotedString(d.uri), d.Algorithm)
	if d.QOP != "" {
		text += ", qop=" + d.QOP + ", nc=" + d.NonceCount
	}
	if d.QOP != "" || d.isSession() {
		text += ", cnonce=" + quotedString(d.ClientNonce)
	}
	text += ", response=" + quotedString(response)
	if d.Opaque != "" {
		text += ", opaque=" + quotedString(d.Opaque)
	}
	return text
}

// answer takes up the challenge of a reply.
func (c *DigestCredentials) answer(_ *http.Request, reply *http.Response) signer {
	if c.NoRetry || reply.StatusCode != http.StatusUnauthorized && reply.StatusCode != http.StatusForbidden {
		return nil
	}
	chosen := c.choose(digestChallenges(reply.Header.Values("Www-Authenticate")))
	if chosen["nonce"] == "" || chosen["nonce"] == c.Nonce {
		return nil // no challenge, or the one that this was the answer to
	}
	return final{&DigestCredentials{
		Username: c.Username, Password: c.Password, Algorithm: chosen["algorithm"],
		Realm: chosen["realm"], Nonce: chosen["nonce"], QOP: digestQOP(chosen["qop"]), Opaque: chosen["opaque"],
	}}
}

// choose returns the challenge for the algorithm of the caller, or else the first that there is a hash for.
func (c *DigestCredentials) choose(challenges []map[string]string) map[string]string {
	var first map[string]string
	for _, challenge := range challenges {
		algorithm := cmp.Or(challenge["algorithm"], "MD5")
		if strings.EqualFold(algorithm, c.Algorithm) {
			return challenge
		}
		if first == nil && digestHash(algorithm) != nil {
			first = challenge
		}
	}
	return first
}

// digestQOP chooses a quality of protection: that without the body, if the server leaves the choice.
func digestQOP(offered string) string {
	for _, qop := range []string{"auth", "auth-int"} {
		for offer := range strings.SplitSeq(offered, ",") {
			if strings.EqualFold(strings.TrimSpace(offer), qop) {
				return qop
			}
		}
	}
	return ""
}

// challengeToken matches a scheme, or a parameter with its value, of the header WWW-Authenticate.
var challengeToken = regexp.MustCompile(`([^\s,="]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]+))?`)

// digestChallenges returns the parameters of the Digest challenges among those of a reply (RFC 9110, section 11.6.1).
func digestChallenges(headers []string) []map[string]string {
	var challenges []map[string]string
	for _, header := range headers {
		var current map[string]string
		for _, token := range challengeToken.FindAllStringSubmatch(header, -1) {
			switch name, value := strings.ToLower(token[1]), token[2]; {
			case value == "":
				current = map[string]string{}
				if name == "digest" {
					challenges = append(challenges, current)
				}
			case current != nil:
				current[name] = unquotedString(value)
			}
		}
	}
	return challenges
}

var quotedPair = regexp.MustCompile(`\\(.)`)

// unquotedString undoes quotedString.
func unquotedString(s string) string {
	if inner, ok := strings.CutPrefix(s, `"`); ok {
		return quotedPair.ReplaceAllString(strings.TrimSuffix(inner, `"`), "$1")
	}
	return s
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file holds the schemes that sign requests against the examples of their specifications, and against what
// Postman's runner sent; .ci/oracles holds them against well-known libraries.

import (
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// signedRequest signs a request, whose headers are lines as in HTTP.
func signedRequest(t *testing.T, auth Auth, method, url, headers, body string) *http.Request {
	t.Helper()
	var content io.Reader
	if body != "" {
		content = strings.NewReader(body)
	}
	request, err := http.NewRequest(method, url, content)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(headers) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		request.Header.Add(key, value)
	}
	if err := auth.signer.sign(request, time.Date(2015, 8, 30, 12, 36, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if content != nil {
		left, err := io.ReadAll(request.Body)
		if err != nil || !strings.HasPrefix(string(left), body) || int64(len(left)) != request.ContentLength {
			t.Errorf("after signing, the body is %q, error %v", left, err)
		}
	}
	return request
}

// TestAWSSignature uses the test suite of AWS, in which paths are normalized. It leaves out those cases that are not sent
// so: with paths that are not encoded yet, and with a Content-Length that is signed, which only its sender knows.
func TestAWSSignature(t *testing.T) {
	credentials := AWSCredentials{
		AccessKey: "AKIDEXAMPLE", SecretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Region: "us-east-1", Service: "service",
	}
	temporary := credentials
	temporary.SessionToken = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"
	for _, test := range []struct{ name, method, target, headers, names, signature string }{
		{"get-vanilla", "GET", "/", "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
		{
			"get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1", "", "host;x-amz-date",
			"b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
		},
		{
			"get-vanilla-utf8-query", "GET", "/?%E1%88%B4=bar", "", "host;x-amz-date",
			"2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
		},
		{
			"get-unreserved", "GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "", "host;x-amz-date",
			"07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
		},
		{
			"get-vanilla-query-unreserved", "GET",
			"/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
			"", "host;x-amz-date", "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
		},
		{
			"get-vanilla-query-order-encoded", "GET", "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1", "", "host;x-amz-date",
			"371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
		},
		{"get-relative-relative", "GET", "/example1/example2/../..", "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
		{"get-slash-dot-slash", "GET", "/./", "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
		{"get-slash-pointless-dot", "GET", "/./example", "", "host;x-amz-date", "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5"},
		{"get-slash", "GET", "//", "", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
		{"get-slashes", "GET", "//example//", "", "host;x-amz-date", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"},
		{"post-vanilla", "POST", "/", "", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
		{
			"post-header-key-sort", "POST", "/", "My-Header1: value1", "host;my-header1;x-amz-date",
			"c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
		},
		{
			"get-header-value-trim", "GET", "/", "My-Header1:  value1\nMy-Header2: \"a   b   c\"", "host;my-header1;my-header2;x-amz-date",
			"acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
		},
		{
			"get-header-key-duplicate", "GET", "/", "My-Header1: value2\nMy-Header1: value2\nMy-Header1: value1", "host;my-header1;x-amz-date",
			"c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
		},
		{
			"get-header-value-order", "GET", "/", "My-Header1: value4\nMy-Header1: value1\nMy-Header1: value3\nMy-Header1: value2",
			"host;my-header1;x-amz-date", "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
		},
		{
			"post-header-value-case", "POST", "/", "My-Header1: VALUE1", "host;my-header1;x-amz-date",
			"cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
		},
		{
			"post-vanilla-query", "POST", "/?Param1=value1", "", "host;x-amz-date",
			"28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
		},
		{
			"get-vanilla-with-session-token", "GET", "/", "", "host;x-amz-date;x-amz-security-token",
			"07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
		},
	} {
		auth := AWSSignature(credentials)
		if strings.HasSuffix(test.name, "session-token") {
			auth = AWSSignature(temporary)
		}
		request := signedRequest(t, auth, test.method, "https://example.amazonaws.com"+test.target, test.headers, "")
		want := "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=" +
			test.names + ", Signature=" + test.signature
		if diff := cmp.Diff(want, request.Header.Get("Authorization")); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

// TestAWSSignatureOfS3 uses the examples of S3's documentation.
func TestAWSSignatureOfS3(t *testing.T) {
	day := time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC)
	credentials := AWSCredentials{
		AccessKey: "AKIAIOSFODNN7EXAMPLE", SecretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Service: "s3",
	}
	for _, test := range []struct {
		method, target, body string
		header               http.Header
		signature            string
	}{
		{"GET", "/test.txt", "", http.Header{"Range": {"bytes=0-9"}}, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
		{
			"PUT", "/test$file.text", "Welcome to Amazon S3.",
			http.Header{"Date": {"Fri, 24 May 2013 00:00:00 GMT"}, "X-Amz-Storage-Class": {"REDUCED_REDUNDANCY"}},
			"98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
		},
		{"GET", "/?lifecycle", "", http.Header{}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
		{"GET", "/?max-keys=2&prefix=J", "", http.Header{}, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
	} {
		request, err := http.NewRequest(test.method, "https://examplebucket.s3.amazonaws.com"+test.target, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header = test.header
		if err := AWSSignature(credentials).signer.sign(request, day); err != nil {
			t.Fatal(err)
		}
		if got := request.Header.Get("Authorization"); !strings.HasSuffix(got, "Signature="+test.signature) {
			t.Errorf("%s %s: got %s, want %s", test.method, test.target, got, test.signature)
		}
	}
	credentials.InQuery = true
	request, err := http.NewRequest("GET", "https://examplebucket.s3.amazonaws.com/test.txt", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := AWSSignature(credentials).signer.sign(request, day); err != nil {
		t.Fatal(err)
	}
	want := "X-Amz-Expires=86400&X-Amz-Date=20130524T000000Z&X-Amz-Algorithm=AWS4-HMAC-SHA256" +
		"&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-SignedHeaders=host" +
		"&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
	if diff := cmp.Diff(want, request.URL.RawQuery); diff != "" {
		t.Error(diff)
	}
}

// TestOAuth1 uses the examples of RFC 5849, section 1.2, and of Twitter's documentation, which has a form.
func TestOAuth1(t *testing.T) {
	client := OAuth1Credentials{ConsumerKey: "dpf43f3p2l4k3l03", ConsumerSecret: "kd94hf93k423kf44", Realm: "Photos"}
	token, photo := client, client
	token.Timestamp, token.Nonce, token.Verifier = "137131201", "walatlh", "hfdp7dh39dks9884"
	token.Token, token.TokenSecret = "hh5s93j4hdidpola", "hdhd0244k9j7ao03"
	photo.Timestamp, photo.Nonce, photo.Token, photo.TokenSecret = "137131202", "chapoH", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00"
	tweet := OAuth1Credentials{
		ConsumerKey: "xvz1evFS4wEEPTGEFPHBog", ConsumerSecret: "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
		Token:       "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
		TokenSecret: "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE", Version: "1.0",
		Timestamp: "1318622958", Nonce: "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
	}
	form := "status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21"
	for _, test := range []struct {
		credentials             OAuth1Credentials
		method, url, form, want string
	}{
		{token, "POST", "https://photos.example.net/token", "", "gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D"},
		{photo, "GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", "", "MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"},
		{tweet, "POST", "https://API.twitter.com:443/1.1/statuses/update.json?include_entities=true", form, "hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D"},
	} {
		header := ""
		if test.form != "" {
			header = "Content-Type: " + formContentType
		}
		request := signedRequest(t, OAuth1(test.credentials), test.method, test.url, header, test.form)
		if got := request.Header.Get("Authorization"); !strings.HasSuffix(got, `oauth_signature="`+test.want+`"`) {
			t.Errorf("%s: got %s, want %s", test.url, got, test.want)
		}
	}
}

// TestOAuth1Base uses the example of RFC 5849, section 3.4.1.
func TestOAuth1Base(t *testing.T) {
	request, err := http.NewRequest("POST", "http://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b", nil)
	if err != nil {
		t.Fatal(err)
	}
	credentials := OAuth1Credentials{
		ConsumerKey: "9djdj82h48djs9d2", Token: "kkk9d7dh3k39sjv7", SignatureMethod: "HMAC-SHA1", Timestamp: "137131201", Nonce: "7d8f3e4a",
	}
	want := "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26" +
		"oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26" +
		"oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
	if diff := cmp.Diff(want, oauth1Base(request, credentials.parameters(time.Time{}), "c2&a3=2+q")); diff != "" {
		t.Error(diff)
	}
}

// TestDigest uses the examples of RFC 7616, section 3.9, and of RFC 2617, section 3.5.
func TestDigest(t *testing.T) {
	mufasa := DigestCredentials{
		Username: "Mufasa", Password: "Circle of Life", Realm: "http-auth@example.org", QOP: "auth",
		Nonce:       "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
		ClientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
	}
	sha256 := mufasa
	sha256.Algorithm = "SHA-256"
	older := DigestCredentials{
		Username: "Mufasa", Password: "Circle Of Life", Realm: "testrealm@host.com", QOP: "auth",
		Nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093", ClientNonce: "0a4f113b",
	}
	for want, credentials := range map[string]DigestCredentials{
		"8ca523f5e9506fed4657c9700eebdbec":                                 mufasa,
		"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1": sha256,
		"6629fae49393a05397450978507c4ef1":                                 older,
	} {
		request := signedRequest(t, DigestAuth(credentials), "GET", "http://www.example.org/dir/index.html", "", "")
		if got := request.Header.Get("Authorization"); !strings.Contains(got, `response="`+want+`"`) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestHawk uses the examples of Hawk's documentation.
func TestHawk(t *testing.T) {
	credentials := HawkCredentials{
		ID: "dh37fgj492je", Key: "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn", Ext: "some-app-ext-data",
		Timestamp: "1353832234", Nonce: "j4h3g2",
	}
	const url = "http://Example.com:8000/resource/1?b=1&a=2"
	want := `Hawk id="dh37fgj492je", ts="1353832234", nonce="j4h3g2", ext="some-app-ext-data", ` +
		`mac="6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE="`
	if diff := cmp.Diff(want, signedRequest(t, Hawk(credentials), "GET", url, "", "").Header.Get("Authorization")); diff != "" {
		t.Error(diff)
	}
	credentials.HashPayload = true
	want = `Hawk id="dh37fgj492je", ts="1353832234", nonce="j4h3g2", hash="Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY=", ` +
		`ext="some-app-ext-data", mac="aSe1DERmZuRl3pI36/9BdZmnErTw3sNzOOAUlfeKjVw="`
	request := signedRequest(t, Hawk(credentials), "POST", url, "Content-Type: Text/Plain; charset=utf-8", "Thank you for flying Hawk")
	if diff := cmp.Diff(want, request.Header.Get("Authorization")); diff != "" {
		t.Error(diff)
	}
}

// TestEdgeGrid uses the examples that Akamai's own clients are tested with.
func TestEdgeGrid(t *testing.T) {
	credentials := EdgeGridCredentials{
		AccessToken: "akab-access-token-xxx-xxxxxxxxxxxxxxxx", ClientToken: "akab-client-token-xxx-xxxxxxxxxxxxxxxx",
		ClientSecret: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=", HeadersToSign: "X-Test1, X-Test2",
		Nonce: "nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", Timestamp: "20140321T19:34:21+0000",
	}
	for _, test := range []struct{ method, target, body, want string }{
		{"GET", "/", "", "tL+y4hxyHxgWVD30X3pWnGKHcPzmrIF+LThiAOhMxYU="},
		{"GET", "/testapi/v1/t1?p1=1&p2=2", "", "hKDH1UlnQySSHjvIcZpDMbQHihTQ0XyVAKZaApabdeA="},
		{"POST", "/testapi/v1/t3", "datadatadatadatadatadatadatadata", "hXm4iCxtpN22m4cbZb4lVLW5rhX8Ca82vCFqXzSTPe4="},
		{"POST", "/testapi/v1/t6", "", "1gEDxeQGD5GovIkJJGcBaKnZ+VaPtrc4qBUHixjsPCQ="},
	} {
		url := "https://akaa-baseurl-xxxxxxxxxxx-xxxxxxxxxxxxx.luna.akamaiapis.net" + test.target
		want := "EG1-HMAC-SHA256 client_token=akab-client-token-xxx-xxxxxxxxxxxxxxxx;access_token=akab-access-token-xxx-xxxxxxxxxxxxxxxx;" +
			"timestamp=20140321T19:34:21+0000;nonce=nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx;signature=" + test.want
		request := signedRequest(t, EdgeGrid(credentials), test.method, url, "", test.body)
		if diff := cmp.Diff(want, request.Header.Get("Authorization")); diff != "" {
			t.Errorf("%s %s: %s", test.method, test.target, diff)
		}
	}
}

// TestJWTSignature uses the examples of RFC 7515, appendices A.1 and A.2; those of A.3 and A.4 hold random numbers.
func TestJWTSignature(t *testing.T) {
	decoded := func(text string) []byte {
		b, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const claims = ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
	secret := decoded("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
	key := toPEM(t, "PRIVATE KEY", rsaKey(
		decoded("4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc"),
		decoded("uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc"),
	))
	for _, test := range []struct{ algorithm, header, want string }{
		{"HS256", "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"},
		{
			"RS256", "eyJhbGciOiJSUzI1NiJ9",
			"cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
		},
	} {
		signature, err := signJWT(test.header+claims, test.algorithm, secret, key)
		if got := base64.RawURLEncoding.EncodeToString(signature); err != nil || got != test.want {
			t.Errorf("%s: got %s, error %v", test.algorithm, got, err)
		}
	}
}

// rsaKey makes a key of its two primes and the usual exponent.
func rsaKey(primes ...[]byte) *rsa.PrivateKey {
	p, q := new(big.Int).SetBytes(primes[0]), new(big.Int).SetBytes(primes[1])
	one, exponent := big.NewInt(1), big.NewInt(65537)
	totient := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: int(exponent.Int64())},
		D:         new(big.Int).ModInverse(exponent, totient), Primes: []*big.Int{p, q},
	}
	key.Precompute()
	return key
}

// TestSignaturesOfNewman compares with what Postman's runner sent for the same credentials.
func TestSignaturesOfNewman(t *testing.T) {
	payload := func(text string) func() any { return func() any { return json.RawMessage(text) } }
	oauth1 := OAuth1Credentials{ConsumerKey: "ck", ConsumerSecret: "cs", Timestamp: "1700000000", Nonce: "abc"}
	with := func(change func(*OAuth1Credentials)) Auth {
		changed := oauth1
		change(&changed)
		return OAuth1(changed)
	}
	digest := DigestCredentials{Username: "u", Password: "p", Realm: "r", Nonce: "n"}
	integrity := digest
	integrity.Algorithm, integrity.QOP, integrity.ClientNonce = "SHA-256", "auth-int", "cn"
	edge := EdgeGridCredentials{
		AccessToken: "at", ClientToken: "ct", ClientSecret: "cs", Nonce: "n", Timestamp: "20240101T00:00:00+0000",
	}
	otherHost := edge
	edge.HeadersToSign = "X-A"
	otherHost.BaseURL = "https://akab.example.net/"
	hawk := HawkCredentials{ID: "id", Key: "key", Nonce: "abc", Timestamp: "1700000000"}
	full := hawk
	full.Ext, full.App, full.Delegation, full.HashPayload = "ext", "app", "dlg", true
	for _, test := range []struct {
		name                string
		auth                Auth
		headers, body, want string
	}{
		{"digest", DigestAuth(digest), "", "", `response="c7fc012eafc98d9b6a27e7af8037f75e"`},
		{"digest auth-int", DigestAuth(integrity), "", `{"a": 1}`, `response="d95ac49c9b1f08aaf4c12e103088926bdb854b291eca000ca3c4662740ccf250"`},
		{"hawk", Hawk(hawk), "", "", `Hawk id="id", ts="1700000000", nonce="abc", mac="ZsadrdsY3QRZQvBMOwnnf+fvnbvvcvAkODOlGn80g1Q="`},
		{
			"hawk with all", Hawk(full), "Content-Type: application/json", `{"a": 1}`,
			`Hawk id="id", ts="1700000000", nonce="abc", hash="QPkzvjY3pLmhIW12AiNFWbM185+wGdY3ok5QUB6MrZk=", ext="ext", ` +
				`mac="EwgRvToZ/44UszXe8gpvR1mvUmGQTRYArhHKRGOdhA4=", app="app", dlg="dlg"`,
		},
		{
			"OAuth 1", with(func(c *OAuth1Credentials) { c.Token, c.TokenSecret, c.Version = "tk", "ts", "1.0" }), "", "",
			`OAuth oauth_consumer_key="ck",oauth_token="tk",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1700000000",` +
				`oauth_nonce="abc",oauth_version="1.0",oauth_signature="XRkB8hiq%2FV1H6DeHRySCtoks8tw%3D"`,
		},
		{
			"OAuth 1 plain", with(func(c *OAuth1Credentials) { c.SignatureMethod, c.Realm = "PLAINTEXT", "R" }), "", "",
			`OAuth realm="R",oauth_consumer_key="ck",oauth_signature_method="PLAINTEXT",oauth_timestamp="1700000000",` +
				`oauth_nonce="abc",oauth_signature="cs%26"`,
		},
		{
			"OAuth 1 callback", with(func(c *OAuth1Credentials) {
				c.SignatureMethod, c.Callback, c.Verifier, c.SendEmpty = "HMAC-SHA256", "http://cb", "vf", true
			}), "", "",
			`oauth_callback="http%3A%2F%2Fcb",oauth_verifier="vf",oauth_signature="Zdx9Fa0zslkXzkm5shK9v7iBYOrf0xNFoxanQyy7kos%3D"`,
		},
		{
			"OAuth 1 body hash", with(func(c *OAuth1Credentials) { c.BodyHash = true }), "", `{"a": 1}`,
			`oauth_body_hash="5K1NqtU6LuwDEzhq2oghHlDWk70%3D",oauth_signature="FWLd5VBpVRK5x4GRLEpdVWcJ95A%3D"`,
		},
		{"EdgeGrid", EdgeGrid(edge), "X-A: v  w", `{"a": 1}`, `nonce=n;signature=SDp7eAOz5agI+VMalQ8Jh69Dvx6PInS17FMHRYvcVrE=`},
		{"EdgeGrid host", EdgeGrid(otherHost), "", "", `nonce=n;signature=6/3nHzRwtIckB8fMU6VbNTYIVttAK4rJ5eoTZuoOUng=`},
		{
			"JWT", JWT(JWTCredentials{Algorithm: "HS256", Secret: "s", Header: `{"kid":"k"}`, Claims: payload(`{"sub":"1","n":2}`)}), "", "",
			"Bearer eyJraWQiOiJrIiwiYWxnIjoiSFMyNTYifQ.eyJzdWIiOiIxIiwibiI6Mn0.zfMyrtwY36WyTAr_yCNiZt2PEyqtN6xKiNG76Spt33o",
		},
		{
			"JWT prefix", JWT(JWTCredentials{Algorithm: "HS256", Secret: "s", Prefix: "JWT"}), "", "",
			"JWT eyJhbGciOiJIUzI1NiJ9.e30.F9yvvLLMLF5UKVPXzrWpnyAZsW8frF0MjE-S7oHI7u4",
		},
		{
			"JWT base64", JWT(JWTCredentials{Algorithm: "HS256", Secret: "c2VjcmV0", SecretIsBase64: true, NoPrefix: true, Claims: payload(`{"a":1}`)}), "", "",
			"eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.LrlPmSL4FxrzAHJSYbKzsA997COXdYCeFKlt3zt5DIY",
		},
	} {
		request := signedRequest(t, test.auth, "POST", "https://example.com/auth/x%20y?b=2&a=1", test.headers, test.body)
		if got := request.Header.Get("Authorization"); !strings.Contains(got, test.want) {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

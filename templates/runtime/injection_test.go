// SPDX-License-Identifier: MIT-0

package runtime

// This file proves that no value can leave the place that it is given for: it sends one through each place, to a server
// that keeps the very bytes, and compares with what goes out for a harmless value.

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// place is where a value can go.
type place struct {
	name    string
	send    func(w *wiretap, value string) error
	refuses func(value string) bool // nil: takes all
	spans   bool                    // a "/" of the value begins a segment
	names   []string                // more than the value changes with it: the names of such entries are compared
}

var places = []place{
	{name: "path variable", refuses: isNoSegment, send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: v, Q: "1"})
	}},
	{name: "path variable of several segments", refuses: areNoSegments, spans: true, send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: "1", Path: "p" + v})
	}},
	{name: "variable in a path", refuses: isNoSegment, send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{Q: "1"}, WithVariables(Variables{Tenant: v}))
	}},
	{name: "query", refuses: isEmpty, send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: v})
	}},
	{name: "query list", send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: "1", Tags: []string{"a", v}})
	}},
	{name: "query flag", send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: "1", ACL: &v})
	}},
	{name: "header", refuses: isNoHeader, send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: "1", Tenant: &v})
	}},
	{name: "header list", refuses: isNoHeader, send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: "1", Many: []string{"a", v}})
	}},
	{name: "content type", refuses: isNoHeader, send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: "1", Type: &v})
	}},
	{name: "text body", send: func(w *wiretap, v string) error {
		return w.update(&UsersUpdateRequest{UserID: "me", Q: "1", Text: Ptr("t" + v)})
	}},
	{name: "WithParameter", send: func(w *wiretap, v string) error {
		return w.call(&usersList, func(c *call) { c.query("limit", asText[int](c, "Limit", nil)) }, WithParameter("Limit", v))
	}},
	{name: "WithParameter, path variable", refuses: isNoSegment, send: func(w *wiretap, v string) error {
		return w.call(&usersList, func(c *call) { c.segment("ID", asSegment(c, "ID", 0)) }, WithParameter("ID", v))
	}},
	{name: "WithHeader", refuses: isNoHeader, send: func(w *wiretap, v string) error { return w.list(w.url, WithHeader("X-New", v)) }},
	{name: "WithHeader, name", refuses: isNoToken, send: func(w *wiretap, v string) error { return w.list(w.url, WithHeader("X-"+v, "1")) }},
	{name: "cookie", refuses: isNoHeader, send: func(w *wiretap, v string) error { return w.list(w.url, WithHeader("Cookie", "a="+v)) }},
	{name: "bearer token", refuses: isNoHeader, send: func(w *wiretap, v string) error { return w.authorized(BearerToken("t" + v)) }},
	{name: "user", send: func(w *wiretap, v string) error { return w.authorized(BasicAuth(v, "p")) }},
	{name: "password", send: func(w *wiretap, v string) error { return w.authorized(BasicAuth("u", v)) }},
	{name: "authorization", refuses: isNoHeader, send: func(w *wiretap, v string) error { return w.authorized(Authorization("t" + v)) }},
	{name: "API key", refuses: isNoHeader, send: func(w *wiretap, v string) error { return w.authorized(APIKeyHeader("X-Key", v)) }},
	{name: "API key, name", refuses: isNoToken, send: func(w *wiretap, v string) error { return w.authorized(APIKeyHeader("X-"+v, "k")) }},
	{name: "API key in the query", send: func(w *wiretap, v string) error { return w.authorized(APIKeyQuery("key", v)) }},
	{name: "API key in the query, name", send: func(w *wiretap, v string) error { return w.authorized(APIKeyQuery("k"+v, "k")) }},
	{name: "OAuth 2 prefix", refuses: isNoHeader, send: func(w *wiretap, v string) error { return w.authorized(OAuth2Token("p"+v, "t")) }},
	{name: "OAuth 2 token", refuses: isNoHeader, send: func(w *wiretap, v string) error { return w.authorized(OAuth2Token("p", "t"+v)) }},
	{name: "OAuth 2 token in the query", send: func(w *wiretap, v string) error { return w.authorized(OAuth2QueryToken("t" + v)) }},
	{name: "form", send: func(w *wiretap, v string) error { return w.form(&FilesSendFormRequest{A: &v}) }},
	{name: "form list", send: func(w *wiretap, v string) error { return w.form(&FilesSendFormRequest{B: []string{"a", v}}) }},
	{name: "part", send: func(w *wiretap, v string) error { return w.parts(&FilesUploadRequest{Password: &v}) }},
	{name: "part list", send: func(w *wiretap, v string) error { return w.parts(&FilesUploadRequest{Texts: []string{"a", v}}) }},
	{name: "name of a part", send: func(w *wiretap, v string) error {
		return w.call(&filesUpload, func(c *call) { c.part(v, "", Ptr("x")) })
	}},
	{name: "file name", send: func(w *wiretap, v string) error {
		return w.parts(&FilesUploadRequest{PicFile: &File{Name: "n" + v, ContentType: "a/b"}})
	}},
	{name: "file content", send: func(w *wiretap, v string) error {
		return w.parts(&FilesUploadRequest{PicFile: FileFromBytes("a", []byte(v))})
	}},
	{name: "file type", refuses: isNoHeader, send: func(w *wiretap, v string) error {
		return w.parts(&FilesUploadRequest{PicFile: &File{Name: "n", ContentType: "a/" + v}})
	}},
	{name: "base URL", names: []string{"header"}, send: func(w *wiretap, v string) error { return w.list(w.url + v) }},
	{name: "user info", names: []string{"header"}, send: func(w *wiretap, v string) error {
		return w.list(strings.Replace(w.url, "://", "://u:p"+v+"@", 1))
	}},
	{name: "Host", names: []string{"header"}, send: func(w *wiretap, v string) error { return w.list(w.url, WithHeader("Host", v)) }},
	{name: "Digest", names: signed, send: func(w *wiretap, v string) error {
		return w.authorized(DigestAuth(DigestCredentials{Username: "u" + v, Password: "p", Realm: "r" + v, Nonce: "n" + v, Opaque: "o" + v}))
	}},
	{name: "Hawk", names: signed, send: func(w *wiretap, v string) error {
		return w.authorized(Hawk(HawkCredentials{ID: "i" + v, Key: "k", Ext: "e" + v, App: "a" + v}))
	}},
	{name: "AWS", names: []string{"header", "parameter"}, send: func(w *wiretap, v string) error {
		return w.authorized(AWSSignature(AWSCredentials{AccessKey: "k" + v, SecretKey: "k", SessionToken: "t" + v, Region: v, Service: v}))
	}},
	{name: "OAuth 1", names: signed, send: func(w *wiretap, v string) error {
		return w.authorized(OAuth1(OAuth1Credentials{ConsumerKey: "k" + v, ConsumerSecret: "s", Token: "t" + v, Realm: "r" + v}))
	}},
	{name: "AWS in the query", names: signed, send: func(w *wiretap, v string) error {
		return w.authorized(AWSSignature(AWSCredentials{AccessKey: "k" + v, SecretKey: "k", SessionToken: "t" + v, InQuery: true}))
	}},
	{name: "OAuth 1 in the query", names: signed, send: func(w *wiretap, v string) error {
		return w.authorized(OAuth1(OAuth1Credentials{ConsumerKey: "k" + v, ConsumerSecret: "s", Token: "t" + v, InQuery: true}))
	}},
}

// signed are the kinds of entries whose names a signature leaves as they are.
var signed = []string{"header", "parameter", "credential"}

var hostile = []string{
	"x", "a/b", "/", "//", "..", ".", "../../admin", "%2e%2e", "%2F", "%", "%zz", "%00", "?a=b", "#f", "&a=b", "a=b&c=d", "a;b", ";a=b", "+", " ", "",
	"\r\nX-Evil: 1", "\nX-Evil: 1", "\rX-Evil: 1", "x\r\n\r\nGET /evil HTTP/1.1\r\nHost: evil\r\n\r\n", " HTTP/1.1\r\nX-Evil: 1\r\n\r\n", "a\x00b", "\t", "\x7f",
	`"; filename="evil`, `\"; x="`, "\"\r\n\r\nevil", "\r\n--B--\r\n", "--", "@evil.example", ":80@evil", `\`, "é", "日é", "\u2028", "\xff\xfe", "{{x}}",
}

func TestValuesStayInPlace(t *testing.T) {
	tap := newWiretap(t)
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			for _, value := range hostile {
				tap.check(t, p, value)
			}
		})
	}
}

func FuzzValuesStayInPlace(f *testing.F) {
	for i := range places {
		f.Add(i, "a/b?c=d&e#f\r\nX-Evil: 1\r\n\r\n")
	}
	tap := newWiretap(f)
	f.Fuzz(func(t *testing.T, i int, value string) {
		if i >= 0 && i < len(places) {
			tap.check(t, places[i], value)
		}
	})
}

// check sends value through p. What arrives must be what arrives for a harmless value, with value in its place.
func (w *wiretap) check(t *testing.T, p place, value string) {
	t.Helper()
	const harmless = "HARMLESS"
	if err := p.send(w, harmless); err != nil {
		t.Fatal(err)
	}
	want := entriesOf(<-w.requests)
	err := p.send(w, value)
	if err != nil {
		if p.names == nil && (p.refuses == nil || !p.refuses(value)) || len(w.requests) > 0 {
			t.Errorf("%q: error %v, %d requests sent", value, err, len(w.requests))
		}
		return
	}
	if p.refuses != nil && p.refuses(value) {
		t.Errorf("%q was not refused", value)
	}
	got := entriesOf(<-w.requests)
	if p.names != nil {
		want, got = namesOf(p.names, want), namesOf(p.names, got)
	}
	for i, e := range want {
		e.Name = strings.NewReplacer(harmless, value, strings.ToLower(harmless), strings.ToLower(value)).Replace(e.Name)
		e.Value = strings.ReplaceAll(e.Value, harmless, value)
		if e.Kind == "slashes" && p.spans {
			e.Value += strings.Repeat("/", strings.Count(value, "/"))
		}
		want[i] = e.onWire()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q (-want +got):\n%s", value, diff)
	}
}

func isEmpty(v string) bool { return v == "" }

func isNoSegment(v string) bool { return v == "" || v == "." || v == ".." }

func areNoSegments(v string) bool {
	return slices.ContainsFunc(strings.Split("p"+v, "/"), func(s string) bool { return s == "." || s == ".." })
}

func isNoHeader(v string) bool {
	return strings.ContainsFunc(v, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}

func isNoToken(v string) bool { return !token.MatchString(v) }

// token is what the name of a header may have (RFC 9110, section 5.6.2).
var token = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]*$")

// SPDX-License-Identifier: MIT-0

package runtime

// This file tests requests without a body: what goes over the wire, byte for byte, and what is refused before.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// wire is a request as a server received it.
type wire struct {
	Method, Target, Host string
	Header               http.Header
	Body                 string
	Length               int64
}

// record starts a server that keeps the last request and answers with handler, or else with 200 and no body. It returns
// a client whose base URL has a path.
func record(t testing.TB, handler http.HandlerFunc, options ...Option) (*Client, *wire) {
	t.Helper()
	last := new(wire)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("reading the request: %v", err)
		}
		*last = wire{r.Method, r.RequestURI, r.Host, r.Header, string(body), r.ContentLength}
		if handler != nil {
			handler(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return newClient(t, append([]Option{WithBaseURL(server.URL + "/v2")}, options...)...), last
}

func newClient(t testing.TB, options ...Option) *Client {
	t.Helper()
	client, err := New(options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// answers returns a handler that always answers the same.
func answers(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func TestTarget(t *testing.T) {
	tests := []struct {
		name    string
		request UsersUpdateRequest
		want    string
	}{
		{"plain", UsersUpdateRequest{UserID: "me", Q: "1"}, "/v2/users/me?q=1&page=1"},
		{"default overridden", UsersUpdateRequest{UserID: "me", Q: "1", Page: Ptr("")}, "/v2/users/me?q=1&page="},
		{"list", UsersUpdateRequest{UserID: "me", Q: "1", Tags: []string{"a", "", "b"}}, "/v2/users/me?q=1&page=1&tag=a&tag=&tag=b"},
		{"flag", UsersUpdateRequest{UserID: "me", Q: "1", ACL: Ptr("")}, "/v2/users/me?q=1&page=1&acl"},
		{"flag with value", UsersUpdateRequest{UserID: "me", Q: "1", ACL: Ptr("x")}, "/v2/users/me?q=1&page=1&acl=x"},
		{"flags without a name", UsersUpdateRequest{UserID: "me", Q: "1", Flags: []string{"", "x", ""}}, "/v2/users/me?q=1&page=1&&=x&"},
		{"segments", UsersUpdateRequest{UserID: "me", Path: "/a/b c/", Q: "1"}, "/v2/users/me//a/b%20c/?q=1&page=1"},
		{
			"ASCII in a segment",
			UsersUpdateRequest{UserID: " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", Q: "1"},
			"/v2/users/%20!%22%23$%25&'()*+,-.%2F:;%3C=%3E%3F@%5B%5C%5D%5E_%60%7B%7C%7D~?q=1&page=1",
		},
		{
			"ASCII in a query",
			UsersUpdateRequest{UserID: "me", Q: " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
			"/v2/users/me?q=%20!%22%23$%25%26%27()*%2B,-./:;%3C=%3E?@[%5C]%5E_%60%7B%7C%7D~&page=1",
		},
		{"beyond ASCII", UsersUpdateRequest{UserID: "é", Q: "日\r\n\x00\xff"}, "/v2/users/%C3%A9?q=%E6%97%A5%0D%0A%00%FF&page=1"},
		{"dots within a segment", UsersUpdateRequest{UserID: "...", Q: "..", Path: "a../.b"}, "/v2/users/.../a../.b?q=..&page=1"},
		{
			"long",
			UsersUpdateRequest{UserID: strings.Repeat("u", 300), Q: strings.Repeat("q", 300)},
			"/v2/users/" + strings.Repeat("u", 300) + "?q=" + strings.Repeat("q", 300) + "&page=1",
		},
	}
	client, last := record(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := client.Users.Update(t.Context(), &test.request); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, last.Target); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBaseURL(t *testing.T) {
	tests := []struct{ base, want string }{
		{"", "/users%s?region=eu"},
		{"/", "//users%s?region=eu"},
		{"/v2/", "/v2//users%s?region=eu"},
		{"/a b/{x}/%2F/é", "/a%%20b/%%7Bx%%7D/%%2F/%%C3%%A9/users%s?region=eu"},
		{"/v2?k=v", "/v2?k=v/users%s?region=eu"},
		{"?k=v", "/?k=v/users%s?region=eu"},
	}
	for _, test := range tests {
		t.Run(test.base, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				io.WriteString(w, r.RequestURI)
			}))
			defer server.Close()
			response, err := newClient(t, WithBaseURL(server.URL+test.base)).Users.List(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			want := fmt.Sprintf(test.want, "|all") // "|" is what net/url would escape
			if strings.HasPrefix(want, "//") {
				want = server.URL + want
			}
			if response.Body != want {
				t.Errorf("got target %s, want %s", response.Body, want)
			}
		})
	}
}

func TestPathBeginsWithoutSlash(t *testing.T) {
	client, last := record(t, nil)
	origin := strings.TrimSuffix(client.core.bases[0].value, "/v2")
	for base, want := range map[string]string{"": "/eu/raw", "/v2": "/v2eu/raw", "/v2/": "/v2/eu/raw"} {
		response, err := newClient(t, WithBaseURL(origin+base)).Files.Replace(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if last.Target != want {
			t.Errorf("base %q: got %s, want %s", base, last.Target, want)
		}
	}
}

func TestBaseURLRefused(t *testing.T) {
	tests := []struct {
		name, base string
		want       string
	}{
		{"none", "", "no base URL is known: set one with WithBaseURL"},
		{"no scheme", "example.com/v2", `WithBaseURL: "example.com/v2" does not begin with "https://" or "http://"`},
		{"other scheme", "ftp://example.com", `WithBaseURL: "ftp://example.com" does not begin with "https://" or "http://"`},
		{"no host", "https:///v2", `WithBaseURL: "https:///v2" has no host`},
		{"port only", "https://:80", `WithBaseURL: "https://:80" has no host`},
		{"fragment", "https://example.com/#x", `WithBaseURL: "https://example.com/#x" has a fragment, which would swallow the paths added to it`},
		{"bad host", "https://exa mple.com", `WithBaseURL: "https://exa mple.com" has characters that a host cannot have, or user info that is not percent-encoded`},
		{"user info", "https://user:se/cret@example.com", `WithBaseURL: "example.com" has characters that a host cannot have, or user info that is not percent-encoded`},
		{"user info as scheme", "user:secret@example.com?k=secret", `WithBaseURL: "example.com" does not begin with "https://" or "http://"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := New(WithBaseURL(test.base))
			if err == nil || err.Error() != test.want {
				t.Errorf("got error %v, want %s", err, test.want)
			}
		})
	}
}

func TestNewNamesAllBaseURLs(t *testing.T) {
	_, err := New(WithBaseURL(""), WithAuthURL("x"))
	want := "no base URL is known: set one with WithBaseURL\n" + `WithAuthURL: "x" does not begin with "https://" or "http://"`
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}

func TestVariables(t *testing.T) {
	client, last := record(t, nil, WithVariables(Variables{Tenant: "t1"}))
	if _, err := client.Users.Update(t.Context(), &UsersUpdateRequest{Q: "1"}); err != nil {
		t.Fatal(err)
	}
	if want := "/v2/users/t1?q=1&page=1"; last.Target != want {
		t.Errorf("got %s, want %s", last.Target, want)
	}
	client, last = record(t, nil, WithVariables(Variables{Region: "us"}), WithVariables(Variables{Tenant: "x"}), nil)
	if _, err := client.Users.List(t.Context(), nil, nil); err != nil {
		t.Fatal(err)
	}
	if want := "/v2/users|all?region=us"; last.Target != want {
		t.Errorf("got %s, want %s", last.Target, want)
	}
}

func TestHeaders(t *testing.T) {
	client, last := record(t, nil)
	request := &UsersUpdateRequest{UserID: "me", Q: "1", Tenant: Ptr(""), Host: Ptr("other.example"), Many: []string{"a", "b"}}
	_, err := client.Users.Update(t.Context(), request, WithHeader("x-many", "c"), WithHeader("X-New", "d e"))
	if err != nil {
		t.Fatal(err)
	}
	want := http.Header{
		"X-Tenant": {""}, "X-Many": {"c"}, "X-New": {"d e"},
		"Accept-Encoding": {"gzip"}, "User-Agent": {"Go-http-client/1.1"}, "Content-Length": {"0"},
	}
	if diff := cmp.Diff(want, last.Header); diff != "" {
		t.Error(diff)
	}
	if last.Host != "other.example" {
		t.Errorf("got Host %s", last.Host)
	}
	for host, want := range map[string]string{"mine.example:1": "mine.example:1", "a b": "", "a/b": ""} {
		if _, err := client.Users.List(t.Context(), nil, WithHeader("host", host)); err != nil || last.Host != want {
			t.Errorf("%q: got Host %s, error %v", host, last.Host, err)
		}
	}
	if _, hasLength := last.Header["Content-Length"]; hasLength || last.Body != "" {
		t.Errorf("a GET has the headers %v and the body %q", last.Header, last.Body)
	}
}

func TestProblemsAreJoined(t *testing.T) {
	client := newClient(t, WithBaseURL("https://unreachable.invalid"))
	tests := []struct {
		name    string
		request *UsersUpdateRequest
		want    []string
	}{
		{"nil", nil, []string{"UserID is required", "Q is required"}},
		{"dots", &UsersUpdateRequest{UserID: "..", Path: "a/./b", Q: "1"}, []string{
			`UserID: the path segment ".." is not allowed`, `Path: the path segment "." is not allowed`,
		}},
		{"header", &UsersUpdateRequest{UserID: "me", Q: "1", Tenant: Ptr("a\r\nX-Evil: 1"), Host: Ptr("a\nb")}, []string{
			"the header X-Tenant must not hold line breaks or control characters",
			"the header Host must not hold line breaks or control characters",
		}},
		{"bodies", &UsersUpdateRequest{UserID: "me", Q: "1", Body: new(User), Text: Ptr("x")}, []string{
			"only one body can be sent, several are set",
		}},
		{"not JSON", &UsersUpdateRequest{UserID: "me", Q: "1", Body: &User{Extra: func() {}}}, []string{
			"the body cannot be encoded: json: unsupported type: func()",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := client.Users.Update(t.Context(), test.request)
			want := "Users.Update: " + strings.Join(test.want, "\nUsers.Update: ")
			if err == nil || err.Error() != want {
				t.Errorf("got error %v\nwant %s", err, want)
			}
		})
	}
}

func TestNilContext(t *testing.T) {
	var none context.Context
	_, err := newClient(t, WithBaseURL("https://unreachable.invalid")).Users.List(none, nil)
	if want := "Users.List: the context is nil"; err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}

func TestHeaderNameCannotBreakOut(t *testing.T) {
	client, last := record(t, nil)
	_, err := client.Users.List(t.Context(), nil, WithHeader("X: 1\r\nX-Evil", "1"))
	if err == nil || last.Method != "" {
		t.Errorf("sent %+v, error %v", last, err)
	}
}

func TestTransportErrors(t *testing.T) {
	refused := roundTripper(func(r *http.Request) (*http.Response, error) { return nil, errRefused })
	redirects := roundTripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 302, Header: http.Header{"Location": {"/%zz?key=secret"}}, Body: http.NoBody, Request: r}, nil
	})
	nested := roundTripper(func(r *http.Request) (*http.Response, error) {
		return nil, &url.Error{Op: "Get", URL: r.URL.String(), Err: errRefused}
	})
	tests := []struct {
		name      string
		transport http.RoundTripper
		want      string
	}{
		{"refused", refused, "Users.List: connection refused"},
		{"nested", nested, "Users.List: connection refused"},
		{"redirect", redirects, `Users.List: failed to parse Location header "…": parse "…": invalid URL escape "…"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			client := newClient(t, WithBaseURL("http://user:secret@example.com"), WithAPIKey("secret"),
				WithHTTPClient(&http.Client{Transport: test.transport}), WithRetry(RetryPolicy{}))
			_, err := client.Users.List(t.Context(), nil)
			if err == nil || err.Error() != test.want {
				t.Errorf("got error %v, want %s", err, test.want)
			}
			if test.name != "redirect" && !errors.Is(err, errRefused) {
				t.Error("the cause is lost")
			}
		})
	}
}

var errRefused = errors.New("connection refused")

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestCanceledContext(t *testing.T) {
	client, _ := record(t, nil, WithHTTPClient(nil))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client.Users.List(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
}

func TestLateBaseURL(t *testing.T) {
	cfg := config{baseURLs: []baseURL{{option: "WithBaseURL", value: "http://localhost"}, {option: "WithOtherURL", late: true}}}
	c, err := newCore(cfg, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = c.newCall(&operation{name: "Get", method: "GET", base: 1}, nil).complete(context.Background())
	if err == nil || err.Error() != "Get: no base URL is known: set one with WithOtherURL" {
		t.Errorf("got %v", err)
	}
	if _, err := newCore(cfg, []Option{setBaseURL(1, "nowhere")}); err == nil {
		t.Error("New takes a base URL that is none")
	}
}

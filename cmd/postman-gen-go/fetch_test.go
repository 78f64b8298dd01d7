package main

// Web addresses against servers of our own: what is followed, what is refused, and
// that no secret is told to others.

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestNewSource(t *testing.T) {
	tests := []struct{ argument, name, base string }{
		{"-", "<stdin>", ""},
		{"a/b.json", "a/b.json", "b.json"},
		{"./postman:a", "./postman:a", "postman:a"},
		{"https://example.com/a/b.json", "https://example.com/a/b.json", "b.json"},
		{"HTTP://me:secret@example.com:8080/a/b%20c.json?key=secret#secret", "http://example.com:8080/a/b%20c.json", "b c.json"},
		{"https://example.com", "https://example.com", "example.com"},
		{"https://example.com:8080/?key=secret", "https://example.com:8080/", "example.com"},
		{"postman:12-ab", "postman:12-ab", "postman:12-ab"},
	}
	for _, test := range tests {
		src, err := newSource(test.argument, nil)
		if err != nil || src.name != test.name || src.base != test.base {
			t.Errorf("%s: got %q, %q, %v, expected %q, %q", test.argument, src.name, src.base, err, test.name, test.base)
		}
	}
	for _, argument := range []string{
		"", "https:", "https:///a", "http://secret:secret@%zz/", "https://me:secret#@example.com/", "ftp://secret@example.com/",
		"postman:", "postman:../me", "postman:a/b", "postman:a b", "postman:a?b", "postman:-",
	} {
		_, err := newSource(argument, nil)
		if _, wrong := err.(usageError); !wrong || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, expected a usage error without the address", argument, err)
		}
	}
}

// servers are one with TLS and one without, and a client that trusts both. They
// answer "{}" at /, pages of their own at the paths of pages, and redirect from
// /to/N to the N-th of addresses.
type servers struct {
	plain, secure *httptest.Server
	client        *http.Client
	seen          []*http.Request
}

func newServers(t *testing.T) *servers {
	t.Helper()
	s := &servers{client: newHTTPClient()}
	s.plain = httptest.NewServer(s)
	s.secure = httptest.NewTLSServer(s)
	t.Cleanup(s.plain.Close)
	t.Cleanup(s.secure.Close)
	s.client.Transport = s.secure.Client().Transport
	return s
}

func (s *servers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.seen = append(s.seen, r)
	switch {
	case r.URL.Path == "/page":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<html>")
	case r.URL.Path == "/gone":
		http.Error(w, "secret", http.StatusGone)
	case r.URL.Path == "/odd":
		w.WriteHeader(499)
	case r.URL.Path == "/elsewhere":
		http.Redirect(w, r, r.FormValue("to"), http.StatusFound)
	case strings.HasPrefix(r.URL.Path, "/hops/x"):
		http.Redirect(w, r, strings.TrimSuffix(r.URL.Path, "x"), http.StatusFound)
	default:
		fmt.Fprint(w, "{}")
	}
}

// fetch is fetch with a key, and a query that is a secret as well.
func (s *servers) fetch(t *testing.T, server *httptest.Server, path string) (string, error) {
	t.Helper()
	address, err := url.Parse(server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := fetch(t.Context(), s.client, address, "secret")
	return string(text), err
}

func TestFetch(t *testing.T) {
	s := newServers(t)
	tests := []struct {
		server *httptest.Server
		path   string
		want   string // of the error, "" for none
	}{
		{s.plain, "/?key=secret", ""},
		{s.secure, "/", ""},
		{s.plain, "/page", "the server answered a web page, expected JSON: "},
		{s.plain, "/gone?key=secret", "the server answered 410 Gone"},
		{s.plain, "/odd", "the server answered 499"},
		{s.plain, "/elsewhere?to=" + s.secure.URL, ""},
		{s.secure, "/elsewhere?to=" + s.plain.URL + "/?secret", "redirects from https to http, "},
		{s.secure, "/elsewhere?to=ftp://secret@example.com/secret", "redirects from https to ftp, "},
		{s.plain, "/elsewhere?to=gopher://secret@example.com/secret", `unsupported protocol scheme "gopher"`},
		{s.plain, "/hops/xxxxx", ""},
		{s.plain, "/hops/xxxxxx", "redirects more than 5 times"},
	}
	for _, test := range tests {
		got, err := s.fetch(t, test.server, test.path)
		switch {
		case test.want == "":
			if err != nil || got != "{}" {
				t.Errorf("%s: got %q, %v, expected {}", test.path, got, err)
			}
		case err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "secret"):
			t.Errorf("%s: got error %v, expected %s…", test.path, err, test.want)
		}
	}
}

// TestSecretsStay shows that another server learns neither the key nor the query.
func TestSecretsStay(t *testing.T) {
	s := newServers(t)
	if _, err := s.fetch(t, s.plain, "/elsewhere?secret&to="+s.secure.URL); err != nil {
		t.Fatal(err)
	}
	if key := s.seen[0].Header.Get("X-API-Key"); key != "secret" {
		t.Errorf("first server: got the key %q, expected secret", key)
	}
	if got := fmt.Sprint(s.seen[1].URL, s.seen[1].Header); strings.Contains(got, "secret") {
		t.Errorf("second server: got a secret: %s", got)
	}
	s.seen = nil
	if _, err := s.fetch(t, s.plain, "/hops/xx"); err != nil {
		t.Fatal(err)
	}
	if key := s.seen[2].Header.Get("X-API-Key"); key != "secret" {
		t.Errorf("first server, after a redirect: got the key %q, expected secret", key)
	}
}

// TestOddKey shows that a key that no header can hold is not quoted.
func TestOddKey(t *testing.T) {
	address, err := url.Parse(newServers(t).plain.URL)
	if err != nil {
		t.Fatal(err)
	}
	_, err = fetch(t.Context(), newHTTPClient(), address, "secret\n")
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v, expected an error without the key", err)
	}
}

func TestTimeout(t *testing.T) {
	s := newServers(t)
	if s.client.Timeout != fetchTimeout {
		t.Errorf("got a timeout of %v, expected %v", s.client.Timeout, fetchTimeout)
	}
	s.client.Timeout = time.Nanosecond
	const want = "timed out: the whole answer has to be here after 30s"
	if _, err := s.fetch(t, s.plain, "/"); err == nil || err.Error() != want {
		t.Errorf("got %v, expected %s", err, want)
	}
}

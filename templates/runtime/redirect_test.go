// SPDX-License-Identifier: MIT-0

package runtime

// This file tests what redirects take along. Other hosts need no sockets here: a transport plays them.

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// hosts is a transport that redirects some URLs, without their queries, and answers all others with 200.
type hosts struct {
	status    int
	redirects map[string]string
	last      *http.Request
	body      string
}

func (h *hosts) RoundTrip(request *http.Request) (*http.Response, error) {
	h.last, h.body = request, ""
	if request.Body != nil {
		body, _ := io.ReadAll(request.Body)
		h.body = string(body)
		request.Body.Close()
	}
	reply := &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: request}
	u := request.URL
	if location, ok := h.redirects[u.Scheme+"://"+u.Host+u.Path]; ok {
		reply.StatusCode = h.status
		reply.Header.Set("Location", location)
	}
	return reply, nil
}

func TestRedirectsTakeAlong(t *testing.T) {
	tests := []struct {
		name, base string
		hops       []string
		all        bool // all headers, or just the harmless ones
	}{
		{"same host", "https://a.example", []string{"https://a.example/2"}, true},
		{"path", "https://a.example", []string{"/2"}, true},
		{"default port", "https://a.example", []string{"https://a.example:443/2"}, true},
		{"to TLS", "http://a.example", []string{"https://a.example/2"}, true},
		{"from TLS", "https://a.example", []string{"http://a.example/2"}, false},
		{"to TLS on another port", "http://a.example", []string{"https://a.example:8443/2"}, false},
		{"other port", "http://a.example:8080", []string{"http://a.example:8081/2"}, false},
		{"other host", "https://a.example", []string{"https://b.example/2"}, false},
		{"subdomain", "https://a.example", []string{"https://b.a.example/2"}, false},
		{"there and back", "https://a.example", []string{"https://b.example/2", "https://a.example/3"}, false},
		{"there and on", "https://a.example", []string{"https://b.example/2", "https://b.example/3"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := &hosts{status: http.StatusFound, redirects: map[string]string{}}
			from := test.base + "/users|all"
			for _, hop := range test.hops {
				h.redirects[from], from = hop, hop
			}
			client := newClient(t, WithBaseURL(test.base), WithAPIKey("secret"), WithHTTPClient(&http.Client{Transport: h}))
			_, err := client.Users.List(t.Context(), nil, WithHeader("X-Api-Key", "secret"), WithHeader("Range", "bytes=0-9"),
				WithHeader("Authorization", "secret"), WithHeader("Cookie", "secret"))
			if err != nil {
				t.Fatal(err)
			}
			got := h.last.Header.Clone()
			got.Del("Referer")
			want := http.Header{"Range": {"bytes=0-9"}}
			if test.all {
				want["X-Api-Key"], want["Authorization"], want["Cookie"] = []string{"secret"}, []string{"secret"}, []string{"secret"}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if !test.all && strings.Contains(h.last.Header.Get("Referer"), "secret") {
				t.Errorf("the Referer is %s", h.last.Header.Get("Referer"))
			}
		})
	}
}

// TestRedirectedBodies proves that a body stays with the host that it is meant for.
func TestRedirectedBodies(t *testing.T) {
	for location, want := range map[string]string{"https://a.example/2": "a%20b=secret", "https://b.example/2": ""} {
		h := &hosts{status: http.StatusTemporaryRedirect, redirects: map[string]string{"https://a.example/form": location}}
		client := newClient(t, WithBaseURL("https://a.example"), WithHTTPClient(&http.Client{Transport: h}))
		_, err := client.Files.SendForm(t.Context(), &FilesSendFormRequest{A: Ptr("secret")})
		if want != "" {
			if err != nil || h.body != want {
				t.Errorf("%s: sent %q, error %v", location, h.body, err)
			}
			continue
		}
		var apiErr *APIError
		if !errors.As(err, &apiErr) || apiErr.StatusCode != 307 || apiErr.Header.Get("Location") != location || h.last.URL.Host != "a.example" {
			t.Errorf("%s: sent to %s, error %v", location, h.last.URL.Host, err)
		}
	}
}

// TestRedirectsOfTheCaller proves that the CheckRedirect of the caller has the last word, but does not change.
func TestRedirectsOfTheCaller(t *testing.T) {
	h := &hosts{status: http.StatusFound, redirects: map[string]string{"https://a.example/users|all": "https://b.example/2"}}
	mine := &http.Client{Transport: h, CheckRedirect: func(next *http.Request, before []*http.Request) error {
		next.Header.Set("X-Api-Key", before[0].Header.Get("X-Api-Key"))
		return nil
	}}
	client := newClient(t, WithBaseURL("https://a.example"), WithHTTPClient(mine))
	if _, err := client.Users.List(t.Context(), nil, WithHeader("X-Api-Key", "k")); err != nil || h.last.Header.Get("X-Api-Key") != "k" {
		t.Errorf("sent %v, error %v", h.last.Header, err)
	}
	mine.CheckRedirect = noRedirects
	var apiErr *APIError
	if _, err := newClient(t, WithBaseURL("https://a.example"), WithHTTPClient(mine)).Users.List(t.Context(), nil); !errors.As(err, &apiErr) {
		t.Errorf("got error %v, want the redirect", err)
	}
	if _, err := client.Users.List(t.Context(), nil); err != nil {
		t.Errorf("the client has changed with the caller's: %v", err)
	}
}

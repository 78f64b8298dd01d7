// SPDX-License-Identifier: MIT-0

package runtime

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
)

// TestReplay sends every request of the collection, in document order, to
// REPLAY_URL: a staging server, or a recorder. Answers are not judged.
//
// REPLAY_ENVIRONMENT names a Postman environment, whose values win over the
// collection's. REPLAY_COLLECTION names the collection, from which credentials
// and other secrets are read: they are written down nowhere else.
func TestReplay(t *testing.T) {
	if os.Getenv("REPLAY_URL") == "" {
		t.Skip("REPLAY_URL is not set")
	}
	target, err := url.Parse(os.Getenv("REPLAY_URL"))
	if err != nil || target.Scheme == "" || target.Host == "" {
		t.Fatalf("REPLAY_URL: got %q, want a URL such as http://localhost:8080", os.Getenv("REPLAY_URL"))
	}
	v := collectionValues(t, replayCollection(t))
	addEnvironment(t, v)
	for _, it := range items(t) {
		t.Run(fmt.Sprint(it.Index), func(t *testing.T) {
			base := v.expand(it.Request.BaseURL)
			if !strings.Contains(base, "://") {
				base = "http://" + base
			}
			tag := fmt.Sprintf("%s#%d", packageName, it.Index)
			httpClient := &http.Client{Transport: redirected{target, tag}, CheckRedirect: noRedirects}
			client, err := New(append(baseURLs(base), WithHTTPClient(httpClient), WithRetry(RetryPolicy{}))...)
			if err != nil {
				t.Fatal(err)
			}
			_, err = v.call(client, it.Method, it.Request)
			var apiError *APIError
			if err != nil && !errors.As(err, &apiError) {
				t.Errorf("%s: %v", it.Name, err)
			}
		})
	}
}

// replayCollection reads the collection of REPLAY_COLLECTION, nil without one.
func replayCollection(t *testing.T) (collection any) {
	t.Helper()
	if file := os.Getenv("REPLAY_COLLECTION"); file != "" {
		readJSON(t, file, &collection)
		members, _ := collection.(map[string]any)
		if members["item"] == nil && members["requests"] == nil && members["collection"] == nil {
			t.Fatalf("REPLAY_COLLECTION: %s is no Postman collection: it has no items", file)
		}
	}
	return collection
}

// addEnvironment adds the values of REPLAY_ENVIRONMENT.
func addEnvironment(t *testing.T, v values) {
	t.Helper()
	file := os.Getenv("REPLAY_ENVIRONMENT")
	if file == "" {
		return
	}
	environment, err := ReadEnvironment(file)
	if err != nil {
		t.Fatalf("REPLAY_ENVIRONMENT: %v", err)
	}
	maps.Copy(v.variables, environment)
}

// redirected sends each request to target, with the Host and the path that it
// has, and a tag that is not part of what is signed.
type redirected struct {
	target *url.URL
	tag    string
}

func (r redirected) RoundTrip(request *http.Request) (*http.Response, error) {
	sent := request.Clone(request.Context())
	sent.Host = cmp.Or(request.Host, request.URL.Host)
	sent.Header.Set("X-Replay-Item", r.tag)
	sent.URL.Scheme, sent.URL.Host = r.target.Scheme, r.target.Host
	return http.DefaultTransport.RoundTrip(sent)
}

// noRedirects keeps a client with the server that it was sent to.
func noRedirects(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

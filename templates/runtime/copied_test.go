// SPDX-License-Identifier: MIT-0

package runtime

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// This file is what the generator writes for the tests that clients get a copy of (collection_test.go,
// examples_test.go, replay_test.go), made by hand for the client of fixture_test.go, with testdata; and it proves that
// they see what is wrong.

const (
	packageName = "runtime"
	testdata    = "testdata"
)

func baseURLs(url string) []Option { return []Option{WithBaseURL(url), WithAuthURL(url)} }

func methods(client *Client) map[string]any {
	return map[string]any{
		"Users.Update":   client.Users.Update,
		"Users.List":     client.Users.List,
		"Files.SendForm": client.Files.SendForm,
		"Files.Upload":   client.Files.Upload,
	}
}

func signers() map[string]any { return nil }

// TestReplaySends replays the fixture's requests against a recorder.
func TestReplaySends(t *testing.T) {
	var lines []string
	recorder := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		line := strings.Join([]string{r.Header.Get("X-Replay-Item"), r.Method, r.Host + r.RequestURI, r.Header.Get("Authorization")}, " ")
		if r.Header.Get("Content-Type") == "application/json" {
			line += " " + string(body)
		}
		lines = append(lines, line)
		w.WriteHeader(http.StatusTeapot) // answers are not judged
	}))
	defer recorder.Close()
	write := func(name, content string) string {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	t.Setenv("REPLAY_URL", recorder.URL)
	t.Setenv("REPLAY_ENVIRONMENT", write("environment.json", `{"values": [{"key": "id", "value": 7, "enabled": false}]}`))
	t.Setenv("REPLAY_COLLECTION", write("collection.json", `{"item": [], "auth": {"bearer": [{"key": "token", "value": "real"}]}}`))
	TestReplay(t)
	want := []string{
		`runtime#0 POST api.example.com/users/7?q=a%20b&page=2&tag=x&tag=y&acl Bearer real {"name":"Ann","nickname":null}`,
		"runtime#1 GET api.example.com/users|all?region=eu ",
		"runtime#2 POST api.example.com/form ",
		"runtime#3 POST api.example.com/upload ",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

// TestLostLeaf proves that an example of which something is lost is seen.
func TestLostLeaf(t *testing.T) {
	for _, c := range []struct {
		sample, encoded string
		same            bool
	}{
		{`{"a": 1.0, "b": null}`, `{"a": 1, "c": ""}`, true},
		{`{"a": 1}`, `{"a": 2}`, false},
		{`{"a": {"b": "x"}}`, `{"a": {}}`, false},
		{`[{"a": 0}]`, `[{}]`, true},
		{`[1, 2]`, `[1]`, false},
		{`9007199254740993`, `9007199254740992`, false},
	} {
		diff := cmp.Diff(pruned(jsonTree([]byte(c.sample))), pruned(jsonTree([]byte(c.encoded))))
		if (diff == "") != c.same {
			t.Errorf("%s and %s: same is %v", c.sample, c.encoded, !c.same)
		}
	}
}

func TestSecretsOfACollection(t *testing.T) {
	var collection any
	if err := json.Unmarshal([]byte(`{"a/b": [{"url": "https://u:p@x/y?k=v&t=s"}], "n": 5}`), &collection); err != nil {
		t.Fatal(err)
	}
	v := values{secrets: collection}
	for pointer, want := range map[string]string{
		"/a~1b/0/url?t": "s", "/a~1b/0/url?@password": "p", "/n": "5", "/missing/1": "stand-in", "": "stand-in",
	} {
		if got := v.real(text{Text: "stand-in", Secret: pointer}); got != want {
			t.Errorf("%s: got %q, want %q", pointer, got, want)
		}
	}
}

func TestReplaySkipsNothingItCannotSend(t *testing.T) {
	client, err := New(baseURLs("https://api.example.com")...)
	if err != nil {
		t.Fatal(err)
	}
	_, err = collectionValues(t, nil).call(client, "Users.Missing", sent{})
	if err == nil || errors.As(err, new(*APIError)) {
		t.Errorf("got %v, want an error that names the method", err)
	}
}

// TestRequired proves that what is missing is named, and that a caller may insist.
func TestRequired(t *testing.T) {
	client, err := New(baseURLs("https://api.example.com")...)
	if err != nil {
		t.Fatal(err)
	}
	call := client.core.newCall(&filesUpload, nil)
	call.requireFile("PicFile", nil)
	call.require("Q", "")
	err = call.complete(t.Context())
	want := "Files.Upload: PicFile is required\nFiles.Upload: Q is required"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	insisting := client.core.newCall(&filesUpload, []RequestOption{WithEmptyValues()})
	insisting.require("Q", "")
	if err := insisting.complete(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestJoined(t *testing.T) {
	for want, parts := range map[string][]string{"a-b": {"a-", "b"}, "": {"a-", ""}} {
		if got := joined(parts...); got != want {
			t.Errorf("%q: got %q, want %q", parts, got, want)
		}
	}
}

func TestHeaderValues(t *testing.T) {
	client, err := New(baseURLs("https://api.example.com")...)
	if err != nil {
		t.Fatal(err)
	}
	call := client.core.newCall(&usersList, nil)
	call.headerList("Cookie", []string{"a=b", "c=d"})
	call.headerList("X-Many", []string{"1", "2"})
	call.header("X-Latin", Ptr("é"))
	call.header("X-Kanji", Ptr("日é"))
	want := http.Header{"Cookie": {"a=b; c=d"}, "X-Many": {"1", "2"}, "X-Latin": {"\xe9"}, "X-Kanji": {"日é"}}
	if diff := cmp.Diff(want, call.headers); diff != "" {
		t.Error(diff)
	}
}

// TestGlue proves that text right behind a base URL becomes a part of its path, or, as in Postman, of its host.
func TestGlue(t *testing.T) {
	glued := operation{name: "Glued", method: "GET", glue: "Users"}
	for base, want := range map[string]string{
		"https://api.example.com/v2/":    "https://api.example.com/v2/Users/a",
		"https://api.example.com":        "https://api.example.comusers/a",
		"https://api.example.com:port-1": "https://api.example.com:port-1users/a",
	} {
		client, err := New(baseURLs(base)...)
		if err != nil {
			t.Fatal(err)
		}
		call := client.core.newCall(&glued, nil)
		call.literal("/a")
		if got := call.url().String(); got != want {
			t.Errorf("%s: got %s, want %s", base, got, want)
		}
	}
}

func TestWithBody(t *testing.T) {
	client, last := record(t, nil)
	request := &UsersUpdateRequest{UserID: "5", Q: "x", Body: &User{Name: "Ann"}}
	if _, err := client.Users.Update(t.Context(), request, WithBody([]byte("{"))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("{", last.Body); diff != "" {
		t.Error(diff)
	}
}

func TestGraphQLText(t *testing.T) {
	for request, want := range map[string]string{
		`{"query": "{ a }", "variables": "{\"x\": 1}"}`:              `{"query":"{ a }","variables":{"x": 1}}`,
		`{"query": "{ a }", "operationName": null, "variables": ""}`: `{"query":"{ a }"}`,
		`{"query": "{ a }", "operationName": null}`:                  `{"query":"{ a }","operationName":null}`,
		`{"query": "q", "variables": {"x": 1}}`:                      `{"query":"q","variables":{"x":1}}`,
	} {
		var value any
		if err := json.Unmarshal([]byte(request), &value); err != nil {
			t.Fatal(err)
		}
		if got := graphQLText(value); got != want {
			t.Errorf("%s: got %s, want %s", request, got, want)
		}
	}
}

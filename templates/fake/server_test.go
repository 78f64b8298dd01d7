// SPDX-License-Identifier: MIT-0

package fake

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
	"time"

	"github.com/google/go-cmp/cmp"
)

// get sends a request to a server, and gives status and body, or that the connection broke.
func get(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "broken"
	}
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d %s", response.StatusCode, body)
}

// TestScript shows what a test may want instead of the saved response that fits best, and for how long.
func TestScript(t *testing.T) {
	teapot := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprint(w, r.URL.Path)
	})
	const usual = `200 {"id": 7}`
	for _, test := range []struct {
		name  string
		setup func(*Server)
		want  []string // one for each request
	}{
		{"nothing", func(*Server) {}, []string{usual, usual}},
		{"another operation", func(s *Server) { s.Respond("UsersListFailed") }, []string{usual}},
		{"a saved response", func(s *Server) { s.Respond("UsersGetNotFound") }, []string{`404 {"id": 8}`, `404 {"id": 8}`}},
		{"a saved response, once", func(s *Server) { s.RespondNext("UsersGetNotFound") }, []string{`404 {"id": 8}`, usual}},
		{
			"one after the other", func(s *Server) { s.RespondNext("UsersGetNotFound", "UsersGetRegion") },
			[]string{`404 {"id": 8}`, "203 ", usual},
		},
		{"a handler", func(s *Server) { s.Handle("Users.Get", teapot) }, []string{"418 /users/7", "418 /users/7"}},
		{"a handler, taken back", func(s *Server) { s.Handle("Users.Get", teapot); s.Handle("Users.Get", nil) }, []string{usual}},
		{
			"a failure, then a handler", func(s *Server) {
				s.Handle("Users.Get", teapot)
				s.HandleNext("Users.Get", Fail(http.StatusServiceUnavailable))
			},
			[]string{"503 Service Unavailable\n", "418 /users/7"},
		},
		{"broken connections", func(s *Server) { s.HandleNext("Users.Get", Drop(), Drop()) }, []string{"broken", "broken", usual}},
		{
			"a broken connection that served before", func(s *Server) {
				s.RespondNext("UsersGetOK")
				s.HandleNext("Users.Get", Drop())
			},
			[]string{usual, "broken", usual},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := New(t)
			test.setup(server)
			for i, want := range test.want {
				if diff := cmp.Diff(want, get(t, server.URL+"/users/7")); diff != "" {
					t.Errorf("request %d (-want +got)\n%s", i, diff)
				}
			}
		})
	}
}

// TestScriptOfDuplicate shows whose request it is that fits two operations equally well: that of the one which the test
// has said more of, else that of the first.
func TestScriptOfDuplicate(t *testing.T) {
	const first, second = Operation("Users.Teams"), Operation("Users.TeamsCopy")
	for _, test := range []struct {
		name   string
		setup  func(*Server)
		target string
		header http.Header
		want   []string    // an answer for each request
		of     []Operation // whose it was
	}{
		{name: "nothing", setup: func(*Server) {}, want: []string{"200 red"}, of: []Operation{first}},
		{
			name: "the second", setup: func(s *Server) { s.Respond("UsersTeamsCopyGone") },
			want: []string{"410 gone", "410 gone"}, of: []Operation{second, second},
		},
		{
			name: "the second, once", setup: func(s *Server) { s.RespondNext("UsersTeamsCopyGone") },
			want: []string{"410 gone", "200 red"}, of: []Operation{second, first},
		},
		{
			name: "a handler for the second", setup: func(s *Server) { s.Handle(second, Fail(503)) },
			want: []string{"503 Service Unavailable\n"}, of: []Operation{second},
		},
		{
			name: "a handler, taken back", setup: func(s *Server) { s.Handle(second, Fail(503)); s.Handle(second, nil) },
			want: []string{"200 red"}, of: []Operation{first},
		},
		{
			name: "both, the second once", setup: func(s *Server) { s.Respond("UsersTeamsOK"); s.HandleNext(second, Fail(503)) },
			want: []string{"503 Service Unavailable\n", "200 red"}, of: []Operation{second, first},
		},
		{
			name: "a delay alone", setup: func(s *Server) { s.Delay(time.Nanosecond, second) },
			want: []string{"200 red"}, of: []Operation{first},
		},
		{
			name: "one that fits better", target: "?sort=name", setup: func(s *Server) { s.Respond("UsersTeamsOK") },
			want: []string{"200 sorted"}, of: []Operation{second},
		},
		{
			name: "headers that ask for both", header: http.Header{byCode: {"200"}},
			setup: func(s *Server) { s.Respond("UsersTeamsCopyGone") },
			want:  []string{"410 gone"}, of: []Operation{second},
		},
		{
			name: "headers that ask for the first", header: http.Header{byID: {"UsersTeamsOK"}},
			setup: func(s *Server) { s.Respond("UsersTeamsCopyGone") },
			want:  []string{"200 red"}, of: []Operation{first},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := New(t)
			test.setup(server)
			for i, want := range test.want {
				r := httptest.NewRequest(http.MethodGet, "/teams/9"+test.target, nil)
				r.Header = test.header.Clone()
				w := httptest.NewRecorder()
				server.ServeHTTP(w, r)
				if diff := cmp.Diff(want, answer(w)); diff != "" {
					t.Errorf("request %d (-want +got)\n%s", i, diff)
				}
			}
			var of []Operation
			for _, r := range server.Requests() {
				of = append(of, r.Operation)
			}
			if diff := cmp.Diff(test.of, of); diff != "" {
				t.Errorf("operations (-want +got)\n%s", diff)
			}
		})
	}
}

// TestRespondPanics proves that a saved response which there is none of does not go unnoticed.
func TestRespondPanics(t *testing.T) {
	for _, example := range []Example{"", "None"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q was accepted", example)
				}
			}()
			NewHandler().Respond(example)
		}()
	}
}

// TestDelay proves that requests wait, by giving them up while they do.
func TestDelay(t *testing.T) {
	for _, operations := range [][]Operation{nil, {"Users.Get"}} {
		handler := NewHandler()
		handler.Delay(time.Hour, operations...)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/users/7", nil).WithContext(ctx))
		if w.Body.Len() > 0 {
			t.Errorf("delay of %q: the request was answered: %s", operations, w.Body)
		}
		handler.Delay(time.Nanosecond, operations...)
		w = httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/users/7", nil))
		if diff := cmp.Diff(`200 {"id": 7}`, answer(w)); diff != "" {
			t.Errorf("delay of %q ended (-want +got)\n%s", operations, diff)
		}
	}
}

// TestRequests shows what a test can see of the requests, those without an answer included.
func TestRequests(t *testing.T) {
	server := New(t)
	server.Handle("Users.Note", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if body, err := io.ReadAll(r.Body); string(body) != "hello" || err != nil {
			t.Errorf("the handler read %q, %v", body, err)
		}
	}))
	response, err := http.Post(server.URL+"/notes", "text/plain", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	for _, target := range []string{"/users/me?q=a+b", "/users/a%2Fb", "/nothing"} {
		get(t, server.URL+target)
	}
	got := server.Requests()
	if header := got[0].Header.Get("Content-Type"); header != "text/plain" {
		t.Errorf("Content-Type: got %q", header)
	}
	for i := range got {
		got[i].Header = nil // the rest is the transport's
	}
	want := []Request{
		{Operation: "Users.Note", Method: "POST", Path: "/notes", Query: url.Values{}, Body: []byte("hello")},
		{Operation: "Users.Me", Method: "GET", Path: "/users/me", Query: url.Values{"q": {"a b"}}, Body: []byte{}},
		{Operation: "Users.Get", Method: "GET", Path: "/users/a%2Fb", Query: url.Values{}, Body: []byte{}},
		{Method: "GET", Path: "/nothing", Query: url.Values{}, Body: []byte{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if some := server.Requests("Users.Get", "Users.Me"); len(some) != 2 {
		t.Errorf("of two operations: got %d requests, want 2", len(some))
	}
}

// TestRequestThatBreaks proves that a request which cannot be read is no request.
func TestRequestThatBreaks(t *testing.T) {
	handler := NewHandler()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/notes", io.LimitReader(broken{}, 1)))
	if w.Code != http.StatusBadRequest || len(handler.Requests()) > 0 {
		t.Errorf("got status %d and %d requests, want 400 and none", w.Code, len(handler.Requests()))
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// SPDX-License-Identifier: MIT-0

package runtime

// This file tests what becomes of answers: bodies that fit, bodies that do not, and errors.

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// update calls Users.Update on a server that answers with body.
func update(t testing.TB, status int, body string) (*UsersUpdateResponse, error) {
	t.Helper()
	client, _ := record(t, answers(status, body))
	return client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "1"})
}

func TestJSON(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   UsersUpdateResponse
	}{
		{"empty", 200, "", UsersUpdateResponse{}},
		{"no content", 204, "", UsersUpdateResponse{}},
		{"space", 201, " \r\n", UsersUpdateResponse{}},
		{"null", 200, "null", UsersUpdateResponse{}},
		{"unknown field", 200, `{"id":1,"new":{"x":[]}}`, UsersUpdateResponse{Body: User{ID: 1}}},
		{"byte order mark", 200, "\uFEFF" + `{"id":1}`, UsersUpdateResponse{Body: User{ID: 1}}},
		{"second shape", 202, `[{"id":1},{"name":"b"}]`, UsersUpdateResponse{Body202: []User{{ID: 1}, {Name: "b"}}}},
		{"nullable", 200, `{"nickname":null,"address":{"zip":1}}`, UsersUpdateResponse{Body: User{
			Nickname: Null[string](), Address: Value(Address{Zip: 1}),
		}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			response, err := update(t, test.status, test.body)
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != test.status || response.Header.Get("Date") == "" {
				t.Errorf("got %+v", response.Meta)
			}
			if diff := cmp.Diff(&test.want, response, cmpopts.IgnoreFields(Meta{}, "StatusCode", "Header", "Attempts")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMismatches(t *testing.T) {
	tests := []struct {
		name string
		body string
		want User
		list []Mismatch
	}{
		{
			"all are listed, the rest is kept",
			`{"id":"7","name":1,"score":2,"active":"yes","tags":["a",2,{"x":1},"b"],"manager":{"id":1.5,"name":"boss"},"labels":{"a b":"x","c":2}}`,
			User{Score: 2, Tags: []string{"a", "", "", "b"}, Manager: &User{Name: "boss"}, Labels: map[string]int{"c": 2}},
			[]Mismatch{
				{"$.active", "boolean", "string"},
				{"$.id", "integer", "string"},
				{`$.labels["a b"]`, "integer", "string"},
				{"$.manager.id", "integer", "number"},
				{"$.name", "string", "number"},
				{"$.tags[1]", "string", "number"},
				{"$.tags[2]", "string", "object"},
			},
		},
		{"root", `[1]`, User{}, []Mismatch{{"$", "object", "array"}}},
		{"object for array", `{"tags":{},"ID":7}`, User{ID: 7}, []Mismatch{{"$.tags", "array", "object"}}},
		{"too big", `{"id":99999999999999999999}`, User{}, []Mismatch{{"$.id", "integer", "number"}}},
		{"nullable only", `{"id":7,"nickname":5}`, User{ID: 7}, []Mismatch{{"$.nickname", "string", "number"}}},
		{
			"within a nullable",
			`{"address":{"street":true,"zip":5},"nickname":"x"}`,
			User{Address: Value(Address{Zip: 5}), Nickname: Value("x")},
			[]Mismatch{{"$.address.street", "string", "boolean"}},
		},
		{
			"within a nullable of another object",
			`{"manager":{"address":[]}}`,
			User{Manager: &User{}},
			[]Mismatch{{"$.manager.address", "object", "array"}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			response, err := update(t, 200, test.body)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, response.Body); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.list, response.Mismatches); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got, want := (Mismatch{"$.a", "string", "number"}).String(), "$.a: expected string, found number"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestBrokenAnswers(t *testing.T) {
	long := "<" + strings.Repeat("x", 300)
	tests := []struct{ name, body, want string }{
		{"not JSON", "<p>", `Users.Update: 200 OK: the body cannot be decoded: invalid character '<' looking for beginning of value: "<p>"`},
		{"cut", `{"id":1`, `Users.Update: 200 OK: the body cannot be decoded: unexpected end of JSON input: "{\"id\":1"`},
		{"long", long, `Users.Update: 200 OK: the body cannot be decoded: invalid character '<' looking for beginning of value: "` + long[:200] + `"...`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			response, err := update(t, 200, test.body)
			if err == nil || err.Error() != test.want || response != nil {
				t.Errorf("got error %v, want %s", err, test.want)
			}
		})
	}
}

func TestTruncatedAnswer(t *testing.T) {
	client, _ := record(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "9")
		io.WriteString(w, "part")
	})
	_, err := client.Users.List(t.Context(), nil)
	want := "Users.List: 200 OK: the body cannot be read: unexpected EOF"
	if !errors.Is(err, io.ErrUnexpectedEOF) || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}

func TestTextBytesStreamAndHeader(t *testing.T) {
	client, _ := record(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Location", "/there")
		io.WriteString(w, "{}\x00")
	})
	text, err := client.Users.List(t.Context(), nil)
	if err != nil || text.Body != "{}\x00" {
		t.Errorf("got text %+v, error %v", text, err)
	}
	content, err := client.Files.Upload(t.Context(), nil)
	if err != nil || string(content.Body) != "{}\x00" {
		t.Errorf("got bytes %+v, error %v", content, err)
	}
	stream, err := client.Files.Replace(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	if read, err := io.ReadAll(stream.Body); err != nil || string(read) != "{}\x00" {
		t.Errorf("got stream %q, error %v", read, err)
	}
	if none, err := client.Files.SendForm(t.Context(), nil); err != nil || none.StatusCode != 200 {
		t.Errorf("got %+v, error %v", none, err)
	}
	client, _ = record(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Location", "/there") })
	if header, err := client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "1"}); err != nil || header.ContentLocation != "/there" {
		t.Errorf("got %+v, error %v", header, err)
	}
}

// closeRecorder is a body that knows what has been done to it.
type closeRecorder struct {
	io.Reader
	closed bool
}

func (c *closeRecorder) Close() error { c.closed = true; return nil }

// keptResponse has its body twice: as it came, for callers who know no other, and decoded.
type keptResponse struct {
	Meta
	Raw  []byte
	Body User
}

func (r *keptResponse) decode(a *answer) error {
	if err := a.keep(&r.Raw); err != nil {
		return err
	}
	return a.json(&r.Body)
}

func TestKeep(t *testing.T) {
	client, _ := record(t, answers(200, `{"id":7}`))
	call := client.Users.core.newCall(&usersUpdate, nil)
	(&UsersUpdateRequest{UserID: "me", Q: "1"}).encode(call)
	response := new(keptResponse)
	if err := call.do(t.Context(), response); err != nil {
		t.Fatal(err)
	}
	if string(response.Raw) != `{"id":7}` || response.Body.ID != 7 {
		t.Errorf("got %q, %+v", response.Raw, response.Body)
	}
}

func TestBodiesAreDrainedAndClosed(t *testing.T) {
	for name, status := range map[string]int{"success": 200, "error": 500} {
		left := strings.NewReader(strings.Repeat("x", 2000))
		body := &closeRecorder{Reader: left}
		transport := roundTripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Body: body}, nil
		})
		client := newClient(t, WithBaseURL("http://example.com"), WithHTTPClient(&http.Client{Transport: transport}))
		client.Files.SendForm(t.Context(), nil)
		if left.Len() != 0 || !body.closed {
			t.Errorf("%s: %d bytes left, closed: %v", name, left.Len(), body.closed)
		}
	}
}

// TestConnectionsAreReused proves that no outcome of a call costs its connection.
func TestConnectionsAreReused(t *testing.T) {
	body := strings.Repeat("<p>", 20_000)
	tests := []struct {
		name    string
		handler http.HandlerFunc
		call    func(context.Context, *Client) error
	}{
		{"unread body", answers(200, body), func(ctx context.Context, client *Client) error {
			_, err := client.Files.SendForm(ctx, nil)
			return err
		}},
		{"error", answers(500, body), func(ctx context.Context, client *Client) error {
			_, err := client.Users.List(ctx, nil)
			return err
		}},
		{"no JSON", answers(200, body), func(ctx context.Context, client *Client) error {
			_, err := client.Users.Search(ctx, &UsersSearchRequest{Team: "red"})
			return err
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			client, _ := record(t, test.handler)
			var reused []bool
			ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{
				GotConn: func(info httptrace.GotConnInfo) { reused = append(reused, info.Reused) },
			})
			first, second := test.call(ctx, client), test.call(ctx, client)
			if diff := cmp.Diff([]bool{false, true}, reused); diff != "" {
				t.Errorf("errors %v, %v: %s", first, second, diff)
			}
		})
	}
}

// success is an answer that nobody has sent.
func success(body string) *answer {
	c := call{core: &core{limit: 1 << 20}, op: &operation{name: "Get"}}
	return c.newAnswer(&http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1})
}

func FuzzJSON(f *testing.F) {
	f.Add(`{"id":"7","nickname":[],"address":{"zip":null},"manager":{"manager":{}},"labels":{"":1}}`)
	f.Add(`{"tags":[[1]],"ID":1,"id":"x"}`)
	f.Add(`nul`)
	f.Add("\uFEFF[{}]")
	f.Fuzz(func(t *testing.T, body string) {
		response := new(UsersUpdateResponse)
		a := success(body)
		if err := response.decode(a); err != nil && a.meta.Mismatches != nil {
			t.Errorf("both an error, %v, and mismatches, %v", err, a.meta.Mismatches)
		}
	})
}

// SPDX-License-Identifier: MIT-0

package fake

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMatching is the table of the rules by which mock servers of Postman's choose a saved response. Saved are those of
// testdata; an answer is shown as status and body.
func TestMatching(t *testing.T) {
	const none = "404 mockRequestNotFoundError"
	for _, test := range []struct {
		name    string
		request string // method, target, and the body after a space
		header  http.Header
		options []Option
		want    string
	}{
		{name: "a success before a failure, then the first", request: "GET /users", want: "200 [1, 2, 3]"},
		{name: "another method", request: "DELETE /users", want: none},
		{name: "another path", request: "GET /nothing", want: none},
		{name: "with the path of the base URL", request: "GET /v2/users", want: "200 [1, 2, 3]"},
		{name: "with a base URL that ends in a slash", request: "GET /v2//users", want: "200 [1, 2, 3]"},
		{name: "with another base URL", request: "GET /v3/users", want: none},
		{name: "another case", request: "GET /Users", want: "200 [1, 2, 3]"},
		{name: "a slash at the end", request: "GET /users/", want: "200 [1, 2, 3]"},

		{name: "the value of a path variable", request: "GET /users/8", want: `404 {"id": 8}`},
		{name: "another value", request: "GET /users/9", want: `200 {"id": 7}`},
		{name: "another value, encoded", request: "GET /users/a%2Fb", want: `200 {"id": 7}`},
		{name: "a variable in the path", request: "GET /users/eu-1", want: "203 "},
		{name: "a value with a slash", request: "GET /users/9/x", want: none},
		{name: "a route for values with slashes", request: "GET /files/a/b/c.md", want: "200 # A"},
		{name: "no saved response of its own", request: "GET /users/me", want: `200 {"id": 7}`},

		{name: "all query parameters", request: "GET /users?tag=x&tag=y&page=2&q=a+b", want: "200 [3]"},
		{name: "some query parameters", request: "GET /users?tag=x&page=2", want: "200 [3]"},
		{name: "another value of a query parameter", request: "GET /users?page=3&tag=x&q=z", want: "200 [3]"},
		{name: "a query parameter that none has", request: "GET /users?sort=name", want: "200 [1, 2, 3]"},
		{name: "a secret and a variable", request: "GET /users?token=real&region=eu", want: "200 [4]"},

		{name: "a body of JSON", request: `POST /users {"name": "Bob"}`, want: "409 "},
		{
			name: "a body of JSON, with variables", want: `201 {"id": 9}`,
			request: `POST /users {"url":"http://x","tags":[5,"a-b"],"name":"Ann"}`,
		},
		{name: "a body that none has", request: `POST /users {"name": "Eve"}`, want: `201 {"id": 9}`},
		{name: "a body that one must have", request: `POST /users {"name": "Eve"}`, header: http.Header{matchBodies: {"true"}}, want: none},
		{name: "a body that one must have, and has", request: `POST /users {"name": "Bob"}`, header: http.Header{matchBodies: {"true"}}, want: "409 "},
		{name: "an option for that", request: `POST /users {"name": "Eve"}`, options: []Option{WithBodyMatching()}, want: none},
		{name: "no JSON at all", request: "POST /users {", options: []Option{WithBodyMatching()}, want: none},
		{name: "text", request: "POST /notes Dear Ann,\nhello", options: []Option{WithBodyMatching()}, want: "200 noted"},
		{name: "other text", request: "POST /notes Dear Ann", options: []Option{WithBodyMatching()}, want: none},
		{name: "a form", request: "POST /login password=real&user=ann", options: []Option{WithBodyMatching()}, want: "200 in"},
		{name: "another form", request: "POST /login password=real&user=bob", options: []Option{WithBodyMatching()}, want: none},
		{name: "a field too much", request: "POST /login password=real&user=ann&x=", options: []Option{WithBodyMatching()}, want: none},
		{name: "no form", request: "POST /login %", options: []Option{WithBodyMatching()}, want: none},
		{
			name: "a multipart form", want: "409 ",
			request: "POST /files --x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nB\r\n" +
				"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c\"\r\n\r\ncontent\r\n--x--\r\n",
			header: http.Header{"Content-Type": {"multipart/form-data; boundary=x"}},
		},
		{name: "a query of GraphQL", request: `POST /graphql {"query":"{ villain }","variables":{"id":2}}`, want: "200 villain"},
		{name: "a file", request: "PUT /files/b.bin anything", options: []Option{WithBodyMatching()}, want: "204 "},
		{name: "no body", request: "GET /users", options: []Option{WithBodyMatching()}, want: "200 [1, 2, 3]"},
		{name: "an unexpected body", request: "GET /users x", options: []Option{WithBodyMatching()}, want: none},

		{name: "a header that does not matter", request: "GET /users", header: http.Header{"X-Tenant": {"blue"}}, want: "200 [1, 2, 3]"},
		{
			name: "a header that must be the same", request: "GET /users", want: "200 [3]",
			header: http.Header{matchedHeader: {"Accept, x-tenant"}, "X-Tenant": {"blue"}},
		},
		{
			name: "an option for that", request: "GET /users", want: none,
			header: http.Header{"X-Tenant": {"red"}}, options: []Option{WithHeaderMatching("x-tenant")},
		},

		{name: "by ID", request: "GET /users", header: http.Header{byID: {"id-3"}}, want: "200 [3]"},
		{name: "by UID", request: "GET /users", header: http.Header{byID: {"4711-id-3"}}, want: "200 [3]"},
		{name: "by constant", request: "GET /users", header: http.Header{byID: {"UsersListPage"}}, want: "200 [3]"},
		{name: "by an ID that none has", request: "GET /users", header: http.Header{byID: {"3"}}, want: none},
		{name: "by the ID of another request", request: "GET /users/7", header: http.Header{byID: {"id-3"}}, want: none},
		{name: "by name", request: "GET /users", header: http.Header{byName: {"Page"}}, want: "200 [3]"},
		{name: "by a name that none has", request: "GET /users", header: http.Header{byName: {"page"}}, want: none},
		{name: "by status", request: "GET /users/7", header: http.Header{byCode: {"404"}}, want: `404 {"id": 8}`},
		{name: "by a status that none has", request: "GET /users", header: http.Header{byCode: {"404"}}, want: none},
		{name: "by name and status", request: "GET /users", header: http.Header{byName: {"Page"}, byCode: {"500"}}, want: none},
	} {
		t.Run(test.name, func(t *testing.T) {
			method, rest, _ := strings.Cut(test.request, " ")
			target, body, _ := strings.Cut(rest, " ")
			r := httptest.NewRequest(method, target, strings.NewReader(body))
			for key, values := range test.header {
				r.Header[key] = values
			}
			w := httptest.NewRecorder()
			NewHandler(test.options...).ServeHTTP(w, r)
			if diff := cmp.Diff(test.want, answer(w)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestNotFound shows what a client sees where no saved response fits: Postman's error, with a message of our own.
func TestNotFound(t *testing.T) {
	for _, test := range []struct{ target, code, message string }{
		{"/nothing", "", "No saved response fits GET /nothing"},
		{"/users/7", "418", "No saved response fits GET /users/7, a request of Users.Get"},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, test.target, nil)
		r.Header.Set(byCode, test.code)
		NewHandler().ServeHTTP(w, r)
		want := `{"error":{"name":"mockRequestNotFoundError","message":"` + test.message + `","header":"No matching requests"}}` + "\n"
		if diff := cmp.Diff(want, w.Body.String()); diff != "" || w.Code != http.StatusNotFound {
			t.Errorf("status %d (-want +got)\n%s", w.Code, diff)
		}
	}
}

// answer shows an answer as status and body; of Postman's error, its name.
func answer(w *httptest.ResponseRecorder) string {
	body := w.Body.String()
	if strings.Contains(body, `"mockRequestNotFoundError"`) {
		body = "mockRequestNotFoundError"
	}
	return fmt.Sprintf("%d %s", w.Code, body)
}

// SPDX-License-Identifier: MIT-0

package fake

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzHandler proves that every request is answered, and recorded as it came.
func FuzzHandler(f *testing.F) {
	f.Add("GET", "/users/7", "page=2&q=a+b", "text/plain", "x")
	f.Add("POST", "//v2/users/%2F", "%", "application/json", `{"name": null}`)
	f.Add("POST", "/files", "", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nB\r\n--x--")
	f.Add("PUT", "/files/\x00{{a}}{b...}", "=&&", "multipart/form-data", "--")
	f.Fuzz(func(t *testing.T, method, path, query, contentType, body string) {
		handler := NewHandler(WithBodyMatching(), WithHeaderMatching("x-tenant"))
		r := httptest.NewRequest(http.MethodGet, "/", strings.NewReader(body))
		r.Method, r.URL = method, &url.URL{Path: path, RawQuery: query}
		r.Header.Set("Content-Type", contentType)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if received := handler.Requests(); len(received) != 1 || string(received[0].Body) != body || w.Code < http.StatusOK {
			t.Errorf("%s %s: got status %d after %d requests", method, path, w.Code, len(received))
		}
	})
}

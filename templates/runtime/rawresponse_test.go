// SPDX-License-Identifier: MIT-0

package runtime

// This file tests WithRawResponse. faults_test.go has bodies that are slow, or have no end.

import (
	"io"
	"net/http"
	"reflect"
	"testing"
)

// TestWithRawResponse proves that a body of any type can be read as it comes, and that its Body is left empty.
func TestWithRawResponse(t *testing.T) {
	client, _ := record(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Location", "/here")
		w.WriteHeader(http.StatusCreated)
		io.WriteString(w, "no JSON")
	}, WithMaxResponseBytes(1))
	calls := map[string]func(RequestOption) (Meta, any, error){
		"json": func(option RequestOption) (Meta, any, error) {
			response, err := client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "a"}, option)
			return response.Meta, len(response.Body.Name) + len(response.ContentLocation) - len("/here"), err
		},
		"text": func(option RequestOption) (Meta, any, error) {
			response, err := client.Users.List(t.Context(), nil, option)
			return response.Meta, len(response.Body), err
		},
		"bytes": func(option RequestOption) (Meta, any, error) {
			response, err := client.Files.Upload(t.Context(), &FilesUploadRequest{Password: Ptr("p")}, option)
			return response.Meta, len(response.Body), err
		},
		"none": func(option RequestOption) (Meta, any, error) {
			response, err := client.Files.SendForm(t.Context(), nil, option)
			return response.Meta, 0, err
		},
		"stream": func(option RequestOption) (Meta, any, error) {
			response, err := client.Files.Replace(t.Context(), nil, option)
			n, _ := io.Copy(io.Discard, response.Body)
			return response.Meta, int(n), err
		},
		"events": func(option RequestOption) (Meta, any, error) {
			response, err := listen(t.Context(), client, option)
			return response.Meta, len(readEvents(t, reflect.ValueOf(response.Body))), err
		},
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			var body io.ReadCloser
			meta, rest, err := call(WithRawResponse(&body))
			if err != nil || meta.StatusCode != http.StatusCreated || rest != 0 {
				t.Fatalf("got %+v and %v of its body, error %v", meta, rest, err)
			}
			defer body.Close()
			if text, err := io.ReadAll(body); string(text) != "no JSON" || err != nil {
				t.Errorf("read %q, error %v", text, err)
			}
		})
	}
}

// TestWithRawResponseFails proves that the body of an error is that of the error.
func TestWithRawResponseFails(t *testing.T) {
	client, _ := record(t, answers(http.StatusNotFound, `{"code": 7}`))
	var body io.ReadCloser
	_, err := client.Users.List(t.Context(), nil, WithRawResponse(&body))
	if failed, ok := err.(*APIError); !ok || failed.Code != "7" || body != nil {
		t.Errorf("got %v, body %v", err, body)
	}
}

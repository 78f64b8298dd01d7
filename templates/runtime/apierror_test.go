// SPDX-License-Identifier: MIT-0

package runtime

// This file tests the errors of statuses outside 2xx.

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAPIError(t *testing.T) {
	client, _ := record(t, answers(403, `{"code":1001,"message":"User does not exist"}`))
	_, err := client.Users.List(t.Context(), nil)
	var got *APIError
	if !errors.As(err, &got) {
		t.Fatalf("got error %v", err)
	}
	if got.Header.Get("Date") == "" {
		t.Errorf("got headers %v", got.Header)
	}
	got.Header = nil
	want := &APIError{
		Operation: "Users.List", Method: "GET", Path: "/users|all", StatusCode: 403,
		Body:     []byte(`{"code":1001,"message":"User does not exist"}`),
		Attempts: 1, Code: ErrorCode1001, Message: "User does not exist",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if want := "Users.List: 403 Forbidden: code 1001: User does not exist"; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
	if !errors.Is(err, ErrForbidden) || errors.Is(err, ErrNotFound) || errors.Is(err, errRefused) {
		t.Error("errors.Is does not tell the status")
	}
}

func TestTypedError(t *testing.T) {
	_, err := update(t, 404, `{"code":300,"message":5}`)
	var typed *UsersUpdate404Error
	if !errors.As(err, &typed) || typed.Body.Code != 300 || typed.Body.Message != "" {
		t.Fatalf("got error %#v", err)
	}
	var apiErr *APIError
	if !errors.As(err, &apiErr) || apiErr.Code != "300" || !errors.Is(err, ErrNotFound) || errors.Is(err, ErrConflict) {
		t.Errorf("got error %#v", err)
	}
	if _, err := update(t, 409, ""); errors.As(err, &typed) || !errors.Is(err, ErrConflict) {
		t.Errorf("got error %#v", err)
	}
	if _, err := update(t, 404, "<html>"); !errors.As(err, &typed) {
		t.Errorf("got error %#v", err)
	}
}

func TestErrorEnvelopes(t *testing.T) {
	tests := []struct{ body, want string }{
		{``, ``},
		{`{}`, `: "{}"`},
		{`<html>`, `: "<html>"`},
		{`"text"`, `: "\"text\""`},
		{`{"code":"E1","message":"text"}`, `: code E1: text`},
		{`{"code":12345678901234567890,"msg":"text"}`, `: code 12345678901234567890: text`},
		{`{"code":null,"error_code":1.0,"title":"text"}`, `: code 1.0: text`},
		{`{"errorCode":7,"title":"title","detail":"detail"}`, `: code 7: detail`},
		{`{"error":"invalid_grant"}`, `: code invalid_grant`},
		{`{"error":"invalid_grant","error_description":"text"}`, `: code invalid_grant: text`},
		{`{"error":"not a word"}`, `: not a word`},
		{`{"error":{"code":5,"message":"text"}}`, `: code 5: text`},
		{`{"code":1,"error":{"code":5,"message":"text"}}`, `: code 1: text`},
		{`{"errors":[{"code":5,"detail":"text"},{"code":6}]}`, `: code 5: text`},
		{`{"errors":["not a word"],"message":"text"}`, `: text`},
		{`{"message":["first","second"],"statusCode":400}`, `: first`},
		{`{"message":{"text":"x"},"errors":[]}`, `: "{\"message\":{\"text\":\"x\"},\"errors\":[]}"`},
	}
	for _, test := range tests {
		t.Run(test.body, func(t *testing.T) {
			_, err := update(t, 400, test.body)
			if want := "Users.Update: 400 Bad Request" + test.want; err == nil || err.Error() != want {
				t.Errorf("got error %v, want %s", err, want)
			}
		})
	}
}

func TestErrorBodyIsCapped(t *testing.T) {
	_, err := update(t, 599, strings.Repeat("x", 64<<10+5))
	var apiErr *APIError
	if !errors.As(err, &apiErr) || len(apiErr.Body) != 64<<10 {
		t.Fatalf("got error %v", err)
	}
	if want := `Users.Update: 599: "` + strings.Repeat("x", 200) + `"...`; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
}

func TestRedirectThatIsNotFollowedIsAnError(t *testing.T) {
	client, _ := record(t, answers(304, ""), WithHTTPClient(&http.Client{}))
	var apiErr *APIError
	if _, err := client.Users.List(t.Context(), nil); !errors.As(err, &apiErr) || apiErr.StatusCode != 304 {
		t.Errorf("got error %v", err)
	}
}

func TestStatusErrors(t *testing.T) {
	for status, want := range map[int]error{
		400: ErrBadRequest, 401: ErrUnauthorized, 402: ErrPaymentRequired, 403: ErrForbidden, 404: ErrNotFound,
		405: ErrMethodNotAllowed, 408: ErrRequestTimeout, 409: ErrConflict, 410: ErrGone, 412: ErrPreconditionFailed,
		415: ErrUnsupportedMediaType, 422: ErrUnprocessableEntity, 429: ErrTooManyRequests, 500: ErrInternalServerError,
		502: ErrBadGateway, 503: ErrServiceUnavailable, 504: ErrGatewayTimeout,
	} {
		err := error(&APIError{StatusCode: status})
		if !errors.Is(err, want) || !strings.HasSuffix(err.Error(), want.Error()) {
			t.Errorf("%d: %v is not %v", status, err, want)
		}
	}
}

func FuzzErrorEnvelope(f *testing.F) {
	f.Add(`{"error":{"errors":[{"error":[[1]]}]}}`)
	f.Add(`{"code":1e400,"message":[[]]}`)
	f.Add("\xff")
	f.Fuzz(func(_ *testing.T, body string) {
		readEnvelope([]byte(body))
	})
}

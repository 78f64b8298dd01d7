// SPDX-License-Identifier: MIT-0

package runtime

// This file tests what errors without an answer tell, and what not. faults_test.go has them as they come.

import (
	"errors"
	"io"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

func TestTransportErrorText(t *testing.T) {
	const hidden = "the request failed; the cause, which Unwrap returns, may hold secrets"
	for cause, want := range map[string]string{
		"connection refused":              "connection refused",
		`header "X-A\"b": "c" is bad`:     `header "…": "…" is bad`,
		`no end: "secret`:                 `no end: "…"`,
		`a \"secret" b`:                   `a \"…" b`,
		"`raw` and 'single'":              "`raw` and 'single'",
		"GET /users?key=secret failed":    hidden,
		"secret@example.com is no host":   hidden,
		"https://example.com/secret fell": hidden,
	} {
		e := newTransportError(&operation{name: "Get"}, 2, "", errors.New(cause))
		if got := e.Error(); got != "Get: "+want {
			t.Errorf("%s: got %s, want %s", cause, got, want)
		}
	}
}

// TestTransportErrorCause proves that net/http's error is found, with the host alone.
func TestTransportErrorCause(t *testing.T) {
	for from, want := range map[string]string{
		"https://user:secret@example.com:8443/secret?key=secret#secret": "https://example.com:8443",
		"/secret": "",
		"%zz":     "",
	} {
		inner := &url.Error{Op: "parse", URL: "secret", Err: io.EOF}
		err := error(newTransportError(&operation{name: "Get"}, 1, "", &url.Error{Op: "Get", URL: from, Err: inner}))
		var cause *url.Error
		if !errors.As(err, &cause) || cause.Op != "Get" || cause.URL != want || !errors.Is(err, io.EOF) {
			t.Errorf("%s: got %+v, want the URL %s", from, cause, want)
		}
	}
}

func FuzzQuotedSecrets(f *testing.F) {
	f.Add("failed to parse Location header ", "/%zz?key=secret")
	f.Add("malformed \\", "\\\"\x00\xff")
	f.Fuzz(func(t *testing.T, before, secret string) {
		quoted := strconv.Quote(secret)
		if strings.Contains(before, `"`) || secret == "…" {
			return
		}
		if got := withoutQuotes(before + quoted); strings.Contains(got, quoted) {
			t.Errorf("%q tells %s", got, quoted)
		}
	})
}

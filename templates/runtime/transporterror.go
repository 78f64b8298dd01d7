// SPDX-License-Identifier: MIT-0

package runtime

// This file holds TransportError, the error of a call that got no answer, or not all of it.

import (
	"crypto/tls"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// A TransportError is the error of every method for a request that got no answer, or not all of it: nobody listens there,
// the connection broke, the context ended, the answer is too large. Whether the request has been carried out is open.
//
// [errors.Is] and [errors.As] find the cause, such as [context.DeadlineExceeded], a *[net.OpError], or, if there was no
// answer, net/http's *[url.Error], whose URL has only scheme and host left.
type TransportError struct {
	// Operation is the method that was called, such as "Users.Get".
	Operation string
	// Attempts is how often the request was tried: 1 if there was no retry.
	Attempts int

	text    string
	cause   error
	lasting bool // another try would meet it again
}

// Error returns the operation and the cause. Texts that the cause quotes may hold secrets, and are left out.
func (e *TransportError) Error() string { return e.Operation + ": " + e.text }

// Unwrap returns the cause.
func (e *TransportError) Unwrap() error { return e.cause }

// unanswered is the error of a try that got no answer. What http.Client reports may be better another time, unless it is
// the fault of the redirect that is there then, of a certificate, or of the request, which net/http refuses.
func (c *call) unanswered(redirect *http.Response, err error) *TransportError {
	e := newTransportError(c.op, c.attempts, "", err)
	_, fromClient := err.(*url.Error)
	e.lasting = !fromClient || redirect != nil || errors.As(err, new(*tls.CertificateVerificationError)) ||
		strings.HasPrefix(e.text, "net/http: invalid ")
	return e
}

// broken is the error of a try that got no whole answer.
func (a *answer) broken(what string, err error) *TransportError {
	e := newTransportError(a.call.op, a.meta.Attempts, statusText(a.meta.StatusCode)+": "+what, err)
	e.lasting = errors.Is(err, ErrResponseTooLarge)
	return e
}

// newTransportError drops paths and queries of the URLs that http.Client puts into its errors, because they may hold
// secrets.
func newTransportError(op *operation, attempts int, prefix string, err error) *TransportError {
	var outer *url.Error
	for layer := (*url.Error)(nil); errors.As(err, &layer); {
		if outer == nil {
			outer = &url.Error{Op: layer.Op, URL: origin(layer.URL)}
		}
		err = layer.Err
	}
	e := &TransportError{Operation: op.name, Attempts: attempts, text: prefix + withoutQuotes(err.Error()), cause: err}
	if outer != nil {
		outer.Err = err
		e.cause = outer
	}
	return e
}

// origin returns scheme and host of a URL, "" if it has none.
func origin(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// withoutQuotes returns the text of a cause without what it quotes: the URL of a redirect, the header that is not
// allowed, what the server sent in place of HTTP. If it still seems to name a URL, it is left to Unwrap.
func withoutQuotes(cause string) string {
	var text strings.Builder
	for {
		before, _, found := strings.Cut(cause, `"`)
		text.WriteString(before)
		if !found {
			break
		}
		quoted, err := strconv.QuotedPrefix(cause[len(before):])
		if err != nil { // there is no end to the quotation
			quoted = cause[len(before):]
		}
		text.WriteString(`"…"`)
		cause = cause[len(before)+len(quoted):]
	}
	if s := text.String(); !strings.ContainsAny(s, "?@") && !strings.Contains(s, "://") {
		return s
	}
	return "the request failed; the cause, which Unwrap returns, may hold secrets"
}

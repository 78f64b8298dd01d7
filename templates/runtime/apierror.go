// SPDX-License-Identifier: MIT-0

package runtime

// This file holds APIError, the error of a call whose answer has a status outside 2xx. Generated code adds errors of its
// own, which wrap an APIError and hold a typed body.

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// An APIError is the error of every method for an answer whose status is outside 2xx. Methods may return it wrapped
// in an error with a typed body, so get it with [errors.As]. To ask for a status only, use [errors.Is]:
//
//	if errors.Is(err, ErrNotFound) { … }
type APIError struct {
	// Operation is the method that was called, such as "Users.Get".
	Operation string
	// Method and Path are the HTTP method and the path template of the request.
	Method, Path string
	// StatusCode is the HTTP status.
	StatusCode int
	// Header holds the headers of the answer.
	Header http.Header
	// Body is the body of the answer, up to 64 KiB of it.
	Body []byte
	// Attempts is how often the request was tried: 1 if there was no retry.
	Attempts int
	// Code is the error code of the API, if the body has one in a usual place.
	Code ErrorCode
	// Message is the error message of the API, if the body has one in a usual place.
	Message string
}

// An ErrorCode is an API's own code of an error, as it stands in the body: a word, or a number in decimal.
type ErrorCode string

// errorBodyLimit is how much of the body of an error is kept.
const errorBodyLimit = 64 << 10

// failure reads the answer as an error.
func (a *answer) failure() error {
	// What could be read of the body is worth more than the reason why the rest could not.
	body, _ := io.ReadAll(io.LimitReader(a.body, errorBodyLimit))
	a.tell(body)
	op := a.call.op
	e := &APIError{
		Operation:  op.name,
		Method:     op.method,
		Path:       op.path,
		StatusCode: a.meta.StatusCode,
		Header:     a.meta.Header,
		Body:       body,
		Attempts:   a.meta.Attempts,
	}
	code, message := readEnvelope(body)
	e.Code, e.Message = ErrorCode(code), message
	if op.fail != nil {
		return op.fail(e)
	}
	return e
}

// Error returns operation, status, and code and message of the API, or else the beginning of the body.
func (e *APIError) Error() string {
	var text strings.Builder
	text.WriteString(e.Operation + ": " + statusText(e.StatusCode))
	if e.Code != "" {
		text.WriteString(": code " + string(e.Code))
	}
	if e.Message != "" {
		text.WriteString(": " + e.Message)
	}
	if e.Code == "" && e.Message == "" && len(e.Body) > 0 {
		text.WriteString(": " + excerpt(e.Body))
	}
	return text.String()
}

// Unwrap returns the error of the status, such as [ErrNotFound].
func (e *APIError) Unwrap() error { return statusError(e.StatusCode) }

// decodeBody decodes the body of an error into target, as far as it fits: a body that is not JSON at all, such as the
// page of a proxy, leaves it zero, as the error is told by the status already. It is no method, since each type that embeds
// an APIError would get it as well, and clients have thousands of these.
func decodeBody(e *APIError, target any) { decodeJSON(e.Body, target) }

// The errors of common statuses, for [errors.Is]. They are named after the constants of package [net/http].
const (
	ErrBadRequest           = statusError(http.StatusBadRequest)
	ErrUnauthorized         = statusError(http.StatusUnauthorized)
	ErrPaymentRequired      = statusError(http.StatusPaymentRequired)
	ErrForbidden            = statusError(http.StatusForbidden)
	ErrNotFound             = statusError(http.StatusNotFound)
	ErrMethodNotAllowed     = statusError(http.StatusMethodNotAllowed)
	ErrRequestTimeout       = statusError(http.StatusRequestTimeout)
	ErrConflict             = statusError(http.StatusConflict)
	ErrGone                 = statusError(http.StatusGone)
	ErrPreconditionFailed   = statusError(http.StatusPreconditionFailed)
	ErrUnsupportedMediaType = statusError(http.StatusUnsupportedMediaType)
	ErrUnprocessableEntity  = statusError(http.StatusUnprocessableEntity)
	ErrTooManyRequests      = statusError(http.StatusTooManyRequests)
	ErrInternalServerError  = statusError(http.StatusInternalServerError)
	ErrBadGateway           = statusError(http.StatusBadGateway)
	ErrServiceUnavailable   = statusError(http.StatusServiceUnavailable)
	ErrGatewayTimeout       = statusError(http.StatusGatewayTimeout)
)

// statusError is an HTTP status as an error.
type statusError int

func (s statusError) Error() string { return statusText(int(s)) }

// The members of a body in which APIs send the code and the message of an error; the first that is there counts.
var (
	codeMembers    = []string{"code", "error_code", "errorCode"}
	messageMembers = []string{"message", "error_description", "detail", "msg", "title"}
)

// readEnvelope returns code and message of an error from a JSON object; they are empty where it has none.
func readEnvelope(body []byte) (code, message string) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber() // so that a code keeps its digits
	var envelope map[string]any
	if decoder.Decode(&envelope) != nil {
		return "", ""
	}
	return envelopeOf(envelope)
}

// envelopeOf reads the object itself first, and then what its members error and errors add. A mere text there is a
// code if it is a single word, as in OAuth 2 ("invalid_grant"), and else a message.
func envelopeOf(object map[string]any) (code, message string) {
	code, message = firstText(object, codeMembers), firstText(object, messageMembers)
	for _, inner := range []any{object["error"], firstOf(object["errors"])} {
		if object, ok := inner.(map[string]any); ok {
			innerCode, innerMessage := envelopeOf(object)
			code, message = cmp.Or(code, innerCode), cmp.Or(message, innerMessage)
		} else if text := textOf(inner); strings.Contains(text, " ") {
			message = cmp.Or(message, text)
		} else {
			code = cmp.Or(code, text)
		}
	}
	return code, message
}

func firstText(object map[string]any, members []string) string {
	for _, member := range members {
		if text := textOf(firstOf(object[member])); text != "" {
			return text
		}
	}
	return ""
}

// firstOf returns the first element of a list, and any other value as it is.
func firstOf(value any) any {
	if list, ok := value.([]any); ok && len(list) > 0 {
		return list[0]
	}
	return value
}

// textOf returns a string or a number as text, and "" for other values.
func textOf(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	}
	return ""
}

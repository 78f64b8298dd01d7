// SPDX-License-Identifier: MIT-0

package runtime

// This file reads answers: the generated decode method of a response calls the methods of answer. A body that does
// not fit its type is not an error but listed in Meta.Mismatches, which mismatch.go finds out.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// Meta is what every response has, whatever its body. It is embedded in the responses.
type Meta struct {
	// StatusCode is the HTTP status, from 200 to 299: others are errors.
	StatusCode int
	// Header holds all headers of the response.
	Header http.Header
	// Attempts is how often the request was tried: 1 if there was no retry.
	Attempts int
	// Mismatches lists the values of the JSON or XML body that do not fit their field, which keeps its zero value then. The
	// types are inferred from examples, so an API may send what none of them shows. Usually it is empty.
	Mismatches []Mismatch
	// RawBody is the body as it came, if there are Mismatches: what did not fit is not lost.
	RawBody []byte
}

// metadata is a small method, as each response gets a copy of it by embedding.
func (m *Meta) metadata() *Meta { return m }

// WithRawResponse makes a single call leave the body of a response with a status of 2xx unread in body, whatever its type
// and size. The caller reads and closes it. The response has everything but its Body then. If the method returns an
// error, body stays as it is.
//
// Compression is net/http's business. If a caller asks for some by [WithHeader], with an Accept-Encoding, net/http leaves
// it to the caller to undo it.
func WithRawResponse(body *io.ReadCloser) RequestOption {
	return func(c *call) { c.unread = body }
}

// answer is the answer to a request, while it is read.
type answer struct {
	call   *call
	meta   Meta
	body   io.ReadCloser                         // nil once a stream has been handed to the caller
	length int64                                 // -1 if unknown
	reader func(header http.Header, body []byte) // wants to know the body; nil if nobody does
}

func (c *call) newAnswer(reply *http.Response) *answer {
	return &answer{
		call:   c,
		meta:   Meta{StatusCode: reply.StatusCode, Header: reply.Header, Attempts: c.attempts},
		body:   reply.Body,
		length: reply.ContentLength,
	}
}

// watch makes the body report how much of it has been read, if anyone wants to know.
func (a *answer) watch(report func(received, total int64)) {
	if report != nil {
		m := &meter{report: report, total: a.length}
		a.body = m.start(a.body)
	}
}

// close discards the body, unless the caller has it.
func (a *answer) close() {
	if a.body != nil {
		discard(a.body)
	}
}

// drainLimit is how much of an unread body is worth reading, so that the connection can be used again.
const drainLimit = 256 << 10

// discard drains and closes a body.
func discard(body io.ReadCloser) {
	io.CopyN(io.Discard, body, drainLimit)
	body.Close()
}

// header returns the first value of a header.
func (a *answer) header(key string) string { return a.meta.Header.Get(key) }

// hand gives the body to the caller, who closes it, and leaves an empty one to be decoded.
func (a *answer) hand(target *io.ReadCloser) {
	*target, a.body, a.length, a.reader = a.call.lasting(a.body), http.NoBody, 0, nil
}

// none leaves the body unread.
func (a *answer) none() error { return nil }

// stream hands the body to the caller, who closes it.
func (a *answer) stream(target *io.ReadCloser) error {
	*target, a.body = a.call.lasting(a.body), nil
	return nil
}

// keep reads the body as it is, and leaves it to be decoded as well.
func (a *answer) keep(target *[]byte) (err error) {
	*target, err = a.read()
	a.body.Close()
	a.body = io.NopCloser(bytes.NewReader(*target))
	return err
}

// bytes reads the body as it is.
func (a *answer) bytes(target *[]byte) (err error) {
	*target, err = a.read()
	return err
}

// text reads the body as text, in the encoding the server has chosen.
func (a *answer) text(target *string) error {
	body, err := a.read()
	*target = string(body)
	return err
}

// json decodes the body into target. An empty one leaves target as it is.
func (a *answer) json(target any) error {
	body, err := a.read()
	if err != nil {
		return err
	}
	misfits, err := decodeJSON(body, target)
	return a.decoded(body, misfits, err)
}

// decoded tells what came of decoding a body.
func (a *answer) decoded(body []byte, misfits []Mismatch, err error) error {
	if err != nil {
		return &DecodeError{Meta: a.meta, Operation: a.call.op.name, Body: body, cause: err}
	}
	if len(misfits) > 0 {
		a.meta.Mismatches, a.meta.RawBody = misfits, body
	}
	return nil
}

// A DecodeError is a success whose body is not the JSON or XML that its type asks for. The request has been carried out.
type DecodeError struct {
	Meta
	// Operation is the method that was called, such as "Users.Get".
	Operation string
	Body      []byte

	cause error
}

// Error says what is wrong, and shows how the body begins.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("%s: %s: the body cannot be decoded: %s: %s", e.Operation, statusText(e.StatusCode), e.cause, excerpt(e.Body))
}

// Unwrap returns the reason, such as the error of encoding/json.
func (e *DecodeError) Unwrap() error { return e.cause }

// preallocated is how much memory a Content-Length alone is worth.
const preallocated = 1 << 20

// read reads the whole body.
func (a *answer) read() ([]byte, error) {
	var buffer bytes.Buffer
	if a.length > 0 {
		buffer.Grow(int(min(a.length, preallocated)) + bytes.MinRead)
	}
	if err := readLimited(&buffer, a.body, a.call.core.limit); err != nil {
		return nil, a.broken("the body cannot be read: ", err)
	}
	a.tell(buffer.Bytes())
	return buffer.Bytes(), nil
}

// tell lets the logger know the body.
func (a *answer) tell(body []byte) {
	if a.reader != nil {
		a.reader(a.meta.Header, body)
		a.reader = nil // a body may be read twice
	}
}

// encodeJSON is json.Marshal without the escapes that only HTML needs, so that a value is sent as it is written.
func encodeJSON(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

// statusText returns a status as it is usually written, "404 Not Found".
func statusText(code int) string {
	text := strconv.Itoa(code)
	if name := http.StatusText(code); name != "" {
		text += " " + name
	}
	return text
}

// excerptLength is how much of a body an error shows.
const excerptLength = 200

// excerpt returns the beginning of a body, quoted.
func excerpt(body []byte) string {
	if len(body) > excerptLength {
		return strconv.Quote(string(body[:excerptLength])) + "..."
	}
	return strconv.Quote(string(body))
}

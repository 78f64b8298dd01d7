// SPDX-License-Identifier: MIT-0

package runtime

// This file makes a call: a generated method begins it with core.newCall, fills it with the methods of parameters.go,
// body.go and multipart.go, and hands it to call.do. That tries, again and again if need be (retry.go), to send the
// request and to decode the answer (response.go), or returns the error (apierror.go, transporterror.go).

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// operation is what is fixed about a generated method.
type operation struct {
	name           string // as the caller writes it, "Users.Get"
	method         string
	path           string // the template, for APIError
	base           int    // index of the base URL
	glue           string // fixed text right behind the base URL, without a slash between
	credential     int    // index of the credential; 0 is none
	query          string // the document of GraphQL that is sent where the caller gives none
	queryName      string // its operationName
	idempotencyKey string // the header with which the server carries a request out only once
	rateLimitReset string // the header in which the server tells when a rate limit ends
	fail           func(*APIError) error
}

// call is one request in the making.
type call struct {
	core       *core
	op         *operation
	path       []byte // wire-encoded, with the path of the base URL
	rawQuery   []byte // wire-encoded; nil as long as there is no parameter
	headers    http.Header
	host       string
	body       body
	raw        *[]byte // replaces what body holds, if there is one
	auth       Auth
	overrides  []headerField
	given      map[string][]string // by WithParameter
	sent       func(sent, total int64)
	meter      *meter // calls sent, for all tries
	received   func(received, total int64)
	unread     *io.ReadCloser // takes the body of the response
	mayBeEmpty bool           // required values may be empty
	retry      RetryPolicy
	timeout    time.Duration
	cancel     context.CancelFunc // ends the timeout; nil if there is none, or a stream ends it
	attempts   int                // how many tries have begun
	status     int                // of the last answer; 0 if there is none
	problems   []error
	space      [192]byte // holds path and query as long as they are short
}

type headerField struct{ key, value string }

// A RequestOption changes a single call of a method.
type RequestOption func(*call)

// WithRequestAuth authenticates a single call with auth in place of the client's credential.
// The zero Auth sends the request without credentials.
func WithRequestAuth(auth Auth) RequestOption {
	return func(c *call) { c.auth = auth }
}

// WithHeader sends a header with a single call. It replaces all values that the header would have otherwise, those
// of credentials included. "Host" sets the host that the request names, not the one that it is sent to; net/http sends
// an empty one in place of what cannot be a host.
func WithHeader(key, value string) RequestOption {
	return func(c *call) {
		c.overrides = append(c.overrides, headerField{http.CanonicalHeaderKey(key), value})
	}
}

// WithEmptyValues sends a single call even if required values are empty, as Postman does, instead of refusing it: an
// empty path variable leaves an empty path segment.
func WithEmptyValues() RequestOption {
	return func(c *call) { c.mayBeEmpty = true }
}

// WithBody sends a single call with body instead of what the request's Body has, for an API that wants what the types of
// this package, which come from examples, do not allow. [WithHeader] gives it a Content-Type.
func WithBody(body []byte) RequestOption {
	return func(c *call) { c.raw = &body }
}

// newCall begins a call of op.
func (c *core) newCall(op *operation, options []RequestOption) *call {
	call := &call{core: c, op: op, auth: c.credentials[op.credential], retry: c.retry, headers: make(http.Header, 4)}
	call.path = append(call.space[:0:len(call.space)/2], c.bases[op.base].prefix...)
	if len(call.path) > 0 {
		call.path = append(call.path, op.glue...)
	}
	if problem := c.bases[op.base].problem; problem != nil {
		call.problem("%w", problem)
	}
	for _, option := range options {
		if option != nil {
			option(call)
		}
	}
	return call
}

// decoder is a generated response.
type decoder interface {
	decode(*answer) error
	metadata() *Meta
}

// do sends the request and decodes the answer into response. Its error is the joined problems of the request,
// which is not sent then; a *TransportError if there is no whole answer; an *APIError, or an error that wraps one, for a
// status outside 2xx; or a *DecodeError.
func (c *call) do(ctx context.Context, response decoder) error {
	if c.core.observer == nil {
		return c.run(ctx, response)
	}
	begin := time.Now()
	err := c.run(ctx, response)
	c.core.observer.called(ctx, c, time.Since(begin), err)
	return err
}

// run is do, of which nobody is told.
func (c *call) run(ctx context.Context, response decoder) error {
	if err := c.complete(ctx); err != nil {
		return err
	}
	ctx = c.begin(ctx)
	defer c.end()
	return c.send(ctx, response)
}

// complete settles all that the tries of a call have in common. Its error is all that is wrong with the request.
func (c *call) complete(ctx context.Context) error {
	if ctx == nil {
		c.problem("the context is nil")
	}
	c.body.finish()
	if c.raw != nil {
		c.body.present, c.body.text, c.body.files = true, *c.raw, nil
	}
	for field := range c.given {
		c.problem("WithParameter(%q, …): the request has no such field, or it is a string that takes any text", field)
	}
	c.authorize()
	c.override()
	c.setContentType()
	return errors.Join(c.problems...)
}

// try sends the request once, or, as the credential answers the challenges of the server, a few times, and reads the
// answer. Every try of a call begins and ends here. Its error is as that of do, or one of the request, which was not sent.
func (c *call) try(ctx context.Context, response decoder) error {
	c.attempts++
	c.status = 0
	request, err := c.newRequest(ctx)
	if err != nil {
		return c.refused(err)
	}
	ended := c.observe(request)
	reply, err := c.attempt(request)
	ended(reply, err)
	if err != nil {
		return err
	}
	return c.receive(ctx, reply, response)
}

// attempt signs and sends a request.
func (c *call) attempt(request *http.Request) (*http.Response, error) {
	if err := sign(request, c.auth.signer); err != nil {
		return nil, c.refused(err)
	}
	reply, err := c.exchange(request)
	if err != nil {
		if request.Body != nil {
			request.Body.Close() // a transport has to do that, but not every middleware does
		}
		return nil, c.unanswered(reply, err)
	}
	return reply, nil
}

// receive reads an answer.
func (c *call) receive(ctx context.Context, reply *http.Response, response decoder) error {
	c.status = reply.StatusCode
	a := c.newAnswer(reply)
	defer a.close()
	if c.core.observer != nil {
		a.reader = c.core.observer.reader(ctx, c)
	}
	if err := a.checkHeaders(); err != nil {
		return err
	}
	if reply.StatusCode < 200 || reply.StatusCode > 299 {
		return a.failure()
	}
	a.watch(c.received)
	if c.unread != nil {
		a.hand(c.unread)
	}
	if err := response.decode(a); err != nil {
		return err
	}
	*response.metadata() = a.meta
	return nil
}

// refused is the error of a request that cannot be sent.
func (c *call) refused(err error) error { return fmt.Errorf("%s: %w", c.op.name, err) }

// newRequest makes the request of a try, but for its signature. The body is opened late, when little else can fail.
func (c *call) newRequest(ctx context.Context) (*http.Request, error) {
	request := new(http.Request).WithContext(ctx) // which copies it, so it is filled only now
	request.Method, request.URL, request.Host, request.Header = c.op.method, c.url(), c.host, c.headers
	request.Proto, request.ProtoMajor, request.ProtoMinor = "HTTP/1.1", 1, 1
	if c.attempts > 1 || c.auth.signer != nil || c.core.hook != nil { // a transport may still read those of the last try; a signature is for one
		request.Header = c.headers.Clone()
	}
	return request, c.body.attach(request)
}

// sign signs a request, if there is a signer; after an error its body is closed.
func sign(request *http.Request, s signer) error {
	if s == nil {
		return nil
	}
	err := s.sign(request, time.Now())
	if err != nil && request.Body != nil {
		request.Body.Close()
	}
	return err
}

// exchange sends a request, and again as long as the credential has an answer to the server's challenge.
func (c *call) exchange(request *http.Request) (*http.Response, error) {
	sent, signer := request, c.auth.signer
	for {
		reply, err := c.core.http.Do(c.watched(sent))
		credential, ok := signer.(challenged)
		if err != nil || !ok || reply.Request != nil && reply.Request.Response != nil { // the challenge of a redirect's target
			return reply, err
		}
		if signer = credential.answer(sent, reply); signer == nil {
			return reply, nil
		}
		discard(reply.Body)
		sent = request.Clone(request.Context())
		if err := rewind(sent); err != nil {
			return nil, err
		}
		if err := sign(sent, signer); err != nil {
			return nil, err
		}
	}
}

// problem notes a reason why the call cannot be sent.
func (c *call) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Errorf("%s: "+format, append([]any{c.op.name}, args...)...))
}

// override sets the headers given with WithHeader. Who sets Authorization wants no signature.
func (c *call) override() {
	for _, field := range c.overrides {
		if field.key == "Authorization" {
			c.auth.signer = nil
		}
		delete(c.headers, field.key)
		c.header(field.key, &field.value)
	}
}

// authorize adds the credential. It removes what the request has of the same name, as Postman does; a query
// parameter goes last.
func (c *call) authorize() {
	a := c.auth
	if a.value == nil && a.signer == nil {
		return
	}
	delete(c.headers, a.header)
	c.removeQuery(a.query)
	switch {
	case a.signer != nil: // which signs what is complete
	case a.inQuery:
		c.addQuery(string(appendEscaped(nil, a.query, queryKeyChars)), *a.value)
	default:
		c.header(a.header, a.value)
	}
}

// url joins base URL, path and query as they are. A base URL that has a query takes up the path into it.
//
// The path goes out through Opaque where net/url would encode it otherwise. Path and RawPath are set even then, as
// middleware reads them. A target that begins with two slashes has to be written with its host in Opaque.
func (c *call) url() *url.URL {
	base := &c.core.bases[c.op.base]
	u := base.origin
	if base.prefix == "" {
		u.Host += strings.ToLower(c.op.glue) // as in Postman: "{{baseUrl}}users" needs a base URL that ends in a slash
	}
	path, query, hasQuery := strings.Cut(string(c.path), "?")
	if path != "" && path[0] != '/' {
		path = "/" + path
	}
	u.Path, u.RawPath = path, path
	if unescaped, err := url.PathUnescape(path); err == nil {
		u.Path = unescaped
	}
	if u.EscapedPath() != path {
		u.Opaque = path
		if strings.HasPrefix(path, "//") {
			u.Opaque = "//" + u.Host + path
		}
	}
	switch {
	case c.rawQuery == nil:
		u.RawQuery = query
	case hasQuery:
		u.RawQuery = query + "?" + string(c.rawQuery)
	default:
		u.RawQuery = string(c.rawQuery)
	}
	u.ForceQuery = hasQuery || c.rawQuery != nil
	return &u
}

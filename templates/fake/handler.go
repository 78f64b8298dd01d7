// SPDX-License-Identifier: MIT-0

package fake

// This file receives requests: Handler records each, and has it answered by what the test has set (script.go), or else
// by the saved response that fits best (match.go).

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Operation is a request of the collection, by the name of the client's method: one of the constants that begin with Op.
type Operation string

// Example is a saved response: one of the constants.
type Example string

// Request is a request that a [Handler] has received.
type Request struct {
	Operation Operation // whose request it is; "" if the collection has none like it
	Method    string
	Path      string // percent-encoded, as sent
	Query     url.Values
	Header    http.Header
	Body      []byte
}

// Handler is an [http.Handler] that answers with the saved responses, chosen as Postman's mock servers do. It is safe for
// concurrent use. Make one with [NewHandler], or a whole server with [New].
type Handler struct {
	saved    []*saved
	settings settings

	mu       sync.Mutex
	requests []Request
	scripts  map[Operation]*script
	delay    time.Duration
}

// settings are those that a mock server has in Postman.
type settings struct {
	matchBody    bool
	matchHeaders []string
}

// An Option is a setting that mock servers have in Postman.
type Option func(*settings)

// WithBodyMatching has only those saved responses found whose request had the same body, as the header
// X-Mock-Match-Request-Body: true does for a single request. Without it, the body is one criterion among others.
func WithBodyMatching() Option { return func(s *settings) { s.matchBody = true } }

// WithHeaderMatching has only those saved responses found whose request had the same values of these headers, as
// X-Mock-Match-Request-Headers does for a single request. Without it, headers do not matter.
func WithHeaderMatching(names ...string) Option {
	return func(s *settings) { s.matchHeaders = append(s.matchHeaders, names...) }
}

// NewHandler returns a Handler that has received nothing yet.
func NewHandler(options ...Option) *Handler {
	h := &Handler{saved: savedResponses(), scripts: map[Operation]*script{}}
	for _, option := range options {
		option(&h.settings)
	}
	return h
}

// Requests returns what was received so far, in order: the requests of the operations, or all if none is given. Their
// contents are shared, and must not be changed.
func (h *Handler) Requests(operations ...Operation) []Request {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(h.requests), func(r Request) bool {
		return len(operations) > 0 && !slices.Contains(operations, r.Operation)
	})
}

// ServeHTTP answers a request. Where nothing fits, the answer is that of Postman's mock servers: 404 Not Found with a
// JSON object whose error.name is mockRequestNotFoundError.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "reading the request: "+err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	request := Request{
		Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone(), Body: body,
	}
	operations, example := h.find(&request)
	handler, delay := h.receive(&request, operations)
	if wait(r.Context(), delay) != nil {
		return // nobody waits for the answer any more
	}
	switch {
	case handler != nil:
		handler.ServeHTTP(w, r)
	case example != nil:
		example.ServeHTTP(w, r)
	default:
		notFound(w, &request)
	}
}

// receive records a request, as one of those operations that it fits for which the test has said most. It returns what
// answers it in place of a saved response, or nil, and after which time.
func (h *Handler) receive(r *Request, operations []Operation) (http.Handler, time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(operations) > 0 {
		r.Operation = slices.MaxFunc(operations, func(a, b Operation) int { return h.scripts[a].weight() - h.scripts[b].weight() })
	}
	h.requests = append(h.requests, *r)
	s := h.scripts[r.Operation]
	if s == nil {
		return nil, h.delay
	}
	return s.take(), max(h.delay, s.delay)
}

// wait waits, unless the request is given up before.
func wait(ctx context.Context, delay time.Duration) error {
	if delay <= 0 {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(delay):
		return nil
	}
}

// notFound is the answer of Postman's mock servers to a request that no saved response fits.
func notFound(w http.ResponseWriter, r *Request) {
	message := fmt.Sprintf("No saved response fits %s %s", r.Method, r.Path)
	if r.Operation != "" {
		message += ", a request of " + string(r.Operation)
	}
	type details struct {
		Name    string `json:"name"`
		Message string `json:"message"`
		Header  string `json:"header"`
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	// A client that is gone reads no error either.
	_ = json.NewEncoder(w).Encode(map[string]details{"error": {"mockRequestNotFoundError", message, "No matching requests"}})
}

// SPDX-License-Identifier: MIT-0

package fake

// This file is what a test may say of the answers to come: which saved response, a handler of its own, a failure, a delay.

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"
)

// script is what answers an operation in place of the saved response that fits best.
type script struct {
	next   []http.Handler // one request each
	always http.Handler   // afterwards; may be nil
	delay  time.Duration
}

// weight tells which of the operations that fit a request equally well it belongs to: one with an answer for a single
// request before one with an answer for all, and that before the others.
func (s *script) weight() int {
	switch {
	case s == nil:
		return 0
	case len(s.next) > 0:
		return 2
	case s.always != nil:
		return 1
	}
	return 0
}

// take returns what answers the next request, nil for a saved response.
func (s *script) take() http.Handler {
	if len(s.next) == 0 {
		return s.always
	}
	first := s.next[0]
	s.next = s.next[1:]
	return first
}

// change changes the script of an operation.
func (h *Handler) change(operation Operation, change func(*script)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.scripts[operation] == nil {
		h.scripts[operation] = &script{}
	}
	change(h.scripts[operation])
}

// Respond answers the operation of a saved response with it from now on, whatever the requests hold.
// [Handler.Handle] with nil ends that.
//
// A request that fits several operations equally well, as where the collection has it twice, belongs to the one that the
// test has said an answer for, by Respond, RespondNext, Handle or HandleNext; else to the one whose saved response fits best.
func (h *Handler) Respond(example Example) {
	s := h.example(example)
	h.Handle(s.operation, s)
}

// RespondNext answers the next requests of the saved responses' operations with them, one each.
func (h *Handler) RespondNext(examples ...Example) {
	for _, example := range examples {
		s := h.example(example)
		h.HandleNext(s.operation, s)
	}
}

// Handle answers an operation with a handler from now on; nil goes back to the saved responses.
func (h *Handler) Handle(operation Operation, handler http.Handler) {
	h.change(operation, func(s *script) { s.always = handler })
}

// HandleNext answers the next requests of an operation, one with each handler. [Handler.Handle] counts again afterwards.
func (h *Handler) HandleNext(operation Operation, handlers ...http.Handler) {
	h.change(operation, func(s *script) { s.next = append(s.next, handlers...) })
}

// Delay lets the requests of the operations, or all if none is given, wait for their answers from now on, unless they are
// given up. If two delays apply, the longer one counts.
func (h *Handler) Delay(delay time.Duration, operations ...Operation) {
	for _, operation := range operations {
		h.change(operation, func(s *script) { s.delay = delay })
	}
	if len(operations) == 0 {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.delay = delay
	}
}

// example finds a saved response. As http.ServeMux does for patterns, it panics for one that there is none of: only a
// test that makes its own Example can ask for that, and would wonder at answers that never come.
func (h *Handler) example(example Example) *saved {
	i := slices.IndexFunc(h.saved, func(s *saved) bool { return s.example == example })
	if i < 0 || example == "" {
		panic(fmt.Sprintf("there is no saved response %q: expected one of the constants of type Example", string(example)))
	}
	return h.saved[i]
}

// Fail returns a handler, for [Handler.Handle] or [Handler.HandleNext], that answers with a status, such as [http.StatusServiceUnavailable], and its text.
func Fail(status int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, http.StatusText(status), status)
	})
}

// Drop returns a handler that breaks the connection behind the first line of the answer. Without that line, Go's
// http.Transport would send the request again by itself, if the connection has served others before.
func Drop() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		hijacker, ok := w.(http.Hijacker)
		if !ok {
			panic(http.ErrAbortHandler) // as net/http has it, for HTTP/2
		}
		conn, _, err := hijacker.Hijack()
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n") // it breaks anyway
	})
}

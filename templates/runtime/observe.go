// SPDX-License-Identifier: MIT-0

package runtime

// This file tells others of calls: a hook, and a logger, which calllog.go has. call.do tells of a call when it ends, and
// call.try of each try by call.observe. A client that has neither does nothing of it.

import (
	"context"
	"net/http"
	"time"
)

// WithHook makes the client call hook before each try of a call, with the name of the method, such as "Users.Get", and
// the request, whose headers it may set; a signature is made after that. What hook returns, unless it is nil, is called
// after the try, with the response, or with the error in its place. It must leave the body of the response alone. Both
// have to be safe for concurrent use.
//
// A redirect, and the answer to a challenge of the server, belong to the try. Middleware, as [WithHTTPClient] takes it,
// sees them one by one, and can do more. The request has the credentials in it, so think before you log it.
func WithHook(hook func(operation string, request *http.Request) (after func(*http.Response, error))) Option {
	return func(c *core) { c.hook = hook }
}

// observer is a logger. It is an interface so that a program links log/slog for it only if it calls WithLogger.
type observer interface {
	// called tells of a call that has ended.
	called(ctx context.Context, c *call, took time.Duration, err error)
	// tried tells of a try that has ended.
	tried(ctx context.Context, c *call, took time.Duration, reply *http.Response, err error)
	// reader returns what wants to know the bodies that the call reads, nil if nobody does.
	reader(ctx context.Context, c *call) func(header http.Header, body []byte)
}

// observe tells that a try begins; ended has to be called at its end.
func (c *call) observe(request *http.Request) (ended func(*http.Response, error)) {
	if c.core.hook == nil && c.core.observer == nil {
		return func(*http.Response, error) {}
	}
	var after func(*http.Response, error)
	if c.core.hook != nil {
		after = c.core.hook(c.op.name, request)
	}
	begin := time.Now()
	return func(reply *http.Response, err error) {
		if c.core.observer != nil {
			c.core.observer.tried(request.Context(), c, time.Since(begin), reply, err)
		}
		if after != nil {
			after(reply, err)
		}
	}
}

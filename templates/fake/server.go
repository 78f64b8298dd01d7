// SPDX-License-Identifier: MIT-0

package fake

// This file is where a test begins: New starts a server, which handler.go answers for.

import (
	"net/http/httptest"
	"testing"
)

// Server is a [Handler] behind a URL of this machine.
type Server struct {
	*Handler

	URL string // http://127.0.0.1:PORT, without a slash at the end
}

// New starts a server that answers with the saved responses. It is closed when the test ends.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	handler := NewHandler(options...)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return &Server{Handler: handler, URL: server.URL}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file tests calls whose server, or whose way to it, is at fault, over real sockets on loopback. The table faults
// promises what comes of each; TestFaults also proves that no goroutine is left, and that no secret is told. faulty_test.go
// has the servers.

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
)

// fault is a way to treat a client badly, and what a call makes of it.
type fault struct {
	name  string
	serve func(*faulty)
	call  func(context.Context, *Client) error // search where it is nil
	ctx   func() (context.Context, func())     // without end where it is nil
	tries int                                  // how many requests the server gets
	is    error                                // what errors.Is finds
	want  string                               // what the error says; "" is a success
}

var faults = []fault{
	// The connection breaks.
	{name: "reset before the answer", serve: reset, tries: 3, is: syscall.ECONNRESET, want: "connection reset by peer"},
	{name: "reset before the answer to a POST", serve: reset, call: post, tries: 1, is: syscall.ECONNRESET, want: "connection reset by peer"},
	{name: "closed before the answer", serve: send(""), tries: 3, is: io.EOF, want: "EOF"},
	{name: "closed within the headers", serve: send(ok + "X-A: a\r\n"), tries: 3, is: io.ErrUnexpectedEOF, want: "unexpected EOF"},
	resetWithinBody(),
	{name: "truncated body", serve: send(ok + "Content-Length: 9\r\n\r\n[{}"), tries: 3, is: io.ErrUnexpectedEOF, want: unread + "unexpected EOF"},
	{name: "truncated chunk", serve: send(ok + "Transfer-Encoding: chunked\r\n\r\n9\r\n[{}"), tries: 3, is: io.ErrUnexpectedEOF, want: unread + "unexpected EOF"},
	{name: "truncated stream", serve: send(ok + "Content-Length: 9\r\n\r\n[{}"), call: stream, tries: 1, is: io.ErrUnexpectedEOF, want: "unexpected EOF"},
	{name: "truncated events", serve: send(ok + "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a"), call: listenAll, tries: 1, is: io.ErrUnexpectedEOF, want: unheard + "unexpected EOF"},
	{name: "truncated error", serve: send(failed + "Content-Length: 99\r\n\r\n{\"code\": 7}"), tries: 1, is: ErrInternalServerError, want: ": code 7"},

	// The answer is no HTTP, or none of ours.
	{name: "Content-Length too small", serve: send(ok + "Content-Length: 2\r\n\r\n[{}]"), tries: 1, want: undecoded + `unexpected end of JSON input: "[{"`},
	{name: "Content-Length of no number", serve: send(ok + "Content-Length: all\r\n\r\n[]"), tries: 3, want: `bad Content-Length "…"`},
	{name: "garbage", serve: send("220 mail.example ESMTP secret\r\n"), tries: 3, want: `malformed HTTP status code "…"`},
	{name: "our own request", serve: echo, tries: 3, want: `malformed HTTP status code "…"`},
	{name: "web page", serve: send(ok + "\r\n<html>Sign in"), tries: 1, want: undecoded + `invalid character '<' looking for beginning of value: "<html>Sign in"`},
	{name: "web page of a proxy", serve: send("HTTP/1.1 502 No\r\n\r\n<html>No"), tries: 3, is: ErrBadGateway, want: `502 Bad Gateway: "<html>No"`},
	{name: "no gzip", serve: send(ok + "Content-Encoding: gzip\r\n\r\n[]"), tries: 3, is: io.ErrUnexpectedEOF, want: unread + "unexpected EOF"},

	// The answer takes too long.
	{name: "slow headers", serve: drip("", ok), ctx: shortly, tries: 1, is: context.DeadlineExceeded, want: "context deadline exceeded"},
	{name: "slow body", serve: drip(ok+"\r\n", "[{}]"), ctx: shortly, tries: 1, is: context.DeadlineExceeded, want: unread + "context deadline exceeded"},
	{name: "slow body, WithTimeout", serve: drip(ok+"\r\n", "[{}]"), call: searchShortly, tries: 1, is: context.DeadlineExceeded, want: unread + "context deadline exceeded"},
	{name: "slow stream, WithTimeout", serve: drip(ok+"\r\n", "[{}]"), call: streamShortly, tries: 1, is: context.DeadlineExceeded, want: "context deadline exceeded"},
	{name: "slow events", serve: drip(ok+"\r\n", "data: a"), call: listenAll, ctx: shortly, tries: 1, is: context.DeadlineExceeded, want: unheard + "context deadline exceeded"},
	{name: "slow events, WithTimeout", serve: drip(ok+"\r\n", "data: a"), call: listenShortly, tries: 1, is: context.DeadlineExceeded, want: unheard + "context deadline exceeded"},
	{name: "slow unread body, WithTimeout", serve: drip(ok+"\r\n", "[{}]"), call: readRawShortly, tries: 1, is: context.DeadlineExceeded, want: "context deadline exceeded"},
	{name: "slow error", serve: drip(failed+"\r\n", "<html>"), ctx: shortly, tries: 1, is: ErrInternalServerError, want: "500 Internal Server Error"},

	// The answer is too large.
	{name: "endless headers", serve: endless(ok, "X-A: "+long+"\r\n"), tries: 3, want: "server response headers exceeded"},
	{name: "many headers", serve: send(ok + strings.Repeat("X-A: a\r\n", 2000) + "\r\n[]"), tries: 1, is: ErrResponseTooLarge, want: tooLarge + "2000 header lines, more than 1000"},
	{name: "endless body", serve: endless(ok+"\r\n", long), tries: 1, is: ErrResponseTooLarge, want: unread + tooLarge + "more than 1048576 bytes, which WithMaxResponseBytes allows"},
	{name: "endless event", serve: endless(ok+"\r\n", "data: "+long+"\n"), call: listenAll, tries: 1, is: ErrResponseTooLarge, want: unheard + "the response is too large: an event has more than 1048576 bytes, which WithMaxResponseBytes allows"},
	{name: "endless events", serve: endless(ok+"\r\n", "data: "+long+"\n\n"), call: listenABit, tries: 1},
	{name: "endless unread body", serve: endless(ok+"\r\n", long), call: readRawABit, tries: 1},
	{name: "endless error", serve: endless(failed+"\r\n", long), tries: 1, is: ErrInternalServerError, want: `500 Internal Server Error: "aaa`},
	{name: "endless answer to a DELETE", serve: endless(ok+"\r\n", long), call: remove, tries: 1},
	{name: "gzip bomb", serve: bomb, tries: 1, is: ErrResponseTooLarge, want: unread + tooLarge + "more than 1048576 bytes, which WithMaxResponseBytes allows"},

	// Redirects lead nowhere. What they take along is in redirect_test.go.
	{name: "endless redirects", serve: send("HTTP/1.1 302 On\r\nLocation: /?key=secret\r\n\r\n"), tries: 10, want: "stopped after 10 redirects"},
	{name: "redirect to no URL", serve: send("HTTP/1.1 302 On\r\nLocation: http://%zz/?key=secret\r\n\r\n"), tries: 3, want: `failed to parse Location header "…"`},

	// The server has too much to do.
	{name: "429", serve: send(slow + "\r\n"), tries: 3, is: ErrTooManyRequests, want: "429 Too Many Requests"},
	{name: "429 for no time", serve: send(slow + "Retry-After: 0\r\n\r\n"), tries: 3, is: ErrTooManyRequests, want: "429 Too Many Requests"},
	{name: "429 for an hour", serve: send(slow + "Retry-After: 3600\r\n\r\n"), tries: 1, is: ErrTooManyRequests, want: "429 Too Many Requests"},
	{name: "429 until the past", serve: send(slow + "Retry-After: Sat, 01 Jan 2000 00:00:00 GMT\r\n\r\n"), tries: 3, is: ErrTooManyRequests, want: "429 Too Many Requests"},
	{name: "429 until the far future", serve: send(slow + "Retry-After: Sat, 01 Jan 2400 00:00:00 GMT\r\n\r\n"), tries: 1, is: ErrTooManyRequests, want: "429 Too Many Requests"},

	// The context ends: before, while the request is sent, and between tries; while the answer is awaited or read, see above.
	{name: "ended context", ctx: ended, tries: 0, is: context.Canceled, want: "context canceled"},
	{name: "slow upload", serve: hang, call: upload, ctx: shortly, tries: 1, is: context.DeadlineExceeded, want: "context deadline exceeded"},
	{name: "wait until canceled", serve: send(slow + "Retry-After: 9\r\n\r\n"), ctx: canceledShortly, tries: 1, is: context.Canceled, want: "context canceled, while waiting to try again after: 429 Too Many Requests"},
	{name: "wait beyond the deadline", serve: send(slow + "Retry-After: 9\r\n\r\n"), ctx: shortly, tries: 1, is: ErrTooManyRequests, want: "429 Too Many Requests"},
}

const (
	ok        = "HTTP/1.1 200 OK\r\n"
	failed    = "HTTP/1.1 500 No\r\n"
	slow      = "HTTP/1.1 429 Slow\r\n"
	unread    = "200 OK: the body cannot be read: "
	unheard   = "Files.Listen: 200 OK: the events cannot be read: "
	undecoded = "200 OK: the body cannot be decoded: "
	tooLarge  = "the response is too large: it has "
)

var long = strings.Repeat("a", 1<<16)

// resetWithinBody breaks the connection when the client has begun to read the body: earlier, the headers might get lost.
func resetWithinBody() fault {
	reading := make(chan struct{}, 1)
	return fault{
		name: "reset within the body",
		serve: func(f *faulty) {
			f.write(ok + "Content-Length: 9\r\n\r\n[{}")
			select {
			case <-reading:
			case <-f.done:
			}
			reset(f)
		},
		call: func(ctx context.Context, client *Client) error {
			return search(ctx, client, WithDownloadProgress(func(int64, int64) { reading <- struct{}{} }))
		},
		tries: 3, is: syscall.ECONNRESET, want: unread,
	}
}

func TestFaults(t *testing.T) {
	logged := captureLog(t)
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			checkLeaks(t)
			server := newFaultyServer(t, f.serve)
			ctx, cancel := context.Background(), func() {}
			if f.ctx != nil {
				ctx, cancel = f.ctx()
			}
			defer cancel()
			call := f.call
			if call == nil {
				call = func(ctx context.Context, client *Client) error { return search(ctx, client) }
			}
			err := call(ctx, server.client(t, "http"))
			checkFault(t, err, f.is, f.want)
			if got := int(server.requests.Load()); got != f.tries {
				t.Errorf("the server got %d requests, want %d", got, f.tries)
			}
		})
	}
	if text := logged.String(); strings.Contains(text, "secret") {
		t.Errorf("logged %s", text)
	}
}

// checkFault compares the error of a call with what was promised.
func checkFault(t *testing.T, err, is error, want string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Errorf("got error %v, want none", err)
		}
		return
	}
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Fatalf("got error %v, want %s", err, want)
	}
	if is != nil && !errors.Is(err, is) {
		t.Errorf("%v is not %v", err, is)
	}
	var (
		cause    *url.Error
		terminal *TransportError
	)
	if strings.Contains(err.Error(), "secret") || errors.As(err, &cause) && strings.Contains(cause.URL, "secret") {
		t.Errorf("a secret is told: %v, %v", err, cause)
	}
	if errors.As(err, &terminal) && !strings.HasPrefix(err.Error(), terminal.Operation+": ") {
		t.Errorf("%v does not begin with the operation %q", err, terminal.Operation)
	}
}

func TestUnreachable(t *testing.T) {
	tests := []struct {
		name, scheme string
		serve        func(*faulty)
		change       func(*testing.T, *faultyServer)
		ctx          func() (context.Context, func())
		attempts     int
		is           error
		want         string
	}{
		{name: "refused", scheme: "http", change: func(_ *testing.T, s *faultyServer) { s.close() }, attempts: 3, is: syscall.ECONNREFUSED, want: "connect: connection refused"},
		{name: "no TLS", scheme: "https", serve: send(failed + "\r\n"), attempts: 3, want: "http: server gave HTTP response to HTTPS client"},
		{name: "slow TLS", scheme: "https", serve: hang, ctx: shortly, attempts: 1, is: context.DeadlineExceeded, want: "context deadline exceeded"},
		{name: "unknown certificate", scheme: "https", change: useTLS, attempts: 1, want: "certificate signed by unknown authority"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			checkLeaks(t)
			server := newFaultyServer(t, test.serve)
			if test.change != nil {
				test.change(t, server)
			}
			ctx, cancel := context.Background(), func() {}
			if test.ctx != nil {
				ctx, cancel = test.ctx()
			}
			defer cancel()
			err := search(ctx, server.client(t, test.scheme))
			checkFault(t, err, test.is, test.want)
			var unreachable *TransportError
			if !errors.As(err, &unreachable) || unreachable.Attempts != test.attempts {
				t.Errorf("got %+v, want %d attempts", err, test.attempts)
			}
		})
	}
}

// useTLS leads a client to a server whose certificate nobody knows.
func useTLS(t *testing.T, s *faultyServer) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	s.address = server.Listener.Addr().String()
}

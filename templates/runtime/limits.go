// SPDX-License-Identifier: MIT-0

package runtime

// This file bounds the time that a call takes, and the size of its answer.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"
)

// WithTimeout bounds the time that a single call takes, with all its retries and the reading of the body, of a stream until
// it is closed. 0 is no bound. The bound of the context applies as well.
func WithTimeout(timeout time.Duration) RequestOption {
	return func(c *call) { c.timeout = timeout }
}

// WithMaxResponseBytes bounds the size of the bodies that the client reads into memory, after decompression: a larger one
// is an error that wraps [ErrResponseTooLarge]. The default is 64 MiB; 0 is no bound. Streams have none, but each
// server-sent event has.
//
// Headers are bounded by the MaxResponseHeaderBytes of net/http's Transport, and to a thousand lines.
func WithMaxResponseBytes(size int64) Option {
	if size <= 0 || size == math.MaxInt64 {
		size = math.MaxInt64 - 1
	}
	return func(c *core) { c.limit = size }
}

// ErrResponseTooLarge is the cause of an error for an answer that is larger than [WithMaxResponseBytes] allows, or that
// has too many headers.
var ErrResponseTooLarge = errors.New("the response is too large")

// begin begins the time of the call.
func (c *call) begin(ctx context.Context) context.Context {
	if c.timeout > 0 {
		ctx, c.cancel = context.WithTimeout(ctx, c.timeout)
	}
	return ctx
}

// end ends the time of the call, unless a stream does.
func (c *call) end() {
	if c.cancel != nil {
		c.cancel()
	}
}

// lasting returns a stream that ends the time of the call when it is closed.
func (c *call) lasting(stream io.ReadCloser) io.ReadCloser {
	if c.cancel == nil {
		return stream
	}
	last := &lastingBody{stream, c.cancel}
	c.cancel = nil
	return last
}

type lastingBody struct {
	io.ReadCloser
	end context.CancelFunc
}

func (b *lastingBody) Close() error {
	defer b.end()
	return b.ReadCloser.Close()
}

// readLimited reads a body into buffer. It closes one that is larger than limit, of which there is no end to be seen.
func readLimited(buffer *bytes.Buffer, body io.ReadCloser, limit int64) error {
	_, err := buffer.ReadFrom(io.LimitReader(body, limit+1))
	if err == nil && int64(buffer.Len()) > limit {
		body.Close()
		return fmt.Errorf("%w: it has more than %d bytes, which WithMaxResponseBytes allows", ErrResponseTooLarge, limit)
	}
	return err
}

// maxHeaderLines is far beyond what servers send. The limit of net/http is one of bytes, and lets a million pass.
const maxHeaderLines = 1000

// checkHeaders refuses an answer that has too many headers.
func (a *answer) checkHeaders() error {
	lines := 0
	for _, values := range a.meta.Header {
		lines += len(values)
	}
	if lines > maxHeaderLines {
		return a.broken("", fmt.Errorf("%w: it has %d header lines, more than %d", ErrResponseTooLarge, lines, maxHeaderLines))
	}
	return nil
}

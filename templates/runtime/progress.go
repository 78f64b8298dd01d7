// SPDX-License-Identifier: MIT-0

package runtime

// This file tells callers how far an upload or a download has come: a meter lies between the body and what reads it.

import (
	"io"
	"net/http"
	"sync"
)

// WithUploadProgress makes a single call tell report how much of its body has been sent, in bytes, each time some of it
// has. The total is -1 if it is unknown. If the body is sent again, after a redirect or a failure, sent starts over. A call
// without a body does not report.
//
// Calls of report do not overlap, but may come from another goroutine, and the upload waits for them.
func WithUploadProgress(report func(sent, total int64)) RequestOption {
	return func(c *call) { c.sent = report }
}

// WithDownloadProgress makes a single call tell report how much of the body of a successful response has been read, in
// bytes, each time some of it has: by the call itself, or, of a stream, by its reader. The total is -1 if it is unknown,
// as that of a compressed body is. If the request is sent again, received starts over.
func WithDownloadProgress(report func(received, total int64)) RequestOption {
	return func(c *call) { c.received = report }
}

// watched returns request with a body that reports how much of it is sent, each time it is.
func (c *call) watched(request *http.Request) *http.Request {
	if c.sent == nil || !hasBody(request) {
		return request
	}
	if c.meter == nil {
		c.meter = &meter{report: c.sent, total: request.ContentLength}
	}
	m := c.meter
	watched := request.WithContext(request.Context())
	watched.Body = m.start(request.Body)
	if request.GetBody != nil {
		watched.GetBody = func() (io.ReadCloser, error) {
			body, err := request.GetBody()
			if err != nil {
				return nil, err
			}
			return m.start(body), nil
		}
	}
	return watched
}

// meter counts how much of a body has been read, from the start of each attempt.
type meter struct {
	report func(done, total int64)
	total  int64

	mu      sync.Mutex
	attempt *metered // the last one, which alone reports: a transport may still read an earlier one
}

// metered is a body under a meter.
type metered struct {
	io.ReadCloser
	meter *meter
	done  int64
}

func (m *meter) start(body io.ReadCloser) io.ReadCloser {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.attempt = &metered{ReadCloser: body, meter: m}
	return m.attempt
}

func (b *metered) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.meter.mu.Lock()
	defer b.meter.mu.Unlock()
	if n > 0 && b.meter.attempt == b {
		b.done += int64(n)
		b.meter.report(b.done, b.meter.total)
	}
	return n, err
}

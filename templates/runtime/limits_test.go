// SPDX-License-Identifier: MIT-0

package runtime

// This file tests the bounds of a call that need no sockets. faults_test.go has the others.

import (
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// zerosOf is a transport whose answers are so many bytes long.
func zerosOf(size int64) *http.Client {
	return &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		body := io.NopCloser(io.LimitReader(zeros{}, size))
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: body, ContentLength: -1, Request: r}, nil
	})}
}

func TestMaxResponseBytes(t *testing.T) {
	tests := []struct {
		name    string
		options []Option
		size    int64
		fits    bool
	}{
		{"as large as allowed", []Option{WithMaxResponseBytes(1000)}, 1000, true},
		{"a byte larger", []Option{WithMaxResponseBytes(1000)}, 1001, false},
		{"empty", []Option{WithMaxResponseBytes(1)}, 0, true},
		{"no bound", []Option{WithMaxResponseBytes(0)}, 65 << 20, true},
		{"no bound in effect", []Option{WithMaxResponseBytes(1<<63 - 1)}, 1000, true},
		{"default", nil, 64 << 20, true},
		{"larger than the default", nil, 64<<20 + 1, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			options := append(test.options, WithBaseURL("http://example.com"), WithHTTPClient(zerosOf(test.size)))
			client := newClient(t, options...)
			response, err := client.Users.List(t.Context(), nil)
			if fits := err == nil && int64(len(response.Body)) == test.size; fits != test.fits || !fits && !errors.Is(err, ErrResponseTooLarge) {
				t.Errorf("got error %v, want that it fits: %v", err, test.fits)
			}
			stream, err := client.Files.Replace(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer stream.Body.Close()
			if n, err := io.Copy(io.Discard, stream.Body); n != test.size || err != nil {
				t.Errorf("streamed %d bytes, error %v", n, err)
			}
		})
	}
}

// TestTimeoutCoversTries proves that the time of a call is one for all of its tries.
func TestTimeoutCoversTries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: []scripted{{status: 503, headers: http.Header{"Retry-After": {"3"}}}}}
		begin := time.Now()
		_, err := tryOp(t.Context(), s.client(t, WithRetry(prompt)), &operation{name: "Get", method: "GET"}, WithTimeout(5*time.Second))
		if !errors.Is(err, ErrServiceUnavailable) || len(s.sent) != 2 || time.Since(begin) != 3*time.Second {
			t.Errorf("%d tries in %v, error %v", len(s.sent), time.Since(begin), err)
		}
	})
}

// TestTimeoutEndsWithTheBody proves that nothing is left of a timeout when the body of the answer has been read.
func TestTimeoutEndsWithTheBody(t *testing.T) {
	for _, timeout := range []time.Duration{0, time.Minute} {
		s := &script{answers: []scripted{{status: 200}}}
		client, option := s.client(t), WithTimeout(timeout)
		if _, err := client.Users.List(t.Context(), nil, option); err != nil {
			t.Fatal(err)
		}
		stream, err := client.Files.Replace(t.Context(), nil, option)
		if err != nil {
			t.Fatal(err)
		}
		if ended := s.sent[0].Context().Err() != nil; ended != (timeout > 0) {
			t.Errorf("%v: the context has ended with the call: %v", timeout, ended)
		}
		if s.sent[1].Context().Err() != nil {
			t.Errorf("%v: the context has ended before the stream", timeout)
		}
		stream.Body.Close()
		if ended := s.sent[1].Context().Err() != nil; ended != (timeout > 0) {
			t.Errorf("%v: the context has ended with the stream: %v", timeout, ended)
		}
	}
}

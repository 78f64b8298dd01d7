// SPDX-License-Identifier: MIT-0

package runtime

// This file proves that a client which many goroutines use at once keeps its promises, and its size, while the server fails
// all the time. CI runs it under the race detector.

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// failures are what one in ten requests gets.
var failures = []func(*faulty){
	reset,
	send("HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nNo"),
	send(slow + "Retry-After: 0\r\nContent-Length: 0\r\n\r\n"),
	func(f *faulty) { f.write(ok + "Content-Length: 9\r\n\r\n["); f.Close() },
	send(failed + "Content-Length: 0\r\n\r\n"),
}

// outcome tells whether a call has ended as documented: before an error, all tries are used up, unless it is one that no
// further try would better.
func outcome(attempts, most int, err error) bool {
	var (
		apiErr  *APIError
		noReply *TransportError
	)
	switch {
	case err == nil:
		return attempts >= 1 && attempts <= most
	case errors.Is(err, ErrInternalServerError):
		return attemptsOf(err) <= most
	case errors.As(err, &apiErr):
		return apiErr.Attempts == most && (apiErr.StatusCode == 503 || apiErr.StatusCode == 429)
	case errors.As(err, &noReply):
		return noReply.Attempts == most
	}
	return false
}

// attemptsOf returns how often a call that failed was tried.
func attemptsOf(err error) int {
	var (
		apiErr  *APIError
		noReply *TransportError
	)
	switch {
	case errors.As(err, &apiErr):
		return apiErr.Attempts
	case errors.As(err, &noReply):
		return noReply.Attempts
	}
	return 0
}

// TestStorm makes 100,000 calls from 64 goroutines.
func TestStorm(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes 100,000 calls")
	}
	checkLeaks(t)
	var requests, attempts, calls atomic.Int64
	server := newFaultyServer(t, func(f *faulty) {
		reader := bufio.NewReader(f)
		for err := error(nil); err == nil; {
			n := requests.Add(1)
			if n%10 == 0 {
				failures[int(n/10)%len(failures)](f)
			} else {
				f.write(ok + "Content-Length: 2\r\n\r\n[]")
			}
			var request *http.Request
			if request, err = http.ReadRequest(reader); err == nil {
				_, err = io.Copy(io.Discard, request.Body)
			}
		}
	})
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	t.Cleanup(transport.CloseIdleConnections)
	client := newClient(t, WithBaseURL("http://"+server.address), WithHTTPClient(&http.Client{Transport: transport}), WithRetry(prompt))
	call := func() {
		var got int
		most, err := 3, error(nil)
		if calls.Add(1)%2 == 0 {
			var response *UsersSearchResponse
			if response, err = client.Users.Search(context.Background(), &UsersSearchRequest{Team: "red"}); err == nil {
				got = response.Attempts
			}
		} else {
			most = 1
			got, err = tryOp(context.Background(), client, &operation{name: "Create", method: "POST"})
		}
		if !outcome(got, most, err) {
			t.Errorf("got %d attempts, error %v", got, err)
		}
		attempts.Add(int64(got + attemptsOf(err)))
	}
	storm(10_000, call)
	before := heap()
	storm(90_000, call)
	if grown := heap() - before; grown > 2<<20 {
		t.Errorf("the heap has grown by %d bytes", grown)
	}
	// net/http itself repeats a GET that meets a connection which was kept, but is reset: one in fifty.
	if sent := requests.Load(); attempts.Load() > sent || sent > attempts.Load()+sent/50 {
		t.Errorf("the calls tell %d attempts, the server got %d requests", attempts.Load(), sent)
	}
}

// storm runs call so many times in 64 goroutines.
func storm(times int64, call func()) {
	var left atomic.Int64
	left.Store(times)
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				call()
			}
		})
	}
	all.Wait()
}

// heap returns how many bytes are in use.
func heap() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

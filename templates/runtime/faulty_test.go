// SPDX-License-Identifier: MIT-0

package runtime

// This file has the servers of faults_test.go, which do what no server should, the calls they get, and what proves that
// nothing is left of them.

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// faultyServer serves each request of a connection of its own.
type faultyServer struct {
	listener net.Listener
	address  string
	serve    func(*faulty)
	requests atomic.Int64
	done     chan struct{} // closed when the test is over
	conns    sync.WaitGroup
}

// faulty is a connection with the request that came over it.
type faulty struct {
	net.Conn
	request *http.Request // without its body
	done    <-chan struct{}
}

func newFaultyServer(t *testing.T, serve func(*faulty)) *faultyServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &faultyServer{listener: listener, address: listener.Addr().String(), serve: serve, done: make(chan struct{})}
	s.conns.Go(s.accept)
	t.Cleanup(func() {
		close(s.done)
		s.close()
		s.conns.Wait()
	})
	return s
}

func (s *faultyServer) close() { s.listener.Close() }

func (s *faultyServer) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.conns.Go(func() {
			defer conn.Close()
			reader := bufio.NewReader(conn)
			if first, err := reader.Peek(1); err != nil || first[0] == 0x16 { // a TLS handshake
				s.serve(&faulty{conn, nil, s.done})
				return
			}
			if request, err := http.ReadRequest(reader); err == nil {
				s.requests.Add(1)
				s.serve(&faulty{conn, request, s.done})
			}
		})
	}
}

// client returns a client of the server, whose connections go with the test. It retries at once.
func (s *faultyServer) client(t *testing.T, scheme string) *Client {
	t.Helper()
	transport := new(http.Transport)
	t.Cleanup(transport.CloseIdleConnections)
	return newClient(t, WithBaseURL(scheme+"://secret:secret@"+s.address), WithBearerToken("secret"), WithRetry(prompt),
		WithMaxResponseBytes(1<<20), WithHTTPClient(&http.Client{Transport: transport}))
}

func (f *faulty) write(text string) { io.WriteString(f, text) }

func send(text string) func(*faulty) {
	return func(f *faulty) { f.write(text) }
}

// reset breaks a connection, in place of closing it.
func reset(f *faulty) {
	f.Conn.(*net.TCPConn).SetLinger(0)
	f.Close()
}

// hang does nothing until the test is over.
func hang(f *faulty) { <-f.done }

// echo sends a request back.
func echo(f *faulty) { f.request.Write(f) }

// drip sends the beginning at once, and the rest by a byte a second.
func drip(begin, rest string) func(*faulty) {
	return func(f *faulty) {
		f.write(begin)
		for i := range rest {
			f.SetReadDeadline(time.Now().Add(time.Second))
			if _, err := f.Read(make([]byte, 1)); err == io.EOF {
				return // the client has gone
			}
			f.write(rest[i : i+1])
		}
	}
}

// endless sends the beginning, and then text for ever.
func endless(begin, text string) func(*faulty) {
	return func(f *faulty) {
		f.write(begin)
		for {
			if _, err := io.WriteString(f, text); err != nil {
				return
			}
		}
	}
}

// bomb sends 16 KiB that are 16 MiB.
func bomb(f *faulty) {
	f.write(ok + "Content-Encoding: gzip\r\n\r\n")
	writer := gzip.NewWriter(f)
	defer writer.Close()
	io.CopyN(writer, zeros{}, 16<<20)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func search(ctx context.Context, client *Client, options ...RequestOption) error {
	_, err := client.Users.Search(ctx, &UsersSearchRequest{Team: "secret"}, options...)
	return err
}

func searchShortly(ctx context.Context, client *Client) error {
	return search(ctx, client, WithTimeout(short))
}

func post(ctx context.Context, client *Client) error {
	_, err := client.Users.Update(ctx, &UsersUpdateRequest{UserID: "secret", Q: "secret"})
	return err
}

func remove(ctx context.Context, client *Client) error {
	_, err := tryOp(ctx, client, &operation{name: "Users.Delete", method: "DELETE"})
	return err
}

func upload(ctx context.Context, client *Client) error {
	_, err := client.Files.Upload(ctx, &FilesUploadRequest{PicFile: FileFromReader("a", io.LimitReader(zeros{}, 1<<30))})
	return err
}

func stream(ctx context.Context, client *Client) error { return readStream(ctx, client) }

func streamShortly(ctx context.Context, client *Client) error {
	return readStream(ctx, client, WithTimeout(short))
}

func readStream(ctx context.Context, client *Client, options ...RequestOption) error {
	response, err := client.Files.Replace(ctx, nil, options...)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.ReadAll(response.Body)
	return err
}

func listenAll(ctx context.Context, client *Client) error {
	return readEventsOf(ctx, client, -1)
}

func listenShortly(ctx context.Context, client *Client) error {
	return readEventsOf(ctx, client, -1, WithTimeout(short))
}

func listenABit(ctx context.Context, client *Client) error { return readEventsOf(ctx, client, 100) }

// readEventsOf reads so many events, or all.
func readEventsOf(ctx context.Context, client *Client, count int, options ...RequestOption) error {
	response, err := listen(ctx, client, options...)
	if err != nil {
		return err
	}
	for _, err := range response.Body.Events() {
		if count--; err != nil || count == 0 {
			return err
		}
	}
	return nil
}

func readRawABit(ctx context.Context, client *Client) error { return readRaw(ctx, client, 16<<20) }

func readRawShortly(ctx context.Context, client *Client) error {
	return readRaw(ctx, client, 16<<20, WithTimeout(short))
}

// readRaw reads so much of a body that would be decoded.
func readRaw(ctx context.Context, client *Client, size int64, options ...RequestOption) error {
	var body io.ReadCloser
	if err := search(ctx, client, append(options, WithRawResponse(&body))...); err != nil {
		return err
	}
	defer body.Close()
	_, err := io.CopyN(io.Discard, body, size)
	return err
}

// short is time enough for a request on loopback.
const short = 200 * time.Millisecond

func shortly() (context.Context, func()) {
	ctx, cancel := context.WithTimeout(context.Background(), short)
	return ctx, cancel
}

func canceledShortly() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(short, cancel)
	return ctx, cancel
}

func ended() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx, cancel
}

// checkLeaks fails a test that leaves goroutines behind. It has to be called first, so that it looks last.
func checkLeaks(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		for range 1000 {
			if runtime.NumGoroutine() <= before {
				return
			}
			time.Sleep(time.Millisecond)
		}
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines were there before, %d are left:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
	})
}

// captureLog returns what is logged during a test.
func captureLog(t *testing.T) *bytes.Buffer {
	t.Helper()
	logged, before := new(bytes.Buffer), log.Writer()
	log.SetOutput(logged)
	t.Cleanup(func() { log.SetOutput(before) })
	return logged
}

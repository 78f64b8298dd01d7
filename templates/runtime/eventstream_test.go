// SPDX-License-Identifier: MIT-0

package runtime

// This file tests streams of events against the standard, whole and byte by byte. faults_test.go has those of servers
// that are at fault.

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// FilesListenResponse is a response as the generator writes it for a body of events.
type FilesListenResponse struct {
	Meta
	Body *EventStream
}

func (r *FilesListenResponse) decode(a *answer) error { return a.events(&r.Body) }

var filesListen = operation{name: "Files.Listen", method: "GET", path: "/events"}

// listen begins to listen for events.
func listen(ctx context.Context, client *Client, options ...RequestOption) (*FilesListenResponse, error) {
	response := new(FilesListenResponse)
	return response, client.core.newCall(&filesListen, options).do(ctx, response)
}

// streaming is a client that gets body for an answer.
func streaming(t testing.TB, body io.Reader, options ...Option) *Client {
	t.Helper()
	return newClient(t, append(options, WithBaseURL("http://example.com"), WithHTTPClient(&http.Client{
		Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			closer, ok := body.(io.ReadCloser)
			if !ok {
				closer = io.NopCloser(body)
			}
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: closer, ContentLength: -1, Request: r}, nil
		}),
	}))...)
}

// allEvents lists the events of a body, and the error that ends it.
func allEvents(t *testing.T, body io.Reader, options ...Option) (events []ServerSentEvent, err error) {
	t.Helper()
	response, err := listen(t.Context(), streaming(t, body, options...))
	if err != nil {
		t.Fatal(err)
	}
	for event, err := range response.Body.Events() {
		if err != nil {
			return events, err
		}
		events = append(events, event)
	}
	return events, nil
}

func TestEvents(t *testing.T) {
	message := func(data string) ServerSentEvent { return ServerSentEvent{Type: "message", Data: data} }
	tests := []struct {
		name, text string
		want       []ServerSentEvent
	}{
		{"nothing", "", nil},
		{"stocks of the standard", "data: YHOO\ndata: +2\ndata: 10\n\n", []ServerSentEvent{message("YHOO\n+2\n10")}},
		{
			"IDs of the standard", ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
			[]ServerSentEvent{{ID: "1", Type: "message", Data: "first event"}, message("second event"), message(" third event")},
		},
		{"empty data of the standard", "data\n\ndata\ndata\n\ndata:", []ServerSentEvent{message(""), message("\n")}},
		{"spaces of the standard", "data:test\n\ndata: test\n\n", []ServerSentEvent{message("test"), message("test")}},
		{"line ends", "data: a\r\n\r\ndata: b\r\rdata: c\n\ndata: d\r\n\ndata: e\n\r\n", []ServerSentEvent{message("a"), message("b"), message("c"), message("d"), message("e")}},
		{"BOM", "\uFEFFdata: a\n\n\uFEFFdata: b\n\n", []ServerSentEvent{message("a")}},
		{"BOM before a blank line", "\uFEFF\ndata: a\n\n", []ServerSentEvent{message("a")}},
		{"types", "event: add\ndata: 1\n\nevent: gone\n\ndata: 2\n\nevent: x\nevent:\ndata: 3\n\n", []ServerSentEvent{{Type: "add", Data: "1"}, message("2"), message("3")}},
		{"the last ID holds", "id: 1\n\ndata: a\n\nid: 2\x00\ndata: b\n\n", []ServerSentEvent{{ID: "1", Type: "message", Data: "a"}, {ID: "1", Type: "message", Data: "b"}}},
		{"retry", "retry: 1500\ndata: a\n\nretry: +1\nretry: 1s\nretry:\nretry: 99999999999999999999\ndata: b\n\n", []ServerSentEvent{
			{Type: "message", Data: "a", Retry: 1500 * time.Millisecond},
			{Type: "message", Data: "b", Retry: 1500 * time.Millisecond},
		}},
		{"what is no field", ":data: a\n data: b\nDATA: c\nx\n:\ndata: d\n\n", []ServerSentEvent{message("d")}},
		{"colons", "data: a: b:\n\n", []ServerSentEvent{message("a: b:")}},
		{"no UTF-8", "data: \xff\n\n", []ServerSentEvent{message("\uFFFD")}},
		{"without an end", "data: a\n\ndata: b\n", []ServerSentEvent{message("a")}},
		{"without a line end", "data: a\n\ndata: b", []ServerSentEvent{message("a")}},
		{"long lines", "data: " + long + "\ndata: " + long + "\n\n", []ServerSentEvent{message(long + "\n" + long)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, body := range []io.Reader{strings.NewReader(test.text), iotest.OneByteReader(strings.NewReader(test.text))} {
				got, err := allEvents(t, body)
				if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
					t.Errorf("error %v, (-want +got):\n%s", err, diff)
				}
			}
		})
	}
}

// TestEventsAtOnce proves that an event is there when its last byte is, whatever ends its lines.
func TestEventsAtOnce(t *testing.T) {
	for _, end := range []string{"\n", "\r", "\r\n"} {
		body, server := io.Pipe()
		response, err := listen(t.Context(), streaming(t, body))
		if err != nil {
			t.Fatal(err)
		}
		next, stop := iter.Pull2(response.Body.Events())
		for _, data := range []string{"a", "b"} {
			go io.WriteString(server, "data: "+data+end+end)
			if event, err, _ := next(); event.Data != data || err != nil {
				t.Errorf("got %q, error %v, want %q", event.Data, err, data)
			}
		}
		stop()
		if _, err := server.Write([]byte("data")); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("the body is still open after the loop: %v", err)
		}
	}
}

// TestEventTooLarge proves that the bound of bodies holds for events, and for each of them alone.
func TestEventTooLarge(t *testing.T) {
	line := "data: " + strings.Repeat("a", 100) + "\n"
	for name, text := range map[string]string{
		"a line":    strings.Repeat("a", 2000),
		"a comment": ":" + strings.Repeat("a", 2000),
		"lines":     strings.Repeat(line, 20),
	} {
		t.Run(name, func(t *testing.T) {
			small := strings.Repeat(line+"\n", 20)
			events, err := allEvents(t, strings.NewReader(small+text), WithMaxResponseBytes(1000))
			if len(events) != 20 || !errors.Is(err, ErrResponseTooLarge) || !strings.HasPrefix(err.Error(), "Files.Listen: 200 OK: the events cannot be read: ") {
				t.Errorf("%d events, error %v", len(events), err)
			}
		})
	}
}

// TestEventsCloses proves that a stream can be closed without being read, and yields an error after that.
func TestEventsCloses(t *testing.T) {
	body, server := io.Pipe()
	response, err := listen(t.Context(), streaming(t, body))
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	if _, err := server.Write([]byte("data")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the body is still open: %v", err)
	}
	for event, err := range response.Body.Events() {
		if !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("got %v, error %v", event, err)
		}
	}
}

// FuzzEvents compares streams with a reader of whole texts.
func FuzzEvents(f *testing.F) {
	f.Add("\uFEFFdata: a\r\n\r\ndata\rdata:b\r\r:c\n\nevent: x\ndata:  d\nid: 1\nretry: 1\n\n", true)
	f.Add("event\ndata\n\nevent: a\nevent:\ndata: \xff\n\ndata: e", false)
	f.Fuzz(func(t *testing.T, text string, whole bool) {
		var body io.Reader = strings.NewReader(text)
		if !whole {
			body = iotest.OneByteReader(body)
		}
		response, err := listen(t.Context(), streaming(t, body))
		if err != nil {
			t.Fatal(err)
		}
		want := savedEvents(strings.ToValidUTF8(text, "\uFFFD"))
		if diff := cmp.Diff(want, readEvents(t, reflect.ValueOf(response.Body))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	})
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file reads server-sent events by the rules of https://html.spec.whatwg.org/multipage/server-sent-events.html,
// section 9.2.6: answer.events hands out the stream, and EventStream.next reads an event from its lines.

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
)

// An EventStream is a body of server-sent events (text/event-stream), which are read as they come. Range over its Events
// once, or close it. An API that ends it may be called anew: a header Last-Event-ID with the last ID tells where to go on.
type EventStream struct {
	answer *answer
	body   io.ReadCloser
	lines  *bufio.Scanner
	last   ServerSentEvent // its ID and Retry hold for the events to come
}

// A ServerSentEvent is an event of an [EventStream].
type ServerSentEvent struct {
	// ID is the ID that the server gave last, to this event or to an earlier one.
	ID string
	// Type says what kind of event it is, "message" if the server does not.
	Type string
	// Data is what the event holds, often JSON. There is "\n" between its lines.
	Data string
	// Retry is how long the server wants clients to wait before they call again, as it said last; 0 if it did not.
	Retry time.Duration
}

// Events returns the events as they come, and closes the stream when the loop over them ends. The end of the stream is no
// error, and drops an event of which the end is missing. If the stream breaks, the context ends, or an event is larger
// than [WithMaxResponseBytes] allows, the last element has a *[TransportError].
func (s *EventStream) Events() iter.Seq2[ServerSentEvent, error] {
	return func(yield func(ServerSentEvent, error) bool) {
		defer s.Close()
		for {
			event, err := s.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(ServerSentEvent{}, s.answer.broken("the events cannot be read: ", err))
				return
			}
			if !yield(event, nil) {
				return
			}
		}
	}
}

// Close ends the stream. It may be called at any time, from any goroutine.
func (s *EventStream) Close() error { return s.body.Close() }

// events hands the stream to the caller, who reads or closes it.
func (a *answer) events(target **EventStream) error {
	body := a.call.lasting(a.body)
	s := &EventStream{answer: a, body: body, lines: bufio.NewScanner(body)}
	s.lines.Buffer(nil, int(min(s.limit(), math.MaxInt)))
	s.lines.Split(splitLines())
	*target, a.body = s, nil
	return nil
}

// next reads an event, up to the blank line that ends it. Without data it is none.
func (s *EventStream) next() (ServerSentEvent, error) {
	var kind string
	var data []byte
	for s.lines.Scan() {
		line := s.lines.Bytes()
		if len(line) == 0 {
			if len(data) > 0 {
				s.last.Type, s.last.Data = cmp.Or(kind, "message"), validText(data[:len(data)-1])
				return s.last, nil
			}
			kind = ""
			continue
		}
		name, value, _ := bytes.Cut(line, []byte(":")) // a comment has no name
		value = bytes.TrimPrefix(value, []byte(" "))
		switch string(name) {
		case "event":
			kind = validText(value)
		case "data":
			data = append(append(data, value...), '\n')
		case "id", "retry":
			s.keep(string(name), value)
		}
		if int64(len(data)) > s.limit() {
			return s.last, s.tooLarge()
		}
	}
	return s.last, s.end()
}

// keep reads the fields that hold for further events as well.
func (s *EventStream) keep(name string, value []byte) {
	switch name {
	case "id":
		if bytes.IndexByte(value, 0) < 0 {
			s.last.ID = validText(value)
		}
	case "retry":
		if ms, err := strconv.ParseUint(string(value), 10, 31); err == nil { // 24 days
			s.last.Retry = time.Duration(ms) * time.Millisecond
		}
	}
}

// end is why there is no further line.
func (s *EventStream) end() error {
	switch err := s.lines.Err(); {
	case err == nil:
		return io.EOF
	case errors.Is(err, bufio.ErrTooLong):
		return s.tooLarge()
	default:
		return err
	}
}

// limit is how large an event may be.
func (s *EventStream) limit() int64 { return s.answer.call.core.limit }

func (s *EventStream) tooLarge() error {
	return fmt.Errorf("%w: an event has more than %d bytes, which WithMaxResponseBytes allows", ErrResponseTooLarge, s.limit())
}

// splitLines splits at CR, LF and CRLF, and drops what no line end follows, and a BOM at the beginning. It does not wait
// for what comes after a CR, as an event may end there, but skips an LF with the next line: a Scanner that is given no line
// reads on, and may wait.
func splitLines() bufio.SplitFunc {
	begin, afterCR, searched := true, false, 0
	return func(data []byte, _ bool) (advance int, line []byte, err error) {
		skip := 0
		if afterCR && len(data) > 0 && data[0] == '\n' {
			skip = 1
		}
		from := max(skip, searched)
		end := bytes.IndexAny(data[from:], "\r\n")
		if end < 0 {
			searched = len(data)
			return 0, nil, nil
		}
		end += from
		line, searched, afterCR = data[skip:end], 0, data[end] == '\r'
		if begin {
			line, begin = bytes.TrimPrefix(line, []byte("\uFEFF")), false
		}
		return end + 1, line, nil
	}
}

// validText decodes UTF-8, in which the standard has all events.
func validText(text []byte) string { return strings.ToValidUTF8(string(text), "\uFFFD") }

// SPDX-License-Identifier: MIT-0

package runtime

// This file is the server of injection_test.go: newWiretap starts it, and entriesOf takes apart what it has kept. It reads
// bytes, as a parser of HTTP might be lenient where it should not be.

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// wiretap is a server that keeps the bytes of each connection, which ends with the first answer.
type wiretap struct {
	url      string
	http     *http.Client // which connects to nothing else
	requests chan []byte
}

func newWiretap(t testing.TB) *wiretap {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	address := listener.Addr().String()
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}
	w := &wiretap{
		url:      "http://" + address + "/v2",
		http:     &http.Client{Transport: &http.Transport{DialContext: dial}},
		requests: make(chan []byte, 1),
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			w.requests <- keep(conn)
		}
	}()
	return w
}

// at returns a client of the server, or the error why there is none.
func (w *wiretap) at(baseURL string, options ...Option) (*Client, error) {
	return New(append([]Option{WithBaseURL(baseURL), WithHTTPClient(w.http)}, options...)...)
}

// call sends what no method of the fixture does.
func (w *wiretap) call(op *operation, fill func(*call), options ...RequestOption) error {
	client, err := w.at(w.url)
	if err != nil {
		return err
	}
	call := client.core.newCall(op, options)
	call.literal("/")
	fill(call)
	return call.do(context.Background(), new(UsersListResponse))
}

func (w *wiretap) update(request *UsersUpdateRequest, options ...Option) error {
	client, err := w.at(w.url, options...)
	if err == nil {
		_, err = client.Users.Update(context.Background(), request)
	}
	return err
}

func (w *wiretap) list(baseURL string, options ...RequestOption) error {
	client, err := w.at(baseURL)
	if err == nil {
		_, err = client.Users.List(context.Background(), nil, options...)
	}
	return err
}

func (w *wiretap) authorized(auth Auth) error { return w.list(w.url, WithRequestAuth(auth)) }

func (w *wiretap) form(request *FilesSendFormRequest) error {
	client, err := w.at(w.url)
	if err == nil {
		_, err = client.Files.SendForm(context.Background(), request)
	}
	return err
}

func (w *wiretap) parts(request *FilesUploadRequest) error {
	client, err := w.at(w.url)
	if err == nil {
		_, err = client.Files.Upload(context.Background(), request)
	}
	return err
}

// keep answers a request and returns all that was sent.
func keep(conn net.Conn) []byte {
	defer conn.Close()
	var raw bytes.Buffer
	all := io.TeeReader(conn, &raw)
	if request, err := http.ReadRequest(bufio.NewReader(all)); err == nil {
		io.Copy(io.Discard, request.Body)
	}
	io.WriteString(conn, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
	io.Copy(io.Discard, all)
	return raw.Bytes()
}

// entry is what a request is made of: a parameter, a header, a field, a part.
type entry struct{ Kind, Name, Value string }

// onWire returns e with what its value becomes on its way.
func (e entry) onWire() entry {
	switch e.Kind {
	case "header":
		e.Value = latin1(textproto.TrimString(e.Value)) // net/http trims
	case "header of part":
		e.Value = textproto.TrimString(e.Value)
	case "name of part":
		e.Value = inQuotes.ReplaceAllStringFunc(e.Value, url.PathEscape)
	case "file name":
		if !isBeyondLatin1(e.Value) {
			e.Value = inQuotes.ReplaceAllStringFunc(e.Value, url.PathEscape)
		}
	}
	return e
}

var (
	lineBreak   = regexp.MustCompile("\r\n|\r|\n")
	inQuotes    = regexp.MustCompile("[\"\\\\\x00-\x1f\x7f]")
	parameter   = regexp.MustCompile(`^(\w+)=("(?:[^"\\]|\\.)*"|[^",\s]+)(?:, ?|$)`)
	disposition = regexp.MustCompile(`^form-data; name="([^"]*)"(?:; filename="([^"]*)"(?:; filename\*=UTF-8''([\w.~%-]*))?)?$`)
)

// entriesOf takes a request apart, as it was sent.
func entriesOf(raw []byte) []entry {
	head, body, _ := strings.Cut(string(raw), "\r\n\r\n")
	lines := lineBreak.Split(head, -1)
	method, target, _ := strings.Cut(strings.TrimSuffix(lines[0], " HTTP/1.1"), " ")
	path, query, _ := strings.Cut(target, "?")
	entries := []entry{
		{"method", "", method},
		{"slashes", "", strings.Repeat("/", strings.Count(path, "/"))},
		{"path", "", unescaped("path", path)},
	}
	entries = appendPairs(entries, "parameter", query)
	contentType, length := "", "0"
	for _, h := range headerEntries(lines[1:]) {
		switch h.Name {
		case "content-length":
			length = h.Value
			continue
		case "content-type":
			contentType = h.Value
			h.Value, _, _ = strings.Cut(h.Value, "; boundary=")
		case "authorization":
			entries = append(entries, credentialEntries(h)...)
			continue
		}
		entries = append(entries, h)
	}
	if length != strconv.Itoa(len(body)) {
		entries = append(entries, entry{"smuggled", length, body})
	}
	return append(entries, bodyEntries(contentType, body)...)
}

func headerEntries(lines []string) []entry {
	var entries []entry
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		entries = append(entries, entry{"header", strings.ToLower(name), textproto.TrimString(value)})
	}
	return entries
}

// namesOf returns the names of the entries of some kinds, and what is smuggled in.
func namesOf(kinds []string, entries []entry) []entry {
	var names []entry
	for _, e := range entries {
		if e.Kind == "smuggled" || slices.Contains(kinds, e.Kind) {
			names = append(names, entry{Kind: e.Kind, Name: e.Name})
		}
	}
	return names
}

// credentialEntries takes an Authorization header apart, if it is of a scheme that has parameters (RFC 9110, section 11.4).
func credentialEntries(h entry) []entry {
	scheme, rest, _ := strings.Cut(h.Value, " ")
	switch scheme {
	case "Basic":
		if pair, err := base64.StdEncoding.DecodeString(rest); err == nil {
			return []entry{{"basic", h.Name, string(pair)}}
		}
	case "Digest", "Hawk", "OAuth":
		h.Value = scheme
		return append([]entry{h}, credentialParameters(rest)...)
	}
	return []entry{h}
}

func credentialParameters(text string) []entry {
	var entries []entry
	for text != "" {
		found := parameter.FindStringSubmatch(text)
		if found == nil {
			return append(entries, entry{"credential", "no parameter", text})
		}
		entries = append(entries, entry{"credential", found[1], found[2]})
		text = text[len(found[0]):]
	}
	return entries
}

func appendPairs(entries []entry, kind, text string) []entry {
	for pair := range strings.SplitSeq(text, "&") {
		name, value, _ := strings.Cut(pair, "=")
		entries = append(entries, entry{kind, unescaped("path", name), unescaped("path", value)})
	}
	return entries
}

func bodyEntries(contentType, body string) []entry {
	_, boundary, isMultipart := strings.Cut(contentType, "multipart/form-data; boundary=")
	switch {
	case isMultipart:
		return partEntries(strings.Split(body, "--"+boundary))
	case contentType == formContentType:
		return appendPairs(nil, "field", body)
	}
	return []entry{{"body", "", body}}
}

func partEntries(parts []string) []entry {
	var entries []entry
	for _, part := range parts[1 : len(parts)-1] {
		head, content, _ := strings.Cut(strings.TrimPrefix(part, "\r\n"), "\r\n\r\n")
		for _, h := range headerEntries(lineBreak.Split(head, -1)) {
			found := disposition.FindStringSubmatch(h.Value)
			if h.Name != "content-disposition" || found == nil {
				entries = append(entries, entry{"header of part", h.Name, h.Value})
				continue
			}
			name := cmp.Or(unescaped("path", found[3]), found[2])
			entries = append(entries, entry{"name of part", "", found[1]}, entry{"file name", "", name})
		}
		entries = append(entries, entry{"content", "", strings.TrimSuffix(content, "\r\n")})
	}
	return entries
}

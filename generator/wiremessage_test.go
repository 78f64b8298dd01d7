package generator_test

// A message is a request as it was on the wire, in the form of the golden files of golden/wire: without the headers that
// every HTTP library has of its own, and with placeholders for what is drawn anew each time.

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// message is a request. Where it was not sent, failure says why and there is nothing else.
type message struct {
	failure string
	line    string   // GET /users?page=2
	headers []string // Name: value
	body    string
}

// drawn stands in a golden file for a value that differs each time: a nonce, a time, a signature of them.
const drawn = "…"

// carriage stands in a golden file for a carriage return.
const carriage = "␍"

// newMessage makes a message of what came over the wire. Bytes of headers are characters of ISO 8859-1.
func newMessage(method, target string, headers [][2]string, body string) message {
	m := message{line: method + " " + target, body: body}
	for _, h := range headers {
		if !librarys(h[0], h[1]) {
			m.headers = append(m.headers, strings.TrimRight(h[0]+": "+strings.TrimSpace(h[1]), " "))
		}
	}
	return m.withBoundary()
}

// librarys tells a header that newman or net/http adds to each request.
func librarys(name, value string) bool {
	switch http.CanonicalHeaderKey(name) {
	case "Accept":
		return value == "*/*"
	case "Accept-Encoding":
		return value == "gzip, deflate, br" || value == "gzip"
	case "Cache-Control":
		return value == "no-cache"
	case "Connection":
		return value == "keep-alive"
	case "User-Agent":
		return strings.HasPrefix(value, "PostmanRuntime/") || strings.HasPrefix(value, "Go-http-client/")
	case "Content-Length", "Postman-Token", "X-Replay-Item":
		return true
	}
	return false
}

// drawnBoundary matches a form whose boundary newman has drawn, or a client.
var drawnBoundary = regexp.MustCompile(`^--(-{26}\d{24}|[A-Z2-7]{26})\r\n`)

// withBoundary names a boundary that was drawn "boundary".
func (m message) withBoundary() message {
	if match := drawnBoundary.FindStringSubmatch(m.body); match != nil {
		m.body = strings.ReplaceAll(m.body, match[1], "boundary")
		for i := range m.headers {
			m.headers[i] = strings.Replace(m.headers[i], match[1], "boundary", 1)
		}
	}
	return m
}

// parseMessage reads what text writes.
func parseMessage(text string) message {
	if failure, ok := strings.CutPrefix(text, "not sent: "); ok {
		return message{failure: strings.TrimSpace(failure)}
	}
	text, body, _ := strings.Cut(strings.TrimRight(text, "\n"), "\n\n")
	m := message{}
	m.line, text, _ = strings.Cut(text, "\n")
	if text != "" {
		m.headers = strings.Split(text, "\n")
	}
	lines := strings.Split(body, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "| ")
	}
	m.body = strings.ReplaceAll(strings.Join(lines, "\n"), carriage, "\r")
	return m
}

// text writes a message: a line each for the request and its headers, and behind an empty line those of the body.
func (m message) text() string {
	if m.failure != "" {
		return "not sent: " + m.failure + "\n"
	}
	text := strings.Join(append([]string{m.line}, m.headers...), "\n") + "\n"
	if m.body != "" {
		text += "\n| " + strings.NewReplacer("\n", "\n| ", "\r", carriage).Replace(m.body) + "\n"
	}
	return text
}

// matches tells whether got is the message that newman sends, as far as net/http lets it be: that has a spelling and an
// order of headers of its own. JSON is compared by value.
func (m message) matches(got message) bool {
	return m.failure == got.failure && matches(m.line, got.line, between) &&
		slices.EqualFunc(canonical(m.headers), canonical(got.headers), matchesHeader) &&
		(matches(m.body, got.body, between) || matches(canonicalJSON(m.body), canonicalJSON(got.body), between))
}

// The characters that stand between two values. In headers, a slash is one of base64.
const (
	between          = betweenInHeaders + "/"
	betweenInHeaders = " \",;&=?\r\n"
)

func matchesHeader(pattern, text string) bool { return matches(pattern, text, betweenInHeaders) }

// matches compares text with a pattern, in which each … stands for a value.
func matches(pattern, text, between string) bool {
	if !strings.Contains(pattern, drawn) {
		return pattern == text
	}
	quoted := strings.ReplaceAll(regexp.QuoteMeta(pattern), drawn, "[^"+between+"]+")
	return regexp.MustCompile("^" + quoted + "$").MatchString(text)
}

// canonical writes the names of headers as net/http does, and sorts them; values of one name keep their order.
func canonical(headers []string) []string {
	var list []string
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ":")
		list = append(list, http.CanonicalHeaderKey(name)+":"+value)
	}
	slices.SortStableFunc(list, func(a, b string) int {
		nameA, _, _ := strings.Cut(a, ":")
		nameB, _, _ := strings.Cut(b, ":")
		return strings.Compare(nameA, nameB)
	})
	return list
}

// canonicalJSON writes JSON without white space and with sorted keys; what is no JSON stays as it is.
func canonicalJSON(text string) string {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return text
	}
	if _, err := decoder.Token(); err != io.EOF {
		return text
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(value) != nil {
		return text
	}
	return b.String()
}

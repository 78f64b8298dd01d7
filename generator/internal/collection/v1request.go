package collection

// A request of schema v1, its headers and its saved responses.

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

func (n node) requestV1() *Request {
	return &Request{
		Method:      n.text("method"),
		URL:         n.urlV1(),
		Headers:     n.headersV1(),
		Body:        n.bodyV1(),
		Auth:        n.authV1(),
		Description: n.description(),
		Position:    n.position(),
		Pointer:     n.pointer,
	}
}

// headersV1 reads the list "headerData", and those "Key: value" lines of "headers" that the list does not have.
func (n node) headersV1() []*Entry {
	if n.member("headers").kind == Array {
		return n.entries("headers", parseHeaders)
	}
	headers := n.entriesV1("headerData")
	listed := map[string]bool{}
	for _, h := range headers {
		if key, off := strings.CutPrefix(h.Key, "//"); off {
			h.Key, h.Disabled = strings.TrimSpace(key), true
		}
		listed[h.Key] = true
	}
	for _, h := range n.entries("headers", parseHeadersV1) {
		if !listed[h.Key] {
			headers = append(headers, h)
		}
	}
	return headers
}

// headerLineV1 is a headerLine, or one that is commented out.
var headerLineV1 = regexp.MustCompile(`(?m)^((?://\s*)?\S+):(.*)$`)

// parseHeadersV1 does as parseHeaders, but that "//" before a line disables the header.
func parseHeadersV1(text string) []Entry {
	headers := parseLines(text, headerLineV1)
	for i, h := range headers {
		if key, off := strings.CutPrefix(h.Key, "//"); off {
			headers[i].Key, headers[i].Disabled = strings.TrimSpace(key), true
		}
	}
	return headers
}

// entriesV1 reads a list of entries.
func (n node) entriesV1(name string) []*Entry {
	var entries []*Entry
	for e := range n.list(name) {
		entries = append(entries, e.entryV1())
	}
	return entries
}

// entryV1 does as entry, but that "enabled": false disables the entry.
func (n node) entryV1() *Entry {
	e := n.entry()
	if enabled := n.member("enabled"); enabled.kind == Bool && !enabled.Truthy() {
		e.Disabled = true
	}
	return e
}

// responses reads the saved responses of a request, first those in its "responses_order".
func (v *v1) responses(n node) []*Response {
	list := slices.Collect(n.list("responses"))
	if order := n.ids("responses_order"); len(order) > 0 {
		rank := make(map[string]int, len(order))
		for i, id := range order {
			rank[id.String()] = i - len(order)
		}
		slices.SortStableFunc(list, func(a, b node) int {
			return cmp.Compare(rank[a.member("id").String()], rank[b.member("id").String()])
		})
	}
	var responses []*Response
	for _, response := range list {
		responses = append(responses, v.response(response))
	}
	return responses
}

func (v *v1) response(n node) *Response {
	code, body := n.object("responseCode"), n.child("text")
	return &Response{
		Name:            n.text("name"),
		Status:          code.text("name"),
		ID:              n.text("id"),
		Code:            code.integer("code"),
		Headers:         n.entries("headers", parseHeaders),
		Body:            n.text("text"),
		HasBody:         body.value.hasText(),
		PreviewLanguage: n.text("language"),
		OriginalRequest: v.originalRequest(n),
		Position:        n.position(),
		Pointer:         n.pointer,
		BodyPointer:     body.pointer,
	}
}

// originalRequest reads the request of a saved response: an object, be it in a string, or the id of a request.
func (v *v1) originalRequest(n node) *Request {
	var request *Request
	for _, name := range []string{"requestObject", "request"} {
		original := n.child(name)
		if object, ok := original.embedded(); ok {
			return object.requestV1()
		}
		if listed, found := v.requestByID[original.value.String()]; found && original.value.kind == String {
			request = v.convert(listed)
		}
	}
	return request
}

// embedded returns an object, or the one that a string holds as JSON: there everything has the position of the string, and
// pointers go on into the string.
func (n node) embedded() (node, bool) {
	if n.value.kind == String && strings.HasPrefix(strings.TrimSpace(n.value.text), "{") {
		tree, _, err := readTree(n.value.text, newLineIndex(n.value.text))
		if err != nil {
			return n, false
		}
		tree.moveTo(n.value.start)
		n.value = tree
	}
	return n, n.value.kind == Object
}

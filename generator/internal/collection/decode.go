package collection

// The tree to a Collection: Decode is the entry point, and this file has what is not part of a request: the collection,
// its items and their saved responses. node.go has the ways in which members are read.

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Decode reads a Postman collection, schema v2.0 or v2.1, bare or in the wrapper of Postman's API, {"collection": …}. The
// problems are in the order of the file. The error is an *Error: src is no JSON or no such collection.
func Decode(src []byte) (*Collection, []Problem, error) {
	src, lines, err := plainText(src)
	if err != nil {
		return nil, nil, err
	}
	tree, oddities, err := readTree(src, lines)
	if err != nil {
		return nil, nil, err
	}
	d := &decoder{lines: lines, oddities: oddities}
	root, err := d.collectionObject(tree)
	if err != nil {
		return nil, nil, err
	}
	if at := invalidUTF8(src); at >= 0 {
		d.report(at, "found bytes that are no UTF-8, here and perhaps further down: each is read as U+FFFD")
	}
	return root.collection(), d.problems(root.value), nil
}

// plainText removes a byte order mark, and rejects what has no JSON in it at all.
func plainText(src []byte) ([]byte, lineIndex, error) {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	lines := newLineIndex(src)
	switch {
	case len(bytes.TrimSpace(src)) == 0:
		return nil, lines, &Error{Position{1, 1}, "the file is empty, expected a Postman collection"}
	case bytes.HasPrefix(src, []byte("\xFE\xFF")), bytes.HasPrefix(src, []byte("\xFF\xFE")):
		return nil, lines, &Error{Position{1, 1}, "found text in UTF-16, expected UTF-8: save the file as UTF-8"}
	}
	return src, lines, nil
}

// invalidUTF8 returns the offset of the first byte that is no UTF-8, -1 if there is none.
func invalidUTF8(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for at := 0; ; {
		char, size := utf8.DecodeRune(src[at:])
		if char == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}

// decoder is what all objects of one file share: the positions, and what was odd so far.
type decoder struct {
	lines    lineIndex
	oddities []oddity
}

// maxProblems is how many problems are told one by one; beyond, a file is hardly a collection.
const maxProblems = 1000

func (d *decoder) report(offset int, text string) {
	d.oddities = append(d.oddities, oddity{offset, text})
}

// problems returns the oddities in the order of the file, with their paths in the collection.
func (d *decoder) problems(collection Value) []Problem {
	slices.SortStableFunc(d.oddities, func(a, b oddity) int { return a.offset - b.offset })
	var problems []Problem
	for i, odd := range d.oddities {
		if i == maxProblems {
			text := fmt.Sprintf("found %d more oddities from here on, which are not listed", len(d.oddities)-i)
			return append(problems, Problem{Position: d.lines.position(odd.offset), Text: text})
		}
		problems = append(problems, Problem{d.lines.position(odd.offset), path(collection, odd.offset), odd.text})
	}
	return problems
}

// path names the folders and the request in which an offset lies, then the field.
func path(v Value, offset int) string {
	var names []string
	var field []byte
	for v.offset < offset {
		next, exact := slices.BinarySearchFunc(v.members, offset, func(m Member, offset int) int { return m.Value.offset - offset })
		if !exact {
			next--
		}
		if next < 0 {
			break
		}
		m := v.members[next]
		switch {
		case v.kind == Object && field == nil:
			field = []byte(m.Name)
		case v.kind == Object:
			field = append(append(field, '.'), m.Name...)
		case string(field) == "item":
			names, field = append(names, itemName(m.Value, next)), nil
		default:
			field = fmt.Appendf(field, "[%d]", next)
		}
		v = m.Value
	}
	if field != nil {
		names = append(names, string(field))
	}
	return strings.Join(names, " / ")
}

// itemName is the name of an item; one without is called after its place in the list.
func itemName(item Value, index int) string {
	if name := item.Member("name").String(); name != "" {
		return name
	}
	return fmt.Sprintf("item[%d]", index)
}

func (n node) collection() *Collection {
	info := n.object("info")
	c := &Collection{
		Name:        info.text("name"),
		Schema:      info.text("schema"),
		Description: info.description(),
		Items:       n.items(),
		Auth:        n.auth(),
		Variables:   n.variables("key"),
		Behavior:    n.behavior(),
		Pointer:     n.pointer,
	}
	if c.Description == "" { // where some converters put it
		c.Description = n.description()
	}
	if !strings.Contains(c.Schema, "v2") {
		info.report(info.value.offset, fmt.Sprintf("found the schema %q, expected that of v2.0 or v2.1: read as v2.1", c.Schema))
	}
	return c
}

func (n node) items() []*Item {
	var items []*Item
	for _, child := range n.list("item") {
		items = append(items, child.item())
	}
	return items
}

// item reads a folder or a request. newman takes for a folder what has a truthy "item".
func (n node) item() *Item {
	item := &Item{
		Name:        n.text("name"),
		ID:          n.text("id"),
		Description: n.description(),
		Behavior:    n.behavior(),
		Position:    n.position(),
		Pointer:     n.pointer,
	}
	if item.ID == "" {
		item.ID = n.text("_postman_id")
	}
	if item.Folder = n.member("item").Truthy(); item.Folder {
		item.Items, item.Auth = n.items(), n.auth()
		if request := n.member("request"); request.Truthy() {
			n.report(request.offset, "found a request in a folder, expected it beside: it is left out, as newman does")
		}
		return item
	}
	if item.Request = n.request("request"); item.Request == nil {
		n.report(n.value.offset, "found neither items nor a request: taken for a request without URL")
		item.Request = &Request{Position: item.Position, Pointer: n.child("request").pointer}
	}
	for _, response := range n.list("response") {
		item.Responses = append(item.Responses, response.response())
	}
	return item
}

func (n node) response() *Response {
	return &Response{
		Name:            n.text("name"),
		Status:          n.text("status"),
		ID:              n.text("id"),
		Code:            n.integer("code"),
		Headers:         n.entries("header", parseHeaders),
		Body:            n.text("body"),
		HasBody:         n.member("body").hasText(),
		PreviewLanguage: n.text("_postman_previewlanguage"),
		OriginalRequest: n.request("originalRequest"),
		Position:        n.position(),
		Pointer:         n.pointer,
	}
}

// behavior reads protocolProfileBehavior.
func (n node) behavior() map[string]Value {
	return memberMap(n.object("protocolProfileBehavior").value)
}

func memberMap(v Value) map[string]Value {
	if v.kind != Object {
		return nil
	}
	values := make(map[string]Value, len(v.members))
	for _, m := range v.members {
		values[m.Name] = m.Value
	}
	return values
}

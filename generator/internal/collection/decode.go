package collection

// The tree to a Collection: Decode is the entry point, and this file has what is not part of a request: the collection,
// its items and their saved responses. node.go has the ways in which members are read.

import (
	"fmt"
	"math"
	"strings"
)

// Decode reads a Postman collection, schema v1, v2.0 or v2.1, bare or in the wrapper of Postman's API, {"collection": …}. The
// problems are in the order of the file. The error is an *Error: src is no JSON or no such collection.
func Decode(src []byte) (*Collection, []Problem, error) {
	text, broken := plainText(src)
	switch {
	case strings.TrimSpace(text) == "":
		return nil, nil, &Error{Position{1, 1}, "the file is empty, expected a Postman collection"}
	case uint64(len(text)) > math.MaxUint32:
		return nil, nil, &Error{Position{1, 1}, "the file is larger than 4 GB, expected a Postman collection"}
	}
	lines := newLineIndex(text)
	tree, oddities, err := readTree(text, lines)
	if err != nil {
		return nil, nil, err
	}
	d := &decoder{oddities: oddities, lines: lines, places: map[int]*place{}}
	root, err := d.collectionObject(tree)
	if err != nil {
		return nil, nil, err
	}
	if broken >= 0 {
		d.report(broken, "found bytes that are no characters of the file's encoding, here and perhaps further down: each is read as U+FFFD")
	}
	var c *Collection
	if root.isV1() {
		c = root.collectionV1()
	} else {
		c = root.collection()
	}
	return c, d.problems(root.value), nil
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
		info.report(info.value.offset(), fmt.Sprintf("found the schema %q, expected that of v2.0 or v2.1: read as v2.1", c.Schema))
	}
	return c
}

func (n node) items() []*Item {
	var items []*Item
	for child := range n.list("item") {
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
			n.report(request.offset(), "found a request in a folder, expected it beside: it is left out, as newman does")
		}
		return item
	}
	if item.Request = n.request("request"); item.Request == nil {
		n.report(n.value.offset(), "found neither items nor a request: taken for a request without URL")
		item.Request = &Request{Position: item.Position, Pointer: item.Pointer}
	}
	for response := range n.list("response") {
		item.Responses = append(item.Responses, response.response())
	}
	return item
}

func (n node) response() *Response {
	body := n.child("body")
	return &Response{
		Name:            n.text("name"),
		Status:          n.text("status"),
		ID:              n.text("id"),
		Code:            n.integer("code"),
		Headers:         n.entries("header", parseHeaders),
		Body:            n.text("body"),
		HasBody:         body.value.hasText(),
		PreviewLanguage: n.text("_postman_previewlanguage"),
		OriginalRequest: n.request("originalRequest"),
		Position:        n.position(),
		Pointer:         n.pointer,
		BodyPointer:     body.pointer,
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
	values := make(map[string]Value, len(v.contents()))
	for _, m := range v.contents() {
		values[m.Name] = m.Value
	}
	return values
}

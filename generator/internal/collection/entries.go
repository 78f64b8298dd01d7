package collection

// Lists of keys with values: headers, query parameters, form fields and variables. Such a list may also be written as an
// object, key by key, and a list of entries as one string.

import (
	"regexp"
	"strings"
)

// parser reads entries written as a string, as newman does.
type parser func(text string) []Entry

// entries reads a member that is a list of entries. Null elements are left out.
func (n node) entries(name string, parse parser) []*Entry {
	list := n.child(name)
	var entries []*Entry
	switch list.value.kind {
	case String:
		return list.parsedEntries(parse)
	case Object:
		for _, f := range list.fields() {
			entries = append(entries, &Entry{Key: f.name, Value: f.value, Position: f.position(), Pointer: f.pointer})
		}
	case Array:
		for _, e := range list.elements() {
			entries = append(entries, e.elementEntries(parse)...)
		}
	default:
		n.unexpected(list.value, "a list")
	}
	return entries
}

// elementEntries reads an element of a list of entries.
func (n node) elementEntries(parse parser) []*Entry {
	switch n.value.kind {
	case Object:
		return []*Entry{n.entry()}
	case String:
		return n.parsedEntries(parse)
	default:
		n.unexpected(n.value, "an object with key and value")
		return nil
	}
}

func (n node) entry() *Entry {
	e := &Entry{
		Key:         n.text("key"),
		KeyNull:     n.member("key").kind == Null,
		Value:       n.member("value"),
		Disabled:    n.member("disabled").Truthy(),
		Description: n.description(),
		Type:        n.text("type"),
		SrcList:     n.member("src").kind == Array,
		ContentType: n.text("contentType"),
		FileName:    n.text("fileName"),
		Position:    n.position(),
		Pointer:     n.pointer,
	}
	for _, src := range n.texts("src") {
		if src != "" {
			e.Src = append(e.Src, src)
		}
	}
	return e
}

// parsedEntries reads entries that are a string; all have its position and pointer.
func (n node) parsedEntries(parse parser) []*Entry {
	var entries []*Entry
	for _, e := range parse(n.value.text) {
		e.Position, e.Pointer, e.Value.offset = n.position(), n.pointer, n.value.offset
		entries = append(entries, &e)
	}
	return entries
}

// headerLine is newman's: a line without a colon, or with space before it, is no header.
var headerLine = regexp.MustCompile(`(?m)^(\S+):(.*)$`)

// parseHeaders reads "Key: value" lines, of which one that begins with space goes on with the line before.
func parseHeaders(text string) []Entry {
	var entries []Entry
	text = strings.NewReplacer("\r\n ", " ", "\r\n\t", "\t").Replace(text)
	for _, match := range headerLine.FindAllStringSubmatch(text, -1) {
		entries = append(entries, Entry{Key: match[1], Value: Value{kind: String, text: strings.TrimSpace(match[2])}})
	}
	return entries
}

// parseQuery reads "key=value" pairs with "&" between them, and decodes nothing. A pair without "=" has a null value, and an
// empty pair but the last has a null key, too.
func parseQuery(text string) []Entry {
	if text == "" {
		return nil
	}
	var entries []Entry
	for rest, more := text, true; more; {
		var pair string
		pair, rest, more = strings.Cut(rest, "&")
		e := Entry{KeyNull: pair == "" && more, Value: Value{kind: Null}}
		key, value, found := strings.Cut(pair, "=")
		if e.Key = key; found {
			e.Value = Value{kind: String, text: value}
		}
		entries = append(entries, e)
	}
	return entries
}

// variables reads the list of variables, each under the first of these keys that is not empty. The list is called
// "variables" in early files of v2.0.
func (n node) variables(keys ...string) []*Variable {
	name := "variable"
	if n.member(name).kind <= Null {
		name = "variables"
	}
	var variables []*Variable
	if list := n.child(name); list.value.kind == Object {
		for _, f := range list.fields() {
			variables = append(variables, &Variable{Key: f.name, Value: f.value, Position: f.position(), Pointer: f.pointer})
		}
		return variables
	}
	for _, v := range n.list(name) {
		variables = append(variables, v.variable(keys))
	}
	return variables
}

func (n node) variable(keys []string) *Variable {
	v := &Variable{
		Value:       n.member("value"),
		Type:        n.text("type"),
		Disabled:    n.member("disabled").Truthy(),
		Description: n.description(),
		Position:    n.position(),
		Pointer:     n.pointer,
	}
	for _, key := range keys {
		if v.Key == "" {
			v.Key = n.text(key)
		}
	}
	if v.Key == "" {
		n.report(n.value.offset, "found a variable without key, which nothing can refer to")
	}
	return v
}

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
			entries = append(entries, f.entry())
		}
	case Array:
		for e := range list.elements() {
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
	value := n.child("value")
	e := &Entry{
		Key:          n.text("key"),
		KeyNull:      n.member("key").kind == Null,
		Value:        value.value,
		Disabled:     n.member("disabled").Truthy(),
		Description:  n.description(),
		Type:         n.text("type"),
		ContentType:  n.text("contentType"),
		FileName:     n.text("fileName"),
		Position:     n.position(),
		Pointer:      n.pointer,
		ValuePointer: value.pointer,
	}
	e.Src, e.SrcList = n.sources("src")
	return e
}

// sources reads the names of a form-data field's files, and whether they are a list.
func (n node) sources(name string) (sources []string, isList bool) {
	for _, source := range n.texts(name) {
		if source != "" {
			sources = append(sources, source)
		}
	}
	return sources, n.member(name).kind == Array
}

// entry reads a field as key and value.
func (f field) entry() *Entry {
	return &Entry{Key: f.name, Value: f.value, Position: f.position(), Pointer: f.pointer, ValuePointer: f.pointer}
}

// parsedEntries reads entries that are a string.
func (n node) parsedEntries(parse parser) []*Entry {
	return n.parts(parse(n.value.text))
}

// parts places entries that have been read from a string.
func (n node) parts(parsed []Entry) []*Entry {
	var entries []*Entry
	position := n.position()
	for i := range parsed {
		e := &parsed[i]
		e.Position, e.Pointer, e.ValuePointer, e.Value.start = position, n.pointer, n.pointer+e.ValuePointer, n.value.start
		entries = append(entries, e)
	}
	return entries
}

// headerLine is newman's: a line without a colon, or with space before it, is no header.
var headerLine = regexp.MustCompile(`(?m)^(\S+):(.*)$`)

// foldedLine is the end of a line that the next one goes on with.
var foldedLine = regexp.MustCompile(`\r\n([ \t])`)

// parseHeaders reads "Key: value" lines, of which one that begins with space goes on with the line before.
func parseHeaders(text string) []Entry { return parseLines(text, headerLine) }

func parseLines(text string, line *regexp.Regexp) []Entry {
	var entries []Entry
	for _, match := range line.FindAllStringSubmatch(foldedLine.ReplaceAllString(text, "$1"), -1) {
		value := Value{kind: String, text: strings.TrimSpace(match[2])}
		entries = append(entries, Entry{Key: match[1], Value: value, ValuePointer: "?:" + match[1]})
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
		e := parsePair(pair)
		e.KeyNull = pair == "" && more
		entries = append(entries, e)
	}
	return entries
}

func parsePair(pair string) Entry {
	key, value, found := strings.Cut(pair, "=")
	e := Entry{Key: key, Value: Value{kind: Null}, ValuePointer: "?" + key}
	if found {
		e.Value = Value{kind: String, text: value}
	}
	return e
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
			variables = append(variables, f.variable())
		}
		return variables
	}
	for v := range n.list(name) {
		variables = append(variables, v.variable(keys))
	}
	return variables
}

// variable reads a field as key and value.
func (f field) variable() *Variable {
	return &Variable{Key: f.name, Value: f.value, Position: f.position(), Pointer: f.pointer, ValuePointer: f.pointer}
}

func (n node) variable(keys []string) *Variable {
	value := n.child("value")
	v := &Variable{
		Value:        value.value,
		Type:         n.text("type"),
		Disabled:     n.member("disabled").Truthy(),
		Description:  n.description(),
		Position:     n.position(),
		Pointer:      n.pointer,
		ValuePointer: value.pointer,
	}
	for _, key := range keys {
		if v.Key == "" {
			v.Key = n.text(key)
		}
	}
	if v.Key == "" {
		n.report(n.value.offset(), "found a variable without key, which nothing can refer to")
	}
	return v
}

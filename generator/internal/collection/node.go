package collection

// A node reads the members of a JSON object. Each method takes the forms in which real collections write a member, and
// reports the others as a Problem; null is everywhere the same as nothing.

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

// node is a value of the file with its JSON pointer.
type node struct {
	*decoder
	value   Value
	pointer string
}

func (n node) position() Position { return n.lines.position(n.value.offset()) }

func (n node) member(name string) Value { return n.value.Member(name) }

// pointerEscape escapes a name for a JSON pointer (RFC 6901, section 3).
var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// child returns the node of a member; without one it is of no value, nor of a pointer.
func (n node) child(name string) node {
	return n.at(name, n.member(name))
}

func (n node) at(name string, v Value) node {
	if v.kind == Missing {
		return node{decoder: n.decoder}
	}
	return node{n.decoder, v, n.pointer + "/" + pointerEscape.Replace(name)}
}

// elements yields the nodes of a list's elements.
func (n node) elements() iter.Seq[node] {
	return func(yield func(node) bool) {
		for i, e := range n.value.Elements() {
			if !yield(n.at(strconv.Itoa(i), e)) {
				return
			}
		}
	}
}

// fields returns the nodes of the members of an object that stands for a list, by name: the keys of an object have no order.
func (n node) fields() []field {
	fields := make([]field, 0, len(n.value.contents()))
	for _, m := range n.value.Members() {
		fields = append(fields, field{m.Name, n.at(m.Name, m.Value)})
	}
	slices.SortFunc(fields, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return fields
}

// field is a member of an object, by its name.
type field struct {
	name string
	node
}

// unexpected reports a value of another kind than expected, unless there is none.
func (n node) unexpected(v Value, expected string) {
	if v.kind > Null {
		n.report(v.offset(), "found "+v.kind.String()+", expected "+expected)
	}
}

// object returns a member that is an object; else the node has no members. An empty list is an empty object, too: some of
// Postman's exporters know no difference.
func (n node) object(name string) node {
	o := n.child(name)
	if o.value.kind != Object {
		if o.value.kind != Array || len(o.value.contents()) > 0 {
			n.unexpected(o.value, "an object")
		}
		o.value = Value{start: n.value.start}
	}
	return o
}

// list yields the objects of a list. An object in place of the list is a list of that one, as newman has it.
func (n node) list(name string) iter.Seq[node] {
	return func(yield func(node) bool) { n.child(name).eachObject(yield) }
}

func (n node) eachObject(yield func(node) bool) {
	switch n.value.kind {
	case Object:
		n.unexpected(n.value, "a list: taken for its only element")
		yield(n)
	case Array:
		for e := range n.elements() {
			if e.value.kind != Object {
				n.unexpected(e.value, "an object")
			} else if !yield(e) {
				return
			}
		}
	default:
		n.unexpected(n.value, "a list")
	}
}

// text returns a string; a number or boolean in its place is taken as it is written.
func (n node) text(name string) string {
	v := n.member(name)
	if v.kind != String {
		n.unexpected(v, "a string")
	}
	return v.text
}

// texts returns a list of strings; a string in its place is a list of one, an empty one none. Of an element that is an
// object with a type and a value, as the schema has them in paths, the value counts.
func (n node) texts(name string) []string {
	v := n.member(name)
	if v.kind != Array {
		if v.kind != String {
			n.unexpected(v, "a list of strings")
		}
		if v.text == "" {
			return nil
		}
		return []string{v.text}
	}
	texts := make([]string, 0, len(v.contents()))
	for _, e := range v.Elements() {
		if e.kind == Object {
			e = e.Member("value")
		}
		if e.kind != String {
			n.unexpected(e, "a string")
		}
		texts = append(texts, e.text)
	}
	return texts
}

// integer returns a whole number, be it written as a string.
func (n node) integer(name string) int {
	v := n.member(name)
	number, err := strconv.Atoi(v.text)
	if err != nil || v.kind != Number {
		n.unexpected(v, "a whole number")
	}
	return number
}

// description returns a description, which is a string or an object with the string as its content.
func (n node) description() string {
	if n.member("description").kind == Object {
		return n.object("description").text("content")
	}
	return n.text("description")
}

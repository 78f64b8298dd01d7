package collection

// A JSON value as written, and the two ways in which newman prints it: Text, as JavaScript's String does, and JSON, as
// JSON.stringify does. The tree of the file is made of these values (tree.go).

import (
	"iter"
	"math"
	"strconv"
	"strings"
)

// Kind is the kind of a JSON value; the zero Kind is that of a member that is not there.
type Kind uint8

// The kinds of a Value.
const (
	Missing Kind = iota
	Null
	String
	Number
	Bool
	Object
	Array
)

// String names the kind with its article, for messages.
func (k Kind) String() string {
	return [...]string{"nothing", "null", "a string", "a number", "a boolean", "an object", "a list"}[k]
}

// Value is a JSON value as written. The zero Value is Missing.
//
// A file has many: the narrow offset, and the pointer that only objects and lists need, make the tree a third smaller.
type Value struct {
	kind    Kind
	start   uint32    // where it begins in the file; where it is read from a part of a string, where the string begins
	text    string    // of a string, decoded; the literal of a number or boolean
	members *[]Member // of an object; the elements of a list, without names
}

// Member is a member of an object.
type Member struct {
	Name  string
	Value Value
}

// Kind returns the kind of the value.
func (v Value) Kind() Kind { return v.kind }

// String returns the text of a string and the literal of a number or boolean, as written ("1.0" is not "1"). It is "" for
// every other kind.
func (v Value) String() string { return v.text }

// hasText reports a string, or what is read as one where a string is expected.
func (v Value) hasText() bool { return v.kind == String || v.kind == Number || v.kind == Bool }

func (v Value) offset() int { return int(v.start) }

// contents returns the members of an object, or the elements of a list.
func (v Value) contents() []Member {
	if v.members == nil {
		return nil
	}
	return *v.members
}

// Members returns the members of an object in document order, nil for every other kind. The caller must not change them.
func (v Value) Members() []Member {
	if v.kind != Object {
		return nil
	}
	return v.contents()
}

// Member returns the named member of an object, a Missing value if there is none.
func (v Value) Member(name string) Value {
	for _, m := range v.Members() {
		if m.Name == name {
			return m.Value
		}
	}
	return Value{}
}

// Elements yields the elements of a list, nothing for every other kind.
func (v Value) Elements() iter.Seq2[int, Value] {
	return func(yield func(int, Value) bool) {
		if v.kind != Array {
			return
		}
		for i, m := range v.contents() {
			if !yield(i, m.Value) {
				return
			}
		}
	}
}

// moveTo gives a value, and all in it, the offset of the string that holds them as JSON.
func (v *Value) moveTo(offset uint32) {
	v.start = offset
	contents := v.contents()
	for i := range contents {
		contents[i].Value.moveTo(offset)
	}
}

// Equal reports whether two values are the same JSON, whatever the order of the members. Numbers are compared as written.
func (v Value) Equal(w Value) bool {
	if v.kind != w.kind || v.text != w.text || len(v.contents()) != len(w.contents()) {
		return false
	}
	for i, m := range v.contents() {
		other := w.contents()[i]
		if v.kind == Object && other.Name != m.Name {
			other.Value = w.Member(m.Name)
		}
		if !m.Value.Equal(other.Value) {
			return false
		}
	}
	return true
}

// Truthy reports whether JavaScript takes the value for true, as newman does with "disabled".
func (v Value) Truthy() bool {
	switch v.kind {
	case Missing, Null:
		return false
	case String:
		return v.text != ""
	case Number:
		return numberText(v.text) != "0"
	case Bool:
		return v.text == "true"
	default:
		return true
	}
}

// Text prints the value as newman prints a variable: 1.0 as 1, an object as [object Object], a list with commas between
// its elements, nothing for a Missing value.
func (v Value) Text() string {
	switch v.kind {
	case Null:
		return "null"
	case Number:
		return numberText(v.text)
	case Object:
		return "[object Object]"
	case Array:
		elements := make([]string, len(v.contents()))
		for i, m := range v.contents() {
			if m.Value.kind != Null { // JavaScript joins null as ""
				elements[i] = m.Value.Text()
			}
		}
		return strings.Join(elements, ",")
	default:
		return v.text
	}
}

// numberText prints the literal of a JSON number as JavaScript does (ECMA-262, Number::toString).
func numberText(literal string) string {
	number, _ := strconv.ParseFloat(literal, 64) // the only error is that of a number too big, which is infinite
	switch size := math.Abs(number); {
	case size == 0:
		return "0"
	case math.IsInf(number, 0):
		return strings.TrimPrefix(strconv.FormatFloat(number, 'f', -1, 64), "+") + "inity"
	case size >= 1e21 || size < 1e-6:
		return strings.Replace(strconv.FormatFloat(number, 'e', -1, 64), "e-0", "e-", 1)
	default:
		return strconv.FormatFloat(number, 'f', -1, 64)
	}
}

// JSON prints the value as JSON.stringify does, which is how newman sends a body written as an object: compact, in
// document order, without escapes that JSON does not ask for. It is "" for a Missing value.
func (v Value) JSON() string { return string(v.appendJSON(nil)) }

func (v Value) appendJSON(to []byte) []byte {
	switch v.kind {
	case String:
		return appendQuoted(to, v.text)
	case Number:
		if text := numberText(v.text); !strings.HasSuffix(text, "Infinity") {
			return append(to, text...)
		}
		return append(to, "null"...)
	case Object:
		return append(v.appendMembers(append(to, '{')), '}')
	case Array:
		return append(v.appendMembers(append(to, '[')), ']')
	default:
		return append(to, v.Text()...)
	}
}

func (v Value) appendMembers(to []byte) []byte {
	for i, m := range v.contents() {
		if i > 0 {
			to = append(to, ',')
		}
		if v.kind == Object {
			to = append(appendQuoted(to, m.Name), ':')
		}
		to = m.Value.appendJSON(to)
	}
	return to
}

// appendQuoted quotes as JSON.stringify does; encoding/json escapes U+2028 and U+2029, too.
func appendQuoted(to []byte, text string) []byte {
	const short, letters = "\"\\\b\f\n\r\t", `"\bfnrt`
	to = append(to, '"')
	for i := range len(text) {
		switch at := strings.IndexByte(short, text[i]); {
		case at >= 0:
			to = append(to, '\\', letters[at])
		case text[i] < ' ':
			to = append(to, `\u00`...)
			to = append(to, "01"[text[i]>>4], "0123456789abcdef"[text[i]&0xF])
		default:
			to = append(to, text[i])
		}
	}
	return append(to, '"')
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file decodes JSON bodies into types that were inferred from examples, and so may be wrong about a value: that
// costs its field and nothing else. decodeJSON is the entry point.

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// A Mismatch is a value in a JSON or XML body that does not fit the field it is for.
type Mismatch struct {
	// Path is where the value stands, as a JSONPath: "$.users[3].id"; in XML as an XPath: "/users/user[4]/@id".
	Path string
	// Expected is what the field takes: "string", "integer", "number", "boolean", "object", "array", or a Go type;
	// in XML also "one element".
	Expected string
	// Found is what the body has: "string", "number", "boolean", "object" or "array"; in XML "text", "elements" or "several".
	Found string
}

// String returns a sentence for a log. It shows no value.
func (m Mismatch) String() string {
	return fmt.Sprintf("%s: expected %s, found %s", m.Path, m.Expected, m.Found)
}

// decodeJSON decodes body into target, a pointer to a zero value, as far as it fits, and lists what does not. Its error
// says that body is not JSON.
//
// encoding/json gives up where a type that decodes itself fails, a time.Time for one, and tells the first mismatch only.
// So where there is one, the values that do not fit are found and left out, and what remains is decoded.
func decodeJSON(body []byte, target any) ([]Mismatch, error) {
	body = bytes.TrimPrefix(body, []byte("\uFEFF"))
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, nil
	}
	first := json.Unmarshal(body, target)
	if first == nil {
		return nil, nil
	}
	if !json.Valid(body) {
		return nil, first
	}
	value := reflect.ValueOf(target).Elem()
	w := walk{members: make(map[reflect.Type][]member)}
	fitting := w.value("$", bytes.TrimSpace(body), value.Type())
	value.SetZero()
	if fitting == nil {
		return w.found, nil
	}
	if err := json.Unmarshal(fitting, target); err != nil {
		w.found = append(w.found, unexplained(err)) // the walk does not know all of encoding/json
	}
	return w.found, nil
}

// unexplained is a mismatch that only encoding/json finds.
func unexplained(err error) Mismatch {
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		return Mismatch{"$." + mismatch.Field, mismatch.Type.String(), mismatch.Value}
	}
	return Mismatch{"$", "another value", err.Error()}
}

// nullable is any *Nullable.
type nullable interface{ element() reflect.Type }

// walk goes over a body and its type at once, in the order of elements and of sorted names.
type walk struct {
	found   []Mismatch
	members map[reflect.Type][]member
}

// member is a field of a struct as encoding/json sees it.
type member struct {
	name string
	kind reflect.Type
}

// value lists what in raw does not fit t, and returns what does: nil if nothing of it.
func (w *walk) value(path string, raw json.RawMessage, t reflect.Type) json.RawMessage {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if raw[0] == 'n' {
		return raw // null leaves any value as it is
	}
	switch v := reflect.New(t).Interface().(type) {
	case nullable:
		return w.value(path, raw, v.element())
	case json.Unmarshaler, encoding.TextUnmarshaler:
		return w.leaf(path, raw, t)
	}
	switch kind := kindOf(t); {
	case kind == "object" && raw[0] == '{':
		return w.object(path, raw, t)
	case kind == "array" && raw[0] == '[':
		return w.array(path, raw, t)
	}
	return w.leaf(path, raw, t)
}

// object leaves out members that do not fit.
func (w *walk) object(path string, raw json.RawMessage, t reflect.Type) json.RawMessage {
	var object map[string]json.RawMessage
	json.Unmarshal(raw, &object) // cannot fail: the body is valid
	before := len(w.found)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		element, ok := w.member(t, name)
		if !ok {
			continue
		}
		object[name] = w.value(path+step(name), object[name], element)
		if object[name] == nil {
			delete(object, name)
		}
	}
	return w.rebuilt(raw, object, before)
}

// array puts null in place of elements that do not fit, so that the others stay where they are.
func (w *walk) array(path string, raw json.RawMessage, t reflect.Type) json.RawMessage {
	var array []json.RawMessage
	json.Unmarshal(raw, &array) // cannot fail either
	before := len(w.found)
	for i, element := range array {
		array[i] = w.value(fmt.Sprintf("%s[%d]", path, i), element, t.Elem())
	}
	return w.rebuilt(raw, array, before)
}

// rebuilt encodes a value anew if something in it was found not to fit.
func (w *walk) rebuilt(raw json.RawMessage, value any, before int) json.RawMessage {
	if len(w.found) == before {
		return raw
	}
	raw, _ = json.Marshal(value) // all in it is JSON
	return raw
}

// leaf asks encoding/json itself whether a value fits, so that both agree.
func (w *walk) leaf(path string, raw json.RawMessage, t reflect.Type) json.RawMessage {
	if json.Unmarshal(raw, reflect.New(t).Interface()) == nil {
		return raw
	}
	w.found = append(w.found, Mismatch{path, kindOf(t), kindOfJSON(raw)})
	return nil
}

// member returns the type of the member of that name; an exact match wins over one that differs in case.
func (w *walk) member(t reflect.Type, name string) (reflect.Type, bool) {
	if t.Kind() == reflect.Map {
		return t.Elem(), true
	}
	if _, known := w.members[t]; !known {
		w.members[t] = membersOf(t)
	}
	members := w.members[t]
	i := slices.IndexFunc(members, func(m member) bool { return m.name == name })
	if i < 0 {
		i = slices.IndexFunc(members, func(m member) bool { return strings.EqualFold(m.name, name) })
	}
	if i < 0 {
		return nil, false
	}
	return members[i].kind, true
}

func membersOf(t reflect.Type) []member {
	members := []member{}
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.IsExported() || name == "-" || field.Anonymous && name == "" {
			continue
		}
		if name == "" {
			name = field.Name
		}
		members = append(members, member{name, field.Type})
	}
	return members
}

// step returns the step of a path into the member called name.
func step(name string) string {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !isWord(r) }) {
		return fmt.Sprintf("[%q]", name)
	}
	return "." + name
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// kindOf returns which JSON a Go type takes, or its name where it decodes itself.
func kindOf(t reflect.Type) string {
	switch reflect.New(t).Interface().(type) {
	case json.Unmarshaler, encoding.TextUnmarshaler:
		return t.String()
	}
	switch kind := t.Kind(); {
	case kind == reflect.String, kind == reflect.Slice && t.Elem().Kind() == reflect.Uint8: // []byte is base64
		return "string"
	case kind == reflect.Bool:
		return "boolean"
	case kind == reflect.Float32, kind == reflect.Float64:
		return "number"
	case reflect.Int <= kind && kind <= reflect.Uint64:
		return "integer"
	case kind == reflect.Struct, kind == reflect.Map:
		return "object"
	case kind == reflect.Slice, kind == reflect.Array:
		return "array"
	}
	return t.String()
}

// kindOfJSON returns which JSON raw is, by its first byte.
func kindOfJSON(raw json.RawMessage) string {
	switch raw[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	}
	return "number"
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file finds the values of a JSON body that do not fit their Go type. encoding/json reports the first of them
// only; so when there is one, mismatches walks over body and type once more and lists them all.

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

// A Mismatch is a value in a JSON body that does not fit the field it is for.
type Mismatch struct {
	// Path is where the value stands, as a JSONPath: "$.users[3].id".
	Path string
	// Expected is what the field takes: "string", "integer", "number", "boolean", "object", "array", or a Go type.
	Expected string
	// Found is what the body has: "string", "number", "boolean", "object" or "array".
	Found string
}

// String returns a sentence for a log. It shows no value.
func (m Mismatch) String() string {
	return fmt.Sprintf("%s: expected %s, found %s", m.Path, m.Expected, m.Found)
}

// nullable is any *Nullable.
type nullable interface {
	hasMisfit() bool
	element() reflect.Type
}

// hasMisfit reports whether a decoded value holds a Nullable that was given what does not fit it.
func hasMisfit(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && hasMisfit(v.Elem())
	case reflect.Struct:
		return structHasMisfit(v)
	case reflect.Slice, reflect.Array:
		for i := 0; i < v.Len() && holdsValues(v.Type().Elem()); i++ {
			if hasMisfit(v.Index(i)) {
				return true
			}
		}
	case reflect.Map:
		return holdsValues(v.Type().Elem()) && mapHasMisfit(v)
	}
	return false
}

func structHasMisfit(v reflect.Value) bool {
	if n, ok := v.Addr().Interface().(nullable); ok {
		return n.hasMisfit()
	}
	for i := range v.NumField() {
		if field := v.Field(i); field.CanInterface() && hasMisfit(field) {
			return true
		}
	}
	return false
}

func mapHasMisfit(v reflect.Value) bool {
	element := reflect.New(v.Type().Elem()).Elem() // unlike those in the map, it has an address
	for entry := v.MapRange(); entry.Next(); {
		element.SetIterValue(entry)
		if hasMisfit(element) {
			return true
		}
	}
	return false
}

// holdsValues reports whether a value of type t may hold a Nullable.
func holdsValues(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Struct, reflect.Slice, reflect.Array, reflect.Map:
		return true
	}
	return false
}

// mismatches lists what in body does not fit the type of target, a pointer. Should the walk not find what
// encoding/json has found first, it lists that.
func mismatches(body []byte, target any, first error) []Mismatch {
	w := walk{members: make(map[reflect.Type][]member)}
	w.value("$", bytes.TrimSpace(body), reflect.TypeOf(target).Elem())
	var mismatch *json.UnmarshalTypeError
	if len(w.found) == 0 && errors.As(first, &mismatch) {
		w.found = []Mismatch{{"$." + mismatch.Field, mismatch.Type.String(), mismatch.Value}}
	}
	return w.found
}

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

func (w *walk) value(path string, raw json.RawMessage, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if raw[0] == 'n' {
		return // null leaves any value as it is
	}
	switch v := reflect.New(t).Interface().(type) {
	case nullable:
		w.value(path, raw, v.element())
		return
	case json.Unmarshaler, encoding.TextUnmarshaler:
		w.leaf(path, raw, t)
		return
	}
	switch kind := kindOf(t); {
	case kind == "object" && raw[0] == '{':
		w.object(path, raw, t)
	case kind == "array" && raw[0] == '[':
		w.array(path, raw, t)
	default:
		w.leaf(path, raw, t)
	}
}

func (w *walk) object(path string, raw json.RawMessage, t reflect.Type) {
	var object map[string]json.RawMessage
	json.Unmarshal(raw, &object) // cannot fail: the body was decoded before
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if element, ok := w.member(t, name); ok {
			w.value(path+step(name), object[name], element)
		}
	}
}

func (w *walk) array(path string, raw json.RawMessage, t reflect.Type) {
	var array []json.RawMessage
	json.Unmarshal(raw, &array) // cannot fail either
	for i, element := range array {
		w.value(fmt.Sprintf("%s[%d]", path, i), element, t.Elem())
	}
}

// leaf asks encoding/json itself whether a value fits, so that both agree.
func (w *walk) leaf(path string, raw json.RawMessage, t reflect.Type) {
	if json.Unmarshal(raw, reflect.New(t).Interface()) != nil {
		w.found = append(w.found, Mismatch{path, kindOf(t), kindOfJSON(raw)})
	}
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

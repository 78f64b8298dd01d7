package infer

// This file makes a struct of objects, beginning with structOf.

import (
	"strings"
	"unicode"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// maxMembers is how many keys an object may have: with more of them they are
// data, such as identifiers, and no names of struct fields.
const maxMembers = 1000

// structOf gives the struct that holds all objects, or nil where none does: where
// a key cannot be written in a struct tag, where there are too many keys, and
// where there are none, as a caller could put nothing into an empty struct.
//
// Keys that differ in case only are no obstacle: encoding/json prefers
// the field whose name is exactly the key.
func structOf(objects []any) *api.Struct {
	columns := columnsOf(objects)
	if len(columns) == 0 || len(columns) > maxMembers {
		return nil
	}
	fields := make([]*api.Field, len(columns))
	for i, c := range columns {
		if !isTagName(c.key) {
			return nil
		}
		fields[i] = &api.Field{
			Key:     c.key,
			Type:    typeOf(c.values),
			Example: example(c.values),
			Seen:    len(c.values),
			Samples: len(objects),
		}
	}
	return &api.Struct{Fields: fields}
}

// column is what the objects hold under one key.
type column struct {
	key    string
	values []any
	object int // index of the object that the last value is from
	next   *column
}

// columnsOf gives the columns of the objects in the order of the first object; a
// key that only later ones have follows the key that it follows there, or comes
// last if it is their first.
func columnsOf(objects []any) []*column {
	head := &column{} // of a linked list; it is no column itself
	last := head
	byKey := map[string]*column{}
	for i, o := range objects {
		previous := last
		for _, m := range o.(object) {
			c := byKey[m.key]
			if c == nil {
				c = &column{key: m.key, next: previous.next}
				previous.next, byKey[m.key] = c, c
				if previous == last {
					last = c
				}
			}
			c.put(i, m.value)
			previous = c
		}
	}
	columns := make([]*column, 0, len(byKey))
	for c := head.next; c != nil; c = c.next {
		columns = append(columns, c)
	}
	return columns
}

// put adds the value that object i holds. If the key is repeated within that
// object, its last value replaces the others, as in encoding/json.
func (c *column) put(i int, value any) {
	if n := len(c.values); n > 0 && c.object == i {
		c.values[n-1] = value
		return
	}
	c.values, c.object = append(c.values, value), i
}

// isTagName says whether a key can be the name in a json struct tag. It is the
// rule of isValidTag in encoding/json, which ignores other names. ("-" is one of
// them, although it has to be written `json:"-,"`.)
func isTagName(key string) bool {
	for _, r := range key {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) {
			return false
		}
	}
	return key != ""
}

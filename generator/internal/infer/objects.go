package infer

// This file types objects, beginning with objectType.

import "github.com/postman-gen-go/postman-gen-go/generator/internal/api"

// objectType fills in the type of a place where objects stand. It fails where all
// are empty: nothing is known then, and a caller could put nothing into an empty
// struct.
func objectType(t *api.Type, values []any) bool {
	if inner, ok := values[0].(itself); ok {
		t.Struct = inner.of
		return true
	}
	columns := columnsOf(values)
	switch {
	case len(columns) == 0:
		return false
	case isMap(columns):
		t.Kind, t.Elem = api.Map, typeOf(valuesOf(columns))
	default:
		objects, recursive := withDescendants(values)
		t.Struct = structOf(columnsOf(objects), len(objects), recursive)
	}
	return true
}

// structOf gives the struct of objects with these columns, of which some hold
// objects of the same struct.
//
// Keys that differ in case only are no obstacle: encoding/json prefers
// the field whose name is exactly the key.
func structOf(columns []*column, objects int, recursive map[string]bool) *api.Struct {
	s := &api.Struct{Fields: make([]*api.Field, len(columns))}
	for i, c := range columns {
		values := c.values
		if recursive[c.key] {
			values = withItself(values, s)
		}
		s.Fields[i] = &api.Field{
			Key:     c.key,
			Type:    typeOf(values),
			Example: example(values),
			Seen:    len(values),
			Samples: objects,
		}
	}
	return s
}

// valuesOf gives all values of all columns.
func valuesOf(columns []*column) []any {
	var all []any
	for _, c := range columns {
		all = append(all, c.values...)
	}
	return all
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

package infer

// This file finds objects that hold objects like themselves, as the nodes of a
// tree do, beginning with withDescendants.

import (
	"maps"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// itself stands for an object that has the type of the one it is in.
type itself struct{ of *api.Struct }

// withDescendants adds to objects all those that lie within them and have the
// same type, and gives the keys under which these are.
//
// A key leads to more of the same if what lies there has that key as well, has no
// key that the outer objects lack, and agrees with them on the kinds of values.
func withDescendants(objects []any) (all []any, recursive map[string]bool) {
	all = objects
	for again := true; again; {
		again = false
		for _, key := range candidates(all) {
			if recursive[key] {
				continue
			}
			more := map[string]bool{key: true}
			maps.Copy(more, recursive)
			below := descendants(objects, more)
			if areAlike(columnsOf(objects), columnsOf(below)) {
				all, recursive, again = append(objects[:len(objects):len(objects)], below...), more, true
			}
		}
	}
	return all, recursive
}

// candidates are the keys that objects have, and the objects under them, too.
func candidates(objects []any) []string {
	var keys []string
	for _, c := range columnsOf(objects) {
		if columnOf(objectsIn(c.values), c.key) != nil {
			keys = append(keys, c.key)
		}
	}
	return keys
}

// columnOf is what the objects hold under one key; nil where none has it.
func columnOf(objects []any, key string) *column {
	for _, c := range columnsOf(objects) {
		if c.key == key {
			return c
		}
	}
	return nil
}

// descendants are the objects that keys lead to, again and again.
func descendants(objects []any, keys map[string]bool) []any {
	var below []any
	for _, o := range objects {
		for _, m := range o.(object) {
			if keys[m.key] {
				inner := objectsIn([]any{m.value})
				below = append(append(below, inner...), descendants(inner, keys)...)
			}
		}
	}
	return below
}

// objectsIn gives the objects among the values and in the arrays among them.
func objectsIn(values []any) []any {
	var objects []any
	for _, value := range values {
		switch v := value.(type) {
		case object:
			objects = append(objects, v)
		case array:
			objects = append(objects, objectsIn(v)...)
		}
	}
	return objects
}

// areAlike says whether the inner objects have no key that the outer ones lack,
// and values of the same kinds.
func areAlike(outer, inner []*column) bool {
	kinds := map[string]api.Kind{}
	for _, c := range outer {
		known, _ := withoutNull(c.values)
		kinds[c.key] = commonKind(known)
	}
	for _, c := range inner {
		known, _ := withoutNull(c.values)
		kind, ok := kinds[c.key]
		if !ok || len(known) > 0 && kind != api.Unknown && commonKind(known) != kind {
			return false
		}
	}
	return true
}

// withItself puts a mark for each object among the values and in their arrays.
func withItself(values []any, s *api.Struct) []any {
	marked := make([]any, len(values))
	for i, value := range values {
		switch v := value.(type) {
		case object:
			marked[i] = itself{s}
		case array:
			marked[i] = array(withItself(v, s))
		default:
			marked[i] = value
		}
	}
	return marked
}

package resolve

// This file makes objects of exactly the same shape one type, beginning with
// shareTypes: the same keys with values of the same types. Request bodies share
// among themselves, as their fields are optional, and so do responses.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// shareTypes shares the types of all operations.
func (r *resolver) shareTypes() {
	inputs, outputs := newSharer(), newSharer()
	for _, op := range r.client.Root.AllOperations() {
		if op.Body != nil {
			inputs.add(op.Body.Type)
		}
		for _, t := range op.ResponseTypes() {
			outputs.add(t)
		}
	}
	r.client.Inputs, r.client.Outputs = inputs.structs(), outputs.structs()
}

// sharer knows the shapes that were seen.
type sharer struct {
	byShape map[string]*api.Struct
	numbers map[*api.Struct]int // their places in order
	order   []*api.Struct       // one for each shape, and those that callers know
	roots   []*api.Type         // of bodies
	around  []*api.Struct       // those that callers know and the one at hand lies in
}

func newSharer() *sharer {
	return &sharer{byShape: map[string]*api.Struct{}, numbers: map[*api.Struct]int{}}
}

// add takes the type of a body.
func (s *sharer) add(t *api.Type) {
	if t != nil {
		s.roots = append(s.roots, t)
	}
}

// shareAll shares the types of all bodies. It begins with the structs that
// callers know: they stay what they are, and others of their shape become one
// with them.
func (s *sharer) shareAll() {
	seen := map[*api.Struct]bool{}
	for _, t := range s.roots {
		s.number(t, seen)
	}
	for _, known := range slices.Clone(s.order) {
		s.shareFields(known)
		if shape := s.shape(known); s.byShape[shape] == nil {
			s.byShape[shape] = known
		}
	}
	for _, t := range s.roots {
		s.share(t)
	}
}

// number lists the structs that callers know, from the inside to the outside.
func (s *sharer) number(t *api.Type, seen map[*api.Struct]bool) {
	st := t.Innermost().Struct
	if st == nil || seen[st] {
		return
	}
	seen[st] = true
	for _, f := range st.Fields {
		s.number(f.Type, seen)
	}
	if st.GoName != "" {
		s.numbers[st] = len(s.order)
		s.order = append(s.order, st)
	}
}

// share puts the first struct of each shape in place of all others, from the
// inside to the outside.
func (s *sharer) share(t *api.Type) {
	t = t.Innermost()
	if _, known := s.numbers[t.Struct]; known || t.Struct == nil {
		return
	}
	s.shareFields(t.Struct)
	shape := s.shape(t.Struct)
	if first := s.byShape[shape]; first != nil && !slices.ContainsFunc(s.around, func(o *api.Struct) bool { return holds(first, o) }) {
		merge(first, t.Struct)
		t.Struct = first
		return
	}
	s.byShape[shape], s.numbers[t.Struct] = t.Struct, len(s.order)
	s.order = append(s.order, t.Struct)
}

func (s *sharer) shareFields(of *api.Struct) {
	if of.GoName != "" {
		s.around = append(s.around, of)
		defer func() { s.around = s.around[:len(s.around)-1] }()
	}
	for _, f := range of.Fields {
		if f.Type.Innermost().Struct != of {
			s.share(f.Type)
		}
	}
}

// holds says whether an object lies in objects of another struct: were these one,
// it would lie in itself.
func holds(outer, inner *api.Struct) bool {
	return outer == inner || slices.ContainsFunc(outer.Fields, func(f *api.Field) bool {
		st := f.Type.Innermost().Struct
		return st != nil && st != outer && holds(st, inner)
	})
}

// shape is a text that is the same for structs that hold the same values.
func (s *sharer) shape(of *api.Struct) string {
	members := make([]string, len(of.Fields))
	for i, f := range of.Fields {
		members[i] = fmt.Sprintf("%q%s", f.Key, s.typeShape(f.Type, of))
	}
	slices.Sort(members)
	if of.XML {
		members = append(members, "XML")
	}
	return strings.Join(members, ",")
}

func (s *sharer) typeShape(t *api.Type, in *api.Struct) string {
	text := fmt.Sprint(int(t.Kind))
	if t.Nullable {
		text += "?"
	}
	switch {
	case t.Elem != nil:
		text += s.typeShape(t.Elem, in)
	case t.Struct == in && in != nil:
		text += "^"
	case t.Struct != nil:
		text += fmt.Sprint("#", s.numbers[t.Struct])
	}
	return text
}

// merge adds what is known of a struct to another one of the same shape.
func merge(to, from *api.Struct) {
	byKey := make(map[string]*api.Field, len(to.Fields))
	for _, f := range to.Fields {
		byKey[f.Key] = f
	}
	for _, f := range from.Fields {
		known := byKey[f.Key]
		known.Seen += f.Seen
		known.Samples += f.Samples
		if known.Example == "" {
			known.Example = f.Example
		}
		mergeFormat(known.Type, f.Type)
	}
}

// mergeFormat leaves what two types of the same shape have in common. One of
// integers is the wider one, and what contradicts each other adds up.
func mergeFormat(to, from *api.Type) {
	for ; to.Elem != nil; to, from = to.Elem, from.Elem {
	}
	to.Null = to.Null || from.Null
	kinds := slices.Concat(to.OneOf, from.OneOf)
	slices.Sort(kinds)
	to.OneOf = slices.Compact(kinds)
	switch {
	case to.Kind == api.Int:
		to.Format = max(to.Format, from.Format)
	case to.Format != from.Format:
		to.Format = ""
	}
}

// structs shares the types that were added, lists the structs that are left, and marks those that stand in several
// places.
func (s *sharer) structs() []*api.Struct {
	s.shareAll()
	places := map[*api.Struct]int{}
	for _, t := range s.roots {
		places[t.Innermost().Struct]++
	}
	for _, st := range s.order {
		for _, f := range st.Fields {
			if inner := f.Type.Innermost().Struct; inner != st {
				places[inner]++
			}
		}
	}
	for _, st := range s.order {
		st.Shared = places[st] > 1
	}
	return s.order
}

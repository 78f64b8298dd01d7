package infer

// This file finds the type that holds the values of two types, for samples that
// were put side by side only afterwards. Entry point: Join.

import (
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// Join gives the narrowest type that holds all values of some types; it is
// [api.Unknown] where they contradict each other, and nil where there are none.
func Join(types ...*api.Type) *api.Type {
	var joined *api.Type
	j := joiner{}
	for _, t := range types {
		if joined == nil {
			joined = t
		} else {
			joined = j.join(joined, t)
		}
	}
	return joined
}

// joiner remembers the structs that it has joined: one may hold itself.
type joiner map[[2]*api.Struct]*api.Struct

func (j joiner) join(a, b *api.Type) *api.Type {
	null := a.Nullable || b.Nullable || a.Null || b.Null
	switch {
	case a == b:
		return a
	case saysNothing(a):
		return withNull(b, null)
	case saysNothing(b):
		return withNull(a, null)
	case Within(a.Kind, b.Kind):
		return withNull(j.within(b, a), null)
	case Within(b.Kind, a.Kind):
		return withNull(j.within(a, b), null)
	case a.Kind == api.Map && b.Kind == api.Object:
		return withNull(&api.Type{Kind: api.Map, Elem: j.join(a.Elem, MembersOf(b.Struct))}, null)
	case a.Kind == api.Object && b.Kind == api.Map:
		return j.join(b, a)
	}
	kinds := append(families(a), families(b)...)
	slices.Sort(kinds)
	return &api.Type{Null: null, OneOf: slices.Compact(kinds)}
}

// saysNothing tells a type of which no sample has a value.
func saysNothing(t *api.Type) bool { return t.Kind == api.Unknown && len(t.OneOf) == 0 }

// withNull is a type that holds null as well.
func withNull(t *api.Type, null bool) *api.Type {
	if !null || t.Nullable || t.Null {
		return t
	}
	with := *t
	if t.Kind == api.Unknown {
		with.Null = true
	} else {
		with.Nullable = true
	}
	return &with
}

// Within says whether all values of a kind are values of another one.
func Within(narrow, wide api.Kind) bool {
	switch wide {
	case api.Float:
		return narrow == api.Int || narrow == api.Float
	case api.Number:
		return narrow == api.Int || narrow == api.Float || narrow == api.Number
	case api.String:
		return narrow == api.Time || narrow == api.Date || narrow == api.String
	case api.Unknown:
		return false
	}
	return narrow == wide
}

// within joins types of which the first one's kind holds the values of both.
func (j joiner) within(wide, narrow *api.Type) *api.Type {
	joined := *wide
	switch {
	case wide.Struct != nil:
		joined.Struct = j.structs(wide.Struct, narrow.Struct)
	case wide.Elem != nil:
		joined.Elem = j.join(wide.Elem, narrow.Elem)
	case wide.Kind == api.Int:
		joined.Format = max(wide.Format, narrow.Format) // int64 is greater than int32
	case wide.Format != narrow.Format:
		joined.Format = ""
	}
	return &joined
}

// structs joins two structs: the members of the one, and those that only the
// other one has.
func (j joiner) structs(a, b *api.Struct) *api.Struct {
	if a == b {
		return a
	}
	if known := j[[2]*api.Struct{a, b}]; known != nil {
		return known
	}
	joined := &api.Struct{XML: a.XML}
	j[[2]*api.Struct{a, b}] = joined
	byKey := map[string]*api.Field{}
	for _, f := range a.Fields {
		both := *f
		byKey[f.Key] = &both
		joined.Fields = append(joined.Fields, &both)
	}
	for _, f := range b.Fields {
		known := byKey[f.Key]
		if known == nil {
			joined.Fields = append(joined.Fields, f)
			continue
		}
		known.Type = j.join(known.Type, f.Type)
		known.Seen, known.Samples = known.Seen+f.Seen, known.Samples+f.Samples
		if known.Example == "" {
			known.Example = f.Example
		}
	}
	return joined
}

// MembersOf is the type that the members of a struct have in common, as if it
// were a map.
func MembersOf(s *api.Struct) *api.Type {
	types := []*api.Type{{}}
	for _, f := range s.Fields {
		types = append(types, f.Type)
	}
	return Join(types...)
}

// families are the kinds of a type as OneOf lists them.
func families(t *api.Type) []api.Kind {
	switch t.Kind {
	case api.Unknown:
		return slices.Clone(t.OneOf)
	case api.Int, api.Float:
		return []api.Kind{api.Number}
	case api.Time, api.Date:
		return []api.Kind{api.String}
	case api.Map:
		return []api.Kind{api.Object}
	}
	return []api.Kind{t.Kind}
}

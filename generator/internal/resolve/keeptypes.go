package resolve

// This file keeps the types of bodies that callers know: they grow by what new
// samples show, and change only where one contradicts them. A member that no
// sample has any more stays, as the lack of a sample proves nothing. Entry point:
// (*keeper).keep.

import (
	"maps"
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// keeper keeps the types of request bodies, or those of responses.
type keeper struct {
	known  map[string]*lock.Struct
	kept   map[string]*api.Struct
	bodies []keptBody
	shown  map[*api.Struct][]*api.Struct // what samples show of a kept struct
	seen   map[[2]*api.Struct]bool
	became map[*api.Struct]*api.Struct // the kept one of a struct that samples show
}

// keptBody is a place of the model with the type that callers know.
type keptBody struct {
	place **api.Type
	was   *api.Type
}

func newKeeper(known map[string]*lock.Struct) *keeper {
	return &keeper{
		known:  known,
		kept:   map[string]*api.Struct{},
		shown:  map[*api.Struct][]*api.Struct{},
		seen:   map[[2]*api.Struct]bool{},
		became: map[*api.Struct]*api.Struct{},
	}
}

// typeOf is a type as a lock writes it; it was checked when the lock was read.
func (k *keeper) typeOf(text string) *api.Type {
	t, _ := lock.ParseType(text, k.named)
	return t
}

// named is a struct of the lock, as a type. It begins with the members that are
// known.
func (k *keeper) named(name string) *api.Type {
	if k.known[name] == nil {
		return nil
	}
	s := k.kept[name]
	if s == nil {
		s = &api.Struct{GoName: name, XML: k.known[name].XML}
		k.kept[name] = s
		for _, key := range slices.Sorted(maps.Keys(k.known[name].Fields)) {
			p, typ := lock.ParseField(k.known[name].Fields[key])
			s.Fields = append(s.Fields, &api.Field{Key: key, GoName: p, Type: k.typeOf(typ), Gone: true})
		}
	}
	return &api.Type{Kind: api.Object, Struct: s}
}

// add has a place keep its type; what samples show of it is there now.
func (k *keeper) add(place **api.Type, was *api.Type) {
	k.bodies = append(k.bodies, keptBody{place, was})
}

// keep settles the types of all places that were added.
func (k *keeper) keep() {
	for _, b := range k.bodies {
		k.show(*b.place, b.was, false)
	}
	for _, name := range slices.Sorted(maps.Keys(k.kept)) {
		if s := k.kept[name]; len(k.shown[s]) > 0 {
			grow(s, k.shown[s])
		}
	}
	for _, b := range k.bodies {
		*b.place = reconciled(*b.place, b.was)
		k.replace(*b.place, map[*api.Struct]bool{})
	}
}

// gone lists the members that no sample has any more, of the types of which there are
// samples.
func (k *keeper) gone() []string {
	var members []string
	for _, name := range slices.Sorted(maps.Keys(k.kept)) {
		s := k.kept[name]
		for _, f := range s.Fields {
			if f.Gone && len(k.shown[s]) > 0 {
				members = append(members, name+"."+f.GoName)
			}
		}
	}
	return members
}

// show puts what samples show beside the kept structs that it is about. In XML, an
// element may be one of a list that happens to have no other.
func (k *keeper) show(is, was *api.Type, xml bool) {
	for is.Elem != nil && was.Elem != nil && is.Kind == was.Kind {
		is, was = is.Elem, was.Elem
	}
	if xml && was.Kind == api.Array {
		was = was.Elem
	}
	switch {
	case is.Struct == nil:
	case was.Kind == api.Map:
		for _, f := range is.Struct.Fields {
			k.show(f.Type, was.Elem, false)
		}
	case was.Struct != nil && !k.seen[[2]*api.Struct{is.Struct, was.Struct}]:
		k.seen[[2]*api.Struct{is.Struct, was.Struct}] = true
		if k.became[is.Struct] == nil {
			k.became[is.Struct] = was.Struct
		}
		for _, f := range is.Struct.Fields {
			if known := fieldOf(was.Struct, f.Key); known != nil {
				k.show(f.Type, known.Type, was.Struct.XML)
			}
		}
		k.shown[was.Struct] = append(k.shown[was.Struct], is.Struct) // from the inside to the outside, as sharer does
	}
}

func fieldOf(s *api.Struct, key string) *api.Field {
	for _, f := range s.Fields {
		if f.Key == key {
			return f
		}
	}
	return nil
}

// grow adds to a kept struct what samples show: members in their order, then
// those that are gone.
func grow(s *api.Struct, shown []*api.Struct) {
	var fields []*api.Field
	types := map[*api.Field][]*api.Type{}
	known := map[string]*api.Field{}
	for _, f := range s.Fields {
		known[f.Key] = f
	}
	for _, sample := range shown {
		for _, f := range sample.Fields {
			field := known[f.Key]
			switch {
			case field == nil:
				field = &api.Field{Key: f.Key}
				known[f.Key] = field
				fields = append(fields, field)
			case field.Gone:
				field.Gone = false
				fields = append(fields, field)
			}
			types[field] = append(types[field], f.Type)
			field.Seen, field.Samples = field.Seen+f.Seen, field.Samples+f.Samples
			if field.Example == "" {
				field.Example = f.Example
			}
		}
	}
	for _, field := range fields {
		is := infer.Join(types[field]...)
		if field.Type != nil {
			if s.XML && field.Type.Kind == api.Array && is.Kind != api.Array {
				is = &api.Type{Kind: api.Array, Elem: is}
			}
			is = reconciled(is, field.Type)
		}
		field.Type = is
	}
	for _, f := range s.Fields {
		if f.Gone {
			fields = append(fields, f)
		}
	}
	s.Fields = fields
}

// reconciled is the type that callers know if it holds what samples show, else
// what samples show. Null beside a value is held by Nullable alone.
func reconciled(is, was *api.Type) *api.Type {
	kept := *was
	saysNothing := is.Kind == api.Unknown && len(is.OneOf) == 0
	switch {
	case was.Kind == api.Unknown:
		kept.OneOf = is.OneOf
		return &kept
	case saysNothing:
	case was.Kind == api.Map && is.Kind == api.Object:
		kept.Elem = reconciled(infer.MembersOf(is.Struct), was.Elem)
	case !infer.Within(is.Kind, was.Kind):
		return is
	case was.Elem != nil:
		kept.Elem = reconciled(is.Elem, was.Elem)
	case is.Kind == was.Kind:
		kept.Format = is.Format
	}
	kept.Nullable = was.Nullable || is.Nullable || is.Null
	return &kept
}

// replace puts the kept structs in place of those that samples have shown of
// them, within a type.
func (k *keeper) replace(t *api.Type, done map[*api.Struct]bool) {
	for t.Elem != nil {
		t = t.Elem
	}
	if t.Struct == nil {
		return
	}
	if kept := k.became[t.Struct]; kept != nil {
		t.Struct = kept
	}
	if done[t.Struct] {
		return
	}
	done[t.Struct] = true
	for _, f := range t.Struct.Fields {
		k.replace(f.Type, done)
	}
}

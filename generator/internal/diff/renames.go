package diff

// What was removed under one name and added under another. Entry point: renamed. It
// takes a proof: the same request line, the same key of a field, the same value of a
// constant, the same place of a type. Otherwise one thing is gone and another is new.

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
)

// renames are the new names of objects by their old ones, and the other way round:
// "Order", "Order.Total".
type renames struct{ to, from map[string]string }

// of is the new name of an object.
func (r renames) of(object string) string {
	if name, ok := r.to[object]; ok {
		return name
	}
	return object
}

// member is the new name of a field or method of a type, without that type.
func (r renames) member(object string) string {
	_, name, _ := strings.Cut(r.of(object), ".")
	return name
}

func (r renames) add(before, after string) { r.to[before], r.from[after] = after, before }

// link notes that an object has another name, if the old one is gone, and the new one new.
func (r renames) link(c changes, before, after string) {
	if r.to[before] != "" || r.from[after] != "" || c.gone[before] == nil || c.fresh[after] == nil {
		return
	}
	if kindOf(c.gone[before].old) == kindOf(c.fresh[after].new) {
		r.add(before, after)
	}
}

// twins are operations that are one and the same under two names.
type twins struct{ old, new *operation }

// paired finds operations that were renamed or moved: the only ones of a request line
// that are gone and new, or that have the same method name as well.
func paired(gone, fresh []*operation) []twins {
	var pairs []twins
	taken := map[*operation]bool{}
	for _, key := range []func(*operation) string{
		func(o *operation) string { return o.route() + " " + methodName(o) },
		(*operation).route,
	} {
		before, after := grouped(gone, taken, key), grouped(fresh, taken, key)
		for _, old := range gone {
			k := key(old)
			if !taken[old] && len(before[k]) == 1 && len(after[k]) == 1 {
				pairs = append(pairs, twins{old, after[k][0]})
				taken[old], taken[after[k][0]] = true, true
			}
		}
	}
	return pairs
}

func methodName(o *operation) string { return o.object[strings.LastIndex(o.object, ".")+1:] }

// grouped has the operations that are not taken, by key.
func grouped(list []*operation, taken map[*operation]bool, key func(*operation) string) map[string][]*operation {
	groups := map[string][]*operation{}
	for _, o := range list {
		if !taken[o] {
			groups[key(o)] = append(groups[key(o)], o)
		}
	}
	return groups
}

// changes are what is gone of a package, and what is new, by object.
type changes struct {
	old         *types.Package
	gone, fresh map[string]*finding
}

func changesIn(old *types.Package, found []*finding) changes {
	c := changes{old, map[string]*finding{}, map[string]*finding{}}
	for _, f := range found {
		switch f.verb {
		case removed:
			c.gone[f.object] = f
		case added:
			c.fresh[f.object] = f
		}
	}
	return c
}

// ofOperations finds what bears the name of an operation, and was renamed with it: its
// request type, its errors, its constants in the fake server.
func (c changes) ofOperations(pairs []twins, old directory, names renames) {
	twin := map[*operation]*operation{}
	for _, p := range pairs {
		twin[p.old] = p.new
		if c.old.Scope().Lookup(typePart(p.old.object)) != nil { // it is not the fake server's package
			names.add(p.old.object, p.new.object)
		}
		names.link(c, typePart(p.old.object), typePart(p.new.object))
	}
	for _, object := range slices.Sorted(keys(c.gone)) {
		if o := old.owner(object); twin[o] != nil {
			names.link(c, object, strings.Replace(object, o.prefix(), twin[o].prefix(), 1))
		}
	}
}

func typePart(object string) string {
	name, _, _ := strings.Cut(object, ".")
	return name
}

// ofPlaces finds types that were renamed: where an object had the old one, it has the
// new one now.
func (c changes) ofPlaces(found []*finding, names renames) {
	for _, f := range found {
		if f.verb != changed || f.old == nil || f.new == nil {
			continue
		}
		was, is := mentioned(f.old.Type()), mentioned(f.new.Type())
		for i := range min(len(was), len(is)) {
			names.link(c, was[i].Name(), is[i].Name())
		}
	}
}

// mentioned lists the named types that a type is made of, in the order of its text.
func mentioned(t types.Type) []*types.TypeName {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		list := []*types.TypeName{t.Obj()}
		for arg := range t.TypeArgs().Types() {
			list = append(list, mentioned(arg)...)
		}
		return list
	case *types.Pointer:
		return mentioned(t.Elem())
	case *types.Slice:
		return mentioned(t.Elem())
	case *types.Map:
		return append(mentioned(t.Key()), mentioned(t.Elem())...)
	case *types.Signature:
		return append(mentioned(t.Params()), mentioned(t.Results())...)
	case *types.Tuple:
		var list []*types.TypeName
		for v := range t.Variables() {
			list = append(list, mentioned(v.Type())...)
		}
		return list
	}
	return nil
}

// ofKeys finds fields and constants that were renamed: they have the same type, and the
// same key in JSON, place in the request, or value.
func (c changes) ofKeys(old, new *client, names renames) {
	fresh := map[string][]string{}
	for _, after := range slices.Sorted(keys(c.fresh)) {
		key := keyOfObject(c.fresh[after], new, renames{})
		fresh[key] = append(fresh[key], after)
	}
	for _, before := range slices.Sorted(keys(c.gone)) {
		if key := keyOfObject(c.gone[before], old, names); key != "" && len(fresh[key]) == 1 {
			names.link(c, before, fresh[key][0])
		}
	}
}

// keyOfObject is what an object is, whatever its name: "FindRequest query parameter limit",
// "Order total", "Status open"; "" if nothing tells. Of the old client, names are the new ones.
func keyOfObject(f *finding, in *client, names renames) string {
	switch o := cmp.Or(f.old, f.new).(type) {
	case *types.Const:
		return names.of(typeString(o.Type(), o.Pkg())) + " " + o.Val().String()
	case *types.Var:
		holder, field, isField := strings.Cut(f.object, ".")
		key := tagIn(in.api, holder, field)
		if op := in.requests[holder]; op != nil {
			key = op.fields[field]
		} else if types := mentioned(o.Type()); len(types) == 1 && strings.HasSuffix(types[0].Name(), "Service") {
			key = names.of(types[0].Name())
		}
		if isField && key != "" {
			return names.of(holder) + " " + key
		}
	}
	return ""
}

// tagIn is the key of a field in JSON or XML.
func tagIn(pkg *types.Package, holder, field string) string {
	if o := pkg.Scope().Lookup(holder); o != nil {
		if s, _ := structOf(o.Type()); s != nil {
			for i := range s.NumFields() {
				if s.Field(i).Name() == field {
					return keyOf(s.Tag(i))
				}
			}
		}
	}
	return ""
}

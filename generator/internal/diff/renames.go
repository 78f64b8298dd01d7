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

// renames are the new names of objects by their old ones: "Order", "Order.Total".
type renames map[string]string

// of is the new name of an object.
func (r renames) of(object string) string {
	if name, ok := r[object]; ok {
		return name
	}
	return object
}

// member is the new name of a field or method of a type, without that type.
func (r renames) member(object string) string {
	_, name, _ := strings.Cut(r.of(object), ".")
	return name
}

// targets are the new names.
func (r renames) targets() map[string]bool {
	names := map[string]bool{}
	for _, name := range r {
		names[name] = true
	}
	return names
}

// twins are operations that are one and the same under two names.
type twins struct{ old, new *operation }

// paired finds operations that were renamed or moved: the only ones of a request line
// that are gone and new, or that have the same method name as well.
func paired(gone, fresh []*operation) []twins {
	var pairs []twins
	for _, key := range []func(*operation) string{
		func(o *operation) string { return o.route() + " " + methodName(o) },
		(*operation).route,
	} {
		for _, old := range slices.Clone(gone) {
			same := func(o *operation) bool { return key(o) == key(old) }
			if alone(gone, same) && alone(fresh, same) {
				i := slices.IndexFunc(fresh, same)
				pairs = append(pairs, twins{old, fresh[i]})
				gone, fresh = slices.DeleteFunc(slices.Clone(gone), same), slices.DeleteFunc(slices.Clone(fresh), same)
			}
		}
	}
	return pairs
}

func methodName(o *operation) string { return o.object[strings.LastIndex(o.object, ".")+1:] }

// alone reports whether exactly one operation matches.
func alone(list []*operation, matches func(*operation) bool) bool {
	count := 0
	for _, o := range list {
		if matches(o) {
			count++
		}
	}
	return count == 1
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
func (c changes) ofOperations(pairs []twins, names renames) {
	for _, p := range pairs {
		if c.old.Scope().Lookup(typePart(p.old.object)) != nil { // it is not the fake server's package
			names[p.old.object] = p.new.object
		}
		names.link(c, typePart(p.old.object), typePart(p.new.object))
		before, after := p.old.prefix(), p.new.prefix()
		for _, object := range slices.Sorted(keys(c.gone)) {
			for _, front := range []string{"", "Op"} {
				if rest, ok := strings.CutPrefix(object, front+before); ok {
					names.link(c, object, front+after+rest)
				}
			}
		}
	}
}

func typePart(object string) string {
	name, _, _ := strings.Cut(object, ".")
	return name
}

// link notes that an object has another name, if the old one is gone, and the new one new.
func (r renames) link(c changes, before, after string) {
	if _, known := r[before]; known || c.gone[before] == nil || c.fresh[after] == nil || r.targets()[after] {
		return
	}
	if kindOf(c.gone[before].old) == kindOf(c.fresh[after].new) {
		r[before] = after
	}
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
	for _, before := range slices.Sorted(keys(c.gone)) {
		key := keyOfObject(c.gone[before], old, names)
		var twins []string
		for _, after := range slices.Sorted(keys(c.fresh)) {
			same := names.of(typePart(before)) == typePart(after) || !strings.Contains(before+after, ".")
			if key != "" && same && keyOfObject(c.fresh[after], new, nil) == key {
				twins = append(twins, after)
			}
		}
		if len(twins) == 1 {
			names.link(c, before, twins[0])
		}
	}
}

// keyOfObject is what an object is, whatever its name: "query parameter limit", "json
// total", "Status open"; "" if nothing tells. Of the old client, names are the new ones.
func keyOfObject(f *finding, in *client, names renames) string {
	switch o := cmp.Or(f.old, f.new).(type) {
	case *types.Const:
		return names.of(typeString(o.Type(), o.Pkg())) + " " + o.Val().String()
	case *types.Var:
		holder, field, _ := strings.Cut(f.object, ".")
		for _, op := range in.operations {
			if op.request == holder {
				return op.fields[field]
			}
		}
		if types := mentioned(o.Type()); len(types) == 1 && strings.HasSuffix(types[0].Name(), "Service") {
			return names.of(types[0].Name())
		}
		return tagIn(in.api, holder, field)
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

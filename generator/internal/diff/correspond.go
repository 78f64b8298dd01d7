package diff

// When an old type and a new one are the same for callers. Entry point:
// rules.correspond, which is types.Identical but for defined types: two of them
// correspond if callers call them the same, or cannot name them at all.

import "go/types"

// correspond reports whether two types are the same. It compares on, when they are
// not, so that no defined type within goes unchecked.
func (r *rules) correspond(old, new types.Type) bool {
	switch old := types.Unalias(old).(type) {
	case *types.Named:
		return r.named(old, types.Unalias(new))
	case *types.Basic:
		new, ok := types.Unalias(new).(*types.Basic)
		return ok && old.Kind() == new.Kind()
	case *types.Pointer:
		new, ok := types.Unalias(new).(*types.Pointer)
		return ok && r.correspond(old.Elem(), new.Elem())
	case *types.Slice:
		new, ok := types.Unalias(new).(*types.Slice)
		return ok && r.correspond(old.Elem(), new.Elem())
	case *types.Array:
		new, ok := types.Unalias(new).(*types.Array)
		return ok && r.correspond(old.Elem(), new.Elem()) && old.Len() == new.Len()
	case *types.Map:
		new, ok := types.Unalias(new).(*types.Map)
		return ok && r.correspond(old.Key(), new.Key()) && r.correspond(old.Elem(), new.Elem())
	case *types.Chan:
		new, ok := types.Unalias(new).(*types.Chan)
		return ok && r.correspond(old.Elem(), new.Elem()) && old.Dir() == new.Dir()
	case *types.Signature:
		new, ok := types.Unalias(new).(*types.Signature)
		return ok && r.signatures(old, new)
	case *types.Struct:
		new, ok := types.Unalias(new).(*types.Struct)
		return ok && r.structs(old, new)
	case *types.Interface:
		new, ok := types.Unalias(new).(*types.Interface)
		return ok && r.methods(old, new)
	case *types.TypeParam:
		new, ok := types.Unalias(new).(*types.TypeParam)
		return ok && old.Index() == new.Index()
	}
	return false
}

func (r *rules) signatures(old, new *types.Signature) bool {
	params, results := r.tuples(old.Params(), new.Params()), r.tuples(old.Results(), new.Results())
	return params && results && old.Variadic() == new.Variadic()
}

func (r *rules) tuples(old, new *types.Tuple) bool {
	same := old.Len() == new.Len()
	for i := range min(old.Len(), new.Len()) {
		same = r.correspond(old.At(i).Type(), new.At(i).Type()) && same
	}
	return same
}

// structs compares struct types without a name, whose fields are all of them.
func (r *rules) structs(old, new *types.Struct) bool {
	if old.NumFields() != new.NumFields() {
		return false
	}
	for i := range old.NumFields() {
		was, is := old.Field(i), new.Field(i)
		if was.Name() != is.Name() || was.Anonymous() != is.Anonymous() || old.Tag(i) != new.Tag(i) || !r.correspond(was.Type(), is.Type()) {
			return false
		}
	}
	return true
}

// methods compares interface types without a name, or type constraints.
func (r *rules) methods(old, new *types.Interface) bool {
	if old.NumMethods() != new.NumMethods() {
		return false
	}
	for i := range old.NumMethods() { // they are sorted
		if was, is := old.Method(i), new.Method(i); was.Name() != is.Name() || !r.correspond(was.Type(), is.Type()) {
			return false
		}
	}
	return true
}

// named reports whether a type with a name corresponds to another type. The first time
// it does, they are compared.
func (r *rules) named(old *types.Named, new types.Type) bool {
	key := types.TypeString(old, nil)
	for _, known := range r.same[key] {
		if types.Identical(known.old, old) {
			return types.Identical(known.new, new)
		}
	}
	after, ok := new.(*types.Named)
	switch {
	case !ok:
		return false
	case old.Obj().Pkg() != r.old || after.Obj().Pkg() != r.new:
		return foreign(old) == foreign(after) && r.lists(old.TypeArgs(), after.TypeArgs())
	case old.Obj().Exported() && r.names.of(old.Obj().Name()) != after.Obj().Name():
		return false
	case old.Origin() != old:
		if after.Origin() == after || !r.correspond(old.Origin(), after.Origin()) || !r.lists(old.TypeArgs(), after.TypeArgs()) {
			return false
		}
	case !r.parameters(old.TypeParams(), after.TypeParams()):
		return false
	}
	r.same[key] = append(r.same[key], pair{old, after})
	r.pairs = append(r.pairs, pair{old, after})
	r.defined(old, after)
	return true
}

// foreign is the full name of a type of another package.
func foreign(t *types.Named) string {
	if t.Obj().Pkg() == nil {
		return t.Obj().Name() // error
	}
	return t.Obj().Pkg().Path() + "." + t.Obj().Name()
}

func (r *rules) lists(old, new *types.TypeList) bool {
	same := old.Len() == new.Len()
	for i := range min(old.Len(), new.Len()) {
		same = r.correspond(old.At(i), new.At(i)) && same
	}
	return same
}

func (r *rules) parameters(old, new *types.TypeParamList) bool {
	same := old.Len() == new.Len()
	for i := range min(old.Len(), new.Len()) {
		same = same && r.correspond(old.At(i).Constraint(), new.At(i).Constraint())
	}
	return same
}

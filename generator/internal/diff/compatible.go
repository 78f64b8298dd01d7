package diff

// What may change about a defined type without breaking callers. Entry point:
// rules.defined.

import (
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// defined compares two types that correspond.
func (r *rules) defined(old, new *types.Named) {
	was, is := old.Underlying(), new.Underlying()
	switch before := was.(type) {
	case *types.Struct:
		if after, ok := is.(*types.Struct); ok {
			r.fields(old, new, before, after)
		}
	case *types.Interface:
		if after, ok := is.(*types.Interface); ok {
			r.contract(old, new, before, after)
			return
		}
	case *types.Basic:
		if after, ok := is.(*types.Basic); ok && before.Kind() != after.Kind() {
			r.basics(old, new, before, after)
		}
	default:
		if !r.correspond(was, is) {
			r.changed(old.Obj().Name(), old.Obj(), new.Obj(), was, is)
			return
		}
	}
	if reflect.TypeOf(was) != reflect.TypeOf(is) {
		r.changed(old.Obj().Name(), old.Obj(), new.Obj(), was, is)
		return
	}
	r.methodSets(old, new, false)
	r.methodSets(types.NewPointer(old), types.NewPointer(new), false)
}

// wider lists, for numbers, the kinds that hold all values of one on any machine.
var wider = map[types.BasicKind][]types.BasicKind{
	types.Uint8:     {types.Uint16, types.Uint32, types.Uint, types.Uint64},
	types.Uint16:    {types.Uint32, types.Uint, types.Uint64},
	types.Uint32:    {types.Uint, types.Uint64},
	types.Uint:      {types.Uint64},
	types.Int8:      {types.Int16, types.Int32, types.Int, types.Int64},
	types.Int16:     {types.Int32, types.Int, types.Int64},
	types.Int32:     {types.Int, types.Int64},
	types.Int:       {types.Int64},
	types.Float32:   {types.Float64},
	types.Complex64: {types.Complex128},
}

func (r *rules) basics(old, new *types.Named, was, is *types.Basic) {
	r.add(&finding{
		object: old.Obj().Name(), verb: changed, old: old.Obj(), new: new.Obj(), was: was.Name(), is: is.Name(),
		breaking: !slices.Contains(wider[was.Kind()], is.Kind()),
	})
}

// fields compares what callers may write and select, and whether values can be compared.
func (r *rules) fields(old, new *types.Named, was, is *types.Struct) {
	r.members(old, new, topLevel(was), topLevel(is))
	r.tags(old, new, was, is)
	r.members(old, new, selectable(was), selectable(is))
	if types.Comparable(was) && !types.Comparable(is) {
		r.add(&finding{object: old.Obj().Name(), verb: incomparable, old: old.Obj(), new: new.Obj(), breaking: true})
	}
}

// tags tells fields that JSON or XML has under another key, which callers do not see.
func (r *rules) tags(old, new *types.Named, was, is *types.Struct) {
	after := map[string]string{}
	for i := range is.NumFields() {
		after[is.Field(i).Name()] = keyOf(is.Tag(i))
	}
	for i := range was.NumFields() {
		object := old.Obj().Name() + "." + was.Field(i).Name()
		before, now := keyOf(was.Tag(i)), after[r.names.member(object)]
		if before != "" && now != "" && before != now {
			r.add(&finding{object: object, verb: rekeyed, old: old.Obj(), new: new.Obj(), was: before, is: now})
		}
	}
}

// keyOf is the key that a tag names: of `json:"name,omitzero"`, it is name.
func keyOf(tag string) string {
	for _, format := range []string{"json", "xml"} {
		if key, _, _ := strings.Cut(reflect.StructTag(tag).Get(format), ","); key != "" {
			return key
		}
	}
	return ""
}

// member is a field, and the embedded type that has it; that is nil at the top.
type member struct {
	*types.Var
	of *types.TypeName
}

// members compares fields by name.
func (r *rules) members(old, new *types.Named, was, is map[string]member) {
	owner := old.Obj().Name()
	known := map[string]bool{}
	for _, name := range slices.Sorted(keys(was)) {
		object := owner + "." + name
		before, target := was[name], r.names.member(object)
		known[target] = true
		after, ok := is[target]
		if ok {
			r.types(object, before.Var, after.Var)
			continue
		}
		f := &finding{object: object, verb: removed, old: before.Var, was: r.oldType(before.Type()), breaking: true}
		r.add(promoted(f, before, is))
	}
	for _, name := range slices.Sorted(keys(is)) {
		if after := is[name]; !known[name] {
			f := &finding{object: new.Obj().Name() + "." + name, verb: added, new: after.Var, is: r.newType(after.Type())}
			r.add(promoted(f, after, was))
		}
	}
}

// promoted tells a field of an embedded type once for all types that embed it.
func promoted(f *finding, m member, others map[string]member) *finding {
	if m.of == nil || !m.of.Exported() || others[m.of.Name()].Var == nil {
		return f
	}
	f.places = append(f.places, f.object)
	f.object = m.of.Name() + "." + m.Name()
	return f
}

// topLevel has the exported fields that a struct literal may name.
func topLevel(s *types.Struct) map[string]member {
	fields := map[string]member{}
	for f := range s.Fields() {
		if f.Exported() {
			fields[f.Name()] = member{f, nil}
		}
	}
	return fields
}

// selectable has the exported fields that callers may select, those of embedded structs
// included. The less deep one hides the deeper one, two of one depth hide each other.
func selectable(s *types.Struct) map[string]member {
	fields := map[string]member{}
	type embedded struct {
		*types.Struct
		of *types.TypeName
	}
	var seen []*types.Struct
	for level := []embedded{{s, nil}}; len(level) > 0; {
		var next []embedded
		here, times := map[string]member{}, map[string]int{}
		for _, e := range level {
			seen = append(seen, e.Struct)
			for f := range e.Fields() {
				here[f.Name()] = member{f, e.of}
				times[f.Name()]++
			}
		}
		for _, name := range slices.Sorted(keys(here)) {
			m := here[name]
			if times[name] > 1 {
				continue
			}
			if _, hidden := fields[name]; m.Exported() && !hidden {
				fields[name] = m
			}
			if inner, of := structOf(m.Type()); m.Anonymous() && inner != nil && !slices.Contains(seen, inner) {
				next = append(next, embedded{inner, of})
			}
		}
		level = next
	}
	return fields
}

// structOf is the struct that a type, or what it points to, is, and the name of that
// type; nil where there is none.
func structOf(t types.Type) (*types.Struct, *types.TypeName) {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	inner, _ := t.Underlying().(*types.Struct)
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return inner, named.Obj()
	}
	return inner, nil
}

// contract compares interfaces. Who can implement one has to implement each new method.
func (r *rules) contract(old, new *types.Named, was, is *types.Interface) {
	r.methodSets(old, new, internal(was) == nil)
	if method := internal(is); internal(was) == nil && method != nil {
		r.add(&finding{object: new.Obj().Name() + "." + method.Name(), verb: demanding, new: method, breaking: true})
	}
}

// internal is a method that nobody outside the package can implement.
func internal(t *types.Interface) *types.Func {
	for method := range t.Methods() {
		if !method.Exported() {
			return method
		}
	}
	return nil
}

// methodSets compares the exported methods of two types. demands says that a new one
// asks something of callers.
func (r *rules) methodSets(old, new types.Type, demands bool) {
	was, is := methodsOf(old), methodsOf(new)
	known := map[string]bool{}
	for _, name := range slices.Sorted(keys(was)) {
		method := was[name]
		object := receiver(method, old).Name() + "." + name
		target := r.names.member(object)
		known[target] = true
		if after := is[target]; after != nil {
			r.types(object, method, after)
			continue
		}
		f := &finding{object: object, verb: removed, old: method, was: r.oldType(method.Type()), breaking: true}
		if _, holder := structOf(old); holder != receiver(method, old) { // it may be there yet, but is no longer embedded
			f.object = holder.Name() + "." + name
		}
		r.add(f)
	}
	for _, name := range slices.Sorted(keys(is)) {
		if known[name] {
			continue
		}
		f := &finding{object: receiver(is[name], new).Name() + "." + name, verb: added, new: is[name], is: r.newType(is[name].Type())}
		if demands {
			f.verb, f.breaking = demanding, true
		}
		r.add(f)
	}
}

func methodsOf(t types.Type) map[string]*types.Func {
	methods := map[string]*types.Func{}
	set := types.NewMethodSet(t)
	for i := range set.Len() {
		if method := set.At(i).Obj().(*types.Func); method.Exported() { // a method set has nothing but functions
			methods[method.Name()] = method
		}
	}
	return methods
}

// receiver is the type of the package that declares a method of holder's method set:
// holder itself, or a type that it embeds.
func receiver(method *types.Func, holder types.Type) *types.TypeName {
	t := types.Unalias(method.Signature().Recv().Type())
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	_, own := structOf(holder)
	if named, ok := t.(*types.Named); ok && named.Obj().Pkg() == own.Pkg() {
		return named.Obj()
	}
	return own
}

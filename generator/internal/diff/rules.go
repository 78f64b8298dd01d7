package diff

// The rules of compatibility: those of golang.org/x/exp/apidiff, whose README has the
// reasons. Entry point: compare. An old type corresponds to the new one of the same
// name; what else may be expected of it is in compatible.go.

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// verb says what happened to an object.
type verb string

const (
	added        verb = "added"
	removed      verb = "removed"
	changed      verb = "changed"      // its type
	revalued     verb = "revalued"     // a constant has another value
	incomparable verb = "incomparable" // == and map keys are no longer allowed
	unfit        verb = "unfit"        // it no longer implements an interface
	demanding    verb = "demanding"    // an interface demands one more method
	rekeyed      verb = "rekeyed"      // a field has another key in JSON or XML
)

// finding is a difference between two packages.
type finding struct {
	object   string // Order, Order.Total
	verb     verb
	old, new types.Object // one is nil where it is added or removed
	was, is  string       // types, or values; of unfit, is has the interface
	breaking bool
	places   []string // other objects that show the same, by embedding
}

// rules compares two packages.
type rules struct {
	old, new *types.Package
	names    renames
	same     map[string][]pair // by the text of the old type, which may be that of several: Nullable[T]
	pairs    []pair
	found    []*finding
	known    map[string]*finding // by object and verb
}

// pair is two types that correspond.
type pair struct {
	old *types.Named
	new types.Type
}

// compare lists what is different between two packages, in the order of names. names
// says what objects of the old one are called in the new one, where that is something else.
func compare(old, new *types.Package, names renames) []*finding {
	r := &rules{old: old, new: new, names: names, same: map[string][]pair{}, known: map[string]*finding{}}
	r.each(old.Scope(), isDefined)
	r.each(old.Scope(), func(o types.Object) bool { return !isDefined(o) }) // an alias may name a defined type
	for _, name := range new.Scope().Names() {
		if o := new.Scope().Lookup(name); o.Exported() && names.from[name] == "" && old.Scope().Lookup(name) == nil {
			r.add(&finding{object: name, verb: added, new: o, is: r.newType(o.Type())})
		}
	}
	r.interfaces()
	slices.SortStableFunc(r.found, func(a, b *finding) int { return strings.Compare(a.object, b.object) })
	return r.found
}

func isDefined(o types.Object) bool {
	name, ok := o.(*types.TypeName)
	return ok && !name.IsAlias()
}

// each compares the exported objects of the old package that matter.
func (r *rules) each(scope *types.Scope, matters func(types.Object) bool) {
	for _, name := range scope.Names() {
		old := scope.Lookup(name)
		if !old.Exported() || !matters(old) {
			continue
		}
		if new := r.new.Scope().Lookup(r.names.of(name)); new != nil && new.Exported() {
			r.objects(old, new)
		} else {
			r.add(&finding{object: name, verb: removed, old: old, was: r.oldType(old.Type()), breaking: true})
		}
	}
}

// objects compares two objects of the same name. A function may become a variable.
func (r *rules) objects(old, new types.Object) {
	switch constants, isConstant := old.(*types.Const); {
	case kindOf(old) != kindOf(new) && (kindOf(old) != "func" || kindOf(new) != "var"):
		r.add(&finding{object: old.Name(), verb: changed, old: old, new: new, was: kindOf(old), is: kindOf(new), breaking: true})
	case isConstant && r.correspond(old.Type(), new.Type()):
		r.values(constants, new.(*types.Const)) // their kinds are the same
	default:
		r.types(old.Name(), old, new)
	}
}

func kindOf(o types.Object) string {
	switch o.(type) {
	case *types.Const:
		return "const"
	case *types.Var:
		return "var"
	case *types.Func:
		return "func"
	}
	return "type"
}

func (r *rules) values(old, new *types.Const) {
	if !constant.Compare(old.Val(), token.EQL, new.Val()) {
		r.add(&finding{object: old.Name(), verb: revalued, old: old, new: new, was: old.Val().String(), is: new.Val().String(), breaking: true})
	}
}

// types compares the types of two objects.
func (r *rules) types(object string, old, new types.Object) {
	if !r.correspond(old.Type(), new.Type()) {
		r.changed(object, old, new, old.Type(), new.Type())
	}
}

func (r *rules) changed(object string, old, new types.Object, was, is types.Type) {
	r.add(&finding{object: object, verb: changed, old: old, new: new, was: r.oldType(was), is: r.newType(is), breaking: true})
}

// add notes a finding, once.
func (r *rules) add(f *finding) {
	key := f.object + " " + string(f.verb)
	if known := r.known[key]; known != nil {
		known.breaking = known.breaking || f.breaking
		known.places = append(known.places, f.places...)
		return
	}
	r.known[key] = f
	r.found = append(r.found, f)
}

// interfaces finds types that no longer implement an interface of the package.
func (r *rules) interfaces() {
	for _, contract := range r.pairs {
		before, ok := contract.old.Underlying().(*types.Interface)
		after, stays := contract.new.Underlying().(*types.Interface)
		if !ok || !stays {
			continue
		}
		for _, p := range r.pairs {
			if p.old != contract.old && types.Implements(p.old, before) && !types.Implements(p.new, after) {
				r.add(&finding{object: p.old.Obj().Name(), verb: unfit, old: p.old.Obj(), is: contract.old.Obj().Name(), breaking: true})
			}
		}
	}
}

// oldType and newType are types as a caller writes them, but for the package's name.
func (r *rules) oldType(t types.Type) string { return typeString(t, r.old) }
func (r *rules) newType(t types.Type) string { return typeString(t, r.new) }

// typeString leaves out the names of parameters, which callers do not see.
func typeString(t types.Type, own *types.Package) string {
	t = types.Unalias(t)
	if signature, ok := t.(*types.Signature); ok {
		t = types.NewSignatureType(nil, nil, nil, nameless(signature.Params()), nameless(signature.Results()), signature.Variadic())
	}
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == own {
			return ""
		}
		return pkg.Name()
	})
}

func nameless(tuple *types.Tuple) *types.Tuple {
	var vars []*types.Var
	for v := range tuple.Variables() {
		vars = append(vars, types.NewParam(v.Pos(), v.Pkg(), "", v.Type()))
	}
	return types.NewTuple(vars...)
}

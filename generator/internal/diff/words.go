package diff

// What is said of a finding, and what callers can do about it. Entry points: text and
// hint.

import (
	"go/types"
	"strings"
)

// key tells the objects of findings apart: those of the new client begin with "+".
func (f *finding) key() string { return f.sign() + f.object }

func (f *finding) sign() string {
	if f.verb == added {
		return "+"
	}
	return ""
}

func (f *finding) kind() Kind {
	switch f.verb {
	case added, removed:
		return Kind(f.verb)
	case rekeyed:
		return OnWire
	}
	return Changed
}

func (f *finding) text() phrase {
	switch f.verb {
	case removed:
		return "removed"
	case added:
		if _, isField := f.new.(*types.Var); isField && strings.Contains(f.object, ".") {
			return phrase("added (" + code(f.is) + ")")
		}
		return "added"
	case incomparable:
		return "can no longer be compared with ==, nor be the key of a map"
	case unfit:
		return phrase("no longer implements " + code(f.is))
	case demanding:
		return "added to what an implementation must have"
	case rekeyed:
		return phrase("is " + code(f.is) + " on the wire, not " + code(f.was))
	}
	return phrase("was " + code(f.was) + ", is " + code(f.is))
}

// hint says what a caller does about a difference; "" where that is plain, or nothing
// can be said in general.
func (f *finding) hint() phrase {
	switch f.verb {
	case incomparable:
		return "compare fields, or use reflect.DeepEqual"
	case demanding:
		return "add it to implementations"
	case removed:
		if _, isField := f.old.(*types.Var); isField && strings.Contains(f.object, ".") {
			return "leave it out"
		}
	case changed:
		return f.conversion()
	}
	return ""
}

// conversion says how the old type becomes the new one.
func (f *finding) conversion() phrase {
	was, is := strings.TrimPrefix(f.was, "*"), strings.TrimPrefix(f.is, "*")
	switch {
	case f.is == "*"+f.was:
		return phrase("it may be absent: write " + code("Ptr(v)") + " for v, check for nil when reading")
	case f.was == "*"+f.is:
		return "it is no longer optional: write the value itself"
	case f.is == "Nullable["+was+"]":
		return phrase("it may be null: write " + code("Value(v)") + " for v, read with its method Get")
	case f.was == "Nullable["+is+"]":
		return "it is never null: write and read the value itself"
	case f.is == "[]"+was:
		return "it is a list: put the value into one"
	case f.was == "[]"+is:
		return "it is no list: give a single value"
	case f.is == "json.RawMessage":
		return phrase("its type varies: read it with " + code("As["+f.was+"]"))
	case isNumber(was) && isNumber(is):
		return phrase("convert values: " + code(is+"(v)"))
	case isNumber(was) && is == "string":
		return "it is text"
	case was == "string" && isNumber(is):
		return "it is a number"
	case was == "string" && isText(f.new):
		return phrase("convert variables: " + code(is+"(v)") + "; constants fit as they are")
	case is == "string" && isText(f.old):
		return phrase("convert variables: " + code("string(v)"))
	}
	return ""
}

func isNumber(name string) bool { return name == "int64" || name == "float64" }

// isText reports whether the type of an object, or what it points to, is one of texts,
// as those with a list of values are.
func isText(o types.Object) bool {
	t := o.Type()
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.String
}

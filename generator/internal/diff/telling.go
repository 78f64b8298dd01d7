package diff

// What is told of the differences of one package, and as one change. Entry point:
// drafts.tell.

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
)

// telling is the work of tell.
type telling struct {
	*drafts
	*matter
	told      map[string]*Change // by key of the finding
	found     map[string]*finding
	owned     map[*operation][]*finding // whole objects that are gone, or new, by operation
	constants map[string][]*finding     // that are gone, or new, by the key of their type
}

// tell makes changes of what was found in a package: first what happened to operations
// as a whole, then to members, then to whole objects that nothing of this has taken along.
func (d *drafts) tell(m *matter) {
	t := &telling{d, m, map[string]*Change{}, map[string]*finding{}, map[*operation][]*finding{}, map[string][]*finding{}}
	t.index()
	for _, p := range d.twins {
		t.renamedOperation(p)
	}
	for _, o := range d.gone {
		t.wholeOperation(o, removed)
	}
	for _, o := range d.fresh {
		t.wholeOperation(o, added)
	}
	for _, members := range []bool{true, false} {
		for _, before := range slices.Sorted(keys(m.names.to)) {
			if strings.Contains(before, ".") == members {
				t.renamed(before)
			}
		}
	}
	for _, members := range []bool{true, false} {
		for _, f := range m.left {
			if strings.Contains(f.object, ".") == members {
				t.finding(f)
			}
		}
	}
	for _, f := range m.strict {
		t.explained(f)
	}
}

// index finds what one change may take along.
func (t *telling) index() {
	for _, f := range t.left {
		if f.verb != removed && f.verb != added || t.names.to[f.object] != "" && f.verb == removed {
			continue
		}
		t.found[f.key()] = f
		if constant, ok := cmp.Or(f.old, f.new).(*types.Const); ok {
			key := f.sign() + typeString(constant.Type(), constant.Pkg())
			t.constants[key] = append(t.constants[key], f)
		}
		of := t.old.directory
		if f.verb == added {
			of = t.new.directory
		}
		if o := of.owner(f.object); o != nil && !strings.Contains(f.object, ".") {
			t.owned[o] = append(t.owned[o], f)
		}
	}
	for _, before := range slices.Sorted(keys(t.names.to)) {
		if o := t.old.owner(before); t.paired[o] != nil && !strings.Contains(before, ".") {
			t.owned[o] = append(t.owned[o], &finding{object: before, verb: removed})
		}
	}
}

// renamedOperation tells of an operation that has another name, and with it of all that
// bears its name.
func (t *telling) renamedOperation(p twins) {
	c := t.of[p.old]
	if c == nil {
		c = &Change{
			Operation: p.new.name, Request: p.new.line(), Object: p.old.object, NewObject: p.new.object, Kind: Renamed,
			Text: phrase("renamed from " + code(p.old.name)),
			Hint: phrase("call " + code(p.new.name) + " with a " + code("*"+p.new.request)), whole: true,
		}
		t.of[p.old] = c
		t.breaking = append(t.breaking, c)
		t.told[p.old.object], t.told["+"+p.new.object] = c, c
	}
	for _, f := range t.owned[p.old] {
		if t.names.to[f.object] != "" {
			t.takeRenamed(c, f.object)
		}
	}
}

func (t *telling) takeRenamed(c *Change, before string) {
	t.told[before], t.told["+"+t.names.to[before]] = c, c
	c.With = append(c.With, t.label+before)
}

// wholeOperation tells of an operation that is gone, or new, and with it of its types.
func (t *telling) wholeOperation(o *operation, v verb) {
	c := t.of[o]
	if c == nil {
		c = &Change{Operation: o.name, Request: o.line(), Object: o.object, Kind: Kind(v), Text: phrase(v), whole: true}
		t.of[o] = c
		t.put(c, v == removed)
		t.told[(&finding{object: o.object, verb: v}).key()] = c
	}
	own := slices.DeleteFunc(slices.Clone(t.owned[o]), func(f *finding) bool { return t.told[f.key()] != nil })
	for _, f := range own {
		t.told[f.key()] = c
		c.With = append(c.With, t.label+f.object)
	}
	for _, f := range own {
		t.inside(c, f) // which has names of its own
	}
}

func (t *telling) put(c *Change, breaking bool) {
	if breaking {
		t.breaking = append(t.breaking, c)
	} else {
		t.added = append(t.added, c)
	}
}

// renamed tells of an object that has another name; a field takes its type along, as
// that of a service is.
func (t *telling) renamed(before string) {
	if t.told[before] != nil {
		return
	}
	after := t.names.to[before]
	c := &Change{Object: t.label + before, NewObject: t.label + after, Kind: Renamed, Text: phrase("renamed to " + code(t.label+after))}
	t.told[before], t.told["+"+after] = c, c
	t.locate(c, t.old.owner(before))
	t.breaking = append(t.breaking, c)
	for _, f := range t.strict {
		if f.object != before {
			continue
		}
		for _, name := range mentioned(f.old.Type()) {
			if t.names.to[name.Name()] != "" && t.told[name.Name()] == nil {
				t.takeRenamed(c, name.Name())
			}
		}
	}
}

// locate says which operation a change belongs to, by its present name.
func (t *telling) locate(c *Change, o *operation) {
	if o == nil {
		return
	}
	if t.old.objects[o.object] == o { // it is of the old client
		o = cmp.Or(t.counterpart(o), o)
	}
	c.Operation, c.Request = o.name, o.line()
}

// counterpart is what an operation of the old client is in the new one; nil if it is gone.
func (d *drafts) counterpart(o *operation) *operation {
	return cmp.Or(d.paired[o], d.new.objects[o.object])
}

// finding tells of a single difference.
func (t *telling) finding(f *finding) {
	if t.told[f.key()] != nil || f.verb == removed && t.names.to[f.object] != "" || f.verb == added && t.names.from[f.object] != "" {
		return
	}
	c := &Change{Object: t.label + f.object, Kind: f.kind(), Text: f.text(), Hint: f.hint()}
	for _, place := range f.places {
		c.With = append(c.With, t.label+place)
	}
	of := t.old.directory
	if f.verb == added {
		of = t.new.directory
		if t.demands(f) {
			c.Hint = "set it: it is required"
		}
	}
	t.locate(c, of.owner(f.object))
	if f.verb == rekeyed {
		t.wire = append(t.wire, c)
		return
	}
	t.told[f.key()] = c
	t.put(c, f.breaking)
	t.inside(c, f)
}

// take has a change tell of a difference as well, and of what is inside.
func (t *telling) take(c *Change, f *finding) {
	t.told[f.key()] = c
	c.With = append(c.With, t.label+f.object)
	t.inside(c, f)
}

// inside takes the types that are gone, or new, with an object, and their constants.
func (t *telling) inside(c *Change, f *finding) {
	if f.old != nil {
		t.insideOf(c, f.old, removed)
	}
	if f.new != nil {
		t.insideOf(c, f.new, added)
	}
}

func (t *telling) insideOf(c *Change, o types.Object, v verb) {
	name, isType := o.(*types.TypeName)
	if !isType {
		t.takeTypes(c, o.Type(), v)
		return
	}
	for _, f := range t.constants[(&finding{verb: v}).sign()+name.Name()] {
		if t.told[f.key()] == nil {
			t.take(c, f)
		}
	}
	if s, _ := structOf(name.Type()); s != nil {
		for field := range s.Fields() {
			t.takeTypes(c, field.Type(), v)
		}
	}
}

// takeTypes takes the types that another one mentions, if they are gone, or new.
func (t *telling) takeTypes(c *Change, in types.Type, v verb) {
	for _, name := range mentioned(in) {
		f := t.found[(&finding{object: name.Name(), verb: v}).key()]
		if f != nil && cmp.Or(f.old, f.new) == types.Object(name) && t.told[f.key()] == nil {
			t.take(c, f)
		}
	}
}

// explained gives what is different only because something was renamed to the change
// that tells of that.
func (t *telling) explained(f *finding) {
	if !f.breaking || t.told[f.key()] != nil {
		return
	}
	c := t.told[typePart(f.object)]
	if f.old != nil {
		for _, name := range mentioned(f.old.Type()) {
			c = cmp.Or(c, t.told[name.Name()])
		}
	}
	if c == nil {
		t.finding(f)
		return
	}
	t.told[f.key()] = c
	c.With = append(c.With, t.label+f.object)
}

// demands reports whether a new field of a request has to be set.
func (t *telling) demands(f *finding) bool {
	holder, field, _ := strings.Cut(f.object, ".")
	o := t.new.requests[holder]
	v, ok := f.new.(*types.Var)
	if !ok || o == nil || o.wire[unasked+pathVariable+field] != "" {
		return false
	}
	switch v.Type().Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map:
		return false
	}
	return !strings.HasPrefix(typeString(v.Type(), v.Pkg()), "Nullable[")
}

// rewire tells what operations that stay do otherwise on the wire, and what the client
// settles otherwise.
func (d *drafts) rewire(m *matter) {
	for _, old := range d.old.operations {
		new := d.counterpart(old)
		if new == nil {
			continue
		}
		for _, text := range rewired(old, new, m.names) {
			d.wire = append(d.wire, &Change{Operation: new.name, Request: new.line(), Object: new.object, Kind: OnWire, Text: phrase(text), whole: true})
		}
	}
	was, is := settingsOf(d.old.files), settingsOf(d.new.files)
	for _, subject := range slices.Sorted(keys(union(was, is))) {
		before, after := was[subject], is[m.names.of(subject)]
		if before != after && d.stays(subject, m.names) {
			text := "stands for " + value(after) + ", not " + value(before)
			d.wire = append(d.wire, &Change{Object: m.names.of(subject), Kind: OnWire, Text: phrase(text)})
		}
	}
}

// stays reports whether an option, or a field of Variables, is in both clients.
func (d *drafts) stays(subject string, names renames) bool {
	holder, field, _ := strings.Cut(subject, ".")
	old, new := d.old.api.Scope().Lookup(holder), d.new.api.Scope().Lookup(names.of(holder))
	if old == nil || new == nil {
		return false
	}
	was, _ := structOf(old.Type())
	is, _ := structOf(new.Type())
	return was == nil || is == nil || topLevel(was)[field].Var != nil && topLevel(is)[names.member(subject)].Var != nil
}

// value is what a setting stands for.
func value(text string) string {
	if text == "" || text == `""` {
		return "nothing"
	}
	return code(text)
}

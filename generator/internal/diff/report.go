package diff

// From findings to changes: what belongs together is told together. Entry point:
// changesBetween.

import (
	"go/types"
	"slices"
)

// matter is a package of the client, and what is different about it.
type matter struct {
	label  string     // before the names of objects: "zoomtest." for the fake server
	strict []*finding // what apidiff would tell
	left   []*finding // the same without what was only renamed
	names  renames
}

// drafts are changes in the making.
type drafts struct {
	old, new              *client
	twins                 []twins
	paired                map[*operation]*operation // the other one of twins
	gone, fresh           []*operation              // without a twin
	of                    map[*operation]*Change
	breaking, added, wire []*Change
}

// changesBetween compares two clients.
func changesBetween(old, new *client) *Report {
	d := &drafts{old: old, new: new, paired: map[*operation]*operation{}, of: map[*operation]*Change{}}
	gone, fresh := without(old.operations, new.objects), without(new.operations, old.objects)
	d.twins = paired(gone, fresh)
	for _, p := range d.twins {
		d.paired[p.old], d.paired[p.new] = p.new, p.old
	}
	isPaired := func(o *operation) bool { return d.paired[o] != nil }
	d.gone, d.fresh = slices.DeleteFunc(gone, isPaired), slices.DeleteFunc(fresh, isPaired)
	api := d.matter(old.api, new.api, "")
	d.tell(api)
	switch {
	case old.fake != nil && new.fake != nil:
		d.tell(d.matter(old.fake, new.fake, new.fake.Name()+"."))
	case old.fake != nil:
		d.breaking = append(d.breaking, &Change{Object: old.fake.Name(), Kind: Removed, Text: "the package of the fake server is removed"})
	case new.fake != nil:
		d.added = append(d.added, &Change{Object: new.fake.Name(), Kind: Added, Text: "the package of a fake server is added"})
	}
	d.rewire(api)
	return &Report{Breaking: d.sorted(d.breaking), Added: d.sorted(d.added), Wire: d.sorted(d.wire)}
}

// without are the operations of a list that others, by Go method, do not have.
func without(list []*operation, others map[string]*operation) []*operation {
	return slices.DeleteFunc(slices.Clone(list), func(o *operation) bool { return others[o.object] != nil })
}

// sorted gives changes the order of the collection, then those of no operation.
func (d *drafts) sorted(list []*Change) []Change {
	place := map[string]int{"": len(d.old.operations) + len(d.new.operations)}
	for i, o := range slices.Concat(d.new.operations, d.gone) {
		place[o.name] = i
	}
	slices.SortStableFunc(list, func(a, b *Change) int { return place[a.Operation] - place[b.Operation] })
	changes := make([]Change, len(list))
	for i, c := range list {
		changes[i] = *c
	}
	return changes
}

// matter compares two packages, again and again as long as names are found that changed
// alone: the fields of a type that was renamed can only be compared then.
func (d *drafts) matter(old, new *types.Package, label string) *matter {
	m := &matter{label: label, strict: compare(old, new, renames{}), names: renames{map[string]string{}, map[string]string{}}}
	m.left = m.strict
	for {
		known, c := len(m.names.to), changesIn(old, m.left)
		c.ofOperations(d.twins, d.old.directory, m.names)
		c.ofPlaces(m.left, m.names)
		c.ofKeys(d.old, d.new, m.names)
		if len(m.names.to) == known {
			return m
		}
		m.left = compare(old, new, m.names)
	}
}

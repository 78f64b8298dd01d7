package paging

// This file looks for places: members of a body, what in a request can take a
// value of them, and the list that the pages are of.

import (
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// place is a member of the body of a response, in objects alone: what is in a list
// says something of an item.
type place struct {
	way   []*api.Field
	word  string // of its key
	above string // of the key of the object around it; "" for the body
}

func (p place) typ() *api.Type { return p.way[len(p.way)-1].Type }

// deepest is how many objects deep the evidence may lie: $.data.search.pageInfo.endCursor.
const deepest = 4

// membersOf lists the members of a body, the outer ones first.
func membersOf(body *api.Type) []place {
	var list []place
	level := below(nil, body, "")
	for range deepest {
		var next []place
		for _, p := range level {
			next = append(next, below(p.way, p.typ(), p.word)...)
		}
		list = append(list, level...)
		level = next
	}
	return list
}

// below lists the members of an object; none where it holds itself, and none that no
// sample has any more.
func below(way []*api.Field, t *api.Type, above string) []place {
	if t.Kind != api.Object || slices.ContainsFunc(way[:max(0, len(way)-1)], func(f *api.Field) bool { return f.Type.Struct == t.Struct }) {
		return nil
	}
	list := make([]place, 0, len(t.Struct.Fields))
	for _, f := range t.Struct.Fields {
		if f.Type.Struct != t.Struct && !f.Gone {
			list = append(list, place{append(slices.Clone(way), f), word(f.Key), above})
		}
	}
	return list
}

// target is what in a request can take a value that leads to another page.
type target struct {
	turn api.Turn
	key  string
	word string
	typ  *api.Type // nil is a string
}

// targetsOf lists the targets of an operation: its query, its form, and the
// members of its JSON body, or of an object in that, as GraphQL has variables.
func targetsOf(op *api.Operation) []*target {
	var list []*target
	for _, p := range op.Params {
		if (p.In == api.Query || p.In == api.Form) && !p.Repeated && takesText(p.Type) {
			list = append(list, &target{api.Turn{Param: p}, p.Key, word(p.Key), p.Type})
		}
	}
	if op.Body == nil || op.Body.Kind != api.JSON || op.Body.Type.Nullable {
		return list
	}
	outer := below(nil, op.Body.Type, "")
	for _, m := range outer {
		if !m.typ().Nullable {
			outer = append(outer, below(m.way, m.typ(), m.word)...)
		}
	}
	for _, m := range outer {
		if takesText(m.typ()) {
			list = append(list, &target{api.Turn{Body: m.way}, m.way[len(m.way)-1].Key, m.word, m.typ()})
		}
	}
	return list
}

// takesText tells what a client can set to any text, or to any number.
func takesText(t *api.Type) bool {
	return t == nil || t.Enum == nil && (t.Kind == api.String || t.Kind == api.Int || t.Kind == api.Unknown && t.Null && len(t.OneOf) == 0)
}

// leads tells a target that is called like one that leads to a page.
func (t *target) leads() bool {
	return pageWords[t.word] || startWords[t.word] || isCursor(t.word) || hasAny(t.word, leadWords, strings.HasSuffix)
}

// says is how evidence calls a target.
func (t *target) says() string {
	if t.turn.Param == nil {
		return "the member " + t.key + " of the request's body"
	}
	return "the parameter " + t.key
}

// sent is what a request has for the target; "" if it has none.
func (t *target) sent(s Sample) string {
	if t.turn.Param != nil {
		return s.Sent[t.turn.Param]
	}
	return text(s.SentBody, t.turn.Body)
}

// list fills in the list whose pages these are: the only one on the way to what
// leads to the next page, or beside it, or else the only one in another member of
// the body. It reports whether there is one.
func (f *finder) list(p *api.Paging) bool {
	if f.body.Kind == api.Array {
		p.Item = f.body.Elem
		return isItem(p.Item)
	}
	var found [][]*api.Field
	here := f.body
	for i := range max(1, len(p.Next)) {
		found = append(found, listsIn(p.Next[:i], here)...)
		if i < len(p.Next) {
			here = p.Next[i].Type
		}
	}
	if len(found) == 0 {
		for _, m := range below(nil, f.body, "") {
			found = append(found, listsIn(m.way, m.typ())...)
		}
	}
	if len(found) != 1 {
		return false
	}
	p.Items = found[0]
	p.Item = p.Items[len(p.Items)-1].Type.Elem
	return isItem(p.Item)
}

// listsIn lists the ways to the lists of an object. Beside objects, or what may be
// objects, lists of scalars say something about them.
func listsIn(way []*api.Field, t *api.Type) [][]*api.Field {
	var objects, scalars [][]*api.Field
	for _, m := range below(way, t, "") {
		switch {
		case m.typ().Kind != api.Array || asideWords[m.word]:
		case m.typ().Elem.Kind == api.Object || m.typ().Elem.Kind == api.Unknown:
			objects = append(objects, m.way)
		default:
			scalars = append(scalars, m.way)
		}
	}
	if len(objects) > 0 {
		return objects
	}
	return scalars
}

// isItem tells elements that a caller can do something with: of a list that is
// always empty, nothing is known.
func isItem(t *api.Type) bool { return t.Kind != api.Unknown }

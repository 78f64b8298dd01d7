package paging

// This file finds pages that are counted, and items that are. A page is told from
// anything else with that number by what stands beside it: how many there are.

import (
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// pageNumber finds a parameter that numbers a page, where the response numbers it,
// too: whether the first one is 0 or 1 is left to the API.
func (f *finder) pageNumber() *api.Paging {
	t := f.counter(pageWords, startWords)
	if t == nil {
		return nil
	}
	p := &api.Paging{Kind: api.PageNumber, Turns: []api.Turn{t.turn}, Total: f.number(pagesWords)}
	if p.Next = f.number(words(t.word)); p.Next == nil {
		p.Next = f.number(pageWords)
	}
	f.more(p)
	if p.Next == nil || !f.isPaged(p) || f.shifted(p.Next, t) {
		return nil
	}
	p.Evidence = f.evidence(api.PathTo(p.Next), p.Next, "is "+t.says())
	return p
}

// offset finds a parameter that says how many items come before. Where the response
// does not repeat it, it must be one that is always counted from 0.
func (f *finder) offset() *api.Paging {
	t := f.counter(startWords, pageWords)
	if t == nil {
		return nil
	}
	p := &api.Paging{Kind: api.Offset, Turns: []api.Turn{t.turn}, Next: f.number(words(t.word)), Total: f.number(totalWords)}
	f.more(p)
	switch {
	case !f.isPaged(p) || f.shifted(p.Next, t):
		return nil
	case p.Next != nil:
		p.Evidence = f.evidence(api.PathTo(p.Next), p.Next, "is "+t.says())
		return p
	case t.turn.Param == nil || !offsetWords[t.word] || slices.ContainsFunc(f.members, func(m place) bool { return m.word == t.word }):
		return nil
	case p.More != nil:
		p.Evidence = f.evidence(api.PathTo(p.More), p.More, "goes with "+t.says())
	case p.Total != nil:
		p.Evidence = f.evidence(api.PathTo(p.Total), p.Total, "goes with "+t.says())
	default:
		return nil
	}
	return p
}

// counter is the only target with one of these names; nil if there is none. Beside
// a cursor it does not count: the numbers of Twilio's pages need their tokens. Nor
// does it beside the other kind of counter: one of them does nothing then.
func (f *finder) counter(names, others map[string]bool) *target {
	var found *target
	for _, t := range f.targets {
		switch {
		case isCursor(t.word), others[t.word], names[t.word] && found != nil:
			return nil
		case names[t.word]:
			found = t
		}
	}
	return found
}

// isPaged tells a response that says how many pages or items there are, or how
// many a page holds.
func (f *finder) isPaged(p *api.Paging) bool {
	return p.Total != nil || p.More != nil || slices.ContainsFunc(f.members, func(m place) bool {
		return m.typ().Kind == api.Int && (totalWords[m.word] || sizeWords[m.word])
	})
}

// shifted tells whether a sample counts from another number than its request.
func (f *finder) shifted(way []*api.Field, t *target) bool {
	return way != nil && slices.ContainsFunc(f.samples, func(s Sample) bool {
		sent, ok := integer(t.sent(s))
		got, found := integer(text(s.Body, way))
		return ok && found && (got == sent+1 || got == sent-1)
	})
}

// trustTotal keeps how many items there are only where they are counted from 0, and
// a sample shows that this is more than the page holds: some APIs call so what one
// page has.
func (f *finder) trustTotal(p *api.Paging) {
	if p.Kind != api.Offset || p.Total == nil {
		return
	}
	proven := offsetWords[f.counter(startWords, pageWords).word] && slices.ContainsFunc(f.samples, func(s Sample) bool {
		list, _ := at(s.Body, p.Items)
		items, _ := list.([]any)
		total, ok := integer(text(s.Body, p.Total))
		return ok && total > int64(len(items))
	})
	if !proven {
		p.Total = nil
	}
}

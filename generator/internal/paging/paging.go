// Package paging finds out how a list comes in pages: by saved responses in which
// something is a parameter of the request.
//
// [Of] is the entry point. cursor.go, link.go and number.go look for one kind of
// evidence each, place.go for the members of bodies, words.go has the names that
// APIs give them. Where there is no proof, or two things could be meant, there is
// no paging: going wrong would be to leave out items, or to go round in circles.
package paging

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// Sample is a saved response of an operation, and the request that it answers.
type Sample struct {
	Name     string // as callers may read it
	Body     any    // as encoding/json decodes it, numbers as json.Number
	Links    []string
	Sent     map[*api.Param]string // the parameters that have a value
	SentBody any                   // of a JSON body
}

// Of gives how the pages of an operation follow each other; nil where no sample
// proves it. Then unclear is the evidence of a cursor or a link, if it is not clear
// which list it goes through. It asks for samples only where they can prove
// anything.
func Of(op *api.Operation, samples func() []Sample) (paging *api.Paging, unclear string) {
	body, targets := listBody(op), targetsOf(op)
	if body == nil || len(targets) == 0 {
		return nil, ""
	}
	f := &finder{op: op, samples: samples(), body: body, members: membersOf(body), targets: targets}
	if len(f.samples) == 0 {
		return nil, ""
	}
	for _, find := range []func() *api.Paging{f.cursor, f.link, f.linkHeader, f.pageNumber, f.offset} {
		p := find()
		if p == nil {
			continue
		}
		switch {
		case f.list(p):
			f.trustTotal(p)
			return p, ""
		case p.Kind <= api.LinkHeader:
			unclear = p.Evidence
		}
		return nil, unclear
	}
	return nil, ""
}

// listBody is the type of the one body that an operation answers with, if it is
// one that may read a list.
func listBody(op *api.Operation) *api.Type {
	if op.Method != http.MethodGet && op.Method != http.MethodPost {
		return nil
	}
	var body *api.Type
	for _, s := range op.Successes {
		switch {
		case s.Shares == nil:
		case s.Body.Kind != api.JSONBody || body != nil && s.Shares != s:
			return nil
		case s.Shares == s:
			body = s.Body.Type
		}
	}
	if body == nil || body.Nullable {
		return nil
	}
	return body
}

// finder looks for the paging of one operation.
type finder struct {
	op      *api.Operation
	samples []Sample
	body    *api.Type
	members []place   // of the body, the outer ones first
	targets []*target // of the request
}

// evidence says what was found where: "$.next of the saved response "OK" is the
// parameter cursor". A member may be one that callers know from before, and that no
// sample has any more.
func (f *finder) evidence(what string, way []*api.Field, says string) string {
	where := "an earlier saved response"
	for _, s := range f.samples {
		value, ok := at(s.Body, way)
		if ok {
			where = fmt.Sprintf("the saved response %q", clipped(s.Name))
		}
		if value != nil {
			break
		}
	}
	return what + " of " + where + " " + says
}

// clipped is a name short enough for a sentence: converters take whole
// descriptions for names.
func clipped(name string) string {
	const longest = 60
	if runes := []rune(name); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return name
}

// at gives the value at a place of a sample, and whether there is one; it may be null.
func at(value any, way []*api.Field) (any, bool) {
	found := true
	for _, f := range way {
		object, _ := value.(map[string]any)
		value, found = object[f.Key]
	}
	return value, found
}

// text is the scalar at a place of a sample as a parameter has it; "" for null, and
// for what is no scalar.
func text(body any, way []*api.Field) string {
	value, _ := at(body, way)
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// integer is a number of a sample, as text has it.
func integer(text string) (int64, bool) {
	n, err := json.Number(text).Int64()
	return n, err == nil
}

// one gives the only member that ok is true of; nil if there are several, or none.
func (f *finder) one(ok func(place) bool) []*api.Field {
	var way []*api.Field
	for _, m := range f.members {
		if !ok(m) {
			continue
		}
		if way != nil {
			return nil
		}
		way = m.way
	}
	return way
}

// number finds the only integer with one of these names.
func (f *finder) number(names map[string]bool) []*api.Field {
	return f.one(func(m place) bool { return m.typ().Kind == api.Int && names[m.word] })
}

// more fills in what says whether there are more pages. It counts only where all
// samples have it: a client takes a flag that is missing for false.
func (f *finder) more(p *api.Paging) {
	isThere := func(m place) bool {
		field := m.way[len(m.way)-1]
		return m.typ().Kind == api.Bool && !m.typ().Nullable && field.Seen == field.Samples
	}
	p.More = f.one(func(m place) bool { return isThere(m) && moreWords[m.word] })
	if p.More == nil {
		p.More = f.one(func(m place) bool { return isThere(m) && lastWords[m.word] })
		p.Last = p.More != nil
	}
}

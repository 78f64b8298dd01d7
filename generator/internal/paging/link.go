package paging

// This file finds links: a member of the response, or a header, that is the URL of
// the next page. The client does not follow it, but takes what leads there: those
// parameters that the request has, too, with other values.

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// link finds a link in the body, the outermost if there are several. Where two are
// as deep, there are several lists, each with its own pages.
func (f *finder) link() *api.Paging {
	var p *api.Paging
	for _, m := range f.members {
		isNext := linkWords[m.word] || (m.word == "href" || m.word == "url") && linkWords[m.above]
		if !isNext || m.typ().Kind != api.String {
			continue
		}
		turns, says := f.turnsOf(func(s Sample) string { return text(s.Body, m.way) })
		switch {
		case turns == nil:
		case p == nil:
			p = &api.Paging{Kind: api.Link, Evidence: f.evidence(api.PathTo(m.way), m.way, says), Next: m.way, Turns: turns}
		case len(p.Next) == len(m.way):
			return nil
		}
	}
	return p
}

// nextLink matches the link to the next page in a header (RFC 8288).
var nextLink = regexp.MustCompile(`(?i)<([^>]*)>[^<]*;\s*rel\s*=\s*("[^"]*\bnext\b[^"]*"|next\b)`)

// linkHeader finds a header Link.
func (f *finder) linkHeader() *api.Paging {
	target := func(s Sample) string {
		for _, header := range s.Links {
			if m := nextLink.FindStringSubmatch(header); m != nil {
				return m[1]
			}
		}
		return ""
	}
	turns, says := f.turnsOf(target)
	if turns == nil {
		return nil
	}
	i := slices.IndexFunc(f.samples, func(s Sample) bool { return target(s) != "" })
	named := &finder{samples: f.samples[i:]}
	return &api.Paging{Kind: api.LinkHeader, Evidence: named.evidence("the header Link", nil, says), Turns: turns}
}

// turnsOf gives what leads from page to page in the links of samples, and how
// evidence calls it; nil where there is no link, or one that has more than the
// request can have.
func (f *finder) turnsOf(link func(Sample) string) (turns []api.Turn, says string) {
	var all []*target
	for _, s := range f.samples {
		moved, ok := f.moved(s, link(s))
		if !ok {
			return nil, ""
		}
		all = append(all, slices.DeleteFunc(moved, func(t *target) bool { return slices.Contains(all, t) })...)
	}
	if slices.ContainsFunc(all, (*target).leads) {
		all = slices.DeleteFunc(all, func(t *target) bool { return !t.leads() }) // filters, which the sample's request lacks
	}
	var keys []string
	for _, t := range all {
		turns = append(turns, t.turn)
		keys = append(keys, t.key)
	}
	if len(keys) > 1 {
		return turns, "has the parameters " + strings.Join(keys, " and ")
	}
	return turns, "has the parameter " + strings.Join(keys, "")
}

// moved lists the parameters that a link has with other values than the request
// that it answers. It fails if a link has a parameter that the request has not:
// without it, one may not get there.
func (f *finder) moved(s Sample, link string) (list []*target, ok bool) {
	_, query, _ := strings.Cut(link, "?")
	query, _, _ = strings.Cut(query, "#")
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, false
	}
	for _, t := range f.targets {
		if p := t.turn.Param; p != nil && p.In == api.Query && values.Has(t.key) && !sizeWords[t.word] && values.Get(t.key) != s.Sent[p] {
			list = append(list, t)
		}
	}
	for key := range values {
		if !f.isKnown(key) {
			return nil, false
		}
	}
	return list, true
}

// isKnown tells a parameter of the query that the client can send, be it as a
// credential.
func (f *finder) isKnown(key string) bool {
	if c := f.op.Credential; c != nil && c.Scheme == api.APIKeyQuery && c.Key == key {
		return true
	}
	return slices.ContainsFunc(f.op.Params, func(p *api.Param) bool { return p.In == api.Query && p.Key == key })
}

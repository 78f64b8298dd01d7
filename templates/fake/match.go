// SPDX-License-Identifier: MIT-0

package fake

// This file finds the saved response for a request, by the rules of Postman's mock servers
// (https://learning.postman.com/docs/design-apis/mock-apis/matching-algorithm): method and path choose, the X-Mock-
// headers narrow, query and body score, and of those that score the same a success wins, then the first in the
// collection.

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ranked is a saved response with how well its request fits a received one.
type ranked struct {
	*saved
	fit, score int
}

// find returns the operations that a request fits equally well, the best answer first, none if it is none of the
// collection's; and the saved response that fits best, nil if none fits. As in Postman, that may be one of another
// operation, if these have none.
func (h *Handler) find(r *Request) ([]Operation, *saved) {
	all := h.rank(r)
	fitting := h.narrow(all, r)
	switch {
	case len(fitting) == 0:
		return best(all), nil
	case asksFor(r.Header):
		return best(fitting), fitting[0].saved
	}
	return best(all), fitting[0].saved
}

// best are the operations that fit as well as the first does, whatever they answer with.
func best(list []ranked) []Operation {
	var operations []Operation
	for _, s := range list {
		if s.fit == list[0].fit && s.score == list[0].score && !slices.Contains(operations, s.operation) {
			operations = append(operations, s.operation)
		}
	}
	return operations
}

// rank lists the saved requests with the method and path of the request, the best first.
func (h *Handler) rank(r *Request) []ranked {
	var list []ranked
	path := canonical(r.Path)
	for _, s := range h.saved {
		if fit := s.fits(r.Method, path); fit != no {
			list = append(list, ranked{s, fit, scoreQuery(s.query, r.Query) + s.body.score(r)})
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		return cmp.Or(b.fit-a.fit, b.score-a.score, b.success()-a.success())
	})
	return list
}

// Headers that choose a saved response.
const (
	byID          = "X-Mock-Response-Id"
	byName        = "X-Mock-Response-Name"
	byCode        = "X-Mock-Response-Code"
	matchBodies   = "X-Mock-Match-Request-Body"
	matchedHeader = "X-Mock-Match-Request-Headers"
)

// asksFor reports whether headers ask for a certain saved response.
func asksFor(header http.Header) bool {
	return header.Get(byID) != "" || header.Get(byName) != "" || header.Get(byCode) != ""
}

// narrow leaves the saved responses that the headers of the request and the settings allow.
func (h *Handler) narrow(list []ranked, r *Request) []ranked {
	id, name, code := r.Header.Get(byID), r.Header.Get(byName), r.Header.Get(byCode)
	body := h.settings.matchBody || strings.EqualFold(r.Header.Get(matchBodies), "true")
	headers := slices.Clone(h.settings.matchHeaders)
	for _, names := range r.Header.Values(matchedHeader) {
		headers = append(headers, strings.Split(names, ",")...)
	}
	return slices.DeleteFunc(slices.Clone(list), func(s ranked) bool {
		fits := s.example != "" && (id == "" || s.hasID(id)) && (name == "" || s.name == name) &&
			(code == "" || strconv.Itoa(s.status) == code) && (!body || s.body.equals(r)) && s.hasHeaders(headers, r.Header)
		return !fits
	})
}

// hasID reports whether an ID is that of the saved response: the collection's, the UID, which has the owner's ID before
// it, or the constant, for collections have lost their IDs in many exports.
func (s *saved) hasID(id string) bool {
	return id == string(s.example) || s.id != "" && (id == s.id || strings.HasSuffix(id, "-"+s.id))
}

// hasHeaders reports whether the saved request has the same values of headers as the received one.
func (s *saved) hasHeaders(names []string, received http.Header) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		value := received.Get(strings.TrimSpace(name))
		sample, ok := s.headers[http.CanonicalHeaderKey(strings.TrimSpace(name))]
		return ok && !sample.matches(value) || !ok && value != ""
	})
}

// How a path fits that of a saved request; the higher, the better.
const (
	no       = iota
	byRoute  // by the variables of the operation, :id
	byValues // but for case, a slash at the end, and {{variables}}
	exactly
)

// fits says how method and canonical path fit the saved request: with the path of the collection's base URL, or without.
func (s *saved) fits(method, path string) int {
	if method != s.method {
		return no
	}
	best := s.fitsPath(path)
	if rest, ok := strings.CutPrefix(path, s.prefix); ok {
		best = max(best, s.fitsPath(canonical(rest)))
	}
	return best
}

func (s *saved) fitsPath(path string) int {
	switch {
	case path == s.path:
		return exactly
	case s.values.MatchString(path):
		return byValues
	case s.route.MatchString(path):
		return byRoute
	}
	return no
}

// canonical writes a path in one of the ways in which it can be percent-encoded, and with one slash at the start: base
// URLs that end in a slash make two.
func canonical(path string) string { return "/" + escaped(strings.TrimLeft(path, "/")) }

// escaped percent-encodes a piece of a path that may be encoded already.
func escaped(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if plain, err := url.PathUnescape(segment); err == nil {
			segment = plain
		}
		segments[i] = url.PathEscape(segment)
	}
	return strings.Join(segments, "/")
}

// wildcard is what stands for any text in a path: {{variable}} in the collection's, {Field} or {Field...} in a route.
var wildcard = regexp.MustCompile(`\{\{[^{}]*\}\}|\{\w+(\.\.\.)?\}`)

// pathPattern matches a canonical path, whatever its case, and with or without a slash at the end.
func pathPattern(path string) *regexp.Regexp {
	path = strings.Trim(path, "/")
	expression, end := "", 0
	for _, at := range wildcard.FindAllStringIndex(path, -1) {
		anything := "[^/]+"
		if strings.HasSuffix(path[:at[1]], "...}") {
			anything = ".+"
		}
		expression += regexp.QuoteMeta(escaped(path[end:at[0]])) + anything
		end = at[1]
	}
	expression += regexp.QuoteMeta(escaped(path[end:]))
	return regexp.MustCompile("(?i)^/" + expression + "/?$")
}

// scoreQuery compares query parameters: 2 for each that both have, 1 if the values differ, and -1 for each that one of
// them has alone.
func scoreQuery(sample []pair, received url.Values) int {
	score := 0
	rest := make(url.Values, len(received))
	for key, values := range received {
		rest[key] = slices.Clone(values)
		score -= len(values)
	}
	for _, p := range sample {
		values := rest[p.Key]
		i := slices.IndexFunc(values, p.Value.matches)
		switch {
		case i >= 0:
			score += 2 + 1 // and it is not alone
		case len(values) > 0:
			score += 1 + 1
		default:
			score--
			continue
		}
		rest[p.Key] = slices.Delete(values, max(i, 0), max(i, 0)+1)
	}
	return score
}

// SPDX-License-Identifier: MIT-0

package fake

// This file reads testdata, which the client's own tests read as well: the requests of the collection with their saved
// responses, a file for each folder. Entry point: savedResponses.

import (
	"cmp"
	"embed"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed testdata
var testdata embed.FS

// saved is a saved response, with the request that it answers; or a request without one.
type saved struct {
	operation Operation
	example   Example // "" without a response
	id, name  string
	status    int
	answer    []pair // headers
	content   string

	method, prefix, path string         // prefix is the path of the base URL
	values, route        *regexp.Regexp // the path with its values, and with variables in their place
	query                []pair
	headers              map[string]text
	body                 body
}

// The members of the files that matter here.
type (
	item struct {
		Index    int       `json:"index"`
		Method   Operation `json:"method"` // of the client
		Prefix   string    `json:"prefix"`
		Route    string    `json:"route"`
		Request  sent      `json:"request"`
		Examples []example `json:"examples"`
	}
	sent struct {
		Verb    string `json:"verb"`
		Path    string `json:"path"`
		Query   []pair `json:"query"`
		Headers []pair `json:"headers"`
		Form    []pair `json:"form"`
		Parts   []part `json:"parts"`
		Body    *struct {
			Kind     string `json:"kind"`
			Text     text   `json:"text"`
			Comments bool   `json:"comments"`
		} `json:"body"`
	}
	example struct {
		Constant Example `json:"constant"`
		ID       string  `json:"id"`
		Name     string  `json:"name"`
		Request  *sent   `json:"request"` // nil: the item's
		Status   int     `json:"status"`
		Headers  []pair  `json:"headers"`
		Body     text    `json:"body"`
	}
	pair struct {
		Key   string `json:"key"`
		Value text   `json:"value"`
	}
	part struct {
		Key   string    `json:"key"`
		Value text      `json:"value"`
		File  *struct{} `json:"file"` // nil: text
	}
)

// savedResponses are the saved responses in the order of the collection. They are read once, and never changed.
var savedResponses = sync.OnceValue(func() []*saved {
	items, err := readItems()
	if err != nil {
		panic(err) // the generated files of this package were changed
	}
	var all []*saved
	for _, it := range items {
		route := pathPattern(it.Route)
		if len(it.Examples) == 0 {
			all = append(all, newSaved(it, route, it.Request))
		}
		for _, ex := range it.Examples {
			request := it.Request
			if ex.Request != nil {
				request = *ex.Request
			}
			s := newSaved(it, route, request)
			s.example, s.id, s.name = ex.Constant, ex.ID, ex.Name
			s.status, s.answer, s.content = ex.Status, ex.Headers, ex.Body.Text
			all = append(all, s)
		}
	}
	return all
})

// readItems reads the files and sorts what they hold.
func readItems() ([]item, error) {
	files, err := fs.Glob(testdata, "testdata/requests/*.json")
	if err != nil {
		return nil, err
	}
	var all []item
	for _, name := range files {
		content, err := testdata.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var items []item
		if err := json.Unmarshal(content, &items); err != nil {
			return nil, err
		}
		all = append(all, items...)
	}
	slices.SortStableFunc(all, func(a, b item) int { return cmp.Compare(a.Index, b.Index) })
	return all, nil
}

// newSaved prepares a saved request for comparison.
func newSaved(it item, route *regexp.Regexp, request sent) *saved {
	s := &saved{
		operation: it.Method,
		method:    request.Verb,
		prefix:    escaped(it.Prefix),
		path:      canonical(request.Path),
		values:    pathPattern(request.Path),
		route:     route,
		headers:   map[string]text{},
		body:      newBody(request),
	}
	for _, p := range request.Query {
		s.query = append(s.query, pair{unescaped(p.Key), text{unescaped(p.Value.Text), p.Value.Secret}})
	}
	for _, h := range request.Headers {
		s.headers[http.CanonicalHeaderKey(h.Key)] = h.Value
	}
	return s
}

// comments are what Postman removes from JSON before it sends it; strings are matched so that they stay.
var comments = regexp.MustCompile(`("(?:\\.|[^"\\])*")|//[^\n]*|/\*(?s:.*?)\*/`)

// newBody prepares the body of a request for comparison.
func newBody(request sent) body {
	b := body{fields: slices.Clone(request.Form)}
	for _, p := range request.Parts {
		if p.File != nil {
			p.Value = text{}
		}
		b.fields = append(b.fields, pair{p.Key, p.Value})
	}
	switch q := request.Body; {
	case q == nil:
	case q.Kind == "binary":
		b.file = true
	default:
		if q.Comments {
			q.Text.Text = comments.ReplaceAllString(q.Text.Text, "$1")
		}
		if json.Unmarshal([]byte(q.Text.Text), &b.value) != nil || b.value == nil {
			b.text = &text{strings.TrimSpace(q.Text.Text), q.Text.Secret}
		}
	}
	return b
}

// unescaped undoes the percent-encoding of a query.
func unescaped(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}

// success is 1 for a response with a status of 2xx, by which Postman's mock servers break ties.
func (s *saved) success() int {
	if s.status/100 == 2 {
		return 1
	}
	return 0
}

// ServeHTTP answers with the saved response, whatever the request.
func (s *saved) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	for _, h := range s.answer {
		w.Header().Add(h.Key, h.Value.Text)
	}
	w.WriteHeader(s.status)
	_, _ = io.WriteString(w, s.content) // a client that is gone reads no error either
}

package resolve

// This file makes the parameters of an operation out of the entries of all its
// requests, and decides what is sent where the caller gives nothing.

import (
	"net/textproto"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// slot is where a parameter goes: two entries of one slot are one parameter.
type slot struct {
	place api.Place
	key   string
}

func (e entry) slot() slot { return slot{e.place, e.key} }

// params fills in the path and the parameters of an operation. Of the requests,
// so many are those of items.
func (r *resolver) params(op *api.Operation, requests []*request, items int) {
	r.pathParams(op, requests)
	bySlot := map[slot]*api.Param{}
	for i, q := range requests {
		seen := map[slot]int{}
		for _, e := range q.entries() {
			p := bySlot[e.slot()]
			if p == nil {
				p = r.newParam(e)
				p.Saved = i >= items
				bySlot[e.slot()] = p
			}
			observe(p, e)
			if p.Doc == "" {
				p.Doc = r.text(withoutMarker(e.doc))
			}
			if !e.disabled {
				seen[e.slot()] += max(1, len(e.files))
			}
			p.Repeated = p.Repeated || seen[e.slot()] > 1
		}
	}
	for _, s := range slotOrder(requests) {
		op.Params = append(op.Params, bySlot[s])
	}
}

// slotOrder lists the slots in the order in which the requests send them; a
// slot that only a later request has follows the one in front of it there.
// What no request sends comes last in its place.
func slotOrder(requests []*request) []slot {
	var order []slot
	merge := func(disabled bool) {
		for _, q := range requests {
			after := 0
			for _, e := range q.entries() {
				if e.disabled != disabled {
					continue
				}
				i := slices.Index(order, e.slot())
				if i < 0 && disabled {
					order = append(order, e.slot())
				} else if i < 0 {
					order = slices.Insert(order, after, e.slot())
					i = after
				}
				after = i + 1
			}
		}
	}
	merge(false)
	merge(true)
	slices.SortStableFunc(order, func(a, b slot) int { return rank(a.place) - rank(b.place) })
	return order
}

// rank orders the places; the parts of a multipart form keep their order,
// whether text or file.
func rank(place api.Place) int { return int(min(place, api.Part)) }

// newParam begins a parameter with the first entry of its slot.
func (r *resolver) newParam(e entry) *api.Param {
	p := &api.Param{
		In:          e.place,
		Key:         e.key,
		Wire:        r.wireKey(e),
		Disabled:    true,
		Required:    e.required,
		ContentType: e.contentType,
		Secret:      isSecretName(e.key),
	}
	return p
}

// wireKey is the key as it goes over the wire.
func (r *resolver) wireKey(e entry) string {
	key := r.scope.expand(e.key)
	switch e.place {
	case api.Query:
		return encodeQueryKey(key)
	case api.Header:
		return textproto.CanonicalMIMEHeaderKey(key)
	case api.Form:
		return encodeForm(key)
	}
	return key
}

// observe adds what one entry shows of a parameter. A parameter that is sent
// empty is not required, whatever its description says.
func observe(p *api.Param, e entry) {
	p.Marked = p.Marked || e.required
	isFile := e.place == api.File
	p.Bare = p.Bare || e.bare && !e.disabled
	if e.disabled {
		p.Required = p.Required && e.required
	} else {
		p.Disabled = false
		p.Required = p.Required && e.required && (isFile || e.value.Text != "")
	}
	if p.Example == "" && e.value.Secret == "" && !p.Secret && len(references(e.value.Text)) == 0 && !infer.IsPlaceholder(e.value.Text) {
		p.Example = unescaped(e.place, e.value.Text)
	}
}

// pathParams fills in the path: literal text, and a parameter for each
// variable. A variable that stands twice is one parameter.
func (r *resolver) pathParams(op *api.Operation, requests []*request) {
	byName := map[string]*api.Param{}
	for _, p := range requests[0].target.path {
		if p.name == "" {
			op.Path = appendLiteral(op.Path, encodePath(r.scope.expand(p.text)))
			continue
		}
		param := byName[p.name]
		if param == nil {
			param = &api.Param{In: api.Path, Key: p.name, Required: true, Secret: isSecretName(p.name)}
			param.Doc = r.text(withoutMarker(p.doc))
			byName[p.name] = param
			op.Params = append(op.Params, param)
		}
		op.Path = append(op.Path, api.PathPart{Param: param})
	}
	if len(op.Path) > 0 {
		op.Glue, op.Path[0].Literal = glue(op.Path[0].Literal, len(op.Path) == 1)
	}
	for _, q := range requests {
		for _, p := range q.target.path {
			if param := byName[p.name]; p.name != "" && param != nil {
				r.observePath(param, p)
			}
		}
	}
}

// glue cuts off the text of a path that stands before its first slash: in
// "{{baseUrl}}users" nothing separates the base URL from it.
func glue(literal string, whole bool) (glue, rest string) {
	slash := strings.IndexByte(literal, '/')
	if slash < 0 && whole {
		slash = len(literal)
	}
	if slash <= 0 {
		return "", literal // a parameter must never be a part of the host
	}
	return literal[:slash], literal[slash:]
}

// observePath adds what one request shows of a path variable.
func (r *resolver) observePath(param *api.Param, p piece) {
	text := r.scope.expand(p.value.Text)
	if strings.Contains(text, "/") {
		param.Slashes = true
	}
	known := p.value.Secret == "" && !param.Secret && len(references(p.value.Text)) == 0 && !infer.IsPlaceholder(p.value.Text)
	if param.Example == "" && known && p.value.Text != p.text {
		param.Example = unescaped(api.Path, p.value.Text)
	}
}

// unescaped is the value that a caller gives to have text on the wire. What is
// no escape stays, as it does in Postman.
func unescaped(place api.Place, text string) string {
	switch place {
	case api.Query:
		text = strings.ReplaceAll(text, "+", " ")
	case api.Path:
	default:
		return text
	}
	return escape.ReplaceAllStringFunc(text, func(e string) string {
		b, _ := strconv.ParseUint(e[1:], 16, 8) // two hexadecimal digits
		return string([]byte{byte(b)})
	})
}

// escape matches a percent-encoded byte.
var escape = regexp.MustCompile("%[0-9A-Fa-f]{2}")

// appendLiteral joins neighbouring pieces of literal text.
func appendLiteral(parts []api.PathPart, text string) []api.PathPart {
	if n := len(parts); n > 0 && parts[n-1].Param == nil {
		parts[n-1].Literal += text
		return parts
	}
	return append(parts, api.PathPart{Literal: text})
}

// constantCarriers is how many requests must carry a parameter with one and
// the same literal before it is taken for a constant of the API.
const constantCarriers = 3

// defaults decides what is sent where the caller gives nothing: a variable
// that the client knows, or a constant.
func (r *resolver) defaults(items []*item) {
	variables := map[string]*api.Variable{}
	for _, v := range r.client.Variables {
		variables[v.Key] = v
	}
	constants := constantLiterals(items)
	telling := tellingLiterals(items)
	for _, it := range items {
		op := it.operation
		for _, p := range it.request.target.path {
			if param := paramOf(op, slot{api.Path, p.name}); p.name != "" && param != nil && param.Default == nil {
				param.Default = segments(p.value.Text, variables, false)
			}
		}
		for _, e := range it.request.entries() {
			param := paramOf(op, e.slot())
			if param.Default != nil || e.disabled || param.Repeated || e.place == api.File || e.bare {
				continue
			}
			_, same := constants[e.slot()]
			literal := (same || telling[op][e.slot()] || it.removed) && e.value.Secret == ""
			param.Default = segments(e.value.Text, variables, literal)
			param.Required = param.Required && param.Default == nil
		}
	}
	r.checkDefaults(items)
}

// checkDefaults withdraws a default that a request of the operation is sent
// without, and the request of a saved response that would be, or that lacks a
// required parameter: a caller cannot take these away.
func (r *resolver) checkDefaults(items []*item) {
	for _, it := range items {
		for _, param := range it.operation.Params {
			if param.In != api.Path && param.Default != nil && !it.request.carries(param) {
				param.Default = nil
			}
		}
	}
	for _, it := range items {
		for _, ex := range it.examples {
			for _, param := range it.operation.Params {
				// A header more than in the collection does no harm to the test.
				fixed := param.In != api.Path && param.In != api.Header && (param.Default != nil || param.Required)
				if ex.request != nil && fixed && !ex.request.carries(param) {
					r.unalike(it, ex, "parameters, without "+oneLine(param.Key))
				}
			}
		}
	}
}

// carries tells whether a request sends a parameter.
func (q *request) carries(p *api.Param) bool {
	return slices.ContainsFunc(q.entries(), func(e entry) bool {
		return !e.disabled && e.place == p.In && e.key == p.Key
	})
}

// paramOf finds the parameter of a slot.
func paramOf(op *api.Operation, s slot) *api.Param {
	for _, p := range op.Params {
		if p.In == s.place && p.Key == s.key {
			return p
		}
	}
	return nil
}

// segments splits a text into literals, client variables and drawn values; nil
// where a variable is neither, or where a mere literal is not wanted.
func segments(text string, variables map[string]*api.Variable, literal bool) []api.Segment {
	var list []api.Segment
	found := false
	for _, p := range bracedPieces(text) {
		if p.name == "" {
			list = append(list, api.Segment{Text: p.text})
			continue
		}
		v := variables[p.name]
		switch {
		case v != nil:
			list = append(list, api.Segment{Variable: v})
		case drawn[p.name]:
			list = append(list, api.Segment{Drawn: p.name})
		default:
			return nil
		}
		found = true
	}
	if !found && !literal {
		return nil
	}
	return list
}

// constantLiterals finds the query parameters and headers that have one and
// the same literal in every request that carries them, three or more.
func constantLiterals(items []*item) map[slot]string {
	type use struct {
		text string
		n    int
		same bool
	}
	uses := map[slot]*use{}
	converted := isConverted(items)
	for _, it := range items {
		for _, e := range it.request.entries() {
			if e.disabled || e.bare || e.place != api.Header && (e.place != api.Query || converted) {
				continue
			}
			u := uses[e.slot()]
			if u == nil {
				u = &use{text: e.value.Text, same: true}
				uses[e.slot()] = u
			}
			u.n++
			u.same = u.same && u.text == e.value.Text && e.value.Secret == "" && !e.disabled
		}
	}
	constants := map[slot]string{}
	for s, u := range uses {
		if u.same && u.n >= constantCarriers && u.text != "" && len(references(u.text)) == 0 && !infer.IsPlaceholder(u.text) {
			constants[s] = u.text
		}
	}
	return constants
}

// isConverted tells a collection that Postman's converter of OpenAPI documents
// has made: it gives the same made-up value to each parameter of a kind, which
// nobody wants to send unasked.
func isConverted(items []*item) bool {
	return slices.ContainsFunc(items, func(it *item) bool {
		return slices.ContainsFunc(it.request.entries(), func(e entry) bool {
			return infer.IsPlaceholder(e.value.Text) || e.required || enumValues(e.doc) != nil
		})
	})
}

// tellingLiterals finds the query parameters that alone tell operations of the
// same method, base and path apart: ?action=list.
func tellingLiterals(items []*item) map[*api.Operation]map[slot]bool {
	type place struct {
		base         *api.BaseURL
		method, path string
	}
	groups := map[place][]*item{}
	seen := map[*api.Operation]bool{}
	for _, it := range items {
		if op := it.operation; !seen[op] {
			seen[op] = true
			p := place{op.BaseURL, op.Method, op.Template}
			groups[p] = append(groups[p], it)
		}
	}
	telling := map[*api.Operation]map[slot]bool{}
	for _, group := range groups {
		for _, s := range tellingSlots(group) {
			for _, it := range group {
				if telling[it.operation] == nil {
					telling[it.operation] = map[slot]bool{}
				}
				telling[it.operation][s] = true
			}
		}
	}
	return telling
}

// tellingSlots lists the query parameters that all items of a group have as
// literals, each another one.
func tellingSlots(group []*item) []slot {
	if len(group) < 2 {
		return nil
	}
	values := map[slot]map[string]bool{}
	for _, it := range group {
		for _, e := range it.request.target.query {
			if !e.disabled && !e.bare && e.value.Secret == "" && len(references(e.value.Text)) == 0 {
				if values[e.slot()] == nil {
					values[e.slot()] = map[string]bool{}
				}
				values[e.slot()][e.value.Text] = true
			}
		}
	}
	var list []slot
	for s, texts := range values {
		if len(texts) == len(group) {
			list = append(list, s)
		}
	}
	return list
}

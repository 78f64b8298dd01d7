package resolve

// This file makes operations of requests. Requests of one folder with the same
// name, method, base URL, path template and body mode are one operation with
// several examples.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// identity is what makes two requests one operation.
type identity struct {
	known  *knownOperation
	folder *folder
	name   string
	kind
}

// operations groups the items into operations and fills them in.
func (r *resolver) operations(items []*item) {
	known := map[identity]*knownOperation{}
	for _, it := range items {
		if it.known != nil {
			known[it.identity()] = it.known
		}
	}
	groups := map[identity][]*item{}
	var order []identity
	for _, it := range items {
		id := it.identity()
		if it.known == nil {
			it.known = known[id] // one more example
		}
		if it.known != nil {
			id = identity{known: it.known}
		}
		if groups[id] == nil {
			order = append(order, id)
		}
		groups[id] = append(groups[id], it)
	}
	for _, id := range order {
		r.operation(groups[id])
	}
	dropEmpty(r.client.Root)
	r.mergeCredentials()
}

// identity is that of an item by itself, whatever the lock knows of it.
func (it *item) identity() identity {
	return identity{folder: it.folder, name: it.source.Name, kind: it.request.kind()}
}

// operation makes one operation of items that differ in values alone.
func (r *resolver) operation(group []*item) {
	first := group[0]
	op := &api.Operation{
		Name:     redact(first.source.Name),
		Service:  r.service(first),
		Method:   first.request.method,
		Template: first.request.target.pathText(),
		BaseURL:  r.baseURL(first.request.target.base),
		Untyped:  first.request.body.untyped,
	}
	op.Service.Operations = append(op.Service.Operations, op)
	if first.removed {
		op.Removed = r.digest
	}
	if first.known != nil {
		r.keepOperation(op, first.known)
	}
	for _, it := range group {
		it.operation = op
		if op.Doc == "" {
			op.Doc = r.text(it.request.doc)
		}
		if op.Credential == nil && it.request.auth != nil {
			op.Credential = it.request.auth.credential
		}
		r.alignExamples(it)
	}
	shown := allRequests(group)
	r.params(op, shown, len(group))
	r.keepParams(op)
	for _, p := range op.Params {
		p.Required = p.Required && (p.In == api.Path || allCarry(group, p))
		p.Bare = p.Bare && !anyEmpty(group, p)
		p.Disabled = p.Disabled && op.Removed == ""
	}
	r.typeParams(op, shown)
	for _, it := range group {
		r.alignOrder(op, it)
	}
	r.requestBody(op, group, shown)
	r.responses(op, group)
}

// allCarry tells whether each item itself sends a parameter.
func allCarry(group []*item, p *api.Param) bool {
	return !slices.ContainsFunc(group, func(it *item) bool { return !it.request.carries(p) })
}

// anyEmpty tells whether an item sends a query parameter as "key=".
func anyEmpty(group []*item, p *api.Param) bool {
	return slices.ContainsFunc(group, func(it *item) bool {
		return slices.ContainsFunc(it.request.target.query, func(e entry) bool {
			return e.key == p.Key && !e.disabled && !e.bare && e.value.Text == ""
		})
	})
}

// allRequests lists the requests of the items, then those of their examples.
func allRequests(group []*item) []*request {
	var list []*request
	for _, it := range group {
		list = append(list, it.request)
	}
	for _, it := range group {
		for _, ex := range it.examples {
			if ex.request != nil {
				list = append(list, ex.request)
			}
		}
	}
	return list
}

// alignExamples makes the requests of saved responses comparable with the
// item's: their paths get the item's variables. One of another method, path
// or body mode is left out, with a note.
func (r *resolver) alignExamples(it *item) {
	for _, ex := range it.examples {
		if ex.request == nil {
			continue
		}
		switch {
		case ex.request.method != it.request.method:
			r.unalike(it, ex, "method "+ex.request.method)
		case !alignPath(ex.request, it.request):
			r.unalike(it, ex, "path, "+strconv.Quote(ex.request.target.pathText()))
		case ex.request.body.mode != it.request.body.mode:
			r.unalike(it, ex, "body mode")
		}
	}
}

// alignOrder leaves out the request of a saved response whose parameters stand
// in another order than the operation's, or are empty in another form.
func (r *resolver) alignOrder(op *api.Operation, it *item) {
	for _, ex := range it.examples {
		if ex.request == nil {
			continue
		}
		last := -1
		for _, e := range ex.request.entries() {
			if e.disabled || e.place == api.Header {
				continue
			}
			param := paramOf(op, e.slot())
			i := slices.Index(op.Params, param)
			if i < last {
				r.unalike(it, ex, "order of parameters")
				break
			}
			if e.place == api.Query && e.value.Text == "" && e.bare != param.Bare {
				r.unalike(it, ex, "form of "+oneLine(e.key))
				break
			}
			last = i
		}
	}
}

// unalike drops the request of an example that is not the item's any more.
func (r *resolver) unalike(it *item, ex *example, difference string) {
	at := ex.response.OriginalRequest.Position
	r.inform(at, append(it.path, ex.response.Name), fmt.Sprintf(
		"the saved response was recorded with a request of another %s: its test sends the request as it is now", difference))
	ex.request = nil
}

// alignPath gives the path of q the pieces of model, if it fits: variables of
// the same names, or texts in their place.
func alignPath(q, model *request) bool {
	text := ""
	for _, p := range q.target.path {
		if p.name != "" {
			text += p.value.Text
		} else {
			text += p.text
		}
	}
	if q.target.pathText() == model.target.pathText() {
		return true
	}
	aligned, ok := matchPieces(model.target.path, text)
	if ok {
		q.target.path = aligned
	}
	return ok
}

// matchPieces reads text by the pieces of a path template: a variable takes
// what stands in its place, up to the next slash.
func matchPieces(model []piece, text string) ([]piece, bool) {
	var pieces []piece
	for i, p := range model {
		if p.name == "" {
			rest, ok := strings.CutPrefix(text, p.text)
			if !ok {
				return nil, false
			}
			text = rest
			pieces = append(pieces, p)
			continue
		}
		end := indexOutside(text, "/")
		if end < 0 {
			end = len(text)
		}
		if i+1 < len(model) && model[i+1].text != "/" {
			next := strings.Index(text[:end], model[i+1].text)
			if next < 0 {
				return nil, false
			}
			end = next
		}
		if end == 0 {
			return nil, false
		}
		p.value = value(p.name, text[:end], "")
		p.value.Secret = ""
		text = text[end:]
		pieces = append(pieces, p)
	}
	return pieces, text == ""
}

// requestBody gives the operation the body that is one value, typed by all
// its samples.
func (r *resolver) requestBody(op *api.Operation, group []*item, requests []*request) {
	main := group[0].request.body
	b := &api.Body{ContentType: main.contentType}
	switch main.mode {
	case jsonBody:
		b.Kind = api.JSON
		var samples []string
		for _, q := range requests {
			samples = append(samples, q.body.sample)
		}
		t, err := infer.JSON(samples)
		if err != nil {
			// Each sample is valid JSON, so this is a limit of the inference: keep the text.
			r.warn(group[0].source.Position, group[0].path, "the JSON body could not be typed: "+err.Error())
			t = &api.Type{}
		}
		b.Type = withoutSecrets(t)
		b.GraphQL = graphQL(t, requests)
	case textBody:
		b.Kind = api.PlainText
	case binaryBody:
		b.Kind = api.Binary
	default:
		return
	}
	op.Body = b
}

// mergeCredentials makes one of a credential that a variable names and its
// nameless twin: a collection with one token holds it here in a variable and
// there as text. Unused ones go.
func (r *resolver) mergeCredentials() {
	type kind struct {
		scheme api.Scheme
		key    string
	}
	named := map[kind][]*api.Credential{}
	for _, c := range r.client.Credentials {
		if c.Variable != "" {
			k := kind{c.Scheme, c.Key}
			named[k] = append(named[k], c)
		}
	}
	used := map[*api.Credential]bool{}
	for _, op := range r.client.Root.AllOperations() {
		c := op.Credential
		if c == nil {
			continue
		}
		if twins := named[kind{c.Scheme, c.Key}]; c.Variable == "" && len(twins) == 1 {
			op.Credential = twins[0]
			op.Credential.Grant = cmp.Or(op.Credential.Grant, c.Grant)
		}
		used[op.Credential] = true
	}
	r.client.Credentials = slices.DeleteFunc(r.client.Credentials, func(c *api.Credential) bool { return !used[c] })
}

package resolve

// This file hands the saved responses of each operation to package paging, which
// finds out how lists come in pages. (*resolver).paging is the entry point.

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/paging"
)

// paging fills in the paging of all operations. Types are shared by now: the ways
// to members go through the structs that are left.
func (r *resolver) paging(items []*item) {
	groups := map[*api.Operation][]*item{}
	for _, it := range items {
		groups[it.operation] = append(groups[it.operation], it)
	}
	for _, op := range r.client.Root.AllOperations() {
		found, unclear := paging.Of(op, func() []paging.Sample { return pageSamples(op, groups[op]) })
		op.Paging = found
		r.keepPages(op, groups[op])
		if unclear != "" {
			first := groups[op][0]
			r.inform(first.source.Position, first.path, oneLine(unclear)+
				", but the response does not have one list: there is no method that goes through all pages")
		}
	}
}

// keepPages gives the method that goes through all pages the name that callers
// know, or tells that it is gone.
func (r *resolver) keepPages(op *api.Operation, group []*item) {
	known, first := r.recognized[op], group[0]
	switch {
	case known == nil || known.Pages == nil:
	case op.Paging != nil:
		op.Paging.GoName = known.Pages.Method
	default:
		op.Paging = keptPaging(op, known.Pages, len(pageSamples(op, group)) > 0)
	}
	if known != nil && known.Pages != nil && op.Paging == nil {
		r.warn(first.source.Position, first.path, "no saved response proves any more how the list comes in pages: the method "+
			known.Pages.Method+" is gone")
	}
}

// keptPaging is the paging that earlier samples have proved, if all that takes part
// in it is still there; where there are samples, in one of them. A cursor or a link
// may be missing: the last page has none.
func keptPaging(op *api.Operation, known *lock.Paging, hasSamples bool) *api.Paging {
	w := &wayfinder{body: op.Successes[0].Body.Type}
	p := &api.Paging{
		Kind:     api.PagingKind(slices.Index(lock.PagingKinds[:], known.Kind)),
		Evidence: known.Evidence,
		Items:    w.way(known.Items),
		Next:     w.way(known.Next),
		Total:    w.way(known.Total),
		More:     w.way(known.More),
		Last:     known.Last,
		GoName:   known.Method,
	}
	ways := [][]*api.Field{p.Items}
	if p.Kind == api.PageNumber || p.Kind == api.Offset {
		ways = append(ways, p.Next, p.Total, p.More)
	}
	isGone := func(f *api.Field) bool { return f.Gone }
	for _, way := range ways {
		w.lost = w.lost || hasSamples && slices.ContainsFunc(way, isGone)
	}
	list := w.body
	if len(p.Items) > 0 {
		list = p.Items[len(p.Items)-1].Type
	}
	for _, key := range known.Params {
		place, name := lock.ParseKey(key)
		param := paramOf(op, slot{place, name})
		w.lost = w.lost || param == nil
		p.Turns = append(p.Turns, api.Turn{Param: param})
	}
	if op.Body != nil {
		w.body = op.Body.Type
	}
	for _, keys := range known.Members {
		p.Turns = append(p.Turns, api.Turn{Body: w.way(keys)})
	}
	if w.lost || list == nil || list.Kind != api.Array || len(p.Turns) == 0 {
		return nil
	}
	p.Item = list.Elem
	return p
}

// wayfinder follows keys into a body.
type wayfinder struct {
	body *api.Type
	lost bool // a member is not there
}

func (w *wayfinder) way(keys []string) []*api.Field {
	var way []*api.Field
	t := w.body
	for _, key := range keys {
		var f *api.Field
		if t != nil && t.Struct != nil {
			f = fieldOf(t.Struct, key)
		}
		if f == nil {
			w.lost = true
			return nil
		}
		way, t = append(way, f), f.Type
	}
	return way
}

// pageSamples lists the successes of an operation that are JSON, each with the
// request that it answers.
func pageSamples(op *api.Operation, group []*item) []paging.Sample {
	var samples []paging.Sample
	for _, it := range group {
		for _, ex := range it.examples {
			if !isSuccess(ex.status) || bodyKind(ex.response) != api.JSONBody {
				continue
			}
			q := it.request
			if ex.request != nil {
				q = ex.request
			}
			s := paging.Sample{
				Name:     oneLine(redact(ex.response.Name)),
				Body:     jsonValue(bodyText(ex.response)),
				Sent:     sentParams(op, q),
				SentBody: jsonValue(q.body.sample),
			}
			for _, h := range ex.response.Headers {
				if !h.Disabled && strings.EqualFold(h.Key, "Link") {
					s.Links = append(s.Links, h.Value.Text())
				}
			}
			samples = append(samples, s)
		}
	}
	return samples
}

// sentParams are the values of the parameters that a request has switched on.
func sentParams(op *api.Operation, q *request) map[*api.Param]string {
	sent := map[*api.Param]string{}
	for _, e := range q.entries() {
		if p := paramOf(op, e.slot()); p != nil && !e.disabled {
			sent[p] = unescaped(e.place, e.value.Text)
		}
	}
	return sent
}

// jsonValue decodes JSON text; nil where it is none.
func jsonValue(text string) any {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return nil
	}
	return value
}

package resolve

// This file keeps the methods of requests that are gone from the collection, for
// one more time, so that callers can move on. What a lock knows of them is read as
// a request without values. Entry point: (*resolver).removed.

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// removed lists the operations of the lock that no item is any more. One that was
// gone the last time stays if the collection is still the same: generating twice
// gives the same client.
func (r *resolver) removed(items []*item) []*item {
	present := map[string]bool{}
	for _, it := range items {
		if it.known != nil {
			present[it.known.way] = true
		}
	}
	var list []*item
	for _, way := range slices.Sorted(maps.Keys(r.lock.Operations)) {
		if op := r.lock.Operations[way]; !present[way] && (op.Removed == "" || op.Removed == r.digest) {
			list = append(list, r.removedItem(&knownOperation{op, way}))
			r.inform(collection.Position{}, nil, way+": its request is gone from the collection: the method stays, deprecated, until that changes again")
		}
	}
	return list
}

// removedItem is an operation as an item without values.
func (r *resolver) removedItem(op *knownOperation) *item {
	source := &collection.Item{Request: &collection.Request{Method: op.Method, URL: &collection.URL{IsText: true, Text: op.Base + op.Path}}}
	it := &item{
		index:   -1,
		path:    []string{op.way},
		folder:  r.folders,
		known:   op,
		removed: true,
		source:  source,
		request: &request{method: op.Method, target: parseURL(source.Request.URL)},
	}
	q := it.request
	q.body = body{mode: mode(slices.Index(modeNames[:], op.Mode)), contentType: op.ContentType}
	if q.body.mode == jsonBody {
		sample, _ := json.Marshal(infer.Unknown)
		q.body.sample = string(sample)
	}
	for _, key := range slices.Sorted(maps.Keys(op.Fields)) {
		place, name := lock.ParseKey(key)
		sent, sends := op.Sends[key]
		e := entry{place: place, key: name, value: api.Text{Text: sent}, disabled: !sends}
		switch place {
		case api.Path:
		case api.Query:
			q.target.query = append(q.target.query, e)
		case api.Header:
			q.headers = append(q.headers, e)
		default:
			q.body.entries = append(q.body.entries, e)
		}
	}
	return it
}

// keepRemoved completes an operation that is no more, when credentials have their
// names.
func (r *resolver) keepRemoved() {
	for op, known := range r.recognized {
		if op.Removed == "" {
			continue
		}
		for _, c := range r.client.Credentials {
			if c.Option == known.Credential {
				op.Credential = c
			}
		}
	}
}

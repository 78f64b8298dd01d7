package resolve

// This file finds what the requests of an operation have in common as GraphQL:
// the query is the API's business, the variables are the caller's. graphQL is the
// entry point.

import (
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// graphQL gives the query and the operation name that all requests have; nil
// where they differ, or are no literal texts.
func graphQL(t *api.Type, requests []*request) *api.GraphQL {
	first := requests[0].body
	differs := func(q *request) bool {
		return q.body.query != first.query || q.body.operationName != first.operationName
	}
	if t.Struct == nil || first.query == "" || slices.ContainsFunc(requests, differs) {
		return nil
	}
	g := &api.GraphQL{Query: textField(t.Struct, "query"), QueryText: first.query}
	if g.Query == nil {
		return nil
	}
	if g.OperationName = textField(t.Struct, "operationName"); g.OperationName != nil {
		g.OperationText = first.operationName
	}
	return g
}

// textField is the member of that key, if it is a string.
func textField(s *api.Struct, key string) *api.Field {
	i := slices.IndexFunc(s.Fields, func(f *api.Field) bool { return f.Key == key && f.Type.Kind == api.String && !f.Type.Nullable })
	if i < 0 {
		return nil
	}
	return s.Fields[i]
}

// literalText is a string that holds no variables and nothing that may be a
// secret, else "".
func literalText(v collection.Value) string {
	if v.Kind() != collection.String {
		return ""
	}
	text := v.Text()
	if len(references(text)) > 0 || content(text, "").Text != text {
		return ""
	}
	return text
}

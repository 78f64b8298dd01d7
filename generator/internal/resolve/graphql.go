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
	if t.Struct == nil || !hasText(t.Struct, "query") || first.query == "" || slices.ContainsFunc(requests, differs) {
		return nil
	}
	g := &api.GraphQL{Query: first.query}
	if hasText(t.Struct, "operationName") {
		g.OperationName = first.operationName
	}
	return g
}

// hasText tells whether an object has a member of that key that is a string.
func hasText(s *api.Struct, key string) bool {
	return slices.ContainsFunc(s.Fields, func(f *api.Field) bool {
		return f.Key == key && f.Type.Kind == api.String && !f.Type.Nullable
	})
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

package resolve

// This file lets headers be set once on the client. Entry point: hoist.

import (
	"errors"
	"maps"
	"net/textproto"
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// hoist makes variables of the client of the headers that have these names, in
// whatever case. The field of a request may then stay empty. A header that has a
// default by the collection's own variables keeps it: that is set once already.
func (r *resolver) hoist(names []string, items []*item) error {
	var problems []error
	headers := headerParams(items)
	for _, name := range names {
		key := textproto.CanonicalMIMEHeaderKey(name)
		params := headers[key]
		if len(params) == 0 {
			known := slices.Sorted(maps.Keys(headers))
			problems = append(problems, notFound("hoist", name, "no request has a header "+name, known))
			continue
		}
		r.hoistHeader(key, params)
	}
	return errors.Join(problems...)
}

// headerParams are the headers of the API by their canonical names.
func headerParams(items []*item) map[string][]*api.Param {
	headers := map[string][]*api.Param{}
	for _, it := range items {
		for _, p := range it.operation.Params {
			if p.In == api.Header && !slices.Contains(headers[p.Wire], p) {
				headers[p.Wire] = append(headers[p.Wire], p)
			}
		}
	}
	return headers
}

// hoistHeader makes a variable of a header, unless all requests have it by the
// collection's own variables. A literal that the API wants of all of them is its value.
func (r *resolver) hoistHeader(key string, params []*api.Param) {
	v := &api.Variable{Key: key, Header: true, Secret: isSecretName(key), Value: constant(params[0])}
	used := false
	for _, p := range params {
		if constant(p) != v.Value {
			v.Value = ""
		}
		if v.Doc == "" {
			v.Doc = p.Doc
		}
		if !p.Repeated && !hasVariable(p) {
			p.Default, p.Required, used = []api.Segment{{Variable: v}}, false, true
		}
	}
	if used {
		r.client.Variables = append(r.client.Variables, v)
	}
}

// constant is the literal that is sent where the caller gives nothing; "" for none.
func constant(p *api.Param) string {
	if len(p.Default) != 1 {
		return ""
	}
	return p.Default[0].Text
}

func hasVariable(p *api.Param) bool {
	return slices.ContainsFunc(p.Default, func(s api.Segment) bool { return s.Variable != nil })
}

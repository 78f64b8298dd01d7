package openapi

// This file shows base URLs as servers: (*builder).servers those of an operation.

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// reference matches a {{variable}} of Postman, variable one of OpenAPI.
var (
	reference = regexp.MustCompile(`\{\{([^{}]*)\}\}`)
	variable  = regexp.MustCompile(`\{([^{}]*)\}`)
)

// servers lists the servers of an endpoint, nil where they are those of the document.
func (b *builder) servers(e *endpoint) []*Server {
	main := b.server(b.client.BaseURLs[0], "")
	var list []*Server
	for _, op := range e.operations {
		s := b.server(op.BaseURL, op.Glue)
		if op.BaseURL.Template != "" && !slices.ContainsFunc(list, func(other *Server) bool { return other.URL == s.URL }) {
			list = append(list, s)
		}
	}
	if len(list) == 0 || len(list) == 1 && list[0].URL == main.URL {
		return nil
	}
	return list
}

// server shows a base URL. Text that stood right behind it (glue) is in the path
// now, where a slash leads.
//
// Of variables that the collection does not define, OpenAPI wants values all the
// same: a whole URL is this computer's, a part of one is its name.
func (b *builder) server(base *api.BaseURL, glue string) *Server {
	s := &Server{URL: cmp.Or(base.Value, reference.ReplaceAllString(base.Template, "{$1}"))}
	for _, match := range variable.FindAllStringSubmatch(s.URL, -1) {
		name, value := match[1], match[1]
		if strings.HasPrefix(s.URL, match[0]) {
			value = "http://localhost"
		}
		if _, ok := s.Variables.get(name); !ok {
			s.Variables.add(name, &ServerVariable{value, "The collection does not define " + name + "."})
		}
	}
	if glue != "" {
		s.URL = strings.TrimSuffix(s.URL, "/")
	}
	return s
}

package openapi

// This file finds the operations of the document: (*builder).endpoints puts
// requests together that share method and path, and says so.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// endpoint is a method of a path, with all that the collection has of it.
type endpoint struct {
	method     string
	path       *path
	operations []*api.Operation // at least one
	items      []*api.Item      // their requests, in the order of the collection
}

// path is a path of the document.
type path struct {
	template string   // /users/{id}
	names    []string // of its variables: id
	item     *PathItem
}

// endpoints lists the endpoints in the order of the collection.
func (b *builder) endpoints() []*endpoint {
	paths := map[string]*path{} // by shape: to OpenAPI /users/{id} and /users/{name} are one path
	byKey := map[string]*endpoint{}
	var list []*endpoint
	for _, it := range b.client.Items {
		shape := templateOf(it.Operation, nil)
		if paths[shape] == nil {
			names := variableNames(it.Operation)
			paths[shape] = &path{templateOf(it.Operation, names), names, &PathItem{}}
		}
		key := it.Operation.Method + " " + shape
		e := byKey[key]
		if e == nil {
			e = &endpoint{method: it.Operation.Method, path: paths[shape]}
			byKey[key] = e
			list = append(list, e)
		}
		e.items = append(e.items, it)
		if !slices.Contains(e.operations, it.Operation) {
			e.operations = append(e.operations, it.Operation)
			b.tellMerged(e, it)
		}
	}
	return list
}

// tellMerged notes what becomes of an operation that is not the only one of its path.
func (b *builder) tellMerged(e *endpoint, it *api.Item) {
	for i, p := range pathParams(it.Operation) {
		if p.Key != e.path.names[i] {
			b.note(it, fmt.Sprintf("path variable %q is called %q here: OpenAPI takes paths that differ in the names of variables for one, and wants each name once",
				p.Key, e.path.names[i]))
		}
	}
	if len(e.operations) > 1 {
		first := e.operations[0]
		b.note(it, fmt.Sprintf("%s %s is one operation in OpenAPI, so this request and %s are shown as one, with the parameters, bodies and responses of both",
			e.method, e.path.template, strconv.Quote(cmp.Or(first.Name, first.GoName))))
	}
}

// pathParams lists the variables of a path as they stand in it; one that stands
// twice is listed twice.
func pathParams(op *api.Operation) []*api.Param {
	var list []*api.Param
	for _, part := range op.Path {
		if part.Param != nil {
			list = append(list, part.Param)
		}
	}
	return list
}

// variableNames gives the variables of a path names that OpenAPI allows: without
// what ends a name or a segment, and none of them twice.
func variableNames(op *api.Operation) []string {
	var names []string
	for _, p := range pathParams(op) {
		name := strings.Map(func(c rune) rune {
			if strings.ContainsRune("{}/?#", c) {
				return '_'
			}
			return c
		}, p.Key)
		names = append(names, unused(name, func(name string) bool { return slices.Contains(names, name) }))
	}
	return names
}

// unused gives the name, with a number behind it where that is taken.
func unused(name string, taken func(string) bool) string {
	for n := 2; ; n++ {
		if !taken(name) {
			return name
		}
		name = strings.TrimSuffix(name, "-"+strconv.Itoa(n-1)) + "-" + strconv.Itoa(n)
	}
}

// templateOf writes the path of an operation; without names it is a shape.
func templateOf(op *api.Operation, names []string) string {
	var text strings.Builder
	text.WriteString(op.Glue)
	for _, part := range op.Path {
		if part.Param == nil {
			text.WriteString(part.Literal)
			continue
		}
		name := ""
		if names != nil {
			name, names = names[0], names[1:]
		}
		text.WriteString("{" + name + "}")
	}
	return "/" + strings.TrimPrefix(text.String(), "/")
}

// name is the operationId: the names of the Go method and its services.
func (e *endpoint) name() string { return strings.TrimSuffix(e.operations[0].RequestType, "Request") }

// description joins the descriptions of the requests; those that are shown
// together are told apart by their names.
func (e *endpoint) description() string {
	if len(e.operations) == 1 {
		return e.operations[0].Doc
	}
	var parts []string
	for _, op := range e.operations {
		if part := strings.TrimSpace("**" + op.Name + "**\n\n" + op.Doc); !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n")
}

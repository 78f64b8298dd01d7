// Package openapi shows the model as an OpenAPI 3.1 document.
//
// OpenAPI has one operation for each method and path, a collection as many
// requests as it likes. So requests that share both become one operation
// (endpoints.go), and the schemas of what they send and get are inferred from the
// samples of all of them (bodies.go, responses.go); where no other request
// interferes, they are the types of the Go client (schema.go).
//
// [Of] is the entry point. What OpenAPI cannot express is a note; nothing is left
// out of the document for it.
package openapi

// This file is the entry point, and puts the document together.

import (
	"cmp"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// Of gives the document of a client whose names are given out, and notes on what
// OpenAPI cannot express.
func Of(client *api.Client) (*Document, []api.Note) {
	b := &builder{
		client:  client,
		tags:    map[*api.Service]string{},
		schemas: &schemas{names: map[*api.Struct]string{}},
	}
	b.doc = &Document{
		OpenAPI: "3.1.1",
		Info: Info{
			Title:       cmp.Or(client.Title, client.Source, "API"),
			Description: client.Doc,
			Version:     "1.0.0", // OpenAPI wants one, collections have none
		},
		Paths: Map[*PathItem]{},
	}
	b.service(client.Root, "")
	b.paths()
	if main := client.BaseURLs[0]; main.Template != "" {
		b.doc.Servers = []*Server{b.server(main, "")}
	}
	b.components()
	return b.doc, b.notes
}

// builder holds what the steps share.
type builder struct {
	client  *api.Client
	doc     *Document
	notes   []api.Note
	tags    map[*api.Service]string
	schemas *schemas
}

// note tells what OpenAPI cannot express about a request.
func (b *builder) note(it *api.Item, text string) {
	b.notes = append(b.notes, api.Note{
		Line:   it.Line,
		Column: it.Column,
		Path:   strings.Join(strings.Fields(strings.Join(it.Path, " / ")), " "),
		Text:   text,
	})
}

// service makes a tag of each folder that has requests; above are the folders
// around it.
func (b *builder) service(s *api.Service, above string) {
	name := above
	if s.Parent != nil {
		name = strings.TrimPrefix(above+" / "+cmp.Or(strings.TrimSpace(s.Name), s.Field), " / ")
		b.tags[s] = name
		b.doc.Tags = append(b.doc.Tags, Tag{name, s.Doc})
	}
	for _, child := range s.Services {
		b.service(child, name)
	}
}

// paths fills in the paths, in the order of the collection.
func (b *builder) paths() {
	for _, e := range b.endpoints() {
		item := e.path.item
		if item.Operations == nil && item.Additional == nil {
			b.doc.Paths.add(e.path.template, item)
		}
		if method := strings.ToLower(e.method); methods[method] {
			item.Operations.add(method, b.operation(e))
			continue
		}
		item.Additional.add(e.method, b.operation(e))
		b.note(e.items[0], "OpenAPI 3.1 has no method "+e.method+": it is listed under x-additionalOperations, as OpenAPI 3.2 has it")
	}
}

// methods are those that a path item may have.
var methods = map[string]bool{
	"get": true, "put": true, "post": true, "delete": true, "options": true, "head": true, "patch": true, "trace": true,
}

// operation shows an endpoint.
func (b *builder) operation(e *endpoint) *Operation {
	first := e.operations[0]
	op := &Operation{
		Summary:     first.Name,
		Description: e.description(),
		OperationID: e.name(),
		Parameters:  b.parameters(e),
		RequestBody: b.requestBody(e),
		Responses:   b.responses(e),
		Security:    b.security(e),
		Servers:     b.servers(e),
	}
	seen := map[string]bool{}
	for _, o := range e.operations {
		if tag := b.tags[o.Service]; tag != "" && !seen[tag] {
			seen[tag] = true
			op.Tags = append(op.Tags, tag)
		}
	}
	return op
}

// components fills in what the document refers to.
func (b *builder) components() {
	c := &Components{Schemas: b.schemas.components, SecuritySchemes: b.securitySchemes()}
	if c.Schemas != nil || c.SecuritySchemes != nil {
		b.doc.Components = c
	}
}

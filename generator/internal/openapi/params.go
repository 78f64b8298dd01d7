package openapi

// This file shows the parameters of an endpoint: (*builder).parameters those in
// path, query and header, properties those of forms. Requests that are shown as
// one have the parameters of all of them.

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// places are how OpenAPI calls them.
var places = map[api.Place]string{api.Path: "path", api.Query: "query", api.Header: "header"}

// bodyHeaders are no parameters in OpenAPI: media types and security say the same.
var bodyHeaders = map[string]bool{"accept": true, "content-type": true, "authorization": true}

// parameter is what several requests have under one name.
type parameter struct {
	name   string
	params []*api.Param // at most one of each operation
}

// parameters lists the parameters in path, query and header.
func (b *builder) parameters(e *endpoint) []*Parameter {
	var shown []*Parameter
	for i, name := range e.path.names {
		p := parameter{name: name}
		for _, op := range e.operations {
			p.params = append(p.params, pathParams(op)[i])
		}
		variable := p.show(len(e.operations))
		variable.Required = true
		shown = append(shown, variable)
	}
	for _, place := range []api.Place{api.Query, api.Header} {
		for _, p := range collect(e.operations, place) {
			switch {
			case p.name == "":
				b.note(e.items[0], "a query parameter without a name is left out: OpenAPI has none")
			case place == api.Query || !bodyHeaders[strings.ToLower(p.name)]:
				shown = append(shown, p.show(len(e.operations)))
			}
		}
	}
	return shown
}

// collect finds the parameters of some places, by name.
func collect(operations []*api.Operation, places ...api.Place) []*parameter {
	var found []*parameter
	byName := map[string]*parameter{}
	for _, op := range operations {
		for _, p := range op.Params {
			if !slices.Contains(places, p.In) {
				continue
			}
			name := plainName(p)
			key := name
			if p.In == api.Header {
				key = strings.ToLower(name)
			}
			if byName[key] == nil {
				byName[key] = &parameter{name: name}
				found = append(found, byName[key])
			}
			byName[key].params = append(byName[key].params, p)
		}
	}
	return found
}

// plainName is the name of a parameter. Who sends it encodes it, so it is not.
func plainName(p *api.Param) string {
	if p.In != api.Query {
		return p.Key
	}
	if name, err := url.QueryUnescape(p.Key); err == nil {
		return name
	}
	return p.Key
}

// show shows a parameter of so many operations.
func (p *parameter) show(operations int) *Parameter {
	first := p.params[0]
	shown := &Parameter{
		Name:            p.name,
		In:              places[first.In],
		Description:     p.description(),
		Required:        p.required(operations),
		AllowEmptyValue: first.In == api.Query && first.Bare,
		Schema:          p.schema(),
	}
	if values := p.examples(); len(values) == 1 {
		shown.Example = values[0]
	} else {
		for _, value := range values {
			shown.Examples.add(fmt.Sprint(value), &Example{value})
		}
	}
	if first.In == api.Query {
		shown.Style, shown.Explode = p.style()
	}
	return shown
}

// description is the first that there is.
func (p *parameter) description() string {
	for _, param := range p.params {
		if param.Doc != "" {
			return param.Doc
		}
	}
	return ""
}

// required tells whether each of so many operations needs the parameter.
func (p *parameter) required(operations int) bool {
	return len(p.params) == operations && !slices.ContainsFunc(p.params, func(param *api.Param) bool { return !param.Marked })
}

// schema is the schema of the parameter's value.
func (p *parameter) schema() *Schema {
	if separator, elements := p.list(); separator != "" {
		return &Schema{Type: Types{"array"}, Items: textSchema(infer.Text(elements))}
	}
	s := textSchema(p.typ())
	if p.params[0].In == api.File {
		s = binary()
	}
	if values := p.telling(); len(p.params) > 1 && len(values) == len(p.params) {
		s.Enum = values
	}
	if p.repeated() {
		return &Schema{Type: Types{"array"}, Items: s}
	}
	return s
}

// textSchema is the schema of a text that has a type, or none.
func textSchema(t *api.Type) *Schema {
	if t == nil {
		return text()
	}
	shown := scalar(t)
	if t.Nullable {
		shown.Type = append(shown.Type, "null")
	}
	return shown
}

// typ is the type that all requests have for the parameter, nil where they differ.
func (p *parameter) typ() *api.Type {
	first := p.params[0].Type
	for _, param := range p.params {
		if !reflect.DeepEqual(param.Type, first) {
			return nil
		}
	}
	return first
}

func (p *parameter) repeated() bool {
	return slices.ContainsFunc(p.params, func(param *api.Param) bool { return param.Repeated })
}

// formSchema is the schema of a form whose fields are these.
func formSchema(fields []*parameter, operations int) *Schema {
	s := &Schema{Type: Types{"object"}}
	for _, f := range fields {
		field := f.schema()
		field.Description = f.description()
		if f.params[0].In != api.File {
			field.Examples = f.examples()
		}
		s.Properties.add(f.name, field)
		if f.required(operations) {
			s.Required = append(s.Required, f.name)
		}
	}
	return s
}

// encoding tells how the fields of a form are written that are not written as
// OpenAPI has it by default.
func encoding(fields []*parameter) Map[*Encoding] {
	var shown Map[*Encoding]
	for _, f := range fields {
		e := &Encoding{}
		if contentType := f.params[0].ContentType; mediaType(contentType, "") != "" {
			e.ContentType = contentType
		}
		if f.params[0].In == api.Form {
			e.Style, e.Explode = f.style()
		}
		if e.ContentType != "" || e.Style != "" {
			shown.add(f.name, e)
		}
	}
	return shown
}

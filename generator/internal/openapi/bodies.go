package openapi

// This file shows what an endpoint is sent: (*builder).requestBody.

import (
	"cmp"
	"mime"
	"reflect"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

const (
	urlencoded = "application/x-www-form-urlencoded"
	multipart  = "multipart/form-data"
)

// binary is the content of a file.
func binary() *Schema { return &Schema{Type: Types{"string"}, Format: "binary"} }

// text is any text.
func text() *Schema { return &Schema{Type: Types{"string"}} }

// requestBody shows the bodies of an endpoint's requests, nil where none has one.
func (b *builder) requestBody(e *endpoint) *RequestBody {
	body := &RequestBody{Required: true}
	byMedia := map[string][]*api.Operation{}
	for _, op := range e.operations {
		media := bodyMedia(op)
		if media == "" {
			body.Required = false
			continue
		}
		if byMedia[media] == nil {
			body.Content.add(media, nil)
		}
		byMedia[media] = append(byMedia[media], op)
	}
	for i, member := range body.Content {
		body.Content[i].Value = b.requestContent(e, byMedia[member.Name])
	}
	if body.Content == nil {
		return nil
	}
	return body
}

// bodyMedia is the media type of an operation's body, "" if it has none.
func bodyMedia(op *api.Operation) string {
	if body := op.Body; body != nil {
		fallback := map[api.BodyKind]string{api.JSON: "application/json", api.PlainText: "text/plain", api.Binary: "application/octet-stream"}
		return mediaType(body.ContentType, fallback[body.Kind])
	}
	for _, p := range op.Params {
		switch p.In {
		case api.Form:
			return urlencoded
		case api.Part, api.File:
			return multipart
		}
	}
	return ""
}

// mediaType is a Content-Type without its parameters; the fallback where it is none.
func mediaType(contentType, fallback string) string {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.Contains(media, "/") {
		return fallback
	}
	return media
}

// requestContent shows the bodies of operations that send the same media type.
func (b *builder) requestContent(e *endpoint, operations []*api.Operation) *MediaType {
	content := &MediaType{}
	var alternatives []*Schema
	var typed []*api.Operation
	for _, op := range operations {
		switch {
		case op.Body != nil && op.Body.Kind == api.JSON:
			typed = append(typed, op)
		case op.Body != nil && op.Body.Kind == api.Binary:
			alternatives = append(alternatives, binary())
		case op.Body != nil:
			alternatives = append(alternatives, text())
		}
	}
	if len(typed) > 0 {
		alternatives = append(alternatives, b.schemas.of(requestType(e, typed), e.name()+"Request"))
	}
	if fields := collect(operations, api.Form, api.Part, api.File); len(fields) > 0 {
		alternatives = append(alternatives, formSchema(fields, len(operations)))
		content.Encoding = encoding(fields)
	}
	content.Schema = anyOf(alternatives)
	content.Examples = b.requestExamples(e, operations)
	return content
}

// requestType is the type of the JSON bodies of operations, by all their samples.
func requestType(e *endpoint, operations []*api.Operation) *api.Type {
	if len(operations) == 1 {
		return operations[0].Body.Type
	}
	var samples []string
	for _, it := range e.items {
		if !slices.Contains(operations, it.Operation) {
			continue
		}
		for _, q := range requests(it) {
			if q.Body != nil && q.Body.Kind == api.JSON {
				samples = append(samples, q.Body.Sample)
			}
		}
	}
	return inferred(samples)
}

// requests lists the request of an item, then those of its saved responses.
func requests(it *api.Item) []*api.Request {
	list := []*api.Request{it.Request}
	for _, ex := range it.Examples {
		if ex.Request != nil {
			list = append(list, ex.Request)
		}
	}
	return list
}

// requestExamples lists the bodies that the collection has, but for forms, whose
// fields have examples of their own.
func (b *builder) requestExamples(e *endpoint, operations []*api.Operation) Map[*Example] {
	var list examples
	for _, it := range e.items {
		if !slices.Contains(operations, it.Operation) {
			continue
		}
		name := it.Path[len(it.Path)-1]
		if !list.addBody(name, it.Request.Body) {
			b.note(it, "a variable in the body has no value: OpenAPI shows its schema, and no example")
		}
		for _, ex := range it.Examples {
			if ex.Request != nil {
				list.addBody(cmp.Or(ex.Name, name), ex.Request.Body)
			}
		}
	}
	return list.Map
}

// anyOf is what a value that fits one of the schemas has to fit.
func anyOf(list []*Schema) *Schema {
	var different []*Schema
	for _, s := range list {
		if !slices.ContainsFunc(different, func(other *Schema) bool { return reflect.DeepEqual(s, other) }) {
			different = append(different, s)
		}
	}
	if len(different) == 1 {
		return different[0]
	}
	return &Schema{AnyOf: different}
}

package openapi

// This file holds the document: what OpenAPI 3.1.1 calls its objects, as far as a
// collection has something to say about them. The order of members is that of
// the specification, or of the collection.

import (
	"bytes"
	"encoding/json"
)

// Document is an OpenAPI document. encoding/json prints it.
type Document struct {
	OpenAPI    string         `json:"openapi"`
	Info       Info           `json:"info"`
	Servers    []*Server      `json:"servers,omitempty"`
	Paths      Map[*PathItem] `json:"paths"`
	Components *Components    `json:"components,omitzero"`
	Tags       []Tag          `json:"tags,omitempty"`
}

// Info tells what the API is called.
type Info struct {
	Title       string `json:"title"`
	Description string `json:"description,omitzero"`
	Version     string `json:"version"`
}

// Server is a base URL.
type Server struct {
	URL         string               `json:"url"`
	Description string               `json:"description,omitzero"`
	Variables   Map[*ServerVariable] `json:"variables,omitempty"`
}

// ServerVariable is a variable of a base URL that has no value in the collection.
type ServerVariable struct {
	Default     string `json:"default"`
	Description string `json:"description,omitzero"`
}

// Tag is a folder.
type Tag struct {
	Name        string `json:"name"`
	Description string `json:"description,omitzero"`
}

// Components are what other objects refer to.
type Components struct {
	Schemas         Map[*Schema]         `json:"schemas,omitempty"`
	SecuritySchemes Map[*SecurityScheme] `json:"securitySchemes,omitempty"`
}

// PathItem is a path with its operations by method. Those of methods that
// OpenAPI 3.1 does not know have the place that OpenAPI 3.2 gives them.
type PathItem struct {
	Operations Map[*Operation]
	Additional Map[*Operation]
}

// MarshalJSON writes the operations, then the additional ones.
func (p *PathItem) MarshalJSON() ([]byte, error) {
	var members Map[any]
	for _, m := range p.Operations {
		members.add(m.Name, m.Value)
	}
	if p.Additional != nil {
		members.add("x-additionalOperations", p.Additional)
	}
	return members.MarshalJSON()
}

// Operation is a method of a path.
type Operation struct {
	Tags        []string               `json:"tags,omitempty"`
	Summary     string                 `json:"summary,omitzero"`
	Description string                 `json:"description,omitzero"`
	OperationID string                 `json:"operationId"`
	Parameters  []*Parameter           `json:"parameters,omitempty"`
	RequestBody *RequestBody           `json:"requestBody,omitzero"`
	Responses   Map[*Response]         `json:"responses"`
	Security    *[]map[string][]string `json:"security,omitzero"` // an empty list: none
	Servers     []*Server              `json:"servers,omitempty"`
}

// Parameter is a parameter in path, query or header.
type Parameter struct {
	Name            string        `json:"name"`
	In              string        `json:"in"`
	Description     string        `json:"description,omitzero"`
	Required        bool          `json:"required,omitzero"`
	AllowEmptyValue bool          `json:"allowEmptyValue,omitzero"`
	Style           string        `json:"style,omitzero"`
	Explode         *bool         `json:"explode,omitzero"`
	Schema          *Schema       `json:"schema"`
	Example         any           `json:"example,omitempty"`
	Examples        Map[*Example] `json:"examples,omitempty"` // instead of Example
}

// RequestBody is what a request sends, by media type.
type RequestBody struct {
	Content  Map[*MediaType] `json:"content"`
	Required bool            `json:"required,omitzero"`
}

// MediaType is a body of one media type.
type MediaType struct {
	Schema   *Schema        `json:"schema"`
	Examples Map[*Example]  `json:"examples,omitempty"`
	Encoding Map[*Encoding] `json:"encoding,omitempty"`
}

// Example is a body that the collection has: a JSON value, or a string.
type Example struct {
	Value any `json:"value"`
}

// Encoding tells how a field of a form is sent.
type Encoding struct {
	ContentType string `json:"contentType,omitzero"`
	Style       string `json:"style,omitzero"`
	Explode     *bool  `json:"explode,omitzero"`
}

// Response is an answer.
type Response struct {
	Description string          `json:"description"`
	Headers     Map[*Header]    `json:"headers,omitempty"`
	Content     Map[*MediaType] `json:"content,omitempty"`
}

// Header is a header of a response.
type Header struct {
	Description string  `json:"description,omitzero"`
	Schema      *Schema `json:"schema"`
	Example     any     `json:"example,omitempty"`
}

// SecurityScheme is a way to be let in.
type SecurityScheme struct {
	Type         string `json:"type"`
	Description  string `json:"description,omitzero"`
	Name         string `json:"name,omitzero"`
	In           string `json:"in,omitzero"`
	Scheme       string `json:"scheme,omitzero"`
	BearerFormat string `json:"bearerFormat,omitzero"`
}

// Schema is a JSON schema (draft 2020-12); the zero Schema allows any value.
type Schema struct {
	Ref                  string       `json:"$ref,omitzero"`
	Type                 Types        `json:"type,omitempty"`
	Format               string       `json:"format,omitzero"`
	Description          string       `json:"description,omitzero"`
	Enum                 []any        `json:"enum,omitempty"`
	AnyOf                []*Schema    `json:"anyOf,omitempty"`
	Items                *Schema      `json:"items,omitzero"`
	Properties           Map[*Schema] `json:"properties,omitempty"`
	Required             []string     `json:"required,omitempty"`
	AdditionalProperties *Schema      `json:"additionalProperties,omitzero"`
	Examples             []any        `json:"examples,omitempty"`
}

// Types are the types that a value may have.
type Types []string

// MarshalJSON writes a single type as a string.
func (t Types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// Map is a JSON object whose members keep their order.
type Map[V any] []Member[V]

// Member is a member of a Map.
type Member[V any] struct {
	Name  string
	Value V
}

func (m *Map[V]) add(name string, value V) { *m = append(*m, Member[V]{name, value}) }

// get finds a member.
func (m Map[V]) get(name string) (value V, ok bool) {
	for _, member := range m {
		if member.Name == name {
			return member.Value, true
		}
	}
	return value, false
}

// MarshalJSON writes the members in order; <, > and & stay as they are.
func (m Map[V]) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	text.WriteByte('{')
	for i, member := range m {
		if i > 0 {
			text.WriteByte(',')
		}
		if err := encoder.Encode(member.Name); err != nil {
			return nil, err
		}
		text.WriteByte(':')
		if err := encoder.Encode(member.Value); err != nil {
			return nil, err
		}
	}
	text.WriteByte('}')
	return text.Bytes(), nil
}

package openapi

// This file shows the types of JSON bodies as schemas. A type that stands at
// several places, or in itself, is a component.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// schemas makes schemas of types, and keeps those that are shared.
type schemas struct {
	components Map[*Schema]
	names      map[*api.Struct]string // of those among the components
}

// inferred is the type of JSON samples that the client has no type of its own for.
// They have been read before, so none of them is no JSON.
func inferred(samples []string) *api.Type {
	t, err := infer.JSON(samples)
	if err != nil {
		return &api.Type{}
	}
	return t
}

// types are what JSON schema calls the kinds; formats tell times and dates from
// other strings.
var types = map[api.Kind]string{
	api.String: "string", api.Time: "string", api.Date: "string",
	api.Int: "integer", api.Float: "number", api.Number: "number", api.Bool: "boolean",
	api.Array: "array", api.Object: "object", api.Map: "object",
}

// of is the schema of a type; name is what a component is called that has no Go name.
func (s *schemas) of(t *api.Type, name string) *Schema {
	shown := &Schema{}
	switch t.Kind {
	case api.Unknown:
		for _, kind := range t.OneOf {
			shown.Type = append(shown.Type, types[kind])
		}
	case api.Array:
		shown.Type, shown.Items = Types{"array"}, s.of(t.Elem, name)
	case api.Map:
		shown.Type, shown.AdditionalProperties = Types{"object"}, s.of(t.Elem, name)
	case api.Object:
		shown = s.reference(t.Struct, name)
	default:
		shown = scalar(t)
	}
	switch {
	case !t.Nullable && !t.Null:
	case shown.Type == nil: // a reference, or a value of which little but null is known
		return &Schema{AnyOf: []*Schema{shown, {Type: Types{"null"}}}}
	default:
		shown.Type = append(shown.Type, "null")
	}
	return shown
}

// scalar is the schema of a type of scalars. Texts that have the look of times or dates,
// and are none, have no format.
func scalar(t *api.Type) *Schema {
	shown := &Schema{Type: Types{types[t.Kind]}, Format: t.Format}
	if t.Kind == api.String && strings.HasPrefix(t.Format, "date") {
		shown.Format = ""
	}
	if t.Enum != nil {
		for _, v := range t.Enum.Values {
			if value := valueOf(v.Value, t); value != nil {
				shown.Enum = append(shown.Enum, value)
			}
		}
	}
	return shown
}

// reference is the schema of a struct, or refers to it where it is a component.
func (s *schemas) reference(object *api.Struct, name string) *Schema {
	if !object.Shared && !holdsItself(object) {
		return s.object(object, name)
	}
	if s.names[object] == "" {
		unique := unused(cmp.Or(object.GoName, name), func(name string) bool { _, ok := s.components.get(name); return ok })
		s.names[object] = unique
		at := len(s.components)
		s.components.add(unique, nil) // it may refer to itself
		s.components[at].Value = s.object(object, name)
	}
	return &Schema{Ref: "#/components/schemas/" + s.names[object]}
}

// holdsItself tells the node of a tree.
func holdsItself(object *api.Struct) bool {
	return slices.ContainsFunc(object.Fields, func(f *api.Field) bool {
		return f.Type.Innermost().Struct == object
	})
}

// object is the schema of a struct.
func (s *schemas) object(object *api.Struct, name string) *Schema {
	shown := &Schema{Type: Types{"object"}}
	for _, f := range object.Fields {
		shown.Properties.add(f.Key, s.of(f.Type, name))
	}
	return shown
}

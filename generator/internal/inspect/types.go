package inspect

// The types of JSON bodies: typeOf is the entry point.

import "github.com/postman-gen-go/postman-gen-go/generator/internal/api"

// kinds are the kinds of JSON values, by the Go types that hold them.
var kinds = map[api.Kind]string{
	api.Unknown: "json.RawMessage", api.String: "string", api.Int: "int64", api.Float: "float64",
	api.Number: "json.Number", api.Bool: "bool", api.Array: "slice", api.Object: "struct",
}

// typeOf shows a type; nil stays nil.
func typeOf(t *api.Type) *Type {
	if t == nil {
		return nil
	}
	shown := &Type{Kind: kinds[t.Kind], Nullable: t.Nullable, Element: typeOf(t.Elem)}
	if t.Struct != nil {
		shown.Name = t.Struct.GoName
		shown.Fields = each(t.Struct.Fields, func(f *api.Field) Field {
			return Field{Name: f.GoName, Key: f.Key, Type: typeOf(f.Type), Example: f.Example, Seen: f.Seen, Samples: f.Samples}
		})
	}
	return shown
}

package inspect

// The types of bodies: typeOf is the entry point.

import "github.com/postman-gen-go/postman-gen-go/generator/internal/api"

// kinds are the kinds of JSON values, by the Go types that hold them.
var kinds = map[api.Kind]string{
	api.Unknown: "json.RawMessage", api.String: "string", api.Int: "int64", api.Float: "float64",
	api.Number: "json.Number", api.Bool: "bool", api.Time: "time.Time", api.Date: "Date",
	api.Array: "slice", api.Object: "struct", api.Map: "map",
}

// typeOf shows a type; nil stays nil.
func typeOf(t *api.Type) *Type { return typeIn(t, nil) }

// typeIn shows a type that stands in a struct, perhaps in itself: then by its
// name alone.
func typeIn(t *api.Type, outer *api.Struct) *Type {
	if t == nil {
		return nil
	}
	shown := &Type{Kind: kinds[t.Kind], Format: t.Format, Nullable: t.Nullable, Element: typeIn(t.Elem, outer)}
	if t.Struct == nil {
		return shown
	}
	shown.Name = t.Struct.GoName
	if t.Struct != outer {
		shown.Fields = each(t.Struct.Fields, func(f *api.Field) Field {
			return Field{Name: f.GoName, Key: f.Key, Type: typeIn(f.Type, t.Struct), Example: f.Example, Seen: f.Seen, Samples: f.Samples}
		})
	}
	return shown
}

package emit

// This file prints the types of JSON bodies. In a request every scalar and
// object is optional, since one sample proves nothing about what is required;
// in a response all are plain values.

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// bodyStructs prints the structs of an operation's bodies.
func bodyStructs(f *file, op *api.Operation) {
	if op.Body != nil {
		structs(f, op.Body.Type, "the body of ["+op.RequestType+"]", optionalField)
	}
	for _, s := range op.Successes {
		if s.Shares == s {
			structs(f, s.Body.Type, "the body of ["+op.ResponseType+"]", valueField)
		}
	}
	for _, failure := range op.Failures {
		structs(f, failure.Body.Type, "the body of ["+failure.GoName+"]", valueField)
	}
}

// structs prints the struct of a type, then those of its fields. what says
// what the type is.
func structs(f *file, t *api.Type, what string, field func(*api.Field) *jen.Statement) {
	switch {
	case t == nil:
	case t.Elem != nil:
		structs(f, t.Elem, "an element of "+strings.TrimPrefix(what, "an element of "), field)
	case t.Struct != nil:
		var fields []jen.Code
		for _, member := range t.Struct.Fields {
			fields = append(fields, field(member))
		}
		f.structType(t.Struct.GoName, t.Struct.GoName+" is "+what+".", fields...)
		for _, member := range t.Struct.Fields {
			structs(f, member.Type, "the field "+member.GoName+" of ["+t.Struct.GoName+"]", field)
		}
	}
}

// optionalField is a field of a request: Name *string `json:"name,omitzero"`.
func optionalField(f *api.Field) *jen.Statement {
	return commented(jen.Id(f.GoName).Add(optionalType(f.Type)).Tag(jsonTag(f.Key, "omitzero")), f)
}

// valueField is a field of a response: Name string `json:"name"`.
func valueField(f *api.Field) *jen.Statement {
	return commented(jen.Id(f.GoName).Add(valueType(f.Type)).Tag(jsonTag(f.Key, "")), f)
}

// commented shows an example of a field behind it, and how often it was seen.
func commented(code *jen.Statement, f *api.Field) *jen.Statement {
	text := ""
	if f.Example != "" {
		text = clipped(f.Example)
	}
	if f.Seen < f.Samples {
		if text != "" {
			text += "; "
		}
		text += "in " + strconv.Itoa(f.Seen) + " of " + strconv.Itoa(f.Samples) + " examples"
	}
	if text == "" {
		return code
	}
	return code.Comment(commentText(text))
}

// optionalType is a type that has a value for absence.
func optionalType(t *api.Type) *jen.Statement {
	switch {
	case t.Nullable || t.Kind == api.Unknown || t.Kind == api.Array:
		return valueType(t)
	}
	return pointer(valueType(t))
}

// scalars are the Go types of JSON scalars.
var scalars = map[api.Kind]string{api.String: "string", api.Int: "int64", api.Float: "float64", api.Bool: "bool"}

// valueType is the plain type of a JSON value.
func valueType(t *api.Type) *jen.Statement {
	plain := jen.Id(scalars[t.Kind])
	switch t.Kind {
	case api.Unknown:
		return jen.Qual("encoding/json", "RawMessage")
	case api.Number:
		plain = jen.Qual("encoding/json", "Number")
	case api.Array:
		plain = list(valueType(t.Elem))
	case api.Object:
		plain = jen.Id(t.Struct.GoName)
	}
	if t.Nullable {
		return jen.Id("Nullable").Types(plain)
	}
	return plain
}

// responseType is the type of a response body.
func responseType(b api.ResponseBody) *jen.Statement {
	switch b.Kind {
	case api.JSONBody:
		return valueType(b.Type)
	case api.TextBody:
		return jen.String()
	case api.StreamBody:
		return jen.Qual("io", "ReadCloser")
	}
	return list(jen.Byte())
}

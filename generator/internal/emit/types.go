package emit

// This file prints the types of JSON and XML bodies. In a request every scalar and
// object is optional, since one sample proves nothing about what is required;
// in a response all are plain values.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// typesFile prints the types that have a list of values, and those that several
// bodies share.
func (p *printer) typesFile() *file {
	f := p.newFile("types.go", p.client.Package)
	for _, e := range p.client.Enums {
		enumType(f, e)
	}
	users := p.users()
	for _, s := range p.client.Outputs {
		if s.Shared {
			structType(f, s, users.of(s, "responses"), valueField)
		}
	}
	for _, s := range p.client.Inputs {
		if s.Shared {
			structType(f, s, users.of(s, "requests"), optionalField)
		}
	}
	return f
}

// hasTypes tells a client that needs typesFile.
func (p *printer) hasTypes() bool {
	isShared := func(s *api.Struct) bool { return s.Shared }
	return len(p.client.Enums) > 0 || slices.ContainsFunc(p.client.Inputs, isShared) || slices.ContainsFunc(p.client.Outputs, isShared)
}

// enumType prints the type of a parameter that has a list of values:
//
//	type Status string
//
//	const (
//		StatusOpen Status = "open"
//	)
func enumType(f *file, e *api.Enum) {
	comment := e.GoName + " is one of the values that the collection lists. Others can be sent as well, should the list be out of date."
	f.declare(e.GoName, comment, jen.Type().Id(e.GoName).String())
	var names []string
	var values []jen.Code
	for _, v := range e.Values {
		names = append(names, v.Const)
		values = append(values, jen.Id(v.Const).Id(e.GoName).Op("=").Add(lit(v.Value)))
	}
	f.declare(strings.Join(names, " "), "The values of "+e.GoName+".", jen.Const().Defs(values...))
}

// hasDates tells a client that needs the type Date.
func (p *printer) hasDates() bool {
	return slices.ContainsFunc(p.types(), func(t *api.Type) bool { return t.Innermost().Kind == api.Date })
}

// types lists the types of parameters, of bodies and of the members in them.
func (p *printer) types() []*api.Type {
	var list []*api.Type
	for _, s := range slices.Concat(p.client.Inputs, p.client.Outputs) {
		for _, f := range s.Fields {
			list = append(list, f.Type)
		}
	}
	p.eachOperation(func(op *api.Operation) {
		if op.Body != nil {
			list = append(list, op.Body.Type)
		}
		for _, param := range op.Params {
			list = append(list, param.Type)
		}
		list = append(list, op.ResponseTypes()...)
	})
	return slices.DeleteFunc(list, func(t *api.Type) bool { return t == nil })
}

// reads tells a client that reads bodies of a kind.
func (p *printer) reads(kind api.ResponseKind) bool {
	found := false
	p.eachOperation(func(op *api.Operation) {
		for _, s := range op.Successes {
			found = found || s.Body.Kind == kind
		}
		for _, f := range op.Failures {
			found = found || f.Body.Kind == kind
		}
	})
	return found
}

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

// structs prints the struct of a type, unless it is shared; what says what the
// type is.
func structs(f *file, t *api.Type, what string, field memberField) {
	switch {
	case t == nil:
	case t.Elem != nil:
		structs(f, t.Elem, "an element of "+strings.TrimPrefix(what, "an element of "), field)
	case t.Struct != nil && !t.Struct.Shared:
		structType(f, t.Struct, what, field)
	}
}

// memberField prints a member of a JSON object.
type memberField func(in *api.Struct, f *api.Field) *jen.Statement

// structType prints a struct, then those of its fields.
func structType(f *file, s *api.Struct, what string, field memberField) {
	fields := make([]jen.Code, len(s.Fields))
	for i, member := range s.Fields {
		fields[i] = field(s, member)
	}
	f.structType(s.GoName, s.GoName+" is "+what+".", fields...)
	for _, member := range s.Fields {
		if member.Type.Innermost().Struct != s {
			structs(f, member.Type, "the field "+member.GoName+" of ["+s.GoName+"]", field)
		}
	}
}

// optionalField is a field of a request: Name *string `json:"name,omitzero"`.
func optionalField(in *api.Struct, f *api.Field) *jen.Statement {
	return commented(jen.Id(f.GoName).Add(optionalType(f.Type, in)).Tag(jsonTag(f.Key, "omitzero")), f)
}

// valueField is a field of a response: Name string `json:"name"`.
func valueField(in *api.Struct, f *api.Field) *jen.Statement {
	tag := jsonTag(f.Key, "")
	if in.XML {
		tag = xmlTag(f.Key)
	}
	return commented(jen.Id(f.GoName).Add(memberType(f.Type, in)).Tag(tag), f)
}

// commented says behind a field what its values are if they contradict each
// other, shows one of them, and tells how often the field was seen.
func commented(code *jen.Statement, f *api.Field) *jen.Statement {
	var facts []string
	if len(f.Type.OneOf) > 1 {
		facts = append(facts, oneOf(f.Type.OneOf))
	}
	if f.Example != "" {
		facts = append(facts, clipped(f.Example))
	}
	if f.Gone {
		facts = append(facts, "no sample has it any more")
	}
	if f.Seen < f.Samples {
		facts = append(facts, "in "+strconv.Itoa(f.Seen)+" of "+strconv.Itoa(f.Samples)+" examples")
	}
	if len(facts) == 0 {
		return code
	}
	return code.Comment(commentText(strings.Join(facts, "; ")))
}

// kindNames are the kinds of JSON values in words.
var kindNames = map[api.Kind]string{
	api.String: "string", api.Number: "number", api.Bool: "boolean", api.Array: "array", api.Object: "object",
}

// oneOf is "string or number, see As".
func oneOf(kinds []api.Kind) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = kindNames[kind]
	}
	return strings.Join(names, " or ") + ", see As"
}

// optionalType is a type that has a value for absence.
func optionalType(t *api.Type, in *api.Struct) *jen.Statement {
	switch {
	case t.Nullable || t.Kind == api.Unknown || t.Kind == api.Array || t.Kind == api.Map, t.Struct != nil && t.Struct == in:
		return memberType(t, in)
	}
	return pointer(valueType(t))
}

// memberType is the type of a member. One that is the struct it lies in is a
// pointer: a Go struct cannot hold itself.
func memberType(t *api.Type, in *api.Struct) *jen.Statement {
	switch {
	case t.Struct == nil || t.Struct != in:
		return valueType(t)
	case t.Nullable:
		return jen.Id("Nullable").Types(pointer(jen.Id(in.GoName)))
	}
	return pointer(jen.Id(in.GoName))
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
	case api.Time:
		plain = jen.Qual("time", "Time")
	case api.Date:
		plain = jen.Id("Date")
	case api.Map:
		plain = jen.Map(jen.String()).Add(valueType(t.Elem))
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
	case api.JSONBody, api.XMLBody:
		return valueType(b.Type)
	case api.TextBody:
		return jen.String()
	case api.StreamBody:
		return jen.Qual("io", "ReadCloser")
	case api.EventBody:
		return jen.Op("*").Id("EventStream")
	}
	return list(jen.Byte())
}

package emit

// This file prints what an operation sends: its request struct, and the method
// that puts it on the wire.

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// requestStruct prints what a caller fills in.
func requestStruct(f *file, op *api.Operation) {
	var fields []jen.Code
	for i, p := range op.Params {
		if i > 0 {
			fields = append(fields, jen.Line())
		}
		fields = append(fields, doc(paramDoc(op, p))...)
		fields = append(fields, jen.Id(p.GoName).Add(paramType(p)))
	}
	if op.Body != nil {
		if len(fields) > 0 {
			fields = append(fields, jen.Line())
		}
		fields = append(fields, doc(bodyDoc(op.Body))...)
		fields = append(fields, jen.Id("Body").Add(bodyType(op.Body)))
	}
	comment := fmt.Sprintf("%s is what [%s.%s] sends.", op.RequestType, op.Service.Type, op.GoName)
	f.structType(op.RequestType, comment, fields...)
}

// placeNames say where a parameter goes.
var placeNames = [...]string{
	api.Path: "Path variable", api.Query: "Query parameter", api.Header: "Header", api.Form: "Form field",
	api.Part: "Form field", api.File: "File of the form field",
}

// paramDoc is the description of a parameter, and a line on what it is.
func paramDoc(op *api.Operation, p *api.Param) string {
	facts := placeNames[p.In] + " " + clipped(p.Key)
	switch {
	case p.Default != nil:
		facts += "; without a value, " + defaultText(p.Default) + " is sent"
	case p.Required:
		facts += "; required"
	case p.Disabled:
		facts += "; switched off in the collection"
	}
	if p.Type != nil && p.Type.Enum != nil && !p.Type.IsEnum() {
		facts += "; one of " + listed(p.Type.Enum.Values)
	}
	if p.Example != "" && (p.Default == nil || p.In == api.Path) {
		facts += "; for example " + strconv.Quote(clipped(p.Example))
	}
	if p.In == api.Header && p.Wire == op.IdempotencyKey {
		facts += "; with it, the request may be sent again after a failure that may pass"
	}
	return strings.TrimSpace(p.Doc + "\n\n" + facts + ".")
}

// listed are the values of a list: 0, 1, 2.
func listed(values []api.EnumValue) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Value
	}
	return clippedTo(strings.Join(texts, ", "), 200)
}

// defaultText is a default as the collection writes it.
func defaultText(segments []api.Segment) string {
	text, variables := "", false
	for _, s := range segments {
		switch {
		case s.Variable != nil && s.Variable.Header:
			return "that of Variables"
		case s.Variable != nil:
			text += "{{" + s.Variable.Key + "}}"
			variables = true
		case s.Drawn != "":
			return clipped(text) + "{{" + s.Drawn + "}}, drawn at each call,"
		default:
			text += s.Text
		}
	}
	if variables {
		return clipped(text) + " of Variables"
	}
	return strconv.Quote(clipped(text))
}

// paramType is the Go type of a parameter.
func paramType(p *api.Param) *jen.Statement {
	switch {
	case p.In == api.File && p.Repeated:
		return list(pointer(jen.Id("File")))
	case p.In == api.File:
		return pointer(jen.Id("File"))
	case p.Repeated:
		return list(scalarType(p.Type))
	case p.Required, p.Plain:
		return scalarType(p.Type)
	}
	return pointer(scalarType(p.Type))
}

// scalarType is the Go type of a text; nil is a string.
func scalarType(t *api.Type) *jen.Statement {
	switch {
	case t == nil:
		return jen.String()
	case t.IsEnum():
		return jen.Id(t.Enum.GoName)
	}
	plain := *t
	plain.Nullable = false // there is no null in text
	return valueType(&plain)
}

// isString tells a parameter whose field is a string as it is sent.
func isString(p *api.Param) bool {
	return p.Type == nil || p.Type.Kind == api.String && p.Type.Enum == nil
}

// canBeEmpty tells kinds whose zero value is nothing that one would send. A zero
// or a false may be meant.
func canBeEmpty(kind api.Kind) bool {
	return kind == api.String || kind == api.Time || kind == api.Date
}

// asText is asText(c, "Limit", r.Limit), which gives a field as it is sent.
func asText(function string, p *api.Param, field *jen.Statement) *jen.Statement {
	return jen.Id(function).Call(jen.Id("c"), lit(p.GoName), field)
}

func bodyDoc(b *api.Body) string {
	if b.ContentType == "" {
		return "Body is sent as it is."
	}
	if b.GraphQL != nil {
		return "Body is sent as " + oneLine(b.ContentType) + ". Without a " + memberName(b.Type.Struct, "query") + ", it has the collection's."
	}
	return "Body is sent as " + oneLine(b.ContentType) + "."
}

// bodyType is the Go type of the field Body.
func bodyType(b *api.Body) *jen.Statement {
	switch b.Kind {
	case api.PlainText:
		return pointer(jen.String())
	case api.Binary:
		return pointer(jen.Id("File"))
	}
	return optionalType(b.Type, nil)
}

// encodeMethod prints the method that puts a request struct on the wire.
func encodeMethod(f *file, op *api.Operation) {
	if len(op.Params) == 0 && op.Body == nil {
		f.method("r", op.RequestType, "encode", "", jen.Params(jen.Id("c").Op("*").Id("call")).Block(literalPaths(op)...))
		return
	}
	lines := []jen.Code{jen.If(jen.Id("r").Op("==").Nil()).Block(jen.Id("r").Op("=").New(jen.Id(op.RequestType)))}
	for _, part := range op.Path {
		lines = append(lines, encodePath(part))
	}
	for _, p := range op.Params {
		if p.In != api.Path {
			lines = append(lines, encodeParam(p)...)
		}
	}
	if op.Body != nil {
		lines = append(lines, encodeBody(op.Body)...)
	}
	if op.Untyped {
		lines = append(lines, jen.Id("c").Dot("untyped").Call())
	}
	f.method("r", op.RequestType, "encode", "", jen.Params(jen.Id("c").Op("*").Id("call")).Block(lines...))
}

// literalPaths is the path of an operation without parameters.
func literalPaths(op *api.Operation) []jen.Code {
	var lines []jen.Code
	for _, part := range op.Path {
		lines = append(lines, encodePath(part))
	}
	return lines
}

// encodePath is c.literal("/users/") or c.segment("UserID", r.UserID).
func encodePath(part api.PathPart) *jen.Statement {
	p := part.Param
	if p == nil {
		return jen.Id("c").Dot("literal").Call(lit(part.Literal))
	}
	name := "segment"
	if p.Slashes {
		name = "segments"
	}
	value := jen.Id("r").Dot(p.GoName)
	if !isString(p) {
		value = asText("asSegment", p, value)
	}
	if p.Default != nil {
		value = jen.Qual("cmp", "Or").Call(value, defaultValue(p.Default))
	}
	return jen.Id("c").Dot(name).Call(lit(p.GoName), value)
}

// encoders are the methods of call by place.
var encoders = [...]string{api.Query: "query", api.Header: "header", api.Form: "form", api.Part: "part", api.File: "file"}

// encodeParam is c.query("page", r.Page), or alike.
func encodeParam(p *api.Param) []jen.Code {
	field := jen.Id("r").Dot(p.GoName)
	args := []jen.Code{lit(p.Wire)}
	if p.In == api.Part || p.In == api.File {
		args = append(args, lit(p.ContentType))
	}
	send := func(suffix string, value *jen.Statement) jen.Code {
		return jen.Id("c").Dot(encoders[p.In] + suffix).Call(append(args, value)...)
	}
	switch {
	case p.Repeated && p.In != api.File && !isString(p):
		return []jen.Code{send("List", asText("asTexts", p, field))}
	case p.Repeated && p.Bare:
		return []jen.Code{jen.Id("c").Dot("flagList").Call(append(args, field)...)}
	case p.Repeated:
		return []jen.Code{send("List", field)}
	case p.In == api.File && p.Required:
		return []jen.Code{jen.Id("c").Dot("requireFile").Call(lit(p.GoName), field.Clone()), send("", field)}
	case p.In == api.File:
		return []jen.Code{send("", field)}
	case p.Required && isString(p):
		return []jen.Code{jen.Id("c").Dot("require").Call(lit(p.GoName), field.Clone()), send("", addressOf(field))}
	case p.Required && canBeEmpty(p.Type.Kind):
		return []jen.Code{send("", asText("asRequired", p, field))}
	case p.Required:
		return []jen.Code{send("", asText("asText", p, addressOf(field)))}
	case p.Plain:
		field = jen.Id("set").Call(field) // empty sends nothing
	}
	switch {
	case p.Bare:
		return []jen.Code{jen.Id("c").Dot("flag").Call(append(args, field)...)}
	}
	if !isString(p) {
		field = asText("asText", p, field)
	}
	if p.Default != nil {
		field = jen.Id("or").Call(field, defaultValue(p.Default))
	}
	return []jen.Code{send("", field)}
}

// defaultValue is a string, or "" where a variable in it is not set.
func defaultValue(segments []api.Segment) *jen.Statement {
	var parts []jen.Code
	for _, s := range segments {
		switch {
		case s.Variable != nil:
			parts = append(parts, jen.Id("c").Dot("variable").Call(jen.Id(s.Variable.Const)))
		case s.Drawn != "":
			parts = append(parts, jen.Id("drawn").Call(lit(s.Drawn)))
		default:
			parts = append(parts, lit(s.Text))
		}
	}
	if len(parts) == 1 {
		return jen.Add(parts[0])
	}
	return jen.Id("joined").Call(parts...)
}

// encodeBody is if r.Body != nil { c.json("application/json", r.Body) }.
func encodeBody(b *api.Body) []jen.Code {
	if b.GraphQL != nil {
		return encodeGraphQL(b)
	}
	field := jen.Id("r").Dot("Body")
	kind, value := "json", field.Clone()
	switch b.Kind {
	case api.PlainText:
		kind, value = "text", pointer(field.Clone())
	case api.Binary:
		kind = "binary"
	}
	return []jen.Code{notNil(field, jen.Id("c").Dot(kind).Call(lit(b.ContentType), value))}
}

// encodeGraphQL sends the collection's query, unless there is another one:
//
//	body := new(HeroRequestBody)
//	if r.Body != nil {
//		*body = *r.Body
//	}
//	body.Query = or(body.Query, c.op.query)
//	c.json("application/json", body)
func encodeGraphQL(b *api.Body) []jen.Code {
	field, body := jen.Id("r").Dot("Body"), jen.Id("body")
	fallback := func(key, text string) jen.Code {
		own := body.Clone().Dot(memberName(b.Type.Struct, key))
		return own.Clone().Op("=").Id("or").Call(own, jen.Id("c").Dot("op").Dot(text))
	}
	lines := []jen.Code{
		define("body", jen.New(jen.Id(b.Type.Struct.GoName))),
		notNil(field, pointer(body.Clone()).Op("=").Add(pointer(field.Clone()))),
		fallback("query", "query"),
	}
	if b.GraphQL.OperationName != "" {
		lines = append(lines, fallback("operationName", "queryName"))
	}
	return append(lines, jen.Id("c").Dot("json").Call(lit(b.ContentType), body))
}

// memberName is the Go name of an object's member.
func memberName(s *api.Struct, key string) string {
	for _, f := range s.Fields {
		if f.Key == key {
			return f.GoName
		}
	}
	return ""
}

package emit

// This file prints an operation: its method, its request and response structs,
// its errors, and the descriptor that tells the runtime what is fixed about it.

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// printOperation prints everything of an operation, as a reader needs it.
func printOperation(f *file, op *api.Operation) {
	method(f, op)
	requestStruct(f, op)
	encodeMethod(f, op)
	responseStruct(f, op)
	decodeMethod(f, op)
	for _, failure := range op.Failures {
		errorType(f, op, failure)
	}
	descriptor(f, op)
	bodyStructs(f, op)
}

// method prints the method that a caller calls:
//
//	func (s *UsersService) Get(ctx context.Context, request *UsersGetRequest, options ...RequestOption) (*UsersGetResponse, error) {
//		call := s.core.newCall(&opUsersGet, options)
//		request.encode(call)
//		response := new(UsersGetResponse)
//		if err := call.do(ctx, response); err != nil {
//			return nil, err
//		}
//		return response, nil
//	}
func method(f *file, op *api.Operation) {
	params := []jen.Code{
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("request").Add(pointer(jen.Id(op.RequestType))),
		variadic("options", "RequestOption"),
	}
	code := jen.Params(params...).Params(pointer(jen.Id(op.ResponseType)), jen.Error()).Block(
		define("call", jen.Id("s").Dot("core").Dot("newCall").Call(addressOf(jen.Id(op.Var)), jen.Id("options"))),
		jen.Id("request").Dot("encode").Call(jen.Id("call")),
		define("response", jen.New(jen.Id(op.ResponseType))),
		jen.If(define("err", jen.Id("call").Dot("do").Call(jen.Id("ctx"), jen.Id("response"))), jen.Err().Op("!=").Nil()).Block(
			jen.Return(jen.Nil(), jen.Err()),
		),
		jen.Return(jen.Id("response"), jen.Nil()),
	)
	f.method("s", op.Service.Type, op.GoName, methodDoc(op), code)
}

// methodDoc says what a method does, and which errors are documented.
func methodDoc(op *api.Operation) string {
	text := fmt.Sprintf("%s sends %s %s", op.GoName, op.Method, pathText(op))
	if name := oneLine(op.Name); name != "" {
		text += ": " + name
	}
	text = strings.TrimRight(text, ". ") + "."
	if op.Doc != "" {
		text += "\n\n" + op.Doc
	}
	if len(op.Failures) > 0 {
		text += "\n\nDocumented errors:\n"
		for _, failure := range op.Failures {
			text += fmt.Sprintf("\n  - %s: [%s]", statusText(failure.Status), failure.GoName)
		}
	}
	return text
}

func pathText(op *api.Operation) string {
	if op.Template == "" {
		return "/"
	}
	return clipped(op.Template)
}

// statusText is "404 Not Found".
func statusText(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// requestStruct prints what a caller fills in.
func requestStruct(f *file, op *api.Operation) {
	var fields []jen.Code
	for i, p := range op.Params {
		if i > 0 {
			fields = append(fields, jen.Line())
		}
		fields = append(fields, doc(paramDoc(p))...)
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
func paramDoc(p *api.Param) string {
	facts := placeNames[p.In] + " " + clipped(p.Key)
	switch {
	case p.Default != nil:
		facts += "; without a value, " + defaultText(p.Default) + " is sent"
	case p.Required:
		facts += "; required"
	case p.Disabled:
		facts += "; switched off in the collection"
	}
	if p.Example != "" && (p.Default == nil || p.In == api.Path) {
		facts += "; for example " + strconv.Quote(clipped(p.Example))
	}
	return strings.TrimSpace(p.Doc + "\n\n" + facts + ".")
}

// defaultText is a default as the collection writes it.
func defaultText(segments []api.Segment) string {
	text, variables := "", false
	for _, s := range segments {
		switch {
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
		return list(jen.String())
	case p.Required:
		return jen.String()
	}
	return pointer(jen.String())
}

func bodyDoc(b *api.Body) string {
	if b.ContentType == "" {
		return "Body is sent as it is."
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
	return optionalType(b.Type)
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
		lines = append(lines, encodeBody(op.Body))
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
	switch {
	case p.Repeated:
		return []jen.Code{jen.Id("c").Dot(encoders[p.In] + "List").Call(append(args, field)...)}
	case p.In == api.File && p.Required:
		return []jen.Code{
			jen.Id("c").Dot("requireFile").Call(lit(p.GoName), field.Clone()),
			jen.Id("c").Dot("file").Call(append(args, field)...),
		}
	case p.In == api.File:
	case p.Required:
		return []jen.Code{
			jen.Id("c").Dot("require").Call(lit(p.GoName), field.Clone()),
			jen.Id("c").Dot(encoders[p.In]).Call(append(args, addressOf(field))...),
		}
	case p.Bare:
		return []jen.Code{jen.Id("c").Dot("flag").Call(append(args, field)...)}
	case p.Default != nil:
		field = jen.Id("or").Call(field, defaultValue(p.Default))
	}
	return []jen.Code{jen.Id("c").Dot(encoders[p.In]).Call(append(args, field)...)}
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
func encodeBody(b *api.Body) *jen.Statement {
	field := jen.Id("r").Dot("Body")
	kind, value := "json", field.Clone()
	switch b.Kind {
	case api.PlainText:
		kind, value = "text", pointer(field.Clone())
	case api.Binary:
		kind = "binary"
	}
	return notNil(field, jen.Id("c").Dot(kind).Call(lit(b.ContentType), value))
}

// responseStruct prints what a caller gets.
func responseStruct(f *file, op *api.Operation) {
	fields := []jen.Code{jen.Id("Meta")}
	for _, h := range op.Headers {
		fields = append(fields, jen.Line())
		fields = append(fields, doc(strings.TrimSpace(h.Doc+"\n\nHeader "+oneLine(h.Name)+"."))...)
		fields = append(fields, jen.Id(h.GoName).String())
	}
	for _, s := range op.Successes {
		if s.Shares == s {
			fields = append(fields, jen.Line())
			fields = append(fields, doc(successDoc(op, s))...)
			fields = append(fields, jen.Id(s.Field).Add(responseType(s.Body)))
		}
	}
	comment := fmt.Sprintf("%s is the answer to [%s.%s].", op.ResponseType, op.Service.Type, op.GoName)
	f.structType(op.ResponseType, comment, fields...)
}

func successDoc(op *api.Operation, s *api.Success) string {
	text := "The body"
	if s.Status != 0 && len(op.Successes) > 1 {
		text += " under the status " + statusText(s.Status)
	}
	switch s.Body.Kind {
	case api.StreamBody:
		text += "; the caller closes it"
	case api.RawBody:
		text += " as it came: the collection does not show what it holds"
	}
	return strings.TrimSpace(s.Doc + "\n\n" + text + ".")
}

// decodeMethod prints the method that reads an answer.
func decodeMethod(f *file, op *api.Operation) {
	var lines []jen.Code
	for _, h := range op.Headers {
		lines = append(lines, jen.Id("r").Dot(h.GoName).Op("=").Id("a").Dot("header").Call(lit(h.Key)))
	}
	first := op.Successes[0]
	var cases []jen.Code
	for _, s := range op.Successes[1:] {
		if s.Shares != first.Shares {
			cases = append(cases, jen.Case(lit(s.Status)).Block(decodeBody(s)))
		}
	}
	if len(cases) > 0 {
		lines = append(lines, jen.Switch(jen.Id("a").Dot("meta").Dot("StatusCode")).Block(cases...))
	}
	lines = append(lines, decodeBody(first))
	f.method("r", op.ResponseType, "decode", "", jen.Params(jen.Id("a").Op("*").Id("answer")).Error().Block(lines...))
}

// decoders are the methods of answer by kind of body.
var decoders = [...]string{
	api.NoBody: "none", api.JSONBody: "json", api.TextBody: "text", api.RawBody: "bytes", api.StreamBody: "stream",
}

func decodeBody(s *api.Success) *jen.Statement {
	call := jen.Id("a").Dot(decoders[s.Body.Kind])
	if s.Body.Kind == api.NoBody {
		return jen.Return(call.Call())
	}
	return jen.Return(call.Call(addressOf(jen.Id("r").Dot(s.Field))))
}

// errorType prints the error of a documented status:
//
//	type UsersGet404Error struct {
//		*APIError
//		Body UsersGet404ErrorBody
//	}
func errorType(f *file, op *api.Operation, failure *api.Failure) {
	fields := []jen.Code{jen.Op("*").Id("APIError")}
	if failure.Body.Kind == api.JSONBody {
		fields = append(fields, jen.Line(), jen.Id("Body").Add(valueType(failure.Body.Type)))
	}
	comment := fmt.Sprintf("%s is the answer %s to [%s.%s].\n\n%s",
		failure.GoName, statusText(failure.Status), op.Service.Type, op.GoName, failure.Doc)
	f.structType(failure.GoName, comment, fields...)
	f.method("e", failure.GoName, "Unwrap", "Unwrap returns the APIError, so that errors.Is and errors.As find it.",
		jen.Params().Error().Block(jen.Return(jen.Id("e").Dot("APIError"))))
}

// descriptor prints what is fixed about an operation.
func descriptor(f *file, op *api.Operation) {
	members := []jen.Code{
		member("name", lit(methodPath(op))),
		member("method", lit(op.Method)),
		member("path", lit(op.Template)),
	}
	if i := op.BaseURL.Index; i > 0 {
		members = append(members, member("base", lit(i)))
	}
	if op.Glue != "" {
		members = append(members, member("glue", lit(op.Glue)))
	}
	if op.Credential != nil {
		members = append(members, member("credential", jen.Id(op.Credential.Const)))
	}
	if len(op.Failures) > 0 {
		members = append(members, member("fail", failFunction(op)))
	}
	f.declare(op.Var, "", jen.Var().Id(op.Var).Op("=").Add(literal(jen.Id("operation"), members...)))
}

// failFunction gives an APIError its type by status.
func failFunction(op *api.Operation) *jen.Statement {
	var cases []jen.Code
	for _, failure := range op.Failures {
		typed := addressOf(jen.Id(failure.GoName).Values(member("APIError", jen.Id("e"))))
		body := []jen.Code{jen.Return(typed)}
		if failure.Body.Kind == api.JSONBody {
			body = []jen.Code{
				define("typed", typed),
				jen.Id("e").Dot("decode").Call(addressOf(jen.Id("typed").Dot("Body"))),
				jen.Return(jen.Id("typed")),
			}
		}
		cases = append(cases, jen.Case(lit(failure.Status)).Block(body...))
	}
	return jen.Func().Params(jen.Id("e").Op("*").Id("APIError")).Error().Block(
		jen.Switch(jen.Id("e").Dot("StatusCode")).Block(cases...),
		jen.Return(jen.Id("e")),
	)
}

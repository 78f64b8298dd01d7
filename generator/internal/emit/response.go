package emit

// This file prints what an operation gets: its response struct, and the method
// that reads it.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// responseStruct prints what a caller gets.
func responseStruct(f *file, op *api.Operation) {
	fields := []jen.Code{jen.Id("Meta")}
	for _, h := range op.Headers {
		fields = append(fields, jen.Line())
		fields = append(fields, doc(strings.TrimSpace(h.Doc+"\n\nHeader "+oneLine(h.Name)+"."))...)
		fields = append(fields, jen.Id(h.GoName).String())
	}
	if op.Raw != "" && !hasField(op, op.Raw) {
		fields = append(fields, jen.Line())
		fields = append(fields, doc("The body as it came.")...)
		fields = append(fields, jen.Id(op.Raw).Add(list(jen.Byte())))
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

// hasField tells an operation with a success that is in a field.
func hasField(op *api.Operation, name string) bool {
	return slices.ContainsFunc(op.Successes, func(s *api.Success) bool { return s.Field == name })
}

// successDoc says when a body comes and what a caller does with it, if the type
// does not say it all.
func successDoc(op *api.Operation, s *api.Success) string {
	text := "The body"
	if s.Status != 0 && len(op.Successes) > 1 {
		text += " under the status " + statusText(s.Status)
	}
	switch s.Body.Kind {
	case api.StreamBody:
		text += "; the caller closes it"
	case api.EventBody:
		text += ", whose events come one by one; the caller ranges over them, or closes it"
	case api.RawBody:
		text += " as it came: the collection does not show what it holds"
	}
	if text == "The body" {
		return s.Doc
	}
	return strings.TrimSpace(s.Doc + "\n\n" + text + ".")
}

// decodeMethod prints the method that reads an answer.
func decodeMethod(f *file, op *api.Operation) {
	var lines []jen.Code
	for _, h := range op.Headers {
		lines = append(lines, jen.Id("r").Dot(h.GoName).Op("=").Id("a").Dot("header").Call(lit(h.Key)))
	}
	if op.Raw != "" {
		keep := jen.Id("a").Dot("keep").Call(addressOf(jen.Id("r").Dot(op.Raw)))
		lines = append(lines, jen.If(define("err", keep), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())))
	}
	first := op.Successes[0]
	var cases []jen.Code
	for _, s := range op.Successes[1:] {
		if s.Shares != first.Shares {
			cases = append(cases, jen.Case(lit(s.Status)).Block(decodeBody(op, s)))
		}
	}
	if len(cases) > 0 {
		lines = append(lines, jen.Switch(jen.Id("a").Dot("meta").Dot("StatusCode")).Block(cases...))
	}
	lines = append(lines, decodeBody(op, first))
	f.method("r", op.ResponseType, "decode", "", jen.Params(jen.Id("a").Op("*").Id("answer")).Error().Block(lines...))
}

// decoders are the methods of answer by kind of body.
var decoders = [...]string{
	api.NoBody: "none", api.JSONBody: "json", api.XMLBody: "xml", api.TextBody: "text", api.RawBody: "bytes",
	api.StreamBody: "stream", api.EventBody: "events",
}

func decodeBody(op *api.Operation, s *api.Success) *jen.Statement {
	call := jen.Id("a").Dot(decoders[s.Body.Kind])
	switch {
	case s.Body.Kind == api.NoBody:
		return jen.Return(call.Call())
	case s.Field == op.Raw:
		return jen.Return(jen.Nil()) // it is kept already
	case s.Body.Kind == api.XMLBody:
		return jen.Return(call.Call(lit(s.Body.Root), addressOf(jen.Id("r").Dot(s.Field))))
	}
	return jen.Return(call.Call(addressOf(jen.Id("r").Dot(s.Field))))
}

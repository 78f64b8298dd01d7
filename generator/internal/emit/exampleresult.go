package emit

// This file prints what Example functions do with an answer: they show what a
// reader would look for first. exampleResult is the entry point.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// exampleResult prints something of an answer: what tells objects apart, an
// object a line where there are several.
func (p *printer) exampleResult(op *api.Operation) []jen.Code {
	first := op.Successes[0]
	body := jen.Id("response").Dot(first.Field)
	switch {
	case first.Body.Kind == api.StreamBody:
		return copyToStdout(body)
	case first.Body.Kind == api.EventBody:
		return printEvents(body)
	case first.Body.Kind == api.TextBody:
		return []jen.Code{printLine(body)}
	case first.Body.Kind == api.RawBody:
		return []jen.Code{printLine(jen.Len(body), lit("bytes"))}
	case first.Body.Type != nil:
		if code := printValue(body, first.Body.Type, 2); code != nil {
			return []jen.Code{code}
		}
	}
	facts := []jen.Code{jen.Id("response").Dot("StatusCode")}
	if len(op.Headers) > 0 {
		facts = append(facts, jen.Id("response").Dot(op.Headers[0].GoName))
	}
	return []jen.Code{printLine(facts...)}
}

func printLine(values ...jen.Code) *jen.Statement { return jen.Qual("fmt", "Println").Call(values...) }

// copyToStdout closes a stream, too: that is up to the caller.
func copyToStdout(body *jen.Statement) []jen.Code {
	return []jen.Code{
		jen.Defer().Add(body.Clone()).Dot("Close").Call(),
		jen.If(
			jen.List(jen.Id("_"), jen.Err()).Op(":=").Qual("io", "Copy").Call(jen.Qual("os", "Stdout"), body),
			jen.Err().Op("!=").Nil(),
		).Block(logFatal(jen.Err())),
	}
}

// printEvents ranges over a stream of events, which closes it.
func printEvents(body *jen.Statement) []jen.Code {
	return []jen.Code{
		jen.For(jen.List(jen.Id("event"), jen.Err()).Op(":=").Range().Add(body).Dot("Events").Call()).Block(
			jen.If(jen.Err().Op("!=").Nil()).Block(logFatal(jen.Err())),
			printLine(jen.Id("event").Dot("Data")),
		),
	}
}

// printValue prints what is telling of a JSON value, down to depth objects
// within it; nil where nothing is.
func printValue(x *jen.Statement, t *api.Type, depth int) *jen.Statement {
	switch {
	case t.Nullable:
		return nil
	case isScalar(t):
		return printLine(x)
	case t.Kind == api.Map:
		return printLine(jen.Len(x))
	case t.Kind == api.Array:
		return printElements(x, t.Elem)
	case t.Kind == api.Object:
		return printObject(x, t.Struct, depth)
	}
	return nil
}

// printObject prints an object by what it is called, or else the list in it,
// or else what scalars it has, or else the object in it.
func printObject(x *jen.Statement, s *api.Struct, depth int) *jen.Statement {
	fields := telling(s)
	if len(fields) > 0 && isName(fields[0]) {
		return printLine(selectors(x, fields)...)
	}
	for _, f := range s.Fields {
		if f.Type.Kind == api.Array && f.Type.Elem.Kind == api.Object && !f.Type.Nullable {
			return printElements(x.Clone().Dot(f.GoName), f.Type.Elem)
		}
	}
	for _, f := range s.Fields {
		if f.Type.Struct != nil && f.Type.Struct != s && depth > 0 {
			if code := printValue(x.Clone().Dot(f.GoName), f.Type, depth-1); code != nil {
				return code
			}
		}
	}
	if len(fields) > 0 {
		return printLine(selectors(x, fields)...)
	}
	return nil
}

// printElements prints what is telling of each element of a list, or else how
// many there are.
func printElements(x *jen.Statement, elem *api.Type) *jen.Statement {
	if elem.Nullable || elem.Kind != api.Object && !isScalar(elem) || elem.Kind == api.Object && len(telling(elem.Struct)) == 0 {
		return printLine(jen.Len(x))
	}
	return jen.For(jen.List(jen.Id("_"), jen.Id("item")).Op(":=").Range().Add(x)).Block(printLine(itemFacts(elem)...))
}

// itemFacts are what is telling of an element, or else all of it.
func itemFacts(elem *api.Type) []jen.Code {
	if elem.Kind == api.Object && !elem.Nullable {
		if fields := telling(elem.Struct); len(fields) > 0 {
			return selectors(jen.Id("item"), fields)
		}
	}
	return []jen.Code{jen.Id("item")}
}

// selectors are x.ID, x.Name.
func selectors(x *jen.Statement, fields []*api.Field) []jen.Code {
	var list []jen.Code
	for _, f := range fields {
		list = append(list, x.Clone().Dot(f.GoName))
	}
	return list
}

// telling are the scalars of an object by which one knows it, at most two:
// those that name it first. What has no example may be a secret, and comes last.
func telling(s *api.Struct) []*api.Field {
	fields := slices.DeleteFunc(slices.Clone(s.Fields), func(f *api.Field) bool { return f.Type.Nullable || !isScalar(f.Type) })
	rank := func(f *api.Field) int {
		switch {
		case isName(f):
			return 0
		case f.Example != "":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(fields, func(a, b *api.Field) int { return cmp.Compare(rank(a), rank(b)) })
	return fields[:min(2, len(fields))]
}

// isName tells a member that names its object.
func isName(f *api.Field) bool {
	return slices.Contains([]string{"id", "uuid", "name", "title"}, strings.ToLower(f.Key))
}

// isScalar tells a value that prints as itself.
func isScalar(t *api.Type) bool {
	switch t.Kind {
	case api.String, api.Int, api.Float, api.Number, api.Bool, api.Time, api.Date:
		return true
	}
	return false
}

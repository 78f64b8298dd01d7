package emit

// This file prints the requests of Example functions, with values that the
// collection shows. A secret comes from the environment. exampleRequest is the
// entry point.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// exampleRequest is a request struct with its required fields, and then the
// first optional ones that have a value to show.
func (p *printer) exampleRequest(op *api.Operation) *jen.Statement {
	const optional = 3
	var required, others []jen.Code
	for _, param := range op.Params {
		value := p.exampleParam(param)
		switch {
		case value == nil || param.Default != nil:
		case param.Required:
			required = append(required, member(param.GoName, value))
		case !param.Disabled && len(others) < optional:
			others = append(others, member(param.GoName, value))
		}
	}
	fields := append(required, others...)
	if op.Body != nil {
		if value := p.exampleBody(op); value != nil {
			fields = append(fields, member("Body", value))
		}
	}
	if len(fields) == 0 {
		return jen.Nil()
	}
	return addressOf(literal(p.of(op.RequestType), fields...))
}

// exampleParam is the value of a parameter's field; nil where the collection
// has none to show.
func (p *printer) exampleParam(param *api.Param) *jen.Statement {
	if param.In == api.File {
		return p.exampleFile(param)
	}
	value := p.exampleText(param)
	switch {
	case value == nil:
		return nil
	case param.Repeated:
		return list(p.qualified(param.Type)).Values(value)
	case param.Required:
		return value
	}
	return p.ptr(typed(param.Type, value))
}

func (p *printer) exampleFile(param *api.Param) *jen.Statement {
	file := p.of("FileFromPath").Call(lit(strings.ToLower(param.GoName) + ".bin"))
	if param.Repeated {
		return literal(list(pointer(p.of("File"))), file)
	}
	return file
}

// exampleText is a parameter's value. A required text that has none is called
// after its field.
func (p *printer) exampleText(param *api.Param) *jen.Statement {
	t, text := param.Type, param.Example
	switch {
	case param.Secret && isString(param):
		return getenv(param.GoName)
	case text == "" && !param.Required:
		return nil
	case t.IsEnum():
		return p.exampleEnum(t.Enum, text)
	case isString(param):
		return lit(cmp.Or(text, strings.ReplaceAll(strings.ToLower(environmentName(param.GoName)), "_", "-")))
	}
	return p.exampleOf(t.Kind, cmp.Or(text, anyValues[t.Kind]))
}

// anyValues stand in for values that a request cannot do without.
var anyValues = map[api.Kind]string{api.Int: "1", api.Float: "1", api.Bool: "true", api.Time: "2026-01-02T15:04:05Z", api.Date: "2026-01-02"}

// exampleEnum is the constant of a text, or else the first one.
func (p *printer) exampleEnum(e *api.Enum, text string) *jen.Statement {
	i := slices.IndexFunc(e.Values, func(v api.EnumValue) bool { return v.Value == text })
	return p.of(e.Values[max(i, 0)].Const)
}

// qualified is the type of a text, as another package names it.
func (p *printer) qualified(t *api.Type) *jen.Statement {
	switch {
	case t.IsEnum():
		return p.of(t.Enum.GoName)
	case t != nil && t.Kind == api.Date:
		return p.of("Date")
	}
	return scalarType(t)
}

// typed is a value of just its type where Go would infer another one: int64(5).
func typed(t *api.Type, value *jen.Statement) *jen.Statement {
	if t != nil && t.Kind == api.Int {
		return jen.Int64().Call(value)
	}
	return value
}

// ptr is zoom.Ptr(value).
func (p *printer) ptr(value *jen.Statement) *jen.Statement { return p.of("Ptr").Call(value) }

// exampleBody is the field Body; nil where the collection has no value to show.
func (p *printer) exampleBody(op *api.Operation) *jen.Statement {
	b := op.Body
	switch {
	case b.Kind == api.PlainText:
		return p.ptr(lit(p.sampleText(op)))
	case b.Kind == api.Binary:
		return p.of("FileFromPath").Call(lit("upload.bin"))
	case b.GraphQL != nil:
		return p.exampleVariables(b)
	case b.Type.Struct != nil:
		return addressOf(literal(p.of(b.Type.Struct.GoName), p.exampleMembers(b.Type.Struct, 1)...))
	}
	return p.exampleComposite(b.Type, 1)
}

// exampleVariables is a body of GraphQL with its variables: the client has the
// rest. It is nil where there are none.
func (p *printer) exampleVariables(b *api.Body) *jen.Statement {
	var others api.Struct
	for _, f := range b.Type.Struct.Fields {
		if f.Key != "query" && f.Key != "operationName" {
			others.Fields = append(others.Fields, f)
		}
	}
	members := p.exampleMembers(&others, 1)
	if len(members) == 0 {
		return nil
	}
	return addressOf(literal(p.of(b.Type.Struct.GoName), members...))
}

// sampleText is a text that the collection sends as the body, "…" where it shows
// none, or one that is long, may be a secret or is still to be filled in.
func (p *printer) sampleText(op *api.Operation) string {
	const longest = 120
	for _, item := range p.client.Items {
		if item.Operation != op || item.Request == nil || item.Request.Body == nil {
			continue
		}
		body := item.Request.Body.Text
		if body.Text != "" && len(body.Text) <= longest && body.Secret == "" && !strings.Contains(body.Text, "{{") {
			return body.Text
		}
	}
	return "…"
}

// exampleMembers are the first members of an object that have a value to show:
// scalars, and objects or lists of objects down to depth.
func (p *printer) exampleMembers(s *api.Struct, depth int) []jen.Code {
	const scalars, composites = 4, 2
	var members []jen.Code
	plain, composite := 0, 0
	for _, f := range s.Fields {
		if value := p.exampleScalar(f); value != nil && plain < scalars {
			plain++
			members = append(members, member(f.GoName, value))
			continue
		}
		if depth == 0 || composite == composites || f.Type.Innermost().Struct == s {
			continue
		}
		if value := p.exampleComposite(f.Type, depth-1); value != nil {
			composite++
			members = append(members, member(f.GoName, value))
		}
	}
	return members
}

// exampleComposite is an object or a list of one object; nil where it has no
// member to show.
func (p *printer) exampleComposite(t *api.Type, depth int) *jen.Statement {
	object := t
	if t.Kind == api.Array {
		object = t.Elem
	}
	if t.Nullable || object.Nullable || object.Kind != api.Object {
		return nil
	}
	members := p.exampleMembers(object.Struct, depth)
	switch {
	case len(members) == 0:
		return nil
	case t.Kind == api.Array:
		return literal(list(p.of(object.Struct.GoName)), literal(jen.Null(), members...))
	}
	return addressOf(literal(p.of(object.Struct.GoName), members...))
}

// exampleScalar is a member's example as Go; nil where there is none.
func (p *printer) exampleScalar(f *api.Field) *jen.Statement {
	text := f.Example
	switch f.Type.Kind {
	case api.String, api.Time, api.Date:
		s, ok := jsonString(text)
		if !ok || strings.Contains(s, "{{") {
			return nil
		}
		text = s
	}
	value := p.exampleOf(f.Type.Kind, text)
	switch {
	case value == nil:
		return nil
	case f.Type.Nullable:
		return p.of("Value").Call(typed(f.Type, value))
	}
	return p.ptr(typed(f.Type, value))
}

// exampleOf is a text as Go, nil where it is no value of the kind.
func (p *printer) exampleOf(kind api.Kind, text string) *jen.Statement {
	switch kind {
	case api.String:
		return lit(text)
	case api.Bool:
		return lit(text == "true")
	case api.Int:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return lit(n)
		}
	case api.Float:
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			return lit(x)
		}
	case api.Time:
		if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
			return exampleTime(t.UTC())
		}
	case api.Date:
		if t, err := time.Parse(time.DateOnly, text); err == nil {
			return p.of("Date").Values(member("Year", lit(t.Year())), member("Month", jen.Qual("time", t.Month().String())), member("Day", lit(t.Day())))
		}
	}
	return nil
}

// exampleTime is time.Date(2026, time.May, 1, 9, 30, 0, 0, time.UTC).
func exampleTime(t time.Time) *jen.Statement {
	return jen.Qual("time", "Date").Call(
		lit(t.Year()), jen.Qual("time", t.Month().String()), lit(t.Day()),
		lit(t.Hour()), lit(t.Minute()), lit(t.Second()), lit(t.Nanosecond()), jen.Qual("time", "UTC"),
	)
}

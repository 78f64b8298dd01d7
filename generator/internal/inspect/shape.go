package inspect

// What looks like Go: the structs of requests, responses and errors, with their
// types nested in place.

import (
	"fmt"
	"strconv"
)

const (
	maxDepth  = 6  // structs nested deeper are shown as …
	maxColumn = 32 // a longer name or type sticks out of its column, for the sake of the others
)

// field is a line of a struct; one whose type is a struct itself has fields.
type field struct {
	name, typ string // "Items", "[]struct"
	close     string // what follows the closing brace: the "]" of Nullable[struct{…}]
	fields    []field
	comment   string
}

// requestFields are the fields of a request struct.
func requestFields(m Method) []field {
	fields := each(m.Parameters, parameterField)
	if m.Body != nil && m.Body.Kind != "form" && m.Body.Kind != "multipart" {
		fields = append(fields, bodyField(m.Body))
	}
	return fields
}

func parameterField(p Parameter) field {
	facts := p.In + " " + oneLine(p.Key)
	switch {
	case p.Default != nil:
		facts += ", default " + strconv.Quote(*p.Default)
	case p.Required:
		facts += ", required"
	case p.Disabled:
		facts += ", disabled"
	default:
		facts += ", optional"
	}
	if p.Example != "" && p.Default == nil {
		facts += ", e.g. " + strconv.Quote(p.Example)
	}
	if p.Secret {
		facts += ", secret"
	}
	return field{name: p.Name, typ: p.Type, comment: described(facts, p.Description)}
}

func bodyField(b *Body) field {
	f := field{name: "Body", typ: "string"}
	if b.Type != nil {
		f = typed("Body", b.Type)
	} else if b.Kind == "binary" {
		f.typ = "File"
	}
	f.comment = described(b.ContentType, b.Description)
	return f
}

// responseShape is a response struct as one status fills it, or an error struct.
func responseShape(m Method, r Response) field {
	shape := field{name: statusText(r.Status), typ: m.ResponseType, comment: firstLine(r.Description)}
	if r.Error != "" {
		shape.typ = r.Error
	} else {
		shape.fields = each(m.ResponseHeaders, func(h Header) field {
			return field{name: h.Name, typ: "string", comment: described("header "+h.Key, h.Description)}
		})
	}
	switch r.Kind {
	case "json", "xml":
		shape.fields = append(shape.fields, typed(r.Field, r.Type))
	case "text":
		shape.fields = append(shape.fields, field{name: r.Field, typ: "string"})
	case "bytes":
		shape.fields = append(shape.fields, field{name: r.Field, typ: "[]byte"})
	case "stream":
		shape.fields = append(shape.fields, field{name: r.Field, typ: "io.ReadCloser"})
	case "events":
		shape.fields = append(shape.fields, field{name: r.Field, typ: "*EventStream"})
	}
	return shape
}

// typed is a field of a JSON or XML type.
func typed(name string, t *Type) field {
	f := field{name: name}
	for ; t.Element != nil; t = t.Element {
		if t.Nullable {
			f.typ, f.close = f.typ+"Nullable[", "]"+f.close
		}
		f.typ += map[string]string{"slice": "[]", "map": "map[string]"}[t.Kind]
	}
	if t.Nullable {
		f.typ, f.close = f.typ+"Nullable[", "]"+f.close
	}
	if t.Kind == "struct" && t.Fields == nil {
		f.typ += t.Name // the struct around it
	} else {
		f.typ += t.Kind
	}
	if t.Fields == nil {
		f.typ, f.close = f.typ+f.close, ""
		return f
	}
	f.fields = each(t.Fields, memberField)
	return f
}

// memberField is a member of a JSON object or XML element, with what its samples show.
func memberField(member Field) field {
	f := typed(member.Name, member.Type)
	f.comment = strconv.Quote(member.Key)
	if member.Example != "" {
		f.comment += ": " + member.Example
	}
	if member.Seen < member.Samples {
		f.comment += fmt.Sprintf(", in %d of %d samples", member.Seen, member.Samples)
	}
	return f
}

// shape prints the head of a struct that is no field: "404 Not Found  UsersGet404Error {".
func (p printer) shape(depth int, s field) {
	p.field(depth, maxDepth, s, s.name+": "+s.typ)
}

// fields prints the lines of a struct in columns, as gofmt would.
func (p printer) fields(depth, left int, fields []field) {
	names := columnOf(fields, func(f field) string { return f.name })
	types := columnOf(fields, func(f field) string {
		if f.fields != nil {
			return ""
		}
		return f.typ
	})
	for _, f := range fields {
		text := fmt.Sprintf("%-*s %s", names, f.name, f.typ)
		if f.fields == nil && f.comment != "" {
			text = fmt.Sprintf("%-*s %-*s", names, f.name, types, f.typ)
		}
		p.field(depth, left, f, text)
	}
}

// field prints a line, and below it the struct that it opens, if any.
func (p printer) field(depth, left int, f field, text string) {
	switch {
	case f.fields == nil:
	case len(f.fields) == 0:
		text += " {}" + f.close
	case left == 0:
		text += " { … }" + f.close
	default:
		text += " {"
	}
	if f.comment != "" {
		text += " // " + f.comment
	}
	p.line(depth, text)
	if len(f.fields) == 0 || left == 0 {
		return
	}
	p.fields(depth+1, left-1, f.fields)
	p.line(depth, "}"+f.close)
}

// columnOf is the width of a column.
func columnOf[T any](rows []T, text func(T) string) int {
	widest := 0
	for _, row := range rows {
		if n := len([]rune(text(row))); n <= maxColumn {
			widest = max(widest, n)
		}
	}
	return widest
}

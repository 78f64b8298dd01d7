package lock

// This file writes types as Go does, beginning with TypeText, and reads them:
// ParseType.

import (
	"fmt"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// scalars are the Go types that hold values without members.
var scalars = map[api.Kind]string{
	api.Unknown: "json.RawMessage", api.String: "string", api.Int: "int64", api.Float: "float64",
	api.Number: "json.Number", api.Bool: "bool", api.Time: "time.Time", api.Date: "Date",
}

// kinds are the kinds by Go type.
var kinds = inverse(scalars)

func inverse(names map[api.Kind]string) map[string]api.Kind {
	kinds := make(map[string]api.Kind, len(names))
	for kind, name := range names {
		kinds[name] = kind
	}
	return kinds
}

// TypeText is a type as Go writes it, without what tells an absent value: nil is
// a string of which nothing is known.
func TypeText(t *api.Type) string {
	if t == nil {
		return "string"
	}
	text := scalars[t.Kind]
	switch {
	case t.IsEnum():
		text = t.Enum.GoName
	case t.Kind == api.Array:
		text = "[]" + TypeText(t.Elem)
	case t.Kind == api.Map:
		text = "map[string]" + TypeText(t.Elem)
	case t.Kind == api.Object:
		text = t.Struct.GoName
	}
	if t.Nullable {
		return "Nullable[" + text + "]"
	}
	return text
}

// ParseType reads what TypeText writes. named gives the types that have a name,
// nil for those it does not know.
func ParseType(text string, named func(name string) *api.Type) (*api.Type, error) {
	if kind, ok := kinds[text]; ok {
		return &api.Type{Kind: kind}, nil
	}
	if inner, ok := strings.CutPrefix(text, "Nullable["); ok && strings.HasSuffix(inner, "]") {
		t, err := ParseType(strings.TrimSuffix(inner, "]"), named)
		if err != nil || t.Nullable {
			return nil, notType(text)
		}
		nullable := *t
		nullable.Nullable = true
		return &nullable, nil
	}
	for prefix, kind := range map[string]api.Kind{"[]": api.Array, "map[string]": api.Map} {
		if inner, ok := strings.CutPrefix(text, prefix); ok {
			elem, err := ParseType(inner, named)
			return &api.Type{Kind: kind, Elem: elem}, err
		}
	}
	if t := named(text); t != nil {
		return t, nil
	}
	return nil, notType(text)
}

func notType(text string) error { return fmt.Errorf("%q is no type of this client", text) }

// ParseField takes a field apart: "Limit *int64".
func ParseField(text string) (name, typ string) {
	name, typ, _ = strings.Cut(text, " ")
	return name, typ
}

// Param is the Go field of a parameter, taken apart.
type Param struct {
	GoName   string
	Optional bool // a pointer
	List     bool
	Type     string // of one value: "int64", "File", the name of an enum
}

// ParamText is the field of a parameter: "Limit *int64".
func ParamText(p *api.Param) string {
	text := strings.TrimSuffix(strings.TrimPrefix(TypeText(p.Type), "Nullable["), "]") // there is no null in text
	if p.In == api.File {
		text = "*File"
	}
	switch {
	case p.Repeated:
		text = "[]" + text
	case p.In != api.File && !p.Required && !p.Plain:
		text = "*" + text
	}
	return p.GoName + " " + text
}

// ParseParam takes a field apart that ParamText has written.
func ParseParam(text string) Param {
	name, typ := ParseField(text)
	p := Param{GoName: name}
	typ, p.List = strings.CutPrefix(typ, "[]")
	p.Type, p.Optional = strings.CutPrefix(typ, "*")
	return p
}

// places are how a lock calls the places of parameters.
var places = [...]string{
	api.Path: "path ", api.Query: "query ", api.Header: "header ", api.Form: "form ", api.Part: "part ", api.File: "file ",
}

// ParamKey is what tells a parameter from the others of its operation: "query limit".
func ParamKey(p *api.Param) string { return SlotKey(p.In, p.Key) }

// ParseKey takes such a key apart.
func ParseKey(key string) (place api.Place, name string) {
	for i, prefix := range places {
		if name, ok := strings.CutPrefix(key, prefix); ok {
			return api.Place(i), name
		}
	}
	return api.Query, key
}

// SlotKey is the same of a place and a key.
func SlotKey(place api.Place, key string) string { return places[place] + key }

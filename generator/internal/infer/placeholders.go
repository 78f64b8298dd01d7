package infer

// This file reads what Postman's converter of OpenAPI documents writes in place
// of values, beginning with placeholderOf: "<long>" for an integer of the format
// int64, "<string,null>" for a string that may be null (openapi-to-postmanv2,
// its option parametersResolution=Schema).

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// placeholder stands for the values of a type.
type placeholder struct {
	kind   api.Kind // Unknown for "<object>" and "<array>", which say nothing about what is in them
	format string
	null   bool
	gaveUp bool // the converter had no value
}

// placeholders are the names of types and formats, as they stand between "<"
// and ">".
var placeholders = map[string]placeholder{
	"string": {kind: api.String}, "integer": {kind: api.Int}, "number": {kind: api.Float}, "boolean": {kind: api.Bool},
	"long": {kind: api.Int, format: "int64"}, "int64": {kind: api.Int, format: "int64"}, "int32": {kind: api.Int, format: "int32"},
	"float": {kind: api.Float, format: "float"}, "double": {kind: api.Float, format: "double"},
	"dateTime": {kind: api.Time, format: "date-time"}, "date": {kind: api.Date, format: "date"},
	"object": {}, "array": {}, "null": {null: true},
}

// textFormats are the placeholders of strings in some format that Go has no
// type for.
var textFormats = map[string]bool{
	"binary": true, "byte": true, "email": true, "hostname": true, "ipv4": true, "ipv6": true, "password": true,
	"time": true, "uri": true, "uri-template": true, "url": true, "uuid": true,
}

// formatKinds are the kinds of formats as they stand behind several types:
// "<integer,null-int32>".
var formatKinds = map[string]api.Kind{"date-time": api.Time, "date": api.Date}

// gaveUp matches what the converter writes where a schema refers to itself, or
// is too deep for it.
var gaveUp = regexp.MustCompile(`^<(Circular reference|Error)\b.*>$`)

// placeholderOf gives what a text stands for, if it is a placeholder.
func placeholderOf(text string) (placeholder, bool) {
	if len(text) < 3 || text[0] != '<' || text[len(text)-1] != '>' {
		return placeholder{}, false
	}
	name := text[1 : len(text)-1]
	if p, ok := placeholders[name]; ok {
		return p, true
	}
	if textFormats[name] {
		return placeholder{kind: api.String, format: name}, true
	}
	if strings.Contains(name, ",") {
		return alternatives(name)
	}
	return placeholder{gaveUp: true}, gaveUp.MatchString(text)
}

// alternatives reads several types and a format: "string,null-date-time".
func alternatives(name string) (placeholder, bool) {
	types, format, _ := strings.Cut(name, "-")
	var p placeholder
	for t := range strings.SplitSeq(types, ",") {
		one, ok := placeholders[t]
		switch {
		case !ok || one.format != "":
			return placeholder{}, false
		case one.null:
			p.null = true
		case p.kind == api.Unknown:
			p.kind = one.kind
		case p.kind != one.kind:
			return placeholder{null: p.null}, true // several types are none
		}
	}
	p.format = format
	if kind, ok := formatKinds[format]; ok && p.kind == api.String {
		p.kind = kind
	}
	return p, true
}

// Text gives the type of a text that stands for a value, such as a parameter,
// by samples of it: placeholders, or numbers and booleans that are written as
// Go writes them. No samples give nil, and so do texts of which nothing is known
// but that they are strings.
func Text(samples []string) *api.Type {
	values := make([]any, len(samples))
	for i, s := range samples {
		values[i] = textValue(s)
	}
	if t := typeOf(values); t.Kind != api.Unknown && (t.Kind != api.String || t.Format != "" || t.Nullable) {
		if t.Kind == api.Float && !allOf(values, isShortest) {
			t.Kind = api.Number
		}
		return t
	}
	return nil
}

// isShortest says whether a float64 is written as the number was.
func isShortest(value any) bool {
	n, ok := value.(json.Number)
	f, err := n.Float64()
	return !ok || err == nil && strconv.FormatFloat(f, 'f', -1, 64) == string(n)
}

// textValue is what a text stands for as a JSON value. A number or boolean counts
// only if it is written in one way, since it has to be sent as it was.
func textValue(text string) any {
	if p, ok := placeholderOf(text); ok {
		return p
	}
	switch _, err := strconv.ParseInt(text, 10, 64); {
	case text == "true", text == "false":
		return text == "true"
	case err == nil && wholeNumber.MatchString(text), fraction.MatchString(text):
		return json.Number(text)
	}
	return text
}

var (
	wholeNumber = regexp.MustCompile(`^(0|-?[1-9]\d{0,17})$`)
	fraction    = regexp.MustCompile(`^-?(0|[1-9]\d*)\.\d+$`)
)

// family is the kind that a placeholder is compared by.
func (p placeholder) family() api.Kind {
	switch p.kind {
	case api.Int, api.Float:
		return api.Number
	case api.Time, api.Date:
		return api.String
	}
	return p.kind
}

// standsForAnything tells the object that the converter writes in place of any
// schema that it gives up: {"value": "<Circular reference to …>"}.
func standsForAnything(members object) bool {
	if len(members) != 1 || members[0].key != "value" {
		return false
	}
	p, ok := members[0].value.(placeholder)
	return ok && p.gaveUp
}

// IsPlaceholder tells a text that stands for the values of a type.
func IsPlaceholder(text string) bool {
	_, ok := placeholderOf(text)
	return ok
}

// samples are values of the kinds that Go does not hold as strings, as JSON text.
var samples = map[api.Kind]string{
	api.Int: `1`, api.Float: `1.5`, api.Bool: `true`, api.Time: `"2026-01-01T00:00:00Z"`, api.Date: `"2026-01-01"`,
}

// quotedPlaceholder matches what may be a placeholder in JSON text, and the colon
// behind a key.
var quotedPlaceholder = regexp.MustCompile(`"<[^"<>\\]+>"(\s*:)?`)

// Filled gives a JSON text with values of the right type in place of
// placeholders, so that it can be decoded into the type that JSON gives of it.
// Placeholders of strings stay.
func Filled(text string) string {
	return quotedPlaceholder.ReplaceAllStringFunc(text, func(match string) string {
		p, ok := placeholderOf(strings.Trim(match, `"`))
		switch sample := samples[p.kind]; {
		case !ok:
		case sample != "":
			return sample
		case p == placeholder{null: true}:
			return "null"
		}
		return match
	})
}

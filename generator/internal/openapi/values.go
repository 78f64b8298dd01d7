package openapi

// This file is about the values of parameters, as the collection has them: lists
// that are one text, values that tell requests apart, examples.

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// textList matches a list that is one text, as Postman's converter of OpenAPI
// documents writes it: <string>,<string>. Its first group is a separator.
var textList = regexp.MustCompile(`^<\w+>(?:(,|\||%20| )<\w+>)+$`)

// list gives the elements of a parameter that is a list in one text, and what
// separates them; "" where it is none.
func (p *parameter) list() (separator string, elements []string) {
	for _, param := range p.params {
		if match := textList.FindStringSubmatch(param.Example); match != nil {
			return match[1], strings.Split(param.Example, match[1])
		}
	}
	return "", nil
}

// styles are how OpenAPI calls what separates the elements of a list.
var styles = map[string]string{",": "form", "|": "pipeDelimited", " ": "spaceDelimited", "%20": "spaceDelimited"}

// style is how a parameter is written that is a list in one text.
func (p *parameter) style() (style string, explode *bool) {
	if separator, _ := p.list(); separator != "" {
		return styles[separator], new(false)
	}
	return "", nil
}

// telling lists the values that tell the requests apart: list and create, of
// ?action=list and ?action=create.
func (p *parameter) telling() []any {
	var values []any
	for _, param := range p.params {
		value := valueOf(param.Example, p.typ())
		if d := param.Default; len(d) == 1 && d[0].Text != "" && value != nil && !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return values
}

// examples lists the values that the collection has.
func (p *parameter) examples() []any {
	if separator, _ := p.list(); separator != "" {
		return nil // it has placeholders
	}
	var values []any
	for _, param := range p.params {
		text := cmp.Or(param.Example, defaultText(param.Default))
		if value := valueOf(text, p.typ()); text != "" && value != nil && !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	if p.repeated() && values != nil {
		return []any{values}
	}
	return values
}

// number matches a JSON number.
var number = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$`)

// valueOf is what a text stands for as a JSON value; nil where it is not of the type.
func valueOf(text string, t *api.Type) any {
	switch {
	case t == nil || types[t.Kind] == "string":
		return text
	case t.Kind == api.Bool && (text == "true" || text == "false"):
		return text == "true"
	case t.Kind != api.Bool && number.MatchString(text):
		return json.Number(text)
	}
	return nil
}

// defaultText is what a default comes to with the values of the collection, "" where
// they are not known.
func defaultText(segments []api.Segment) string {
	var text strings.Builder
	for _, s := range segments {
		switch {
		case s.Variable != nil && s.Variable.Value != "":
			text.WriteString(s.Variable.Value)
		case s.Variable != nil || s.Drawn != "":
			return ""
		}
		text.WriteString(s.Text)
	}
	return text.String()
}

package resolve

// This file types parameters by their samples and descriptions, beginning with
// typeParams. A parameter is text on the wire; its type says which texts.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// typeParams types the parameters of an operation by all its requests.
func (r *resolver) typeParams(op *api.Operation, requests []*request) {
	samples := map[*api.Param][]sample{}
	for _, q := range requests {
		for _, p := range q.target.path {
			if param := paramOf(op, slot{api.Path, p.name}); p.name != "" && param != nil {
				samples[param] = append(samples[param], sample{text: unescaped(api.Path, p.value.Text), unset: p.value.Text == p.text, doc: p.doc})
			}
		}
		for _, e := range q.entries() {
			if param := paramOf(op, e.slot()); param != nil {
				samples[param] = append(samples[param], sample{unescaped(e.place, e.value.Text), e.disabled && e.value.Text == "", e.doc})
			}
		}
	}
	for _, p := range op.Params {
		if p.Secret {
			samples[p] = slices.DeleteFunc(samples[p], func(s sample) bool { return !infer.IsPlaceholder(s.text) && !isSmall(s.text) })
		}
		if !p.Bare && !p.Slashes && p.In != api.File {
			p.Type = paramType(p.In, samples[p])
			r.keepParamType(op, p, samples[p])
			r.shareEnum(p)
		}
	}
}

// isSmall tells a number that is too small to be a secret.
func isSmall(text string) bool { return len(text) <= 2 && strings.Trim(text, "0123456789") == "" }

// sample is what a request shows of a parameter.
type sample struct {
	text  string
	unset bool // there is no value
	doc   string
}

// paramType types a parameter; nil is a string of which nothing is known. What
// holds a variable is text: a caller gives the value of the variable.
func paramType(place api.Place, samples []sample) *api.Type {
	var texts, values []string
	for _, s := range samples {
		if len(references(s.text)) > 0 {
			return nil
		}
		if !s.unset {
			texts = append(texts, s.text)
		}
		if values == nil {
			values = enumValues(s.doc)
		}
	}
	t := infer.Text(texts)
	if place == api.Path && t != nil && t.Kind != api.String && t.Kind != api.Int && t.Kind != api.Date {
		t = nil // an empty path variable is refused, and these cannot tell
	}
	if values == nil {
		return t
	}
	if t == nil {
		t = &api.Type{Kind: api.String}
	}
	t.Enum = &api.Enum{}
	for _, value := range values {
		t.Enum.Values = append(t.Enum.Values, api.EnumValue{Value: value})
	}
	return t
}

// enumMarker matches how Postman's converter of OpenAPI documents lists the
// values of a parameter in its description.
var enumMarker = regexp.MustCompile(`\s*\(This can only be one of ([^()]*)\)`)

// enumValues lists the values that a description names; nil if it names none.
func enumValues(description string) []string {
	if !strings.Contains(description, "(This can only be one of ") {
		return nil // cheaply: most do not
	}
	m := enumMarker.FindStringSubmatch(description)
	if m == nil {
		return nil
	}
	var values []string
	for value := range strings.SplitSeq(m[1], ",") {
		if value = strings.TrimSpace(value); value != "" && !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return values
}

// shareEnum gives parameters of the same name with the same values one type.
func (r *resolver) shareEnum(p *api.Param) {
	if !p.Type.IsEnum() || p.Type.Enum.GoName != "" {
		return
	}
	id := strings.ToLower(p.Key)
	for _, v := range p.Type.Enum.Values {
		id += "\n" + v.Value
	}
	if known := r.enums[id]; known != nil {
		p.Type.Enum, known.Shared = known, true
		return
	}
	r.enums[id] = p.Type.Enum
	r.client.Enums = append(r.client.Enums, p.Type.Enum)
}

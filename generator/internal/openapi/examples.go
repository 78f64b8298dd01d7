package openapi

// This file collects the examples of one body.

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// examples are the examples of one body, each under its name.
type examples struct {
	Map[*Example]
	texts map[string]bool // those that are listed already
}

// placeholders finds what Postman's converter of OpenAPI documents writes where it
// knows no value; a body with them is no example.
var placeholders = regexp.MustCompile(`"<[A-Za-z0-9]+([,-][A-Za-z0-9-]+)*>"|"<(Circular reference|Error)`)

// unknown is infer.Unknown as JSON has it.
const unknown = `"\u0000unknown"`

// addBody adds the body of a request; not one in which a variable stands for a JSON
// value that nobody knows.
func (e *examples) addBody(name string, body *api.BodyText) bool {
	switch {
	case body == nil || body.Kind == api.Binary:
	case body.Kind == api.PlainText:
		e.add(name, body.Text.Text, false)
	case strings.Contains(body.Sample, unknown):
		return false
	default:
		e.add(name, body.Sample, true)
	}
	return true
}

// add adds a body unless it is listed already, or is no example.
func (e *examples) add(name, text string, isJSON bool) {
	text = strings.TrimSpace(text)
	if text == "" || text == "null" || e.texts[text] || placeholders.MatchString(text) {
		return
	}
	if e.texts == nil {
		e.texts = map[string]bool{}
	}
	e.texts[text] = true
	var value any = text
	if isJSON {
		value = json.RawMessage(text)
	}
	name = cmp.Or(strings.Join(strings.Fields(name), " "), "example")
	e.Map.add(unused(name, func(name string) bool { _, ok := e.get(name); return ok }), &Example{value})
}

package resolve

// This file is about {{variables}}: what the collection defines, how a text is
// expanded, and which of them a caller may set once on the client.

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// reference matches a {{variable}}, as postman-collection does.
var reference = regexp.MustCompile(`\{\{([^{}]*?)\}\}`)

// leadingReference matches one that a text begins with; where there is none it
// says so without looking for another one through all of the text.
var leadingReference = regexp.MustCompile("^" + reference.String())

// maxRounds is how often newman expands a text again, so that cycles end.
const maxRounds = 19

// scope is the values of variables by name.
type scope map[string]string

// newScope gives the enabled variables of a collection; of two with the same
// name the last counts. One that may hold a secret stays what it is called, so
// that its value reaches no file by way of another text.
func newScope(variables []*collection.Variable, secrets map[string]bool) scope {
	s := scope{}
	for _, v := range variables {
		switch {
		case v.Key == "" || v.Disabled:
		case secrets[v.Key]:
			s[v.Key] = "{{" + v.Key + "}}"
		default:
			s[v.Key] = printed(v)
		}
	}
	return s
}

// expand replaces the {{variables}} of a text by their values, and those of
// the values, as newman does. What has no value stays as it is.
func (s scope) expand(text string) string {
	for range maxRounds {
		if !strings.Contains(text, "{{") {
			return text
		}
		next := reference.ReplaceAllStringFunc(text, func(match string) string {
			if value, ok := s[match[2:len(match)-2]]; ok {
				return value
			}
			return match
		})
		if next == text {
			return text
		}
		text = next
	}
	return text
}

// references lists the names of the {{variables}} in a text.
func references(text string) []string {
	if !strings.Contains(text, "{{") {
		return nil
	}
	var names []string
	for _, match := range reference.FindAllStringSubmatch(text, -1) {
		names = append(names, match[1])
	}
	return names
}

// dynamic tells a variable that Postman draws anew each time: {{$guid}}.
func dynamic(name string) bool { return strings.HasPrefix(name, "$") }

// drawn are the dynamic variables that a client draws, too. All others give
// sample data, which no client should make up.
var drawn = map[string]bool{"$guid": true, "$randomUUID": true, "$timestamp": true, "$isoTimestamp": true, "$randomInt": true}

// printed gives a variable's value as newman prints it into a text.
func printed(v *collection.Variable) string {
	text := v.Value.Text()
	switch {
	case v.Type == "string" && v.Value.Kind() == collection.Missing:
		return "undefined"
	case v.Type == "number":
		return printedNumber(text)
	case v.Type == "boolean":
		return strconv.FormatBool(v.Value.Truthy())
	}
	return text
}

// printedNumber is JavaScript's String(Number(text)) for decimal numbers.
func printedNumber(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return "0"
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) {
		return "NaN"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// variables finds the variables that may be set once on the client: those
// that the collection gives a value, and those that requests of two services
// use. What only names a base URL has an option of its own.
func (r *resolver) variables(col *collection.Collection, items []*item) {
	described := map[string]string{}
	for _, v := range col.Variables {
		described[v.Key] = v.Description
	}
	for _, use := range variableUses(items) {
		_, defined := r.scope[use.name]
		if dynamic(use.name) || !defined && len(use.services) < 2 && r.lock.Variables[use.name] == "" {
			continue
		}
		v := &api.Variable{Key: use.name, Secret: r.secrets[use.name], Doc: r.text(described[use.name])}
		if value := r.scope.expand(r.scope[use.name]); !v.Secret && len(references(value)) == 0 {
			v.Value = value
		}
		r.client.Variables = append(r.client.Variables, v)
	}
}

// variableUse says which services' requests hold a variable.
type variableUse struct {
	name     string
	services map[*api.Service]bool
}

// variableUses lists the variables of paths and parameters by first use.
func variableUses(items []*item) []*variableUse {
	var uses []*variableUse
	byName := map[string]*variableUse{}
	for _, it := range items {
		for _, text := range it.request.templates() {
			for _, p := range bracedPieces(text) {
				name := p.name
				if name == "" {
					continue
				}
				use := byName[name]
				if use == nil {
					use = &variableUse{name: name, services: map[*api.Service]bool{}}
					byName[name] = use
					uses = append(uses, use)
				}
				use.services[it.operation.Service] = true
			}
		}
	}
	return uses
}

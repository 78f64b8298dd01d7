package config

// The file's form for editors. Entry point: Schema.

import (
	"bytes"
	"encoding/json"
)

type object = map[string]any

// Schema is a JSON Schema (2020-12) of the file, indented. What it cannot say is that two
// clients need two folders.
func Schema() ([]byte, error) {
	properties := object{}
	var required []string
	for _, key := range Keys() {
		property := schemas[key.kind]()
		property["description"] = key.About
		properties[key.Name] = property
		if key.Required {
			required = append(required, key.Name)
		}
	}
	schema := object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                Name,
		"description":          "The clients that postman-gen-go generates for a project. Paths are relative to the file.",
		"type":                 "object",
		"required":             []string{"clients"},
		"additionalProperties": false,
		"properties": object{
			"clients": object{
				"description":          "The clients by their names, which are arguments of commands: postman-gen-go generate NAME.",
				"type":                 "object",
				"minProperties":        1,
				"propertyNames":        object{"pattern": clientName.String()},
				"additionalProperties": object{"$ref": "#/$defs/client"},
			},
		},
		"$defs": object{
			"client": object{
				"type":                 "object",
				"required":             required,
				"additionalProperties": false,
				"properties":           properties,
			},
		},
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(schema)
	return b.Bytes(), err
}

// schemas make those of values.
var schemas = [...]func() object{
	textKind:  func() object { return object{"type": "string", "minLength": 1} },
	textsKind: func() object { return object{"type": "array", "items": object{"type": "string", "minLength": 1}} },
	namesKind: func() object {
		return object{"type": "object", "additionalProperties": object{"type": "string", "minLength": 1}}
	},
	flagKind: func() object { return object{"type": "boolean"} },
}

package resolve

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// parsed writes a target on one line: base | path | query | user info.
func parsed(u target) string {
	var path string
	var query []string
	for _, p := range u.path {
		if p.name != "" {
			path += "<" + p.name + "=" + p.value.Text + ">"
		} else {
			path += p.text
		}
	}
	for _, e := range u.query {
		text := e.key + "=" + e.value.Text
		if e.bare {
			text = e.key
		}
		query = append(query, text)
	}
	return fmt.Sprintf("%s | %s | %s | %s", u.base, path, strings.Join(query, " "), u.userInfo)
}

// TestParseText holds string URLs against what newman makes of them.
func TestParseText(t *testing.T) {
	for text, want := range map[string]string{
		"https://example.com/a/b?x=1&y":         "https://example.com | /a/b | x=1 y | ",
		"{{baseUrl}}/users/{{id}}.json":         "{{baseUrl}} | /users/<id={{id}}>.json |  | ",
		"{{baseUrl}}/{{user{{n}}}}/{{{{x}}}}":   "{{baseUrl}} | /<user{{n}}={{user{{n}}}}>/<{{x}}={{{{x}}}}> |  | ",
		"{{baseUrl}}/{{{id}}}":                  "{{baseUrl}} | /{<id={{id}}>} |  | ",
		"{{baseUrl}}users":                      "{{baseUrl}} | users |  | ",
		"{{host}}{{prefix}}/a":                  "{{host}}{{prefix}} | /a |  | ",
		"{{host}}:{{port}}/a":                   "{{host}}:{{port}} | /a |  | ",
		"https://{{sub}}.example.com/a":         "https://{{sub}}.example.com | /a |  | ",
		"example.com/a":                         "example.com | /a |  | ",
		"https://u:p@ss@example.com/a":          "https://example.com | /a |  | u:p@ss",
		"  https://example.com/a?b=c#d?e":       "https://example.com | /a | b=c | ",
		`https:\\example.com\a`:                 "https://example.com | /a |  | ",
		"https:///example.com/a":                "https://example.com | /a |  | ",
		"https://example.com/users/:id":         "https://example.com | /users/<id=:id> |  | ",
		"{{a?b}}/x?q={{c&d}}":                   "{{a?b}} | /x | q={{c&d}} | ",
		"https://example.com//a//b/":            "https://example.com | //a//b/ |  | ",
		"":                                      " |  |  | ",
		"{{url}}":                               "{{url}} |  |  | ",
		"https://example.com?x=":                "https://example.com |  | x= | ",
		"https://example.com/?redirect=a://b@c": "https://example.com | / | redirect=a://b@c | ",
	} {
		if diff := cmp.Diff(want, parsed(parseText(text, ""))); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

// TestParseObject holds URL objects against what newman makes of them.
func TestParseObject(t *testing.T) {
	for object, want := range map[string]string{
		`{"protocol": "https", "host": ["example", "com"], "path": ["a", ""], "query": [{"key": "x", "value": "1"}]}`:  "https://example.com | /a/ | x=1 | ",
		`{"host": "example.com", "port": 81, "path": "/a/b"}`:                                                          "example.com:81 | /a/b |  | ",
		`{"host": ["{{base}}"], "path": ["u", ":id.json"], "variable": [{"key": "id", "value": "7"}]}`:                 "{{base}} | /u/<id=7>.json |  | ",
		`{"host": ["x"], "path": [":id"]}`:                                                                             "x | /<id=:id> |  | ",
		`{"host": ["x"], "path": [":id"], "variable": [{"key": "id", "value": 7}]}`:                                    "x | /<id=:id> |  | ",
		`{"host": ["x"], "path": [":id"], "variable": [{"key": "id", "value": 7, "type": "string"}]}`:                  "x | /<id=7> |  | ",
		`{"host": ["x"], "path": [":id"], "variable": [{"key": "id", "value": "7", "type": "number"}]}`:                "x | /<id=:id> |  | ",
		`{"host": ["x"], "path": [":id"], "variable": [{"key": "id", "value": "1"}, {"key": "id", "value": "2"}]}`:     "x | /<id=2> |  | ",
		`{"host": ["x"], "query": [{"key": "a", "value": null}, {"key": "b", "value": 5}, {"key": "c", "value": ""}]}`: "x |  | a b c= | ",
		`{"protocol": "https", "path": ["x", "a"]}`:                                                                    "https://x | /a |  | ",
		`{"raw": "https://x/a?b=c"}`: "https://x | /a | b=c | ",
		`{"raw": "https://other/", "host": ["x"], "auth": {"user": "u", "password": "p"}}`: "x |  |  | u:p",
	} {
		col, _, err := collection.Decode([]byte(`{"info": {"schema": "v2.1.0"}, "item": [{"request": {"url": ` + object + `}}]}`))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, parsed(parseURL(col.Items[0].Request.URL))); diff != "" {
			t.Errorf("%s: %s", object, diff)
		}
	}
}

// TestExpand holds variables against what newman makes of them.
func TestExpand(t *testing.T) {
	s := scope{"a": "1", "b": "{{a}}2", "cycle": "{{cycle}}", "n": "a", "empty": ""}
	for text, want := range map[string]string{
		"x{{a}}y":      "x1y",
		"{{b}}":        "12",
		"{{cycle}}":    "{{cycle}}",
		"{{ a }}":      "{{ a }}",
		"{{missing}}":  "{{missing}}",
		"{{{{n}}}}":    "1",
		"{{{a}}}":      "{1}",
		"[{{empty}}]":  "[]",
		"{{a":          "{{a",
		"plain {a} }}": "plain {a} }}",
	} {
		if got := s.expand(text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

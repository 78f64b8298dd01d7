// SPDX-License-Identifier: MIT-0

package fake

// This file compares the body of a request with a saved one: JSON by value, forms by their fields, else the text.

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// body is the body of a saved request; none of its fields is set if it has none.
type body struct {
	value  any    // JSON
	text   *text  // no JSON
	fields []pair // of a form
	file   bool   // binary: any content
}

// score is what a body adds to the score of a saved response: less if only the query of GraphQL is the same, by which
// requests of one method and path are told apart.
func (b body) score(r *Request) int {
	switch {
	case b.isEmpty():
		return 0
	case b.equals(r):
		return 2
	}
	saved, _ := b.value.(map[string]any)
	query, isGraphQL := saved["query"].(string)
	var received struct{ Query *string }
	if isGraphQL && json.Unmarshal(r.Body, &received) == nil && received.Query != nil && (text{Text: query}).matches(*received.Query) {
		return 1
	}
	return 0
}

func (b body) isEmpty() bool { return b.value == nil && b.text == nil && b.fields == nil && !b.file }

// equals reports whether a request has this body.
func (b body) equals(r *Request) bool {
	switch {
	case b.file:
		return true
	case b.fields != nil:
		return sameFields(b.fields, formFields(r))
	case b.text != nil:
		return b.text.matches(strings.TrimSpace(string(r.Body)))
	case b.value != nil:
		var received any
		return json.Unmarshal(r.Body, &received) == nil && sameJSON(b.value, received)
	}
	return len(r.Body) == 0
}

// sameJSON compares JSON values. A string of the sample with {{variables}} is a pattern, one that is a variable alone
// stands for any value.
func sameJSON(sample, received any) bool {
	switch s := sample.(type) {
	case map[string]any:
		r, ok := received.(map[string]any)
		if !ok || len(r) != len(s) {
			return false
		}
		for key, member := range s {
			if other, ok := r[key]; !ok || !sameJSON(member, other) {
				return false
			}
		}
		return true
	case []any:
		r, ok := received.([]any)
		return ok && slices.EqualFunc(s, r, sameJSON)
	case string:
		if r, ok := received.(string); ok {
			return text{Text: s}.matches(r)
		}
		return variable.FindString(s) == s && s != ""
	}
	return sample == received
}

// sameFields compares the fields of forms, which may come in any order.
func sameFields(sample, received []pair) bool {
	rest := slices.Clone(received)
	for _, p := range sample {
		i := slices.IndexFunc(rest, func(r pair) bool { return r.Key == p.Key && p.Value.matches(r.Value.Text) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return len(rest) == 0
}

// formFields reads the fields of a form. Of files only the fields' names count: their contents are not saved.
func formFields(r *Request) []pair {
	media, parameters, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if media == "multipart/form-data" {
		return partFields(multipart.NewReader(bytes.NewReader(r.Body), parameters["boundary"]))
	}
	values, err := url.ParseQuery(string(r.Body))
	if err != nil {
		return nil
	}
	var fields []pair
	for key, list := range values {
		for _, value := range list {
			fields = append(fields, pair{key, text{Text: value}})
		}
	}
	return fields
}

func partFields(reader *multipart.Reader) []pair {
	var fields []pair
	for {
		part, err := reader.NextPart()
		if err != nil {
			return fields
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return fields
		}
		if part.FileName() != "" {
			content = nil
		}
		fields = append(fields, pair{part.FormName(), text{Text: string(content)}})
	}
}

// text is text of the collection. What may be a secret is a stand-in, of which Secret says where the real one is.
type text struct {
	Text   string `json:"text"`
	Secret string `json:"secret"`
}

// UnmarshalJSON reads a text without a secret as a plain string.
func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, &t.Text)
	}
	type plain text
	return json.Unmarshal(data, (*plain)(t))
}

// variable is a reference that is replaced before Postman sends a request.
var variable = regexp.MustCompile(`\{\{[^{}]*\}\}`)

// matches compares with a text of a request. Variables and secrets stand for any text.
func (t text) matches(s string) bool {
	if t.Secret != "" || t.Text == s {
		return true
	}
	literals := variable.Split(t.Text, -1)
	last := len(literals) - 1
	rest, ok := strings.CutPrefix(s, literals[0])
	for i := 1; i < last && ok; i++ {
		_, rest, ok = strings.Cut(rest, literals[i])
	}
	return ok && last > 0 && strings.HasSuffix(rest, literals[last])
}

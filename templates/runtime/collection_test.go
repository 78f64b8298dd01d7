// SPDX-License-Identifier: MIT-0

package runtime

// This file reads the requests of the collection from testdata; values_test.go
// fills in their variables and secrets, and calls_test.go sends them with the
// client's methods. examples_test.go and replay_test.go begin here.

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// item is a request of the collection, with its saved responses.
type item struct {
	Index    int       `json:"index"`  // among all requests, as Postman's runner counts
	Number   int       `json:"number"` // among those that are no empty items
	Name     string    `json:"name"`
	Method   string    `json:"method"` // of the client, as methods lists it
	Request  sent      `json:"request"`
	Examples []example `json:"examples"`
}

// sent is a request: the fields that a caller sets, and what then goes over
// the wire. Variables such as {{id}} are unresolved.
type sent struct {
	BaseURL string      `json:"baseURL"`
	Auth    *credential `json:"auth"`
	Fields  []field     `json:"fields"`
	Body    *bodyText   `json:"body"`

	Verb    string `json:"verb"`
	Path    string `json:"path"`
	Query   []pair `json:"query"`
	Headers []pair `json:"headers"`
	Form    []pair `json:"form"`
	Parts   []part `json:"parts"`
}

type credential struct {
	Scheme string          `json:"scheme"`
	Key    string          `json:"key"`
	Values []text          `json:"values"`
	Fields map[string]text `json:"fields"` // of a scheme that signs requests
}

type field struct {
	Name   string     `json:"name"`
	In     string     `json:"in"`
	Value  *text      `json:"value"` // or, of a list,
	Values []text     `json:"values"`
	Files  []fileText `json:"files"`
}

// fileText is a file to upload. One without name and content is one that nobody has chosen.
type fileText struct {
	Name    text `json:"name"`
	Source  text `json:"source"`  // the name by which its type is guessed, where that is not Name
	Content text `json:"content"` // where the collection has it
	Base64  bool `json:"base64"`  // Content is encoded
}

type bodyText struct {
	Kind        string   `json:"kind"` // json, text or binary
	Text        text     `json:"text"`
	File        fileText `json:"file"`     // of kind binary
	Comments    bool     `json:"comments"` // to be removed before sending
	GraphQL     bool     `json:"graphQL"`  // variables in the query are escaped
	ContentType string   `json:"contentType"`
}

type pair struct {
	Key   string `json:"key"`
	Value text   `json:"value"`
	Bare  bool   `json:"bare"` // the key alone, without "="
}

type part struct {
	Key         string    `json:"key"`
	Value       text      `json:"value"`
	File        *fileText `json:"file"` // nil: text
	ContentType string    `json:"contentType"`
}

// text is text of the collection. What may be a secret is a stand-in, and
// Secret is the JSON pointer to the real one.
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

// items reads all requests of the collection, in document order.
func items(t *testing.T) []item {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testdata, "requests", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []item
	for _, file := range files {
		var some []item
		readJSON(t, file, &some)
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b item) int { return cmp.Compare(a.Index, b.Index) })
	return all
}

func readJSON(t *testing.T, file string, value any) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	decoder.UseNumber()
	if err := decoder.Decode(value); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

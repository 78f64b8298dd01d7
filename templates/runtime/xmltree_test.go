// SPDX-License-Identifier: MIT-0

package runtime

// This file compares XML bodies: xmlTrees is the entry point.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
)

// xmlTrees gives a saved body and what was decoded from it, encoded again by encoding/xml, as trees.
func xmlTrees(t *testing.T, saved string, decoded any) (want, got any) {
	t.Helper()
	root, want := xmlTree(t, saved)
	var encoded bytes.Buffer
	start := xml.StartElement{Name: xml.Name{Local: root}}
	if err := xml.NewEncoder(&encoded).EncodeElement(decoded, start); err != nil {
		t.Fatal(err)
	}
	_, got = xmlTree(t, encoded.String())
	return want, got
}

// xmlTree gives the name of the root element, and what it holds. That of no document is "none".
func xmlTree(t *testing.T, document string) (root string, tree any) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(document, "\uFEFF")))
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return "none", nil
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local, elementTree(t, decoder, start)
		}
	}
}

// elementTree gives the text of an element, or all it holds by steps of XPath. What is empty or zero is left out: a field
// that an example lacks is encoded with its zero value.
func elementTree(t *testing.T, decoder *xml.Decoder, start xml.StartElement) any {
	t.Helper()
	tree, text := map[string][]any{}, ""
	add := func(step string, value any) {
		if value != nil {
			tree[step] = append(tree[step], value)
		}
	}
	for _, a := range start.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			add("@"+a.Name.Local, textTree(a.Value))
		}
	}
	for {
		token, err := decoder.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			add(token.Name.Local, elementTree(t, decoder, token))
		case xml.CharData:
			text += string(token)
		case xml.EndElement:
			if len(tree) == 0 {
				return textTree(text)
			}
			add("text()", textTree(text))
			return tree
		}
	}
}

// textTree writes the values of a type in one way; nil is its zero value.
func textTree(text string) any {
	text = strings.TrimSpace(text)
	if f, err := strconv.ParseFloat(text, 64); err == nil && strings.Contains(text, "e") {
		text = strconv.FormatFloat(f, 'f', -1, 64)
	}
	value := sameTime(text)
	if value == "" || value == "0" || value == "false" {
		return nil
	}
	return value
}

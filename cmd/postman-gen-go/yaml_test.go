package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// TestYAML prints texts that YAML would take for something else, and reads them back.
func TestYAML(t *testing.T) {
	want := map[string]any{
		"object": map[string]any{}, "list": []any{}, "nested": []any{[]any{"a"}, map[string]any{"b": nil}},
		"true": true, "null": nil, "1": 3, "- x": "a", "a: b": "b", "a\nb": "c", "": "d",
	}
	for _, text := range []string{
		"", " ", "\n", "\ttab", "a\n\n", "  lead\nnext", "trailing  \nx", "a\r\nb", "\x00", "\ufeff", "\u2028",
		"null", "~", "true", "yes", "off", "y", "1", "1e3", "0x1F", "0o17", "1_000", ".5", "12:30:45", "2024-01-01",
		"a: b", "a #b", "- a", "? a", "[a", "{a", "&a", "*a", "!a", "%a", "@a", "|", ">", "---", "...", "=", "<<", "'q'", `"q"`, "😀",
	} {
		want["text "+text] = text
	}
	var printed bytes.Buffer
	if err := printYAML(&printed, want); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := yaml.Unmarshal(printed.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read back (-want +got):\n%s\n%s", diff, &printed)
	}
}

func TestYAMLKeepsOrderAndDigits(t *testing.T) {
	for text, want := range map[string]string{
		`{"b":1,"a":{"d":[],"c":{}}}`:                     "b: 1\na:\n  d: []\n  c: {}\n",
		`{"a":1,"b":2,"a":3}`:                             "a: 3\nb: 2\n",
		`[123456789012345678901234567890,1.50,1e400]`:     "- 123456789012345678901234567890\n- 1.50\n- 1e400\n",
		`{"old":["no","12:30"],"y":false,"new":"\ud800"}`: "old:\n  - \"no\"\n  - \"12:30\"\n\"y\": false\nnew: \ufffd\n",
	} {
		var got strings.Builder
		if err := printYAML(&got, json.RawMessage(text)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

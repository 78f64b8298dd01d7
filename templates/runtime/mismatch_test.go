// SPDX-License-Identifier: MIT-0

package runtime

// This file tests mismatches in types that the services of fixture_test.go do not have; see also TestMismatches.

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type shape struct {
	Base
	Named    Base                      `json:"named"`
	Since    Nullable[time.Time]       `json:"since"`
	Blob     []byte                    `json:"blob"`
	Notes    map[string]Nullable[bool] `json:"notes"`
	List     []Nullable[int]           `json:"list"`
	Pair     [2]float64                `json:"pair"`
	Keys     map[int]bool              `json:"keys"`
	Untagged string
	Hidden   int `json:"-"`
	Any      any `json:"any"`
}

type Base struct {
	Size uint8 `json:"size"`
}

func TestMismatchesOfOtherTypes(t *testing.T) {
	tests := []struct {
		name, body string
		want       []Mismatch
	}{
		{"fits", `{"size":255,"since":"2026-11-21T00:00:00Z","blob":"AQI=","list":[1,null],"notes":{"a":true},"pair":[1,2,"3"],"any":[{}]}`, nil},
		{"embedded", `{"size":256,"named":{"size":-1},"Hidden":"x"}`, []Mismatch{{"$.named.size", "integer", "number"}, {"$.size", "integer", "number"}}},
		{"decodes itself", `{"since":"yesterday"}`, []Mismatch{{"$.since", "time.Time", "string"}}},
		{"bytes", `{"blob":[true]}`, []Mismatch{{"$.blob", "string", "array"}}},
		{"nullable in a map", `{"notes":{"a":null,"":"no"}}`, []Mismatch{{`$.notes[""]`, "boolean", "string"}}},
		{"nullable in a list", `{"list":[null,1,true]}`, []Mismatch{{"$.list[2]", "integer", "boolean"}}},
		{"array", `{"pair":["x"]}`, []Mismatch{{"$.pair[0]", "number", "string"}}},
		{"case of names", `{"UNTAGGED":false}`, []Mismatch{{"$.UNTAGGED", "string", "boolean"}}},
		{"what only encoding/json finds", `{"keys":{"x":true}}`, []Mismatch{{"$.keys", "int", "number x"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := decodeJSON([]byte(test.body), new(shape))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMismatchesCostTheirFieldsOnly(t *testing.T) {
	body := `{"size":256,"named":{"size":7},"since":"yesterday","blob":"AQI=","notes":{"a":true,"b":"no"},"list":[1,"x",2],"pair":[1,true],"Untagged":"kept"}`
	want := shape{
		Named: Base{7}, Blob: []byte{1, 2}, Notes: map[string]Nullable[bool]{"a": Value(true)},
		List: []Nullable[int]{Value(1), Null[int](), Value(2)}, Pair: [2]float64{1, 0}, Untagged: "kept",
	}
	var got shape
	found, err := decodeJSON([]byte(body), &got)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	paths := []string{"$.list[1]", "$.notes.b", "$.pair[1]", "$.since", "$.size"}
	for i, m := range found {
		if i >= len(paths) || m.Path != paths[i] {
			t.Errorf("found %v, want %q", found, paths)
		}
	}
}

func TestNothingFits(t *testing.T) {
	at := time.Unix(0, 0)
	found, err := decodeJSON([]byte(`"yesterday"`), &at)
	if diff := cmp.Diff([]Mismatch{{"$", "time.Time", "string"}}, found); diff != "" || err != nil || !at.IsZero() {
		t.Error(diff, err, at)
	}
}

func TestNoJSON(t *testing.T) {
	if found, err := decodeJSON([]byte(`{"size":`), new(shape)); err == nil || found != nil {
		t.Errorf("found %v, error %v", found, err)
	}
}

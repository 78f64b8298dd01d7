// SPDX-License-Identifier: MIT-0

package runtime

// This file tests the three states of Nullable, and Ptr.

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNullable(t *testing.T) {
	type sample struct {
		N Nullable[[]int] `json:"n,omitzero"`
	}
	tests := []struct {
		name    string
		n       Nullable[[]int]
		json    string
		value   []int
		present bool
		null    bool
		absent  bool
	}{
		{"absent", Nullable[[]int]{}, `{}`, nil, false, false, true},
		{"null", Null[[]int](), `{"n":null}`, nil, false, true, false},
		{"value", Value([]int{1}), `{"n":[1]}`, []int{1}, true, false, false},
		{"empty value", Value([]int{}), `{"n":[]}`, []int{}, true, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			encoded, err := json.Marshal(sample{test.n})
			if err != nil || string(encoded) != test.json {
				t.Fatalf("encoded %s, error %v", encoded, err)
			}
			decoded := new(sample)
			if err := json.Unmarshal(encoded, decoded); err != nil {
				t.Fatal(err)
			}
			value, present := decoded.N.Get()
			got := []any{value, present, decoded.N.IsNull(), decoded.N.IsZero()}
			if diff := cmp.Diff([]any{test.value, test.present, test.null, test.absent}, got); diff != "" {
				t.Error(diff)
			}
			if !decoded.N.Equal(test.n) || decoded.N.Equal(Value([]int{2})) {
				t.Error("Equal is wrong")
			}
		})
	}
}

func TestNullableOfAnotherType(t *testing.T) {
	var n Nullable[int]
	if err := json.Unmarshal([]byte(`"x"`), &n); err == nil || !n.IsZero() {
		t.Errorf("got %v, error %v", n, err)
	}
}

func TestNullableThatCannotBeEncoded(t *testing.T) {
	if _, err := json.Marshal(Value(func() {})); err == nil {
		t.Error("no error")
	}
}

func TestPtr(t *testing.T) {
	value := 1
	*Ptr(value) = 2
	if got := *Ptr(value); got != 1 {
		t.Errorf("got %d", got)
	}
}

func TestAs(t *testing.T) {
	text, isText := As[string](json.RawMessage(`"7"`))
	number, isNumber := As[int64](json.RawMessage(`7`))
	if text != "7" || !isText || number != 7 || !isNumber {
		t.Error(text, isText, number, isNumber)
	}
	for _, raw := range []string{`7`, `null`, `["a"]`, ``} {
		if text, ok := As[string](json.RawMessage(raw)); ok || text != "" {
			t.Errorf("%s is the string %q", raw, text)
		}
	}
}

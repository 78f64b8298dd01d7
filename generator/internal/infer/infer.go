// Package infer finds the type of a JSON value from samples of it.
//
// It works in two steps. First every sample is decoded (decode.go); then the
// values that stand at the same place of all samples are put side by side, and
// only then is the type of that place decided, so that the answer depends on
// what the samples hold and not on which of them came first. scalars.go refines
// strings and numbers, objects.go merges members and says which objects can be a
// Go struct, maps.go which are maps, recursive.go which hold others like them.
//
// A type found here loses nothing: a sample that is decoded into it with
// encoding/json and encoded again has the same values. Where no such type
// is known, the type is [api.Unknown] and the JSON text is kept as it is.
//
// [XML] does the same for XML documents (xml.go), and [Text] for parameters.
package infer

// This file is the entry point, [JSON], and the decision about one place.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// Unknown is the content of a JSON string that stands for a value nobody knows:
// what is left of an unquoted {{variable}} that has no value. It says nothing
// about the type, so other samples decide.
const Unknown = "\u0000unknown"

// maxExample is how many runes of a value an example shows.
const maxExample = 80

// JSON gives the type of a value from samples of it, each of them one JSON
// document. No samples give api.Unknown. The error says which sample is no JSON
// document, and at which of its bytes, counted from 1, that shows.
func JSON(samples []string) (*api.Type, error) {
	values := make([]any, len(samples))
	for i, sample := range samples {
		value, err := decode(sample)
		if err != nil {
			return nil, fmt.Errorf("sample %d of %d is not a JSON document: %w", i+1, len(samples), err)
		}
		values[i] = value
	}
	return typeOf(values), nil
}

// typeOf decides the type of a place from all the values that stand there.
func typeOf(values []any) *api.Type {
	known, nullable := withoutNull(values)
	t := &api.Type{Kind: commonKind(known), Nullable: nullable}
	switch t.Kind {
	case api.Unknown:
		// json.RawMessage holds null as well.
		t.Nullable, t.Null = false, nullable
		t.OneOf = kindsOf(known)
	case api.String:
		refineString(t, known)
	case api.Number:
		refineNumber(t, known)
	case api.Array:
		t.Elem = typeOf(elements(known))
	case api.Object:
		if !objectType(t, known) {
			return &api.Type{Kind: api.Unknown, Null: nullable}
		}
	}
	return t
}

// withoutNull gives the values that say something about the type, and whether
// null was among the others.
func withoutNull(values []any) (known []any, null bool) {
	for _, value := range values {
		if p, ok := value.(placeholder); ok && p.null || value == nil {
			null = true
		}
		if kindOf(value) != api.Unknown {
			known = append(known, value)
		}
	}
	return known, null
}

// commonKind is the kind that all values are of: api.Unknown where they
// contradict each other, or where there are none.
func commonKind(values []any) api.Kind {
	if len(values) == 0 {
		return api.Unknown
	}
	kind := kindOf(values[0])
	for _, value := range values[1:] {
		if kindOf(value) != kind {
			return api.Unknown
		}
	}
	return kind
}

// kindsOf lists the kinds of the values, in the order of their constants.
func kindsOf(values []any) []api.Kind {
	var kinds []api.Kind
	for _, value := range values {
		kinds = append(kinds, kindOf(value))
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// kindOf is the kind of one decoded value. All numbers are api.Number, and times
// and dates are api.String, as only all values together tell what they are.
func kindOf(value any) api.Kind {
	switch v := value.(type) {
	case string:
		return api.String
	case json.Number:
		return api.Number
	case bool:
		return api.Bool
	case array:
		return api.Array
	case object, itself:
		return api.Object
	case placeholder:
		return v.family()
	default:
		return api.Unknown
	}
}

// elements gives the elements of all arrays.
func elements(arrays []any) []any {
	var all []any
	for _, a := range arrays {
		all = append(all, a.(array)...)
	}
	return all
}

// example gives the JSON text of the first scalar among the values, shortened
// to maxExample runes; "" where there is none.
func example(values []any) string {
	for _, value := range values {
		switch value.(type) {
		case string, json.Number, bool:
			return clip(encodeScalar(value))
		}
	}
	return ""
}

// encodeScalar gives the JSON text of a decoded scalar. It leaves <, > and & as
// they are: the text is for readers, not for HTML.
func encodeScalar(value any) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // what was decoded from JSON can be encoded
	return strings.TrimSuffix(text.String(), "\n")
}

// clip shortens a text to maxExample runes; the last one tells that it did.
func clip(text string) string {
	runes := []rune(text)
	if len(runes) <= maxExample {
		return text
	}
	return string(runes[:maxExample-1]) + "…"
}

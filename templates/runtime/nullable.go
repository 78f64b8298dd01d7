// SPDX-License-Identifier: MIT-0

package runtime

// This file holds what callers need to fill and read fields that are more than a plain value: Ptr, for optional fields;
// Nullable, for fields where null is a value of its own; As, for fields that hold now this and now that.

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Ptr returns a pointer to a copy of value, for optional fields.
func Ptr[T any](value T) *T { return &value }

// As decodes a value whose type changes from answer to answer, and reports whether it is a T that is not null:
//
//	if name, ok := As[string](field); ok { … }
func As[T any](value json.RawMessage) (T, bool) {
	var decoded *T
	if json.Unmarshal(value, &decoded) != nil || decoded == nil {
		return *new(T), false
	}
	return *decoded, true
}

// A Nullable is a JSON value that may be null or absent. The zero Nullable is absent: in a request it is not sent.
//
// To send a value, use [Value]; to send null, use [Null]; to read one, use [Nullable.Get].
type Nullable[T any] struct {
	value T
	state nullableState
}

type nullableState uint8

const (
	isAbsent nullableState = iota
	isNull
	isPresent
)

// Value returns a Nullable that holds value.
func Value[T any](value T) Nullable[T] { return Nullable[T]{value: value, state: isPresent} }

// Null returns a Nullable that is null.
func Null[T any]() Nullable[T] { return Nullable[T]{state: isNull} }

// Get returns the value and whether there is one: null and absent give the zero value and false.
func (n Nullable[T]) Get() (T, bool) { return n.value, n.state == isPresent }

// IsNull reports whether n is null, rather than a value or absent.
func (n Nullable[T]) IsNull() bool { return n.state == isNull }

// IsZero reports whether n is absent. The omitzero option of encoding/json uses it.
func (n Nullable[T]) IsZero() bool { return n.state == isAbsent }

// Equal reports whether both are absent, both null, or both deeply equal values. It is there for tests.
func (n Nullable[T]) Equal(other Nullable[T]) bool {
	return n.state == other.state && reflect.DeepEqual(n.value, other.value)
}

// MarshalJSON returns the value as JSON; without one, null. Its error is that of the value.
func (n Nullable[T]) MarshalJSON() ([]byte, error) {
	if n.state != isPresent {
		return []byte("null"), nil
	}
	return encodeJSON(n.value)
}

// UnmarshalJSON decodes null or a value. Its error is that of the value.
func (n *Nullable[T]) UnmarshalJSON(data []byte) error {
	*n = Nullable[T]{}
	if bytes.Equal(data, []byte("null")) {
		n.state = isNull
		return nil
	}
	if err := json.Unmarshal(data, &n.value); err != nil {
		return err
	}
	n.state = isPresent
	return nil
}

// element lets mismatch.go see through a Nullable of any type.
func (n *Nullable[T]) element() reflect.Type { return reflect.TypeFor[T]() }

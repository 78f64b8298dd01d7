package api

// This file holds the types of JSON bodies, as package infer finds them in
// samples.

// Kind is the kind of a JSON value.
type Kind int

// The kinds. Unknown is a value that samples say nothing about, or contradict
// each other on; it is kept as it is (json.RawMessage).
const (
	Unknown Kind = iota
	String
	Int    // int64
	Float  // float64
	Number // json.Number: neither of these holds it without loss
	Bool
	Array
	Object
)

// Type is the type of a JSON value.
type Type struct {
	Kind     Kind
	Nullable bool    // null was seen beside a value
	Elem     *Type   // of an Array
	Struct   *Struct // of an Object
}

// Struct is the type of a JSON object.
type Struct struct {
	Fields []*Field

	GoName string
	Doc    string
}

// Field is a member of a JSON object.
type Field struct {
	Key     string // as it stands in the JSON text
	Type    *Type
	Example string // one of its values where it is a scalar, as JSON text; "" otherwise
	Seen    int    // how many samples of the object have it
	Samples int    // how many samples of the object there are

	GoName string
}

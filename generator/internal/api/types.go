package api

// This file holds the types of values: of bodies, as package infer finds
// them in samples, and of parameters.

// Kind is the kind of a value, and with it the Go type that holds it.
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
	Time // time.Time: a string with an instant of RFC 3339
	Date // a string with a full-date of RFC 3339
	Array
	Object
	Map // an object whose keys are data
)

// Type is the type of a value.
type Type struct {
	Kind     Kind
	OneOf    []Kind  // of Unknown: the kinds that contradict each other; numbers are Number
	Nullable bool    // null was seen beside a value
	Null     bool    // of an Unknown: null was seen
	Format   string  // what the samples of a scalar have in common, in the words of OpenAPI: "uuid", "int32"; often ""
	Elem     *Type   // of an Array or a Map
	Struct   *Struct // of an Object; a struct may be the type of several places, and of a place within itself
	Enum     *Enum   // the values that a scalar is limited to, where the collection lists them
}

// Struct is the type of a JSON object, or of an XML element.
type Struct struct {
	Fields []*Field
	XML    bool // of an element: its keys are steps of XPath, child, @attribute or text()
	Shared bool // it is the type of several places

	GoName string
}

// Field is a member of a JSON object, or of an XML element.
type Field struct {
	Key     string // as it stands in the JSON text; of XML, a step of XPath
	Type    *Type
	Example string // one of its values where it is a scalar, as JSON text; "" otherwise
	Seen    int    // how many samples of the object have it
	Samples int    // how many samples of the object there are
	Gone    bool   // callers know it, and no sample has it any more

	GoName string
}

// Enum is the type of a string of which the collection lists all values.
type Enum struct {
	Values []EnumValue // in the order of the list
	Shared bool        // several operations have it

	GoName string
}

// EnumValue is one of the values of an Enum.
type EnumValue struct {
	Value string

	Const string // Go name
}

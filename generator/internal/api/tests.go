package api

// This file holds what the generated tests send and expect: the requests and
// saved responses of the collection, with their values as written.

// Text is text of the collection, its {{variables}} unresolved. Where it may
// be a secret, Text is a stand-in of the same length and Secret is the JSON
// pointer (RFC 6901) to the real one in the collection.
type Text struct {
	Text   string
	Secret string
}

// VariableValue is a variable that the collection defines.
type VariableValue struct {
	Key   string
	Value Text
}

// Item is one request of the collection.
type Item struct {
	Index        int      // in document order from 0, as newman counts
	Number       int      // the same without items that have no request at all
	ID           string   // "" where the export has lost it
	Path         []string // names of folders and request
	Sample       string   // a hash of what it sends, its secrets left out
	Line, Column int      // where the request stands in the collection
	Operation    *Operation
	Request      *Request
	Examples     []*Example
}

// Example is a saved response, and the request that it answers.
type Example struct {
	Name     string
	ID       string   // "" where the export has lost it
	Request  *Request // nil: the item's
	Code     int      // as written; 0 where there is none
	Status   int      // what a server sends for it
	Headers  []Pair
	Body     Text         // as it is sent: none where HTTP has none
	Saved    Text         // as the collection has it
	Kind     ResponseKind // of Saved alone, whatever other examples hold
	Expected []FieldText  // typed response headers

	Const string // Go name of its constant in the fake server
}

// Request is a request as the collection has it: the fields that a caller
// sets, and what then goes over the wire.
type Request struct {
	BaseURL Text
	Auth    *AuthValue
	Fields  []FieldValue
	Body    *BodyText // the field Body

	Method  string
	Path    Text // from the first slash behind the base URL
	Query   []Pair
	Headers []Pair // without Content-Type of forms and Authorization of Auth
	Form    []Pair
	Parts   []PartText
}

// AuthValue is a credential with its values.
type AuthValue struct {
	Credential *Credential
	Values     []Text      // token, or user and password, or the key's value
	Fields     []AuthField // or, of a scheme that takes a struct, its fields
}

// AuthField is a field of the struct that a scheme takes.
type AuthField struct {
	Field string // Go name
	Value Text
}

// FieldValue is a parameter with its values, or its files.
type FieldValue struct {
	Param  *Param
	Values []Text
	Files  []FileText
}

// FileText is a file that the collection sends. One without name and content is one that nobody has chosen.
type FileText struct {
	Name    Text
	Source  Text // the name by which its type is guessed, where that is not Name
	Content Text // where the collection has it
	Base64  bool // Content is encoded
}

// FieldText is a typed response header with its value.
type FieldText struct {
	Head  *ResponseHead
	Value Text
}

// BodyText is a body as written.
type BodyText struct {
	Kind BodyKind
	Text Text
	File *FileText // of a binary body
	// Sample is the JSON document that the text of a JSON body becomes: without
	// comments, its unquoted variables replaced; secrets have stand-ins here, too.
	Sample string
	// Comments says that Postman removes JSON comments before it sends the text.
	Comments    bool
	GraphQL     bool // Postman escapes variables in the query, and pastes them into the variables of GraphQL
	ContentType string
}

// Pair is a key and its value; Bare has no value at all ("?key").
type Pair struct {
	Key   string
	Value Text
	Bare  bool
}

// PartText is a part of a multipart form.
type PartText struct {
	Key         string
	Value       Text
	File        *FileText // nil: a part that is text
	ContentType string
}

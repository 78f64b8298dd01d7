// Package collection reads a Postman collection, schema v1, v2.0 or v2.1, as it is written: the terms are those of schema
// v2.1, every value keeps where it stands in the file, and nothing is resolved. Variables stay {{variables}}, auth is not
// inherited, a disabled parameter is there and says that it is disabled.
//
// [Decode] is the entry point. Real collections bend the schema in every way that Postman's own runner, newman, puts up
// with; so a field of an unexpected type costs that field and yields a [Problem], never the request. Only a file that is
// no JSON, or no collection, is an [Error].
//
// The JSON is first read into a tree of [Value]s (tree.go), which knows offsets; decode.go and the files beside it, one
// for each part of a request, turn the tree into the types below. v1.go and its like do so for schema v1.
package collection

// Collection is a whole collection.
//
// All pointers are JSON pointers (RFC 6901) into the file, such as "/item/0/item/2". What is part of a string has the pointer
// of the string. Where the string is an object in JSON, as it may be in schema v1, the pointer goes on into that object; a
// ValuePointer goes on with "?" and the key of a query parameter, or with "?:" and the name of a header.
type Collection struct {
	Name, Schema string // there is no schema in a file of schema v1
	Description  string
	Items        []*Item
	Auth         *Auth
	Variables    []*Variable
	Behavior     map[string]Value // protocolProfileBehavior
	Pointer      string           // JSON pointer of the collection object: "", or "/collection" in the API's wrapper
}

// Item is a folder or a request.
type Item struct {
	Name, ID, Description string
	Folder                bool     // it has an "item" list, be it empty
	Items                 []*Item  // of a folder
	Request               *Request // nil for folders, never nil else
	Responses             []*Response
	Auth                  *Auth            // of a folder; newman ignores auth beside a request
	Behavior              map[string]Value // protocolProfileBehavior
	Position              Position
	Pointer               string
}

// Request is a request; one written as a string is a GET of that URL.
type Request struct {
	Method      string // as written; "" if missing
	EmptyMethod bool   // it is written as ""
	URL         *URL   // nil if missing
	Headers     []*Entry
	Body        *Body // nil if missing or null
	Auth        *Auth // nil if missing or null
	Description string
	Position    Position
	Pointer     string
}

// URL is a URL in one of its two forms: a string (Text) or an object (all other fields).
type URL struct {
	Text    string
	IsText  bool
	IsSplit bool // a string of schema v1, which has been split into the other fields

	Raw            string // what Postman's user interface shows; newman never reads it
	Protocol       string
	User, Password string   // of the auth member
	Host           []string // a host written as a string is one element
	Port           string
	HasPort        bool     // an empty port is sent as "host:"
	Path           []string // a path written as a string is split at "/", its leading slash dropped
	HasPath        bool
	Query          []*Entry
	Variables      []*Variable // values of :name path segments
	Hash           string

	Position Position
	Pointer  string
}

// Entry is a key with a value: a header, a query parameter, an urlencoded or a form-data field.
type Entry struct {
	Key         string
	Value       Value
	KeyNull     bool // the key is null, which newman treats unlike ""
	Disabled    bool // truthy as JavaScript has it: the string "true" disables, and so does "false"
	SrcList     bool // src is a list, which allows for several files
	Description string

	Type                  string   // of a form-data field: "text" or "file"
	Src                   []string // of a form-data file
	ContentType, FileName string   // of a form-data part

	Position     Position
	Pointer      string
	ValuePointer string // of Value, "" if it is missing
}

// Variable is a variable of the collection, or the value of a path segment.
type Variable struct {
	Key         string // "" if missing; a URL's variable may have it under "id"
	Value       Value
	Type        string
	Disabled    bool
	Description string

	Position     Position
	Pointer      string
	ValuePointer string // of Value, "" if it is missing
}

// Auth is an auth object. It may be without type, which inherits as if there were no auth at all.
type Auth struct {
	Type     string
	Params   []*AuthParam // those of Type; in the order of the list form (v2.1), by key in the object form (v2.0)
	Position Position
	Pointer  string
}

// AuthParam is a parameter of an auth.
type AuthParam struct {
	Key          string
	Value        Value
	Type         string
	Pointer      string
	ValuePointer string // of Value, "" if it is missing
}

// Body is a request body; a body written as a string has the mode "raw".
type Body struct {
	Mode                 string // as written; newman ignores its case, and takes an unknown mode for raw
	Raw                  Value
	Language             string // options.raw.language
	URLEncoded, FormData []*Entry
	GraphQL              map[string]Value // query, operationName, variables
	FileSrc, FileContent string
	Disabled             bool
	Position             Position
	Pointer              string
	DataPointer          string // of what the mode is about: Raw, the form, GraphQL or the file; "" if it is missing
}

// Response is a saved response, an example.
type Response struct {
	Name, Status, ID string
	Code             int // 0 if missing
	Headers          []*Entry
	Body             string
	HasBody          bool
	PreviewLanguage  string
	OriginalRequest  *Request // nil if missing
	Position         Position
	Pointer          string
	BodyPointer      string // of Body, "" if it is missing
}

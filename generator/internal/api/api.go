// Package api is the model: an HTTP API as a Go client shows it.
//
// It is plain data. Package resolve makes it from a collection, package naming
// fills in the Go names, package emit prints it; after naming nobody changes
// it. It imports nothing of ours.
//
// Begin with [Client]; types.go holds the types of bodies, paging.go how lists
// come in pages, tests.go what the generated tests send and expect.
package api

// Client is a whole API: what becomes one Go package.
type Client struct {
	Package    string // package name
	ImportPath string // "" where it is unknown
	Source     string // what the collection is called, for the header of the files
	Title      string // the collection's name, on one line
	Doc        string // the collection's description as plain text

	BaseURLs    []*BaseURL    // the one that most requests use comes first
	Variables   []*Variable   // what is set once on the client
	Credentials []*Credential // one per distinct scheme and key
	Root        *Service      // the client itself: requests outside folders, and the folders
	ErrorCodes  []*ErrorCode  // sorted by code
	Enums       []*Enum       // of parameters
	Inputs      []*Struct     // the types of the objects in request bodies, those in an object before it
	Outputs     []*Struct     // the same of the bodies of responses, errors included

	Known  []string         // Go names of the package that callers know from before, whatever they are now
	Wishes []Wish           // for Go names
	Items  []*Item          // every request, in document order, for the tests
	Values []*VariableValue // the collection's own variables, for the tests
}

// Wish is a Go name that a user wishes for something, by its key, and the place of the
// name that it got.
type Wish struct {
	Key, Name string
	Got       *string
}

// BaseURL is where a group of requests goes: scheme, host, and what a variable adds to them.
type BaseURL struct {
	Template string // as the requests have it: "{{baseUrl}}", "https://api.example.com"
	Value    string // with the collection's values put in; "" where one of them is undefined
	Variable string // the variable that names it; "" for a literal host
	Index    int    // its place in Client.BaseURLs
	Late     bool   // a text that is no URL, beside others: only the methods that go there fail

	Option string // Go name: WithBaseURL
}

// MainOption is the option that sets the base URL of most requests.
const MainOption = "WithBaseURL"

// Variable is a {{variable}}, or a header, that may be set once for all requests.
type Variable struct {
	Key    string
	Header bool   // it is the header Key
	Value  string // the collection's value; "" where it has none or may be a secret
	Secret bool
	Doc    string

	Name  string // Go name of the field of Variables
	Const string // Go name of its index
}

// Scheme is how a credential goes into a request.
type Scheme int

// The schemes that the generator knows.
const (
	Bearer        Scheme = iota // Authorization: PREFIX TOKEN
	BearerQuery                 // access_token=TOKEN in the query (OAuth 2)
	Basic                       // Authorization: Basic BASE64
	APIKeyHeader                // KEY: VALUE
	APIKeyQuery                 // KEY=VALUE in the query
	Authorization               // the whole value of an Authorization header
	// The schemes that sign requests, or wait for a challenge; they take a struct of the runtime.
	AWSSignature
	OAuth1
	Digest
	JWT
	ASAP
	Hawk
	EdgeGrid
	NTLM
)

// Credential is what a caller gives so that requests are let in.
type Credential struct {
	Scheme   Scheme
	Key      string // name of the header or parameter; the prefix of a bearer token; what Defaults hold
	Variable string // the variable that the collection keeps the secret in; "" if none
	// Of a scheme that takes a struct: the fields that hold secrets, and those that the collection settles.
	Secrets  []string
	Defaults []Default
	Grant    *Grant // how the collection gets the tokens of OAuth 2; nil if it does not say

	Option string // Go name: WithBearerToken
	Const  string // Go name of its index
}

// Grant is how the access tokens of OAuth 2 are got.
type Grant struct {
	// The fields of the runtime's struct that a caller gives, none if the client cannot ask for tokens itself; and those
	// that the collection settles.
	Given    []string
	Defaults []Default

	Option       string // Go name: WithOAuth2
	SourceOption string // Go name: WithTokenSource
}

// Default is a field of the struct that a scheme takes, with the value that the collection has.
type Default struct {
	Field string // Go name
	Kind  DefaultKind
	Text  string
}

// DefaultKind says how the text of a default is written in Go.
type DefaultKind int

// The kinds of defaults.
const (
	StringDefault  DefaultKind = iota
	FlagDefault                // always "true"
	CountDefault               // a number
	SecondsDefault             // a duration, in seconds
)

// Service is a folder, or the client itself (Parent is nil).
type Service struct {
	Name       string // the folder's name
	Doc        string
	Parent     *Service
	Services   []*Service
	Operations []*Operation

	Field string // Go name of the field that holds it: Users
	Type  string // Go name of its type: UsersService, or Client
	File  string // file name without extension: users
}

// Operation is a request, or several that differ in values alone.
type Operation struct {
	Name       string // the request's name
	Doc        string
	Service    *Service
	Method     string // upper case
	Template   string // the path with its variables: /users/:userId/picture
	BaseURL    *BaseURL
	Credential *Credential // nil: none
	Glue       string      // text of the path that stands right behind the base URL, without a slash between
	Path       []PathPart
	Params     []*Param // in the order of the struct: path, query, header, form
	Body       *Body    // nil: none, or a form (its fields are Params)
	Removed    string   // the digest of the collection that has lost it; "" if it is there
	Untyped    bool     // the form or file goes out without a Content-Type of its own

	IdempotencyKey string // the header with which the server carries the request out only once; "" where it needs none
	RateLimitReset string // the header in which saved responses tell when a rate limit ends; "" if they don't

	Successes []*Success      // at least one; documented 2xx answers
	Failures  []*Failure      // documented other answers, by status
	Headers   []*ResponseHead // typed response headers
	Raw       string          // Go name of a field that has the bytes of each body, for callers who know no other; mostly ""
	Paging    *Paging         // how to get all pages of a list; nil where no saved response proves it

	GoName       string // of the method
	RequestType  string
	ResponseType string
	Var          string // the operation's descriptor
	Const        string // its constant in the fake server
}

// PathPart is a piece of a path: wire-encoded text, or a variable.
type PathPart struct {
	Literal string
	Param   *Param
}

// Place says where in a request a parameter goes.
type Place int

// The places, in the order in which their fields stand in a request struct.
const (
	Path Place = iota
	Query
	Header
	Form // application/x-www-form-urlencoded
	Part // text of a multipart form
	File // file of a multipart form
)

// Param is a named value of a request: one field of the request struct.
type Param struct {
	In          Place
	Key         string // as the collection writes it
	Wire        string // as it goes over the wire: encoded, or in canonical form; "" for path variables
	Doc         string
	Type        *Type  // of its text: a scalar; nil is a string of which nothing more is known
	Example     string // a value that the collection has; never a secret
	Secret      bool
	Required    bool      // the client refuses to send without
	Plain       bool      // a plain value although it is optional: it was required once
	Marked      bool      // the collection says "(Required)", whatever its requests do
	Disabled    bool      // the collection has it switched off everywhere
	Saved       bool      // only requests of saved responses have it
	Repeated    bool      // a list
	Bare        bool      // an empty value sends the key without "="
	Slashes     bool      // of a path variable: the value may span segments
	ContentType string    // of a part
	Default     []Segment // what is sent where the caller gives nothing; nil: nothing

	GoName string
}

// Segment is a piece of a default: text, a client variable, or a value that is
// drawn at each call.
type Segment struct {
	Text     string
	Variable *Variable
	Drawn    string // the dynamic variable: "$guid"
}

// BodyKind tells how a body is written.
type BodyKind int

// The kinds of bodies that are one value. Forms are none: their fields are Params.
const (
	JSON BodyKind = iota
	PlainText
	Binary
)

// Body is a request body that is one value: the field Body.
type Body struct {
	Kind        BodyKind
	ContentType string // "" sends none
	Type        *Type  // of JSON
	GraphQL     *GraphQL
	Doc         string
}

// GraphQL is what a JSON body with a GraphQL request has if the caller gives
// nothing else, as the members query and operationName of its object.
type GraphQL struct {
	Query         string
	OperationName string // "" where there is none
}

// Success is a documented answer with a status of 2xx.
type Success struct {
	Status int // 0: any
	Doc    string
	Shown  bool // a saved response has a body
	Body   ResponseBody
	Shares *Success // the first success with the same body, often itself; nil: no body

	Field string // Go name: Body, or Body202
}

// Failure is a documented answer of another status.
type Failure struct {
	Status   int
	AnyOther bool // it stands for all statuses that are not documented; Status is one of them
	Doc      string
	Shown    bool         // a saved response has a body
	Body     ResponseBody // JSON, XML, or none

	GoName string // of the error type; "" where the body has no type: then it is an APIError
}

// ResponseKind tells how a response body is read.
type ResponseKind int

// The kinds of response bodies.
const (
	NoBody     ResponseKind = iota
	JSONBody                // decoded into Type
	XMLBody                 // the same
	TextBody                // a string
	RawBody                 // bytes: nothing is known of it
	StreamBody              // an io.ReadCloser: files
	EventBody               // an *EventStream: server-sent events
)

// ResponseBody is what a response holds.
type ResponseBody struct {
	Kind ResponseKind
	Type *Type  // of JSONBody and XMLBody
	Root string // of XMLBody: the name of the root element
}

// ResponseHead is a response header that saved examples document.
type ResponseHead struct {
	Key  string // canonical
	Name string // as the collection writes it
	Doc  string

	GoName string
}

// Note tells what could not be expressed, or what a reader of the collection should know.
type Note struct {
	Warning      bool // the client lacks something that the collection has
	Line, Column int  // from 1
	Path         string
	Text         string
}

// ErrorCode is one of the API's own error codes.
type ErrorCode struct {
	Code     string
	Meanings []Meaning

	GoName string
}

// Meaning is what an operation says about an error code.
type Meaning struct {
	Operation *Operation
	Status    int
	Text      string
}

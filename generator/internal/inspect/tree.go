// Package inspect shows the model to a reader: what the generator understood of
// a collection, before anything is generated.
//
// [Of] turns the model into a [Tree] of plain words (view.go, types.go), which
// has no secrets as the model has none. encoding/json prints it for machines,
// [Tree.WriteText] (text.go, shape.go) for people.
package inspect

// This file holds the tree. Its JSON form is a promise to users: names stay, and
// lists stand in the order of the collection. Lists that every reader walks
// through are there even if empty; other empty members are left out.

// Tree is a collection as understood.
type Tree struct {
	Title       string       `json:"title"`
	Description string       `json:"description,omitzero"`
	BaseURLs    []BaseURL    `json:"baseURLs"`
	Credentials []Credential `json:"credentials"`
	Variables   []Variable   `json:"variables"`
	ErrorCodes  []ErrorCode  `json:"errorCodes"`
	Client      Service      `json:"client"`
}

// BaseURL is where a group of requests goes.
type BaseURL struct {
	Option   string `json:"option"`         // WithBaseURL
	Template string `json:"template"`       // {{baseUrl}}
	Value    string `json:"value,omitzero"` // https://api.example.com; "" where it is undefined
}

// Credential is an option that lets requests in.
type Credential struct {
	Option   string   `json:"option"`            // WithBearerToken
	Scheme   string   `json:"scheme"`            // as schemes names them
	Key      string   `json:"key,omitzero"`      // name of the header or parameter; the prefix of a bearer token
	Variable string   `json:"variable,omitzero"` // the variable that the collection keeps the secret in
	Tokens   []string `json:"tokens,omitempty"`  // options that get the token in its place: WithOAuth2, WithTokenSource
}

// Variable is a {{variable}} that may be set once on the client.
type Variable struct {
	Name        string `json:"name"` // Go name of the field of Variables
	Key         string `json:"key"`
	Value       string `json:"value,omitzero"`
	Secret      bool   `json:"secret,omitzero"`
	Description string `json:"description,omitzero"`
}

// ErrorCode is one of the API's own error codes.
type ErrorCode struct {
	Name     string    `json:"name"` // Go name of the constant
	Code     string    `json:"code"`
	Meanings []Meaning `json:"meanings"`
}

// Meaning is what a method says about an error code.
type Meaning struct {
	Method string `json:"method"` // client.Users.Get
	Status int    `json:"status,omitzero"`
	Text   string `json:"text,omitzero"`
}

// Service is a folder, or the client itself.
type Service struct {
	Name        string    `json:"name"`            // client.Users
	Folder      string    `json:"folder,omitzero"` // as the collection calls it
	Description string    `json:"description,omitzero"`
	Methods     []Method  `json:"methods"`
	Services    []Service `json:"services"`
}

// Method is a request, or several that differ in values alone.
type Method struct {
	Name            string      `json:"name"`           // Go name: Get
	Title           string      `json:"title,omitzero"` // as the collection calls the request
	Description     string      `json:"description,omitzero"`
	HTTPMethod      string      `json:"httpMethod"`
	BaseURL         string      `json:"baseURL"` // the template of one of Tree.BaseURLs
	Path            string      `json:"path"`
	Auth            string      `json:"auth,omitzero"` // the option of one of Tree.Credentials
	RequestType     string      `json:"requestType"`
	ResponseType    string      `json:"responseType"`
	Parameters      []Parameter `json:"parameters"`
	Body            *Body       `json:"body,omitzero"`
	ResponseHeaders []Header    `json:"responseHeaders,omitempty"`
	Paging          *Paging     `json:"paging,omitzero"`
	Responses       []Response  `json:"responses"`
}

// Paging is the method that goes through all pages of a list.
type Paging struct {
	Name     string `json:"name"`     // Go name: ListAll
	Kind     string `json:"kind"`     // as pagingKinds names them
	Evidence string `json:"evidence"` // what shows that there are pages, in words
}

// Parameter is a field of a request struct, but for Body.
type Parameter struct {
	Name        string  `json:"name"` // Go name
	In          string  `json:"in"`   // as places names them
	Key         string  `json:"key"`
	Type        string  `json:"type"` // string, File, or a slice of them
	Required    bool    `json:"required,omitzero"`
	Disabled    bool    `json:"disabled,omitzero"` // switched off in the collection
	Secret      bool    `json:"secret,omitzero"`
	Default     *string `json:"default,omitzero"` // what is sent where the caller gives nothing; nil: nothing
	Example     string  `json:"example,omitzero"`
	Description string  `json:"description,omitzero"`
}

// Body is what a request holds. That of a form has no type: its fields are parameters.
type Body struct {
	Kind        string `json:"kind"` // as bodyKinds names them, "form" or "multipart"
	ContentType string `json:"contentType,omitzero"`
	Type        *Type  `json:"type,omitzero"`
	Description string `json:"description,omitzero"`
}

// Header is a typed header of a response.
type Header struct {
	Name        string `json:"name"` // Go name
	Key         string `json:"key"`
	Description string `json:"description,omitzero"`
}

// Response is a documented answer.
type Response struct {
	Status      int    `json:"status,omitzero"` // 0: any of 2xx
	Error       string `json:"error,omitzero"`  // Go type of the error
	Field       string `json:"field,omitzero"`  // Go name of the field that holds the body
	Kind        string `json:"kind"`            // as responseKinds names them
	Type        *Type  `json:"type,omitzero"`
	Description string `json:"description,omitzero"`
}

// Type is the type of a JSON value. Its kind is that of the Go type: string,
// int64, float64, json.Number, bool, time.Time, Date, slice, map, struct or
// json.RawMessage.
type Type struct {
	Kind     string  `json:"kind"`
	Format   string  `json:"format,omitzero"` // as OpenAPI names it
	Nullable bool    `json:"nullable,omitzero"`
	Element  *Type   `json:"element,omitzero"` // of a slice or a map
	Name     string  `json:"name,omitzero"`    // of a struct
	Fields   []Field `json:"fields,omitempty"` // of a struct; none where it stands in itself
}

// Field is a member of a JSON object.
type Field struct {
	Name    string `json:"name"` // Go name
	Key     string `json:"key"`
	Type    *Type  `json:"type"`
	Example string `json:"example,omitzero"` // JSON text, perhaps cut short
	Seen    int    `json:"seen"`             // how many samples of the object have it
	Samples int    `json:"samples"`          // how many samples of the object there are
}

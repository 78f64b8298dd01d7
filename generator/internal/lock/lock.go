// Package lock is what a client's callers rely on, as it is kept from one
// generation to the next: which part of the collection has which Go name, and
// what its Go type is.
//
// It is plain data, and stands in the lock file beside the client. [Parse] reads
// it, and trusts nothing that it says; [Of] writes down a model that has its
// names. Package resolve recognizes the requests of a changed collection by it,
// and lets a type grow only; package naming then leaves the names alone.
package lock

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Lock is what is kept of a client. Types are texts as Go writes them, fields
// have their name in front: "Limit *int64".
type Lock struct {
	Services      map[string]*Service          `json:"services,omitempty"`    // by the fields that lead there: "Accounts.Users"
	Operations    map[string]*Operation        `json:"operations,omitempty"`  // by the fields and the method: "Accounts.Users.Get"
	RequestTypes  map[string]*Struct           `json:"requests,omitempty"`    // by Go name: of the objects in request bodies
	ResponseTypes map[string]*Struct           `json:"responses,omitempty"`   // the same of the bodies of responses, errors included
	Enums         map[string]map[string]string `json:"enums,omitempty"`       // by Go name: values and their constants
	BaseURLs      map[string]string            `json:"baseURLs,omitempty"`    // options by template
	Credentials   map[string]string            `json:"credentials,omitempty"` // options by what the collection says of them
	Grants        map[string]string            `json:"grants,omitempty"`      // options that get tokens, by the same
	Variables     map[string]string            `json:"variables,omitempty"`   // fields of Variables by key
	ErrorCodes    map[string]string            `json:"errorCodes,omitempty"`  // constants by code

	names []string // that the package has
}

// Names lists the Go names of the package that a lock knows; a nil lock has none.
func (l *Lock) Names() []string {
	if l == nil {
		return nil
	}
	return l.names
}

// Service is a folder of the collection.
type Service struct {
	Folder []string `json:"folder"` // the names that lead to it
	Type   string   `json:"type"`
}

// Operation is a method.
type Operation struct {
	Items       []Item            `json:"items,omitempty"`
	Method      string            `json:"method"`         // of HTTP
	Path        string            `json:"path"`           // with its variables: /users/:userId
	Base        string            `json:"base,omitempty"` // template of the base URL
	Mode        string            `json:"mode,omitempty"` // of the body: "json"
	ContentType string            `json:"contentType,omitempty"`
	Removed     string            `json:"removed,omitempty"` // the digest of the collection that has lost it
	Credential  string            `json:"credential,omitempty"`
	Request     string            `json:"requestType"`
	Response    string            `json:"responseType"`
	Pages       *Paging           `json:"pages,omitempty"`
	Fields      map[string]string `json:"fields,omitempty"` // of the request, by place and key: "query limit"
	Sends       map[string]string `json:"sends,omitempty"`  // what goes out where the caller gives nothing, by place and key
	Saved       []string          `json:"saved,omitempty"`  // which of Fields only the requests of saved responses have
	Body        string            `json:"body,omitempty"`   // type of a JSON body
	Results     map[string]string `json:"results,omitempty"`
	Errors      map[string]string `json:"errors,omitempty"`   // error types that have a body, by status
	Headers     map[string]string `json:"headers,omitempty"`  // fields of the response by header
	Examples    []Example         `json:"examples,omitempty"` // of the fake server
}

// Paging is how a list comes in pages. Ways are the keys that lead from a body to a
// member.
type Paging struct {
	Method   string     `json:"method"` // that goes through all pages
	Kind     string     `json:"kind"`
	Evidence string     `json:"evidence"`
	Items    []string   `json:"items,omitempty"`
	Next     []string   `json:"next,omitempty"`
	Total    []string   `json:"total,omitempty"`
	More     []string   `json:"more,omitempty"`
	Last     bool       `json:"last,omitempty"`
	Params   []string   `json:"params,omitempty"`  // of the request, that turn the page
	Members  [][]string `json:"members,omitempty"` // of its body, that do
}

// Item is a request of the collection that is an operation, or one of several.
type Item struct {
	ID     string   `json:"id,omitempty"`
	Folder []string `json:"folder,omitempty"`
	Name   string   `json:"name"`
	Sample string   `json:"sample"` // stands for what it sends, secrets apart: it tells requests of one path apart
}

// Example is a saved response and its constant.
type Example struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name"`
	Status   int    `json:"status"`
	Sample   string `json:"sample"` // stands for its body
	Constant string `json:"constant"`
}

// Struct is the type of a JSON object or an XML element.
type Struct struct {
	XML    bool              `json:"xml,omitempty"`
	Fields map[string]string `json:"fields"` // by key
}

// Parse reads a lock, nil if there is none. The error says which member of it is
// not as the generator writes it, and what to do.
func Parse(data []byte) (*Lock, error) {
	if len(data) == 0 {
		return nil, nil
	}
	l := &Lock{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(l); err != nil {
		return nil, damaged("", err.Error())
	}
	return l, l.check()
}

// Format is the text that Parse reads: JSON, sorted, so that equal locks are
// equal texts.
func (l *Lock) Format() ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(l)
	return bytes.TrimSpace(text.Bytes()), err
}

// Split takes the last name off the way to a service or method: "Accounts.Users"
// and "Get" of "Accounts.Users.Get".
func Split(way string) (outer, name string) {
	i := strings.LastIndexByte(way, '.')
	return way[:max(i, 0)], way[i+1:]
}

package api

// This file holds how the pages of a list follow each other.

import (
	"fmt"
	"strings"
	"unicode"
)

// PagingKind says what in an answer leads to the next page.
type PagingKind int

// The kinds of paging.
const (
	Cursor     PagingKind = iota // a value that the next request sends
	Link                         // a URL in the body, some of whose parameters the next request sends
	LinkHeader                   // the same in the header Link
	PageNumber                   // the number of the page that the answer holds: the next one is one more
	Offset                       // how many items are before those of the answer
)

// Paging is how one page of a list leads to the next, as saved responses show.
// Ways lead from the body to a member in it.
type Paging struct {
	Kind     PagingKind
	Evidence string // in words, for callers

	Items []*Field // the way to the list; none: the body is the list
	Item  *Type    // of its elements
	Next  []*Field // the way to cursor, link, number or offset; none: LinkHeader, or an offset that only the request has
	Total []*Field // the way to how many pages, or items, there are; nil: not known
	More  []*Field // the way to what says whether there are more pages; nil: nothing does
	Last  bool     // More says the opposite: that there are none

	Turns []Turn // what the request for the next page has anew; at least one

	GoName string // of the method
}

// Turn is a value of a request that leads to another page: a parameter, or a member of the JSON body.
type Turn struct {
	Param *Param
	Body  []*Field // the way to the member; Param is nil then
}

// PathTo is the JSONPath of a member of a body, as the runtime's Mismatch has it:
// "$.meta.next", `$["@odata.nextLink"]`.
func PathTo(way []*Field) string {
	path := "$"
	for _, f := range way {
		if f.Key == "" || strings.ContainsFunc(f.Key, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			path += fmt.Sprintf("[%q]", f.Key)
		} else {
			path += "." + f.Key
		}
	}
	return path
}

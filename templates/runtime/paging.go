// SPDX-License-Identifier: MIT-0

package runtime

// This file goes through the pages of a list: a generated method such as Users.ListAll says with pages how one page
// leads to the next, and hands out pages.all.

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// pages is a list that comes in pages.
type pages[Request, Response, Item any] struct {
	get   func(*Request) (*Response, error)
	items func(*Response) []Item
	next  func(*Request, *Response) string // what leads to the next page; "" behind the last one
	turn  func(request *Request, next string) error
	reads []string // what items and next read of the body, as in Mismatch.Path
}

// all goes through the items of all pages, beginning with the one that request asks for, which it leaves as it is. It
// ends behind the last page, with an error, or where a page leads back to an earlier one.
func (p pages[Request, Response, Item]) all(request *Request) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		var current Request
		if request != nil {
			current = *request
		}
		var none Item
		for seen := map[string]bool{"": true}; ; {
			page, err := p.page(&current)
			if err != nil {
				yield(none, err)
				return
			}
			for _, item := range p.items(page) {
				if !yield(item, nil) {
					return
				}
			}
			next := p.next(&current, page)
			if seen[next] {
				return
			}
			seen[next] = true
			if err := p.turn(&current, next); err != nil {
				yield(none, fmt.Errorf("turning to the next page: %w", err))
				return
			}
		}
	}
}

// page gets a page. One whose list or cursor does not fit its type is an error: to go on would be to leave items out.
func (p pages[Request, Response, Item]) page(request *Request) (*Response, error) {
	page, err := p.get(request)
	if err != nil {
		return nil, err
	}
	for _, mismatch := range any(page).(decoder).metadata().Mismatches {
		for _, path := range p.reads {
			rest, ok := strings.CutPrefix(path, mismatch.Path)
			if ok && (rest == "" || strings.ContainsAny(rest[:1], ".[")) {
				return nil, fmt.Errorf("turning to the next page: %s", mismatch)
			}
		}
	}
	return page, nil
}

// turnedBy adds to the options of a caller that it is an error if they set one of these fields: each page would be the one
// that they lead to.
func turnedBy(options []RequestOption, fields ...string) []RequestOption {
	return append(slices.Clip(options), func(c *call) {
		for _, field := range fields {
			if _, ok := c.take(field); ok {
				c.problem("WithParameter(%q, …) would set it for each page, but it leads from page to page: set %s of the request", field, field)
			}
		}
	})
}

// turnedByBody is turnedBy for a field of the body, by its way from the request, such as "Body.Cursor".
func turnedByBody(options []RequestOption, field string) []RequestOption {
	return append(slices.Clip(options), func(c *call) {
		if c.raw != nil {
			c.problem("WithBody would set the same body for each page, but %s in it leads from page to page: set the fields of the request", field)
		}
	})
}

// cursor returns a member of a response as a parameter: "" for null and 0, which lead to no page.
func cursor(member any) string {
	encoded, _ := json.Marshal(member) // which makes one of Nullable, json.RawMessage and plain values
	var text string
	var number json.Number
	if json.Unmarshal(encoded, &text) != nil && json.Unmarshal(encoded, &number) == nil && number != "0" {
		return number.String()
	}
	return text
}

// count returns a member of a response, or of a request, as a number; 0 if it is none.
func count(member any) int64 {
	n, _ := strconv.ParseInt(cursor(member), 10, 64)
	return n
}

// nextPage counts pages: current is the number of one that holds so many items; last is the number of the last one, 0 if
// it is not known. An empty page is behind the last one.
func nextPage(current, last any, items int) string {
	if end := count(last); items == 0 || end > 0 && count(current) >= end {
		return ""
	}
	return format(count(current) + 1)
}

// nextOffset counts items: those of the current page begin at offset; total is how many there are on all pages, 0 if that
// is not known.
func nextOffset(offset, total any, items int) string {
	next := count(offset) + int64(items)
	if end := count(total); items == 0 || end > 0 && next >= end {
		return ""
	}
	return format(next)
}

// nextLink returns the target of the link to the next page (RFC 8288); "" if there is none.
func nextLink(header http.Header) string {
	for _, line := range header.Values("Link") {
		for link := range strings.SplitSeq(line, "<") {
			target, parameters, _ := strings.Cut(link, ">")
			for parameter := range strings.SplitSeq(parameters, ";") {
				name, value, _ := strings.Cut(strings.ToLower(strings.Trim(parameter, " \t,")), "=")
				if name == "rel" && slices.Contains(strings.Fields(strings.Trim(value, `"`)), "next") {
					return target
				}
			}
		}
	}
	return ""
}

// linked is a parameter of a link that a field of the request takes.
type linked struct {
	key string
	set func(value string) error
}

// from sets a field to the value that a link has for a parameter.
func from[T any](key string, field *T) linked {
	return linked{key, func(value string) error { return setTo(field, value) }}
}

// follow takes over parameters of a link. The link itself is never followed: it may lead to another host, where the
// client's credentials must not go.
func follow(link string, parameters ...linked) error {
	_, query, _ := strings.Cut(link, "?")
	query, _, _ = strings.Cut(query, "#")
	values, err := url.ParseQuery(query)
	if err != nil {
		return errors.New("the query of the link is not percent-encoded")
	}
	found := false
	for _, parameter := range parameters {
		if !values.Has(parameter.key) {
			continue
		}
		found = true
		if err := parameter.set(values.Get(parameter.key)); err != nil {
			return err
		}
	}
	if !found {
		return errors.New("the link has no parameter that leads there")
	}
	return nil
}

// setTo sets a field of a request to a text. What the field pointed to before is the caller's, and stays as it is.
func setTo[T any](field *T, text string) error {
	var value T
	quoted, err := json.Marshal(text)
	if err != nil {
		return err
	}
	if json.Unmarshal(quoted, &value) != nil && (text == "null" || json.Unmarshal([]byte(text), &value) != nil) {
		return fmt.Errorf("a field of type %T takes no such value", value)
	}
	*field = value
	return nil
}

// copied returns a copy of what a field points to, or a new one, so that it can be changed.
func copied[T any](field *T) *T {
	value := new(T)
	if field != nil {
		*value = *field
	}
	return value
}

// valueOf returns the value of a Nullable, or the zero value.
func valueOf[T any](n Nullable[T]) T {
	value, _ := n.Get()
	return value
}

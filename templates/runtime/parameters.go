// SPDX-License-Identifier: MIT-0

package runtime

// This file writes the parameters of a call: path, query and headers. Keys and literals come from generated code
// and are wire-encoded already; values come from callers and are escaped here.

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// or returns value, or a pointer to fallback if value is nil; without a fallback, nil stays nil.
func or(value *string, fallback string) *string {
	if value == nil && fallback != "" {
		return &fallback
	}
	return value
}

// set returns a pointer to value, nil if it is empty: for a field that was required once, and is a plain value therefore.
func set[T comparable](value T) *T {
	if value == *new(T) {
		return nil
	}
	return &value
}

// joined joins texts, or gives none if one of them is empty: a default that lacks a variable is no default.
func joined(parts ...string) string {
	if slices.Contains(parts, "") {
		return ""
	}
	return strings.Join(parts, "")
}

// variable returns a variable of the client.
func (c *call) variable(index int) string { return c.core.variables[index] }

// require notes a problem if value is empty.
func (c *call) require(field, value string) {
	if value == "" && !c.mayBeEmpty {
		c.problem("%s is required", field)
	}
}

// requireFile notes a problem if there is no file.
func (c *call) requireFile(field string, file *File) {
	if file == nil {
		c.problem("%s is required", field)
	}
}

// WithParameter sends a single call with values for a parameter that is no string in the request, in place of what its
// field has: for an API that takes what the types of this package, which come from examples, do not allow. field is the
// name of that field, such as "Limit"; a list takes several values.
func WithParameter(field string, values ...string) RequestOption {
	return func(c *call) {
		if c.given == nil {
			c.given = make(map[string][]string)
		}
		c.given[field] = values
	}
}

// take returns the values that WithParameter gives a field.
func (c *call) take(field string) ([]string, bool) {
	values, ok := c.given[field]
	if ok {
		delete(c.given, field)
	}
	return values, ok
}

// asText returns a field as it is sent, nil for nil.
func asText[T any](c *call, field string, value *T) *string {
	if values, ok := c.take(field); ok {
		joined := strings.Join(values, ",")
		return &joined
	}
	if value == nil {
		return nil
	}
	s := format(*value)
	return &s
}

// asTexts is asText for a list.
func asTexts[T any](c *call, field string, list []T) []string {
	if values, ok := c.take(field); ok {
		return values
	}
	values := make([]string, len(list))
	for i, value := range list {
		values[i] = format(value)
	}
	return values
}

// asSegment is asText for a path variable: its zero value is empty.
func asSegment[T comparable](c *call, field string, value T) string {
	var zero T
	if values, ok := c.take(field); ok {
		return strings.Join(values, ",")
	}
	if value == zero && !c.mayBeEmpty {
		return ""
	}
	return format(value)
}

// asRequired is asText for a field that must not be empty.
func asRequired[T comparable](c *call, field string, value T) *string {
	s := asSegment(c, field, value)
	c.require(field, s)
	return &s
}

// format writes a value as Postman's collections have it: a time as in RFC 3339, a number without an exponent.
func format(value any) string {
	switch v := value.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	}
	return fmt.Sprint(value)
}

// literal appends path text that is fixed.
func (c *call) literal(text string) { c.path = append(c.path, text...) }

// segment appends a value to the path. It never adds a segment, nor can it climb out of one.
func (c *call) segment(field, value string) {
	c.require(field, value)
	c.refuseDots(field, value)
	c.path = appendEscaped(c.path, value, segmentChars)
}

// segments is segment for a value that may hold several segments: its slashes are kept, even at its ends.
func (c *call) segments(field, value string) {
	c.require(field, value)
	for part := range strings.SplitSeq(value, "/") {
		c.refuseDots(field, part)
	}
	c.path = appendEscaped(c.path, value, segmentChars+"/")
}

// refuseDots refuses the segments that clients, proxies and servers resolve. Escaping would not help: "%2E" means
// the same as "." (RFC 3986, section 2.3).
func (c *call) refuseDots(field, part string) {
	if part == "." || part == ".." {
		c.problem("%s: the path segment %q is not allowed", field, part)
	}
}

// query appends a parameter to the query, unless value is nil.
func (c *call) query(key string, value *string) {
	if value != nil {
		c.addQuery(key, *value)
	}
}

// queryList appends a parameter for each value.
func (c *call) queryList(key string, values []string) {
	for _, value := range values {
		c.addQuery(key, value)
	}
}

// flag is query for a parameter that may stand without a value: "" sends the key alone.
func (c *call) flag(key string, value *string) {
	if value != nil && *value == "" {
		c.rawQuery = append(c.nextParameter(), key...)
		return
	}
	c.query(key, value)
}

// flagList is queryList for such a parameter.
func (c *call) flagList(key string, values []string) {
	for i := range values {
		c.flag(key, &values[i])
	}
}

func (c *call) addQuery(key, value string) {
	c.rawQuery = append(append(c.nextParameter(), key...), '=')
	c.rawQuery = appendEscaped(c.rawQuery, value, queryChars)
}

// nextParameter returns the query, ready for one more parameter.
func (c *call) nextParameter() []byte {
	if c.rawQuery == nil {
		return c.space[len(c.space)/2:][:0]
	}
	return append(c.rawQuery, '&')
}

// removeQuery removes the parameters called name.
func (c *call) removeQuery(name string) {
	if name == "" || c.rawQuery == nil {
		return
	}
	parameters := bytes.Split(c.rawQuery, []byte("&"))
	c.rawQuery = nil
	for _, parameter := range parameters {
		key, _, _ := strings.Cut(string(parameter), "=")
		if key, err := url.PathUnescape(key); err == nil && key == name {
			continue
		}
		c.rawQuery = append(c.nextParameter(), parameter...)
	}
}

// header adds a header, unless value is nil. The key is canonical.
func (c *call) header(key string, value *string) {
	switch {
	case value == nil:
	case !isHeaderValue(*value):
		c.problem("the header %s must not hold line breaks or control characters", key)
	case key == "Host":
		c.host = *value
	default:
		c.headers[key] = append(c.headers[key], latin1(*value))
	}
}

// headerList adds a header line for each value; cookies share one line, as Postman sends them (RFC 6265, section 5.4).
func (c *call) headerList(key string, values []string) {
	if key == "Cookie" && len(values) > 1 {
		values = []string{strings.Join(values, "; ")}
	}
	for i := range values {
		c.header(key, &values[i])
	}
}

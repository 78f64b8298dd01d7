package infer

// This file decodes one sample, beginning with decode. Unlike json.Unmarshal it
// keeps the order of members, because it becomes the order of struct fields, and
// unlike json.Decoder it does not pay for each token by reflection.

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxLevel is the level of nesting below which nothing is known. No real API
// comes near it, and each level costs a Go type later.
const maxLevel = 200

// A decoded value is nil, a bool, a string, a json.Number, a placeholder or one
// of these.
type (
	array   []any
	object  []member // as in the text, with its repeated keys
	unknown struct{} // the marker Unknown, or a value below maxLevel
)

// member is a member of an object.
type member struct {
	key   string
	value any
}

// decode gives the value of a JSON text. It accepts what encoding/json accepts,
// which includes its limit of 10000 levels of nesting; the error begins with the
// number of the offending byte, counted from 1.
func decode(text string) (any, error) {
	if !json.Valid([]byte(text)) {
		return nil, syntaxError(text)
	}
	r := reader{text: text}
	return r.value(1), nil
}

// syntaxError tells why a text is not JSON; json.Valid, which takes half the time
// of json.Unmarshal, does not.
func syntaxError(text string) error {
	err := json.Unmarshal([]byte(text), new(json.RawMessage))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		err = fmt.Errorf("at byte %d: %w", syntax.Offset, err)
	}
	return err
}

// reader reads a JSON text that encoding/json has found valid. That is why it
// needs no errors, and why its recursion is bounded.
type reader struct {
	text string
	at   int // how much has been read
}

// value reads a value at a level of nesting; the document itself is at level 1.
func (r *reader) value(level int) any {
	var value any
	switch {
	case r.take('['):
		value = r.array(level)
	case r.take('{'):
		value = r.object(level)
	case r.take('"'):
		value = meaning(r.string())
	default:
		value = r.literal()
	}
	if level > maxLevel {
		return unknown{}
	}
	return value
}

// take skips white space, and the byte if it comes next.
func (r *reader) take(next byte) bool {
	for r.at < len(r.text) && r.text[r.at] <= ' ' {
		r.at++
	}
	if r.at == len(r.text) || r.text[r.at] != next {
		return false
	}
	r.at++
	return true
}

// meaning is what a string of a sample stands for.
func meaning(text string) any {
	if text == Unknown {
		return unknown{}
	}
	if p, ok := placeholderOf(text); ok {
		return p
	}
	return text
}

// array reads what follows a "[".
func (r *reader) array(level int) array {
	var elements array
	for !r.take(']') {
		r.take(',')
		elements = append(elements, r.value(level+1))
	}
	return elements
}

// object reads what follows a "{"; one that the converter gave up is unknown.
func (r *reader) object(level int) any {
	var members object
	for !r.take('}') {
		r.take(',')
		r.take('"')
		key := r.string()
		r.take(':')
		members = append(members, member{key, r.value(level + 1)})
	}
	if standsForAnything(members) {
		return unknown{}
	}
	return members
}

// string reads what follows a quotation mark.
func (r *reader) string() string {
	start := r.at
	for r.text[r.at] != '"' {
		if r.text[r.at] == '\\' {
			r.at++
		}
		r.at++
	}
	text := r.text[start:r.at]
	r.at++ // the closing quotation mark
	if strings.Contains(text, `\`) || !utf8.ValidString(text) {
		_ = json.Unmarshal([]byte(`"`+text+`"`), &text) // it is valid
	}
	return text
}

// literal reads a number, true, false or null.
func (r *reader) literal() any {
	start := r.at
	for r.at < len(r.text) && !strings.ContainsRune(" \t\r\n,]}", rune(r.text[r.at])) {
		r.at++
	}
	switch text := r.text[start:r.at]; text {
	case "null":
		return nil
	case "true", "false":
		return text == "true"
	default:
		return json.Number(text)
	}
}

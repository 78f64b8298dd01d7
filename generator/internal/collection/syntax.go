package collection

// What is not JSON, in words: syntaxError turns an error of encoding/json, whose offset counts only some of the tokens,
// into a position with what was found there and what was expected.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

func (r *treeReader) errorAt(offset int, format string, args ...any) *Error {
	return &Error{Position: r.lines.position(offset), Text: fmt.Sprintf(format, args...)}
}

// syntaxError explains an error of the token that begins where the decoder stopped.
func (r *treeReader) syntaxError(err error) *Error {
	at := r.skip(" \t\r\n")
	if at == len(r.src) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.truncated(at)
	}
	if bad, ok := r.badByte(at); ok {
		return r.malformed(at, bad)
	}
	return r.misplaced(at)
}

// truncated explains a file that ends too early: within the token at this offset, or within what is still open.
func (r *treeReader) truncated(at int) *Error {
	inside := "a value"
	if at < len(r.src) && r.src[at] == '"' {
		inside = "the string"
	} else if len(r.open) > 0 {
		at, inside = r.open[len(r.open)-1], "the object"
		if r.src[at] == '[' {
			inside = "the list"
		}
	}
	return r.errorAt(len(r.src), "not JSON: the file ends inside %s that begins at %s: is it cut off?", inside, r.lines.position(at))
}

// badByte returns the offset of the byte that makes the string, number or word at an offset malformed, if it is.
func (r *treeReader) badByte(at int) (int, bool) {
	switch r.src[at] {
	case '{', '}', '[', ']', ',', ':':
		return 0, false
	}
	var syntax *json.SyntaxError
	err := json.NewDecoder(bytes.NewReader(r.src[at:])).Decode(new(any))
	if !errors.As(err, &syntax) || syntax.Offset <= 1 {
		return 0, false
	}
	return at + int(syntax.Offset) - 1, true
}

// malformed explains a token that goes wrong at the byte bad.
func (r *treeReader) malformed(at, bad int) *Error {
	found := r.found(bad)
	switch {
	case r.src[at] != '"':
		return r.errorAt(at, "not JSON: found %s after %q, expected a number, true, false or null", found, r.src[at:bad])
	case r.src[bad] < ' ':
		return r.errorAt(bad, `not JSON: found %s inside a string, expected it to be escaped (a line break as \n)`, found)
	case r.src[bad-1] == '\\':
		return r.errorAt(bad, `not JSON: found %s after a backslash, expected one of "\/bfnrtu`, found)
	default:
		return r.errorAt(bad, `not JSON: found %s, expected four hexadecimal digits after \u`, found)
	}
}

// misplaced explains a token that may not stand where it does.
func (r *treeReader) misplaced(at int) *Error {
	return r.errorAt(at, "not JSON: found %s, expected %s", r.found(at), r.expected(at))
}

func (r *treeReader) found(at int) string {
	char, _ := utf8.DecodeRune(r.src[at:])
	return fmt.Sprintf("%q", char)
}

// expected says what may stand at an offset, judging by what stands before it.
func (r *treeReader) expected(at int) string {
	before := bytes.TrimRight(r.src[:at], " \t\r\n")
	switch {
	case len(before) == 0:
		return "a JSON object"
	case len(r.open) == 0:
		return "the end of the file"
	}
	inObject := r.src[r.open[len(r.open)-1]] == '{'
	switch last := before[len(before)-1]; {
	case last == '{':
		return "a name in double quotes or '}'"
	case last == '[':
		return "a value or ']'"
	case last == ',' && inObject:
		return "a name in double quotes after the comma"
	case last == ',':
		return "a value after the comma"
	case last == ':':
		return "a value"
	case r.named:
		return "':' after the name"
	case inObject:
		return "',' or '}'"
	default:
		return "',' or ']'"
	}
}

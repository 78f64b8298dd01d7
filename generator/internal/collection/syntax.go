package collection

// What is not JSON, in words: where it is, what was found there, what was expected and what to do.

import (
	"fmt"
	"unicode/utf8"
)

func (r *treeReader) errorAt(offset int, format string, args ...any) *Error {
	return &Error{Position: r.lines.position(offset), Text: fmt.Sprintf(format, args...)}
}

// misplaced explains that the next byte may not stand where it does.
func (r *treeReader) misplaced(expected string) *Error {
	if r.at == len(r.text) {
		return r.cut(r.at)
	}
	return r.errorAt(r.at, "not JSON: found %s, expected %s", r.found(r.at), expected)
}

// malformed explains a number or word that goes wrong at the next byte.
func (r *treeReader) malformed(begin int) *Error {
	if r.at == len(r.text) {
		return r.cut(begin)
	}
	return r.errorAt(begin, "not JSON: found %s after %q, expected a number, true, false or null", r.found(r.at), r.text[begin:r.at])
}

// cut explains that the file ends within what is still open, or else within the value that begins at an offset.
func (r *treeReader) cut(begin int) *Error {
	if len(r.open) == 0 {
		return r.truncated("a value", begin)
	}
	begin = r.open[len(r.open)-1]
	if r.text[begin] == '[' {
		return r.truncated("the list", begin)
	}
	return r.truncated("the object", begin)
}

// truncated explains a file that ends too early, inside of what begins at an offset.
func (r *treeReader) truncated(inside string, begin int) *Error {
	return r.errorAt(len(r.text), "not JSON: the file ends inside %s that begins at %s: is it cut off?", inside, r.lines.position(begin))
}

func (r *treeReader) found(at int) string {
	char, _ := utf8.DecodeRuneInString(r.text[at:])
	return fmt.Sprintf("%q", char)
}

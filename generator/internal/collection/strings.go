package collection

// JSON strings: where they end, whether their escapes are right, and what the escapes stand for.

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// string reads a string, be it a value or a name.
func (r *treeReader) string() (text string, err error) {
	begin, escaped := r.at, false
	for at := begin + 1; at < len(r.text); at++ {
		switch c := r.text[at]; {
		case c == '"' && escaped:
			r.at = at + 1
			return unescape(r.text[begin+1 : at]), nil
		case c == '"':
			r.at = at + 1
			return r.text[begin+1 : at], nil
		case c == '\\':
			escaped = true
			if at, err = r.escape(at + 1); err != nil {
				return "", err
			}
		case c < ' ':
			return "", r.errorAt(at, `not JSON: found %q inside a string, expected it to be escaped (a line break as \n)`, c)
		}
	}
	return "", r.truncated("the string", begin)
}

const (
	escapes = `"\/bfnrt` // and \u
	meaning = "\"\\/\b\f\n\r\t"
)

// escape returns the offset of the last byte of an escape, of which the backslash has been read.
func (r *treeReader) escape(at int) (int, error) {
	if at == len(r.text) || strings.IndexByte(escapes, r.text[at]) >= 0 {
		return at, nil
	}
	if r.text[at] != 'u' {
		return at, r.errorAt(at, `not JSON: found %s after a backslash, expected one of "\/bfnrtu`, r.found(at))
	}
	for last := at + 4; at < last; {
		if at++; at == len(r.text) {
			return at, nil
		}
		if c := r.text[at]; !isDigit(c) && (c|0x20 < 'a' || 'f' < c|0x20) {
			return at, r.errorAt(at, `not JSON: found %s, expected four hexadecimal digits after \u`, r.found(at))
		}
	}
	return at, nil
}

// unescape decodes a string whose escapes are known to be right.
func unescape(text string) string {
	var decoded strings.Builder
	decoded.Grow(len(text))
	for {
		plain, rest, found := strings.Cut(text, `\`)
		decoded.WriteString(plain)
		if !found {
			return decoded.String()
		}
		char, size := unescaped(rest)
		decoded.WriteRune(char) // half of a surrogate pair becomes U+FFFD
		text = rest[size:]
	}
}

// unescaped returns the character that an escape stands for, and the size of the escape without its backslash.
func unescaped(escape string) (char rune, size int) {
	if escape[0] != 'u' {
		return rune(meaning[strings.IndexByte(escapes, escape[0])]), 1
	}
	char = hexadecimal(escape[1:5])
	if utf16.IsSurrogate(char) && strings.HasPrefix(escape[5:], `\u`) {
		if pair := utf16.DecodeRune(char, hexadecimal(escape[7:11])); pair > 0xFFFF {
			return pair, 11
		}
	}
	return char, 5
}

func hexadecimal(digits string) rune {
	number, _ := strconv.ParseUint(digits, 16, 32) // they are digits
	return rune(number)
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file is the door through which values get into URLs, forms and part headers: whatever could end the place a
// value stands in is escaped, "%" too, so that a value arrives as it was given and never becomes syntax.

import "strings"

// The characters besides letters and digits that are sent as they are (RFC 3986, section 3), by place. A "'" is
// allowed in a query, but Postman escapes it there.
const (
	unreserved    = "-._~"
	segmentChars  = unreserved + "!$&'()*+,;=:@"
	queryKeyChars = unreserved + "!$()*,;:@/?[]"
	queryChars    = queryKeyChars + "="
	formChars     = unreserved
	// Text that is a URL already: escapes and delimiters stay.
	wireChars = segmentChars + "/?%[]|^"
)

const upperHex = "0123456789ABCDEF"

// appendEscaped appends s to dst and percent-encodes each byte that is no letter, no digit and not in keep.
func appendEscaped(dst []byte, s, keep string) []byte {
	for i := range len(s) {
		if b := s[i]; isAlphanumeric(b) || strings.IndexByte(keep, b) >= 0 {
			dst = append(dst, b)
		} else {
			dst = appendPercent(dst, b)
		}
	}
	return dst
}

// appendQuoted appends s to dst, for use between quotes in a Content-Disposition. Quotes and controls are
// percent-encoded as browsers do (HTML, multipart/form-data encoding algorithm), and so are backslashes, which many
// servers take for the beginning of an escape.
func appendQuoted(dst []byte, s string) []byte {
	for i := range len(s) {
		if b := s[i]; b == '"' || b == '\\' || isControl(b) {
			dst = appendPercent(dst, b)
		} else {
			dst = append(dst, b)
		}
	}
	return dst
}

func appendPercent(dst []byte, b byte) []byte {
	return append(dst, '%', upperHex[b>>4], upperHex[b&15])
}

func isAlphanumeric(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

func isControl(b byte) bool { return b < ' ' || b == 0x7f }

// latin1 returns s in ISO 8859-1, as Postman sends header values, or as it is if it has other characters.
func latin1(s string) string {
	isASCII := !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f })
	if isASCII || strings.ContainsFunc(s, func(r rune) bool { return r > 0xff }) {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

// isHeaderValue reports whether s can be the value of a header: it has no line breaks and no controls but tabs
// (RFC 9110, section 5.5).
func isHeaderValue(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r != '\t' && r < 0x80 && isControl(byte(r)) })
}

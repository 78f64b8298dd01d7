package resolve

// This file has the percent-encodings that newman applies to what a
// collection writes; "%" is left alone, so encoded text stays as it is.

import "strings"

const hexDigits = "0123456789ABCDEF"

// encodePath encodes literal text of a path.
func encodePath(s string) string { return encode(strings.ReplaceAll(s, `\`, "/"), " \"<>`#?{}") }

// encodeQueryKey encodes the key of a query parameter, so that it stays a key.
func encodeQueryKey(s string) string { return encode(s, " \"#'<>&=") }

// encodeForm encodes the key of an urlencoded field: unreserved characters stay.
func encodeForm(s string) string { return encode(s, " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}") }

// encode percent-encodes controls, what is not ASCII, and the bytes of set.
func encode(s, set string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || strings.IndexByte(set, c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

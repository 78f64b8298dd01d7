package collection

// The bytes of a file to its text, in whatever encoding Windows saved it: plainText is the entry point.

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// plainText decodes UTF-8, and UTF-16 that begins with a byte order mark. What is neither becomes U+FFFD; broken is the
// offset of the first of these in the text, -1 if there is none.
func plainText(src []byte) (text string, broken int) {
	switch {
	case bytes.HasPrefix(src, []byte("\xFE\xFF")):
		return fromUTF16(src[2:], binary.BigEndian)
	case bytes.HasPrefix(src, []byte("\xFF\xFE")):
		return fromUTF16(src[2:], binary.LittleEndian)
	}
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if broken = invalidUTF8(src); broken >= 0 {
		return string([]rune(string(src))), broken
	}
	return string(src), -1
}

// invalidUTF8 returns the offset of the first byte that is no UTF-8, -1 if there is none.
func invalidUTF8(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for at := 0; ; {
		char, size := utf8.DecodeRune(src[at:])
		if char == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}

// fromUTF16 does as plainText. A byte left over at the end counts as half of a surrogate pair, which nothing stands for.
func fromUTF16(src []byte, order binary.ByteOrder) (text string, broken int) {
	units := make([]uint16, 0, (len(src)+1)/2)
	for pair := range slices.Chunk(src, 2) {
		if len(pair) < 2 {
			pair = []byte{0xDC, 0xDC}
		}
		units = append(units, order.Uint16(pair))
	}
	text = string(utf16.Decode(units))
	return text, strings.IndexRune(text, utf8.RuneError)
}

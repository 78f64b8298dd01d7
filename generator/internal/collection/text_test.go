package collection_test

// Encodings: what a file means does not depend on its encoding, nor do the positions.

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// encodeUTF16 encodes text with its byte order mark.
func encodeUTF16(text string, order binary.AppendByteOrder) []byte {
	var encoded []byte
	for _, unit := range utf16.Encode([]rune("\uFEFF" + text)) {
		encoded = order.AppendUint16(encoded, unit)
	}
	return encoded
}

func TestDecodeEncodings(t *testing.T) {
	src := strings.Replace(whole, `"Feed a cat"`, `"Füttere 貓 😀", "x": {}, "response": 5`, 1)
	want, wantProblems := decode(t, src)
	for _, test := range []struct {
		name string
		src  []byte
	}{
		{"UTF-8 with byte order mark", []byte("\uFEFF" + src)},
		{"UTF-16, little-endian", encodeUTF16(src, binary.LittleEndian)},
		{"UTF-16, big-endian", encodeUTF16(src, binary.BigEndian)},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problems, err := collection.Decode(test.src)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, "collection", got, want)
			compare(t, "problems", problems, wantProblems)
		})
	}
}

func TestDecodeBrokenText(t *testing.T) {
	const broken = "info.name: found bytes that are no characters of the file's encoding, here and perhaps further down: each is read as U+FFFD"
	src := `{"info": {"schema": "v2", "name": "aXXb"}, "item": []}`
	little, big := string(encodeUTF16(src, binary.LittleEndian)), string(encodeUTF16(src, binary.BigEndian))
	for _, test := range []struct{ name, src, want string }{
		{"UTF-8", strings.Replace(src, "XX", "\xff\xed\xa0\x80", 1), "a\uFFFD\uFFFD\uFFFD\uFFFDb"},
		{"half a surrogate pair", strings.Replace(little, "X\x00X\x00", "\x00\xD8X\x00", 1), "a\uFFFDXb"},
		{"surrogates in the wrong order", strings.Replace(big, "\x00X\x00X", "\xDC\x00\xD8\x00", 1), "a\uFFFD\uFFFDb"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problems := decode(t, test.src)
			compare(t, "name", got.Name, test.want)
			compare(t, "problems", texts(problems), []string{broken})
			if at := problems[0].Position; at != (collection.Position{Line: 1, Column: 37}) {
				t.Errorf("the problem is at %v", at)
			}
		})
	}
	_, _, err := collection.Decode([]byte(little + "{"))
	if want := "1:55: not JSON: found '\uFFFD', expected the end of the file"; err == nil || err.Error() != want {
		t.Errorf("half a character at the end: got %v, want %s", err, want)
	}
}

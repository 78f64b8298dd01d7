package prose

// Cleaning: clean takes from foreign text what may not be in a Go comment, or would let it read otherwise than it is
// written. It runs on what comes in and, as entities such as "&#x202e;" hide from it there, on what the HTML says.

import (
	"strings"
	"unicode"
)

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// clean returns s as valid UTF-8 without control characters except newline and tab, without bidirectional controls and
// byte order marks. Every kind of line end becomes "\n".
func clean(s string) string {
	if strings.IndexFunc(s, isNotPlain) < 0 { // most texts
		return s
	}
	s = newlines.Replace(strings.ToValidUTF8(s, ""))
	return strings.Map(func(r rune) rune {
		if isNotPlain(r) && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\uFEFF') {
			return -1
		}
		return r
	}, s)
}

// isNotPlain reports whether a character needs a second look: it is neither of ASCII's printable ones nor white space.
func isNotPlain(r rune) bool { return (r < ' ' || '~' < r) && r != '\n' && r != '\t' }

// oneLine is s with each run of white space made a single space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

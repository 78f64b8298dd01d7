package diff

// Sentences with code in them. Entry point: code.

import (
	"encoding/json"
	"strings"
	"unicode"
)

// phrase is a sentence whose code stands between marks, for Markdown to show it as such:
// there, text of a collection could be a link or call somebody otherwise.
type phrase string

// mark cannot be in a text that code has gone through.
const mark = "\x00"

// code marks a piece of code. What would not show, or steer a terminal, becomes a space.
func code(text string) string {
	return mark + strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text) + mark
}

// String is the sentence as text.
func (p phrase) String() string { return strings.ReplaceAll(string(p), mark, "") }

// MarshalJSON gives the sentence as text.
func (p phrase) MarshalJSON() ([]byte, error) { return json.Marshal(p.String()) }

// markdown is the sentence with its code in backticks, more of them than the code has.
func (p phrase) markdown() string {
	parts := strings.Split(string(p), mark)
	for i := 1; i < len(parts); i += 2 {
		fence := "`"
		for strings.Contains(parts[i], fence) {
			fence += "`"
		}
		if len(fence) > 1 || strings.TrimSpace(parts[i]) != parts[i] {
			parts[i] = " " + parts[i] + " "
		}
		parts[i] = fence + parts[i] + fence
	}
	return strings.Join(parts, "")
}

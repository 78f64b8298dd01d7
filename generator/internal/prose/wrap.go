package prose

// Wrapping: Wrap makes the lines of a doc comment of a text, whether it comes from Text or was composed around one.

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Wrap returns the lines of a doc comment with the given text, in the syntax that Text writes, without comment markers.
// Paragraphs and list items are broken to have at most width characters a line; a longer word has a line for itself,
// and lines of code blocks stay as they are. Further lines of a list item are indented by four spaces, as gofmt does.
//
// Whatever the text, no line has control or bidirectional characters or white space at its end, and none is a build
// constraint: a line that begins with "+build" is written "+ build".
//
// A list or code block that does not follow a paragraph is given one, "Details:". godoc would take code after a list
// for a part of the list, and what is indented from the first line to the last for text that is not indented at all.
func Wrap(text string, width int) []string {
	var lines []string
	var before block
	for _, b := range withLeadIns(parse(text)) {
		if b.gap(before) == "\n\n" {
			lines = append(lines, "")
		}
		lines = append(lines, b.lines(width)...)
		before = b
	}
	return lines
}

func withLeadIns(blocks []block) []block {
	var all []block
	var before block
	for _, b := range blocks {
		if b.kind != paragraph && before.kind != paragraph && b.kind != before.kind {
			all = append(all, block{kind: paragraph, text: "Details:"})
		}
		all = append(all, b)
		before = b
	}
	return all
}

func (b block) lines(width int) []string {
	switch b.kind {
	case code:
		return strings.Split(b.text, "\n")
	case item:
		return fill(b.marker(), b.text, "    ", width)
	default:
		return fill("", b.text, "", width)
	}
}

// fill breaks text into lines that begin with first and, from the second on, with indent.
func fill(first, text, indent string, width int) []string {
	var lines []string
	for start := first; ; start = indent {
		end := lineEnd(text, width-utf8.RuneCountInString(start))
		lines = append(lines, start+text[:end])
		if end == len(text) {
			return lines
		}
		text = text[end+1:]
	}
}

// lineEnd returns where a line ends that has room for so many characters of text: at its end, at the last space that the
// line reaches, or else at the first one after it.
func lineEnd(text string, room int) int {
	reach := bytesOf(text, room)
	if reach == len(text) {
		return reach
	}
	for end := reach; end > 0; end-- {
		if isBreak(text, end) {
			return end
		}
	}
	for end := reach + 1; end < len(text); end++ {
		if isBreak(text, end) {
			return end
		}
	}
	return len(text)
}

// bytesOf returns the length of the first n characters of a text, or of all of it.
func bytesOf(text string, n int) int {
	for i := range text {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(text)
}

// marker matches the words that begin a list item or a build constraint when they come first in a line.
var marker = regexp.MustCompile(`^(?:[-+*•]|[0-9]+[.)]|\+build)$`)

// isBreak reports whether a line may end at a byte of text: at a space that is not followed by a word with a meaning of
// its own at the beginning of a line.
func isBreak(text string, at int) bool {
	if text[at] != ' ' {
		return false
	}
	next := firstWord(text[at+1:])
	return !marker.MatchString(next) && !directive.MatchString(next)
}

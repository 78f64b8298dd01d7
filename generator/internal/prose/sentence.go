package prose

// Summaries: Sentence and Beginning.

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stop matches what may end a sentence: a stop with what closes around it, before a space or, in scripts that write no
// spaces, anywhere.
var stop = regexp.MustCompile(`[.!?]["')\]]*(?: |$)|[。！？．]`)

// abbreviated matches a text whose last full stop ends a word, not a sentence.
var abbreviated = regexp.MustCompile(`(?:^|[ ("])(?:e\.g|i\.e|cf|vs|approx|incl|[A-Z])\.$|^[0-9]+\.$`)

// Sentence returns the first sentence of a text on one line. It is taken from the first paragraph or list item, and cut
// at a word, with "…" at its end, to have at most limit characters. A text that is all code has none.
func Sentence(text string, limit int) string {
	for _, b := range parse(text) {
		if b.kind != code {
			return shorten(firstSentence(b.text), limit)
		}
	}
	return ""
}

// Beginning returns the first blocks of a text that have at most limit characters together, without what would lead to
// the next one, such as a heading; a first one that is longer is cut like a sentence. It reports whether that is all.
func Beginning(text string, limit int) (beginning string, all bool) {
	blocks := parse(text)
	n, size := 0, 0
	for n < len(blocks) && size+utf8.RuneCountInString(blocks[n].text) <= limit {
		size += utf8.RuneCountInString(blocks[n].text)
		n++
	}
	if n == len(blocks) {
		return join(blocks), true
	}
	for n > 0 && strings.HasSuffix(blocks[n-1].text, ":") {
		n--
	}
	if n == 0 {
		return Sentence(text, limit), false
	}
	return join(blocks[:n]), false
}

func firstSentence(text string) string {
	for _, at := range stop.FindAllStringIndex(text, -1) {
		sentence, rest := strings.TrimSpace(text[:at[1]]), text[at[1]:]
		next, _ := utf8.DecodeRuneInString(rest)
		if !unicode.IsLower(next) && !abbreviated.MatchString(sentence) {
			return sentence
		}
	}
	return text
}

// shorten cuts a line to at most limit characters.
func shorten(line string, limit int) string {
	if utf8.RuneCountInString(line) <= limit {
		return line
	}
	if limit < 1 {
		return ""
	}
	cut := string([]rune(line)[:limit]) // one more than fits beside the ellipsis, as a word may end there
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	} else {
		cut = string([]rune(cut)[:limit-1])
	}
	return strings.TrimRight(cut, " ,;:.-–(") + "…"
}

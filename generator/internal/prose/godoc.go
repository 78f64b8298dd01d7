package prose

// What godoc would make of the text: settle takes from blocks every meaning that they do not have. Which text has one
// is asked of go/doc/comment, the package that gofmt and godoc use, rather than known here.

import (
	"go/doc/comment"
	"regexp"
	"strings"
	"unicode"
)

// directive matches the words with a meaning at the beginning of a comment line: the mark of a heading, and what Go's
// tools and the linters people run obey. ("//go:" and "//line" are no concern, as they must follow the slashes without
// a space; for "+build", see Wrap.)
var directive = regexp.MustCompile(`^(?:#$|#nosec|nolint|Deprecated:|BUG\()`)

// settle returns the blocks with their text changed, where necessary, so that gofmt leaves a comment made of them alone
// and no tool finds more in it than text.
func settle(blocks []block) []block {
	sameMarkers(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.kind == code {
			b.text = settledCode(b.text)
			continue
		}
		after := "text"
		if b.kind == paragraph && i+1 < len(blocks) && blocks[i+1].kind != paragraph {
			after = "\tcode"
		}
		b.text = settledLine(b.marker(), b.text, after)
	}
	return blocks
}

// sameMarkers turns a list that has bullets and numbers into one of bullets: godoc continues an item where a marker of
// the other sort begins.
func sameMarkers(blocks []block) {
	for start := 0; start < len(blocks); start++ {
		end, bullets := start, false
		for end < len(blocks) && blocks[end].kind == item {
			bullets = bullets || blocks[end].number == 0
			end++
		}
		for i := start; i < end && bullets; i++ {
			blocks[i].number = 0
		}
		start = end
	}
}

// quotes are two characters that gofmt makes a curly quote of. Both may well have meant an empty string.
var quotes = strings.NewReplacer("''", `""`, "``", `""`)

// settledLine is the text of a paragraph or item that follows marker and is followed by the block after.
func settledLine(marker, text, after string) string {
	if reason, ok := strings.CutPrefix(text, "Deprecated:"); ok {
		return settledLine(marker, "Deprecated -"+reason, after)
	}
	if directive.MatchString(firstWord(text)) {
		text = `\` + text
	}
	if gofmt(marker+text, after) == marker+text {
		return text
	}
	text = quotes.Replace(text)
	switch {
	case gofmt(marker+text, after) == marker+text:
		return text
	case text[0] == '[': // the target of a link, "[text]: URL"
		return `\` + text
	default: // a heading of the old style, a short line without punctuation
		return text + "."
	}
}

// settledCode is the text of a code block, indented by a tab.
func settledCode(text string) string {
	block := gofmt(indent(text), "text")
	if !strings.HasPrefix(block, "\t") { // it begins like a list, and would be one
		block = gofmt(indent("```\n"+text+"\n```"), "text")
	}
	return block
}

// indent puts a tab before each line that is not blank.
func indent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = harmless(strings.TrimRightFunc("\t"+line, unicode.IsSpace))
	}
	return strings.Join(lines, "\n")
}

// gofmt returns what gofmt makes of a block that stands between a paragraph and the block after.
func gofmt(block, after string) string {
	var parser comment.Parser
	var printer comment.Printer
	const before = "text\n\n"
	formatted := string(printer.Comment(parser.Parse(before + block + "\n\n" + after)))
	return strings.TrimSuffix(strings.TrimPrefix(formatted, before), "\n\n"+after+"\n")
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

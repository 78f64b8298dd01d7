package prose

// Markdown that no one wrote: isTangled tells the texts on which goldmark would spend minutes. It looks for the partner
// of each mark of a link or of emphasis through the rest of the paragraph, and asks all lists and quotes that are open
// in a line where the next one begins, so that its time grows with the square of such a text.

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

const (
	// maxSearches bounds, summed up, the number of marks in a paragraph times its length. Real descriptions come to a
	// million; fifty times as much still takes goldmark no more than a tenth of a second.
	maxSearches = 50_000_000

	// maxNesting bounds the lists and quotes that begin in one line.
	maxNesting = 100
)

// isTangled reports whether a description is to be read as plain text.
func isTangled(description string) bool {
	searches := 0
	for paragraph := range strings.SplitSeq(description, "\n\n") {
		marks := strings.Count(paragraph, "[") + strings.Count(paragraph, "*") + strings.Count(paragraph, "_")
		searches += marks * len(paragraph)
	}
	if searches > maxSearches {
		return true
	}
	for line := range strings.SplitSeq(description, "\n") {
		if nests(line, maxNesting) {
			return true
		}
	}
	return false
}

// opener matches the marker of a quote or a list item.
var opener = regexp.MustCompile(`^[ \t]*(?:>|(?:[-+*]|[0-9]{1,9}[.)])[ \t])`)

// nests reports whether more than n lists and quotes begin in a line.
func nests(line string, n int) bool {
	for ; n >= 0; n-- {
		marker := opener.FindString(line)
		if marker == "" {
			return false
		}
		line = line[len(marker):]
	}
	return true
}

// plainPage returns an HTML page with the paragraphs of a plain text.
func plainPage(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "\n\n", "<p>")
}

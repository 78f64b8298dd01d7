// Package prose turns the descriptions of a Postman collection into text fit for a Go doc comment. A description is
// Markdown, HTML or a mix of both. goldmark makes HTML of it, read.go makes paragraphs, list items and code blocks of
// the HTML, and godoc.go sees to it that each of them is read by godoc as what it is.
//
// Text is the way in. Wrap breaks a text into the lines of a comment; Sentence and Beginning shorten it.
package prose

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// markdown lets raw HTML through: what is safe in a page does not matter here, as no page is made.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// Text turns a description into plain text of three kinds of blocks, with a blank line between them:
//
//   - a paragraph is one unwrapped line, for godoc has no line break: a break in the description starts a paragraph.
//     A heading is a paragraph that ends with a colon.
//   - a list has a line for each item: "  - item", or " 1. item" where all items are numbered.
//   - a code block is indented by a tab. A table is one too, with a line "cell | cell" for each row.
//
// A link is written "text (URL)", emphasis is dropped, entities are decoded. The text has no control or bidirectional
// characters, and gofmt leaves a comment made of it by Wrap as it is. A description whose marks are too many to have been
// written by hand is taken as plain text.
func Text(description string) string { return join(settle(read(page(clean(description))))) }

// join writes blocks as a text.
func join(blocks []block) string {
	var text strings.Builder
	var before block
	for _, b := range blocks {
		text.WriteString(b.gap(before) + b.marker() + b.text)
		before = b
	}
	return text.String()
}

// page returns the HTML page that a description makes.
func page(description string) *bytes.Buffer {
	if isTangled(description) {
		return bytes.NewBufferString(plainPage(description))
	}
	var page bytes.Buffer
	_ = markdown.Convert([]byte(description), &page) // only writing can fail, and a Buffer does not
	return &page
}

// A block is the unit of godoc's syntax.
type block struct {
	kind   kind
	number int    // of an item; 0 for a bullet
	text   string // one line, or the lines of a code block, each indented by a tab
}

type kind int

const (
	none kind = iota // before the first block
	paragraph
	item
	code
)

// marker is what comes before the block's text.
func (b block) marker() string {
	switch {
	case b.kind != item:
		return ""
	case b.number == 0:
		return "  - "
	default:
		return fmt.Sprintf(" %d. ", b.number)
	}
}

// gap is what separates the block from the one before it.
func (b block) gap(before block) string {
	switch {
	case before.kind == none:
		return ""
	case before.kind == item && b.kind == item:
		return "\n"
	default:
		return "\n\n"
	}
}

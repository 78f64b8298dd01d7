package emit

// This file is the door from foreign text to comments. jennifer's own Comment
// makes code of a text that holds a newline and the end of a comment, so all
// text comes through doc, or docLines where jennifer takes strings.

import (
	"math"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

// docWidth is what a comment line of 100 columns has for text.
const docWidth = 100 - len("// ")

// doc is the doc comment with the given text, in the syntax of prose.Text. Each
// item is a line and must be added for itself, in front of the declaration: in
// one chain with it, gofmt would not know it for a doc comment. Without text
// there are no lines.
func doc(text string) []jen.Code {
	var lines []jen.Code
	for _, line := range docLines(text) {
		lines = append(lines, jen.Comment(line))
	}
	return lines
}

// docLines is doc for a package comment.
func docLines(text string) []string {
	lines := prose.Wrap(text, docWidth)
	for i, line := range lines {
		lines[i] = commentLine(line)
	}
	return lines
}

// commentLine is a line of prose.Wrap as a comment. A space or a tab follows
// the slashes, for a directive begins right after them ("//go:generate").
func commentLine(line string) string {
	if line == "" || line[0] == '\t' {
		return "//" + line
	}
	return "// " + line
}

// commentText is a text as a comment of one line, for behind code.
func commentText(text string) string { return "// " + plain(text) }

// plain is a text on one line, without what prose.Text drops.
func plain(text string) string { return oneLine(strings.Join(prose.Wrap(text, math.MaxInt), " ")) }

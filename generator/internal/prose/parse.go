package prose

// Reading text: parse finds the blocks in what Text wrote, and in what others composed around it.

import (
	"go/build/constraint"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// itemStart matches the beginning of a list item, in gofmt's spelling.
var itemStart = regexp.MustCompile(`^ (?: -|([1-9][0-9]{0,8})\.) +`)

// parse returns the blocks of a text. Lines that follow one another without a blank line between them are one
// paragraph, lines indented by four spaces continue a list item, and white space elsewhere has no meaning.
func parse(text string) []block {
	var p parser
	for line := range strings.SplitSeq(clean(text), "\n") {
		p.add(harmless(strings.TrimRightFunc(line, unicode.IsSpace)))
	}
	p.endBlock()
	return p.blocks
}

// harmless is a line that gofmt does not move to the top of the file as a build constraint.
func harmless(line string) string {
	if strings.Contains(line, "+build") && constraint.IsPlusBuild("//"+line) {
		return strings.Replace(line, "+build", "+ build", 1)
	}
	return line
}

type parser struct {
	blocks []block
	open   block    // the block being read
	lines  []string // its lines, with the blank ones after it
}

func (p *parser) add(line string) {
	if line == "" {
		p.lines = append(p.lines, line)
		return
	}
	next := blockOf(line)
	if !p.continues(next, line) {
		p.endBlock()
		p.open = next
	}
	p.lines = append(p.lines, next.text)
}

// continues reports whether a line, which would begin the block next, belongs to the open block instead.
func (p *parser) continues(next block, line string) bool {
	afterBlank := len(p.lines) > 0 && p.lines[len(p.lines)-1] == ""
	switch next.kind {
	case code:
		return p.open.kind == code
	case paragraph:
		return !afterBlank && (p.open.kind == paragraph || p.open.kind == item && strings.HasPrefix(line, "    "))
	default:
		return false
	}
}

func (p *parser) endBlock() {
	if p.open.kind == code {
		p.open.text = strings.TrimRight(strings.Join(p.lines, "\n"), "\n")
	} else {
		p.open.text = strings.TrimRight(strings.Join(p.lines, " "), " ") // each is one line without further spaces
	}
	if p.open.kind != none {
		p.blocks = append(p.blocks, p.open)
	}
	p.lines = nil
}

// blockOf is the block that a line begins, if it does not continue another one.
func blockOf(line string) block {
	if strings.HasPrefix(line, "\t") {
		return block{kind: code, text: line}
	}
	if !strings.HasPrefix(line, " ") {
		return block{kind: paragraph, text: oneLine(line)}
	}
	if start := itemStart.FindStringSubmatch(line); start != nil {
		number, _ := strconv.Atoi(start[1]) // "" for a bullet
		return block{kind: item, number: number, text: oneLine(line[len(start[0]):])}
	}
	return block{kind: paragraph, text: oneLine(line)}
}

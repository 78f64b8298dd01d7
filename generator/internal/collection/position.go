package collection

// Places in the file: lineIndex finds the line and column of an offset.

import (
	"fmt"
	"slices"
	"strings"
)

// Position is a place in the file. Both numbers count from 1; Column counts characters, not bytes.
type Position struct{ Line, Column int }

// String returns "line:column".
func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// blockSize is a compromise: each position counts the characters of two blocks at most, each block costs eight bytes.
const blockSize = 256

// lineIndex finds positions. Counting from the start of the line would not do: an exported collection may be one line
// of ten megabytes with a hundred thousand values.
type lineIndex struct {
	text   string
	starts []int // the offset where each line begins
	blocks []int // the number of characters before each block of text
}

func newLineIndex(text string) lineIndex {
	index := lineIndex{
		text:   text,
		starts: make([]int, 1, strings.Count(text, "\n")+1),
		blocks: make([]int, 1, len(text)/blockSize+1),
	}
	for at := 0; ; {
		length := strings.IndexByte(text[at:], '\n') + 1
		if length == 0 {
			break
		}
		at += length
		index.starts = append(index.starts, at)
	}
	count := 0
	for end := blockSize; end <= len(text); end += blockSize {
		count += countCharacters(text[end-blockSize : end])
		index.blocks = append(index.blocks, count)
	}
	return index
}

// position returns the position of an offset from 0 to len(text), the end of the file.
func (x lineIndex) position(offset int) Position {
	line, found := slices.BinarySearch(x.starts, offset)
	if found {
		line++
	}
	return Position{Line: line, Column: x.charactersBefore(offset) - x.charactersBefore(x.starts[line-1]) + 1}
}

func (x lineIndex) charactersBefore(offset int) int {
	block := offset / blockSize
	return x.blocks[block] + countCharacters(x.text[block*blockSize:offset])
}

// countCharacters counts the bytes that begin a character, so that a character cut by a block counts once.
func countCharacters(text string) int {
	count := 0
	for i := range len(text) {
		if text[i]&0xC0 != 0x80 {
			count++
		}
	}
	return count
}

package collection

// Places in the file: what is wrong there (Problem, Error), and lineIndex, which finds the line and column of an offset.

import (
	"bytes"
	"fmt"
	"slices"
)

// Position is a place in the file. Both numbers count from 1; Column counts characters, not bytes.
type Position struct{ Line, Column int }

// String returns "line:column".
func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Problem is an oddity that did not stop the reading: what was found, and what was expected.
type Problem struct {
	Position Position
	Path     string // the names of folders and request, then the field, such as "Users / Get user / request.header[0].key"
	Text     string
}

// Error says why a file cannot be read as a collection.
type Error struct {
	Position Position
	Text     string
}

// Error returns "line:column: text", before which callers put the name of the file.
func (e *Error) Error() string { return e.Position.String() + ": " + e.Text }

// blockSize is a compromise: each position counts the characters of two blocks at most, each block costs four bytes.
const blockSize = 256

// lineIndex finds positions. Counting from the start of the line would not do: an exported collection may be one line
// of ten megabytes with a hundred thousand values.
type lineIndex struct {
	src    []byte
	starts []int // the offset where each line begins
	blocks []int // the number of characters before each block of src
}

func newLineIndex(src []byte) lineIndex {
	index := lineIndex{src: src, starts: []int{0}}
	for at := 0; ; {
		length := bytes.IndexByte(src[at:], '\n') + 1
		if length == 0 {
			break
		}
		at += length
		index.starts = append(index.starts, at)
	}
	count := 0
	for block := range slices.Chunk(src, blockSize) {
		index.blocks = append(index.blocks, count)
		count += countCharacters(block)
	}
	index.blocks = append(index.blocks, count) // for the end of a file that fills its last block
	return index
}

// position returns the position of an offset from 0 to len(src), the end of the file.
func (x lineIndex) position(offset int) Position {
	line, found := slices.BinarySearch(x.starts, offset)
	if found {
		line++
	}
	return Position{Line: line, Column: x.charactersBefore(offset) - x.charactersBefore(x.starts[line-1]) + 1}
}

func (x lineIndex) charactersBefore(offset int) int {
	block := offset / blockSize
	return x.blocks[block] + countCharacters(x.src[block*blockSize:offset])
}

// countCharacters counts the bytes that begin a character, so that a character cut by a block counts once.
func countCharacters(text []byte) int {
	count := 0
	for _, b := range text {
		if b&0xC0 != 0x80 {
			count++
		}
	}
	return count
}

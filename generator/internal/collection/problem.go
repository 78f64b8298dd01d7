package collection

// What is wrong in a file: oddities are gathered while the file is read, and told as Problems at the end; an Error ends the
// reading.

import (
	"fmt"
	"slices"
	"strings"
)

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

// oddity is a Problem whose path is not known yet.
type oddity struct {
	offset int
	text   string
}

// maxProblems is how many problems are told one by one; a file with more is hardly a collection.
const maxProblems = 1000

// oddities gathers what is odd, and only counts what is too much.
type oddities struct {
	listed   []oddity
	unlisted int
}

func (o *oddities) report(offset int, text string) {
	if len(o.listed) == maxProblems {
		o.unlisted++
		return
	}
	o.listed = append(o.listed, oddity{offset, text})
}

// decoder is what all objects of one file share: the positions, and what was odd so far.
type decoder struct {
	oddities
	lines  lineIndex
	places map[int]*place // where the items of schema v1 belong, by offset
}

// problems returns the oddities in the order of the file, with their paths in the collection.
func (d *decoder) problems(collection Value) []Problem {
	slices.SortStableFunc(d.listed, func(a, b oddity) int { return a.offset - b.offset })
	var problems []Problem
	for _, odd := range d.listed {
		problems = append(problems, Problem{d.lines.position(odd.offset), d.path(collection, odd.offset), odd.text})
	}
	if d.unlisted > 0 {
		text := fmt.Sprintf("found %d more oddities, which are not listed", d.unlisted)
		problems = append(problems, Problem{Position: problems[maxProblems-1].Position, Text: text})
	}
	return problems
}

// path names the folders and the request in which an offset lies, then the field.
func (d *decoder) path(v Value, offset int) string {
	var names []string
	var field []byte
	for v.offset() < offset {
		next, exact := slices.BinarySearchFunc(v.contents(), offset, func(m Member, offset int) int { return m.Value.offset() - offset })
		if !exact {
			next--
		}
		if next < 0 {
			break
		}
		m := v.contents()[next]
		switch {
		case v.kind == Object && field == nil:
			field = []byte(m.Name)
		case v.kind == Object:
			field = append(append(field, '.'), m.Name...)
		case d.places[m.Value.offset()] != nil:
			names, field = d.places[m.Value.offset()].names(), nil
		case string(field) == "item":
			names, field = append(names, itemName(m.Value, next)), nil
		default:
			field = fmt.Appendf(field, "[%d]", next)
		}
		v = m.Value
	}
	if field != nil {
		names = append(names, string(field))
	}
	return strings.Join(names, " / ")
}

// itemName is the name of an item; one without is called after its place in the list.
func itemName(item Value, index int) string {
	if name := item.Member("name").String(); name != "" {
		return name
	}
	return fmt.Sprintf("item[%d]", index)
}

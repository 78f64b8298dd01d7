package collection

// JSON text to a tree of Values, which know where they stand; readTree is the entry point, and decode.go makes a Collection of
// the tree. encoding/json is not used, since its tokens take more than twice the time and memory: here a string without
// escapes is a part of the text itself, and an error is told by what was expected at its very place (syntax.go).

import (
	"fmt"
	"slices"
	"strings"
)

// maxDepth is the depth of nesting beyond which a file is refused; it is that of encoding/json.
const maxDepth = 10_000

// treeReader reads the tree.
type treeReader struct {
	text  string
	lines lineIndex
	at    int      // the offset of the next byte
	open  []int    // the offsets of the objects and lists not yet ended
	stack []Member // the members of what is open, so that each ended object gets a slice of its exact size
	oddities
}

// readTree reads JSON text (RFC 8259) that is one value. The oddities are duplicate members, of which the last one wins. The
// error is an *Error.
func readTree(text string, lines lineIndex) (Value, oddities, error) {
	r := &treeReader{text: text, lines: lines}
	root, err := r.value("a JSON object")
	if err != nil {
		return Value{}, oddities{}, err
	}
	if r.next(); r.at < len(text) {
		return Value{}, oddities{}, r.misplaced("the end of the file")
	}
	return root, r.oddities, nil
}

// next returns the first byte that is no white space, 0 at the end of the text.
func (r *treeReader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// value reads the next value; expected says, for errors, what may stand in its place.
func (r *treeReader) value(expected string) (Value, error) {
	switch c := r.next(); c {
	case '{':
		return r.container(Object, '}')
	case '[':
		return r.container(Array, ']')
	case '"':
		start := r.at
		text, err := r.string()
		return Value{kind: String, start: uint32(start), text: text}, err
	case 't':
		return r.word(Bool, "true")
	case 'f':
		return r.word(Bool, "false")
	case 'n':
		null, err := r.word(Null, "null")
		null.text = "" // only what may pass for a string has a text
		return null, err
	default:
		if c != '-' && !isDigit(c) {
			return Value{}, r.misplaced(expected)
		}
		return r.number()
	}
}

// container reads an object or a list.
func (r *treeReader) container(kind Kind, end byte) (Value, error) {
	start, bottom := r.at, len(r.stack)
	if len(r.open) == maxDepth {
		return Value{}, r.errorAt(start, "found JSON nested deeper than %d levels, which no collection is", maxDepth)
	}
	r.open = append(r.open, start)
	r.at++
	var err error
	for first, more := true, r.next() != end; more; first = false {
		var m Member
		if m, err = r.member(kind, first); err != nil {
			return Value{}, err
		}
		r.stack = append(r.stack, m)
		if more, err = r.more(end); err != nil {
			return Value{}, err
		}
	}
	r.at++
	r.open = r.open[:len(r.open)-1]
	return Value{kind: kind, start: uint32(start), members: r.closed(kind, bottom)}, nil
}

// closed takes the members of what has ended from the stack, nil if there are none.
func (r *treeReader) closed(kind Kind, bottom int) *[]Member {
	if len(r.stack) == bottom {
		return nil
	}
	members := slices.Clone(r.stack[bottom:])
	r.stack = r.stack[:bottom]
	if kind == Object {
		members = r.withoutDuplicates(members)
	}
	return &members
}

// member reads a member of an object, or an element of a list as a member without a name.
func (r *treeReader) member(kind Kind, first bool) (m Member, err error) {
	switch {
	case kind == Array && first:
		m.Value, err = r.value("a value or ']'")
		return m, err
	case kind == Array:
		m.Value, err = r.value("a value after the comma")
		return m, err
	case r.next() != '"' && first:
		return m, r.misplaced("a name in double quotes or '}'")
	case r.next() != '"':
		return m, r.misplaced("a name in double quotes after the comma")
	}
	if m.Name, err = r.string(); err != nil {
		return m, err
	}
	if r.next() != ':' {
		return m, r.misplaced("':' after the name")
	}
	r.at++
	m.Value, err = r.value("a value")
	return m, err
}

// more reports whether a comma follows, rather than the end of the object or list.
func (r *treeReader) more(end byte) (bool, error) {
	switch r.next() {
	case ',':
		r.at++
		return true, nil
	case end:
		return false, nil
	default:
		return false, r.misplaced(fmt.Sprintf("',' or %q", end))
	}
}

func (r *treeReader) word(kind Kind, word string) (Value, error) {
	start := r.at
	for i := range len(word) {
		if !r.accept(word[i : i+1]) {
			return Value{}, r.malformed(start)
		}
	}
	return Value{kind: kind, start: uint32(start), text: word}, nil
}

func (r *treeReader) number() (Value, error) {
	start := r.at
	r.accept("-")
	ok := r.accept("0") || r.digits()
	if ok && r.accept(".") {
		ok = r.digits()
	}
	if ok && r.accept("eE") {
		r.accept("+-")
		ok = r.digits()
	}
	if !ok {
		return Value{}, r.malformed(start)
	}
	return Value{kind: Number, start: uint32(start), text: r.text[start:r.at]}, nil
}

// accept steps over the next byte if it is one of these.
func (r *treeReader) accept(bytes string) bool {
	found := r.at < len(r.text) && strings.IndexByte(bytes, r.text[r.at]) >= 0
	if found {
		r.at++
	}
	return found
}

// digits steps over at least one digit.
func (r *treeReader) digits() bool {
	begin := r.at
	for r.at < len(r.text) && isDigit(r.text[r.at]) {
		r.at++
	}
	return r.at > begin
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// withoutDuplicates drops all members of a name but the last, which leaves the members in the order of their offsets.
func (r *treeReader) withoutDuplicates(members []Member) []Member {
	if !hasDuplicates(members) {
		return members
	}
	last := make(map[string]int, len(members))
	for i, m := range members {
		last[m.Name] = i
	}
	var unique []Member
	for i, m := range members {
		if last[m.Name] == i {
			unique = append(unique, m)
		} else {
			text := fmt.Sprintf("found the member %q once more, expected it once: the last one counts", m.Name)
			r.report(members[last[m.Name]].Value.offset(), text)
		}
	}
	return unique
}

// hasDuplicates compares all names of a small object, which is what most are, with each other: a set would take longer.
func hasDuplicates(members []Member) bool {
	const small = 16
	if len(members) > small {
		names := make(map[string]bool, len(members))
		for _, m := range members {
			names[m.Name] = true
		}
		return len(names) < len(members)
	}
	for i, m := range members {
		for _, earlier := range members[:i] {
			if earlier.Name == m.Name {
				return true
			}
		}
	}
	return false
}

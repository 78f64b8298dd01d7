package collection

// JSON text to a tree of Values, by the tokens of encoding/json. readTree is the entry point; decode.go makes a Collection
// of the tree. What is not JSON is told by where it is, what was found and what was expected: syntax.go.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxDepth is the depth of nesting beyond which a file is refused; it is that of encoding/json.
const maxDepth = 10_000

// treeReader reads the tree. What is open, and whether a name was the last thing read, is what syntax errors need to know.
type treeReader struct {
	src    []byte
	lines  lineIndex
	tokens *json.Decoder
	open   []int    // the offsets of the objects and lists not yet ended
	named  bool     // the last token is the name of a member
	stack  []Member // the members of what is open, so that each ended object gets a slice of its exact size

	oddities []oddity
}

// oddity is a Problem whose path is not known yet.
type oddity struct {
	offset int
	text   string
}

// readTree reads JSON text that is one value. The oddities are duplicate members, of which the last one wins. The error
// is an *Error.
func readTree(src []byte, lines lineIndex) (Value, []oddity, error) {
	r := &treeReader{src: src, lines: lines, tokens: json.NewDecoder(bytes.NewReader(src))}
	r.tokens.UseNumber()
	root, err := r.value()
	if err != nil {
		return Value{}, nil, err
	}
	if end := r.skip(" \t\r\n"); end < len(src) {
		return Value{}, nil, r.misplaced(end)
	}
	return root, r.oddities, nil
}

// skip returns the offset of the first byte after the last token that is none of these.
func (r *treeReader) skip(separators string) int {
	at := int(r.tokens.InputOffset())
	for at < len(r.src) && strings.IndexByte(separators, r.src[at]) >= 0 {
		at++
	}
	return at
}

func (r *treeReader) value() (Value, error) {
	offset := r.skip(" \t\r\n,:")
	token, err := r.token()
	if err != nil {
		return Value{}, err
	}
	switch t := token.(type) {
	case json.Delim:
		kind := Object
		if t == '[' {
			kind = Array
		}
		return r.container(kind, offset)
	case string:
		return Value{kind: String, offset: offset, text: t}, nil
	case json.Number:
		return Value{kind: Number, offset: offset, text: t.String()}, nil
	case bool:
		return Value{kind: Bool, offset: offset, text: strconv.FormatBool(t)}, nil
	default:
		return Value{kind: Null, offset: offset}, nil
	}
}

func (r *treeReader) token() (json.Token, error) {
	token, err := r.tokens.Token()
	if err != nil {
		return nil, r.syntaxError(err)
	}
	r.named = false
	return token, nil
}

// container reads the rest of an object or list whose opening token has been read.
func (r *treeReader) container(kind Kind, offset int) (Value, error) {
	if len(r.open) == maxDepth {
		return Value{}, r.errorAt(offset, "found JSON nested deeper than %d levels, which no collection is", maxDepth)
	}
	r.open = append(r.open, offset)
	bottom := len(r.stack)
	for r.tokens.More() {
		member, err := r.member(kind)
		if err != nil {
			return Value{}, err
		}
		r.stack = append(r.stack, member)
	}
	if _, err := r.token(); err != nil { // the closing token, or what stands in its place
		return Value{}, err
	}
	members := slices.Clone(r.stack[bottom:])
	r.stack = r.stack[:bottom]
	r.open = r.open[:len(r.open)-1]
	if kind == Object {
		members = r.withoutDuplicates(members)
	}
	return Value{kind: kind, offset: offset, members: members}, nil
}

// member reads a member of an object, or an element of a list as a member without a name.
func (r *treeReader) member(kind Kind) (m Member, err error) {
	if kind == Object {
		name, err := r.token()
		if err != nil {
			return Member{}, err
		}
		m.Name, r.named = name.(string), true // the decoder takes nothing else for a name
	}
	m.Value, err = r.value()
	return m, err
}

// withoutDuplicates drops all members of a name but the last, which leaves the members in the order of their offsets.
func (r *treeReader) withoutDuplicates(members []Member) []Member {
	last := make(map[string]int, len(members))
	for i, m := range members {
		last[m.Name] = i
	}
	if len(last) == len(members) {
		return members
	}
	var unique []Member
	for i, m := range members {
		if last[m.Name] == i {
			unique = append(unique, m)
		} else {
			text := fmt.Sprintf("found the member %q once more, expected it once: the last one counts", m.Name)
			r.oddities = append(r.oddities, oddity{members[last[m.Name]].Value.offset, text})
		}
	}
	return unique
}

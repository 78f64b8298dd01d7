package collection

// The URL of a request of schema v1, which is a string: where query parameters or the values of path segments are listed
// beside it, the string is taken apart.

import (
	"regexp"
	"strings"
	"unicode"
)

// urlV1 reads the URL, nil if there is none.
func (n node) urlV1() *URL {
	text, query, variables := n.child("url"), n.queryV1(), n.pathVariablesV1()
	if text.value.kind != String || len(query)+len(variables) == 0 {
		return n.url()
	}
	url := text.urlOfParts()
	url.Variables = variables
	if len(query) > 0 {
		url.Query = query
	}
	return url
}

// queryV1 reads the list of query parameters. Where a parameter says whether there is an "=", that makes a value that is
// empty null, or one that is null empty.
func (n node) queryV1() []*Entry {
	var query []*Entry
	for param := range n.list("queryParams") {
		e := param.entryV1()
		switch equals := param.member("equals"); {
		case equals.kind == Missing:
		case equals.Truthy() && e.Value.kind == Null:
			e.Value.kind = String
		case !equals.Truthy() && !e.Value.Truthy():
			e.Value = Value{kind: Null, start: e.Value.start}
		}
		query = append(query, e)
	}
	return query
}

// pathVariablesV1 reads the values of path segments: those of the list, then those of the object that the list lacks.
func (n node) pathVariablesV1() []*Variable {
	var variables []*Variable
	listed := map[string]bool{}
	for v := range n.list("pathVariableData") {
		variable := v.variable([]string{"key", "id"})
		variables, listed[variable.Key] = append(variables, variable), true
	}
	for _, f := range n.object("pathVariables").fields() {
		if !listed[f.name] {
			variables = append(variables, f.variable())
		}
	}
	return variables
}

// urlOfParts takes a URL apart as newman does: every separator counts, but those in the names of {{variables}}.
func (n node) urlOfParts() *URL {
	url := &URL{IsSplit: true, Raw: n.value.text, Position: n.position(), Pointer: n.pointer}
	text, hash, _ := newMaskedText(strings.TrimLeftFunc(n.value.text, unicode.IsSpace)).cut("#")
	url.Hash = hash.text
	text, query, hasQuery := text.cut("?")
	if hasQuery {
		var pairs []Entry
		for _, pair := range query.split("&") {
			pairs = append(pairs, parsePair(pair))
		}
		url.Query = n.parts(pairs)
	}
	protocol, rest, found := text.cut("://")
	if !found {
		protocol, rest, found = text.cut(`:\\`)
	}
	if found {
		url.Protocol, text = protocol.text, rest
	}
	authority, path, hasPath := text.slashes().cut("/")
	if url.HasPath = hasPath; hasPath {
		url.Path = path.split("/")
	}
	url.setAuthority(authority)
	return url
}

// setAuthority sets user, password, host and port.
func (u *URL) setAuthority(text maskedText) {
	if auth, host, found := text.cutLast("@"); found {
		u.User, u.Password, _ = strings.Cut(auth.text, ":")
		text = host
	}
	if host, port, found := text.cutLast(":"); found && !strings.Contains(port.mask, "]") { // not within an IPv6 address
		u.Port, u.HasPort = port.text, true
		text = host
	}
	if text.text != "" {
		u.Host = text.split(".")
	}
}

// maskedText is text with a mask of the same length, in which the names of {{variables}} hold no separators.
type maskedText struct{ text, mask string }

var variableName = regexp.MustCompile(`\{\{[^{}]*\}\}`)

func newMaskedText(text string) maskedText {
	return maskedText{text, variableName.ReplaceAllStringFunc(text, func(name string) string {
		return strings.Repeat("_", len(name))
	})}
}

// cut does as strings.Cut.
func (t maskedText) cut(separator string) (before, after maskedText, found bool) {
	return t.cutAt(strings.Index(t.mask, separator), len(separator))
}

// cutLast does as cut, around the last separator.
func (t maskedText) cutLast(separator string) (before, after maskedText, found bool) {
	return t.cutAt(strings.LastIndex(t.mask, separator), len(separator))
}

func (t maskedText) cutAt(at, length int) (before, after maskedText, found bool) {
	if at < 0 {
		return t, maskedText{}, false
	}
	return maskedText{t.text[:at], t.mask[:at]}, maskedText{t.text[at+length:], t.mask[at+length:]}, true
}

// split does as strings.Split.
func (t maskedText) split(separator string) []string {
	var parts []string
	for found := true; found; {
		var part maskedText
		part, t, found = t.cut(separator)
		parts = append(parts, part.text)
	}
	return parts
}

// slashes turns backslashes into slashes.
func (t maskedText) slashes() maskedText {
	return maskedText{strings.ReplaceAll(t.text, `\`, "/"), strings.ReplaceAll(t.mask, `\`, "/")}
}

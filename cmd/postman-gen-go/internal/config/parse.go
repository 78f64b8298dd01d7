package config

// Reading the file. Entry point: Parse. The YAML is parsed to nodes, which know where
// they stand, and the nodes are read by the list of keys.

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/similar"
)

// clientName is what a client may be called: it is an argument of commands.
var clientName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]*$`)

const clientNameExpected = "expected letters, digits, _, . and -, as it is an argument of commands"

// Parse reads the file's text. The clients are in the order of the file. The error joins
// an *Error for everything that is wrong.
func Parse(src []byte) ([]*Client, error) {
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, syntaxError(err)
	}
	p := &problems{}
	clients := p.file(file)
	p.sameFolder(clients)
	if err := errors.Join(*p...); err != nil {
		return nil, err
	}
	return clients, nil
}

// syntaxError gives an error of the YAML parser our form: on one line, without an excerpt.
func syntaxError(err error) error {
	at, text := Position{1, 1}, err.Error()
	if syntax, ok := errors.AsType[*yaml.SyntaxError](err); ok {
		text = syntax.Message
		if syntax.Token != nil {
			at = positionOf(syntax.Token)
		}
	}
	return &Error{at, "no YAML: " + strings.Join(strings.Fields(text), " ")}
}

// positionOf is never 0:0, which the parser has for what is not there.
func positionOf(t *token.Token) Position {
	if t == nil || t.Position == nil {
		return Position{1, 1}
	}
	return Position{max(t.Position.Line, 1), max(t.Position.Column, 1)}
}

// problems are what is wrong, in the order in which it is found.
type problems []error

func (p *problems) report(at Position, format string, args ...any) {
	*p = append(*p, &Error{at, fmt.Sprintf(format, args...)})
}

// file reads the whole file.
func (p *problems) file(file *ast.File) []*Client {
	var bodies []ast.Node
	for _, document := range file.Docs {
		if document.Body != nil && document.Body.Type() != ast.CommentType {
			bodies = append(bodies, document.Body)
		}
	}
	switch {
	case len(bodies) == 0:
		p.report(Position{1, 1}, "the file is empty, expected the key clients")
		return nil
	case len(bodies) > 1:
		p.report(start(bodies[1]), "found a second YAML document, expected one")
		return nil
	}
	var clients []*Client
	found := false
	for _, member := range p.mapping(bodies[0], "the key clients") {
		if member.name != "clients" {
			p.unknown(member, []string{"clients"})
			continue
		}
		found = true
		clients = p.clients(member)
	}
	if !found && len(*p) == 0 {
		p.report(start(bodies[0]), "missing the key clients")
	}
	return clients
}

// unknown reports a key that nothing is known of.
func (p *problems) unknown(m member, known []string) {
	text := fmt.Sprintf("unknown key %q: ", m.name)
	if meant := similar.Word(m.name, known); meant != "" {
		p.report(m.at, "%sdid you mean %s?", text, meant)
		return
	}
	p.report(m.at, "%sexpected %s", text, list(known))
}

func (p *problems) clients(m member) []*Client {
	var clients []*Client
	before := len(*p)
	members := p.mapping(m.value, "clients by their names")
	if len(members) == 0 && len(*p) == before {
		p.report(m.at, "there are no clients: expected at least one, by its name")
	}
	for _, member := range members {
		if !clientName.MatchString(member.name) {
			p.report(member.at, "client name %q: %s", member.name, clientNameExpected)
		}
		clients = append(clients, p.client(member))
	}
	return clients
}

// client reads what a client's name stands before.
func (p *problems) client(m member) *Client {
	c := &Client{Name: m.name, Tests: true, Fake: true, places: map[string]Position{"": m.at}}
	keys := Keys()
	known := make([]string, len(keys))
	missing := map[string]bool{}
	for i, key := range keys {
		known[i] = key.Name
		missing[key.Name] = key.Required
	}
	before := len(*p)
	for _, member := range p.mapping(m.value, "the keys of a client") {
		at := indexOf(known, member.name)
		if at < 0 {
			p.unknown(member, known)
			continue
		}
		missing[member.name] = false
		p.set(c, keys[at], member.value)
	}
	understood := len(*p) == before // else a key that is missing may be the one that is mistyped
	for _, name := range known {
		if missing[name] && understood {
			p.report(m.at, "client %s has no %s", m.name, name)
		}
	}
	return c
}

func indexOf(list []string, word string) int {
	for i, candidate := range list {
		if candidate == word {
			return i
		}
	}
	return -1
}

// set reads the value of a key.
func (p *problems) set(c *Client, key Key, value ast.Node) {
	note := func(text string, node ast.Node) string {
		c.places[place(key.Name, text)] = start(node)
		return text
	}
	switch key.kind {
	case textKind:
		*key.text(c) = note(p.text(value, key.Name), value)
	case textsKind:
		for _, element := range p.sequence(value, key.Name) {
			*key.texts(c) = append(*key.texts(c), note(p.text(element, key.Name), element))
		}
	case namesKind:
		values := map[string]string{}
		for _, m := range p.mapping(value, key.Name+" as texts by keys") {
			values[m.name] = p.text(m.value, key.Name)
			c.places[place(key.Name, m.name)] = m.at
		}
		*key.names(c) = values
	case flagKind:
		*key.flag(c) = p.flag(value, key.Name)
	}
}

// sameFolder reports clients that would overwrite each other.
func (p *problems) sameFolder(clients []*Client) {
	first := map[string]*Client{}
	for _, c := range clients {
		folder := filepath.Clean(c.Out)
		if other := first[folder]; other != nil && c.Out != "" {
			p.report(c.At("out", c.Out), "clients %s and %s have the same out, %s: each needs a folder of its own", other.Name, c.Name, c.Out)
		}
		first[folder] = cmp.Or(first[folder], c)
	}
}

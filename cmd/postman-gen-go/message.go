package main

// What is told about a collection: notes and errors, each with its place. Entry
// points: messages for notes, failureIn and failureOnDisk for errors.

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// message is a note or an error; its JSON form is that of --format json.
type message struct {
	File     string             `json:"file,omitzero"`
	Line     int                `json:"line,omitzero"`
	Column   int                `json:"column,omitzero"`
	Severity generator.Severity `json:"severity,omitzero"` // of a note
	Path     string             `json:"path,omitzero"`     // folder / request / field
	Text     string             `json:"text"`
}

// String returns "file:3:5: warning: folder / request: text", on one line: the form
// that editors can follow.
func (m message) String() string { return m.in(false) }

// in is String in colours: a note's severity, an error's place.
func (m message) in(c colours) string {
	place := m.File
	if m.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", m.File, m.Line, m.Column)
	}
	place, severity := printable(place), string(m.Severity)
	switch m.Severity {
	case generator.Warning:
		severity = c.yellow(severity)
	case generator.Breaking:
		severity = c.red(severity)
	case generator.Info:
		severity = c.faint(severity)
	default:
		place = c.red(place)
	}
	parts := []string{place, severity, printable(m.Path), printable(m.Text)}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ": ")
}

// messages are the notes of the generator on a file.
func messages(file string, notes []generator.Note) []message {
	list := make([]message, len(notes)) // not nil: JSON has a list in any case
	for i, n := range notes {
		list[i] = message{file, n.Line, n.Column, n.Severity, n.Path, n.Text}
	}
	return list
}

func printMessages(w io.Writer, list []message) error {
	var text strings.Builder
	c := coloursOf(w)
	for _, m := range list {
		text.WriteString(m.in(c) + "\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// failure is why nothing was made of a collection.
type failure []message

// Error returns a line for each message.
func (f failure) Error() string {
	lines := make([]string, len(f))
	for i, m := range f {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

// positioned matches an error of package generator that knows its place.
var positioned = regexp.MustCompile(`^([0-9]+):([0-9]+): (.*)$`)

// failureIn is what went wrong in a file, a line of err each.
func failureIn(file string, err error) failure {
	var f failure
	for text := range strings.SplitSeq(err.Error(), "\n") {
		m := message{File: file, Text: text}
		if match := positioned.FindStringSubmatch(text); match != nil {
			m.Line, _ = strconv.Atoi(match[1]) // the pattern has digits alone
			m.Column, _ = strconv.Atoi(match[2])
			m.Text = match[3]
		}
		f = append(f, m)
	}
	return f
}

// placed matches a path with line and column behind it.
var placed = regexp.MustCompile(`^(.*):([0-9]+):([0-9]+)$`)

// failureOnDisk is what went wrong with files on the disk: err has a line
// "path: reason" or "path:3:5: reason" for each of them.
func failureOnDisk(err error) failure {
	var f failure
	for text := range strings.SplitSeq(err.Error(), "\n") {
		file, reason, ok := strings.Cut(text, ": ")
		if !ok {
			file, reason = "", text
		}
		m := message{File: file, Text: reason}
		if match := placed.FindStringSubmatch(file); match != nil {
			m.File = match[1]
			m.Line, _ = strconv.Atoi(match[2]) // the pattern has digits alone
			m.Column, _ = strconv.Atoi(match[3])
		}
		f = append(f, m)
	}
	return f
}

// printable keeps a collection's text from steering the terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}

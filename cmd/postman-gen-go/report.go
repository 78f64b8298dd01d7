package main

// What is said to the user: notes and the summary on standard error, the plan of
// a dry run on standard output. Entry point: newReporter.

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// maxNotes is how many notes are printed unasked: about a screen.
const maxNotes = 20

// reporter tells of one run of the generate command.
type reporter struct {
	stderr io.Writer
	file   string // the collection as the user called it
	flags  generateFlags
}

func newReporter(stderr io.Writer, collection string, flags generateFlags) *reporter {
	if collection == "-" {
		collection = "<stdin>"
	}
	return &reporter{stderr: stderr, file: collection, flags: flags}
}

// located puts the file's name before each line of an error, so that "3:5: text"
// becomes the "file:3:5: text" that editors can follow.
func (r *reporter) located(err error) error {
	var located []error
	for line := range strings.Lines(err.Error()) {
		separator := ": "
		if unicode.IsDigit(rune(line[0])) {
			separator = ":"
		}
		located = append(located, errors.New(r.file+separator+printable(line)))
	}
	return errors.Join(located...)
}

// notes prints the notes, warnings first, as they may be cut short. With --strict,
// a warning is an error.
func (r *reporter) notes(notes []generator.Note) error {
	var warnings, others []generator.Note
	for _, note := range notes {
		if note.Severity == generator.Warning {
			warnings = append(warnings, note)
		} else {
			others = append(others, note)
		}
	}
	refused := r.flags.strict && len(warnings) > 0
	if !r.flags.quiet || refused {
		r.printNotes(slices.Concat(warnings, others))
	}
	if refused {
		return fmt.Errorf("%s: nothing written: --strict allows no warnings, got %d", r.file, len(warnings))
	}
	return nil
}

func (r *reporter) printNotes(notes []generator.Note) {
	shown := notes
	if !r.flags.verbose && len(notes) > maxNotes {
		shown = notes[:maxNotes]
	}
	for _, note := range shown {
		fmt.Fprintln(r.stderr, r.format(note))
	}
	if hidden := len(notes) - len(shown); hidden > 0 {
		fmt.Fprintf(r.stderr, "%s: %s: --verbose prints all %d\n", r.file, count(hidden, "more note"), len(notes))
	}
}

// format returns a note as "file:3:5: warning: folder / request: text".
func (r *reporter) format(n generator.Note) string {
	position := ""
	if n.Line > 0 {
		position = fmt.Sprintf(":%d:%d", n.Line, n.Column)
	}
	text := n.Text
	if n.Path != "" {
		text = n.Path + ": " + text
	}
	return fmt.Sprintf("%s%s: %s: %s", r.file, position, n.Severity, printable(text))
}

// summary prints one line about what was generated and written.
func (r *reporter) summary(out *generator.Output, plan *generator.Plan) {
	if r.flags.quiet {
		return
	}
	line := r.flags.out + ": "
	if written := describeChanges(plan); written == "" {
		line += "up to date"
	} else {
		line += fmt.Sprintf("%s, %s, %s in %s (%s)", count(out.Services, "service"), count(out.Methods, "method"),
			count(out.Types, "type"), count(len(out.Files), "file"), written)
	}
	if len(out.Notes) > 0 {
		line += ", " + count(len(out.Notes), "note")
	}
	fmt.Fprintln(r.stderr, line)
}

// describeChanges returns "3 written, 9 unchanged, 1 removed" without what is
// zero, or "" where nothing changes.
func describeChanges(plan *generator.Plan) string {
	written := len(plan.Create) + len(plan.Update)
	if written+len(plan.Remove) == 0 {
		return ""
	}
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{written, "written"}, {len(plan.Unchanged), "unchanged"}, {len(plan.Remove), "removed"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	return strings.Join(parts, ", ")
}

// printPlan lists what a dry run leaves undone, a line each file.
func printPlan(w io.Writer, dir string, plan *generator.Plan) error {
	var text strings.Builder
	for _, part := range []struct {
		verb  string
		names []string
	}{{"create", plan.Create}, {"update", plan.Update}, {"remove", plan.Remove}} {
		for _, name := range part.names {
			fmt.Fprintf(&text, "%s %s\n", part.verb, filepath.Join(dir, filepath.FromSlash(name)))
		}
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// count returns "1 file", "2 files".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// printable keeps a collection's text from steering the terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.TrimSuffix(text, "\n"))
}

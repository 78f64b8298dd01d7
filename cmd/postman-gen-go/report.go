package main

// What is said to people about a client: notes and the summary on standard error,
// the plan of a dry run on standard output. Entry point: generated.print.

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// maxNotes is how many notes are printed unasked: about a screen.
const maxNotes = 20

// print tells what was done, or with --dry-run what would be.
func (g *generated) print(stdout, stderr io.Writer, flags generateFlags) error {
	if !flags.quiet {
		if err := printNotes(stderr, g.notes, flags.verbose); err != nil {
			return err
		}
	}
	if flags.dryRun {
		if err := printPlan(stdout, flags.out, g.plan); err != nil || describeChanges(g.plan) != "" {
			return err
		}
	}
	if flags.quiet {
		return nil
	}
	_, err := fmt.Fprintf(stderr, "%s: %s\n", flags.out, g.summary())
	return err
}

// printNotes prints the notes, warnings first, as there may be too many.
func printNotes(w io.Writer, notes []message, all bool) error {
	var sorted, others []message
	for _, note := range notes {
		if note.Severity == generator.Warning {
			sorted = append(sorted, note)
		} else {
			others = append(others, note)
		}
	}
	sorted = append(sorted, others...)
	if hidden := len(notes) - maxNotes; hidden > 0 && !all {
		text := fmt.Sprintf("%s: --verbose prints all %d", count(hidden, "more note"), len(notes))
		sorted = append(sorted[:maxNotes], message{File: notes[0].File, Text: text})
	}
	return printMessages(w, sorted)
}

// summary is one line about what was generated and written.
func (g *generated) summary() string {
	line := "up to date"
	if written := describeChanges(g.plan); written != "" {
		files := len(g.plan.Create) + len(g.plan.Update) + len(g.plan.Unchanged)
		line = fmt.Sprintf("%s, %s, %s in %s (%s)", count(g.out.Services, "service"), count(g.out.Methods, "method"),
			count(g.out.Types, "type"), count(files, "file"), written)
	}
	if len(g.notes) > 0 {
		line += ", " + count(len(g.notes), "note")
	}
	return line
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
	return printLines(w, planLines(dir, plan))
}

// planLines returns "create zoom/users.go" and the like.
func planLines(dir string, plan *generator.Plan) []string {
	var lines []string
	for _, part := range []struct {
		verb  string
		names []string
	}{{"create", plan.Create}, {"update", plan.Update}, {"remove", plan.Remove}} {
		for _, name := range part.names {
			lines = append(lines, part.verb+" "+filepath.Join(dir, filepath.FromSlash(name)))
		}
	}
	return lines
}

func printLines(w io.Writer, lines []string) error {
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(line + "\n")
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

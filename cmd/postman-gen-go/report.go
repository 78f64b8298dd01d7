package main

// What is said of clients: to people notes and summaries on standard error, and the plan
// of a dry run on standard output; to programs JSON. Entry point: tell.

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// maxNotes is how many notes are printed unasked: about a screen.
const maxNotes = 20

// tell tells what was done for clients, in their order. The error is why that failed, or
// errReported if a client did.
func tell(cmd *cobra.Command, results []*generated, flags generateFlags) error {
	if err := printAll(cmd, results, flags); err != nil {
		return err
	}
	if slices.ContainsFunc(results, func(g *generated) bool { return g.err != nil }) {
		return errReported
	}
	return nil
}

func printAll(cmd *cobra.Command, results []*generated, flags generateFlags) error {
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	if flags.format == formatJSON {
		return printJSON(stdout, jsonResults(results, (*generated).json))
	}
	for _, g := range results {
		if err := g.printOrFail(stdout, stderr, flags); err != nil {
			return err
		}
	}
	if flags.quiet || flags.dryRun {
		return nil
	}
	return nextSteps(stderr, results)
}

// printOrFail is print where a failure does not end the run.
func (g *generated) printOrFail(stdout, stderr io.Writer, flags generateFlags) error {
	if g.err == nil {
		return g.print(stdout, stderr, flags)
	}
	if err := printError(stderr, g.err); err != nil || flags.quiet || g.client.config == nil {
		return err
	}
	_, err := fmt.Fprintf(stderr, "%s: failed, and left as it was\n", coloursOf(stderr).red(g.client.label()))
	return err
}

// printError prints a failure line by line, with its places in colour.
func printError(w io.Writer, err error) error {
	if f, ok := errors.AsType[failure](err); ok {
		return printMessages(w, f)
	}
	_, printing := fmt.Fprintln(w, err)
	return printing
}

// nextSteps says after a first run what to do with the clients.
func nextSteps(w io.Writer, results []*generated) error {
	const shown = 3
	var steps []string
	module, tests := true, false
	for _, g := range results {
		c := g.client
		if g.err != nil || !g.first {
			continue
		}
		module, tests = module && c.opts.ImportPath != "", tests || !c.opts.NoTests
		if !c.opts.NoTests {
			steps = append(steps, step("go test "+local(c.out), "does it do what the collection says?"))
		}
		steps = append(steps, step("go doc "+local(c.out), "how to call it; "+filepath.Join(c.out, "README.md")+" tells more"))
	}
	if len(steps) == 0 {
		return nil
	}
	steps = steps[:min(shown, len(steps))]
	if tests {
		steps = slices.Insert(steps, 0, step("go mod tidy", "adds what the tests need"))
	}
	if !module {
		steps = slices.Insert(steps, 0, step("go mod init example.com/NAME", "a module, as there is none above the client"))
	}
	steps = append(steps, "Commit the folder with its postman-gen-go.lock, and run again when the collection has changed.")
	_, err := fmt.Fprintf(w, "\nNext:\n%s\n", strings.Join(steps, "\n"))
	return err
}

// step is a command and what it is for.
func step(command, purpose string) string { return fmt.Sprintf("  %-30s %s", command, purpose) }

// local is a folder as the go command wants it: ./zoom.
func local(folder string) string {
	if filepath.IsLocal(folder) && folder != "." {
		return "./" + filepath.ToSlash(folder)
	}
	return folder
}

// print tells what was done, or with --dry-run what would be.
func (g *generated) print(stdout, stderr io.Writer, flags generateFlags) error {
	if !flags.quiet {
		if err := printNotes(stderr, g.notes, flags.verbose); err != nil {
			return err
		}
	}
	if flags.dryRun {
		if err := printPlan(stdout, g.client.out, g.plan); err != nil || describeChanges(g.plan) != "" {
			return err
		}
	}
	if flags.quiet {
		return nil
	}
	if _, err := fmt.Fprintf(stderr, "%s: %s\n", coloursOf(stderr).green(g.client.label()), g.summary()); err != nil || !flags.verbose {
		return err
	}
	_, err := fmt.Fprintf(stderr, "%s: %s\n", g.client.label(), g.stages)
	return err
}

// urgency orders the severities of notes.
var urgency = []generator.Severity{generator.Breaking, generator.Warning, generator.Info}

// printNotes prints the notes, the most urgent first, as there may be too many.
func printNotes(w io.Writer, notes []message, all bool) error {
	sorted := slices.SortedStableFunc(slices.Values(notes), func(a, b message) int {
		return slices.Index(urgency, a.Severity) - slices.Index(urgency, b.Severity)
	})
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

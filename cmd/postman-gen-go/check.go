package main

// The check command: whether a client is what would be generated now. Entry points:
// newCheckCommand for the flags, check for the work.

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

const checkLong = `Check tells whether a committed client is what generate would make of the collection
now, and writes nothing: a step for CI. It lists the files that generate would create,
update or remove, and those that it would refuse to touch, as they were edited by hand.

` + collectionHelp + `

Give the flags that generate is given, so that the same client is compared.

With --format json, standard output is one JSON object. Its members are "current",
true or false; "files" as those of generate; and "inTheWay", the files that were edited
by hand or are not of postman-gen-go, each with "file" and "text". If the collection
cannot be read, its only member is "errors".

The exit code is 0 if the client is current, 1 if not, or on failure, 2 on wrong usage.`

const checkExample = `  postman-gen-go check zoom.postman_collection.json --out zoom`

func newCheckCommand() *cobra.Command {
	flags := generateFlags{format: formatText, dryRun: true}
	cmd := &cobra.Command{
		Use:                   "check COLLECTION --out DIR",
		Short:                 "Tell whether a client is what would be generated now",
		Long:                  checkLong,
		Example:               checkExample,
		Args:                  oneCollection,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return check(cmd, args[0], flags)
		},
	}
	set := cmd.Flags()
	set.StringVar(&flags.out, "out", "", "the `DIR` that the client is in (required)")
	set.StringVar(&flags.packageName, "package", "", "the `NAME` of the package, as for generate")
	set.StringVar(&flags.importPath, "import-path", "", "the client's import `PATH`, as for generate")
	set.Var(&flags.format, "format", "print the result as `text|json`")
	set.BoolVar(&flags.verbose, "verbose", false, "list all files, however many")
	return cmd
}

// check generates the client of a collection, without writing it, and tells what is
// different on disk. The error is nil if that is nothing.
func check(cmd *cobra.Command, collection string, flags generateFlags) error {
	done, err := generateFrom(cmd, collection, &flags)
	result, err := checkedOf(flags.out, done, err)
	switch {
	case err != nil:
		return report(err, flags.format, cmd.OutOrStdout())
	case flags.format == formatJSON:
		err = printJSON(cmd.OutOrStdout(), result)
	default:
		err = result.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), flags)
	}
	if err == nil && !result.Current {
		return errReported
	}
	return err
}

// checked is how a client differs from what would be generated; its form is that of
// --format json.
type checked struct {
	Current  bool      `json:"current"`
	Files    jsonFiles `json:"files"`
	InTheWay failure   `json:"inTheWay"`

	lines []string // the differences, for people
}

// checkedOf is what a dry run says of a client. Files in its way are no failure here,
// but part of the answer.
func checkedOf(out string, done *generated, err error) (*checked, error) {
	inTheWay, refused := errors.AsType[failure](err)
	if err != nil && !(refused && done != nil && done.plan != nil) {
		return nil, err
	}
	result := &checked{Files: filesOf(done.plan), InTheWay: append(failure{}, inTheWay...)}
	result.lines = planLines(out, done.plan)
	for _, m := range inTheWay {
		result.lines = append(result.lines, m.String())
	}
	result.Current = len(result.lines) == 0
	return result, nil
}

// print lists the differences on standard output, and sums them up.
func (c *checked) print(stdout, stderr io.Writer, flags generateFlags) error {
	lines := c.lines
	if hidden := len(lines) - maxNotes; hidden > 0 && !flags.verbose {
		lines = append(lines[:maxNotes:maxNotes], fmt.Sprintf("%s: --verbose lists all %d", count(hidden, "more file"), len(c.lines)))
	}
	if err := printLines(stdout, lines); err != nil {
		return err
	}
	_, err := fmt.Fprintf(stderr, "%s: %s\n", flags.out, c.summary())
	return err
}

// summary is one line about all differences, and what to do.
func (c *checked) summary() string {
	if c.Current {
		return "up to date"
	}
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{
		{len(c.Files.Create), "to create"},
		{len(c.Files.Update), "to update"},
		{len(c.Files.Remove), "to remove"},
		{len(c.InTheWay), "in the way"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	return "not what is generated now (" + strings.Join(parts, ", ") + "): run postman-gen-go generate, and commit what it writes"
}

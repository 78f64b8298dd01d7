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

const checkLong = `Check tells whether committed clients are what generate would make of their collections
now, and writes nothing: a step for CI. It lists the files that generate would create,
update or remove, and those that it would refuse to touch, as they were edited by hand.

It checks the clients of the configuration, postman-gen-go.yaml in this folder or above:
all of them, or those that are named. Or it checks that of a single collection: give the
flags that generate is given, so that the same client is compared.

` + collectionHelp + `

With --format json, standard output is one JSON object. Its members are "current",
true or false; "files" as those of generate; and "inTheWay", the files that were edited
by hand or are not of postman-gen-go, each with "file" and "text". If the collection
cannot be read, its only member is "errors". For a configuration, the object has a list
"clients" of such objects, with "name" and "out".

The exit code is 0 if the clients are current, 1 if not, or on failure, 2 on wrong usage.`

const checkExample = `  postman-gen-go check
  postman-gen-go check zoom.postman_collection.json --out zoom`

func newCheckCommand() *cobra.Command {
	flags := generateFlags{format: formatText, dryRun: true}
	cmd := &cobra.Command{
		Use:                   "check [NAME…]\n  postman-gen-go check COLLECTION --out DIR",
		Short:                 "Tell whether a client is what would be generated now",
		Long:                  checkLong,
		Example:               checkExample,
		ValidArgsFunction:     completeClients,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			clients, err := settled(cmd, args, flags)
			if err != nil {
				return report(err, flags.format, cmd.OutOrStdout())
			}
			return check(cmd, clients, flags)
		},
	}
	set := cmd.Flags()
	set.StringVar(&flags.out, "out", "", "the `DIR` that the client of COLLECTION is in")
	set.StringVar(&flags.packageName, "package", "", "the `NAME` of the package, as for generate")
	set.StringVar(&flags.importPath, "import-path", "", "the client's import `PATH`, as for generate")
	set.Var(&flags.format, "format", "print the result as `text|json`")
	set.BoolVar(&flags.keepRemoved, "keep-removed", false, "the client was generated with --keep-removed")
	set.BoolVar(&flags.verbose, "verbose", false, "list all files, however many")
	completeFlags(cmd)
	return cmd
}

// check generates clients, without writing them, and tells what is different on disk. It
// trusts no cache. The error is nil if nothing is different.
func check(cmd *cobra.Command, clients []*client, flags generateFlags) error {
	results := produceAll(cmd, clients, flags, &cache{})
	if flags.format == formatJSON {
		if err := printJSON(cmd.OutOrStdout(), jsonResults(results, func(g *generated) (any, error) { return g.checked() })); err != nil {
			return err
		}
	}
	current := true
	for _, g := range results {
		result, err := g.checked()
		current = current && err == nil && result.Current
		switch {
		case flags.format == formatJSON:
			continue
		case err != nil:
			err = printError(cmd.ErrOrStderr(), err)
		default:
			err = result.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), g.client, flags)
		}
		if err != nil {
			return err
		}
	}
	if !current {
		return errReported
	}
	return nil
}

// checked is how a client differs from what would be generated; its form is that of
// --format json.
type checked struct {
	jsonHead
	Current  bool      `json:"current"`
	Files    jsonFiles `json:"files"`
	InTheWay failure   `json:"inTheWay"`

	lines []string // the differences, for people
}

// checked is what a dry run says of a client. Files in its way are no failure here,
// but part of the answer.
func (g *generated) checked() (*checked, error) {
	inTheWay, refused := errors.AsType[failure](g.err)
	if g.err != nil && !(refused && g.plan != nil) {
		return nil, g.err
	}
	result := &checked{jsonHead: g.head(), Files: filesOf(g.plan), InTheWay: append(failure{}, inTheWay...)}
	result.lines = planLines(g.client.out, g.plan)
	for _, m := range inTheWay {
		result.lines = append(result.lines, m.String())
	}
	result.Current = len(result.lines) == 0
	return result, nil
}

// print lists the differences on standard output, and sums them up.
func (c *checked) print(stdout, stderr io.Writer, client *client, flags generateFlags) error {
	lines := c.lines
	if hidden := len(lines) - maxNotes; hidden > 0 && !flags.verbose {
		lines = append(lines[:maxNotes:maxNotes], fmt.Sprintf("%s: --verbose lists all %d", count(hidden, "more file"), len(c.lines)))
	}
	if err := printLines(stdout, lines); err != nil {
		return err
	}
	label := coloursOf(stderr).red(client.label())
	if c.Current {
		label = coloursOf(stderr).green(client.label())
	}
	_, err := fmt.Fprintf(stderr, "%s: %s\n", label, c.summary())
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

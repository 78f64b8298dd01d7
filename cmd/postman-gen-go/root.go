package main

// The command line as a whole: its commands, and what becomes of their errors.
// Entry point: run; the commands are in generate.go, check.go,
// inspect.go, openapi.go and version.go.

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// The exit codes, as the go command has them.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

const exitHelp = `The exit code is 0 when done, 1 on failure, 2 on wrong usage.`

const rootLong = `Turn a Postman collection into a typed Go client.

generate writes the client, check tells in CI whether it is still what would be
generated, inspect shows beforehand what will be in it, openapi describes the same API
to other tools.`

// usageError is a command line that cannot be carried out as it stands, whatever
// the collection says.
type usageError struct{ error }

func usageErrorf(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// run carries out a command line and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)

	cmd, err := root.ExecuteC()
	if err == nil {
		return exitDone
	}
	if _, wrong := errors.AsType[usageError](err); wrong {
		fmt.Fprintf(stderr, "postman-gen-go: %v\nRun '%s -h' for usage.\n", err, cmd.CommandPath())
		return exitUsage
	}
	if !errors.Is(err, errReported) {
		fmt.Fprintln(stderr, err)
	}
	return exitFailed
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:                        "postman-gen-go",
		Short:                      "Turn a Postman collection into a typed Go client",
		Long:                       rootLong,
		Example:                    generateExample,
		Args:                       oneCommand,
		RunE:                       func(*cobra.Command, []string) error { return nil }, // without it, Args is not asked
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
		DisableFlagsInUseLine:      true,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2, // letters
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newGenerateCommand(), newCheckCommand(), newInspectCommand(), newOpenAPICommand(), newVersionCommand())
	return root
}

// oneCommand refuses what reaches the root command: it has no work of its own.
func oneCommand(root *cobra.Command, args []string) error {
	const expected = "expected generate, check, inspect, openapi or version"
	if len(args) == 0 {
		return usageErrorf("missing command: " + expected)
	}
	if strings.HasSuffix(args[0], ".json") {
		return usageErrorf("missing command: did you mean postman-gen-go generate %s --out DIR?", args[0])
	}
	if similar := root.SuggestionsFor(args[0]); len(similar) > 0 {
		return usageErrorf("unknown command %q: did you mean %s?", args[0], similar[0])
	}
	return usageErrorf("unknown command %q: %s", args[0], expected)
}

// oneCollection is what generate, check, inspect and openapi are given.
func oneCollection(_ *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return usageErrorf("missing argument: the Postman collection to read")
	case 1:
		return nil
	default:
		return usageErrorf("expected one collection, got %d: %q", len(args), args)
	}
}

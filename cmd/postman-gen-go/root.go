package main

// The command line as a whole: its commands, and what becomes of their errors.
// Entry point: run; the command that matters is in generate.go.

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// The exit codes, as the go command has them.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

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
	fmt.Fprintln(stderr, err)
	return exitFailed
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:                   "postman-gen-go",
		Short:                 "Turn a Postman collection into a typed Go client",
		Example:               generateExample,
		Args:                  oneCommand,
		RunE:                  func(*cobra.Command, []string) error { return nil }, // without it, Args is not asked
		CompletionOptions:     cobra.CompletionOptions{DisableDefaultCmd: true},
		DisableFlagsInUseLine: true,
		SilenceErrors:         true,
		SilenceUsage:          true,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newGenerateCommand(), newVersionCommand())
	return root
}

// oneCommand refuses what reaches the root command: it has no work of its own.
func oneCommand(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageErrorf("missing command: expected generate or version")
	}
	return usageErrorf("unknown command %q: expected generate or version", args[0])
}

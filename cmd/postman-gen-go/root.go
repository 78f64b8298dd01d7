package main

// The command line as a whole: its commands, and what becomes of their errors.
// Entry point: run; the commands are in generate.go, check.go, init.go, inspect.go,
// diff.go, openapi.go, schema.go, help.go and version.go.

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/similar"
)

// The exit codes, as the go command has them.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// The exit codes of diff beside these.
const (
	exitAdditions exitCode = 3
	exitBreaking  exitCode = 4
)

// exitCode is the error of a run that has done its work, whose result is its exit code.
type exitCode int

func (code exitCode) Error() string { return fmt.Sprintf("exit code %d", int(code)) }

const exitHelp = `The exit code is 0 when done, 1 on failure, 2 on wrong usage.`

const rootLong = `Turn a Postman collection into a typed Go client.

generate writes the client, check tells in CI whether it is still what would be
generated, inspect shows beforehand what will be in it, diff tells what changes for its
callers, openapi describes the same API to other tools. A project keeps what it
generates in a configuration, which init begins.`

const rootExample = `  postman-gen-go generate zoom.postman_collection.json --out zoom

Or, with a configuration:

  postman-gen-go init zoom.postman_collection.json
  postman-gen-go generate`

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
	if code, ok := errors.AsType[exitCode](err); ok {
		return int(code)
	}
	return fail(cmd, err)
}

// fail tells why a command has failed, and returns the exit code.
func fail(cmd *cobra.Command, err error) int {
	stderr := cmd.ErrOrStderr()
	if _, wrong := errors.AsType[usageError](err); wrong {
		fmt.Fprintf(stderr, "%s: %v\nRun '%s -h' for usage.\n", coloursOf(stderr).red("postman-gen-go"), err, cmd.CommandPath())
		return exitUsage
	}
	if !errors.Is(err, errReported) {
		printError(stderr, err)
	}
	return exitFailed
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:                   "postman-gen-go",
		Short:                 "Turn a Postman collection into a typed Go client",
		Long:                  rootLong,
		Example:               rootExample,
		Args:                  oneCommand,
		RunE:                  func(*cobra.Command, []string) error { return nil }, // without it, Args is not asked
		DisableFlagsInUseLine: true,
		SilenceErrors:         true,
		SilenceUsage:          true,
	}
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpCommand(newHelpCommand())
	root.AddCommand(newGenerateCommand(), newCheckCommand(), newInitCommand(), newInspectCommand(), newDiffCommand(), newOpenAPICommand(),
		newSchemaCommand(), newVersionCommand())
	root.AddCommand(newTopics()...)
	return root
}

// oneCommand refuses what reaches the root command: it has no work of its own.
func oneCommand(root *cobra.Command, args []string) error {
	var known []string
	for _, command := range root.Commands() {
		if command.IsAvailableCommand() {
			known = append(known, command.Name())
		}
	}
	expected := "expected " + strings.Join(known, ", ")
	if len(args) == 0 {
		return usageErrorf("missing command: %s", expected)
	}
	if strings.HasSuffix(args[0], ".json") {
		return usageErrorf("missing command: did you mean postman-gen-go generate %s --out DIR?", args[0])
	}
	if meant := similar.Word(args[0], known); meant != "" {
		return usageErrorf("unknown command %q: did you mean %s?", args[0], meant)
	}
	return usageErrorf("unknown command %q: %s", args[0], expected)
}

// wrongFlag is the error of a flag that cannot be read, with what may have been meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return usageError{err}
	}
	var known []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) { known = append(known, flag.Name) })
	if meant := similar.Word(unknown.GetSpecifiedName(), known); meant != "" {
		return usageErrorf("%w: did you mean --%s?", err, meant)
	}
	return usageError{err}
}

// noArguments is for commands that are given nothing.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageErrorf("%s takes no arguments, got %q", cmd.Name(), args[0])
	}
	return nil
}

// oneCollection is what init, generate, check, inspect and openapi are given.
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

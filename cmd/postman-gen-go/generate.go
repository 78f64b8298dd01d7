package main

// The generate command: flags into a struct, the struct into package generator.
// Entry points: newGenerateCommand for the flags, generate for the work.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// maxCollectionSize is some ten times that of the largest collections known: what
// is beyond was hardly meant to be read.
const maxCollectionSize = 256 << 20

const generateLong = `Generate turns a Postman collection, as exported from Postman (v1, v2.0 or v2.1;
"-" reads it from standard input), into the files of a Go client package.

The package name is that of the Go files already in the folder, else made from the
folder's name (go-zoom becomes zoom). The import path comes from the nearest go.mod.
A file that was edited by hand, or not written by postman-gen-go, is never
overwritten; files that are no longer generated are removed.

The exit code is 0 when done, 1 on failure, 2 on wrong usage.`

const generateExample = `  postman-gen-go generate zoom.postman_collection.json --out zoom

As a line in a Go file, with postman-gen-go among the tools of go.mod:

  //go:generate go tool postman-gen-go generate api.postman_collection.json --out .`

// generateFlags are the flags of the generate command.
type generateFlags struct {
	out         string
	packageName string
	importPath  string
	dryRun      bool
	strict      bool
	quiet       bool
	verbose     bool
}

func newGenerateCommand() *cobra.Command {
	var flags generateFlags
	cmd := &cobra.Command{
		Use:                   "generate COLLECTION.json --out DIR",
		Short:                 "Write the Go client of a collection",
		Long:                  generateLong,
		Example:               generateExample,
		Args:                  oneCollection,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return generate(cmd, args[0], flags)
		},
	}
	set := cmd.Flags()
	set.StringVar(&flags.out, "out", "", "write the client to the folder `DIR` (required)")
	set.StringVar(&flags.packageName, "package", "", "call the package `NAME`")
	set.StringVar(&flags.importPath, "import-path", "", "the client's import `PATH`, for its Example functions")
	set.BoolVar(&flags.dryRun, "dry-run", false, "print what would change, write nothing")
	set.BoolVar(&flags.strict, "strict", false, "write nothing if there is a warning")
	set.BoolVar(&flags.quiet, "quiet", false, "print errors only")
	set.BoolVar(&flags.verbose, "verbose", false, "print all notes, however many")
	return cmd
}

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

// generate reads the collection, generates its client and brings it to disk.
func generate(cmd *cobra.Command, collection string, flags generateFlags) error {
	opts, err := options(collection, flags)
	if err != nil {
		return err
	}
	report := newReporter(cmd.ErrOrStderr(), collection, flags)
	src, err := readCollection(collection, cmd.InOrStdin())
	if err != nil {
		return report.located(err)
	}
	out, err := generator.Generate(src, opts)
	if err != nil {
		return report.located(err)
	}
	if err := report.notes(out.Notes); err != nil {
		return err
	}
	plan, err := out.Plan(flags.out)
	if err != nil {
		return err
	}
	if flags.dryRun {
		return printPlan(cmd.OutOrStdout(), flags.out, plan)
	}
	if err := plan.Write(); err != nil {
		return err
	}
	report.summary(out, plan)
	return nil
}

// options are what the generator is told, given or found out.
func options(collection string, flags generateFlags) (generator.Options, error) {
	if flags.out == "" {
		return generator.Options{}, usageErrorf("missing --out DIR: the folder to write the client to")
	}
	name, err := packageName(flags.packageName, flags.out)
	if err != nil {
		return generator.Options{}, err
	}
	path, err := importPath(flags.importPath, flags.out)
	if err != nil {
		return generator.Options{}, err
	}
	opts := generator.Options{Package: name, ImportPath: path}
	if collection != "-" {
		opts.Source = filepath.Base(collection)
	}
	return opts, nil
}

// readCollection reads the named file, or standard input where the name is "-".
func readCollection(name string, stdin io.Reader) ([]byte, error) {
	if name == "-" {
		return readAtMost(stdin, maxCollectionSize)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer file.Close()
	src, err := readAtMost(file, maxCollectionSize)
	return src, withoutPath(err)
}

// readAtMost reads all of r, and fails where that is more than max bytes.
func readAtMost(r io.Reader, max int64) ([]byte, error) {
	src, err := io.ReadAll(io.LimitReader(r, max+1))
	if int64(len(src)) > max {
		return nil, fmt.Errorf("is larger than %d MiB: expected a Postman collection", max>>20)
	}
	return src, err
}

// withoutPath takes the path out of an error of package os: the report puts the
// name before it that the user gave.
func withoutPath(err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err
	}
	return err
}

package main

// The generate command: flags into a struct, the struct into package generator.
// Entry points: newGenerateCommand for the flags, generate for the work.

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

const generateLong = `Generate turns a Postman collection into the files of a Go client package.

` + collectionHelp + `

The package name is that of the Go files already in the folder, else made from the
folder's name (go-zoom becomes zoom). The import path comes from the nearest go.mod.
A file that was edited by hand, or not written by postman-gen-go, is never
overwritten; files that are no longer generated are removed. A README.md of your
own is left alone, and the generated one left out.

With --format json, standard output is one JSON object. Its members are "notes";
"files" with the names to "create", "update" and "remove", and the number of those
"unchanged"; and the numbers of "services", "methods" and "types". On failure its
only member is "errors". Notes and errors have "file", "line", "column" and "path"
(folder / request / field) where known, and "text"; a note has a "severity".

` + exitHelp

const generateExample = `  postman-gen-go generate zoom.postman_collection.json --out zoom
  postman-gen-go generate https://example.com/zoom.postman_collection.json --out zoom
  POSTMAN_API_KEY=… postman-gen-go generate postman:12345678-abcd --out zoom

As a line in a Go file, with postman-gen-go among the tools of go.mod:

  //go:generate go tool postman-gen-go generate api.postman_collection.json --out .`

// generateFlags are the flags of the generate command.
type generateFlags struct {
	out         string
	packageName string
	importPath  string
	format      format
	dryRun      bool
	strict      bool
	quiet       bool
	verbose     bool
}

func newGenerateCommand() *cobra.Command {
	flags := generateFlags{format: formatText}
	cmd := &cobra.Command{
		Use:                   "generate COLLECTION --out DIR",
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
	set.Var(&flags.format, "format", "print what was done as `text|json`")
	set.BoolVar(&flags.dryRun, "dry-run", false, "print what would change, write nothing")
	set.BoolVar(&flags.strict, "strict", false, "write nothing if there is a warning")
	set.BoolVar(&flags.quiet, "quiet", false, "print errors only")
	set.BoolVar(&flags.verbose, "verbose", false, "print all notes, however many")
	return cmd
}

// generate reads the collection, brings its client to disk, and tells of it.
func generate(cmd *cobra.Command, collection string, flags generateFlags) error {
	done, err := generateFrom(cmd, collection, &flags)
	switch {
	case err != nil:
		return report(err, flags.format, cmd.OutOrStdout())
	case flags.format == formatJSON:
		return printJSON(cmd.OutOrStdout(), done.json())
	}
	return done.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), flags)
}

// generateFrom finds the collection and settles the client's package before the work.
func generateFrom(cmd *cobra.Command, collection string, flags *generateFlags) (*generated, error) {
	src, err := newSource(collection, cmd.InOrStdin())
	if err != nil {
		return nil, err
	}
	if flags.out != "" {
		flags.out = filepath.Clean(flags.out) // a folder that is not there is no way to one that is
	}
	opts, err := options(src, *flags)
	if err != nil {
		return nil, err
	}
	return produce(cmd, src, opts, *flags)
}

// options are what the generator is told, given or found out.
func options(src source, flags generateFlags) (generator.Options, error) {
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
	return generator.Options{Source: src.base, Package: name, ImportPath: path}, nil
}

// generated is what a run has done, or would have without --dry-run.
type generated struct {
	notes []message
	out   *generator.Output
	plan  *generator.Plan
}

// produce does the work of the command: from the collection to files on disk.
// Its error is a failure; where files stand in the way, there is a plan as well.
func produce(cmd *cobra.Command, src source, opts generator.Options, flags generateFlags) (*generated, error) {
	status := startProgress(cmd.ErrOrStderr(), flags.quiet)
	defer status.stop()

	status.phase("reading " + src.name)
	text, err := src.read(cmd.Context())
	if err != nil {
		return nil, failureIn(src.name, err)
	}
	if opts.Lock, err = generator.ReadLock(flags.out); err != nil {
		return nil, failureOnDisk(err)
	}
	status.phase("generating")
	limitMemory(len(text))
	out, err := generator.Generate(text, opts)
	if err != nil {
		return nil, failureIn(src.name, err)
	}
	notes := messages(src.name, out.Notes)
	if flags.strict {
		if err := refuseWarnings(src.name, notes); err != nil {
			return nil, err
		}
	}
	status.phase("writing to " + flags.out)
	plan, err := out.Plan(flags.out)
	if err == nil && !flags.dryRun {
		err = plan.Write()
	}
	if err != nil {
		return &generated{notes, out, plan}, failureOnDisk(err)
	}
	return &generated{append(notes, yielded(flags.out, plan)...), out, plan}, nil
}

// yielded are notes on the files that give way to some of the user's.
func yielded(dir string, plan *generator.Plan) []message {
	var notes []message
	for _, name := range plan.Yielded {
		text := "is yours and stays; to have the generated one, move or delete it and run again"
		notes = append(notes, message{File: filepath.Join(dir, name), Severity: generator.Info, Text: text})
	}
	return notes
}

// refuseWarnings makes a failure of the warnings among the notes, if any.
func refuseWarnings(file string, notes []message) error {
	var warnings failure
	for _, note := range notes {
		if note.Severity == generator.Warning {
			note.Severity = ""
			warnings = append(warnings, note)
		}
	}
	if len(warnings) == 0 {
		return nil
	}
	text := fmt.Sprintf("nothing written: --strict allows no warnings, got %d", len(warnings))
	return append(warnings, message{File: file, Text: text})
}

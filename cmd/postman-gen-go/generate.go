package main

// The generate command: from flags or the configuration to clients on disk. Entry points:
// newGenerateCommand for the flags, generate for the work; a client is generated in
// produce.go.

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
)

const generateLong = `Generate writes the Go clients of the configuration, postman-gen-go.yaml in this folder
or above: all of them, or those that are named. Or it turns a single collection into
the files of a Go client package.

` + collectionHelp + `

The package name is that of the Go files already in the folder, else made from the
folder's name (go-zoom becomes zoom). The import path comes from the nearest go.mod.
A file that was edited by hand, or not written by postman-gen-go, is never
overwritten; files that are no longer generated are removed. A README.md of your
own is left alone, and the generated one left out. A client whose inputs and files
are as they were is not generated again.

With --format json, standard output is one JSON object. Its members are "notes";
"files" with the names to "create", "update" and "remove", and the number of those
"unchanged"; and the numbers of "services", "methods" and "types". On failure its
only member is "errors". Notes and errors have "file", "line", "column" and "path"
(folder / request / field) where known, and "text"; a note has a "severity". For
a configuration, the object has a list "clients" of such objects, with "name" and "out".

` + exitHelp

const generateExample = `  postman-gen-go generate
  postman-gen-go generate zoom.postman_collection.json --out zoom
  postman-gen-go generate https://example.com/zoom.postman_collection.json --out zoom
  POSTMAN_API_KEY=… postman-gen-go generate postman:12345678-abcd --out zoom

As a line in a Go file, with postman-gen-go among the tools of go.mod:

  //go:generate go tool postman-gen-go generate`

// generateFlags are the flags of the generate command.
type generateFlags struct {
	out         string
	packageName string
	importPath  string
	stdout      string
	format      format
	keepRemoved bool
	dryRun      bool
	strict      bool
	watch       bool
	quiet       bool
	verbose     bool
}

func newGenerateCommand() *cobra.Command {
	flags := generateFlags{format: formatText}
	cmd := &cobra.Command{
		Use:                   "generate [NAME…]\n  postman-gen-go generate COLLECTION --out DIR",
		Short:                 "Write the Go clients of the configuration, or of a collection",
		Long:                  generateLong,
		Example:               generateExample,
		ValidArgsFunction:     completeClients,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if flags.watch {
				return watch(cmd, args, flags)
			}
			clients, err := settled(cmd, args, flags)
			if err != nil {
				return report(err, flags.format, cmd.OutOrStdout())
			}
			return generate(cmd, clients, flags)
		},
	}
	set := cmd.Flags()
	set.StringVar(&flags.out, "out", "", "write the client of COLLECTION to the folder `DIR`")
	set.StringVar(&flags.packageName, "package", "", "call the package of COLLECTION's client `NAME`")
	set.StringVar(&flags.importPath, "import-path", "", "the `PATH` to import it by, for its Example functions")
	set.Var(&flags.format, "format", "print what was done as `text|json`")
	set.BoolVar(&flags.dryRun, "dry-run", false, "print what would change, write nothing")
	set.StringVar(&flags.stdout, "stdout", "", "print the generated `FILE`, such as client.go, write nothing")
	set.BoolVar(&flags.keepRemoved, "keep-removed", false, "methods whose requests are gone stay until COLLECTION changes again")
	set.BoolVar(&flags.strict, "strict", false, "write nothing if there is a warning")
	set.BoolVar(&flags.watch, "watch", false, "go on, and generate anew when the inputs change")
	set.BoolVar(&flags.quiet, "quiet", false, "print errors only")
	set.BoolVar(&flags.verbose, "verbose", false, "print all notes, however many, and how long each stage took")
	completeFlags(cmd)
	return cmd
}

// settled are the clients that the command line means.
func settled(cmd *cobra.Command, args []string, flags generateFlags) ([]*client, error) {
	file, err := config.Find(".")
	switch {
	case flags.out != "" || err != nil && len(args) > 0 || len(args) == 1 && isCollection(args[0]):
		if err := oneCollection(cmd, args); err != nil {
			return nil, err
		}
		c, err := clientOf(args[0], cmd.InOrStdin(), flags)
		if err != nil {
			return nil, err
		}
		return []*client{c}, nil
	case err != nil:
		return nil, usageErrorf("%w: make one with postman-gen-go init COLLECTION, or give COLLECTION --out DIR", err)
	case flags.packageName != "" || flags.importPath != "":
		return nil, usageErrorf("--package and --import-path are for COLLECTION --out DIR: %s has keys of these names", file)
	}
	return clientsOf(file, args)
}

// isCollection tells a collection from the name of a client.
func isCollection(argument string) bool {
	if strings.ContainsAny(argument, "/:") || strings.HasSuffix(argument, ".json") || argument == "-" {
		return true
	}
	info, err := os.Stat(argument)
	return err == nil && info.Mode().IsRegular()
}

// generate brings clients to disk, and tells of them.
func generate(cmd *cobra.Command, clients []*client, flags generateFlags) error {
	if flags.stdout != "" {
		return printFile(cmd, clients, flags)
	}
	return tell(cmd, produceAll(cmd, clients, flags, openCache()), flags)
}

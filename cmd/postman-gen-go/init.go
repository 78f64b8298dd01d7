package main

// The init command: a configuration to begin with. Entry points: newInitCommand for the
// flags, initialize for the work; the texts that it writes are in inittext.go.

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
	"github.com/postman-gen-go/postman-gen-go/generator"
)

const initLong = `Init writes two files into this folder: postman-gen-go.yaml, the configuration, with all
its keys and their reasons as comments; and gen.go, by which "go generate ./..." makes
the clients. Nothing is overwritten: a gen.go of your own is left alone.

On a terminal it asks for what the flags do not say.

` + collectionHelp

const initExample = `  postman-gen-go init zoom.postman_collection.json
  postman-gen-go init zoom.postman_collection.json --out internal/zoom --package zoom`

// initFlags are the flags of the init command.
type initFlags struct{ out, packageName string }

func newInitCommand() *cobra.Command {
	var flags initFlags
	cmd := &cobra.Command{
		Use:                   "init COLLECTION",
		Short:                 "Write a configuration for a collection",
		Long:                  initLong,
		Example:               initExample,
		Args:                  oneCollection,
		ValidArgsFunction:     completeCollection,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return initialize(cmd, args[0], flags)
		},
	}
	set := cmd.Flags()
	set.StringVar(&flags.out, "out", "", "write the client to the folder `DIR`; without it, one called after the collection")
	set.StringVar(&flags.packageName, "package", "", "call the client's package `NAME`; without it, as its folder")
	completeFlags(cmd)
	return cmd
}

// initialize writes the files, if the collection is one.
func initialize(cmd *cobra.Command, collection string, flags initFlags) error {
	src, err := newSource(collection, cmd.InOrStdin())
	switch {
	case err != nil:
		return err
	case collection == "-":
		return errNoStdin
	}
	if _, err := os.Lstat(config.Name); err == nil {
		return failure{{File: config.Name, Text: "is there already: add the client to it, or delete it and run again"}}
	}
	if err := tryOut(cmd, src); err != nil {
		return err
	}
	if err := flags.complete(cmd, src); err != nil {
		return err
	}
	if err := writeNew(config.Name, configurationOf(collection, flags)); err != nil {
		return failureOnDisk(err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: written\n", config.Name)
	return writeGen(cmd.ErrOrStderr())
}

// tryOut reads the collection: what is wrong with it is best told now.
func tryOut(cmd *cobra.Command, src source) error {
	text, err := src.read(cmd.Context())
	if err == nil {
		_, _, err = generator.Inspect(text, generator.Options{})
	}
	if err != nil {
		return failureIn(src.name, err)
	}
	return nil
}

// complete finds out what the flags do not say: on a terminal the user is asked.
func (f *initFlags) complete(cmd *cobra.Command, src source) error {
	ask := newQuestions(cmd)
	if f.out == "" {
		f.out = ask("Folder of the client", folderFor(src.base))
	}
	f.out = filepath.ToSlash(filepath.Clean(f.out))
	name, err := packageName(f.packageName, f.out)
	if err != nil {
		return err
	}
	if f.packageName == "" {
		if answer := ask("Name of its package", name); answer != name {
			f.packageName, err = packageName(answer, f.out)
		}
	}
	return err
}

// newQuestions asks on a terminal; elsewhere the answer is what is proposed.
func newQuestions(cmd *cobra.Command) func(question, proposed string) string {
	terminal, ok := cmd.InOrStdin().(io.Writer) // os.Stdin is one, too
	if !ok || !isTerminal(terminal) || !isTerminal(cmd.ErrOrStderr()) {
		return func(_, proposed string) string { return proposed }
	}
	return questions(cmd.InOrStdin(), cmd.ErrOrStderr())
}

// questions asks for a line each; an empty one is what is proposed.
func questions(in io.Reader, out io.Writer) func(question, proposed string) string {
	lines := bufio.NewScanner(in)
	return func(question, proposed string) string {
		fmt.Fprintf(out, "%s [%s]: ", question, proposed)
		lines.Scan() // at the end of the input, the line is empty
		return cmp.Or(strings.TrimSpace(lines.Text()), proposed)
	}
}

// folderFor proposes a folder for the client of a collection: zoom for
// zoom.postman_collection.json.
func folderFor(base string) string {
	name, _, _ := strings.Cut(base, ".")
	name = packageNameFor(name)
	if checkPackageName(name) != nil {
		return "client"
	}
	return name
}

// writeNew writes a file that is not there yet.
func writeNew(name, text string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("%s: %w", name, withoutPath(err))
	}
	_, err = io.WriteString(file, text)
	return errors.Join(withoutPath(err), file.Close())
}

// writeGen writes gen.go, or tells which line it lacks.
func writeGen(stderr io.Writer) error {
	name, err := packageName("", ".")
	if packageIn(".", isAny) == "main" {
		name, err = "main", nil
	}
	if err != nil {
		name = "generate" // nobody imports it
	}
	err = writeNew(genFile, fmt.Sprintf(genText, name))
	if errors.Is(err, fs.ErrExist) {
		if text, _ := os.ReadFile(genFile); strings.Contains(string(text), genLine) {
			return next(stderr)
		}
		_, err = fmt.Fprintf(stderr, "%s: is yours and stays; have a Go file in this folder say\n\n  %s\n\n", genFile, genLine)
		return errors.Join(err, next(stderr))
	}
	if err != nil {
		return failureOnDisk(err)
	}
	fmt.Fprintf(stderr, "%s: written\n", genFile)
	return next(stderr)
}

// next says how to go on.
func next(stderr io.Writer) error {
	_, err := io.WriteString(stderr, initNext)
	return err
}

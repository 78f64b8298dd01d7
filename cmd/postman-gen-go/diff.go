package main

// The diff command: what changes for the callers of a client, on standard output. Entry
// points: newDiffCommand for the flags, diff for the work.

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
	"github.com/postman-gen-go/postman-gen-go/generator"
)

const diffLong = `Diff tells what changes for the callers of a client between OLD and NEW: what breaks
them first (removed, renamed, of another type), with what they can do about it, then
additions, then what only the wire sees, such as another default of a header; and which
part of the client's version has to grow. It writes nothing.

OLD and NEW are each a folder with a generated client, or a COLLECTION, of which a
client is generated for it. That of NEW keeps the names of OLD, as it would in its folder.
If one of them is a folder that the configuration has, the other is generated as it says.
NAME is a client of the configuration: OLD is its folder, NEW its collection. It may be
left out if there is but one.

` + collectionHelp + `

What breaks callers is decided as golang.org/x/exp/apidiff does, for the client and for
the package of its fake server. A field that is added and has to be set is told, but
breaks no code.

With --format json, standard output is one JSON object: "bump" is "major", "minor",
"patch" or "none"; "breaking", "added" and "wire" are lists of changes; "files" are the
names of the files that differ; "notes" tells of files that were edited by hand. A
change has the "object" in Go (the old one, if it breaks callers), its "kind"
(removed, renamed, changed, added or wire) and a "text"; and where it applies the "operation"
and its "request" line, the "newObject" of a name that changed, a "hint", and in "with"
further objects that the same happened to. On failure its only member is "errors".

The exit code is 0 if nothing changes for callers, 3 if there are additions only, 4 if
code of callers may break; 1 on failure, 2 on wrong usage.`

const diffExample = `  postman-gen-go diff zoom
  postman-gen-go diff ./zoom zoom.postman_collection.json
  postman-gen-go diff old.json new.json --format markdown >> "$GITHUB_STEP_SUMMARY"
  git show main:api.json | postman-gen-go diff - api.json`

// neutral is the package name of clients that are generated to be compared.
const neutral = "client"

func newDiffCommand() *cobra.Command {
	as := choice{"text", []string{"text", "markdown", "json"}}
	cmd := &cobra.Command{
		Use:                   "diff [NAME]\n  postman-gen-go diff OLD NEW",
		Short:                 "Tell what changes for callers of a client",
		Long:                  diffLong,
		Example:               diffExample,
		Args:                  twoClients,
		ValidArgsFunction:     completeClients,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			sides, err := sidesOf(cmd, args)
			if err != nil {
				return diffReport(cmd, err, as.value)
			}
			return diff(cmd, sides, as.value)
		},
	}
	cmd.Flags().Var(&as, "format", "print as `text|markdown|json`")
	formats := cobra.FixedCompletions(as.among, cobra.ShellCompDirectiveNoFileComp)
	cmd.RegisterFlagCompletionFunc("format", formats) // fails for unknown flags alone
	return cmd
}

func twoClients(_ *cobra.Command, args []string) error {
	_, err := config.Find(".")
	switch {
	case len(args) < 2 && (err != nil || len(args) == 1 && isCollection(args[0])):
		return usageErrorf("missing argument: two collections, or folders with clients: diff OLD NEW")
	case len(args) < 2:
		return nil
	case len(args) > 2:
		return usageErrorf("expected two clients or collections, got %d: %q", len(args), args)
	case args[0] == "-" && args[1] == "-":
		return usageErrorf("standard input cannot be both OLD and NEW")
	}
	return nil
}

// compared is what diff has found; its form is that of --format json.
type compared struct {
	*generator.Changes
	Notes []message `json:"notes"`
}

// sidesOf are OLD and NEW, or the folder of a client of the configuration and its collection.
func sidesOf(cmd *cobra.Command, args []string) (sides [2]side, err error) {
	if len(args) < 2 {
		clients, err := settled(cmd, args, generateFlags{})
		if err == nil && len(clients) != 1 {
			err = usageErrorf("diff compares one client, the configuration has %d: name it", len(clients))
		}
		if err != nil {
			return sides, err
		}
		return [2]side{{folder: clients[0].out}, {source: clients[0].source}}, nil
	}
	for i, argument := range args {
		if sides[i], err = newSide(argument, cmd.InOrStdin()); err != nil {
			return sides, err
		}
	}
	return sides, nil
}

// diff compares two versions of a client, and prints what changes.
func diff(cmd *cobra.Command, sides [2]side, format string) error {
	found, err := compare(cmd, sides[0], sides[1])
	if err != nil {
		return diffReport(cmd, err, format)
	}
	if err := found.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), format); err != nil {
		return err
	}
	switch found.Bump {
	case generator.Major:
		return exitBreaking
	case generator.Minor:
		return exitAdditions
	}
	return nil
}

// diffReport reports a failure as the format has it.
func diffReport(cmd *cobra.Command, err error, format string) error {
	as := formatText
	if format == "json" {
		as = formatJSON
	}
	return report(err, as, cmd.OutOrStdout())
}

func (c *compared) print(stdout, stderr io.Writer, format string) error {
	if format == "json" {
		return printJSON(stdout, c)
	}
	if err := printMessages(stderr, c.Notes); err != nil {
		return err
	}
	if format == "markdown" {
		return c.WriteMarkdown(stdout)
	}
	return c.WriteText(stdout)
}

// side is OLD or NEW: a folder with a client, or a collection.
type side struct {
	folder string // "" for a collection
	source source
}

// newSide tells what an argument is. It reads nothing yet.
func newSide(argument string, stdin io.Reader) (side, error) {
	if info, err := os.Stat(argument); err == nil && info.IsDir() {
		return side{folder: filepath.Clean(argument)}, nil
	}
	src, err := newSource(argument, stdin)
	return side{source: src}, err
}

// compare does the work of the command. Its error is a failure.
func compare(cmd *cobra.Command, old, new side) (*compared, error) {
	status := startProgress(cmd.ErrOrStderr(), false)
	defer status.stop()

	like, err := settings(cmp.Or(old.folder, new.folder))
	if err != nil {
		return nil, err
	}
	before, err := old.version(cmd, status, like)
	if err != nil {
		return nil, err
	}
	like.opts.Lock = before.lock
	after, err := new.version(cmd, status, like)
	if err != nil {
		return nil, err
	}
	status.phase("comparing")
	changes, err := generator.Compare(before.files, after.files)
	if err != nil {
		return nil, failure{{Text: err.Error()}}
	}
	return &compared{changes, slices.Concat([]message{}, before.notes, after.notes)}, nil
}

// settings are those of the client in a folder, as its configuration has them, if there
// is one: without them, other requests and names would be compared.
func settings(folder string) (client, error) {
	plain := client{opts: generator.Options{Package: neutral}}
	if folder == "" {
		return plain, nil
	}
	plain.opts.Package = cmp.Or(packageIn(folder, isAny), neutral)
	file, err := config.Find(folder)
	if err != nil {
		return plain, nil // there is none, as far as can be seen
	}
	clients, err := clientsOf(file, nil)
	if err != nil {
		return plain, err
	}
	own, err := os.Stat(folder)
	for _, c := range clients {
		if out, failed := os.Stat(c.out); err == nil && failed == nil && os.SameFile(own, out) {
			return *c, nil
		}
	}
	return plain, nil
}

// version is the client of a side.
type version struct {
	files []generator.File
	lock  []byte    // names and types that NEW keeps
	notes []message // files that were edited by hand
}

// version reads the client of a side, or generates it like another one.
func (s side) version(cmd *cobra.Command, status *progress, like client) (*version, error) {
	if s.folder != "" {
		return committed(s.folder)
	}
	stages := &stages{status: status, label: s.source.name}
	like.source, like.opts.Source, like.opts.Stage = s.source, s.source.base, stages.begin
	in, err := like.read(cmd.Context(), stages)
	if err != nil {
		return nil, err
	}
	limitMemory(len(in.collection))
	like.opts.Environment = in.environment
	out, err := generator.Generate(in.collection, like.opts)
	if errors.Is(err, generator.ErrAnotherAPI) {
		like.opts.Lock = nil // no name is to be kept
		out, err = generator.Generate(in.collection, like.opts)
	}
	if err != nil {
		return nil, like.failure(err)
	}
	return &version{files: out.Files, lock: out.Lock}, nil
}

// committed reads the client in a folder.
func committed(folder string) (*version, error) {
	files, edited, err := generator.ReadClient(folder)
	if err != nil {
		return nil, failureOnDisk(err)
	}
	lock, err := generator.ReadLock(folder)
	if err != nil {
		return nil, failureOnDisk(err)
	}
	return &version{files, lock, editedNotes(folder, edited)}, nil
}

func editedNotes(folder string, names []string) []message {
	var notes []message
	for _, name := range names {
		text := "was edited by hand: it is compared as it is"
		notes = append(notes, message{File: filepath.Join(folder, filepath.FromSlash(name)), Severity: generator.Warning, Text: text})
	}
	return notes
}

// choice is a flag that takes one of a few values.
type choice struct {
	value string
	among []string
}

// String, Set and Type make it the value of a flag.
func (c *choice) String() string { return c.value }

// Set takes over a value, or refuses it.
func (c *choice) Set(value string) error {
	for _, known := range c.among {
		if value == known {
			c.value = value
			return nil
		}
	}
	return errors.New("expected text, markdown or json")
}

// Type is what -h shows for a value where the usage names none.
func (c *choice) Type() string { return "text|markdown|json" }

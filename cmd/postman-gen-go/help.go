package main

// The help command, which knows topics besides commands. Entry points: newHelpCommand and
// newTopics.

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/similar"
)

// newHelpCommand is cobra's, but that it refuses what it does not know.
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:                   "help [COMMAND | TOPIC]",
		Short:                 "Explain a command or a topic",
		DisableFlagsInUseLine: true,
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return helped(cmd.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err == nil && len(rest) == 0 {
				found.InitDefaultHelpFlag()
				return found.Help()
			}
			known := helped(cmd.Root())
			if meant := similar.Word(args[0], known); meant != "" {
				return usageErrorf("there is no help on %q: did you mean %s?", args[0], meant)
			}
			return usageErrorf("there is no help on %q: expected %s", args[0], strings.Join(known, ", "))
		},
	}
}

// helped are the commands and topics that there is help on.
func helped(root *cobra.Command) []string {
	var names []string
	for _, command := range root.Commands() {
		if command.IsAvailableCommand() || command.IsAdditionalHelpTopicCommand() {
			names = append(names, command.Name())
		}
	}
	return names
}

// newTopics are commands that do nothing but have help.
func newTopics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "config", Short: "The configuration, postman-gen-go.yaml", Long: configTopic()},
		{Use: "notes", Short: "What is told about a collection", Long: notesTopic},
		{Use: "lock", Short: "The lock file, and who may edit what", Long: lockTopic},
		{Use: "ci", Short: "How a client stays up to date", Long: ciTopic},
		{Use: "exit-codes", Short: "What exit codes mean", Long: exitTopic},
		{Use: "env", Short: "Environment variables that are read", Long: envTopic},
	}
}

// configTopic lists the keys.
func configTopic() string {
	var b strings.Builder
	b.WriteString(configIntroduction)
	for _, key := range config.Keys() {
		name := key.Name
		if key.Required {
			name += " (required)"
		}
		fmt.Fprintf(&b, "\n%s\n", name)
		for _, line := range wrapped(key.About, 80) {
			fmt.Fprintf(&b, "    %s\n", line)
		}
		fmt.Fprintf(&b, "    %s: %s\n", key.Name, key.Example)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

const configIntroduction = `postman-gen-go.yaml says of each client of a project what it is made of. It is looked
for in this folder, then in those above. "postman-gen-go init COLLECTION" writes one.

  clients:
    zoom:                      # its name: postman-gen-go generate zoom
      collection: zoom.postman_collection.json
      out: internal/zoom

Paths are relative to the file. These are the keys of a client:
`

const notesTopic = `A note tells what a client expresses otherwise than its collection, or not at all. No
request is dropped for it. It begins with file, line and column, as editors follow
them, and with how much it matters:

  warning   the client lacks something that the collection has
  info      a decision worth knowing

generate prints 20 notes of a client, warnings first, and --verbose all of them.
--strict makes a failure of each warning: nothing is written then.`

const lockTopic = `postman-gen-go.lock is in each folder with a client. Commit it.

Its member "api" has the client's Go names and types, and which part of the collection
they are of. By it, names stay when requests are renamed, moved, put in another order or
exported without IDs, and types only grow: what breaks callers is what a sample or the
collection demands, and a note tells it. Remove the member to have all names made anew;
after a merge conflict, take the file of one side, with its client, and generate again.

Its member "files" lists the generated files with their hashes: by it the next run knows
what it may overwrite or remove.

A file that is not listed, or that is not as it was generated, is somebody's work. It is
never touched: the command fails, names it, and writes nothing. Put code of your own into
files of your own, in the same folder if you like. README.md alone gives way: yours stays.`

const ciTopic = `A client is committed with its postman-gen-go.lock. In CI, this fails if the committed
clients are not what would be generated now:

  go tool postman-gen-go check

It writes nothing and lists what is different. For a pull request, this tells what
changes for callers:

  go tool postman-gen-go diff NAME --format markdown

Of generate, --strict fails on warnings. --dry-run prints what would change. --format json prints for
programs. Nothing is ever asked where standard input is no terminal.`

const exitTopic = `  0   done
  1   failed: the reason is told, with file, line and column where there are some;
      of check: a client is not what would be generated now
  2   wrong usage: of the command line, whatever the collection says
  3   of diff: there are additions only
  4   of diff: code of callers may break

Where several clients are generated, all are tried, all errors are told, and those
clients are written that have none.`

const envTopic = `  POSTMAN_API_KEY    the key for collections that are given as postman:UID
  POSTMAN_API_URL    the address of Postman's API, if not https://api.getpostman.com
  NO_COLOR           if not empty: no colours, which else are on terminals but for TERM=dumb
  GOMEMLIMIT         how much memory is used before garbage is collected more often
  XDG_CACHE_HOME     where Linux keeps caches: postman-gen-go/ in it says which clients
                     need not be generated again, and may be deleted at any time`

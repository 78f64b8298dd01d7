package main

// Completions of arguments and flags, beside cobra's of commands. Entry points:
// completeClients, completeCollection and completeFlags.

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
)

// completeClients completes the names of the configuration's clients, or files with
// collections.
func completeClients(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if out := cmd.Flags().Lookup("out"); out != nil && out.Changed {
		return completeCollection(cmd, args, typed)
	}
	file, err := config.Find(".")
	if err != nil {
		return completeCollection(cmd, args, typed)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	clients, _ := config.Parse(text) // of a broken configuration, none
	var names []cobra.Completion
	for _, c := range clients {
		names = append(names, cobra.CompletionWithDesc(c.Name, "the client in "+c.Out))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// completeCollection completes files that may hold a collection, once.
func completeCollection(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeFlags completes the values of those flags that a command has of these.
func completeFlags(cmd *cobra.Command) {
	for name, complete := range map[string]cobra.CompletionFunc{
		"out": func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		"format":      cobra.FixedCompletions([]cobra.Completion{"text", "json"}, cobra.ShellCompDirectiveNoFileComp),
		"package":     cobra.NoFileCompletions,
		"import-path": cobra.NoFileCompletions,
		"stdout":      cobra.FixedCompletions([]cobra.Completion{"client.go", "operations.go", "types.go", "README.md"}, cobra.ShellCompDirectiveNoFileComp),
	} {
		if cmd.Flags().Lookup(name) != nil {
			cmd.RegisterFlagCompletionFunc(name, complete) // fails for unknown flags alone
		}
	}
}

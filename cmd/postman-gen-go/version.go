package main

// The version command.

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			info, ok := debug.ReadBuildInfo()
			if !ok { // a build without modules
				info = &debug.BuildInfo{}
			}
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "postman-gen-go", versionOf(info))
			return err
		},
	}
}

// versionOf returns the version of the module, or where it was built from a
// checkout without one, "(devel)" and the revision of the checkout.
func versionOf(info *debug.BuildInfo) string {
	version := info.Main.Version
	if version != "" && version != "(devel)" {
		return version
	}
	version = "(devel)"
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			version += " " + setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			version += ", modified"
		}
	}
	return version
}

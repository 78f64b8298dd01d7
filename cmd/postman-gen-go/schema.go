package main

// The schema command: the form of the configuration, for editors.

import (
	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
)

const schemaLong = `Schema prints a JSON Schema of postman-gen-go.yaml, by which editors complete and check
it. Those with the YAML language server take it from a comment in the file:

  # yaml-language-server: $schema=postman-gen-go.schema.json`

func newSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:                   "schema",
		Short:                 "Print a JSON Schema of the configuration, for editors",
		Long:                  schemaLong,
		Example:               "  postman-gen-go schema > postman-gen-go.schema.json",
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			schema, err := config.Schema()
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(schema)
			return err
		},
	}
}

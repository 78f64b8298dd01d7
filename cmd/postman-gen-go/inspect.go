package main

// The inspect command: a collection as the generator understands it, on standard
// output. Entry points: newInspectCommand for the flags, inspect for the work.

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

const inspectLong = `Inspect prints what the generator understands of a Postman collection, and writes
nothing: services, methods, parameters, bodies and responses with their types, auth,
variables and notes. Values that may be secrets are left out.

NAME is a client of the configuration: its collection is shown as that says.

` + collectionHelp + `

With --format json, standard output is one JSON object: "title", "description",
"baseURLs", "credentials", "variables", "errorCodes", "client" and "notes". A service
such as "client" has "methods" and "services", a method "parameters", "body" and
"responses". Lists have the order of the collection, empty members may be missing;
members are added over time, but never renamed. On failure its only member is
"errors". Notes and errors are as those of generate.

` + exitHelp

const inspectExample = `  postman-gen-go inspect zoom.postman_collection.json
  postman-gen-go inspect zoom.postman_collection.json --format json | jq .client.methods
  curl -s https://example.com/zoom.json | postman-gen-go inspect -`

func newInspectCommand() *cobra.Command {
	as := formatText
	cmd := &cobra.Command{
		Use:                   "inspect COLLECTION\n  postman-gen-go inspect NAME",
		Short:                 "Show how a collection is understood",
		Long:                  inspectLong,
		Example:               inspectExample,
		Args:                  oneCollection,
		ValidArgsFunction:     completeCollection,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return inspect(cmd, args[0], as)
		},
	}
	cmd.Flags().Var(&as, "format", "print as `text|json`")
	return cmd
}

// inspected is a collection as understood; its form is that of --format json.
type inspected struct {
	*generator.Tree
	Notes []message `json:"notes"`
}

// inspect reads the collection and prints it.
func inspect(cmd *cobra.Command, collection string, as format) error {
	client, err := clientToShow(collection, cmd.InOrStdin())
	if err != nil {
		return report(err, as, cmd.OutOrStdout())
	}
	understood, err := understand(cmd, client)
	switch {
	case err != nil:
		return report(err, as, cmd.OutOrStdout())
	case as == formatJSON:
		return printJSON(cmd.OutOrStdout(), understood)
	}
	return understood.print(cmd.OutOrStdout())
}

// understand does the work of the command. Its error is a failure.
func understand(cmd *cobra.Command, client *client) (*inspected, error) {
	status := startProgress(cmd.ErrOrStderr(), false)
	defer status.stop()

	stages := &stages{status: status, label: client.source.name}
	in, err := client.read(cmd.Context(), stages)
	if err != nil {
		return nil, err
	}
	opts, err := client.options(in, stages)
	if err != nil {
		return nil, err
	}
	tree, notes, err := generator.Inspect(in.collection, opts)
	if err != nil {
		return nil, client.failure(err)
	}
	return &inspected{tree, messages(client.source.name, notes)}, nil
}

// print prints the tree, then the notes.
func (i *inspected) print(w io.Writer) error {
	if err := i.WriteText(w); err != nil || len(i.Notes) == 0 {
		return err
	}
	if _, err := fmt.Fprintf(w, "\n%s\n", count(len(i.Notes), "note")); err != nil {
		return err
	}
	return printMessages(w, i.Notes)
}

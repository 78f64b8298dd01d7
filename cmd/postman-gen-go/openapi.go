package main

// The openapi command: a collection as an OpenAPI document, on standard output.
// Entry points: newOpenAPICommand for the flags, openAPI for the work.

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

const openAPILong = `Openapi prints what the generator understands of a Postman collection as an OpenAPI 3.1
document on standard output, and writes nothing: for documentation, validators, mock
servers, and generators of other languages.

NAME is a client of the configuration: its collection is described as that says.

` + collectionHelp + `

Types are inferred from all samples, as those of the client. Requests that share method
and path are one operation in OpenAPI, with the samples of all of them. Values that may
be secrets are replaced. Notes on standard error tell what OpenAPI cannot express.

` + exitHelp

const openAPIExample = `  postman-gen-go openapi zoom.postman_collection.json > openapi.json
  postman-gen-go openapi zoom.postman_collection.json --format yaml > openapi.yaml
  curl -s https://example.com/zoom.json | postman-gen-go openapi -`

// openAPIFlags are the flags of the openapi command.
type openAPIFlags struct {
	format  documentFormat
	quiet   bool
	verbose bool
}

func newOpenAPICommand() *cobra.Command {
	flags := openAPIFlags{format: documentJSON}
	cmd := &cobra.Command{
		Use:                   "openapi COLLECTION\n  postman-gen-go openapi NAME",
		Short:                 "Print a collection as an OpenAPI document",
		Long:                  openAPILong,
		Example:               openAPIExample,
		Args:                  oneCollection,
		ValidArgsFunction:     completeCollection,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return openAPI(cmd, args[0], flags)
		},
	}
	set := cmd.Flags()
	set.Var(&flags.format, "format", "print as `json|yaml`")
	set.BoolVar(&flags.quiet, "quiet", false, "print no notes")
	set.BoolVar(&flags.verbose, "verbose", false, "print all notes, however many")
	return cmd
}

// documentFormat is the value of --format.
type documentFormat string

const (
	documentJSON documentFormat = "json"
	documentYAML documentFormat = "yaml"
)

// String, Set and Type make it the value of a flag.
func (f *documentFormat) String() string { return string(*f) }

// Set takes over a value, or refuses it.
func (f *documentFormat) Set(value string) error {
	switch documentFormat(value) {
	case documentJSON, documentYAML:
		*f = documentFormat(value)
		return nil
	}
	return errors.New("expected json or yaml")
}

// Type is what -h shows for a value where the usage names none.
func (f *documentFormat) Type() string { return "json|yaml" }

// openAPI reads the collection and prints the document.
func openAPI(cmd *cobra.Command, collection string, flags openAPIFlags) error {
	client, err := clientToShow(collection, cmd.InOrStdin())
	if err != nil {
		return err
	}
	document, notes, err := describe(cmd, client, flags)
	if err != nil {
		return err
	}
	if !flags.quiet {
		if err := printNotes(cmd.ErrOrStderr(), messages(client.source.name, notes), flags.verbose); err != nil {
			return err
		}
	}
	if flags.format == documentYAML {
		return printYAML(cmd.OutOrStdout(), document)
	}
	return printJSON(cmd.OutOrStdout(), document)
}

// describe does the work of the command. Its error is a failure.
func describe(cmd *cobra.Command, client *client, flags openAPIFlags) (*generator.Document, []generator.Note, error) {
	status := startProgress(cmd.ErrOrStderr(), flags.quiet)
	defer status.stop()

	stages := &stages{status: status, label: client.source.name}
	in, err := client.read(cmd.Context(), stages)
	if err != nil {
		return nil, nil, err
	}
	opts, err := client.options(in, stages)
	if err != nil {
		return nil, nil, err
	}
	limitMemory(len(in.collection))
	document, notes, err := generator.OpenAPI(in.collection, opts)
	if err != nil {
		return nil, nil, client.failure(err)
	}
	return document, notes, nil
}

package emit

// This file prints the package comment: what the collection says of itself, how
// to begin, and which services there are. packageDoc is the entry point.

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

// packageDoc is the package comment. Of a long description it has the beginning:
// some collections hold a manual.
func (p *printer) packageDoc() string {
	const longest = 1200
	paragraphs := []string{fmt.Sprintf("Package %s is a client of %s.", p.client.Package, cmp.Or(p.client.Title, "an HTTP API"))}
	about, all := prose.Beginning(p.client.Doc, longest)
	if about != "" {
		paragraphs = append(paragraphs, about)
	}
	if !all {
		paragraphs = append(paragraphs, "The description of the collection goes on.")
	}
	paragraphs = append(paragraphs, "# Begin", p.beginDoc())
	paragraphs = append(paragraphs, servicesDoc(p.client.Root)...)
	return strings.Join(append(paragraphs, "# Errors", p.errorsDoc()), "\n\n")
}

// beginDoc says how a client is made, and what its methods have in common.
func (p *printer) beginDoc() string {
	const shown = 3
	var options []string
	for _, c := range p.client.Credentials[:min(shown, len(p.client.Credentials))] {
		options = append(options, "["+c.Option+"]")
	}
	text := "[New] makes a [Client]"
	switch {
	case len(p.client.Credentials) > shown:
		text += "; its credentials are options: " + strings.Join(options, ", ") + " and others"
	case len(options) > 1:
		text += "; its credentials are options: " + strings.Join(options, ", ")
	case len(options) == 1:
		text += "; its credential is the option " + options[0]
	}
	return text + ". Each method takes a request struct of its own, which may be nil where nothing is required, and returns a response struct of its own. " +
		"Optional fields are pointers: [Ptr] makes them."
}

// servicesDoc lists the services of a client, each with the first sentence of its
// folder; of many, the first.
func servicesDoc(root *api.Service) []string {
	const shown, longest = 40, 120
	if len(root.Services) == 0 {
		return nil
	}
	var items []string
	for _, s := range root.Services[:min(shown, len(root.Services))] {
		item := fmt.Sprintf("  - Client.%s ([%s])", s.Field, s.Type)
		if about := prose.Sentence(s.Doc, longest); about != "" {
			item += ": " + about
		}
		items = append(items, item)
	}
	if more := len(root.Services) - shown; more > 0 {
		items = append(items, fmt.Sprintf("  - and %d more", more))
	}
	return []string{"# Services", strings.Join(items, "\n")}
}

// errorsDoc says which errors there are.
func (p *printer) errorsDoc() string {
	text := "An answer outside 2xx is an [*APIError], which [errors.As] finds; [errors.Is] takes [ErrNotFound] and its like. " +
		"Without an answer, the error is a [*TransportError]. Requests that may be sent twice have been tried again by then: see [RetryPolicy]."
	if len(p.client.ErrorCodes) > 0 {
		text += " The API's own codes are constants of type [ErrorCode]."
	}
	return text + " A value of another type than the collection shows is no error: see [Meta]."
}

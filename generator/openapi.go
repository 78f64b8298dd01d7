package generator

// A collection as an OpenAPI document: OpenAPI is the entry point, the work is in
// internal/openapi.

import (
	"github.com/postman-gen-go/postman-gen-go/generator/internal/openapi"
)

// Document is an OpenAPI 3.1 document; encoding/json prints it. It has no secrets.
type Document = openapi.Document

// OpenAPI reads the Postman collection src as Generate does, and shows what it
// understands as an OpenAPI document. The notes tell, beside those of Generate, what
// OpenAPI cannot express. Options.Package and ImportPath do not matter to it. Its
// errors are those of Generate.
func OpenAPI(src []byte, opts Options) (*Document, []Note, error) {
	client, _, notes, err := model(src, opts)
	if err != nil {
		return nil, nil, err
	}
	document, found := openapi.Of(client)
	return document, sorted(append(notes, asNotes(found)...)), nil
}

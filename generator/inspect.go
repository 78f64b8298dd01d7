package generator

// What the generator understands of a collection, for readers: Inspect is the
// entry point, the work is in internal/inspect.

import "github.com/postman-gen-go/postman-gen-go/generator/internal/inspect"

// Tree is a collection as understood: services, methods, parameters, bodies and
// responses with their types. It has no secrets. encoding/json prints it for
// machines, its method WriteText for people.
type Tree = inspect.Tree

// Inspect reads the Postman collection src as Generate does, but generates nothing.
// Options.Package and ImportPath do not matter to it. Its errors are those of Generate.
func Inspect(src []byte, opts Options) (*Tree, []Note, error) {
	client, _, notes, err := model(src, opts)
	if err != nil {
		return nil, nil, err
	}
	return inspect.Of(client), notes, nil
}

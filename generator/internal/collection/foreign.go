package collection

// Which object of the file is the collection; and for a file that is none, what it looks like and what to do.

import "fmt"

// wanted is what to do with a file that cannot be read.
const wanted = "export the collection from Postman as v2.1 and use that file"

// collectionObject returns the collection in the tree of a file: what has an "item", bare or in the wrapper of Postman's API.
func (d *decoder) collectionObject(tree Value) (node, error) {
	root := node{d, tree, ""}
	if tree.kind != Object {
		return node{}, root.foreign(fmt.Sprintf("found %s, expected a Postman collection, which is an object: %s", tree.kind, wanted))
	}
	if wrapped := tree.Member("collection"); root.lacks("item") && wrapped.kind == Object {
		root = node{d, wrapped, "/collection"}
	}
	if root.lacks("item") {
		return node{}, root.foreign(root.explanation())
	}
	return root, nil
}

func (n node) lacks(name string) bool { return n.member(name).kind == Missing }

func (n node) foreign(text string) *Error { return &Error{n.position(), text} }

// explanation tells what a file without "item" is, judging by the members that it has.
func (n node) explanation() string {
	const noCollection = "expected a Postman collection: "
	looks := []struct{ member, text string }{
		{"requests", "schema v1 is not supported yet: export it again as v2.1"},
		{"order", "schema v1 is not supported yet: export it again as v2.1"},
		{"openapi", "found an OpenAPI document, " + noCollection + "import it into Postman, then " + wanted},
		{"swagger", "found a Swagger document, " + noCollection + "import it into Postman, then " + wanted},
		{"values", "found a Postman environment, " + noCollection + wanted},
		{"collections", "found a dump or list of collections, " + noCollection + wanted + ", one at a time"},
		{"error", "found an error answer of Postman's API, " + noCollection + wanted},
		{"info", `found a collection without "item": ` + wanted},
	}
	for _, look := range looks {
		if !n.lacks(look.member) {
			return look.text
		}
	}
	return `found an object without "item", ` + noCollection + wanted
}

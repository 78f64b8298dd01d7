package collection

// Which object of the file is the collection; and for a file that is none, what it looks like and what to do.

import "fmt"

// wanted is what to do with a file that cannot be read.
const wanted = "export the collection from Postman as v2.1 and use that file"

// collectionObject returns the collection in the tree of a file, bare or in the wrapper of Postman's API: what has an "item",
// or is of schema v1.
func (d *decoder) collectionObject(tree Value) (node, error) {
	root := node{d, tree, ""}
	if tree.kind != Object {
		return node{}, root.foreign(fmt.Sprintf("found %s, expected a Postman collection, which is an object: %s", tree.kind, wanted))
	}
	if wrapped := root.child("collection"); root.lacks("item") && !root.isV1() && wrapped.value.kind == Object {
		root = wrapped
	}
	if root.lacks("item") && !root.isV1() {
		return node{}, root.foreign(root.explanation())
	}
	return root, nil
}

// isV1 reports a collection of schema v1, which has requests or an order of them.
func (n node) isV1() bool { return n.lacks("item") && !(n.lacks("requests") && n.lacks("order")) }

func (n node) lacks(name string) bool { return n.member(name).kind == Missing }

func (n node) foreign(text string) *Error { return &Error{n.position(), text} }

// explanation tells what a file without "item" is, judging by the members that it has.
func (n node) explanation() string {
	const noCollection = "expected a Postman collection: "
	looks := []struct{ member, text string }{
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

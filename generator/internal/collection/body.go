package collection

// The body and the auth of a request; folders and collections have an auth, too.

import "strings"

// body reads the body, nil if there is none.
func (n node) body() *Body {
	b := n.child("body")
	switch b.value.kind {
	case String:
		return &Body{Mode: "raw", Raw: b.value, Position: b.position(), Pointer: b.pointer, DataPointer: b.pointer}
	case Object:
		return b.bodyObject()
	default:
		n.unexpected(b.value, "a body")
		return nil
	}
}

func (n node) bodyObject() *Body {
	b := &Body{
		Mode:       n.text("mode"),
		Raw:        n.member("raw"),
		Language:   n.object("options").object("raw").text("language"),
		URLEncoded: n.entries("urlencoded", parseQuery),
		FormData:   n.entries("formdata", parseQuery),
		GraphQL:    memberMap(n.object("graphql").value),
		Disabled:   n.member("disabled").Truthy(),
		Position:   n.position(),
		Pointer:    n.pointer,
	}
	switch mode := strings.ToLower(b.Mode); mode {
	case "file", "formdata", "graphql", "urlencoded":
		b.DataPointer = n.child(mode).pointer
	default:
		b.DataPointer = n.child("raw").pointer
	}
	if file := n.member("file"); file.kind == String { // the name of the file itself
		b.FileSrc = file.text
	} else {
		file := n.object("file")
		b.FileSrc, b.FileContent = file.text("src"), file.text("content")
	}
	return b
}

// auth reads the auth, nil if there is none. Its parameters are a list in v2.1 and an object in v2.0; newman takes either
// in both. Those of other types than its own, which Postman leaves there, do not count.
func (n node) auth() *Auth {
	a := n.object("auth")
	if a.value.kind != Object {
		return nil
	}
	auth := &Auth{Type: a.text("type"), Position: a.position(), Pointer: a.pointer}
	if params := a.child(auth.Type); params.value.kind == Object {
		for _, f := range params.fields() {
			auth.Params = append(auth.Params, &AuthParam{Key: f.name, Value: f.value, Pointer: f.pointer, ValuePointer: f.pointer})
		}
		return auth
	}
	for p := range a.list(auth.Type) {
		value := p.child("value")
		auth.Params = append(auth.Params, &AuthParam{
			Key: p.text("key"), Value: value.value, Type: p.text("type"), Pointer: p.pointer, ValuePointer: value.pointer,
		})
	}
	return auth
}

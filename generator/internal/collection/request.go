package collection

// A request and its URL. Each is an object or a string.

import "strings"

// request reads a member that is a request, nil if there is none.
func (n node) request(name string) *Request {
	r := n.child(name)
	switch r.value.kind {
	case String:
		return &Request{Method: "GET", URL: r.urlText(), Position: r.position(), Pointer: r.pointer}
	case Object:
		method := r.member("method")
		return &Request{
			Method:      r.text("method"),
			EmptyMethod: method.kind == String && method.text == "",
			URL:         r.url(),
			Headers:     r.entries("header", parseHeaders),
			Body:        r.body(),
			Auth:        r.auth(),
			Description: r.description(),
			Position:    r.position(),
			Pointer:     r.pointer,
		}
	default:
		n.unexpected(r.value, "a request")
		return nil
	}
}

// url reads the member that is a URL, nil if there is none.
func (n node) url() *URL {
	u := n.child("url")
	switch u.value.kind {
	case String:
		return u.urlText()
	case Object:
		return u.urlParts()
	default:
		n.unexpected(u.value, "a URL")
		return nil
	}
}

func (n node) urlText() *URL {
	return &URL{Text: n.value.text, IsText: true, Position: n.position(), Pointer: n.pointer}
}

func (n node) urlParts() *URL {
	auth := n.object("auth")
	u := &URL{
		Raw:       n.text("raw"),
		Protocol:  n.text("protocol"),
		User:      auth.text("user"),
		Password:  auth.text("password"),
		Host:      n.texts("host"),
		Path:      n.texts("path"),
		Query:     n.entries("query", parseQuery),
		Variables: n.variables("key", "id"),
		Hash:      n.text("hash"),
		Position:  n.position(),
		Pointer:   n.pointer,
	}
	port := n.member("port")
	if u.Port, u.HasPort = port.text, port.hasText(); port.kind > Number {
		n.unexpected(port, "a port")
	}
	path := n.member("path")
	if u.HasPath = u.Path != nil; u.HasPath && path.kind != Array {
		u.Path = strings.Split(strings.TrimPrefix(path.text, "/"), "/")
	}
	return u
}

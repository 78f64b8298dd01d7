package emit

// This file tells where shared types are used, for their comments. users is the
// entry point.

import (
	"fmt"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// users lists the methods in whose requests or responses a struct is.
type users map[*api.Struct][]string

// users walks through the bodies of all operations.
func (p *printer) users() users {
	u := users{}
	p.eachOperation(func(op *api.Operation) {
		seen := map[*api.Struct]bool{}
		method := "[" + op.Service.Type + "." + op.GoName + "]"
		if op.Body != nil {
			u.add(op.Body.Type, method, seen)
		}
		for _, t := range op.ResponseTypes() {
			u.add(t, method, seen)
		}
	})
	return u
}

// add adds a method to the shared structs of a type, but for those already seen.
func (u users) add(t *api.Type, method string, seen map[*api.Struct]bool) {
	switch {
	case t == nil:
	case t.Elem != nil:
		u.add(t.Elem, method, seen)
	case t.Struct != nil && !seen[t.Struct]:
		seen[t.Struct] = true
		if t.Struct.Shared {
			u[t.Struct] = append(u[t.Struct], method)
		}
		for _, f := range t.Struct.Fields {
			u.add(f.Type, method, seen)
		}
	}
}

// of is "an object in responses of [Client.List], [Client.Get]"; of many methods,
// it names the first.
func (u users) of(s *api.Struct, bodies string) string {
	const shown = 3
	methods := u[s]
	text := "an object in " + bodies + " of " + strings.Join(methods[:min(shown, len(methods))], ", ")
	if more := len(methods) - shown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

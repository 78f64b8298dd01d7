package naming

// This file names the types of parameters that have a list of values, and the
// constants of these: by the parameter where several operations share the type,
// else by operation and parameter.

import "github.com/postman-gen-go/postman-gen-go/generator/internal/api"

// enums names all of them. Their constants begin with the name of the type.
func (n *namer) enums() {
	named := map[*api.Enum]bool{}
	n.eachOperation(func(prefix string, op *api.Operation) {
		for _, p := range op.Params {
			if !p.Type.IsEnum() || named[p.Type.Enum] {
				continue
			}
			e, own := p.Type.Enum, prefix+p.GoName
			named[e] = true
			c := claim{name: own, identity: own, kept: e.GoName, set: func(name string) { e.GoName = name }}
			if e.Shared {
				c.name = exported(p.Key, "Value")
				c.others = func() []string { return []string{own} }
			}
			n.pkg.want(c)
		}
	})
	n.pkg.settle()
	for e := range named {
		for i := range e.Values {
			v := &e.Values[i]
			n.pkg.want(claim{
				name:     e.GoName + exported(v.Value, "Value"),
				others:   func() []string { return []string{e.GoName + "_" + spelled(v.Value)} },
				identity: e.GoName + "\n" + v.Value,
				kept:     v.Const,
				set:      func(name string) { v.Const = name },
			})
		}
	}
	n.pkg.settle()
}

package emit

// This file prints the file of a service: its type, and then for each of its
// operations what operation.go has.

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// serviceFile prints the file of a service.
func (p *printer) serviceFile(s *api.Service) *file {
	f := p.newFile(s.File+".go", p.client.Package)
	if s.Parent != nil {
		serviceType(f, s)
	}
	for _, op := range s.Operations {
		printOperation(f, op)
	}
	return f
}

// serviceType prints the type of a service and what makes it:
//
//	type UsersService struct {
//		core *core
//	}
//
//	func newUsersService(core *core) *UsersService { … }
func serviceType(f *file, s *api.Service) {
	fields := []jen.Code{jen.Id("core").Op("*").Id("core")}
	comment := fmt.Sprintf("%s has the requests of the folder %q.\n\n%s", s.Type, oneLine(s.Name), s.Doc)
	f.structType(s.Type, comment, append(fields, serviceFields(s)...)...)

	members := []jen.Code{member("core", jen.Id("core"))}
	for _, child := range s.Services {
		members = append(members, member(child.Field, jen.Id("new"+child.Type).Call(jen.Id("core"))))
	}
	f.function("new"+s.Type, "", jen.Params(jen.Id("core").Op("*").Id("core")).Add(pointer(jen.Id(s.Type))).Block(
		jen.Return(addressOf(literal(jen.Id(s.Type), members...))),
	))
}

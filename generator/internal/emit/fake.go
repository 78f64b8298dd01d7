package emit

// This file prints the fake server, a package of its own beside the client: a
// constant for each operation and each saved response. What they say is in
// testdata, and how it is served in templates/fake.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/templates"
)

// fakePackage is the package of the fake server, and its folder.
func (p *printer) fakePackage() string { return p.client.Package + "test" }

// testdataFolder is where requests and saved responses are written: go:embed
// takes files of its own package's folder alone, so the client's tests come to
// the fake server's, if there is one.
func (p *printer) testdataFolder() string {
	if p.opts.NoFake {
		return "testdata"
	}
	return p.fakePackage() + "/testdata"
}

// fake adds the package of the fake server.
func (p *printer) fake() {
	p.add(p.constantsFile())
	if f := p.fakeExample(); f != nil {
		p.add(f)
	}
	files, err := templates.Fake(p.fakePackage())
	if err != nil && p.err == nil {
		p.err = err
	}
	for _, f := range files {
		p.files = append(p.files, File{Name: p.fakePackage() + "/" + f.Name, Content: f.Content})
	}
}

// constantsFile prints constants.go:
//
//	const (
//		// OpUsersGet is GET /users/:id: Get a user.
//		OpUsersGet Operation = "Users.Get"
//	)
//
//	const (
//		// UsersGetNotFound answers [OpUsersGet] with 404 Not Found: "No such user".
//		UsersGetNotFound Example = "UsersGetNotFound"
//	)
func (p *printer) constantsFile() *file {
	f := p.newFile(p.fakePackage()+"/constants.go", p.fakePackage())
	for _, line := range docLines(p.fakeDoc()) {
		f.PackageComment(line)
	}
	var operations, examples constants
	byOperation := p.examples()
	p.eachOperation(func(op *api.Operation) {
		operations.add(op.Const, "Operation", op.FullName(), operationDoc(op))
		for _, ex := range byOperation[op] {
			examples.add(ex.Const, "Example", ex.Const, exampleDoc(op, ex))
		}
	})
	operations.declare(f, "The operations, as errors of the client call them.")
	examples.declare(f, "The saved responses.")
	return f
}

// fakeDoc is the package comment of the fake server.
func (p *printer) fakeDoc() string {
	fake, pkg := p.fakePackage(), p.client.Package
	text := fmt.Sprintf("Package %s is a fake of the API that package %s is a client of, for tests. It answers with the "+
		"saved responses of the collection, unless a test wants another answer, and keeps the requests. Begin with [New].", fake, pkg)
	var options []string
	for _, b := range p.client.BaseURLs {
		options = append(options, pkg+"."+b.Option+"(server.URL)")
	}
	return text + fmt.Sprintf("\n\n\tserver := %s.New(t)\n\tclient, err := %s.New(%s)", fake, pkg, strings.Join(options, ", "))
}

// examples gives the saved responses of each operation.
func (p *printer) examples() map[*api.Operation][]*api.Example {
	byOperation := map[*api.Operation][]*api.Example{}
	for _, it := range p.client.Items {
		byOperation[it.Operation] = append(byOperation[it.Operation], it.Examples...)
	}
	return byOperation
}

func operationDoc(op *api.Operation) string {
	return strings.TrimSuffix(fmt.Sprintf("%s is %s %s: %s", op.Const, op.Method, op.Template, oneLine(op.Name)), ": ") + "."
}

func exampleDoc(op *api.Operation, ex *api.Example) string {
	return fmt.Sprintf("%s answers [%s] with %s: %q.", ex.Const, op.Const, statusText(ex.Status), clipped(ex.Name))
}

// fakeExample prints example_test.go, which calls the first method that has a
// saved response:
//
//	func Example() {
//		server := httptest.NewServer(zoomtest.NewHandler())
//		defer server.Close()
//		client, err := zoom.New(zoom.WithBaseURL(server.URL))
//		…
//	}
func (p *printer) fakeExample() *file {
	byOperation, candidates := p.examples(), p.exampleOperations()
	i := slices.IndexFunc(candidates, func(op *api.Operation) bool { return len(byOperation[op]) > 0 })
	if p.client.ImportPath == "" || i < 0 {
		return nil
	}
	op := candidates[i]
	f := p.newFile(p.fakePackage()+"/example_test.go", p.fakePackage()+"_test")
	f.importPackage(p.client.ImportPath, p.client.Package, "client", "response", "err", "server")
	fake := p.client.ImportPath + "/" + p.fakePackage()
	f.importPackage(fake, p.fakePackage())
	f.function("Example", "", jen.Params().Block(
		define("server", jen.Qual("net/http/httptest", "NewServer").Call(jen.Qual(fake, "NewHandler").Call())),
		jen.Defer().Id("server").Dot("Close").Call(),
		jen.List(jen.Id("client"), jen.Err()).Op(":=").Qual(p.client.ImportPath, "New").Call(p.fakeOptions()...),
		fatal(),
		p.exampleCall(op),
		fatal(),
		jen.Qual("fmt", "Println").Call(jen.Id("response").Dot("StatusCode")),
	))
	return f
}

// fakeOptions send all requests to the fake server.
func (p *printer) fakeOptions() []jen.Code {
	options := make([]jen.Code, len(p.client.BaseURLs))
	for i, b := range p.client.BaseURLs {
		options[i] = jen.Qual(p.client.ImportPath, b.Option).Call(jen.Id("server").Dot("URL"))
	}
	return options
}

// route is the path of an operation as the fake server reads it: a parameter is
// {Name}, or {Name...} where it may span segments.
func route(op *api.Operation) string {
	text := op.Glue
	for _, part := range op.Path {
		switch {
		case part.Param == nil:
			text += part.Literal
		case part.Param.Slashes:
			text += "{" + part.Param.GoName + "...}"
		default:
			text += "{" + part.Param.GoName + "}"
		}
	}
	return text
}

// basePath is the path of a base URL, which requests to the fake server may have or lack.
func basePath(b *api.BaseURL) string {
	_, rest, _ := strings.Cut(b.Value, "://")
	rest, _, _ = strings.Cut(rest, "?")
	if slash := strings.Index(rest, "/"); slash >= 0 {
		return strings.TrimSuffix(rest[slash:], "/")
	}
	return ""
}

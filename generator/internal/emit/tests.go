package emit

// This file prints the table of methods that the tests of the runtime call.
// What they send and expect is in testdata.go, Example functions are in example.go.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// methodsTest prints methods_test.go.
func (p *printer) methodsTest() *file {
	f := p.newFile("methods_test.go", p.client.Package)
	f.declare("packageName", "packageName names the client in replayed requests.",
		jen.Const().Id("packageName").Op("=").Add(lit(p.client.Package)))
	comment := "testdata is where the requests and saved responses are"
	if !p.opts.NoFake {
		comment += ": the fake server embeds them"
	}
	f.declare("testdata", comment+".",
		jen.Const().Id("testdata").Op("=").Add(lit(p.testdataFolder())))

	var options []jen.Code
	for _, b := range p.client.BaseURLs {
		options = append(options, jen.Id(b.Option).Call(jen.Id("url")))
	}
	f.function("baseURLs", "baseURLs sends all requests to one base URL.",
		jen.Params(jen.Id("url").String()).Index().Id("Option").Block(
			jen.Return(literal(list(jen.Id("Option")), options...)),
		))

	var entries []jen.Code
	p.eachOperation(func(op *api.Operation) {
		entries = append(entries, keyed(op.FullName(), selector("client", op.FullName())))
	})
	f.function("methods", "methods are the methods of a client by the names that testdata has.",
		jen.Params(jen.Id("client").Op("*").Id("Client")).Map(jen.String()).Any().Block(
			jen.Return(literal(jen.Map(jen.String()).Any(), entries...)),
		))
	p.signersFunction(f)
	return f
}

// selector is client.Users.Get, of a path that leads there from the client.
func selector(client, path string) *jen.Statement {
	code := jen.Id(client)
	for _, name := range strings.Split(path, ".") {
		code.Dot(name)
	}
	return code
}

// eachOperation visits all operations, services in order.
func (p *printer) eachOperation(visit func(*api.Operation)) {
	for _, op := range p.client.Root.AllOperations() {
		visit(op)
	}
}

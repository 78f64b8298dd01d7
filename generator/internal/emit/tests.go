package emit

// This file prints the tests that depend on the collection: the table of
// methods that the tests of the runtime call, and Example functions, which are
// the documentation and therefore compile.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// methodsTest prints methods_test.go.
func (p *printer) methodsTest() *file {
	f := p.newFile("methods_test.go", p.client.Package)
	f.declare("packageName", "packageName names the client in replayed requests.",
		jen.Const().Id("packageName").Op("=").Add(lit(p.client.Package)))
	f.declare("testdata", "testdata is where the requests and saved responses are: the fake server embeds them.",
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
		entries = append(entries, keyed(methodPath(op), selector("client", op)))
	})
	f.function("methods", "methods are the methods of a client by the names that testdata has.",
		jen.Params(jen.Id("client").Op("*").Id("Client")).Map(jen.String()).Any().Block(
			jen.Return(literal(jen.Map(jen.String()).Any(), entries...)),
		))
	p.signersFunction(f)
	return f
}

// selector is client.Users.Get.
func selector(client string, op *api.Operation) *jen.Statement {
	code := jen.Id(client)
	for _, name := range strings.Split(methodPath(op), ".") {
		code.Dot(name)
	}
	return code
}

// eachOperation visits all operations, services in order.
func (p *printer) eachOperation(visit func(*api.Operation)) {
	var walk func(*api.Service)
	walk = func(s *api.Service) {
		for _, op := range s.Operations {
			visit(op)
		}
		for _, child := range s.Services {
			walk(child)
		}
	}
	walk(p.client.Root)
}

// shownExamples is how many operations of a service have an Example function:
// enough to see how its methods are called.
const shownExamples = 5

// exampleOperations lists the operations with an Example function.
func (p *printer) exampleOperations() []*api.Operation {
	var list []*api.Operation
	count := map[*api.Service]int{}
	p.eachOperation(func(op *api.Operation) {
		if count[op.Service]++; count[op.Service] <= shownExamples {
			list = append(list, op)
		}
	})
	return list
}

// exampleTest prints example_test.go:
//
//	func ExampleUsersService_Get() {
//		client, err := zoom.New(zoom.WithBearerToken("…"))
//		if err != nil {
//			log.Fatal(err)
//		}
//		response, err := client.Users.Get(context.Background(), &zoom.UsersGetRequest{
//			UserID: "me",
//		})
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(response.StatusCode)
//	}
func (p *printer) exampleTest() *file {
	f := p.newFile("example_test.go", p.client.Package+"_test")
	f.importPackage(p.client.ImportPath, p.client.Package, "client", "response", "err")
	for _, op := range p.exampleOperations() {
		f.function("Example"+op.Service.Type+"_"+op.GoName, "", jen.Params().Block(
			jen.List(jen.Id("client"), jen.Err()).Op(":=").Qual(p.client.ImportPath, "New").Call(p.exampleOptions(op)...),
			fatal(),
			jen.List(jen.Id("response"), jen.Err()).Op(":=").Add(selector("client", op)).Call(
				jen.Qual("context", "Background").Call(), p.exampleRequest(op),
			),
			fatal(),
			jen.Qual("fmt", "Println").Call(jen.Id("response").Dot("StatusCode")),
		))
	}
	return f
}

// fatal is if err != nil { log.Fatal(err) }.
func fatal() *jen.Statement {
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err()))
}

// exampleOptions are what New cannot do without, and the credential.
func (p *printer) exampleOptions(op *api.Operation) []jen.Code {
	var options []jen.Code
	for _, b := range p.client.BaseURLs {
		if b.Value == "" {
			options = append(options, jen.Qual(p.client.ImportPath, b.Option).Call(lit("https://api.example.com")))
		}
	}
	if c := op.Credential; c != nil {
		var secrets []jen.Code
		for _, name := range schemes[c.Scheme].secrets {
			secrets = append(secrets, jen.Qual("os", "Getenv").Call(lit("API_"+strings.ToUpper(name))))
		}
		if schemes[c.Scheme].credentials != "" {
			secrets = []jen.Code{p.exampleCredentials(c)}
		}
		options = append(options, jen.Qual(p.client.ImportPath, c.Option).Call(secrets...))
	}
	return options
}

// exampleRequest is a request struct with its required fields, and the first
// optional ones that have an example.
func (p *printer) exampleRequest(op *api.Operation) *jen.Statement {
	const optional = 3
	var fields []jen.Code
	shown := 0
	for _, param := range op.Params {
		value := p.exampleValue(param)
		if !param.Required && param.Default == nil && !param.Disabled && value != nil {
			shown++
		}
		if value != nil && param.Default == nil && (param.Required || !param.Disabled && shown <= optional) {
			fields = append(fields, member(param.GoName, value))
		}
	}
	if op.Body != nil {
		if value := p.exampleBody(op.Body); value != nil {
			fields = append(fields, member("Body", value))
		}
	}
	if len(fields) == 0 {
		return jen.Nil()
	}
	return addressOf(literal(jen.Qual(p.client.ImportPath, op.RequestType), fields...))
}

// exampleValue is a value of a parameter; nil where the collection has none to
// show.
func (p *printer) exampleValue(param *api.Param) *jen.Statement {
	text := param.Example
	if text == "" {
		if !param.Required {
			return nil
		}
		text = strings.ToLower(param.GoName)
	}
	switch {
	case param.In == api.File && param.Repeated:
		return literal(list(pointer(jen.Qual(p.client.ImportPath, "File"))), p.exampleFile(param))
	case param.In == api.File:
		return p.exampleFile(param)
	}
	value := p.exampleText(param.Type, text)
	switch {
	case value == nil:
		return nil
	case param.Repeated:
		return list(p.qualified(param.Type)).Values(value)
	case param.Required:
		return value
	}
	return p.ptr(value)
}

// exampleText is a text as a value of its type; nil where there is none to show.
func (p *printer) exampleText(t *api.Type, text string) *jen.Statement {
	switch {
	case t == nil:
		return lit(text)
	case t.Enum != nil && t.Enum.GoName != "":
		for _, v := range t.Enum.Values {
			if v.Value == text || !hasValue(t.Enum, text) {
				return jen.Qual(p.client.ImportPath, v.Const)
			}
		}
	}
	return exampleOf(t.Kind, text)
}

// hasValue tells a text that is in a list.
func hasValue(e *api.Enum, text string) bool {
	return slices.ContainsFunc(e.Values, func(v api.EnumValue) bool { return v.Value == text })
}

// qualified is the type of a text, as another package names it.
func (p *printer) qualified(t *api.Type) *jen.Statement {
	if t != nil && t.Enum != nil && t.Enum.GoName != "" {
		return jen.Qual(p.client.ImportPath, t.Enum.GoName)
	}
	return scalarType(t)
}

func (p *printer) exampleFile(param *api.Param) *jen.Statement {
	name := strings.ToLower(param.GoName) + ".bin"
	return jen.Qual(p.client.ImportPath, "FileFromPath").Call(lit(name))
}

// ptr is zoom.Ptr(value).
func (p *printer) ptr(value *jen.Statement) *jen.Statement {
	return jen.Qual(p.client.ImportPath, "Ptr").Call(value)
}

// exampleBody is a body with its first scalar members.
func (p *printer) exampleBody(b *api.Body) *jen.Statement {
	switch {
	case b.Kind == api.PlainText:
		return p.ptr(lit("…"))
	case b.Kind == api.Binary:
		return jen.Qual(p.client.ImportPath, "FileFromPath").Call(lit("upload.bin"))
	case b.Type.Struct == nil:
		return nil
	}
	const members = 4
	var fields []jen.Code
	for _, f := range b.Type.Struct.Fields {
		value := exampleScalar(f)
		if value == nil || len(fields) == members || f.Type.Nullable {
			continue
		}
		fields = append(fields, member(f.GoName, p.ptr(value)))
	}
	return addressOf(literal(jen.Qual(p.client.ImportPath, b.Type.Struct.GoName), fields...))
}

// exampleScalar is a member's example as Go.
func exampleScalar(f *api.Field) *jen.Statement {
	text := f.Example
	if f.Type.Kind == api.String {
		s, ok := jsonString(text)
		if !ok || strings.Contains(s, "{{") {
			return nil
		}
		text = s
	}
	return exampleOf(f.Type.Kind, text)
}

// exampleOf is a text as Go, nil where it is no value of the kind.
func exampleOf(kind api.Kind, text string) *jen.Statement {
	switch kind {
	case api.String:
		return lit(text)
	case api.Bool:
		return lit(text == "true")
	case api.Int:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return jen.Int64().Call(lit(n))
		}
	case api.Float:
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			return jen.Float64().Call(lit(x))
		}
	}
	return nil
}

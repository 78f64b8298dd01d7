package emit

// This file prints example_test.go: Example functions are the documentation,
// and therefore compile. Their values are in examplevalue.go.

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/templates"
)

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

// explain prints example_test.go, if the client's import path is known, and
// README.md, which shows the first of its functions.
func (p *printer) explain() {
	var begin string
	if operations := p.exampleOperations(); len(operations) > 0 {
		content := p.print(p.exampleTest(operations))
		begin = firstBody(content)
		if p.client.ImportPath != "" {
			p.files = append(p.files, File{Name: "example_test.go", Content: content})
		}
	}
	p.files = append(p.files, File{Name: "README.md", Content: []byte(p.readme(begin))})
}

// firstBody is what stands in the first function of a Go file.
func firstBody(source []byte) string {
	_, body, _ := strings.Cut(string(source), "\nfunc ")
	_, body, _ = strings.Cut(body, "{\n")
	body, _, _ = strings.Cut(body, "\n}\n")
	return strings.ReplaceAll(strings.TrimPrefix(body, "\t"), "\n\t", "\n") + "\n"
}

// exampleTest prints example_test.go: an example of the package, and one of
// each method of the list.
func (p *printer) exampleTest(operations []*api.Operation) *file {
	f := p.newFile("example_test.go", p.client.Package+"_test")
	f.importPackage(p.importPath(), p.client.Package, "client", "response", "err", "item")
	f.function("Example", "", jen.Params().Block(p.packageExample(mostTelling(operations))...))
	for _, op := range operations {
		f.function("Example"+op.Service.Type+"_"+op.GoName, "", jen.Params().Block(p.methodExample(op)...))
		if op.Paging != nil {
			f.function("Example"+op.Service.Type+"_"+op.Paging.GoName, "", jen.Params().Block(p.pagesExample(op)...))
		}
	}
	return f
}

// importPath is where examples import the client from. Where nobody knows, the
// package's name stands for it, for code that is shown and not compiled.
func (p *printer) importPath() string { return cmp.Or(p.client.ImportPath, p.client.Package) }

// of is a name of the client, as another package writes it: zoom.Name.
func (p *printer) of(name string) *jen.Statement { return jen.Qual(p.importPath(), name) }

// mostTelling is the operation that shows most of how a client is used. Of those
// that show as much, it is the first.
func mostTelling(operations []*api.Operation) *api.Operation {
	points := func(op *api.Operation) int {
		n := 0
		for _, shows := range []bool{
			len(op.Params) > 0 || op.Body != nil,
			op.Successes[0].Body.Type != nil,
			len(op.Failures) > 0,
			op.Credential != nil,
			op.Method == http.MethodGet,
		} {
			if shows {
				n++
			}
		}
		return n
	}
	return slices.MaxFunc(operations, func(a, b *api.Operation) int { return points(a) - points(b) })
}

// methodExample shows a method:
//
//	client, err := zoom.New(zoom.WithBearerToken(os.Getenv("API_TOKEN")))
//	if err != nil {
//		log.Fatal(err)
//	}
//	response, err := client.Users.Get(context.Background(), &zoom.UsersGetRequest{
//		UserID: "me",
//	})
//	if err != nil {
//		log.Fatal(err)
//	}
//	fmt.Println(response.Body.ID, response.Body.Name)
func (p *printer) methodExample(op *api.Operation) []jen.Code {
	return slices.Concat(p.clientOf(op), []jen.Code{p.exampleCall(op), fatal()}, p.exampleResult(op))
}

// pagesExample shows the method that goes through all pages of a list:
//
//	for item, err := range client.Users.ListAll(context.Background(), &zoom.UsersListRequest{
//		Status: zoom.Ptr("active"),
//	}) {
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(item.ID, item.Name)
//	}
func (p *printer) pagesExample(op *api.Operation) []jen.Code {
	call := selector("client", op.PagesName()).Call(jen.Qual("context", "Background").Call(), p.exampleRequest(op))
	loop := jen.For(jen.List(jen.Id("item"), jen.Err()).Op(":=").Range().Add(call)).Block(fatal(), printLine(itemFacts(op.Paging.Item)...))
	return append(p.clientOf(op), loop)
}

// clientOf makes the client that an operation needs.
func (p *printer) clientOf(op *api.Operation) []jen.Code {
	options := p.baseURLExamples()
	if op.Credential != nil {
		options = append(options, p.credentialExample(op.Credential))
	}
	return p.newClient(options)
}

// packageExample shows a method with the options of New that the collection
// calls for, and how its errors are told apart:
//
//	var apiErr *zoom.APIError
//	switch {
//	case errors.Is(err, zoom.ErrNotFound):
//		…
func (p *printer) packageExample(op *api.Operation) []jen.Code {
	options := append(p.baseURLExamples(), p.credentialExamples(op)...)
	if v := p.variablesExample(); v != nil {
		options = append(options, v)
	}
	code := append(p.newClient(options),
		p.exampleCall(op),
		jen.Var().Id("apiErr").Add(pointer(p.of("APIError"))),
		jen.Switch().Block(p.errorCases(op)...),
	)
	return append(code, p.exampleResult(op)...)
}

// newClient makes the client of an example.
func (p *printer) newClient(options []jen.Code) []jen.Code {
	call := p.of("New").Call(options...)
	if len(options) > 1 {
		call = p.of("New").Add(arguments(options...))
	}
	return []jen.Code{jen.List(jen.Id("client"), jen.Err()).Op(":=").Add(call), fatal()}
}

// fatal is if err != nil { log.Fatal(err) }.
func fatal() *jen.Statement {
	return jen.If(jen.Err().Op("!=").Nil()).Block(logFatal(jen.Err()))
}

func logFatal(args ...jen.Code) *jen.Statement { return jen.Qual("log", "Fatal").Call(args...) }

// baseURLExamples are the options that New cannot do without.
func (p *printer) baseURLExamples() []jen.Code {
	var options []jen.Code
	for _, b := range p.client.BaseURLs {
		if b.Value == "" {
			options = append(options, p.of(b.Option).Call(lit("https://api.example.com")))
		}
	}
	return options
}

// credentialExamples are options with credentials, the operation's own first;
// of many, a few.
func (p *printer) credentialExamples(op *api.Operation) []jen.Code {
	const shown = 3
	var options []jen.Code
	if op.Credential != nil {
		options = append(options, p.credentialExample(op.Credential))
	}
	for _, c := range p.client.Credentials {
		if c != op.Credential && len(options) < shown {
			options = append(options, p.credentialExample(c))
		}
	}
	return options
}

// credentialExample is an option with a credential from the environment.
func (p *printer) credentialExample(c *api.Credential) jen.Code {
	var secrets []jen.Code
	for _, name := range schemes[c.Scheme].secrets {
		secrets = append(secrets, getenv(name))
	}
	if schemes[c.Scheme].credentials != "" {
		secrets = []jen.Code{p.exampleCredentials(c)}
	}
	return p.of(c.Option).Call(secrets...)
}

// getenv is os.Getenv("API_NAME").
func getenv(name string) *jen.Statement {
	return jen.Qual("os", "Getenv").Call(lit("API_" + environmentName(name)))
}

// variablesExample sets the first variables that have a value to show; nil where
// none has. "<string>" is a stand-in of Postman's converter of OpenAPI documents.
func (p *printer) variablesExample() *jen.Statement {
	const shown = 2
	var members []jen.Code
	for _, v := range p.client.Variables {
		if v.Value != "" && v.Value[0] != '<' && len(members) < shown {
			members = append(members, member(v.Name, lit(v.Value)))
		}
	}
	if len(members) == 0 {
		return nil
	}
	return p.of("WithVariables").Call(literal(p.of("Variables"), members...))
}

// exampleCall is response, err := client.Users.Get(…).
func (p *printer) exampleCall(op *api.Operation) *jen.Statement {
	return jen.List(jen.Id("response"), jen.Err()).Op(":=").Add(selector("client", op.FullName())).Call(
		jen.Qual("context", "Background").Call(), p.exampleRequest(op),
	)
}

// errorCases tell errors apart: by a code of the API if the collection
// documents one, by status, and all others.
func (p *printer) errorCases(op *api.Operation) []jen.Code {
	isAPIError := jen.Qual("errors", "As").Call(jen.Err(), addressOf(jen.Id("apiErr")))
	var cases []jen.Code
	if code := p.exampleCode(op); code != nil {
		isCode := isAPIError.Clone().Op("&&").Id("apiErr").Dot("Code").Op("==").Add(p.of(code.GoName))
		cases = append(cases, jen.Case(isCode).Block(logFatal(lit("refused: "), jen.Id("apiErr").Dot("Message"))))
	}
	status := exampleStatus(op)
	return append(cases,
		jen.Case(jen.Qual("errors", "Is").Call(jen.Err(), p.of(sentinel(status)))).Block(logFatal(lit(strings.ToLower(http.StatusText(status))))),
		jen.Case(isAPIError).Block(jen.Qual("log", "Fatalf").Call(
			lit("status %d: %s"), jen.Id("apiErr").Dot("StatusCode"), jen.Id("apiErr").Dot("Body"),
		)),
		jen.Case(jen.Err().Op("!=").Nil()).Block(logFatal(jen.Err())),
	)
}

// exampleCode is an error code, one of the operation's own if there is any.
func (p *printer) exampleCode(op *api.Operation) *api.ErrorCode {
	for _, code := range p.client.ErrorCodes {
		if slices.ContainsFunc(code.Meanings, func(m api.Meaning) bool { return m.Operation == op }) {
			return code
		}
	}
	if len(p.client.ErrorCodes) > 0 {
		return p.client.ErrorCodes[0]
	}
	return nil
}

// exampleStatus is the first documented status of an operation that has a
// sentinel.
func exampleStatus(op *api.Operation) int {
	for _, failure := range op.Failures {
		if slices.Contains(templates.Names(), sentinel(failure.Status)) {
			return failure.Status
		}
	}
	return http.StatusNotFound
}

// sentinel is how the runtime would call the error of a status: ErrNotFound.
func sentinel(status int) string {
	return "Err" + strings.ReplaceAll(http.StatusText(status), " ", "")
}

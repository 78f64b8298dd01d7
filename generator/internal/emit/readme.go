package emit

// This file prints README.md, for those who meet the client in a browser: how
// to begin, and tables of what there is. All text of the collection comes
// through markdown or markdownCode. readme is the entry point.

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

// readme is the text of README.md; begin is the code of the package's Example.
func (p *printer) readme(begin string) string {
	var b strings.Builder
	p.readmeIntroduction(&b)
	if begin != "" {
		b.WriteString("\n## Begin\n\n```go\n" + begin + "```\n" + readmeForm)
	}
	p.readmeOperations(&b)
	p.readmeOptions(&b)
	p.readmeErrors(&b)
	p.readmeTests(&b)
	fmt.Fprintf(&b, readmeOrigin, cmp.Or(markdownCode(p.client.Source), "a Postman collection"))
	return b.String()
}

const readmeForm = `
Every method has this form: a context, a pointer to its own request struct, options for this call. It returns its own
response struct, or an error. Required fields are plain values; all others may stay nil, and ` + "`Ptr`" + ` makes pointers
for them. ` + "`go doc -all`" + ` shows every type and field.
`

const readmeTests = `
## Tests

` + "```sh" + `
go test .
REPLAY_URL=http://localhost:8080 go test . -run TestReplay -count=1
` + "```" + `

The first line sends each request that has a saved response to a local server, compares it with the collection's, and
checks what is read from the response (` + "`TestExamples`" + `). The second sends all requests to a server of yours.
`

const readmeOrigin = `
## Origin

postman-gen-go has generated this client from %s. When the collection has changed, run ` + "`postman-gen-go generate`" + `
again with this folder as ` + "`--out`" + `. It refuses to overwrite code that was edited by hand, so put your own into files of
your own: postman-gen-go.lock lists which are generated. A README.md of your own stays, and this one is left out.

The generated code is under [MIT-0](https://spdx.org/licenses/MIT-0.html): do with it what you like, and name nobody.
`

// readmeTests tells what tests there are, and what there is for those of the user's.
func (p *printer) readmeTests(b *strings.Builder) {
	needs := "The client needs"
	if p.opts.NoTests {
		b.WriteString("\n## Tests\n\n")
	} else {
		b.WriteString(readmeTests)
		needs = "The tests need github.com/google/go-cmp; the client needs"
	}
	if !p.opts.NoFake {
		fmt.Fprintf(b, "For tests of your own, the package `%s` is a fake server that answers with the saved responses.\n", p.fakePackage())
	}
	b.WriteString(needs + " the standard library alone, and Go 1.24.\n")
}

// readmeIntroduction says whose client it is.
func (p *printer) readmeIntroduction(b *strings.Builder) {
	fmt.Fprintf(b, "# %s\n\nA Go client of %s.\n", p.client.Package, markdown(cmp.Or(p.client.Title, "an HTTP API")))
	if about := summary(p.client.Doc, 400); about != "" {
		fmt.Fprintf(b, "\n%s\n", markdown(about))
	}
}

// readmeOperations has a table of the requests outside folders, and one for each
// folder at the top, with all that is in it.
func (p *printer) readmeOperations(b *strings.Builder) {
	root := p.client.Root
	if len(root.AllOperations()) == 0 {
		return
	}
	b.WriteString("\n## Operations\n\nEach is a method of the client or of a service in it: `client." + root.AllOperations()[0].FullName() + "`.\n")
	operationsTable(b, root.Operations)
	for _, s := range root.Services {
		fmt.Fprintf(b, "\n### %s\n", s.Field)
		if about := summary(s.Doc, longestCell); about != "" {
			fmt.Fprintf(b, "\n%s\n", markdown(about))
		}
		operationsTable(b, s.AllOperations())
	}
}

func operationsTable(b *strings.Builder, list []*api.Operation) {
	var rows [][]string
	for _, op := range list {
		request := markdownCode(op.Method + " " + cmp.Or(op.Template, "/"))
		rows = append(rows, []string{markdownCode(op.FullName()), request, markdown(cmp.Or(summary(op.Doc, longestCell), op.Name))})
		if op.Paging != nil {
			rows = append(rows, []string{markdownCode(op.PagesName()), request, "The items of all its pages, as an iterator."})
		}
	}
	table(b, []string{"Method", "Sends", "What it does"}, rows)
}

// longestCell is how many characters of foreign text a cell holds.
const longestCell = 160

// summary is the first sentence of a description, shortened to limit characters;
// "" where it only leads to something else ("Note:").
func summary(text string, limit int) string {
	sentence := prose.Sentence(text, limit)
	if strings.HasSuffix(sentence, ":") {
		return ""
	}
	return sentence
}

// table prints a table, unless it has no rows; its cells are Markdown.
func table(b *strings.Builder, head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n| %s |\n|%s\n", strings.Join(head, " | "), strings.Repeat("---|", len(head)))
	for _, row := range rows {
		fmt.Fprintf(b, "| %s |\n", strings.Join(row, " | "))
	}
}

// readmeOptions has tables of what New takes.
func (p *printer) readmeOptions(b *strings.Builder) {
	b.WriteString("\n## Options of New\n")
	var rows [][]string
	for _, base := range p.client.BaseURLs {
		says := "where requests go; there is no default"
		if base.Value != "" {
			says = "where requests go; without it, to " + markdownCode(base.Value)
		}
		rows = append(rows, []string{markdownCode(base.Option), says})
	}
	for _, c := range p.client.Credentials {
		rows = append(rows, []string{markdownCode(c.Option), credentialText(c)})
		rows = append(rows, grantRows(c)...)
	}
	if len(p.client.Variables) > 0 {
		rows = append(rows, []string{"`WithVariables`", "values that many requests share, see below"})
	}
	rows = append(
		rows,
		[]string{"`WithHTTPClient`", "an `*http.Client` of your own, with its timeout and middleware"},
		[]string{"`WithRetry`", "which requests are sent again after a failure that may pass, and how often; without it, twice at most"},
		[]string{"`WithMaxResponseBytes`", "how large a body may be; without it, 64 MiB"},
		[]string{"`WithLogger`", "a `*slog.Logger` that gets a record of each call, without secrets"},
		[]string{"`WithHook`", "a function that is called before and after each try"},
	)
	table(b, []string{"Option", "What it sets"}, rows)
	b.WriteString("\nOptions of a single call are `WithTimeout`, `WithRequestRetry`, `WithRequestAuth`, `WithHeader`,\n`WithRawResponse` and others.\n")
	p.readmeVariables(b)
}

// credentialText says how a credential is sent.
func credentialText(c *api.Credential) string {
	switch says := schemes[c.Scheme].says; {
	case says == "":
		return "signs requests with " + markdownCode(schemes[c.Scheme].constructor)
	case c.Scheme == api.APIKeyHeader || c.Scheme == api.APIKeyQuery:
		return says + markdownCode(c.Key)
	default:
		return says
	}
}

// grantRows are the options that get a credential's tokens.
func grantRows(c *api.Credential) [][]string {
	if c.Grant == nil {
		return nil
	}
	rows := [][]string{{markdownCode(c.Grant.SourceOption), "asks a source of your own for that token"}}
	if c.Grant.Given != nil {
		rows = append(rows, []string{markdownCode(c.Grant.Option), "gets that token by OAuth 2"})
	}
	return rows
}

// readmeVariables has a table of what WithVariables takes.
func (p *printer) readmeVariables(b *strings.Builder) {
	if len(p.client.Variables) == 0 {
		return
	}
	var rows [][]string
	for _, v := range p.client.Variables {
		rows = append(rows, []string{markdownCode(v.Name), markdownCode(v.Key), markdownCode(clipped(v.Value)), markdown(summary(v.Doc, longestCell))})
	}
	table(b, []string{"Field of Variables", "In Postman", "Default", "What it is"}, rows)
}

// readmeErrors tells errors, and the API's own codes; of many, the first.
func (p *printer) readmeErrors(b *strings.Builder) {
	const shown = 30
	b.WriteString("\n## Errors\n\nA status outside 2xx is an `*APIError`, which holds status, headers and body. " +
		"`errors.Is` takes\n`ErrNotFound` and its like. Without an answer, the error is a `*TransportError`.\n")
	if len(p.client.ErrorCodes) == 0 {
		return
	}
	var rows [][]string
	for _, c := range p.client.ErrorCodes[:min(shown, len(p.client.ErrorCodes))] {
		rows = append(rows, []string{markdownCode(c.GoName), markdownCode(c.Code), markdown(summary(c.Meanings[0].Text, longestCell))})
	}
	b.WriteString("\nThe API's own code is in the field `Code`:\n")
	table(b, []string{"Constant", "Code", "What it means"}, rows)
	if more := len(p.client.ErrorCodes) - shown; more > 0 {
		fmt.Fprintf(b, "\ncodes.go has %d more.\n", more)
	}
}

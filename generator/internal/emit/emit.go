// Package emit prints the model as the files of a Go package. It decides
// nothing: every name, type, order and text is settled before.
//
// [Files] is the entry point: client.go prints what a client is made with,
// service.go and operation.go its services and methods, types.go the types of
// bodies, tests.go and testdata.go what proves them, fake.go the fake
// server, overview.go, example.go and readme.go what explains them. Everything
// that does not depend on the collection is copied from templates.
//
// Foreign text enters Go source through three doors only: doc (comments), lit
// (values), and the identifiers of package naming; and README.md through one of
// its own, markdown. file.go checks what came out: each printed file must declare
// exactly what was planned.
package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/templates"
)

// File is a file of the generated package.
type File struct {
	Name    string // slash-separated
	Content []byte
}

// Options are what a user may do without.
type Options struct {
	NoTests bool // no _test.go, and no testdata but what the fake server answers with
	NoFake  bool // no package of the fake server
}

// Files prints the client, its tests and its runtime.
func Files(client *api.Client, opts Options) ([]File, error) {
	p := &printer{client: client, opts: opts}
	p.add(p.clientFile())
	if len(client.ErrorCodes) > 0 {
		p.add(p.codesFile())
	}
	if p.hasTypes() {
		p.add(p.typesFile())
	}
	p.services(client.Root)
	p.add(p.methodsTest())
	p.explain()
	if !opts.NoTests || !opts.NoFake {
		p.testdata()
	}
	p.runtime()
	if !opts.NoFake {
		p.fake()
	}
	if opts.NoTests {
		p.files = slices.DeleteFunc(p.files, func(f File) bool { return strings.HasSuffix(f.Name, "_test.go") })
	}
	return p.files, p.err
}

// printer collects the files of one client.
type printer struct {
	client *api.Client
	opts   Options
	files  []File
	err    error // the first failure: a bug of ours, never the collection's fault
}

// add prints a Go file.
func (p *printer) add(f *file) { p.files = append(p.files, File{Name: f.name, Content: p.print(f)}) }

func (p *printer) print(f *file) []byte {
	content, err := f.print()
	if err != nil && p.err == nil {
		p.err = fmt.Errorf("printing %s: %w", f.name, err)
	}
	return content
}

// services prints a file for each service that has operations or inner ones.
func (p *printer) services(s *api.Service) {
	if s.Parent != nil || len(s.Operations) > 0 {
		p.add(p.serviceFile(s))
	}
	for _, child := range s.Services {
		p.services(child)
	}
}

// runtime copies the runtime, with those parts alone that the client needs.
func (p *printer) runtime() {
	var wanted []string
	for _, c := range p.client.Credentials {
		wanted = append(wanted, schemes[c.Scheme].files...)
		wanted = append(wanted, grantFiles(c.Grant)...)
	}
	if p.hasDates() {
		wanted = append(wanted, "date")
	}
	if p.reads(api.XMLBody) {
		wanted = append(wanted, "xml")
	}
	if p.reads(api.EventBody) {
		wanted = append(wanted, "eventstream")
	}
	if p.hasPages() {
		wanted = append(wanted, "paging")
	}
	files, err := templates.Runtime(p.client.Package, wanted...)
	if err != nil && p.err == nil {
		p.err = err
	}
	for _, f := range files {
		p.files = append(p.files, File(f))
	}
}

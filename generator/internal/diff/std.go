package diff

// The standard library as far as the API of a client mentions it. Entry point:
// newImporter. Its source is not there when the command runs, and reading it would
// take seconds: what the rules ask of a foreign type is its name, and whether its
// values can be compared.

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

// std declares what is more than a struct, has a value, or gives one to an exported
// variable. The oracle test holds the rules against the library's own declarations.
var std = map[string]string{
	"errors":        "func New(string) error",
	"encoding/json": "type RawMessage []byte; type Number string",
	"io": `type Closer interface{ Close() error }
		type Reader interface{ Read([]byte) (int, error) }
		type Seeker interface{ Seek(int64, int) (int64, error) }
		type Writer interface{ Write([]byte) (int, error) }
		type ReadCloser interface{ Reader; Closer }
		type ReadSeeker interface{ Reader; Seeker }`,
	"iter": "type Seq[V any] func(func(V) bool); type Seq2[K, V any] func(func(K, V) bool)",
	"net/http": `type Header map[string][]string; type Request struct{}; type ResponseWriter interface{ WriteHeader(int) }
		type Handler interface{ ServeHTTP(ResponseWriter, *Request) }` + statuses(),
	"net/url": "type Values map[string][]string",
	"time":    "type Duration int64; type Month int",
}

// statuses declares the constants of net/http for statuses.
func statuses() string {
	var text strings.Builder
	for status := 100; status < 600; status++ {
		if name := http.StatusText(status); name != "" {
			fmt.Fprintf(&text, "; const Status%s = %d", strings.NewReplacer(" ", "", "-", "", "'", "").Replace(name), status)
		}
	}
	return text.String()
}

// importer makes the packages that files import, of std and of what the files mention.
type importer struct {
	mentioned map[string]map[string]bool // exported names by package
	made      map[string]*types.Package
}

// newImporter returns the packages that files import.
func newImporter(files []*ast.File) importer {
	made := importer{map[string]map[string]bool{}, map[string]*types.Package{}}
	for _, file := range files {
		imported := map[string]string{} // paths by names
		for _, spec := range file.Imports {
			target, _ := strconv.Unquote(spec.Path.Value) // the parser has read it
			imported[importedName(spec, target)] = target
			if made.mentioned[target] == nil {
				made.mentioned[target] = map[string]bool{}
			}
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if s, ok := node.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && imported[x.Name] != "" && s.Sel.IsExported() {
					made.mentioned[imported[x.Name]][s.Sel.Name] = true
				}
			}
			return true
		})
	}
	return made
}

// importedName is what a file calls a package that it imports.
func importedName(spec *ast.ImportSpec, target string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return packageName(target)
}

// packageName is the last element of a path that is no version: math/rand/v2.
func packageName(target string) string {
	name := path.Base(target)
	if digits, ok := strings.CutPrefix(name, "v"); ok && strings.Trim(digits, "0123456789") == "" {
		name = path.Base(path.Dir(target))
	}
	return strings.TrimPrefix(name, "go-")
}

// Import makes a package. A name that std does not have is a struct: whether it is a
// type at all matters only where a declaration says so.
func (i importer) Import(target string) (*types.Package, error) {
	if pkg := i.made[target]; pkg != nil {
		return pkg, nil
	}
	text := "package " + packageName(target) + "\n" + std[target]
	known, err := parser.ParseFile(token.NewFileSet(), target, text, 0)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(keys(i.mentioned[target])) {
		if known.Scope.Lookup(name) == nil {
			text += fmt.Sprintf("\ntype %s struct{}", name)
		}
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, target, text, 0)
	if err != nil {
		return nil, err
	}
	pkg, err := new(types.Config).Check(target, fset, []*ast.File{file}, nil)
	i.made[target] = pkg
	return pkg, err
}

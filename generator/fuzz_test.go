package generator_test

// The whole pipeline under fire: whatever bytes come in, Generate gives an
// error or Go that compiles.

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// located matches what an error about the collection begins with; any other is a
// fault of the generator.
var located = regexp.MustCompile(`^[0-9]+:[0-9]+: `)

// FuzzGenerate generates and compiles. Shrinking each interesting input costs more
// than it finds: run it with -fuzzminimizetime=1x.
func FuzzGenerate(f *testing.F) {
	for _, in := range inputs(f) {
		f.Add(in.collection)
		// The packages that clients import are loaded here, once a process: while an
		// input is tried, that would pass for a hang.
		if out, err := generator.Generate(in.collection, fuzzOptions); err == nil {
			compile(f, out.Files)
		}
	}
	f.Fuzz(func(t *testing.T, collection []byte) {
		out, err := generator.Generate(collection, fuzzOptions)
		if err != nil {
			if out != nil {
				t.Error("got an output beside the error")
			}
			if !located.MatchString(err.Error()) {
				t.Errorf("the error does not say where: %v", err)
			}
			return
		}
		compile(t, out.Files)
	})
}

var fuzzOptions = generator.Options{Package: "fuzz", ImportPath: "example.test/fuzz"}

// imported imports what clients import, each package once a process. That is
// what the runtime does; and the go command has it compiled.
var imported = sync.OnceValues(func() (types.Importer, error) {
	list, err := exec.Command("go", "list", "-deps", "-export", "-f", "{{.ImportPath}} {{.Export}}", "../templates/runtime", "../templates/fake").Output()
	exports := map[string]string{}
	for line := range strings.Lines(string(list)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		exports[path] = file
	}
	open := func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) }
	return importer.ForCompiler(token.NewFileSet(), "gc", open), err
})

// compile parses all Go files, and type-checks the package and its fake server.
func compile(t testing.TB, files []generator.File) {
	t.Helper()
	set := token.NewFileSet()
	parsed := map[string][]*ast.File{} // by folder
	for _, file := range files {
		if filepath.Ext(file.Name) != ".go" {
			continue
		}
		tree, err := parser.ParseFile(set, file.Name, file.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(file.Name, "_test.go") {
			folder := path.Dir(file.Name)
			parsed[folder] = append(parsed[folder], tree)
		}
	}
	packages, err := imported()
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: packages, Error: func(err error) { t.Error(err) }}
	for folder := range parsed {
		config.Check(folder, set, parsed[folder], nil) // its error is the first that Error got
	}
}

package emit

// The doors under fire: foreign text goes through doc and lit into a small file,
// which must hold what was planned and nothing else.

import (
	"bytes"
	"go/ast"
	"go/build/constraint"
	"go/constant"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
	"github.com/google/go-cmp/cmp"
)

var hostile = []string{
	"a */ func init() { panic(1) } /*",
	"a\nfunc init() {}\n//go:generate rm x\n\n//go:build ignore\n// +build ignore\n//export X\n//line y.go:1",
	"a\r\n\tgo:embed x\u2028+build x\u2029\t+build y\u0085  - +build z",
	"\n\n\t- a\n\t  +build b\n\n  - c - d - e\n\n 1. f 2. g\n\n\t{",
	"\ufeff\x00\u202e\xff`\"\\x",
	"import \"C\"\n\n#cgo LDFLAGS: -x",
}

func FuzzDoc(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := jen.NewFile("x")
		file.HeaderComment(commentText(text))
		for _, line := range docLines(text) {
			file.PackageComment(line)
		}
		addAll(file, doc(text), jen.Type().Id("T").Struct(append(doc(text), jen.Id("F").Int())...))
		addAll(file, doc(text), jen.Const().Defs(append(doc(text), jen.Id("C").Op("=").Lit(1))...))
		addAll(file, doc(text), jen.Func().Id("f").Params().Block(append(doc(text), jen.Return())...))
		source := render(t, file)

		comments := []string{commentText(text)}
		for range 7 {
			comments = append(comments, docLines(text)...)
		}
		tree := parse(t, source)
		if diff := cmp.Diff(comments, commentsOf(tree)); diff != "" {
			t.Errorf("comments (-planned +found):\n%s", diff)
		}
		checkFile(t, source, "T", "C", "f")

		formatted, err := format.Source(source)
		if err != nil {
			t.Fatal(err)
		}
		checkFile(t, formatted, "T", "C", "f")
	})
}

func FuzzLit(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, int64(i), math.Pi*float64(i), i%2 == 0)
	}
	f.Add("", int64(math.MinInt64), math.SmallestNonzeroFloat64, true)
	f.Fuzz(func(t *testing.T, s string, i int64, n float64, b bool) {
		if math.IsNaN(n) || math.IsInf(n, 0) {
			n = 0
		}
		file := jen.NewFile("x")
		file.Var().Id("v").Op("=").Index().Any().Values(lit(s), lit(i), lit(int(i)), lit(n), lit(b))
		source := render(t, file)
		checkFile(t, source, "v")
		if found := commentsOf(parse(t, source)); found != nil {
			t.Errorf("there are comments: %q", found)
		}

		for _, v := range []any{s, i, n, b} {
			if got := evaluate(t, lit(v)); got != v {
				t.Errorf("the literal of %#v evaluates to %#v", v, got)
			}
		}
		if got := evaluate(t, lit(int(i))); got != int64(int(i)) {
			t.Errorf("the literal of %d evaluates to %#v", int(i), got)
		}
	})
}

// evaluate is the value of an untyped literal.
func evaluate(t *testing.T, literal *jen.Statement) any {
	t.Helper()
	found, err := types.Eval(token.NewFileSet(), nil, token.NoPos, literal.GoString())
	if err != nil {
		t.Fatal(err)
	}
	switch found.Type {
	case types.Typ[types.UntypedString]:
		return constant.StringVal(found.Value)
	case types.Typ[types.UntypedBool]:
		return constant.BoolVal(found.Value)
	case types.Typ[types.UntypedInt]:
		i, _ := constant.Int64Val(found.Value)
		return i
	case types.Typ[types.UntypedFloat]:
		n, _ := constant.Float64Val(found.Value)
		return n
	}
	t.Fatalf("the literal %s is of type %v", literal.GoString(), found.Type)
	return nil
}

// addAll adds a declaration and, each for itself, the lines of its comment.
func addAll(file *jen.File, comment []jen.Code, declaration jen.Code) {
	for _, line := range comment {
		file.Add(line)
	}
	file.Add(declaration)
}

// render is the file as jennifer prints it, before gofmt.
func render(t *testing.T, file *jen.File) []byte {
	t.Helper()
	file.NoFormat = true
	var source bytes.Buffer
	if err := file.Render(&source); err != nil {
		t.Fatal(err)
	}
	return source.Bytes()
}

func parse(t *testing.T, source []byte) *ast.File {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), "x.go", source, parser.ParseComments)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	return tree
}

func commentsOf(tree *ast.File) []string {
	var lines []string
	for _, group := range tree.Comments {
		for _, comment := range group.List {
			lines = append(lines, comment.Text)
		}
	}
	return lines
}

// checkFile checks that a file has the declarations planned, imports nothing and
// says nothing to Go's tools.
func checkFile(t *testing.T, source []byte, planned ...string) {
	t.Helper()
	tree := parse(t, source)
	if found := declarations(tree); !slices.Equal(found, planned) || len(tree.Imports) != 0 {
		t.Errorf("the file declares %q, planned was %q:\n%s", found, planned, source)
	}
	for line := range strings.Lines(string(source)) {
		line = strings.TrimSpace(line)
		if constraint.IsGoBuild(line) || constraint.IsPlusBuild(line) || isDirective(line) {
			t.Errorf("line %q is a directive", line)
		}
	}
}

// isDirective tells comments as "//go:generate", "//line" and "//nolint:x".
func isDirective(line string) bool {
	text, ok := strings.CutPrefix(line, "//")
	return ok && text != "" && text[0] != ' ' && text[0] != '\t'
}

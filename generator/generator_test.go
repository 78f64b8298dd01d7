package generator_test

// What holds of every generated client, whatever its collection: the same
// bytes each time, gofmt's format, few imports, short methods. And what
// Generate says to what it cannot read.

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator"
	"github.com/postman-gen-go/postman-gen-go/templates"
)

// comparison is the one module that tests of a client need.
const comparison = "github.com/google/go-cmp"

// negotiation is the one module that a client needs, and only for NTLM.
const negotiation = "github.com/Azure/go-ntlmssp"

// input is a collection to generate a client of.
type input struct {
	name       string
	collection []byte
	options    generator.Options
}

// inputs are the golden cases and the sample collections.
func inputs(t testing.TB) []input {
	t.Helper()
	var list []input
	for _, g := range goldenCases(t) {
		list = append(list, input{g.name, []byte(g.section(collectionSection)), g.options(t)})
	}
	samples, err := filepath.Glob("../collections/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range samples {
		name := filepath.Base(file)
		options := generator.Options{Source: name, Package: "sample", ImportPath: "example.test/sample"}
		list = append(list, input{name, read(t, file), options})
	}
	return list
}

func (in input) generate(t *testing.T) *generator.Output {
	t.Helper()
	out, err := generator.Generate(in.collection, in.options)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDeterminism(t *testing.T) {
	for _, in := range inputs(t) {
		t.Run(in.name, func(t *testing.T) {
			first, second := in.generate(t), in.generate(t)
			want := texts(first.Files)
			if diff := cmp.Diff(want, texts(second.Files)); diff != "" {
				t.Errorf("generated twice (-first +second):\n%s", diff)
			}
			if diff := cmp.Diff(first.Notes, second.Notes); diff != "" {
				t.Errorf("notes of generating twice (-first +second):\n%s", diff)
			}
			for seed := range uint64(3) {
				in.collection = shuffled(t, in.collection, rand.New(rand.NewPCG(seed, seed)))
				if diff := cmp.Diff(want, texts(in.generate(t).Files)); diff != "" {
					t.Fatalf("with the keys of objects shuffled, seed %d (-as written +shuffled):\n%s", seed, diff)
				}
			}
		})
	}
}

// texts gives the contents of files by name.
func texts(files []generator.File) map[string]string {
	byName := map[string]string{}
	for _, file := range files {
		byName[file.Name] = string(file.Content)
	}
	return byName
}

// shuffled writes JSON again, with the members of each object in another order.
func shuffled(t *testing.T, text []byte, random *rand.Rand) []byte {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	writeShuffled(&b, tree, random)
	return b.Bytes()
}

func writeShuffled(b *bytes.Buffer, tree any, random *rand.Rand) {
	switch v := tree.(type) {
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		random.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		separator := byte('{')
		for _, key := range keys {
			b.WriteByte(separator)
			writeShuffled(b, key, random)
			b.WriteByte(':')
			writeShuffled(b, v[key], random)
			separator = ','
		}
		if len(keys) == 0 {
			b.WriteByte('{')
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, element := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			writeShuffled(b, element, random)
		}
		b.WriteByte(']')
	default:
		text, _ := json.Marshal(v) // strings, numbers, booleans and null can be encoded
		b.Write(text)
	}
}

func TestFormat(t *testing.T) {
	for _, in := range inputs(t) {
		for _, file := range in.generate(t).Files {
			if filepath.Ext(file.Name) != ".go" {
				continue
			}
			formatted, err := format.Source(file.Content)
			if err != nil {
				t.Errorf("%s: %v", in.name, err)
			}
			if diff := cmp.Diff(string(file.Content), string(formatted)); diff != "" {
				t.Errorf("%s: %s (-generated +gofmt):\n%s", in.name, file.Name, diff)
			}
		}
	}
}

// TestImports allows a client the standard library alone, and go-ntlmssp for
// NTLM; its tests go-cmp too, and its examples itself and the fake server.
func TestImports(t *testing.T) {
	for _, in := range inputs(t) {
		for _, file := range in.generate(t).Files {
			if filepath.Ext(file.Name) != ".go" {
				continue
			}
			for _, path := range imports(t, file.Name, file.Content) {
				standard := !strings.Contains(path, ".")
				inTest := strings.HasSuffix(file.Name, "_test.go") && strings.HasPrefix(path, comparison+"/")
				fake := in.options.ImportPath + "/" + in.options.Package + "test"
				inExample := filepath.Base(file.Name) == "example_test.go" && (path == in.options.ImportPath || path == fake)
				forNTLM := file.Name == "authntlm.go" && path == negotiation
				if !standard && !inTest && !inExample && !forNTLM {
					t.Errorf("%s: %s imports %s", in.name, file.Name, path)
				}
			}
		}
	}
}

// imports lists what a Go file imports.
func imports(t *testing.T, name string, source any) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, spec := range tree.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// longestMethod is how many lines a method may have, its first and last included.
const longestMethod = 15

// TestMethodsAreShort looks at the methods that are printed for a collection;
// behaviour is in the runtime.
func TestMethodsAreShort(t *testing.T) {
	files, err := filepath.Glob("../generated/zoom/*.go")
	if err != nil {
		t.Fatal(err)
	}
	methods := 0
	for _, file := range files {
		if slices.Contains(templates.Files(), strings.TrimSuffix(filepath.Base(file), ".go")) {
			continue
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range tree.Decls {
			method, ok := declaration.(*ast.FuncDecl)
			if !ok || method.Recv == nil {
				continue
			}
			methods++
			if lines := set.Position(method.End()).Line - set.Position(method.Pos()).Line + 1; lines > longestMethod {
				t.Errorf("%s has %d lines", method.Name.Name, lines)
			}
		}
	}
	if methods == 0 {
		t.Error("found no methods")
	}
}

func TestGenerateErrors(t *testing.T) {
	const export = "export the collection from Postman as v2.1 and use that file"
	for _, test := range []struct{ name, collection, want string }{
		{"empty", "", "1:1: the file is empty, expected a Postman collection"},
		{
			"truncated", "{\"info\": {\"name\": \"Cut\"},\n\"item\": [{\"name\": \"Li",
			"2:22: not JSON: the file ends inside the string that begins at 2:19: is it cut off?",
		},
		{"not JSON", "\n<html>", "2:1: not JSON: found '<', expected a JSON object"},
		{
			"not a collection", `{"openapi": "3.1.0"}`,
			"1:1: found an OpenAPI document, expected a Postman collection: import it into Postman, then " + export,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, err := generator.Generate([]byte(test.collection), generator.Options{Package: "golden"})
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if out != nil {
				t.Error("got an output beside the error")
			}
		})
	}
}

func TestGenerateNeedsAPackageName(t *testing.T) {
	if _, err := generator.Generate([]byte(`{"info": {}, "item": []}`), generator.Options{}); err == nil {
		t.Error("got no error")
	}
}

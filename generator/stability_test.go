package generator_test

// One more saved response must not break callers: what was declared keeps its
// name and its type, but for null, which makes a T a Nullable[T].

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// moreSamples make a saved response of another one; its body is decoded JSON.
var moreSamples = map[string]func(body any) any{
	"the same":   func(body any) any { return body },
	"no members": func(any) any { return map[string]any{} },
	"nulls": func(body any) any {
		members := map[string]any{}
		if object, ok := body.(map[string]any); ok {
			for key := range object {
				members[key] = nil
			}
		}
		return members
	},
}

func TestOneMoreSample(t *testing.T) {
	for _, g := range goldenCases(t) {
		var col map[string]any
		if json.Unmarshal([]byte(g.section(collectionSection)), &col) != nil {
			continue // a case about what is not quite JSON
		}
		before, lock := declarations(t, g, col, nil)
		for name, more := range moreSamples {
			t.Run(g.name+"/"+name, func(t *testing.T) {
				var changed map[string]any
				if err := json.Unmarshal([]byte(g.section(collectionSection)), &changed); err != nil {
					t.Fatal(err)
				}
				if addSamples(changed, more) == 0 {
					t.Skip("no saved response holds an object")
				}
				after, _ := declarations(t, g, changed, lock)
				compatible(t, before, after)
			})
		}
	}
}

// addSamples adds a response to each request that has one with a JSON object as
// its body, and counts them.
func addSamples(item map[string]any, more func(any) any) int {
	added := 0
	items, _ := item["item"].([]any)
	for _, inner := range items {
		if inner, ok := inner.(map[string]any); ok {
			added += addSamples(inner, more)
		}
	}
	responses, _ := item["response"].([]any)
	for _, r := range responses {
		response, _ := r.(map[string]any)
		text, _ := response["body"].(string)
		var body any
		if json.Unmarshal([]byte(text), &body) != nil {
			continue
		}
		if _, ok := body.(map[string]any); !ok {
			continue
		}
		another := maps.Clone(response)
		changed, _ := json.Marshal(more(body))
		another["body"] = string(changed)
		item["response"] = append(item["response"].([]any), another)
		added++
	}
	return added
}

// declarations gives the exported declarations of the client of a collection, with
// the types of fields and functions, and its lock. The lock before is that of the
// client before; nil if there is none.
func declarations(t *testing.T, g golden, col map[string]any, before []byte) (declared map[string]string, lock []byte) {
	t.Helper()
	src, err := json.Marshal(col)
	if err != nil {
		t.Fatal(err)
	}
	opts := g.options(t)
	opts.Lock = before
	out, err := generator.Generate(src, opts)
	if err != nil {
		t.Fatal(err)
	}
	declared = map[string]string{}
	for _, file := range ofCollection(out.Files) {
		if !strings.HasSuffix(file.Name, ".go") || strings.HasSuffix(file.Name, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file.Name, file.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(declared, exportedIn(tree))
	}
	return declared, out.Lock
}

// exportedIn lists the exported declarations of a file with their types.
func exportedIn(tree *ast.File) map[string]string {
	declared := map[string]string{}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			receiver := ""
			if d.Recv != nil {
				receiver = types.ExprString(d.Recv.List[0].Type) + "."
			}
			if d.Name.IsExported() {
				declared[receiver+d.Name.Name] = types.ExprString(d.Type)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
					declareType(declared, spec)
				}
			}
		}
	}
	return declared
}

func declareType(declared map[string]string, spec *ast.TypeSpec) {
	body, ok := spec.Type.(*ast.StructType)
	if !ok {
		declared[spec.Name.Name] = types.ExprString(spec.Type)
		return
	}
	declared[spec.Name.Name] = "struct"
	for _, field := range body.Fields.List {
		for _, name := range field.Names {
			declared[spec.Name.Name+"."+name.Name] = types.ExprString(field.Type)
		}
	}
}

// compatible checks that what was there still is.
func compatible(t *testing.T, before, after map[string]string) {
	t.Helper()
	if len(before) == 0 {
		t.Fatal("nothing is declared")
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		was, is := before[name], after[name]
		if withoutNull(was) != withoutNull(is) {
			t.Errorf("%s was %s and is %q", name, was, is)
		}
	}
}

// withoutNull gives a type as it is without null: T of each Nullable[T].
func withoutNull(typ string) string {
	before, rest, found := strings.Cut(typ, "Nullable[")
	if !found {
		return typ
	}
	open := 1
	end := strings.IndexFunc(rest, func(r rune) bool {
		switch r {
		case '[':
			open++
		case ']':
			open--
		}
		return open == 0
	})
	return before + withoutNull(rest[:end]+rest[end+1:])
}

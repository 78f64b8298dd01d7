package oracles

// What breaks callers of a client, by golang.org/x/exp/apidiff, held against what
// generator.Compare says. Entry points: TestCompare, and apiChanges, which asks apidiff.

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/exp/apidiff"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// TestCompare compares the clients of all golden cases and samples with those of the same
// collections, changed: with the lock, as in a folder of theirs; without it where edits
// change names alone, which then are to be told as renamed; and each client with the next
// one, which has hardly anything in common.
func TestCompare(t *testing.T) {
	judge := newJudge()
	var before []generator.File
	all, renames := collections(t), map[string]func(node){}
	for _, name := range []string{"all renamed, without IDs", "moved down", "requests added", "requests doubled", "an example removed"} {
		renames[name] = mutations[name]
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		out := client(t, all[name], nil)
		if before != nil {
			judge.compare(t, name+" after the one before", before, out.Files)
		}
		before = out.Files
		for _, edits := range []struct {
			list map[string]func(node)
			lock []byte
		}{{changes, out.Lock}, {renames, nil}} {
			for _, change := range slices.Sorted(maps.Keys(edits.list)) {
				if changed := edit(t, all[name], edits.list[change]); changed != nil {
					judge.compare(t, name+", "+change, out.Files, client(t, changed, edits.lock).Files)
				}
			}
		}
	}
	if judge.broken == 0 || judge.extended == 0 || judge.same == 0 {
		t.Error("expected pairs that break callers, that do not, and that are the same")
	}
	t.Logf("%d breaking pairs, %d with additions only, %d the same", judge.broken, judge.extended, judge.same)
}

func client(t *testing.T, collection, lock []byte) *generator.Output {
	t.Helper()
	out, err := generator.Generate(collection, generator.Options{Package: "client", Lock: lock})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// judge asks apidiff, and counts the verdicts.
type judge struct {
	fset                   *token.FileSet
	importer               types.Importer
	parsed                 map[string]*ast.File // by content: the runtime is the same in all clients
	old                    []generator.File     // the client before, which is compared many times
	api, fake              *types.Package       // its packages
	broken, extended, same int
}

func newJudge() *judge {
	fset := token.NewFileSet()
	std := &standard{importer.ForCompiler(fset, "source", nil), map[string]*types.Package{}}
	return &judge{fset: fset, importer: std, parsed: map[string]*ast.File{}}
}

// standard imports the standard library, each package once. Other modules are imported
// for function bodies alone, which are not checked.
type standard struct {
	source types.Importer
	known  map[string]*types.Package
}

func (s *standard) Import(target string) (*types.Package, error) {
	if pkg := s.known[target]; pkg != nil {
		return pkg, nil
	}
	pkg, err := types.NewPackage(target, strings.TrimPrefix(path.Base(target), "go-")), error(nil)
	pkg.MarkComplete()
	if first, _, _ := strings.Cut(target, "/"); !strings.Contains(first, ".") {
		pkg, err = s.source.Import(target)
	}
	s.known[target] = pkg
	return pkg, err
}

// compare demands that our verdict is apidiff's, and that each object that breaks
// callers is named.
func (j *judge) compare(t *testing.T, name string, old, new []generator.File) {
	t.Helper()
	ours, err := generator.Compare(old, new)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if len(ours.Files) == 0 && ours.Bump == generator.None {
		j.same++
		return // nothing that apidiff could find
	}
	theirs := j.apiChanges(t, old, new)
	var breaking, compatible []string
	for _, change := range theirs {
		if change.Compatible {
			compatible = append(compatible, change.Message)
		} else {
			breaking = append(breaking, change.Message)
		}
	}
	if (len(breaking) > 0) != (len(ours.Breaking) > 0) || len(breaking) == 0 && (len(compatible) > 0) != (len(ours.Added) > 0) {
		t.Errorf("%s: got %+v, apidiff has\n%s\nand compatible\n%s", name, ours, strings.Join(breaking, "\n"), strings.Join(compatible, "\n"))
	}
	var named []string
	for _, change := range ours.Breaking {
		named = append(append(named, change.Object), change.With...)
	}
	for _, message := range breaking {
		// A field that was Nullable[T] and is a basic type is told by apidiff of Nullable itself, not of the field.
		if object := objectOf(message); object != "Nullable" && !slices.Contains(named, object) {
			t.Errorf("%s: nothing on %s, of which apidiff says %s; got %+v", name, object, message, ours.Breaking)
		}
	}
	switch {
	case len(breaking) > 0:
		j.broken++
	case len(compatible) > 0:
		j.extended++
	default:
		j.same++
	}
}

// objectOf is the object of a message of apidiff, as Compare writes it: of
// "clienttest.(*Server).Close: removed" it is clienttest.Server.Close.
func objectOf(message string) string {
	object, _, _ := strings.Cut(message, ": ")
	plain := strings.NewReplacer("(*", "", "*", "", ")", "").Replace
	method, holder, promoted := strings.Cut(object, ", method set of ")
	if !promoted {
		return plain(object)
	}
	label := ""
	if strings.HasPrefix(object, fakePackage+".") {
		label = fakePackage + "."
	}
	return label + plain(holder) + method[strings.LastIndex(method, "."):]
}

// fakePackage is the package of the fake server.
const fakePackage = "clienttest"

// apiChanges are the changes of the two packages of a client, given as its files before
// and after, by apidiff. Those of the fake server begin with its package.
func (j *judge) apiChanges(t *testing.T, old, new []generator.File) []apidiff.Change {
	t.Helper()
	if len(j.old) == 0 || &j.old[0] != &old[0] {
		j.old, j.api, j.fake = old, j.check(t, old, "."), j.check(t, old, fakePackage)
	}
	changes := apidiff.Changes(j.api, j.check(t, new, ".")).Changes
	for _, change := range apidiff.Changes(j.fake, j.check(t, new, fakePackage)).Changes {
		change.Message = fakePackage + "." + change.Message
		changes = append(changes, change)
	}
	return changes
}

// check has the types of the package in a folder of a client.
func (j *judge) check(t *testing.T, files []generator.File, folder string) *types.Package {
	t.Helper()
	var parsed []*ast.File
	for _, file := range files {
		if path.Dir(file.Name) != folder || path.Ext(file.Name) != ".go" || strings.HasSuffix(file.Name, "_test.go") {
			continue
		}
		one := j.parsed[string(file.Content)]
		if one == nil {
			var err error
			if one, err = parser.ParseFile(j.fset, file.Name, file.Content, parser.SkipObjectResolution); err != nil {
				t.Fatal(err)
			}
			j.parsed[string(file.Content)] = one
		}
		parsed = append(parsed, one)
	}
	config := types.Config{Importer: j.importer, IgnoreFuncBodies: true, DisableUnusedImportCheck: true}
	pkg, err := config.Check("example.test/"+folder, j.fset, parsed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

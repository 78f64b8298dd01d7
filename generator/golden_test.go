package generator_test

// The golden cases: each file of golden is one feature, as a sentence, a
// collection, and what the generator makes of it. TestGolden compares,
// TestGoldenClients compiles, vets and runs what is generated; "go test
// ./generator -update" rewrites what is expected.

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/Azure/go-ntlmssp" // so that it is there for the clients, which are built without a network
	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/modfile"
	"golang.org/x/tools/txtar"

	"github.com/postman-gen-go/postman-gen-go/generator"
	"github.com/postman-gen-go/postman-gen-go/templates"
)

var update = flag.Bool("update", false, "rewrite what the golden files expect")

// The sections of a golden file that are not generated files.
const (
	collectionSection = "collection.json"
	beforeSection     = "before.json"  // the collection when its client was generated for the first time; mostly there is none
	optionsSection    = "options.json" // generator.Options, but for the package
	secretsSection    = "secrets"      // texts, a line each, that no generated file may hold
	notesSection      = "notes"        // as the command prints them, without the file
)

// golden is a golden case.
type golden struct {
	name    string
	file    string
	archive *txtar.Archive
}

// goldenCases reads all golden files.
func goldenCases(t testing.TB) []golden {
	t.Helper()
	files, err := filepath.Glob("../golden/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("there are no golden files")
	}
	var cases []golden
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, golden{strings.TrimSuffix(filepath.Base(file), ".txtar"), file, archive})
	}
	return cases
}

// section gives a file of the archive; "" where there is none.
func (g golden) section(name string) string {
	for _, file := range g.archive.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

func (g golden) options(t testing.TB) generator.Options {
	t.Helper()
	opts := generator.Options{Source: g.name + ".json", Package: "golden", ImportPath: "example.test/golden/" + g.name}
	if text := g.section(optionsSection); text != "" {
		if err := json.Unmarshal([]byte(text), &opts); err != nil {
			t.Fatalf("%s: %s: %v", g.name, optionsSection, err)
		}
	}
	if text := g.section(environmentSection); text != "" {
		opts.Environment = []byte(text)
	}
	return opts
}

// generate generates the client of the case.
func (g golden) generate(t *testing.T) *generator.Output {
	t.Helper()
	opts := g.options(t)
	if before := g.section(beforeSection); before != "" {
		out, err := generator.Generate([]byte(before), opts)
		if err != nil {
			t.Fatalf("%s: %v", g.name, err)
		}
		opts.Lock = out.Lock
	}
	out, err := generator.Generate([]byte(g.section(collectionSection)), opts)
	if err != nil {
		t.Fatalf("%s: %v", g.name, err)
	}
	return out
}

func TestGolden(t *testing.T) {
	for _, g := range goldenCases(t) {
		t.Run(g.name, func(t *testing.T) {
			out := g.generate(t)
			got := g.written()
			for _, file := range ofCollection(out.Files) {
				got.Files = append(got.Files, txtar.File{Name: file.Name, Data: file.Content})
			}
			got.Files = append(got.Files, txtar.File{Name: notesSection, Data: []byte(printNotes(out.Notes))})
			if *update {
				if err := os.WriteFile(g.file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(sections(g.archive), sections(got)); diff != "" {
				t.Errorf("(-golden +generated), accept it with -update:\n%s", diff)
			}
		})
	}
}

// written is what a person wrote of a golden file.
func (g golden) written() *txtar.Archive {
	written := &txtar.Archive{Comment: g.archive.Comment}
	for _, file := range g.archive.Files {
		if slices.Contains([]string{collectionSection, beforeSection, optionsSection, environmentSection, secretsSection}, file.Name) {
			written.Files = append(written.Files, file)
		}
	}
	return written
}

// ofCollection leaves out the files that every client has.
func ofCollection(files []generator.File) []generator.File {
	copied := templates.Files()
	for _, name := range templates.FakeFiles() {
		copied = append(copied, "goldentest/"+name)
	}
	return slices.DeleteFunc(slices.Clone(files), func(file generator.File) bool {
		return slices.Contains(copied, strings.TrimSuffix(file.Name, ".go"))
	})
}

// sections gives the files of an archive by name, as lines, which read well in
// a diff.
func sections(archive *txtar.Archive) map[string][]string {
	lines := map[string][]string{}
	for _, file := range archive.Files {
		lines[file.Name] = strings.Split(string(file.Data), "\n")
	}
	return lines
}

// printNotes prints notes as the command does, without the collection's file.
func printNotes(notes []generator.Note) string {
	var b strings.Builder
	for _, n := range notes {
		if n.Line > 0 {
			fmt.Fprintf(&b, "%d:%d: ", n.Line, n.Column)
		}
		fmt.Fprintf(&b, "%s: ", n.Severity)
		if n.Path != "" {
			fmt.Fprintf(&b, "%s: ", n.Path)
		}
		fmt.Fprintf(&b, "%s\n", n.Text)
	}
	return b.String()
}

// TestNoSecret proves that no secret of a collection is written down.
func TestNoSecret(t *testing.T) {
	for _, g := range goldenCases(t) {
		t.Run(g.name, func(t *testing.T) {
			out := g.generate(t)
			texts := append(out.Files, generator.File{Name: "a note", Content: []byte(printNotes(out.Notes))}, generator.File{Name: "the lock", Content: out.Lock})
			for secret := range strings.Lines(g.section(secretsSection)) {
				secret = strings.TrimSuffix(secret, "\n")
				if !strings.Contains(g.section(collectionSection)+g.section(environmentSection), secret) {
					t.Errorf("neither the collection nor its environment has %q", secret)
				}
				for _, file := range texts {
					if strings.Contains(string(file.Content), secret) {
						t.Errorf("%s holds the secret %q", file.Name, secret)
					}
				}
			}
		})
	}
}

// TestGoldenClients compiles, vets and runs all golden clients, in a module
// that has nothing but them and the modules that they need.
func TestGoldenClients(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling all golden clients takes a minute")
	}
	dir := t.TempDir()
	writeModule(t, dir)
	var clients []string // the fake servers have no tests but an Example function, which vet compiles
	for _, g := range goldenCases(t) {
		clients = append(clients, "./"+g.name)
		out, err := generator.Generate([]byte(g.section(collectionSection)), g.options(t))
		if err != nil {
			t.Errorf("%s: %v", g.name, err)
			continue
		}
		for _, file := range out.Files {
			write(t, filepath.Join(dir, g.name, filepath.FromSlash(file.Name)), file.Content)
		}
	}
	// -trimpath makes the build cache serve: dir is another one each time.
	for _, args := range [][]string{{"vet", "-trimpath", "./..."}, append([]string{"test", "-trimpath", "-vet=off", "-ldflags=-s -w"}, clients...)} {
		command := exec.Command("go", args...)
		command.Dir = dir
		command.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "GOWORK=off")
		if output, err := command.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, output)
		}
	}
}

// writeModule makes dir a module with the go-cmp and the go-ntlmssp that this
// module has, so that nothing is downloaded.
func writeModule(t *testing.T, dir string) {
	t.Helper()
	own, err := modfile.Parse("go.mod", read(t, "../go.mod"), nil)
	if err != nil {
		t.Fatal(err)
	}
	text := "module example.test/golden\n\ngo 1.24\n"
	for _, required := range own.Require {
		if required.Mod.Path == comparison || required.Mod.Path == negotiation {
			text += fmt.Sprintf("\nrequire %s %s\n", required.Mod.Path, required.Mod.Version)
		}
	}
	write(t, filepath.Join(dir, "go.mod"), []byte(text))
	write(t, filepath.Join(dir, "go.sum"), read(t, "../go.sum"))
}

func read(t testing.TB, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

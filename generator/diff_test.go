package generator_test

// Two versions of a collection, and what changes for callers: each file of golden/diff
// is a pair, with the report as text and as Markdown. The second is made without the lock
// of the first, so that names change, too. "go test ./generator -update"
// rewrites the reports.

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

func TestGoldenDiff(t *testing.T) {
	files, err := filepath.Glob("../golden/diff/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive := txtar.Parse(read(t, file))
			if len(archive.Files) < 2 {
				t.Fatal("expected old.json and new.json")
			}
			old, new := versionOf(t, archive.Files[0].Data), versionOf(t, archive.Files[1].Data)
			got := &txtar.Archive{Comment: archive.Comment, Files: append(archive.Files[:2:2], reports(t, old, new)...)}
			if *update {
				write(t, file, txtar.Format(got))
				return
			}
			if diff := cmp.Diff(sections(archive), sections(got)); diff != "" {
				t.Errorf("(-golden +found), accept it with -update:\n%s", diff)
			}
		})
	}
}

func versionOf(t *testing.T, collection []byte) []generator.File {
	t.Helper()
	out, err := generator.Generate(collection, generator.Options{Package: "client"})
	if err != nil {
		t.Fatal(err)
	}
	return out.Files
}

func reports(t *testing.T, old, new []generator.File) []txtar.File {
	t.Helper()
	changes, err := generator.Compare(old, new)
	if err != nil {
		t.Fatal(err)
	}
	var text, markdown bytes.Buffer
	if err := changes.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if err := changes.WriteMarkdown(&markdown); err != nil {
		t.Fatal(err)
	}
	return []txtar.File{{Name: "text", Data: text.Bytes()}, {Name: "markdown", Data: markdown.Bytes()}}
}

// TestCompareItself holds that no client differs from itself but for a comment.
func TestCompareItself(t *testing.T) {
	for _, g := range goldenCases(t) {
		files := g.generate(t).Files
		commented := append([]generator.File{}, files...)
		for i := range commented {
			if strings.HasSuffix(commented[i].Name, ".go") {
				commented[i].Content = append([]byte("// One.\n"), commented[i].Content...)
			}
		}
		changes, err := generator.Compare(files, commented)
		if err != nil {
			t.Errorf("%s: %v", g.name, err)
			continue
		}
		if changes.Bump != generator.Patch || len(changes.Wire) > 0 {
			t.Errorf("%s: got %+v, expected other comments", g.name, changes)
		}
		if same, err := generator.Compare(files, files); err != nil || same.Bump != generator.None {
			t.Errorf("%s: got %+v, %v, expected nothing", g.name, same, err)
		}
	}
}

// TestCompareDamaged shows that a client that is no Go is refused.
func TestCompareDamaged(t *testing.T) {
	files := versionOf(t, []byte(`{"info": {"name": "A"}, "item": [{"name": "Ping", "request": "https://api.example.com/ping"}]}`))
	for _, test := range []struct{ content, want string }{
		{"package client\n\nfunc (", "new client: client.go:3:"},
		{"package client\n\ntype Client struct{ Users *UsersService }\n", "new client: client.go:3:28: undefined: UsersService"},
		{"package other\n", "new client: "},
	} {
		damaged := append([]generator.File{}, files...)
		for i := range damaged {
			if damaged[i].Name == "client.go" {
				damaged[i].Content = []byte(test.content)
			}
		}
		if _, err := generator.Compare(files, damaged); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("got %v, expected %s…", err, test.want)
		}
	}
	const empty = "old client: holds no Go files of a client"
	if _, err := generator.Compare(nil, files); err == nil || err.Error() != empty {
		t.Errorf("got %v, expected %s", err, empty)
	}
}

// TestReadClient reads back what was written, and tells what was edited.
func TestReadClient(t *testing.T) {
	dir := t.TempDir()
	out, err := generator.Generate([]byte(`{"info": {"name": "A"}, "item": [{"name": "Ping", "request": "https://api.example.com/ping"}]}`), generator.Options{Package: "client"})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := out.Plan(dir)
	if err == nil {
		err = plan.Write()
	}
	if err != nil {
		t.Fatal(err)
	}
	files, edited, err := generator.ReadClient(dir)
	if err != nil || len(edited) > 0 {
		t.Fatalf("got %v edited, %v", edited, err)
	}
	changes, err := generator.Compare(out.Files, files)
	if err != nil || changes.Bump != generator.None {
		t.Errorf("got %+v, %v, expected no change", changes, err)
	}

	content := bytes.ReplaceAll(read(t, filepath.Join(dir, "client.go")), []byte("\n"), []byte("\r\n")) // a checkout on Windows
	write(t, filepath.Join(dir, "client.go"), content)
	write(t, filepath.Join(dir, "core.go"), append(read(t, filepath.Join(dir, "core.go")), "\n// Mine.\n"...))
	if _, edited, err = generator.ReadClient(dir); err != nil || !cmp.Equal(edited, []string{"core.go"}) {
		t.Errorf("got %v edited, %v, expected core.go", edited, err)
	}
	if err := os.Remove(filepath.Join(dir, "auth.go")); err != nil {
		t.Fatal(err)
	}
	if _, _, err = generator.ReadClient(dir); err == nil || !strings.HasSuffix(err.Error(), "auth.go: is missing: restore it, or generate the client anew") {
		t.Errorf("got %v, expected that auth.go is missing", err)
	}
}

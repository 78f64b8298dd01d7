package generator_test

// The lock changes nothing by itself.

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// TestTwice generates each client a second time, with the lock of the first: nothing
// may differ. COLLECTIONS has further ones test it, as PATH lists folders.
func TestTwice(t *testing.T) {
	for _, g := range goldenCases(t) {
		t.Run(g.name, func(t *testing.T) { twice(t, []byte(g.section(collectionSection)), g.options(t)) })
	}
	files, err := filepath.Glob("../collections/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no collections: %v", err)
	}
	for _, file := range append(files, filepath.SplitList(os.Getenv("COLLECTIONS"))...) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			twice(t, src, generator.Options{Package: "client", Source: "api.json", ImportPath: "example.test/client"})
		})
	}
}

func twice(t *testing.T, src []byte, opts generator.Options) {
	first, err := generator.Generate(src, opts)
	if err != nil {
		t.Skip(err)
	}
	opts.Lock = first.Lock
	second, err := generator.Generate(src, opts)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Lock, second.Lock) {
		t.Errorf("lock:\n%s", cmp.Diff(string(first.Lock), string(second.Lock)))
	}
	if diff := cmp.Diff(byName(first.Files), byName(second.Files)); diff != "" {
		t.Errorf("files (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(first.Notes, second.Notes); diff != "" {
		t.Errorf("notes (-first +second):\n%s", diff)
	}
}

func byName(files []generator.File) map[string]string {
	byName := map[string]string{}
	for _, f := range files {
		byName[f.Name] = string(f.Content)
	}
	return byName
}

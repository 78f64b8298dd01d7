package generator_test

// What OpenAPI makes of collections: golden/openapi has a file for each feature, as
// golden has for clients. That documents are valid is tested in .ci/oracles.

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

const documentSection = "openapi.json"

func TestOpenAPI(t *testing.T) {
	files, err := filepath.Glob("../golden/openapi/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			g := golden{file: file, archive: archive}
			document, notes := describe(t, []byte(g.section(collectionSection)))
			got := g.written()
			got.Files = append(got.Files, txtar.File{Name: documentSection, Data: document}, txtar.File{Name: notesSection, Data: []byte(notes)})
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(sections(archive), sections(got)); diff != "" {
				t.Errorf("(-golden +described), accept it with -update:\n%s", diff)
			}
		})
	}
}

// describe gives the document of a collection as JSON, and the notes as text.
func describe(t *testing.T, collection []byte) (document []byte, notes string) {
	t.Helper()
	described, list, err := generator.OpenAPI(collection, generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(described); err != nil {
		t.Fatal(err)
	}
	return text.Bytes(), printNotes(list)
}

func TestOpenAPIDeterminism(t *testing.T) {
	for _, in := range inputs(t) {
		t.Run(in.name, func(t *testing.T) {
			want, _ := describe(t, in.collection)
			got, _ := describe(t, shuffled(t, in.collection, rand.New(rand.NewPCG(1, 2))))
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("with the keys of objects shuffled (-as written +shuffled):\n%s", diff)
			}
		})
	}
}

// TestOpenAPINoSecret proves that no secret of a golden case is in its document.
func TestOpenAPINoSecret(t *testing.T) {
	for _, g := range goldenCases(t) {
		t.Run(g.name, func(t *testing.T) {
			document, notes := describe(t, []byte(g.section(collectionSection)))
			for secret := range strings.Lines(g.section(secretsSection)) {
				if secret = strings.TrimSuffix(secret, "\n"); strings.Contains(string(document)+notes, secret) {
					t.Errorf("the document or a note holds the secret %q", secret)
				}
			}
		})
	}
}

// FuzzOpenAPI describes whatever bytes come in: it gives an error that says where,
// or a document that has each operation once.
func FuzzOpenAPI(f *testing.F) {
	for _, in := range inputs(f) {
		f.Add(in.collection)
	}
	f.Fuzz(func(t *testing.T, collection []byte) {
		document, _, err := generator.OpenAPI(collection, generator.Options{})
		if err != nil {
			if !located.MatchString(err.Error()) {
				t.Errorf("the error does not say where: %v", err)
			}
			return
		}
		text, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		var read struct {
			Paths map[string]map[string]struct{ OperationID string }
		}
		if err := json.Unmarshal(text, &read); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{"": true}
		for path, item := range read.Paths {
			for method, operation := range item {
				if id := operation.OperationID; seen[id] && !strings.HasPrefix(method, "x-") {
					t.Errorf("%s %s has the operationId %q, which is empty or another's", method, path, id)
				}
				seen[operation.OperationID] = true
			}
		}
	})
}

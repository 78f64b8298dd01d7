package oracles

// The OpenAPI documents of all golden cases and sample collections are valid, their
// examples included: github.com/getkin/kin-openapi judges them.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"golang.org/x/tools/txtar"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

func TestOpenAPI(t *testing.T) {
	for name, collection := range collections(t) {
		t.Run(name, func(t *testing.T) {
			document, _, err := generator.OpenAPI(collection, generator.Options{})
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			loaded, err := openapi3.NewLoader().LoadFromData(text)
			if err != nil {
				t.Fatal(err)
			}
			if err := loaded.Validate(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// collections are those of the golden cases and the samples, by name; or the files that
// the environment variable COLLECTIONS lists, as PATH lists folders.
func collections(t *testing.T) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	patterns := []string{"../../collections/*.json", "../../golden/*.txtar", "../../golden/openapi/*.txtar"}
	if others := os.Getenv("COLLECTIONS"); others != "" {
		patterns = filepath.SplitList(others)
	}
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(file) == ".txtar" {
				for _, section := range txtar.Parse(text).Files {
					if section.Name == "collection.json" {
						text = section.Data
					}
				}
			}
			found[filepath.Base(file)] = text
		}
	}
	return found
}

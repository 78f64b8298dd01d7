package generator_test

// The arrows: which package of this module may import which.

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/postman-gen-go/postman-gen-go/"

// arrows lists, for each folder that holds a package, what it may import beside
// the standard library: folders of this module, and modules of others.
var arrows = map[string][]string{
	"cmd/postman-gen-go": {
		"cmd/postman-gen-go/internal/config", "cmd/postman-gen-go/internal/similar", "generator", "github.com/fsnotify/fsnotify",
		"github.com/mozillazg/go-unidecode", "github.com/spf13/cobra", "github.com/spf13/pflag", "go.yaml.in/yaml/v3", "golang.org/x/mod",
	},
	"cmd/postman-gen-go/internal/config": {"cmd/postman-gen-go/internal/similar", "github.com/goccy/go-yaml"},
	"generator": {
		"generator/internal/api", "generator/internal/collection", "generator/internal/diff", "generator/internal/emit", "generator/internal/inspect",
		"generator/internal/lock", "generator/internal/naming", "generator/internal/openapi", "generator/internal/output", "generator/internal/resolve", "templates",
	},
	"generator/internal/api":        {},
	"generator/internal/collection": {},
	"generator/internal/diff":       {},
	"generator/internal/emit":       {"generator/internal/api", "generator/internal/prose", "templates", "github.com/dave/jennifer"},
	"generator/internal/infer":      {"generator/internal/api"},
	"generator/internal/inspect":    {"generator/internal/api"},
	"generator/internal/lock":       {"generator/internal/api"},
	"generator/internal/naming":     {"generator/internal/api", "github.com/mozillazg/go-unidecode"},
	"generator/internal/openapi":    {"generator/internal/api", "generator/internal/infer"},
	"generator/internal/output":     {},
	"generator/internal/paging":     {"generator/internal/api", "generator/internal/infer"},
	"generator/internal/prose":      {"github.com/yuin/goldmark", "golang.org/x/net"},
	"generator/internal/resolve": {
		"generator/internal/api", "generator/internal/collection", "generator/internal/infer", "generator/internal/lock",
		"generator/internal/paging", "generator/internal/prose",
	},
	"cmd/postman-gen-go/internal/similar": {},
	"templates":                           {},
	"templates/fake":                      {},
	"templates/runtime":                   {"github.com/Azure/go-ntlmssp"}, // authntlm.go, as templates.TestRuntimeFiles holds
}

func TestArrows(t *testing.T) {
	root := os.DirFS("..")
	for _, top := range []string{"cmd", "generator", "templates"} {
		err := fs.WalkDir(root, top, func(name string, entry fs.DirEntry, err error) error {
			if entry != nil && entry.Name() == "testdata" {
				return fs.SkipDir // modules of their own
			}
			if err == nil && path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
				checkArrows(t, root, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// checkArrows compares the imports of a file with the arrows of its folder.
func checkArrows(t *testing.T, root fs.FS, name string) {
	t.Helper()
	source, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	allowed, ok := arrows[path.Dir(name)]
	if !ok {
		t.Errorf("%s is in a folder that the arrows do not know", name)
	}
	for _, imported := range imports(t, name, source) {
		if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
			continue // the standard library
		}
		own := strings.TrimPrefix(imported, module)
		if !slices.ContainsFunc(allowed, func(arrow string) bool {
			return own == arrow || !strings.HasPrefix(imported, module) && strings.HasPrefix(imported+"/", arrow+"/")
		}) {
			t.Errorf("%s imports %s", name, imported)
		}
	}
}

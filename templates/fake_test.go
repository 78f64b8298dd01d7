// SPDX-License-Identifier: MIT-0

package templates_test

import (
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/templates"
)

// TestFake proves that the fake server is copied as it is, and needs nothing but the standard library.
func TestFake(t *testing.T) {
	files, err := templates.Fake("zoomtest")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, file.Name)
		original, err := os.ReadFile(filepath.Join("fake", file.Name))
		if err != nil {
			t.Fatal(err)
		}
		want := generated + strings.Replace(string(original), "\npackage fake", "\npackage zoomtest", 1)
		if diff := cmp.Diff(want, string(file.Content)); diff != "" {
			t.Errorf("%s: %s", file.Name, diff)
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file.Name, file.Content, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imported := range tree.Imports {
			if strings.Contains(imported.Path.Value, ".") {
				t.Errorf("%s imports %s", file.Name, imported.Path.Value)
			}
		}
	}
	pkg, err := build.ImportDir("fake", 0)
	if err != nil {
		t.Fatal(err)
	}
	want := slices.DeleteFunc(pkg.GoFiles, func(name string) bool { return name == "doc.go" })
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("the files copied: %s", diff)
	}
}

// TestFakeNames proves that what a test calls is taken.
func TestFakeNames(t *testing.T) {
	names := templates.FakeNames()
	for _, name := range []string{"New", "Server", "Drop", "WithBodyMatching", "http"} {
		if !slices.Contains(names, name) {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestFakeRefusesPackageNames(t *testing.T) {
	if _, err := templates.Fake("my-test"); err == nil {
		t.Error("my-test was accepted")
	}
}

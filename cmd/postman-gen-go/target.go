package main

// What package the client is to be, where the user does not say: its name and its
// import path, both told by the folder it goes to. Entry points: packageName and
// importPath.

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// packageName returns the name given by the user, else that of the package already
// in the folder dir, else one made from the folder's name.
func packageName(given, dir string) (string, error) {
	if given != "" {
		if err := checkPackageName(given); err != nil {
			return "", usageErrorf("--package %q: %w", given, err)
		}
		if name := packageIn(dir, isForeign); name != "" && name != given {
			return "", fmt.Errorf("%s holds package %s, so it cannot hold package %s as well: choose another folder, or leave out --package", dir, name, given)
		}
		return given, nil
	}
	if name := packageIn(dir, isAny); name != "" {
		if err := checkPackageName(name); err != nil {
			return "", usageErrorf("%s holds package %s: %w; give it a folder of its own with --out", dir, name, err)
		}
		return name, nil
	}
	folder, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	name := packageNameFor(filepath.ToSlash(folder))
	if err := checkPackageName(name); err != nil {
		return "", usageErrorf("package name %q, made from %s: %w; name it with --package", name, folder, err)
	}
	return name, nil
}

// checkPackageName tells what keeps a client from being package name.
func checkPackageName(name string) error {
	if name == "main" {
		return errors.New("a client cannot be package main, which nobody can import")
	}
	if name == "_" || name == "init" || !token.IsIdentifier(name) {
		return errors.New("not a name that a Go package can have")
	}
	return nil
}

// packageIn returns the package clause of the Go files in dir that count, "" if there
// is none. Files that this machine would not build do not, for they are mostly
// programs of their own, marked "ignore".
func packageIn(dir string, counts func(*ast.File) bool) string {
	names, _ := fs.Glob(os.DirFS(dir), "*.go") // the pattern is well-formed
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if built, err := build.Default.MatchFile(dir, name); err != nil || !built {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.PackageClauseOnly|parser.ParseComments)
		if err == nil && counts(file) {
			return file.Name.Name
		}
	}
	return ""
}

func isAny(*ast.File) bool { return true }

// isForeign tells a file that is not generated: it keeps its package, whatever ours is.
func isForeign(file *ast.File) bool { return !ast.IsGenerated(file) }

// majorVersion ends module paths: zoom/v2, and at gopkg.in zoom.v2.
var majorVersion = regexp.MustCompile(`[/.]v[0-9]+$`)

// packageNameFor makes a package name of a folder's slash-separated path: what is
// left of its last element without a major version, a "go-" in front or a "-go"
// behind, in lower case letters and digits.
func packageNameFor(folder string) string {
	base := path.Base(majorVersion.ReplaceAllString(folder, ""))
	base = strings.ToLower(unidecode.Unidecode(base))
	base = strings.TrimSuffix(strings.TrimPrefix(base, "go-"), "-go")
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, base)
}

// importPath returns the path given by the user, else that of dir in the module of
// the nearest go.mod upwards, or "" where there is none or it is no valid path.
func importPath(given, dir string) (string, error) {
	if given != "" {
		if err := module.CheckImportPath(given); err != nil {
			return "", usageErrorf("--import-path: %w", err)
		}
		return given, nil
	}
	folder, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	found := importPathOf(folder)
	if module.CheckImportPath(found) != nil {
		return "", nil
	}
	return found, nil
}

// importPathOf walks from an absolute path up to the first go.mod. What it returns is
// no valid import path where there is none, or where that names no module.
func importPathOf(folder string) string {
	for root := folder; ; root = filepath.Dir(root) {
		data, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if err == nil {
			below, _ := filepath.Rel(root, folder) // root is folder or above it
			return path.Clean(modfile.ModulePath(data) + "/" + filepath.ToSlash(below))
		}
		if root == filepath.Dir(root) {
			return ""
		}
	}
}

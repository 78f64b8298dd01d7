package diff

// A client's files as the rules read them. Entry point: load.

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
)

func keys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }

// client is a generated client: the package itself, and that of its fake server.
type client struct {
	api, fake  *types.Package // fake is nil where there is none
	files      []*ast.File    // of the package itself
	operations []*operation
	directory
}

// load reads the files of a client, given by their names below its folder. Tests and
// what is not Go do not matter. The error says where a file is no Go, or does not
// fit the others; function bodies are not checked.
func load(sources map[string][]byte) (*client, error) {
	var own, fakes []string
	for _, name := range slices.Sorted(keys(sources)) {
		switch {
		case path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
		case path.Dir(name) == ".":
			own = append(own, name)
		default: // the only folder with Go files
			fakes = append(fakes, name)
		}
	}
	if len(own) == 0 {
		return nil, errors.New("holds no Go files of a client")
	}
	c := new(client)
	var err, failed error
	c.api, c.files, err = check(own, sources)
	if len(fakes) > 0 {
		c.fake, _, failed = check(fakes, sources)
	}
	c.operations = operationsOf(c.files)
	c.directory = newDirectory(c.operations)
	return c, cmp.Or(err, failed)
}

// check reads the files of one package.
func check(names []string, sources map[string][]byte) (*types.Package, []*ast.File, error) {
	fset := token.NewFileSet()
	files := make([]*ast.File, len(names))
	for i, name := range names {
		file, err := parser.ParseFile(fset, name, sources[name], parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, firstOf(err)
		}
		files[i] = file
	}
	imports := newImporter(files)
	var first error
	config := types.Config{
		Importer: imports, IgnoreFuncBodies: true, DisableUnusedImportCheck: true,
		Error: func(err error) { first = cmp.Or(first, err) },
	}
	pkg, _ := config.Check(files[0].Name.Name, fset, declarations(files), nil) // its error is the first one
	if failed, ok := errors.AsType[types.Error](first); ok {
		at := fset.Position(failed.Pos)
		first = fmt.Errorf("%s:%d:%d: %s", at.Filename, at.Line, at.Column, failed.Msg)
	}
	return pkg, files, first
}

// firstOf is the first of the errors of a file.
func firstOf(err error) error {
	if list, ok := errors.AsType[scanner.ErrorList](err); ok && len(list) > 0 {
		return list[0]
	}
	return err
}

// declarations leaves out variables of no caller's, whose types often follow from
// calls of functions that std does not have.
func declarations(files []*ast.File) []*ast.File {
	reduced := make([]*ast.File, len(files))
	for i, file := range files {
		only := *file
		only.Decls = slices.DeleteFunc(slices.Clone(file.Decls), isInternal)
		reduced[i] = &only
	}
	return reduced
}

func isInternal(declaration ast.Decl) bool {
	vars, ok := declaration.(*ast.GenDecl)
	return ok && vars.Tok == token.VAR && !slices.ContainsFunc(vars.Specs, func(spec ast.Spec) bool {
		return slices.ContainsFunc(spec.(*ast.ValueSpec).Names, (*ast.Ident).IsExported)
	})
}

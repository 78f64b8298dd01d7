package diff

// What the client as a whole settles where its caller does not: base URLs, variables,
// keys of credentials. Entry point: settingsOf.

import (
	"go/ast"
	"go/printer"
	"go/token"
	"strconv"
	"strings"
)

// settingsOf lists what a client settles, by subject: "WithBaseURL": "https://…",
// "Variables.StoreID": "berlin", "WithAPIKey": `APIKeyHeader("X-Key", key)`.
func settingsOf(files []*ast.File) facts {
	settled := facts{}
	var variables []string
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if t, ok := node.(*ast.TypeSpec); ok && t.Name.Name == "Variables" {
				variables = fieldNames(t)
			}
			return true
		})
	}
	for _, file := range files {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && objectOf(f) == "New" {
				configured(f, variables, settled)
			}
		}
	}
	for f := range options(files) {
		optionSettles(f, settled)
	}
	return settled
}

func fieldNames(t *ast.TypeSpec) []string {
	var names []string
	if s, ok := t.Type.(*ast.StructType); ok {
		for _, field := range s.Fields.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}

// configured reads config{baseURLs: …, variables: …}; the variables have the order of
// their fields.
func configured(f *ast.FuncDecl, variables []string, settled facts) {
	ast.Inspect(f, func(node ast.Node) bool {
		literal, ok := node.(*ast.CompositeLit)
		if !ok || typeName(literal.Type) != "config" {
			return true
		}
		members := membersOf(literal)
		for _, element := range elementsOf(members["baseURLs"]) {
			if base, ok := element.(*ast.CompositeLit); ok {
				of := membersOf(base)
				settled[stringOf(of["option"])] = strconv.Quote(stringOf(of["value"]))
			}
		}
		for i, element := range elementsOf(members["variables"]) {
			if i < len(variables) {
				settled["Variables."+variables[i]] = strconv.Quote(stringOf(element))
			}
		}
		return false
	})
}

func elementsOf(expr ast.Expr) []ast.Expr {
	if literal, ok := expr.(*ast.CompositeLit); ok {
		return literal.Elts
	}
	return nil
}

// optionSettles reads credentials.Region = cmp.Or(credentials.Region, "eu-west-1"), and
// the last argument of setCredential.
func optionSettles(f *ast.FuncDecl, settled facts) {
	ast.Inspect(f.Body, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.AssignStmt:
			if field, ok := n.Lhs[0].(*ast.SelectorExpr); ok && typeName(field.X) == "credentials" && len(n.Rhs) == 1 {
				value := n.Rhs[0]
				if call, ok := value.(*ast.CallExpr); ok && len(call.Args) == 2 {
					value = call.Args[1]
				}
				settled[f.Name.Name+"."+field.Sel.Name] = source(value)
			}
		case *ast.CallExpr:
			if calledName(n) == "setCredential" && len(n.Args) == 2 {
				settled[f.Name.Name] = source(n.Args[1])
			}
		}
		return true
	})
}

// source is an expression as it is written.
func source(expr ast.Expr) string {
	var text strings.Builder
	if printer.Fprint(&text, token.NewFileSet(), expr) != nil {
		return ""
	}
	return text.String()
}

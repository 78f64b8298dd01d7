package diff

// The operations of a client, as its files declare them. Entry point: operationsOf.
// Generated code is regular, so syntax tells all:
//
//	func (s *UsersService) Get(…) (…) {
//		call := s.core.newCall(&opUsersGet, options)
//		…
//	var opUsersGet = operation{
//		name:   "Users.Get",
//		method: "GET",
//		path:   "/users/:id",

import (
	"cmp"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
)

// operation is a method that sends a request.
type operation struct {
	name         string // as callers write it: Users.Get
	method, path string // of the request: GET, /users/:id
	object       string // the Go method: UsersService.Get
	request      string // its request type
	wire         facts
	fields       map[string]string // where the fields of the request go, by Go name: "query limit"
}

// line is the request line.
func (o *operation) line() string { return o.method + " " + cmp.Or(o.path, "/") }

// prefix begins the names of all that belongs to the operation alone.
func (o *operation) prefix() string { return strings.TrimSuffix(o.request, "Request") }

// variable matches what stands for a value in the template of a path.
var variable = regexp.MustCompile(`:[^/]+|\{\{[^{}]*\}\}`)

// route is the request line whatever its variables are called.
func (o *operation) route() string { return o.method + " " + variable.ReplaceAllString(o.path, "{}") }

// operationsOf lists the operations in the order of their files.
func operationsOf(files []*ast.File) []*operation {
	described := map[string]*ast.CompositeLit{} // operation{…} by variable
	methods := map[string]*ast.FuncDecl{}
	var calls []*ast.FuncDecl // the methods that send requests
	for _, file := range files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				describe(d, described)
			case *ast.FuncDecl:
				methods[objectOf(d)] = d
				if sends(d) != "" {
					calls = append(calls, d)
				}
			}
		}
	}
	world := newSetting(files)
	var list []*operation
	for _, call := range calls {
		literal := described[sends(call)]
		if literal == nil || len(call.Type.Params.List) < 2 {
			continue
		}
		members := membersOf(literal)
		o := &operation{
			name: stringOf(members["name"]), method: stringOf(members["method"]), path: stringOf(members["path"]),
			object: objectOf(call), request: typeName(call.Type.Params.List[1].Type),
		}
		o.wire, o.fields = world.facts(members, methods[o.request+".encode"])
		list = append(list, o)
	}
	return list
}

// describe notes the variables whose value is operation{…}.
func describe(d *ast.GenDecl, described map[string]*ast.CompositeLit) {
	if d.Tok != token.VAR {
		return
	}
	for _, spec := range d.Specs {
		if v := spec.(*ast.ValueSpec); len(v.Values) == 1 {
			if literal, ok := v.Values[0].(*ast.CompositeLit); ok && typeName(literal.Type) == "operation" {
				described[v.Names[0].Name] = literal
			}
		}
	}
}

// sends is the variable of the operation that a function sends, "" if there is none.
func sends(f *ast.FuncDecl) string {
	if f.Recv == nil || f.Body == nil || len(f.Body.List) == 0 {
		return ""
	}
	found := ""
	ast.Inspect(f.Body.List[0], func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if ok && calledName(call) == "newCall" && len(call.Args) > 0 {
			if address, ok := call.Args[0].(*ast.UnaryExpr); ok {
				found = typeName(address.X)
			}
		}
		return found == ""
	})
	return found
}

// objectOf is UsersService.Get, or New.
func objectOf(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return f.Name.Name
	}
	return typeName(f.Recv.List[0].Type) + "." + f.Name.Name
}

// typeName is the identifier in *T, T or T[…]; "" if there is none.
func typeName(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// calledName is what is called: c in a.b.c(…).
func calledName(call *ast.CallExpr) string {
	if s, ok := call.Fun.(*ast.SelectorExpr); ok {
		return s.Sel.Name
	}
	return typeName(call.Fun)
}

// membersOf has the values of T{key: value} by key.
func membersOf(literal *ast.CompositeLit) map[string]ast.Expr {
	members := map[string]ast.Expr{}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			members[typeName(pair.Key)] = pair.Value
		}
	}
	return members
}

// stringOf is the text of a literal, or of several that are added up; "" for all else.
func stringOf(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value) // a number has no quotes, and is no text
		return text
	case *ast.BinaryExpr:
		return stringOf(e.X) + stringOf(e.Y)
	}
	return ""
}

// directory finds operations by what bears their names.
type directory struct {
	objects, prefixes, requests map[string]*operation
}

func newDirectory(operations []*operation) directory {
	d := directory{map[string]*operation{}, map[string]*operation{}, map[string]*operation{}}
	for _, o := range operations {
		d.objects[o.object], d.requests[o.request] = o, o
		if prefix := o.prefix(); prefix != "" {
			d.prefixes[prefix] = o
		}
	}
	return d
}

// owner is the operation that an object belongs to: its method, or what has the longest
// prefix of its name; nil if there is none.
func (d directory) owner(object string) *operation {
	if o := d.objects[object]; o != nil {
		return o
	}
	name := strings.TrimPrefix(typePart(object), "Op")
	for end := len(name); end > 0; end-- {
		if o := d.prefixes[name[:end]]; o != nil && !strings.ContainsAny(name[end:min(end+1, len(name))], lowerCase) {
			return o
		}
	}
	return nil
}

// lowerCase letters go on with the word that they stand in.
const lowerCase = "abcdefghijklmnopqrstuvwxyz"

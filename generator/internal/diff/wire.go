package diff

// What of an operation only the wire sees. Entry points: setting.facts for one side,
// rewired for what differs. The method encode of a request says it, a call each:
//
//	c.literal("/users/")
//	c.segment("ID", r.ID)
//	c.header("Accept-Language", or(r.AcceptLanguage, "en"))

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// facts are what an operation does on the wire, by subject: "path": "/users/{}",
// "unless set, header Accept-Language": "en".
type facts map[string]string

// The subjects that are not of a single parameter.
const (
	requestMethod = "method"
	requestPath   = "path"
	baseURL       = "base URL"
	credential    = "credential"
	bodyType      = "body"
	graphQL       = "query of GraphQL"
	unasked       = "unasked " // followed by the parameter
	pathVariable  = "path variable "
)

// setting is what operations name by index or constant.
type setting struct {
	bases       map[string]string // options, by index
	credentials map[string]string // options, by constant
}

// newSetting reads the options of a client.
func newSetting(files []*ast.File) setting {
	s := setting{bases: map[string]string{}, credentials: map[string]string{}}
	for f := range options(files) {
		ast.Inspect(f.Body, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 {
				return true
			}
			switch calledName(call) {
			case "setBaseURL":
				s.bases[numberOf(call.Args[0])] = f.Name.Name
			case "setCredential":
				s.credentials[typeName(call.Args[0])] = f.Name.Name
			}
			return true
		})
	}
	return s
}

// options are the functions that return an option of the client.
func options(files []*ast.File) iter.Seq[*ast.FuncDecl] {
	return func(yield func(*ast.FuncDecl) bool) {
		for _, file := range files {
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if ok && f.Recv == nil && f.Body != nil && f.Type.Results.NumFields() == 1 &&
					typeName(f.Type.Results.List[0].Type) == "Option" && !yield(f) {
					return
				}
			}
		}
	}
}

// numberOf is the text of a literal number; "0" for all else.
func numberOf(expr ast.Expr) string {
	if literal, ok := expr.(*ast.BasicLit); ok && literal.Kind == token.INT {
		return literal.Value
	}
	return "0"
}

// facts reads an operation: its descriptor, and the method encode of its request, which
// may be missing. fields says where the fields of the request go.
func (s setting) facts(members map[string]ast.Expr, encode *ast.FuncDecl) (wire facts, fields map[string]string) {
	wire, fields = facts{requestMethod: stringOf(members["method"]), baseURL: s.bases[numberOf(members["base"])]}, map[string]string{}
	if constant := typeName(members["credential"]); constant != "" {
		wire[credential] = cmp.Or(s.credentials[constant], constant)
	} else {
		wire[credential] = "no option"
	}
	if members["query"] != nil {
		wire[graphQL] = stringOf(members["query"]) + stringOf(members["queryName"])
	}
	wire[requestPath] = stringOf(members["glue"])
	eachCall(encode, func(call *ast.CallExpr) { encoded(call, wire, fields) })
	return wire, fields
}

// eachCall visits the calls of methods of c.
func eachCall(f *ast.FuncDecl, visit func(*ast.CallExpr)) {
	if f == nil || f.Body == nil {
		return
	}
	ast.Inspect(f.Body, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		if s, ok := call.Fun.(*ast.SelectorExpr); ok && typeName(s.X) == "c" {
			visit(call)
		}
		return true
	})
}

// places are where the methods of a call send a value.
var places = map[string]string{
	"query": "query parameter", "queryList": "query parameter", "flag": "query parameter", "flagList": "query parameter",
	"header": "header", "headerList": "header", "form": "form field", "formList": "form field",
	"part": "form-data field", "partList": "form-data field", "file": "form-data file", "fileList": "form-data file",
}

// encoded notes what one call does.
func encoded(call *ast.CallExpr, wire facts, fields map[string]string) {
	verb := calledName(call)
	if len(call.Args) == 0 {
		if verb == "untyped" {
			wire[bodyType] = "without a Content-Type"
		}
		return
	}
	first, last := stringOf(call.Args[0]), call.Args[len(call.Args)-1]
	switch verb {
	case "literal":
		wire[requestPath] += first
	case "segment", "segments":
		fields[fieldIn(last)] = fmt.Sprintf("%sbehind %s", pathVariable, wire[requestPath]) // what names it, whatever it is called
		wire[requestPath] += "{}"
		noteDefault(wire, pathVariable+first, last)
	case "json", "text", "binary":
		wire[bodyType] = first
	default:
		if place := places[verb]; place != "" {
			fields[fieldIn(last)] = place + " " + first
			noteDefault(wire, place+" "+first, last)
		}
	}
}

// noteDefault notes what is sent where the caller gives nothing: or(r.Limit, "20").
func noteDefault(wire facts, parameter string, value ast.Expr) {
	if call, ok := value.(*ast.CallExpr); ok && slices.Contains([]string{"or", "Or"}, calledName(call)) && len(call.Args) == 2 {
		wire[unasked+parameter] = defaultOf(call.Args[1])
	}
}

// defaultOf is a default as the collection has it.
func defaultOf(expr ast.Expr) string {
	call, ok := expr.(*ast.CallExpr)
	if !ok {
		return strconv.Quote(stringOf(expr))
	}
	var parts []string
	for _, arg := range call.Args {
		parts = append(parts, defaultOf(arg))
	}
	switch calledName(call) {
	case "variable":
		return "Variables." + strings.TrimPrefix(typeName(call.Args[0]), "variable")
	case "drawn":
		return "a drawn " + stringOf(call.Args[0])
	}
	return strings.Join(parts, " + ")
}

// fieldIn is the field of the request in an expression: Limit in asText(c, "Limit", r.Limit).
func fieldIn(expr ast.Expr) string {
	field := ""
	ast.Inspect(expr, func(node ast.Node) bool {
		if s, ok := node.(*ast.SelectorExpr); ok && typeName(s.X) == "r" {
			field = s.Sel.Name
		}
		return field == ""
	})
	return field
}

// rewired says what an operation does otherwise on the wire, a sentence each.
func rewired(old, new *operation, names renames) []string {
	var changes []string
	for _, subject := range slices.Sorted(keys(union(old.wire, new.wire))) {
		was, is := names.of(old.wire[subject]), new.wire[subject]
		if was == is || subject == bodyType && (was == "" || is == "") { // then the field Body tells
			continue
		}
		if parameter, ok := strings.CutPrefix(subject, unasked); ok {
			changes = append(changes, unaskedText(parameter, was, is))
		} else {
			changes = append(changes, subjectText(subject, was, is, old, new))
		}
	}
	for _, before := range slices.Sorted(keys(old.fields)) {
		after := names.member(old.request + "." + before)
		was, is := old.fields[before], new.fields[after]
		if is != "" && was != is && !strings.HasPrefix(is, pathVariable) { // of which the path tells
			changes = append(changes, fmt.Sprintf("sends %s as %s, not as %s", code(after), code(is), code(was)))
		}
	}
	return slices.Compact(changes) // method and path are told together
}

func union(a, b facts) facts {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func unaskedText(parameter, was, is string) string {
	const unset = " where the caller sets nothing"
	switch {
	case was == "":
		return "sends " + code(parameter+": "+is) + unset
	case is == "":
		return "no longer sends " + code(parameter+": "+was) + unset
	}
	return "sends " + code(parameter+": "+is) + unset + ", not " + code(was)
}

func subjectText(subject, was, is string, old, new *operation) string {
	switch subject {
	case requestMethod, requestPath:
		return "sends " + code(new.line()) + ", not " + code(old.line())
	case baseURL:
		return "goes to the base URL of " + code(is) + ", not to that of " + code(was)
	case credential:
		return "takes its credential from " + code(is) + ", not from " + code(was)
	case graphQL:
		return "sends another query of GraphQL"
	}
	return "sends its body as " + code(is) + ", not as " + code(was)
}

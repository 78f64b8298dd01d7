// Package naming gives every part of the model its Go name, in one walk after
// everything is known, so that it alone settles collisions.
//
// Names come from identity: what a thing is called in the collection, and where
// that is not enough, what tells it from the others (HTTP method, path, body
// mode, spelling). They never depend on order or count.
//
// [Assign] is the entry point. words.go is the door from foreign text to
// identifiers; scope.go settles collisions.
package naming

import (
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// Assign names everything in client. The names in reserved are declared by
// others in the package; files are the names of their files.
func Assign(client *api.Client, reserved, files []string) {
	n := &namer{client: client, pkg: newScope(reserved...)}
	n.files = newFoldedScope(strings.ToLower, slices.Concat([]string{"client", "operations", "codes", "types"}, devices, files)...)
	for _, name := range client.Known {
		n.pkg.known[name] = true
	}
	for _, name := range []string{"Client", "New", "Variables", "WithVariables"} {
		n.pkg.taken[name] = true
	}
	n.services()
	n.files.settle()
	n.options()
	n.errorCodes()
	n.pkg.settle()
	n.operations()
	n.pkg.settle()
	n.sharedStructs()
	n.enums()
	n.structs()
	n.pkg.settle()
}

// devices are names that Windows keeps for itself, whatever the extension.
var devices = strings.Fields("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// namer holds what the steps of one run share.
type namer struct {
	client *api.Client
	pkg    *scope // package-level identifiers
	files  *scope
}

// services names services, their types and files, and the methods, which share
// a scope with the fields of the services inside.
func (n *namer) services() {
	root := n.client.Root
	root.Type, root.File = "Client", "operations"
	n.members(root, nil)
}

// members names what is in a service: its operations and inner services. above
// are the fields that lead to it.
func (n *namer) members(s *api.Service, above []string) {
	members := newScope()
	for _, child := range s.Services {
		members.want(claim{
			name:     folderName(child.Name),
			others:   func() []string { return []string{folderName(child.Name) + "Service", spelled(child.Name)} },
			identity: child.Name,
			kept:     child.Field,
			set:      func(name string) { child.Field = name },
		})
	}
	members.settle() // a method that meets a folder gives way
	for _, op := range s.Operations {
		if op.Paging != nil {
			members.known[op.Paging.GoName] = true
		}
	}
	n.methods(members, s.Operations)
	members.settle()
	pagesMethods(members, s.Operations)
	members.settle()
	for _, child := range s.Services {
		fields := append(slices.Clone(above), child.Field)
		path := strings.Join(fields, "")
		n.pkg.want(claim{
			name:     path + "Service",
			identity: strings.Join(fields, "/"),
			kept:     child.Type,
			set:      func(name string) { child.Type = name },
		})
		n.files.want(claim{
			name:     clip(strings.ToLower(path), 40),
			others:   func() []string { return []string{clip(strings.ToLower(path), 40) + "service"} },
			identity: strings.Join(fields, "/"),
			set:      func(name string) { child.File = strings.ToLower(name) },
		})
		n.members(child, fields)
	}
}

func clip(s string, n int) string { return s[:min(len(s), n)] }

// methods names the operations of a service.
func (n *namer) methods(members *scope, operations []*api.Operation) {
	groups := map[string][]*api.Operation{}
	for _, op := range operations {
		name := methodName(op)
		groups[name] = append(groups[name], op)
	}
	for name, group := range groups {
		qualified := tellApart(name, group)
		for i, op := range group {
			members.want(claim{
				name:     qualified[i],
				others:   func() []string { return []string{methodWord(op) + qualified[i]} },
				identity: identity(op),
				kept:     op.GoName,
				set:      func(name string) { op.GoName = name },
			})
		}
	}
}

// pagesMethods names the methods that go through all pages. They come after all
// others, so that a list which turns out to come in pages renames nothing.
func pagesMethods(members *scope, operations []*api.Operation) {
	for _, op := range operations {
		if op.Paging == nil {
			continue
		}
		members.want(claim{
			name:     op.GoName + "All",
			others:   func() []string { return []string{op.GoName + "AllPages"} },
			identity: identity(op),
			kept:     op.Paging.GoName,
			set:      func(name string) { op.Paging.GoName = name },
		})
	}
}

// identity is what tells an operation from all others of its service.
func identity(op *api.Operation) string {
	return strings.Join([]string{op.Method, op.BaseURL.Template, op.Template, op.Name, op.BodyMode()}, "\n")
}

// methodName is the name that a request asks for: the words of its name, or
// HTTP method and path where that is a URL or nothing.
func methodName(op *api.Operation) string {
	list := methodWords(op.Name)
	if len(list) == 0 || isURL(op.Name) {
		list = append(words(strings.ToLower(op.Method)), words(op.Template)...)
	}
	if name := camel(list); name != "" {
		return name
	}
	return "Call"
}

// methodWord is an operation's HTTP method as a word: Get.
func methodWord(op *api.Operation) string { return camel(words(strings.ToLower(op.Method))) }

// isURL tells a request's name that is its URL or path.
func isURL(name string) bool {
	name = strings.TrimSpace(name)
	return strings.Contains(name, "://") || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "{{")
}

// tellApart qualifies the names of operations that ask for the same one, by
// the first thing in which all of them differ.
func tellApart(name string, group []*api.Operation) []string {
	names := make([]string, len(group))
	for i := range group {
		names[i] = name
	}
	if len(group) == 1 {
		return names
	}
	methods, paths, modes := make([]string, len(group)), differingPaths(group), make([]string, len(group))
	for i, op := range group {
		methods[i], modes[i] = methodWord(op), op.BodyMode()
	}
	for _, use := range []struct{ method, path, mode bool }{
		{method: true}, {path: true}, {mode: true}, {method: true, path: true}, {method: true, path: true, mode: true},
	} {
		for i := range group {
			names[i] = name
			if use.method && !strings.HasPrefix(name, methods[i]) {
				names[i] = methods[i] + name
			}
			if use.path {
				names[i] += paths[i]
			}
			if use.mode {
				names[i] += modes[i]
			}
		}
		if allDiffer(names) {
			break
		}
	}
	return names
}

func allDiffer(names []string) bool {
	sorted := slices.Sorted(slices.Values(names))
	return len(slices.Compact(sorted)) == len(names)
}

// differingPaths gives, for each operation, the words of its base URL and path
// without the segments that all of them begin or end with.
func differingPaths(group []*api.Operation) []string {
	split := make([][]string, len(group))
	for i, op := range group {
		split[i] = strings.Split(op.BaseURL.Template+op.Template, "/")
	}
	for all(split, func(s []string) bool { return len(s) > 0 && s[0] == first(split[0]) }) {
		for i := range split {
			split[i] = split[i][1:]
		}
	}
	for all(split, func(s []string) bool { return len(s) > 0 && s[len(s)-1] == last(split[0]) }) {
		for i := range split {
			split[i] = split[i][:len(split[i])-1]
		}
	}
	names := make([]string, len(group))
	for i, s := range split {
		names[i] = camel(words(strings.Join(s, " ")))
	}
	return names
}

func all(list [][]string, ok func([]string) bool) bool {
	return !slices.ContainsFunc(list, func(s []string) bool { return !ok(s) })
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

func last(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}

// operations names the types and fields of all operations.
func (n *namer) operations() {
	n.eachOperation(func(prefix string, op *api.Operation) {
		id := prefix + "\n" + identity(op)
		want := func(name string, place *string) {
			n.pkg.want(claim{name: name, identity: id, kept: *place, set: func(name string) { *place = name }})
		}
		want(prefix+"Request", &op.RequestType)
		want(prefix+"Response", &op.ResponseType)
		want("op"+prefix, &op.Var)
		for _, f := range op.Failures {
			if f.Body.Type == nil {
				continue
			}
			status := strconv.Itoa(f.Status)
			if f.AnyOther {
				status = "Default"
			}
			want(prefix+status+"Error", &f.GoName)
		}
		requestFields(op)
		responseFields(op)
	})
}

// eachOperation visits all operations with the prefix of their types.
func (n *namer) eachOperation(visit func(prefix string, op *api.Operation)) {
	var walk func(s *api.Service, prefix string)
	walk = func(s *api.Service, prefix string) {
		for _, op := range s.Operations {
			visit(prefix+op.GoName, op)
		}
		for _, child := range s.Services {
			walk(child, prefix+child.Field)
		}
	}
	walk(n.client.Root, "")
}

// placePrefix is what the losers of a meeting of fields begin with. The
// places stand in the order in which they win.
var placePrefix = [...]string{
	api.Path: "Path", api.Query: "Query", api.Header: "Header", api.Form: "Form", api.Part: "Form", api.File: "File",
}

// requestFields names the fields of a request struct. Body is always kept for
// the body, so that adding one renames nothing.
func requestFields(op *api.Operation) {
	fields := newScope("Body")
	for _, p := range op.Params {
		if p.GoName != "" {
			fields.want(claim{name: p.GoName, kept: p.GoName, identity: placePrefix[p.In] + p.Key, set: func(name string) { p.GoName = name }})
		}
	}
	fields.settle()
	for place, prefix := range placePrefix {
		for _, p := range op.Params {
			if p.In != api.Place(place) || p.GoName != "" {
				continue
			}
			name := exported(p.Key, "Value")
			if fields.taken[name] {
				name = prefix + name
			}
			fields.want(claim{
				name:     name,
				others:   func() []string { return []string{spelled(p.Key)} },
				identity: prefix + p.Key,
				set:      func(name string) { p.GoName = name },
			})
		}
		fields.settle()
	}
}

// responseFields names the fields of a response struct: the body of the first
// success is Body, other shapes carry their status.
func responseFields(op *api.Operation) {
	taken := []string{"Meta", "StatusCode", "Header", "Mismatches", "RawBody", "Body"}
	known := map[string]bool{op.Raw: true}
	for _, s := range op.Successes {
		known[s.Field] = true
	}
	for i, s := range op.Successes {
		if s.Shares == s && s.Field == "" {
			s.Field = "Body"
			if i > 0 || known["Body"] {
				s.Field += strconv.Itoa(s.Status)
			}
		}
		if s.Shares == s {
			taken = append(taken, s.Field)
		}
	}
	for _, s := range op.Successes {
		if s.Shares != nil {
			s.Field = s.Shares.Field
		}
	}
	fields := newScope(taken...)
	for _, h := range op.Headers {
		name := exported(h.Name, "Value")
		if fields.taken[name] {
			name = "Header" + name
		}
		fields.want(claim{
			name:     name,
			others:   func() []string { return []string{spelled(h.Name)} },
			identity: h.Key,
			kept:     h.GoName,
			set:      func(name string) { h.GoName = name },
		})
	}
	fields.settle()
}

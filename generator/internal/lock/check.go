package lock

// This file refuses a lock that the generator has not written: what it says gets
// into Go code, and decides what callers may rely on. Entry point: check.

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// damaged says where a lock is not as it was written.
func damaged(where, found string) error {
	if where != "" {
		where += ": "
	}
	return fmt.Errorf("%s%s: restore the file, or delete its member \"api\" to have all names made anew", where, found)
}

// checker collects what is wrong.
type checker struct {
	lock     *Lock
	problems []error
	declared map[string]string // where package-level names are declared
}

// check tells everything that is wrong with a lock.
func (l *Lock) check() error {
	c := &checker{lock: l, declared: map[string]string{}}
	for _, way := range slices.Sorted(maps.Keys(l.Services)) {
		c.service(way, l.Services[way])
	}
	for _, way := range slices.Sorted(maps.Keys(l.Operations)) {
		c.operation(way, l.Operations[way])
	}
	c.cycles("requests", l.RequestTypes)
	c.cycles("responses", l.ResponseTypes)
	c.structs("requests", l.RequestTypes)
	c.structs("responses", l.ResponseTypes)
	for _, name := range slices.Sorted(maps.Keys(l.Enums)) {
		where := "enums: " + name
		c.declare(where, name)
		c.names(where, l.Enums[name], c.declare)
	}
	c.names("baseURLs", l.BaseURLs, c.declare)
	c.names("credentials", l.Credentials, c.declare)
	c.names("grants", l.Grants, c.declare)
	c.names("errorCodes", l.ErrorCodes, c.declare)
	c.names("variables", l.Variables, c.unique("variables"))
	l.names = slices.Sorted(maps.Keys(c.declared))
	return errors.Join(c.problems...)
}

func (c *checker) fail(where, format string, args ...any) {
	c.problems = append(c.problems, damaged(where, fmt.Sprintf(format, args...)))
}

// name checks a Go name.
func (c *checker) name(where, name string) bool {
	ok := token.IsIdentifier(name) && token.IsExported(name) && strings.Trim(name, letters) == ""
	if !ok {
		c.fail(where, "expected an exported Go name, found %q", name)
	}
	return ok
}

// letters are those that names are made of (package naming).
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

// declare checks a name that no other in the package has.
func (c *checker) declare(where, name string) {
	if !c.name(where, name) {
		return
	}
	if other := c.declared[name]; other != "" {
		c.fail(where, "the name %s is also that of %s", name, other)
	}
	c.declared[name] = where
}

// unique checks the names of the members of one type.
func (c *checker) unique(owner string) func(where, name string) {
	seen := map[string]bool{}
	return func(where, name string) {
		if c.name(where, name) && seen[name] {
			c.fail(where, "%s has two members called %s", owner, name)
		}
		seen[name] = true
	}
}

// names checks the names in a table.
func (c *checker) names(where string, table map[string]string, check func(where, name string)) {
	for _, key := range slices.Sorted(maps.Keys(table)) {
		check(where+": "+key, table[key])
	}
}

func (c *checker) service(way string, s *Service) {
	where := "services: " + way
	if s == nil || len(s.Folder) == 0 {
		c.fail(where, "expected the folder and the type of a service")
		return
	}
	c.way(where, way)
	c.declare(where, s.Type)
}

// way checks the fields that lead to a service or a method: all but the last are
// services.
func (c *checker) way(where, way string) {
	for name := range strings.SplitSeq(way, ".") {
		c.name(where, name)
	}
	if i := strings.LastIndexByte(way, '.'); i >= 0 && c.lock.Services[way[:i]] == nil {
		c.fail(where, "there is no service %s", way[:i])
	}
}

func (c *checker) operation(way string, op *Operation) {
	where := "operations: " + way
	if op == nil || op.Method == "" {
		c.fail(where, "expected an operation with its method, path and items")
		return
	}
	c.way(where, way)
	declare := c.declare
	if op.Removed != "" {
		declare = func(where, name string) { c.name(where, name) } // others may have its names
	}
	declare(where, op.Request)
	declare(where, op.Response)
	if op.Pages != nil && c.name(where+": pages", op.Pages.Method) && !slices.Contains(PagingKinds[:], op.Pages.Kind) {
		c.fail(where+": pages", "expected one of %q, found %q", PagingKinds, op.Pages.Kind)
	}
	c.params(where, op)
	results := c.unique("the response")
	c.names(where+": headers", op.Headers, results)
	if op.Body != "" {
		c.typeText(where+": body", op.Body, c.lock.RequestTypes)
	}
	c.bodies(where+": results", op.Results, nil)
	c.bodies(where+": errors", op.Errors, declare)
}

func (c *checker) params(where string, op *Operation) {
	unique := c.unique("the request")
	for _, key := range slices.Sorted(maps.Keys(op.Fields)) {
		p := ParseParam(op.Fields[key])
		unique(where+": "+key, p.GoName)
		if _, isEnum := c.lock.Enums[p.Type]; !isEnum && p.Type != "File" {
			c.typeText(where+": "+key, p.Type, nil)
		}
	}
}

// bodies checks what answers hold; declare checks their names, if they are types.
func (c *checker) bodies(where string, table map[string]string, declare func(where, name string)) {
	for _, status := range slices.Sorted(maps.Keys(table)) {
		if table[status] == "" {
			continue // no body
		}
		name, _, err := ParseBody(table[status], c.named(c.lock.ResponseTypes))
		if err != nil {
			c.fail(where+": "+status, "%v", err)
		}
		if declare != nil {
			declare(where+": "+status, name)
		} else {
			c.name(where+": "+status, name)
		}
	}
}

func (c *checker) structs(where string, table map[string]*Struct) {
	for _, name := range slices.Sorted(maps.Keys(table)) {
		where := where + ": " + name
		c.declare(where, name)
		if table[name] == nil {
			c.fail(where, "expected the fields of a type")
			continue
		}
		unique := c.unique(name)
		for _, key := range slices.Sorted(maps.Keys(table[name].Fields)) {
			field, typ := ParseField(table[name].Fields[key])
			unique(where+": "+key, field)
			c.typeText(where+": "+key, typ, table)
		}
	}
}

// cycles refuses types that hold themselves by way of others, which Go does not
// have: one that does so alone gets a pointer.
func (c *checker) cycles(where string, table map[string]*Struct) {
	done := map[string]bool{}
	var follow func(name string, above []string)
	follow = func(name string, above []string) {
		if slices.Contains(above, name) {
			c.fail(where+": "+name, "the type holds itself, by way of %s", strings.Join(append(above, name), ", "))
			return
		}
		if table[name] == nil || done[name] {
			return
		}
		for _, key := range slices.Sorted(maps.Keys(table[name].Fields)) {
			_, typ := ParseField(table[name].Fields[key])
			typ = strings.TrimSuffix(strings.TrimPrefix(typ, "Nullable["), "]")
			if typ != name {
				follow(typ, append(above[:len(above):len(above)], name))
			}
		}
		done[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		follow(name, nil)
	}
}

// typeText checks a type; the named ones are those of the table.
func (c *checker) typeText(where, text string, table map[string]*Struct) {
	if _, err := ParseType(text, c.named(table)); err != nil {
		c.fail(where, "%v", err)
	}
}

func (c *checker) named(table map[string]*Struct) func(string) *api.Type {
	return func(name string) *api.Type {
		if table[name] == nil {
			return nil
		}
		return &api.Type{Kind: api.Object}
	}
}

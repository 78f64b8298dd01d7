package resolve

// This file gives parts of the API the Go names and types that a user wishes, by
// keys that stay when names change. Entry points: retype, before types are shared,
// and rename, after.
//
// A key is a folder ("Accounts/Users"), a request by its folders and name or by
// method and path ("Users/Get user", "GET /users/:id"), or a part of a request:
//
//	GET /users query limit         a parameter, also path, header, form, part, file
//	POST /users body.address.city  a member of the body
//	GET /users 200.items[].name    a member of the answer with a status; [] is an element of a list or a map
//	GET /users 200.items[]{}       the type of the objects there
//	variable storeId               a variable of the client

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// handles are the parts of the API by key; several may have one key.
type handles struct {
	names map[string][]handle
	types map[string][]func(t *api.Type)
	seen  map[*api.Struct]bool // on the way to a member
}

// handle is where a Go name stands; changed makes room for those that depend on it,
// and may be nil.
type handle struct {
	name    *string
	changed func()
}

// handles lists what can be renamed and retyped.
func (r *resolver) handles() *handles {
	h := &handles{names: map[string][]handle{}, types: map[string][]func(*api.Type){}, seen: map[*api.Struct]bool{}}
	r.folders.walk(func(f *folder) {
		if s := f.service; s.Parent != nil {
			h.name(strings.Join(f.names, "/"), &s.Field, func() { s.Type = "" })
		}
	})
	for _, v := range r.client.Variables {
		h.name("variable "+v.Key, &v.Name, nil)
	}
	for _, it := range r.handled {
		names := strings.Join(redactAll(it.path), "/")
		h.operation(names, it.operation)
		if sends := it.operation.Method + " " + it.operation.Template; sends != names {
			h.operation(sends, it.operation)
		}
	}
	return h
}

func (h *handles) name(key string, name *string, changed func()) {
	h.names[key] = append(h.names[key], handle{name, changed})
}

// operation lists an operation under a key, and its parts.
func (h *handles) operation(key string, op *api.Operation) {
	h.name(key, &op.GoName, func() {
		op.RequestType, op.ResponseType = "", ""
		for _, f := range op.Failures {
			f.GoName = ""
		}
	})
	for _, p := range op.Params {
		part := key + " " + lock.ParamKey(p)
		h.name(part, &p.GoName, nil)
		if p.In != api.File {
			h.types[part] = append(h.types[part], func(t *api.Type) { p.Type = t })
		}
	}
	if op.Body != nil {
		h.value(key+" body", op.Body.Type)
	}
	for _, s := range op.Successes {
		h.value(key+" "+strconv.Itoa(s.Status), s.Body.Type)
	}
	for _, f := range op.Failures {
		h.value(key+" "+lock.Status(f.Status, f.AnyOther), f.Body.Type)
	}
}

// value lists the parts of a value in a body.
func (h *handles) value(key string, t *api.Type) {
	switch {
	case t == nil:
	case t.Elem != nil:
		h.value(key+"[]", t.Elem)
	case t.Struct != nil && !h.seen[t.Struct]:
		h.seen[t.Struct] = true
		h.name(key+"{}", &t.Struct.GoName, nil)
		for _, f := range t.Struct.Fields {
			member := key + "." + f.Key
			h.name(member, &f.GoName, nil)
			h.types[member] = append(h.types[member], func(t *api.Type) { f.Type = t })
			h.value(member, f.Type)
		}
		delete(h.seen, t.Struct)
	}
}

// rename gives Go names by key.
func (r *resolver) rename(wishes map[string]string) error {
	if len(wishes) == 0 {
		return nil
	}
	h := r.handles()
	var problems []error
	for _, key := range slices.Sorted(maps.Keys(wishes)) {
		name := wishes[key]
		found := h.names[key]
		switch {
		case len(found) == 0:
			problems = append(problems, notFound("rename", key, "nothing has the key "+strconv.Quote(key), slices.Sorted(maps.Keys(h.names))))
		case !token.IsIdentifier(name) || !token.IsExported(name) || strings.Trim(name, goLetters) != "":
			text := fmt.Sprintf("rename: %q for %q is no exported Go name: expected letters and digits, the first an upper-case letter", name, key)
			problems = append(problems, &OptionError{Option: "rename", Value: key, Text: text})
		}
		for _, h := range found {
			if *h.name != name && h.changed != nil {
				h.changed()
			}
			*h.name = name
			r.client.Wishes = append(r.client.Wishes, api.Wish{Key: key, Name: name, Got: h.name})
		}
	}
	return errors.Join(problems...)
}

// goLetters are those that generated names are made of.
const goLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// retype gives Go types by key.
func (r *resolver) retype(wishes map[string]string) error {
	if len(wishes) == 0 {
		return nil
	}
	h := r.handles()
	var problems []error
	for _, key := range slices.Sorted(maps.Keys(wishes)) {
		t, err := lock.ParseType(wishes[key], func(string) *api.Type { return nil })
		found := h.types[key]
		switch {
		case len(found) == 0:
			problems = append(problems, notFound("retype", key, "nothing that has a type has the key "+strconv.Quote(key), slices.Sorted(maps.Keys(h.types))))
		case err != nil:
			text := fmt.Sprintf("retype: %q for %q: expected string, int64, float64, bool, time.Time, Date, json.Number or json.RawMessage, "+
				"or a list, map or Nullable of these: []int64, map[string]bool, Nullable[string]", wishes[key], key)
			problems = append(problems, &OptionError{Option: "retype", Value: key, Text: text})
		}
		for _, set := range found {
			if err == nil {
				same := *t
				set(&same)
			}
		}
	}
	return errors.Join(problems...)
}

package lock

// This file tells what callers lose from one lock to the next. Entry point: Breaks.

import (
	"maps"
	"slices"
	"strings"
)

// Breaks lists what callers of the client before can no longer rely on, in words. It
// sees what a lock keeps; the diff command sees all that is generated. A nil lock has
// no callers.
func Breaks(before, now *Lock) []string {
	if before == nil {
		return nil
	}
	b := &breaks{}
	for _, way := range slices.Sorted(maps.Keys(before.Operations)) {
		b.operation(way, before.Operations[way], now.Operations[way])
	}
	b.structs(before.RequestTypes, now.RequestTypes)
	b.structs(before.ResponseTypes, now.ResponseTypes)
	b.names("", before.BaseURLs, now.BaseURLs)
	b.names("", before.Credentials, now.Credentials)
	b.names("", before.ErrorCodes, now.ErrorCodes)
	b.names("Variables.", before.Variables, now.Variables)
	return b.list
}

type breaks struct{ list []string }

func (b *breaks) operation(way string, was, is *Operation) {
	switch {
	case is == nil:
		b.list = append(b.list, way+" is gone")
	default:
		b.fields(was.Request, was.Fields, is.Fields)
		b.fields(was.Response, withFields(was), withFields(is))
		b.fields("", was.Errors, is.Errors)
		if was.Pages != nil && (is.Pages == nil || is.Pages.Method != was.Pages.Method) {
			service, _ := Split(way)
			b.list = append(b.list, strings.TrimPrefix(service+"."+was.Pages.Method, ".")+" is gone")
		}
		b.names("the fake server's ", constants(was), constants(is))
		if was.Body != "" {
			b.fields(was.Request, map[string]string{"": "Body " + was.Body}, map[string]string{"": "Body " + is.Body})
		}
	}
}

// constants are those of saved responses.
func constants(op *Operation) map[string]string {
	list := map[string]string{}
	for _, ex := range op.Examples {
		list[ex.Constant] = ex.Constant
	}
	return list
}

// withFields are the fields of a response with their types, headers among them.
func withFields(op *Operation) map[string]string {
	fields := map[string]string{}
	for _, text := range op.Results {
		if name, body, ok := strings.Cut(text, " "); ok {
			fields[name] = name + " " + body
		}
	}
	for key, name := range op.Headers {
		fields["header "+key] = name + " string"
	}
	return fields
}

// structs compares types that are still there; others are those of what is gone.
func (b *breaks) structs(was, is map[string]*Struct) {
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if is[name] != nil {
			b.fields(name, was[name].Fields, is[name].Fields)
		}
	}
}

// fields compares the fields of a type by their keys.
func (b *breaks) fields(owner string, was, is map[string]string) {
	if owner != "" {
		owner += "."
	}
	for _, key := range slices.Sorted(maps.Keys(was)) {
		name, before := ParseField(was[key])
		newName, now := ParseField(is[key])
		switch {
		case newName == "":
			b.list = append(b.list, owner+name+" is gone")
		case newName != name:
			b.list = append(b.list, owner+name+" is called "+newName+" now")
		case before != now:
			b.list = append(b.list, owner+name+" is of type "+now+", no longer "+before)
		}
	}
}

// names compares names that stand for themselves.
func (b *breaks) names(owner string, was, is map[string]string) {
	left := slices.Collect(maps.Values(is))
	for _, key := range slices.Sorted(maps.Keys(was)) {
		if !slices.Contains(left, was[key]) {
			b.list = append(b.list, owner+was[key]+" is gone")
		}
	}
}

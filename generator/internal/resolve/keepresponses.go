package resolve

// This file keeps the answers of an operation that callers know: which field has
// which body, and which errors have types. Entry point: (*resolver).keepResponses.

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// keepResponses adds the answers and headers that callers know and no saved
// response shows any more, and keeps the fields of bodies.
func (r *resolver) keepResponses(op *api.Operation) {
	known := r.recognized[op]
	for _, status := range slices.Sorted(maps.Keys(known.Results)) {
		r.keepResult(op, status, known.Results[status])
	}
	for _, status := range slices.Sorted(maps.Keys(known.Errors)) {
		r.keepError(op, status, known.Errors[status])
	}
	slices.SortStableFunc(op.Successes, func(a, b *api.Success) int { return a.Status - b.Status })
	slices.SortStableFunc(op.Failures, func(a, b *api.Failure) int { return a.Status - b.Status })
	r.keepFields(op)
	for _, key := range slices.Sorted(maps.Keys(known.Headers)) {
		h := headOf(op.Headers, key)
		if h == nil {
			h = &api.ResponseHead{Key: key, Name: key, Doc: gone}
			op.Headers = append(op.Headers, h)
		}
		h.GoName = known.Headers[key]
	}
}

// gone is said of what callers know and the collection does not show any more.
const gone = "No saved response shows it any more."

// keepResult keeps a success: status is as a lock has it.
func (r *resolver) keepResult(op *api.Operation, status, text string) {
	field, body, _ := lock.ParseBody(text, r.outputs.named)
	code, _ := strconv.Atoi(status) // 0 is any
	i := slices.IndexFunc(op.Successes, func(s *api.Success) bool { return s.Status == code })
	if i < 0 {
		if code == 0 && body.Kind == api.NoBody {
			return // nothing was known of it
		}
		op.Successes = append(op.Successes, &api.Success{Status: code, Doc: gone, Body: body, Field: field})
		return
	}
	s := op.Successes[i]
	switch {
	case body.Kind == api.NoBody:
	case !s.Shown && s.Body.Kind != body.Kind:
		s.Body, s.Field = body, field
	case s.Body.Kind == body.Kind && s.Body.Root == body.Root:
		s.Field = field
		if body.Type != nil {
			r.keptTypes[&s.Body.Type] = body.Type
		}
	case body.Kind == api.RawBody && s.Body.Type == nil:
		s.Body, s.Field = body, field
	case body.Kind == api.RawBody:
		op.Raw = field // callers read the bytes; the type is a further field
	default:
		s.Field = field
	}
}

// keepError keeps the error type of a status.
func (r *resolver) keepError(op *api.Operation, status, text string) {
	name, body, _ := lock.ParseBody(text, r.outputs.named)
	code, _ := strconv.Atoi(status)
	anyOther := code == 0
	i := slices.IndexFunc(op.Failures, func(f *api.Failure) bool { return f.Status == code || anyOther && f.AnyOther })
	if i < 0 {
		for code = cmp.Or(code, http.StatusInternalServerError); documents(op, code); code++ {
		}
		op.Failures = append(op.Failures, &api.Failure{Status: code, AnyOther: anyOther, Doc: gone, Body: body, GoName: name})
		return
	}
	f := op.Failures[i]
	switch {
	case f.Body.Kind == body.Kind && f.Body.Root == body.Root && body.Type != nil:
		f.GoName = name
		r.keptTypes[&f.Body.Type] = body.Type
	case f.Body.Type != nil:
		f.GoName = name
	case !f.Shown:
		f.GoName, f.Body = name, body
	}
}

// documents says whether a failure of a status is there.
func documents(op *api.Operation, status int) bool {
	return slices.ContainsFunc(op.Failures, func(f *api.Failure) bool { return f.Status == status })
}

// keepFields shares fields among statuses as callers know it.
func (r *resolver) keepFields(op *api.Operation) {
	if op.Raw == "" && op.Successes[0].Status == 0 && op.Successes[0].Body.Kind == api.RawBody && len(op.Successes) > 1 {
		op.Raw = op.Successes[0].Field
		op.Successes = op.Successes[1:]
	}
	leaders := map[string]*api.Success{}
	for i, s := range op.Successes {
		s.Shares = nil
		if op.Raw != "" && s.Body.Type == nil && s.Body.Kind != api.NoBody {
			s.Body = api.ResponseBody{Kind: api.RawBody}
			s.Field = op.Raw
		}
		switch {
		case s.Body.Kind == api.NoBody:
		case s.Field != "" && leaders[s.Field] != nil:
			s.Shares = leaders[s.Field]
		case s.Field != "":
			s.Shares, leaders[s.Field] = s, s
		default:
			s.Shares = sharing(op.Successes[:i], s)
		}
	}
}

package resolve

// This file keeps what callers know of an operation and of the client: names, and what
// a field of a request takes; keepresponses.go has responses. Entry points:
// (*resolver).keepOperation as soon as it is recognized, (*resolver).keepBodies and
// keepOptions when all operations are there.

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// keepOperation gives a recognized operation its names.
func (r *resolver) keepOperation(op *api.Operation, known *knownOperation) {
	_, op.GoName = lock.Split(known.way)
	op.RequestType, op.ResponseType = known.Request, known.Response
	r.recognized[op] = known
}

// keptParam is the field that callers know of a parameter.
func (r *resolver) keptParam(op *api.Operation, p *api.Param) (lock.Param, bool) {
	known := r.recognized[op]
	if known == nil {
		return lock.Param{}, false
	}
	text, ok := known.Fields[lock.ParamKey(p)]
	return lock.ParseParam(text), ok
}

// keepParams gives parameters the names that callers know; one that was a list
// stays one.
func (r *resolver) keepParams(op *api.Operation) {
	for _, p := range op.Params {
		if was, ok := r.keptParam(op, p); ok {
			p.GoName = was.GoName
			p.Repeated = p.Repeated || was.List
		}
	}
	if known := r.recognized[op]; known != nil {
		keepPath(op, known)
		r.keepSaved(op, known)
	}
}

// keepPath gives path variables that have other names now those of the variables that
// stood in their places.
func keepPath(op *api.Operation, known *knownOperation) {
	was, is := pathVariables(known.Path), pathVariables(op.Template)
	if len(was) != len(is) {
		return
	}
	for i, name := range is {
		p := paramOf(op, slot{api.Path, name})
		if p != nil && p.GoName == "" && !slices.Contains(is, was[i]) {
			p.GoName = lock.ParseParam(known.Fields[lock.SlotKey(api.Path, was[i])]).GoName
		}
	}
}

// pathVariables lists the names of the variables in a path, as they stand there.
func pathVariables(path string) []string {
	var names []string
	for segment := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(segment, ":"); ok {
			names = append(names, name)
		} else {
			names = append(names, references(segment)...)
		}
	}
	return names
}

// keepSaved adds the parameters that only the requests of saved responses had,
// and that went with them.
func (r *resolver) keepSaved(op *api.Operation, known *knownOperation) {
	for _, key := range known.Saved {
		place, name := lock.ParseKey(key)
		was := lock.ParseParam(known.Fields[key])
		if paramOf(op, slot{place, name}) != nil || was.GoName == "" || place == api.Path {
			continue
		}
		op.Params = append(op.Params, &api.Param{
			In:       place,
			Key:      name,
			Wire:     r.wireKey(entry{place: place, key: name}),
			Doc:      gone,
			Disabled: true,
			Saved:    true,
			Secret:   isSecretName(name),
			Repeated: was.List,
			GoName:   was.GoName,
		})
	}
	slices.SortStableFunc(op.Params, func(a, b *api.Param) int { return rank(a.In) - rank(b.In) })
}

// keepParamType keeps the type of a parameter, unless one of its samples is no
// value of it.
func (r *resolver) keepParamType(op *api.Operation, p *api.Param, samples []sample) {
	was, ok := r.keptParam(op, p)
	if !ok || p.In == api.File {
		return
	}
	if values, isEnum := r.lock.Enums[was.Type]; isEnum {
		p.Type = &api.Type{Kind: api.String, Enum: r.keptEnum(was.Type, values, p.Type)}
		return
	}
	t, _ := lock.ParseType(was.Type, func(string) *api.Type { return nil })
	switch {
	case t == nil:
	case t.Kind == api.String:
		if p.Type != nil && (p.Type.Kind != api.String || p.Type.Enum != nil) {
			p.Type = nil
		}
	case holdsAll(t.Kind, samples):
		if p.Type == nil || p.Type.Kind != t.Kind {
			p.Type = t
		}
	}
}

// holdsAll says whether all samples that are no variables are of a kind.
func holdsAll(kind api.Kind, samples []sample) bool {
	var texts []string
	for _, s := range samples {
		if !s.unset && s.text != "" && len(references(s.text)) == 0 {
			texts = append(texts, s.text)
		}
	}
	t := infer.Text(texts)
	return len(texts) == 0 || t != nil && infer.Within(t.Kind, kind)
}

// keptEnum is a list of values that callers know, with those that it has now.
func (r *resolver) keptEnum(name string, values map[string]string, is *api.Type) *api.Enum {
	e := r.keptEnums[name]
	if e == nil {
		e = &api.Enum{GoName: name}
		r.keptEnums[name] = e
		r.client.Enums = append(r.client.Enums, e)
	}
	if is.IsEnum() {
		for _, v := range is.Enum.Values {
			if !lists(e, v.Value) {
				e.Values = append(e.Values, api.EnumValue{Value: v.Value, Const: values[v.Value]})
			}
		}
	}
	return e
}

func lists(e *api.Enum, value string) bool {
	return slices.ContainsFunc(e.Values, func(v api.EnumValue) bool { return v.Value == value })
}

// keepValues adds the values that callers know and no list has any more, behind those
// that are listed.
func (r *resolver) keepValues() {
	for name, e := range r.keptEnums {
		known := r.lock.Enums[name]
		for _, value := range slices.Sorted(maps.Keys(known)) {
			if !lists(e, value) {
				e.Values = append(e.Values, api.EnumValue{Value: value, Const: known[value]})
			}
		}
	}
}

// keepRequired leaves a field a plain value, or a pointer, as callers know it:
// one that was required and is not any more may be empty.
func (r *resolver) keepRequired(op *api.Operation) {
	for _, p := range op.Params {
		was, ok := r.keptParam(op, p)
		if !ok || p.In == api.Path || p.In == api.File || p.Repeated {
			continue
		}
		p.Required = p.Required && !was.Optional
		p.Plain = !p.Required && !was.Optional && !was.List
	}
}

// keepBodies settles the types of bodies, of which several operations may have
// one.
func (r *resolver) keepBodies() {
	for _, op := range r.client.Root.AllOperations() {
		if known := r.recognized[op]; known != nil && op.Body != nil && op.Body.Type != nil && known.Body != "" {
			r.inputs.add(&op.Body.Type, r.inputs.typeOf(known.Body))
		}
		for _, s := range op.Successes {
			r.keepType(&s.Body.Type)
		}
		for _, f := range op.Failures {
			r.keepType(&f.Body.Type)
		}
	}
	r.inputs.keep()
	r.outputs.keep()
	r.tellGone(append(r.inputs.gone(), r.outputs.gone()...))
	for op := range r.recognized {
		for _, s := range op.Successes {
			if s.Shares != nil {
				s.Body = s.Shares.Body
			}
		}
		if b := op.Body; b != nil && b.GraphQL != nil && b.Type.Struct == nil {
			b.GraphQL = nil // callers know the body as any JSON, which has no field for a query
		}
	}
}

// tellGone notes which members are there for callers alone: they stay empty.
func (r *resolver) tellGone(members []string) {
	const shown = 5
	if len(members) == 0 {
		return
	}
	text := "no sample has them any more, they stay for callers: " + strings.Join(members[:min(shown, len(members))], ", ")
	if more := len(members) - shown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	r.inform(collection.Position{}, nil, text)
}

// keepType keeps the type of a response body, if callers know it. Bodies come in the
// order in which types are shared, so that the lock changes nothing by itself.
func (r *resolver) keepType(place **api.Type) {
	if was := r.keptTypes[place]; was != nil {
		r.outputs.add(place, was)
	}
}

// keepExamples gives saved responses the constants that callers know.
func (r *resolver) keepExamples() {
	used := map[*lock.Example]bool{}
	for _, same := range []func(ex *api.Example, was *lock.Example) bool{
		func(ex *api.Example, was *lock.Example) bool { return ex.ID != "" && ex.ID == was.ID },
		func(ex *api.Example, was *lock.Example) bool {
			return lock.ExampleName(ex) == was.Name && ex.Status == was.Status
		},
		func(ex *api.Example, was *lock.Example) bool {
			return lock.ExampleHash(ex) == was.Sample && ex.Status == was.Status
		},
	} {
		for _, it := range r.client.Items {
			known := r.recognized[it.Operation]
			for _, ex := range it.Examples {
				for i := 0; known != nil && ex.Const == "" && i < len(known.Examples); i++ {
					if was := &known.Examples[i]; !used[was] && same(ex, was) {
						ex.Const, used[was] = was.Constant, true
					}
				}
			}
		}
	}
}

// keepCodes adds the error codes that callers know.
func (r *resolver) keepCodes() {
	for _, code := range slices.Sorted(maps.Keys(r.lock.ErrorCodes)) {
		i := slices.IndexFunc(r.client.ErrorCodes, func(c *api.ErrorCode) bool { return c.Code == code })
		if i < 0 {
			i = len(r.client.ErrorCodes)
			r.client.ErrorCodes = append(r.client.ErrorCodes, &api.ErrorCode{Code: code, Meanings: []api.Meaning{{Text: gone}}})
		}
		r.client.ErrorCodes[i].GoName = r.lock.ErrorCodes[code]
	}
}

// keepOptions gives base URLs, credentials and variables the names that callers
// know, and leaves required fields plain values.
func (r *resolver) keepOptions() {
	for _, b := range r.client.BaseURLs {
		b.Option = r.lock.BaseURLs[b.Template]
	}
	for _, v := range r.client.Variables {
		v.Name = r.lock.Variables[v.Key]
	}
	for op := range r.recognized {
		r.keepRequired(op)
	}
	r.keepValues()
	taken := map[string]bool{}
	for _, alike := range []func(c *api.Credential, key string) bool{sameCredential, sameKey, sameScheme} {
		for _, c := range r.client.Credentials {
			for _, key := range slices.Sorted(maps.Keys(r.lock.Credentials)) {
				if option := r.lock.Credentials[key]; c.Option == "" && !taken[option] && alike(c, key) {
					c.Option, taken[option] = option, true
				}
			}
			if c.Grant != nil {
				c.Grant.Option, c.Grant.SourceOption = r.lock.Grants[lock.GrantKey(c)], r.lock.Grants[lock.SourceKey(c)]
			}
		}
	}
	r.keepRemoved()
}

// The ways in which a credential is like one of the lock, by its key there: it is
// the same, or its variable has another name, or its key has.
func sameCredential(c *api.Credential, key string) bool { return lock.CredentialKey(c) == key }

func sameKey(c *api.Credential, key string) bool {
	return strings.HasPrefix(key, strings.TrimSuffix(lock.CredentialKey(c), c.Variable))
}

func sameScheme(c *api.Credential, key string) bool {
	return strings.HasPrefix(key, c.Scheme.String()+" ")
}

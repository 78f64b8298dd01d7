package naming

// This file names the types of JSON objects. One that stands in a single place is
// called by the way that leads there (structs); one that several places share by
// what it is (sharedStructs).

import (
	"cmp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// structs names the types that stand in one place.
func (n *namer) structs() {
	for _, s := range slices.Concat(n.client.Inputs, n.client.Outputs) {
		if s.Shared {
			n.membersOf(s, s.GoName)
		}
	}
	n.eachBody(func(b bodyType) { n.structsOf(b.typ, b.name, b.owner) })
}

// bodyType is the type of a body, and where it stands.
type bodyType struct {
	typ       *api.Type
	operation *api.Operation
	failure   *api.Failure // nil for other bodies
	input     bool
	name      string // what the type is called if it stands there alone
	owner     string // the type that has the body
}

// eachBody visits the typed bodies of all operations.
func (n *namer) eachBody(visit func(bodyType)) {
	n.eachOperation(func(_ string, op *api.Operation) {
		if op.Body != nil && op.Body.Type != nil {
			visit(bodyType{typ: op.Body.Type, operation: op, input: true, name: op.RequestType + "Body", owner: op.RequestType})
		}
		for _, s := range op.Successes {
			if s.Shares == s && s.Body.Type != nil {
				visit(bodyType{typ: s.Body.Type, operation: op, name: op.ResponseType + s.Field, owner: op.ResponseType + s.Field})
			}
		}
		for _, f := range op.Failures {
			if f.Body.Type != nil {
				visit(bodyType{typ: f.Body.Type, operation: op, failure: f, name: f.GoName + "Body", owner: f.GoName})
			}
		}
	})
}

// structsOf names the structs of a type that are not shared; name is what the
// type itself is called, and way the keys that lead to it.
func (n *namer) structsOf(t *api.Type, name, way string) {
	switch {
	case t.Elem != nil:
		n.structsOf(t.Elem, singular(name), way+"[]")
	case t.Struct != nil && !t.Struct.Shared:
		n.pkg.want(claim{name: name, identity: way, kept: t.Struct.GoName, set: func(name string) { t.Struct.GoName = name }})
		nameFields(t.Struct)
		n.membersOf(t.Struct, cmp.Or(t.Struct.GoName, name))
	}
}

// membersOf names the structs in a struct that is called name.
func (n *namer) membersOf(s *api.Struct, name string) {
	for _, f := range s.Fields {
		if f.Type.Innermost().Struct != s {
			n.structsOf(f.Type, name+f.GoName, name+"."+f.Key)
		}
	}
}

// nameFields names the fields of a JSON object.
func nameFields(s *api.Struct) {
	fields := newScope()
	for _, f := range s.Fields {
		fields.want(claim{
			name:     exported(f.Key, "Field"),
			others:   func() []string { return []string{spelled(f.Key)} },
			identity: f.Key,
			kept:     f.GoName,
			set:      func(name string) { f.GoName = name },
		})
	}
	fields.settle()
}

// sharedStructs names the types that several places share: by the field or
// resource at the place that is nearest to a body, the first in the alphabet
// where several are equally near. Of two types that want one name, the nearer
// one gets it; if they are equally near, both are called by their ways.
func (n *namer) sharedStructs() {
	s := &search{found: map[*api.Struct]*sighting{}, uses: map[*api.Struct]int{}}
	n.eachBody(s.begin)
	slices.SortStableFunc(s.queue, func(a, b visit) int { return a.distance - b.distance })
	for len(s.queue) > 0 {
		s.step()
	}
	n.errorBodies(s)
	slices.SortFunc(s.order, func(a, b *api.Struct) int { return s.found[a].distance - s.found[b].distance })
	for i, st := range s.order {
		found := s.found[st]
		if i > 0 && found.distance != s.found[s.order[i-1]].distance {
			n.pkg.settle()
		}
		n.pkg.want(claim{
			name:     found.name,
			others:   func() []string { return []string{found.qualified, found.way} },
			identity: found.way,
			kept:     st.GoName,
			set:      func(name string) { st.GoName = name },
		})
	}
	n.pkg.settle()
}

// errorBodies names the types that are bodies of errors: ErrorBody for the one
// that most of them have, the others by their members.
func (n *namer) errorBodies(s *search) {
	most, tie := (*api.Struct)(nil), false
	for _, st := range s.order {
		switch {
		case !s.found[st].isError:
		case most == nil || s.uses[st] > s.uses[most]:
			most, tie = st, false
		case s.uses[st] == s.uses[most]:
			tie = true
		}
	}
	for _, st := range s.order {
		if found := s.found[st]; found.isError {
			found.name = "ErrorBody"
			if st != most || tie {
				found.name = memberNames(st) + "ErrorBody"
			}
		}
	}
}

// memberNames joins the names of a struct's first fields.
func memberNames(s *api.Struct) string {
	const enough = 3
	name := ""
	for _, f := range s.Fields[:min(len(s.Fields), enough)] {
		name += f.GoName
	}
	return name
}

// search goes from the bodies into their types, breadth first, to find for each
// shared struct the place that is nearest to a body.
type search struct {
	queue []visit
	found map[*api.Struct]*sighting
	order []*api.Struct       // of found
	uses  map[*api.Struct]int // as a body of errors
}

// visit is a place to go to.
type visit struct {
	typ      *api.Type
	distance int
	name     string // the field or resource
	outer    string // that of the object around it; "" for a body
	way      string // the name by the way that leads there
	input    bool
	isError  bool
}

// sighting is the nearest place of a struct.
type sighting struct {
	distance             int
	name, qualified, way string
	isError              bool
}

// meet notes another place that is equally near.
func (s *sighting) meet(other *sighting) {
	s.name, s.qualified, s.way = min(s.name, other.name), min(s.qualified, other.qualified), min(s.way, other.way)
}

// begin puts a body into the queue. A request that names one resource shows it
// better than one whose path ends in a word, which may be an action.
func (s *search) begin(b bodyType) {
	v := visit{typ: b.typ, name: resource(b.operation), way: b.name, input: b.input}
	if last := lastSegment(b.operation.Template); last == "" || !isVariable(last) {
		v.distance = 1
	}
	if b.failure != nil {
		v.distance, v.isError = 0, true
		s.uses[b.typ.Innermost().Struct]++
	}
	if v.name == "" {
		v.name = b.name
	}
	s.queue = append(s.queue, v)
}

// step visits the next place.
func (s *search) step() {
	v := s.queue[0]
	s.queue = s.queue[1:]
	for v.typ.Elem != nil {
		v.typ, v.way = v.typ.Elem, singular(v.way)
	}
	st := v.typ.Struct
	if st == nil {
		return
	}
	if st.Shared {
		known := s.found[st]
		if known == nil {
			nameFields(st)
		}
		name := sharedName(v)
		here := &sighting{v.distance, name, v.outer + name, v.way, v.isError}
		switch {
		case known == nil:
			s.found[st] = here
			s.order = append(s.order, st)
		case known.distance == here.distance && known.isError == here.isError:
			known.meet(here)
			return
		default:
			return
		}
	}
	for _, f := range st.Fields {
		if f.Type.Innermost().Struct != st && f.Type.Innermost().Struct != nil {
			s.queue = append(s.queue, member(v, f))
		}
	}
}

// member is the visit to a field of a struct.
func member(v visit, f *api.Field) visit {
	field := exported(f.Key, "Field")
	inner := visit{typ: f.Type, distance: v.distance + 2, name: v.name, outer: v.name, way: v.way + field, input: v.input}
	switch {
	case wrappers[strings.ToLower(field)]:
	case f.Type.Elem != nil:
		inner.name = singularWord(field)
	default:
		inner.name = field
	}
	return inner
}

// wrappers are members that say nothing of what is in them.
var wrappers = map[string]bool{
	"attributes": true, "body": true, "content": true, "data": true, "edges": true, "elements": true, "entity": true, "entries": true,
	"entry": true, "item": true, "items": true, "list": true, "node": true, "nodes": true, "object": true, "objects": true, "payload": true,
	"record": true, "records": true, "response": true, "result": true, "results": true, "rows": true, "value": true, "values": true,
}

// sharedName is the name of a struct by one of its places. A type of requests
// says so: it has other fields than that of responses.
func sharedName(v visit) string {
	name := v.name
	for _, f := range v.typ.Struct.Fields {
		if v.distance < 2 && wrappers[strings.ToLower(f.GoName)] && f.Type.Innermost().Struct != nil {
			name = v.name + "Envelope"
			if f.Type.Kind == api.Array {
				name = v.name + "List"
			}
			break
		}
	}
	if v.input {
		name += "Input"
	}
	return name
}

// resource is what an operation is about: the last word in its path, as one of
// them.
func resource(op *api.Operation) string {
	segments := strings.Split(op.Template, "/")
	for _, segment := range slices.Backward(segments) {
		name := camel(words(segment))
		if !isVariable(segment) && name != "" && !isVersion(segment) {
			return singularWord(name)
		}
	}
	return ""
}

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// isVariable tells a segment of a path that is a variable, or holds one.
func isVariable(segment string) bool {
	return strings.HasPrefix(segment, ":") || strings.Contains(segment, "{{")
}

// isVersion tells a segment such as v2 or v1.1.
func isVersion(segment string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(segment), "v")
	return ok && rest != "" && strings.Trim(rest, "0123456789.") == ""
}

// singularWord is singular, but leaves a name that is no plural as it is.
func singularWord(name string) string {
	if one := singular(name); one != name+"Item" {
		return one
	}
	return name
}

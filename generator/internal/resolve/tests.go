package resolve

// This file writes down what the generated tests send and expect.

import (
	"net/textproto"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// tests fills in the items of the client and the variables they use.
func (r *resolver) tests(col *collection.Collection, items []*item) {
	for _, v := range col.Variables {
		if v.Key == "" || v.Disabled {
			continue
		}
		text := content(printed(v), v.ValuePointer)
		if r.secrets[v.Key] {
			text = secret(printed(v), v.ValuePointer)
		}
		r.client.Values = slices.DeleteFunc(r.client.Values, func(o *api.VariableValue) bool { return o.Key == v.Key })
		r.client.Values = append(r.client.Values, &api.VariableValue{Key: v.Key, Value: text})
	}
	number := 0
	for _, it := range items {
		if it.removed {
			continue
		}
		test := &api.Item{Index: it.index, Number: number, ID: redact(it.source.ID), Path: redactAll(it.path), Operation: it.operation, Request: testRequest(it.operation, it.request)}
		test.Sample = it.request.hash()
		test.Line, test.Column = it.source.Position.Line, it.source.Position.Column
		for _, ex := range it.examples {
			test.Examples = append(test.Examples, testExample(it.operation, ex))
		}
		if it.source.Request.URL != nil || it.source.Request.Method != "" || it.source.Request.Body != nil {
			number++
		}
		r.client.Items = append(r.client.Items, test)
	}
	r.keepExamples()
}

func redactAll(texts []string) []string {
	var list []string
	for _, t := range texts {
		list = append(list, redact(t))
	}
	return list
}

// testExample writes down a saved response.
func testExample(op *api.Operation, ex *example) *api.Example {
	response := ex.response
	test := &api.Example{
		Name:   redact(response.Name),
		Code:   response.Code,
		ID:     redact(response.ID),
		Status: ex.status,
		Kind:   bodyKind(response),
		Saved:  content(strings.TrimPrefix(response.Body, "\ufeff"), response.BodyPointer),
	}
	if ex.request != nil {
		test.Request = testRequest(op, ex.request)
	}
	if op.Method != "HEAD" && test.Status != 204 && test.Status != 205 && test.Status != 304 {
		test.Body = test.Saved // HTTP has no body there
	}
	switch op.ResponseBody(test.Status).Kind {
	case api.JSONBody:
		test.Body.Text = infer.Filled(test.Body.Text)
	case api.XMLBody:
		test.Body.Text = infer.FilledXML(test.Body.Text)
	case api.EventBody:
		test.Body.Text = ended(test.Body.Text)
	}
	for _, h := range response.Headers {
		key := textproto.CanonicalMIMEHeaderKey(h.Key)
		text := value(key, oneLine(h.Value.Text()), h.ValuePointer)
		if h.Disabled || !isToken(key) || plumbing[key] && key != "Content-Type" {
			continue
		}
		test.Headers = append(test.Headers, api.Pair{Key: key, Value: text})
		head := headOf(op.Headers, key)
		repeated := slices.ContainsFunc(test.Expected, func(f api.FieldText) bool { return f.Head == head })
		if head != nil && isSuccess(test.Status) && !repeated {
			test.Expected = append(test.Expected, api.FieldText{Head: head, Value: text})
		}
	}
	return test
}

// ended gives the last event of a saved stream the blank line that ends it, which
// exports lose: without it, no client sees the event.
func ended(stream string) string {
	if events := strings.TrimRight(stream, "\r\n"); events != "" {
		return events + "\n\n"
	}
	return stream
}

// testRequest writes down a request: the fields that a caller sets, and what
// then goes over the wire.
func testRequest(op *api.Operation, q *request) *api.Request {
	test := &api.Request{
		BaseURL: api.Text{Text: q.target.base},
		Method:  q.method,
		Path:    testPath(q.target.path),
	}
	if q.auth != nil && (q.auth.sent || q.auth.fields == nil) {
		test.Auth = testAuth(q.auth)
	}
	for _, p := range q.target.path {
		if p.name != "" {
			test.Fields = setField(test.Fields, paramOf(op, slot{api.Path, p.name}), p.value)
		}
	}
	for _, e := range q.entries() {
		if e.disabled {
			continue
		}
		param := paramOf(op, e.slot())
		if e.place == api.File {
			test.Fields = addField(test.Fields, api.FieldValue{Param: param, Files: e.files})
		} else {
			test.Fields = addField(test.Fields, api.FieldValue{Param: param, Values: []api.Text{e.value}})
		}
		expect(test, e)
	}
	if kind, isValue := bodyKinds[q.body.mode]; isValue && q.body.sent() {
		b := q.body
		test.Body = &api.BodyText{Kind: kind, Text: b.text, Comments: b.comments, GraphQL: b.graphQL, ContentType: b.contentType}
		test.Body.Sample = content(b.sample, "").Text
		if kind == api.Binary {
			test.Body.File = &q.body.file
		}
	}
	return test
}

// bodyKinds are the modes of bodies that are one value.
var bodyKinds = map[mode]api.BodyKind{jsonBody: api.JSON, textBody: api.PlainText, binaryBody: api.Binary}

// testPath is the path as it is sent, its variables unresolved.
func testPath(path []piece) api.Text {
	text := api.Text{}
	for _, p := range path {
		if p.name == "" {
			text.Text += strings.ReplaceAll(p.text, `\`, "/")
		} else {
			text.Text += p.value.Text
		}
	}
	return text
}

func testAuth(a *auth) *api.AuthValue {
	c := a.credential
	if a.whole {
		c = &api.Credential{Scheme: api.Authorization}
	}
	return &api.AuthValue{Credential: c, Values: a.values, Fields: a.fields}
}

// setField sets a path variable, which may stand in the path twice.
func setField(fields []api.FieldValue, param *api.Param, text api.Text) []api.FieldValue {
	for _, f := range fields {
		if f.Param == param {
			return fields
		}
	}
	return addField(fields, api.FieldValue{Param: param, Values: []api.Text{text}})
}

// addField adds values to the field of a parameter.
func addField(fields []api.FieldValue, more api.FieldValue) []api.FieldValue {
	for i := range fields {
		if f := &fields[i]; f.Param == more.Param {
			f.Values, f.Files = append(f.Values, more.Values...), append(f.Files, more.Files...)
			return fields
		}
	}
	return append(fields, more)
}

// expect adds an entry to what goes over the wire.
func expect(test *api.Request, e entry) {
	pair := api.Pair{Key: e.key, Value: e.value, Bare: e.bare}
	switch e.place {
	case api.Query:
		test.Query = append(test.Query, pair)
	case api.Header:
		test.Headers = append(test.Headers, pair)
	case api.Form:
		test.Form = append(test.Form, pair)
	case api.Part:
		test.Parts = append(test.Parts, api.PartText{Key: e.key, Value: e.value, ContentType: e.contentType})
	case api.File:
		for _, file := range e.files {
			test.Parts = append(test.Parts, api.PartText{Key: e.key, File: &file, ContentType: e.contentType})
		}
	}
}

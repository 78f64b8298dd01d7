package inspect

// The model to a tree: Of is the entry point; types.go turns the types of
// bodies.

import (
	"cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// The words for what the model has numbers for.
var (
	places = map[api.Place]string{
		api.Path: "path", api.Query: "query", api.Header: "header",
		api.Form: "form", api.Part: "part", api.File: "file",
	}
	bodyKinds   = map[api.BodyKind]string{api.JSON: "json", api.PlainText: "text", api.Binary: "binary"}
	pagingKinds = map[api.PagingKind]string{
		api.Cursor: "cursor", api.Link: "link", api.LinkHeader: "linkHeader", api.PageNumber: "pageNumber", api.Offset: "offset",
	}
	responseKinds = map[api.ResponseKind]string{
		api.NoBody: "none", api.JSONBody: "json", api.XMLBody: "xml", api.TextBody: "text", api.RawBody: "bytes",
		api.StreamBody: "stream", api.EventBody: "events",
	}
)

// Of shows a client whose names are given out.
func Of(client *api.Client) *Tree {
	root := service(client.Root)
	root.Description = "" // it is that of the tree
	return &Tree{
		Title:       client.Title,
		Description: client.Doc,
		BaseURLs: each(client.BaseURLs, func(b *api.BaseURL) BaseURL {
			return BaseURL{Option: b.Option, Template: b.Template, Value: b.Value}
		}),
		Credentials: each(client.Credentials, credential),
		Variables: each(client.Variables, func(v *api.Variable) Variable {
			return Variable{Name: v.Name, Key: v.Key, Value: v.Value, Secret: v.Secret, Description: v.Doc}
		}),
		ErrorCodes: each(client.ErrorCodes, errorCode),
		Client:     root,
	}
}

// each converts a list; that of an empty list is not nil, which JSON would show as null.
func each[In, Out any](list []In, convert func(In) Out) []Out {
	converted := make([]Out, len(list))
	for i, item := range list {
		converted[i] = convert(item)
	}
	return converted
}

func credential(c *api.Credential) Credential {
	view := Credential{Option: c.Option, Scheme: c.Scheme.String(), Key: c.Key, Variable: c.Variable}
	if c.Grant != nil {
		if c.Grant.Given != nil {
			view.Tokens = append(view.Tokens, c.Grant.Option)
		}
		view.Tokens = append(view.Tokens, c.Grant.SourceOption)
	}
	return view
}

func errorCode(c *api.ErrorCode) ErrorCode {
	return ErrorCode{Name: c.GoName, Code: c.Code, Meanings: each(c.Meanings, func(m api.Meaning) Meaning {
		return Meaning{Method: selector(m.Operation.Service) + "." + m.Operation.GoName, Status: m.Status, Text: m.Text}
	})}
}

func service(s *api.Service) Service {
	return Service{
		Name:        selector(s),
		Folder:      s.Name,
		Description: s.Doc,
		Methods:     each(s.Operations, method),
		Services:    each(s.Services, service),
	}
}

// selector is how Go code names a service: client.Accounts.Users.
func selector(s *api.Service) string {
	if s.Parent == nil {
		return "client"
	}
	return selector(s.Parent) + "." + s.Field
}

func method(op *api.Operation) Method {
	m := Method{
		Name:         op.GoName,
		Title:        op.Name,
		Description:  op.Doc,
		HTTPMethod:   op.Method,
		BaseURL:      op.BaseURL.Template,
		Path:         op.Template,
		RequestType:  op.RequestType,
		ResponseType: op.ResponseType,
		Parameters:   each(op.Params, parameter),
		Body:         body(op),
		Responses:    append(each(op.Successes, success), each(op.Failures, failure)...),
		ResponseHeaders: each(op.Headers, func(h *api.ResponseHead) Header {
			return Header{Name: h.GoName, Key: h.Key, Description: h.Doc}
		}),
	}
	if op.Credential != nil {
		m.Auth = op.Credential.Option
	}
	if p := op.Paging; p != nil {
		m.Paging = &Paging{Name: p.GoName, Kind: pagingKinds[p.Kind], Evidence: p.Evidence}
	}
	return m
}

func parameter(p *api.Param) Parameter {
	shown := Parameter{
		Name:        p.GoName,
		In:          places[p.In],
		Key:         p.Key,
		Type:        scalar(p.Type),
		Required:    p.Required && p.Default == nil,
		Disabled:    p.Disabled,
		Secret:      p.Secret,
		Example:     p.Example,
		Description: p.Doc,
	}
	if p.In == api.File {
		shown.Type = "File"
	}
	if p.Repeated {
		shown.Type = "[]" + shown.Type
	}
	if p.Default != nil {
		text := defaultText(p.Default)
		shown.Default = &text
	}
	return shown
}

// scalar is the Go type of a text; nil is a string.
func scalar(t *api.Type) string {
	switch {
	case t == nil:
		return "string"
	case t.IsEnum():
		return t.Enum.GoName
	}
	return kinds[t.Kind]
}

// defaultText is a default as the collection writes it.
func defaultText(segments []api.Segment) string {
	text := ""
	for _, s := range segments {
		if s.Variable != nil {
			text += "{{" + s.Variable.Key + "}}"
		} else {
			text += s.Text
		}
	}
	return text
}

// body shows the body of a request, nil where there is none.
func body(op *api.Operation) *Body {
	if b := op.Body; b != nil {
		return &Body{Kind: bodyKinds[b.Kind], ContentType: b.ContentType, Type: typeOf(b.Type), Description: b.Doc}
	}
	for _, p := range op.Params {
		switch p.In {
		case api.Form:
			return &Body{Kind: "form", ContentType: "application/x-www-form-urlencoded"}
		case api.Part, api.File:
			return &Body{Kind: "multipart", ContentType: "multipart/form-data"}
		}
	}
	return nil
}

func success(s *api.Success) Response {
	r := Response{Status: s.Status, Kind: responseKinds[s.Body.Kind], Description: s.Doc}
	if s.Shares != nil {
		r.Field, r.Type = s.Shares.Field, typeOf(s.Shares.Body.Type)
	}
	return r
}

func failure(f *api.Failure) Response {
	r := Response{Status: f.Status, Error: cmp.Or(f.GoName, "APIError"), Kind: responseKinds[f.Body.Kind], Description: f.Doc}
	if f.Body.Kind != api.NoBody {
		r.Field, r.Type = "Body", typeOf(f.Body.Type)
	}
	return r
}

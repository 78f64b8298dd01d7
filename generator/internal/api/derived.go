package api

// This file has what several packages ask of the model and it does not say in so
// many words.

import "slices"

// AllOperations lists the operations of a service, and then those of the services
// in it.
func (s *Service) AllOperations() []*Operation {
	list := slices.Clone(s.Operations)
	for _, child := range s.Services {
		list = append(list, child.AllOperations()...)
	}
	return list
}

// ResponseTypes lists the types of the bodies that have one, those of errors last.
// One that several statuses share is listed once.
func (op *Operation) ResponseTypes() []*Type {
	var list []*Type
	for _, s := range op.Successes {
		if s.Shares == s && s.Body.Type != nil {
			list = append(list, s.Body.Type)
		}
	}
	for _, f := range op.Failures {
		if f.Body.Type != nil {
			list = append(list, f.Body.Type)
		}
	}
	return list
}

// ResponseBody is what the documented answer with a status holds; the zero value
// where the status is not documented.
func (op *Operation) ResponseBody(status int) ResponseBody {
	for _, s := range op.Successes {
		if s.Status == status {
			return s.Body
		}
	}
	for _, f := range op.Failures {
		if f.Status == status {
			return f.Body
		}
	}
	return ResponseBody{}
}

// Innermost is the type of the elements of lists and maps, and of theirs: the type
// itself where it is neither.
func (t *Type) Innermost() *Type {
	for t.Elem != nil {
		t = t.Elem
	}
	return t
}

// IsEnum tells a text with a list of values, which is a Go type of its own; a list
// of numbers is none. A nil type is a string.
func (t *Type) IsEnum() bool { return t != nil && t.Enum != nil && t.Kind == String }

// FullName is the method as a caller writes it behind the client:
// "Accounts.Users.Get".
func (op *Operation) FullName() string {
	return op.Service.prefix() + op.GoName
}

// PagesName is the same for the method that goes through all pages.
func (op *Operation) PagesName() string { return op.Service.prefix() + op.Paging.GoName }

// prefix is what leads to the methods of a service: "Accounts.Users.".
func (s *Service) prefix() string {
	if s.Parent == nil {
		return ""
	}
	return s.Parent.prefix() + s.Field + "."
}

// BodyMode names the kind of an operation's body; "" is none.
func (op *Operation) BodyMode() string {
	if op.Body != nil {
		return [...]string{JSON: "JSON", PlainText: "Text", Binary: "File"}[op.Body.Kind]
	}
	for _, p := range op.Params {
		switch p.In {
		case Form:
			return "Form"
		case Part, File:
			return "Multipart"
		}
	}
	return ""
}

// schemes are the names of schemes, those of Postman where it has one.
var schemes = [...]string{
	Bearer: "bearer", BearerQuery: "bearerQuery", Basic: "basic", APIKeyHeader: "apiKeyHeader", APIKeyQuery: "apiKeyQuery",
	Authorization: "authorization", AWSSignature: "awsv4", OAuth1: "oauth1", Digest: "digest", JWT: "jwt", ASAP: "asap",
	Hawk: "hawk", EdgeGrid: "edgegrid", NTLM: "ntlm",
}

// String is the name of a scheme: "apiKeyHeader".
func (s Scheme) String() string { return schemes[s] }

package lock

// This file writes down a model that has its names. Entry point: Of.

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// Of is what is to be kept of a client.
func Of(client *api.Client) *Lock {
	l := &Lock{
		Services:      map[string]*Service{},
		Operations:    map[string]*Operation{},
		RequestTypes:  structs(client.Inputs),
		ResponseTypes: structs(client.Outputs),
		Enums:         map[string]map[string]string{},
		BaseURLs:      map[string]string{},
		Credentials:   map[string]string{},
		Grants:        map[string]string{},
		Variables:     map[string]string{},
		ErrorCodes:    map[string]string{},
	}
	l.service(client.Root, nil, nil)
	l.items(client)
	for _, e := range client.Enums {
		values := map[string]string{}
		for _, v := range e.Values {
			values[v.Value] = v.Const
		}
		l.Enums[e.GoName] = values
	}
	for _, b := range client.BaseURLs {
		l.BaseURLs[b.Template] = b.Option
	}
	for _, c := range client.Credentials {
		l.Credentials[CredentialKey(c)] = c.Option
		if c.Grant != nil {
			l.Grants[GrantKey(c)], l.Grants[SourceKey(c)] = c.Grant.Option, c.Grant.SourceOption
		}
	}
	for _, v := range client.Variables {
		l.Variables[v.Key] = v.Name
	}
	for _, c := range client.ErrorCodes {
		l.ErrorCodes[c.Code] = c.GoName
	}
	return l
}

// structs writes down types by their names.
func structs(list []*api.Struct) map[string]*Struct {
	known := make(map[string]*Struct, len(list))
	for _, s := range list {
		kept := &Struct{XML: s.XML, Fields: make(map[string]string, len(s.Fields))}
		for _, f := range s.Fields {
			kept.Fields[f.Key] = f.GoName + " " + TypeText(f.Type)
		}
		known[s.GoName] = kept
	}
	return known
}

// service writes down a service, and what is in it. way are the fields that
// lead there, folder the names.
func (l *Lock) service(s *api.Service, way, folder []string) {
	if s.Parent != nil {
		l.Services[strings.Join(way, ".")] = &Service{Folder: folder, Type: s.Type}
	}
	for _, op := range s.Operations {
		l.Operations[strings.Join(append(way[:len(way):len(way)], op.GoName), ".")] = operation(op)
	}
	for _, child := range s.Services {
		l.service(child, append(way[:len(way):len(way)], child.Field), append(folder[:len(folder):len(folder)], child.Name))
	}
}

// operation writes down an operation, but for its items.
func operation(op *api.Operation) *Operation {
	kept := &Operation{
		Method:   op.Method,
		Path:     op.Template,
		Base:     op.BaseURL.Template,
		Mode:     strings.ToLower(op.BodyMode()),
		Removed:  op.Removed,
		Request:  op.RequestType,
		Response: op.ResponseType,
		Fields:   map[string]string{},
		Sends:    map[string]string{},
		Results:  map[string]string{},
		Errors:   map[string]string{},
		Headers:  map[string]string{},
	}
	if op.Body != nil {
		kept.ContentType = op.Body.ContentType
	}
	if op.Credential != nil {
		kept.Credential = op.Credential.Option
	}
	if op.Paging != nil {
		kept.Pages = pages(op.Paging)
	}
	for _, p := range op.Params {
		kept.Fields[ParamKey(p)] = ParamText(p)
		if p.Saved {
			kept.Saved = append(kept.Saved, ParamKey(p))
		}
		if p.Default != nil && p.In != api.Path {
			kept.Sends[ParamKey(p)] = DefaultText(p.Default)
		}
	}
	if op.Body != nil && op.Body.Type != nil {
		kept.Body = TypeText(op.Body.Type)
	}
	for _, s := range op.Successes {
		kept.Results[Status(s.Status, false)] = strings.TrimSpace(s.Field + " " + bodyText(s.Body))
	}
	if op.Raw != "" {
		kept.Results[Status(0, true)] = op.Raw + " " + bodyText(api.ResponseBody{Kind: api.RawBody})
	}
	for _, f := range op.Failures {
		if f.GoName != "" {
			kept.Errors[Status(f.Status, f.AnyOther)] = f.GoName + " " + bodyText(f.Body)
		}
	}
	for _, h := range op.Headers {
		kept.Headers[h.Key] = h.GoName
	}
	return kept
}

// PagingKinds are how a lock calls the kinds of paging.
var PagingKinds = [...]string{
	api.Cursor: "cursor", api.Link: "link", api.LinkHeader: "link header", api.PageNumber: "page", api.Offset: "offset",
}

// pages writes down how a list comes in pages.
func pages(p *api.Paging) *Paging {
	kept := &Paging{
		Method: p.GoName, Kind: PagingKinds[p.Kind], Evidence: p.Evidence,
		Items: keys(p.Items), Next: keys(p.Next), Total: keys(p.Total), More: keys(p.More), Last: p.Last,
	}
	for _, turn := range p.Turns {
		if turn.Param != nil {
			kept.Params = append(kept.Params, ParamKey(turn.Param))
		} else {
			kept.Members = append(kept.Members, keys(turn.Body))
		}
	}
	return kept
}

// keys are the keys on a way.
func keys(way []*api.Field) []string {
	var list []string
	for _, f := range way {
		list = append(list, f.Key)
	}
	return list
}

// items writes down which requests the operations are, and their saved
// responses.
func (l *Lock) items(client *api.Client) {
	for _, it := range client.Items {
		kept := l.Operations[it.Operation.FullName()]
		last := len(it.Path) - 1
		kept.Items = append(kept.Items, Item{it.ID, it.Path[:last], it.Path[last], it.Sample})
		for _, ex := range it.Examples {
			kept.Examples = append(kept.Examples, Example{ex.ID, ExampleName(ex), ex.Status, ExampleHash(ex), ex.Const})
		}
	}
}

// ExampleHash stands for what a saved response holds. Secrets have stand-ins there.
func ExampleHash(ex *api.Example) string {
	hash := sha256.Sum256([]byte(ex.Saved.Text))
	return hex.EncodeToString(hash[:4])
}

// ExampleName is how a lock calls a saved response, whose name may be a long text.
func ExampleName(ex *api.Example) string {
	const longest = 60 // runes
	name := []rune(strings.Join(strings.Fields(ex.Name), " "))
	return string(name[:min(len(name), longest)])
}

// CredentialKey is what the collection says of a credential: scheme, key, and
// the variable that it is kept in.
func CredentialKey(c *api.Credential) string {
	return strings.Join([]string{c.Scheme.String(), c.Key, c.Variable}, " ")
}

// GrantKey and SourceKey are the same of the options that get tokens: those of a
// client, and those of a source of the caller's.
func GrantKey(c *api.Credential) string  { return "grant " + CredentialKey(c) }
func SourceKey(c *api.Credential) string { return "source " + CredentialKey(c) }

// DefaultText is a default as the collection writes it.
func DefaultText(segments []api.Segment) string {
	text := ""
	for _, s := range segments {
		switch {
		case s.Variable != nil:
			text += "{{" + s.Variable.Key + "}}"
		case s.Drawn != "":
			text += "{{" + s.Drawn + "}}"
		default:
			text += s.Text
		}
	}
	return text
}

// Status is a status as a lock calls it: "404"; "default" is any other.
func Status(status int, anyOther bool) string {
	if anyOther || status == 0 {
		return "default"
	}
	return strconv.Itoa(status)
}

// bodyKinds are how a lock calls the kinds of response bodies.
var bodyKinds = [...]string{
	api.NoBody: "", api.JSONBody: "json", api.XMLBody: "xml", api.TextBody: "text", api.RawBody: "bytes",
	api.StreamBody: "stream", api.EventBody: "events",
}

// bodyText is what a response holds: "json []Order", "xml:Envelope SoapReply", "bytes".
func bodyText(b api.ResponseBody) string {
	text := bodyKinds[b.Kind]
	if b.Root != "" {
		text += ":" + b.Root
	}
	if b.Type != nil {
		text += " " + TypeText(b.Type)
	}
	return text
}

// ParseBody reads a body with its Go name in front. named gives the types that
// have a name.
func ParseBody(text string, named func(string) *api.Type) (name string, b api.ResponseBody, err error) {
	name, rest, _ := strings.Cut(text, " ")
	kind, typ, typed := strings.Cut(rest, " ")
	kind, b.Root, _ = strings.Cut(kind, ":")
	for k, known := range bodyKinds {
		if known == kind {
			b.Kind = api.ResponseKind(k)
		}
	}
	if typed {
		b.Type, err = ParseType(typ, named)
	}
	return name, b, err
}

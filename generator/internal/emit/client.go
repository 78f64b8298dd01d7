package emit

// This file prints client.go: Client with its services, New, and the options that
// the collection calls for; and codes.go. The package comment is in overview.go.

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// clientFile prints client.go.
func (p *printer) clientFile() *file {
	f := p.newFile("client.go", p.client.Package)
	for _, line := range docLines(p.packageDoc()) {
		f.PackageComment(line)
	}
	p.clientType(f)
	p.newFunction(f)
	p.baseURLOptions(f)
	p.credentialOptions(f)
	p.variables(f)
	return f
}

// clientType prints the struct Client.
func (p *printer) clientType(f *file) {
	fields := []jen.Code{jen.Id("core").Op("*").Id("core")}
	fields = append(fields, serviceFields(p.client.Root)...)
	f.structType("Client", "Client calls the API. It is safe for concurrent use. Make one with [New].", fields...)
}

// serviceFields are the fields that hold the services inside of a service. What
// a folder is for stands at the service's type.
func serviceFields(s *api.Service) []jen.Code {
	var fields []jen.Code
	for _, child := range s.Services {
		fields = append(fields, jen.Line())
		fields = append(fields, doc(fmt.Sprintf("%s is the folder %q.", child.Field, oneLine(child.Name)))...)
		fields = append(fields, jen.Id(child.Field).Add(pointer(jen.Id(child.Type))))
	}
	return fields
}

// newFunction prints New:
//
//	func New(options ...Option) (*Client, error) {
//		core, err := newCore(config{…}, options)
//		if err != nil {
//			return nil, err
//		}
//		return &Client{core: core, Users: newUsersService(core)}, nil
//	}
func (p *printer) newFunction(f *file) {
	comment := "New returns a client of the API."
	if missing := p.missingBaseURLs(); len(missing) > 0 {
		comment += " It fails without " + strings.Join(missing, " and ") + ": the collection has no base URL of its own."
	}
	members := []jen.Code{member("core", jen.Id("core"))}
	for _, child := range p.client.Root.Services {
		members = append(members, member(child.Field, jen.Id("new"+child.Type).Call(jen.Id("core"))))
	}
	f.function("New", comment, jen.Params(variadic("options", "Option")).Params(pointer(jen.Id("Client")), jen.Error()).Block(
		jen.List(jen.Id("core"), jen.Err()).Op(":=").Id("newCore").Call(p.config(), jen.Id("options")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(addressOf(literal(jen.Id("Client"), members...)), jen.Nil()),
	))
}

func (p *printer) missingBaseURLs() []string {
	var options []string
	for _, b := range p.client.BaseURLs {
		if b.Value == "" {
			options = append(options, "["+b.Option+"]")
		}
	}
	return options
}

// config is what New knows of the API: config{baseURLs: …}.
func (p *printer) config() *jen.Statement {
	var bases []jen.Code
	for _, b := range p.client.BaseURLs {
		members := []jen.Code{member("option", lit(b.Option)), member("value", lit(b.Value))}
		if b.Late {
			members = append(members, member("late", jen.True()))
		}
		bases = append(bases, elements(members...))
	}
	members := []jen.Code{member("baseURLs", literal(list(jen.Id("baseURL")), bases...))}
	if n := len(p.client.Credentials); n > 0 {
		members = append(members, member("credentials", lit(n)))
	}
	if len(p.client.Variables) > 0 {
		var values []jen.Code
		for _, v := range p.client.Variables {
			values = append(values, lit(v.Value))
		}
		members = append(members, member("variables", literal(list(jen.String()), values...)))
	}
	return literal(jen.Id("config"), members...)
}

// baseURLOptions prints an option for each base URL.
func (p *printer) baseURLOptions(f *file) {
	for i, b := range p.client.BaseURLs {
		comment := b.Option + " sets where requests go"
		if len(p.client.BaseURLs) > 1 && b.Template != "" {
			comment += ", for those that the collection sends to " + oneLine(b.Template)
		}
		comment += "; "
		if b.Value != "" {
			comment += "without it they go to " + b.Value + "."
		} else {
			comment += "there is no default."
		}
		if b.Variable != "" && b.Template == "{{"+b.Variable+"}}" {
			comment += " The collection has it in the variable " + oneLine(b.Variable) + "."
		}
		comment += "\n\nThe path of a request is appended as it is, so a slash at the end of url doubles, as in Postman."
		f.function(b.Option, comment, jen.Params(jen.Id("url").String()).Id("Option").Block(
			jen.Return(jen.Id("setBaseURL").Call(lit(i), jen.Id("url"))),
		))
	}
}

// scheme is how a credential is made: the function of the runtime, what it
// takes before the secrets, and the secrets.
type scheme struct {
	constructor string
	key         bool // the credential's key comes first
	secrets     []string
	says        string
	credentials string   // the struct that the function takes in place of them
	files       []string // of the runtime
}

var schemes = [...]scheme{
	api.Bearer:        {constructor: "OAuth2Token", key: true, secrets: []string{"token"}, says: "sends the header Authorization with a token"},
	api.BearerQuery:   {constructor: "OAuth2QueryToken", secrets: []string{"token"}, says: "sends the query parameter access_token"},
	api.Basic:         {constructor: "BasicAuth", secrets: []string{"user", "password"}, says: "sends the header Authorization with user and password"},
	api.APIKeyHeader:  {constructor: "APIKeyHeader", key: true, secrets: []string{"key"}, says: "sends a key in the header "},
	api.APIKeyQuery:   {constructor: "APIKeyQuery", key: true, secrets: []string{"key"}, says: "sends a key in the query parameter "},
	api.Authorization: {constructor: "Authorization", secrets: []string{"credentials"}, says: "sends the header Authorization as given"},
	api.AWSSignature:  signing("AWSSignature", "AWSCredentials", "authawsv4"),
	api.OAuth1:        signing("OAuth1", "OAuth1Credentials", "authoauth1", "authkey"),
	api.Digest:        signing("DigestAuth", "DigestCredentials", "authdigest"),
	api.JWT:           signing("JWT", "JWTCredentials", "authjwt", "authkey"),
	api.ASAP:          signing("ASAP", "ASAPCredentials", "authjwt", "authkey"),
	api.Hawk:          signing("Hawk", "HawkCredentials", "authhawk"),
	api.EdgeGrid:      signing("EdgeGrid", "EdgeGridCredentials", "authedgegrid"),
	api.NTLM:          signing("NTLM", "NTLMCredentials", "authntlm"),
}

// credentialOptions prints an option for each credential, and the constants
// that operations name them by.
func (p *printer) credentialOptions(f *file) {
	if len(p.client.Credentials) == 0 {
		return
	}
	var consts []string
	for _, c := range p.client.Credentials {
		consts = append(consts, c.Const)
	}
	f.declare(strings.Join(consts, " "), "The credentials, as operations name them; 0 is none.", jen.Const().Defs(counted(1, consts...)...))
	for _, c := range p.client.Credentials {
		if schemes[c.Scheme].credentials != "" {
			p.signingOption(f, c)
			continue
		}
		params := make([]jen.Code, len(schemes[c.Scheme].secrets))
		for i, name := range schemes[c.Scheme].secrets {
			params[i] = jen.Id(name)
		}
		last := len(params) - 1
		params[last] = jen.Id(schemes[c.Scheme].secrets[last]).String()
		f.function(c.Option, credentialDoc(c), jen.Params(params...).Id("Option").Block(
			jen.Return(jen.Id("setCredential").Call(jen.Id(c.Const), credential(c))),
		))
		p.grantOptions(f, c)
	}
}

// credential makes the credential of the runtime: BearerToken(token).
func credential(c *api.Credential) *jen.Statement {
	s := schemes[c.Scheme]
	if c.Scheme == api.Bearer && c.Key == "Bearer" {
		return jen.Id("BearerToken").Call(jen.Id("token"))
	}
	var args []jen.Code
	if s.key {
		args = append(args, lit(c.Key))
	}
	for _, name := range s.secrets {
		args = append(args, jen.Id(name))
	}
	return jen.Id(s.constructor).Call(args...)
}

func credentialDoc(c *api.Credential) string {
	text := c.Option + " " + schemes[c.Scheme].says
	if c.Scheme == api.APIKeyHeader || c.Scheme == api.APIKeyQuery {
		text += oneLine(c.Key)
	}
	text += " with each request that the collection sends so"
	if c.Variable != "" {
		text += "; the collection keeps it in the variable " + oneLine(strings.ReplaceAll(c.Variable, " and ", " and the variable "))
	}
	return text + ". [WithRequestAuth] sets another one for a single call."
}

// variables prints the struct Variables and its option.
func (p *printer) variables(f *file) {
	if len(p.client.Variables) == 0 {
		return
	}
	var consts []string
	var fields, args []jen.Code
	for _, v := range p.client.Variables {
		consts = append(consts, v.Const)
		fields = append(fields, doc(variableDoc(v))...)
		fields = append(fields, jen.Id(v.Name).String(), jen.Line())
		args = append(args, jen.Id("v").Dot(v.Name))
	}
	f.structType("Variables", "Variables are values that many requests share. A field that is left empty keeps what it was.", fields...)
	f.function("WithVariables", "WithVariables sets variables for all requests; the fields of a request win over them.",
		jen.Params(jen.Id("v").Id("Variables")).Id("Option").Block(jen.Return(jen.Id("setVariables").Call(args...))))
	f.declare(strings.Join(consts, " "), "The variables, as operations name them.", jen.Const().Defs(counted(0, consts...)...))
}

func variableDoc(v *api.Variable) string {
	what := "variable"
	if v.Header {
		what = "header"
	}
	text := fmt.Sprintf("%s is the %s %s.", v.Name, what, oneLine(v.Key))
	if v.Value != "" {
		text += " Default: " + strconv.Quote(clipped(v.Value)) + "."
	}
	if v.Doc != "" {
		text += "\n\n" + v.Doc
	}
	return text
}

// codesFile prints codes.go: a constant for each error code, with all that
// the collection says of it.
func (p *printer) codesFile() *file {
	f := p.newFile("codes.go", p.client.Package)
	var codes constants
	for _, c := range p.client.ErrorCodes {
		codes.add(c.GoName, "ErrorCode", c.Code, codeDoc(c))
	}
	codes.declare(f, "The error codes that the collection documents.")
	return f
}

// codeDoc tells what a code means, and where, if it means several things.
func codeDoc(c *api.ErrorCode) string {
	texts := map[string]bool{}
	for _, m := range c.Meanings {
		texts[m.Text] = true
	}
	if len(texts) == 1 {
		if c.Meanings[0].Text == "" {
			return c.GoName + " has no description in the collection."
		}
		return c.GoName + ": " + c.Meanings[0].Text
	}
	text := c.GoName + " has several meanings:\n"
	for _, m := range c.Meanings {
		text += fmt.Sprintf("\n  - %s, %d %s: %s", m.Operation.FullName(), m.Status, http.StatusText(m.Status), oneLine(m.Text))
	}
	return text
}

// oneLine folds white space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// clipped is a text short enough for a comment.
func clipped(text string) string { return clippedTo(text, 60) }

// clippedTo is a text on one line, of so many characters at most.
func clippedTo(text string, limit int) string {
	text = oneLine(text)
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}

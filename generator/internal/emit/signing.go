package emit

// This file prints what schemes that sign requests need: their options, the
// credentials in examples, and the functions that the tests call.

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// signing is a scheme of files of its own, whose function takes a struct.
func signing(constructor, credentials string, files ...string) scheme {
	return scheme{constructor: constructor, credentials: credentials, files: append(files, "authsign")}
}

// signingOption prints the option of a credential:
//
//	func WithAWSSignature(credentials AWSCredentials) Option {
//		credentials.Region = cmp.Or(credentials.Region, "eu-west-1")
//		return setCredential(credentialAWSSignature, AWSSignature(credentials))
//	}
func (p *printer) signingOption(f *file, c *api.Credential) {
	s := schemes[c.Scheme]
	lines := append(settled(c.Defaults), jen.Return(jen.Id("setCredential").Call(
		jen.Id(c.Const), jen.Id(s.constructor).Call(jen.Id("credentials")),
	)))
	f.function(c.Option, signingDoc(c), jen.Params(jen.Id("credentials").Id(s.credentials)).Id("Option").Block(lines...))
}

// settled sets the fields of credentials that the collection settles.
func settled(defaults []api.Default) []jen.Code {
	var lines []jen.Code
	for _, d := range defaults {
		field := jen.Id("credentials").Dot(d.Field)
		lines = append(lines, field.Clone().Op("=").Add(defaulted(field, d)))
	}
	return lines
}

// defaulted is the value of a field that the collection settles where the
// caller does not.
func defaulted(field *jen.Statement, d api.Default) *jen.Statement {
	value := lit(d.Text)
	switch n, _ := strconv.Atoi(d.Text); d.Kind {
	case api.FlagDefault:
		return jen.True()
	case api.CountDefault:
		value = lit(n)
	case api.SecondsDefault:
		value = lit(n).Op("*").Qual("time", "Second")
	}
	return jen.Qual("cmp", "Or").Call(field.Clone(), value)
}

func signingDoc(c *api.Credential) string {
	text := c.Option + " authenticates each request that the collection sends so with [" + schemes[c.Scheme].constructor + "]."
	if c.Variable != "" {
		text += " The collection has the secrets in the variables " + oneLine(c.Variable) + "."
	}
	return text + settledText(c.Defaults) + " [WithRequestAuth] sets another one for a single call."
}

// settledText says what the collection settles, for those who leave it out,
// and for all.
func settledText(defaults []api.Default) string {
	var values, flags []string
	for _, d := range defaults {
		switch d.Kind {
		case api.StringDefault:
			values = append(values, d.Field+" "+strconv.Quote(clipped(d.Text)))
		case api.FlagDefault:
			flags = append(flags, d.Field)
		case api.CountDefault:
			values = append(values, d.Field+" "+d.Text)
		case api.SecondsDefault:
			values = append(values, d.Field+" "+d.Text+"s")
		}
	}
	text := ""
	if len(values) > 0 {
		text += " Fields that are empty take its values: " + strings.Join(values, ", ") + "."
	}
	if len(flags) > 0 {
		text += " It sets " + strings.Join(flags, " and ") + "."
	}
	return text
}

// exampleCredentials is the struct of a credential with its secrets, from the
// environment.
func (p *printer) exampleCredentials(c *api.Credential) *jen.Statement {
	var members []jen.Code
	for _, field := range c.Secrets {
		members = append(members, member(field, getenv(field)))
	}
	return literal(p.of(schemes[c.Scheme].credentials), members...)
}

// environmentName writes AccessKey as ACCESS_KEY.
func environmentName(field string) string {
	var b strings.Builder
	for i, r := range field {
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(rune(field[i-1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

// signersFunction prints the functions that make credentials of structs.
func (p *printer) signersFunction(f *file) {
	var entries []jen.Code
	printed := map[string]bool{}
	for _, c := range p.client.Credentials {
		if s := schemes[c.Scheme]; s.credentials != "" && !printed[s.constructor] {
			printed[s.constructor] = true
			entries = append(entries, keyed(s.constructor, jen.Id(s.constructor)))
		}
	}
	f.function("signers", "signers are the functions for credentials that sign requests, by the names that testdata has.",
		jen.Params().Map(jen.String()).Any().Block(
			jen.Return(literal(jen.Map(jen.String()).Any(), entries...)),
		))
}

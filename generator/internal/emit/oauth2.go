package emit

// This file prints the options that get the tokens of OAuth 2, next to the
// option that takes one.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// grantFiles are the files of the runtime that get tokens.
func grantFiles(g *api.Grant) []string {
	switch {
	case g == nil:
		return nil
	case g.Given == nil:
		return []string{"authtoken", "authsign"}
	}
	return []string{"authtoken", "authsign", "authoauth2"}
}

// grantOptions prints the options of a credential that get its tokens:
//
//	func WithOAuth2(credentials OAuth2Credentials) Option {
//		credentials.TokenURL = cmp.Or(credentials.TokenURL, "https://auth.example.com/token")
//		return setOAuth2(credentialBearerToken, credentials, BearerToken)
//	}
//
//	func WithTokenSource(source TokenSource) Option {
//		return setTokenSource(credentialBearerToken, source, BearerToken)
//	}
func (p *printer) grantOptions(f *file, c *api.Credential) {
	g := c.Grant
	if g == nil {
		return
	}
	if g.Given != nil {
		lines := append(settled(g.Defaults), jen.Return(jen.Id("setOAuth2").Call(
			jen.Id(c.Const), jen.Id("credentials"), tokenSender(c),
		)))
		f.function(g.Option, grantDoc(c), jen.Params(jen.Id("credentials").Id("OAuth2Credentials")).Id("Option").Block(lines...))
	}
	f.function(g.SourceOption, sourceDoc(c), jen.Params(jen.Id("source").Id("TokenSource")).Id("Option").Block(
		jen.Return(jen.Id("setTokenSource").Call(jen.Id(c.Const), jen.Id("source"), tokenSender(c))),
	))
}

// tokenSender is the function that makes a credential of a token.
func tokenSender(c *api.Credential) *jen.Statement {
	switch {
	case c.Scheme == api.BearerQuery:
		return jen.Id("OAuth2QueryToken")
	case c.Key == "Bearer":
		return jen.Id("BearerToken")
	}
	return jen.Func().Params(jen.Id("token").String()).Id("Auth").Block(jen.Return(credential(c)))
}

func grantDoc(c *api.Credential) string {
	given := c.Grant.Given
	last := len(given) - 1
	return c.Grant.Option + " gets the tokens for [" + c.Option + "] by the grant of the collection, with " +
		strings.Join(given[:last], ", ") + " and " + given[last] + "." + settledText(c.Grant.Defaults) +
		" Each token is kept as long as it lasts; one that the API refuses with 401 is thrown away, and the request is " +
		"sent once more with a new one."
}

func sourceDoc(c *api.Credential) string {
	return c.Grant.SourceOption + " asks source for the tokens for [" + c.Option + "], at each call. [OAuth2Tokens] makes a " +
		"source of one of golang.org/x/oauth2, for any other grant."
}

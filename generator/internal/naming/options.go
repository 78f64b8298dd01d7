package naming

// This file names what a client is made with: base URLs, credentials,
// variables; and the error codes.

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// options names the options of New.
func (n *namer) options() {
	n.pkg.taken[api.MainOption] = true
	n.client.BaseURLs[0].Option = api.MainOption
	for _, b := range n.client.BaseURLs[1:] {
		name := suffixed(baseURLName(b), "URL")
		n.pkg.want(claim{
			name:     "With" + name,
			others:   func() []string { return []string{"WithOther" + name} },
			identity: b.Template,
			kept:     b.Option,
			set:      func(name string) { b.Option = name },
		})
	}
	n.credentials()
	n.variables()
}

// baseURLName is the variable of a base URL, or the words of its host.
func baseURLName(b *api.BaseURL) string {
	if b.Variable != "" {
		return exported(b.Variable, "Base")
	}
	if u, err := url.Parse(b.Template); err == nil && u.Host != "" {
		return exported(strings.TrimPrefix(u.Host, "www."), "Base")
	}
	return exported(b.Template, "Base")
}

// suffixed ends a name in a word, once.
func suffixed(name, suffix string) string {
	return strings.TrimSuffix(name, suffix) + suffix
}

// plainOption is the option of a scheme's most used credential; family is what
// the options of its other credentials end in.
var plainOption = [...]struct{ name, family string }{
	api.Bearer:        {"WithBearerToken", "Token"},
	api.BearerQuery:   {"WithAccessToken", "Token"},
	api.Basic:         {"WithBasicAuth", "Auth"},
	api.APIKeyHeader:  {"WithAPIKey", "Key"},
	api.APIKeyQuery:   {"WithAPIKeyQuery", "Key"},
	api.Authorization: {"WithAuthorization", "Authorization"},
	api.AWSSignature:  {"WithAWSSignature", "Signature"},
	api.OAuth1:        {"WithOAuth1", "OAuth1"},
	api.Digest:        {"WithDigestAuth", "Auth"},
	api.JWT:           {"WithJWT", "JWT"},
	api.ASAP:          {"WithASAP", "ASAP"},
	api.Hawk:          {"WithHawk", "Hawk"},
	api.EdgeGrid:      {"WithEdgeGrid", "EdgeGrid"},
	api.NTLM:          {"WithNTLM", "NTLM"},
}

// credentials names the options of credentials: the one of a scheme that most
// operations use has the plain name, the others are named by their variable or
// key. They are sorted, since the order of first use is no identity.
func (n *namer) credentials() {
	uses := map[*api.Credential]int{}
	n.eachOperation(func(_ string, op *api.Operation) { uses[op.Credential]++ })
	slices.SortFunc(n.client.Credentials, func(a, b *api.Credential) int {
		return cmp.Or(int(a.Scheme)-int(b.Scheme), uses[b]-uses[a], strings.Compare(a.Key, b.Key), strings.Compare(a.Variable, b.Variable))
	})
	for i, c := range n.client.Credentials {
		plain := plainOption[c.Scheme]
		name := plain.name
		if i > 0 && n.client.Credentials[i-1].Scheme == c.Scheme {
			name = "With" + suffixed(exported(n.difference(c), strings.TrimPrefix(plain.name, "With")), plain.family)
		}
		n.pkg.want(claim{name: name, identity: plain.name + c.Key + "\n" + c.Variable, kept: c.Option, set: func(name string) {
			c.Option, c.Const = name, "credential"+strings.TrimPrefix(name, "With")
		}})
	}
	n.grants()
}

// grants names the options that get tokens: those of the first credential have
// the plain names, the others are named as the credential is.
func (n *namer) grants() {
	first := true
	for _, c := range n.client.Credentials {
		if c.Grant == nil {
			continue
		}
		name, identity := "", c.Key+"\n"+c.Variable
		if !first {
			name = exported(n.difference(c), strings.TrimPrefix(plainOption[c.Scheme].name, "With"))
			name = strings.TrimSuffix(name, "Token")
		}
		first = false
		n.pkg.want(claim{name: "With" + name + "OAuth2", identity: "WithOAuth2" + identity, kept: c.Grant.Option, set: func(name string) {
			c.Grant.Option = name
		}})
		n.pkg.want(claim{name: "With" + name + "TokenSource", identity: "WithTokenSource" + identity, kept: c.Grant.SourceOption, set: func(name string) {
			c.Grant.SourceOption = name
		}})
	}
}

// difference is what tells a credential from others of its scheme: its
// variable; of a scheme that signs requests, with its many of them, what the
// collection settles.
func (n *namer) difference(c *api.Credential) string {
	isTwin := func(o *api.Credential) bool { return o != c && o.Scheme == c.Scheme && o.Key == c.Key }
	if len(c.Secrets) > 0 && !slices.ContainsFunc(n.client.Credentials, isTwin) {
		return cmp.Or(c.Key, c.Variable)
	}
	return cmp.Or(c.Variable, c.Key)
}

// variables names the fields of the struct Variables.
func (n *namer) variables() {
	fields := newScope()
	for _, v := range n.client.Variables {
		fields.want(claim{
			name:     exported(v.Key, "Variable"),
			others:   func() []string { return []string{spelled(v.Key)} },
			identity: v.Key,
			kept:     v.Name,
			set:      func(name string) { v.Name, v.Const = name, "variable"+name },
		})
	}
	fields.settle()
}

// errorCodes names the constants of error codes.
func (n *namer) errorCodes() {
	for _, c := range n.client.ErrorCodes {
		n.pkg.want(claim{
			name:     "ErrorCode" + strings.TrimPrefix(exported(c.Code, "Unnamed"), "X"),
			others:   func() []string { return []string{"ErrorCode" + strings.TrimPrefix(spelled(c.Code), "X")} },
			identity: c.Code,
			kept:     c.GoName,
			set:      func(name string) { c.GoName = name },
		})
	}
}

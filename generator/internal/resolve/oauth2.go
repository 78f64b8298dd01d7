package resolve

// This file reads OAuth 2: how a request sends its token, and how the
// collection gets tokens, which Postman does and its runner newman never.

import (
	"net/url"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// oauth2 is a bearer token under Postman's rules.
func (r *resolver) oauth2(p authParams) *auth {
	scheme, prefix := api.Bearer, "Bearer"
	if header, ok := p.lookup("headerPrefix"); ok && header.Value.Kind() != collection.Null {
		prefix = strings.TrimSpace(p.text("headerPrefix"))
	}
	switch p.text("addTokenTo") {
	case "", "header":
	case "queryParams":
		scheme, prefix = api.BearerQuery, ""
	default:
		return nil
	}
	if strings.EqualFold(p.text("tokenType"), "mac") {
		return nil
	}
	a := r.bearer(scheme, prefix, p.secret("accessToken"))
	if a.credential.Grant == nil {
		a.credential.Grant = r.grant(p)
	}
	return a
}

// grantFields are what a caller gives for a grant, besides ClientID and
// ClientSecret. All other grants need a browser; once a user has agreed in it,
// there is a refresh token.
var grantFields = map[string][]string{
	"client_credentials":   nil,
	"password_credentials": {"Username", "Password"},
}

// grant reads how the collection gets its tokens; nil where it does not say.
func (r *resolver) grant(p authParams) *api.Grant {
	kind := p.text("grant_type")
	if kind == "" && p.raw("accessTokenUrl") == "" && p.raw("authUrl") == "" {
		return nil
	}
	if p.raw("accessTokenUrl") == "" {
		return &api.Grant{}
	}
	given, known := grantFields[kind]
	if !known {
		given = []string{"RefreshToken"}
	}
	given = append([]string{"ClientID", "ClientSecret"}, given...)
	s := &signing{authParams: p, public: r.scope}
	s.setting("TokenURL", "accessTokenUrl")
	if len(s.defaults) == 0 {
		given = append([]string{"TokenURL"}, given...)
	}
	s.setting("Scope", "scope")
	s.settle("Parameters", api.StringDefault, api.Text{Text: s.tokenParameters()})
	s.flag("InBody", p.text("client_authentication") == "body")
	return &api.Grant{Given: given, Defaults: s.defaults}
}

// tokenParameters are the further parameters of the request for a token,
// URL-encoded; those that need an environment, or may be secret, are left to
// the caller.
func (s *signing) tokenParameters() string {
	parameters := url.Values{}
	add := func(key, text string) {
		text = s.public.expand(text)
		if key != "" && text != "" && len(references(key+text)) == 0 && !isSecretName(key) && !holdsSecret(text) {
			parameters.Add(key, text)
		}
	}
	for _, key := range []string{"audience", "resource"} {
		if param, ok := s.lookup(key); ok && param.Value.Kind() == collection.String {
			add(key, s.raw(key))
		}
	}
	if list, ok := s.lookup("tokenRequestParams"); ok {
		for _, param := range list.Value.Elements() {
			enabled, place := param.Member("enabled"), param.Member("send_as").Text()
			if (enabled.Kind() == collection.Missing || enabled.Truthy()) && (place == "" || place == "request_body") {
				add(param.Member("key").Text(), param.Member("value").Text())
			}
		}
	}
	return parameters.Encode()
}

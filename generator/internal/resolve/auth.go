package resolve

// This file finds the credentials of a request: the request's auth, else the
// nearest folder's, else the collection's; an Authorization header; the user
// info of a URL. OAuth 2 is in oauth2.go, schemes that sign requests are in
// signing.go.

import (
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// auth is how a request authenticates.
type auth struct {
	credential *api.Credential
	values     []api.Text // as api.AuthValue has them
	fields     []api.AuthField
	sent       bool // newman sends it with the collection's values
	whole      bool // values holds a whole Authorization header
}

// effectiveAuth gives the first auth of the list that says something; {} and
// a missing type inherit.
func effectiveAuth(nearestFirst []*collection.Auth) *collection.Auth {
	for _, a := range nearestFirst {
		if a != nil && a.Type != "" {
			return a
		}
	}
	return nil
}

// auth reads the auth of a request; nil where there is none.
func (r *resolver) auth(a *collection.Auth) (*auth, string) {
	if a == nil {
		return nil, ""
	}
	p := authParams{auth: a, scope: r.scope}
	switch a.Type {
	case "noauth":
		return nil, ""
	case "bearer":
		token := p.secret("token")
		return r.bearer(api.Bearer, "Bearer", token), ""
	case "basic":
		c := r.credential(api.Basic, "", joinNames(p.variable("username"), p.variable("password")))
		return &auth{credential: c, values: []api.Text{p.secret("username"), p.secret("password")}, sent: true}, ""
	case "apikey":
		return r.apiKey(p), ""
	case "oauth2":
		return r.oauth2(p), ""
	}
	if read, ok := signingSchemes[a.Type]; ok {
		return r.signing(p, read), ""
	}
	return nil, "auth of type " + oneLine(a.Type) + " is not supported: its requests go out without credentials, " +
		"unless a caller adds them with WithRequestAuth or an http.RoundTripper of its own"
}

// bearer is a token that goes into the Authorization header or the query.
func (r *resolver) bearer(scheme api.Scheme, prefix string, token api.Text) *auth {
	return &auth{
		credential: r.credential(scheme, prefix, soleVariable(token.Text)),
		values:     []api.Text{token},
		sent:       r.all.expand(token.Text) != "",
	}
}

// apiKey is a header or a query parameter.
func (r *resolver) apiKey(p authParams) *auth {
	key, scheme := p.text("key"), api.APIKeyHeader
	if p.text("in") == "query" {
		scheme = api.APIKeyQuery
	}
	if key == "" {
		return nil
	}
	return &auth{
		credential: r.credential(scheme, key, soleVariable(p.raw("value"))),
		values:     []api.Text{p.secret("value")},
		sent:       true,
	}
}

// headerAuth reads an Authorization header of the request's own.
func (r *resolver) headerAuth(h entry) *auth {
	text := h.value.Text
	c := (*api.Credential)(nil)
	if prefix, token, ok := strings.Cut(text, " "); ok && strings.EqualFold(prefix, "Bearer") {
		c = r.credential(api.Bearer, "Bearer", soleVariable(strings.TrimSpace(token)))
	} else {
		c = r.credential(api.Authorization, "", soleVariable(text))
	}
	return &auth{credential: c, values: []api.Text{h.value}, sent: true, whole: true}
}

// userInfoAuth reads the user info of a URL.
func (r *resolver) userInfoAuth(userInfo string, u *collection.URL) *auth {
	user, password, _ := strings.Cut(userInfo, ":")
	pointer := u.Pointer + "/auth/"
	if u.IsText || u.IsSplit {
		pointer = u.Pointer + "?@"
	}
	c := r.credential(api.Basic, "", joinNames(soleVariable(user), soleVariable(password)))
	return &auth{
		credential: c,
		values:     []api.Text{secret(user, pointer+"user"), secret(password, pointer+"password")},
		sent:       true,
	}
}

// credentialID is what tells credentials apart.
type credentialID struct {
	scheme        api.Scheme
	key, variable string
}

// credential gives the one credential of a scheme, key and variable.
func (r *resolver) credential(scheme api.Scheme, key, variable string) *api.Credential {
	id := credentialID{scheme, key, variable}
	if c := r.credentials[id]; c != nil {
		return c
	}
	c := &api.Credential{Scheme: scheme, Key: key, Variable: variable}
	r.credentials[id] = c
	r.client.Credentials = append(r.client.Credentials, c)
	return c
}

// joinNames names the variables of a user and a password.
func joinNames(user, password string) string {
	if user == "" || password == "" {
		return user + password
	}
	return user + " and " + password
}

// soleVariable gives the name of the variable that a text consists of.
func soleVariable(text string) string {
	if names := references(text); len(names) == 1 && text == "{{"+names[0]+"}}" {
		return names[0]
	}
	return ""
}

// authParams reads the parameters of an auth; of two with the same key the
// last counts.
type authParams struct {
	auth  *collection.Auth
	scope scope
}

func (p authParams) lookup(key string) (*collection.AuthParam, bool) {
	for i := len(p.auth.Params) - 1; i >= 0; i-- {
		if p.auth.Params[i].Key == key {
			return p.auth.Params[i], true
		}
	}
	return nil, false
}

// raw is a parameter as written.
func (p authParams) raw(key string) string {
	param, ok := p.lookup(key)
	if !ok {
		return ""
	}
	if param.Type != "string" && (param.Value.Kind() == collection.Null || param.Value.Kind() == collection.Missing) {
		return ""
	}
	return printed(&collection.Variable{Value: param.Value, Type: param.Type})
}

// text is a parameter that is no secret, with its variables expanded.
func (p authParams) text(key string) string { return p.scope.expand(p.raw(key)) }

// variable is the name of the variable that a parameter takes its value from.
func (p authParams) variable(key string) string { return soleVariable(p.raw(key)) }

// secret is a parameter that may be a secret. One without a value is none, but
// newman may send it: as "undefined".
func (p authParams) secret(key string) api.Text {
	param, ok := p.lookup(key)
	if !ok {
		return api.Text{}
	}
	if param.Value.Kind() == collection.Missing {
		return api.Text{Text: p.raw(key)}
	}
	return secret(p.raw(key), param.ValuePointer)
}

package openapi

// This file shows credentials as security schemes, and which of them an operation
// takes. OpenAPI knows no signatures: schemes that sign are named by what stands in
// front of them in the Authorization header, which is how OpenAPI names HTTP schemes.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// securitySchemes lists the credentials of the client.
func (b *builder) securitySchemes() Map[*SecurityScheme] {
	var list Map[*SecurityScheme]
	for _, c := range b.client.Credentials {
		list.add(schemeName(c), securityScheme(c))
		if _, ok := signing[c.Scheme]; ok {
			b.notes = append(b.notes, api.Note{Text: "OpenAPI cannot tell how a request is signed: the security scheme " +
				schemeName(c) + " only says where the signature goes"})
		}
	}
	return list
}

// schemeName is what the document calls a credential: BearerToken, of WithBearerToken.
func schemeName(c *api.Credential) string { return strings.TrimPrefix(c.Option, "With") }

// signing are the schemes that OpenAPI can only name.
var signing = map[api.Scheme]SecurityScheme{
	api.AWSSignature: {Type: "http", Scheme: "AWS4-HMAC-SHA256", Description: "AWS Signature, version 4"},
	api.OAuth1:       {Type: "http", Scheme: "OAuth", Description: "OAuth 1.0 (RFC 5849)"},
	api.JWT:          {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "A JSON Web Token that the client signs"},
	api.ASAP:         {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "A JSON Web Token that the client signs, by Atlassian's ASAP"},
	api.Hawk:         {Type: "http", Scheme: "Hawk", Description: "Hawk"},
	api.EdgeGrid:     {Type: "http", Scheme: "EG1-HMAC-SHA256", Description: "Akamai EdgeGrid"},
}

// token matches the name of an HTTP scheme (RFC 9110, 11.1).
var token = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

// securityScheme shows a credential.
func securityScheme(c *api.Credential) *SecurityScheme {
	switch {
	case c.Scheme == api.Basic:
		return &SecurityScheme{Type: "http", Scheme: "basic"}
	case c.Scheme == api.Digest:
		return &SecurityScheme{Type: "http", Scheme: "digest"}
	case c.Scheme == api.Bearer && strings.EqualFold(c.Key, "bearer"):
		return &SecurityScheme{Type: "http", Scheme: "bearer"}
	case c.Scheme == api.Bearer && token.MatchString(c.Key):
		return &SecurityScheme{Type: "http", Scheme: c.Key}
	case c.Scheme == api.BearerQuery:
		return &SecurityScheme{Type: "apiKey", Name: "access_token", In: "query"}
	case c.Scheme == api.APIKeyHeader:
		return &SecurityScheme{Type: "apiKey", Name: c.Key, In: "header"}
	case c.Scheme == api.APIKeyQuery:
		return &SecurityScheme{Type: "apiKey", Name: c.Key, In: "query"}
	}
	for _, d := range c.Defaults {
		if d.Field == "QueryKey" { // of a JWT
			return &SecurityScheme{Type: "apiKey", Name: d.Text, In: "query"}
		}
	}
	if s, ok := signing[c.Scheme]; ok {
		return &s
	}
	return &SecurityScheme{Type: "apiKey", Name: "Authorization", In: "header"}
}

// security lists the credentials of an endpoint, each of which is enough. It is nil
// where the whole API has none.
func (b *builder) security(e *endpoint) *[]map[string][]string {
	if len(b.client.Credentials) == 0 {
		return nil
	}
	list := []map[string][]string{}
	var seen []*api.Credential
	for _, op := range e.operations {
		if slices.Contains(seen, op.Credential) {
			continue
		}
		seen = append(seen, op.Credential)
		requirement := map[string][]string{}
		if op.Credential != nil {
			requirement[schemeName(op.Credential)] = []string{}
		}
		list = append(list, requirement)
	}
	if len(seen) == 1 && seen[0] == nil {
		list = list[:0]
	}
	return &list
}

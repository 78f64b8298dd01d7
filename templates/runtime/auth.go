// SPDX-License-Identifier: MIT-0

package runtime

// This file holds Auth. Most schemes come down to one header or one query parameter, which call.authorize adds; those
// that sign requests have files of their own.

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Auth is a credential, made by one of the functions that return it. It replaces a header or query parameter of its
// name that the request has otherwise. The zero Auth sends nothing.
//
// An Auth never prints its secret, whatever the verb.
type Auth struct {
	header  string // removed from the request, canonical
	query   string // removed from the request
	inQuery bool   // whether value goes into the query or the header
	// A pointer, because fmt cannot call the methods of an Auth in an unexported field and would print its fields.
	value  *string
	signer signer // in place of value; a pointer, too
}

// signer is a credential that depends on the request that it goes with.
type signer interface {
	// sign adds the credential to a request that is complete.
	sign(request *http.Request, now time.Time) error
}

// challenged is a signer that waits for a challenge of the server (RFC 9110, section 11.6.1).
type challenged interface {
	// answer returns what signs the request when it is sent again, or nil if there is nothing to answer. What it returns
	// may be challenged in turn.
	answer(sent *http.Request, reply *http.Response) signer
}

// BearerToken sends "Authorization: Bearer token". An empty token sends nothing.
func BearerToken(token string) Auth { return inHeader("Authorization", "Bearer ", token) }

// BasicAuth sends user and password by the Basic scheme (RFC 7617), empty ones, too.
func BasicAuth(user, password string) Auth {
	return inHeader("Authorization", "Basic ", base64.StdEncoding.EncodeToString([]byte(user+":"+password)))
}

// Authorization sends an Authorization header of any scheme, with the credentials as they are given.
// If they are empty, it sends nothing.
func Authorization(credentials string) Auth { return inHeader("Authorization", "", credentials) }

// APIKeyHeader sends a key in the header called name, an empty key, too. An empty name sends nothing.
func APIKeyHeader(name, key string) Auth {
	if name == "" {
		return Auth{}
	}
	return Auth{header: http.CanonicalHeaderKey(name), value: &key}
}

// APIKeyQuery sends a key as the last query parameter, an empty key, too. An empty name sends nothing.
func APIKeyQuery(name, key string) Auth {
	if name == "" {
		return Auth{}
	}
	return Auth{query: name, inQuery: true, value: &key}
}

// OAuth2Token sends an OAuth 2 access token in the Authorization header, after a prefix such as "Bearer" and a space,
// or alone if the prefix is empty. An empty token sends nothing.
func OAuth2Token(prefix, token string) Auth {
	if prefix != "" {
		prefix += " "
	}
	auth := inHeader("Authorization", prefix, token)
	auth.query = "access_token"
	return auth
}

// OAuth2QueryToken sends an OAuth 2 access token as the query parameter access_token (RFC 6750, section 2.3).
// An empty token sends nothing.
func OAuth2QueryToken(token string) Auth {
	if token == "" {
		return Auth{}
	}
	return Auth{header: "Authorization", query: "access_token", inQuery: true, value: &token}
}

func inHeader(name, prefix, secret string) Auth {
	if secret == "" {
		return Auth{}
	}
	value := prefix + secret
	return Auth{header: name, value: &value}
}

// String says where the credential goes, and not what it is.
func (a Auth) String() string {
	switch {
	case a.signer != nil:
		return "credentials that sign the request"
	case a.value == nil:
		return "no credentials"
	case a.inQuery:
		return "credentials in the query parameter " + a.query
	}
	return "credentials in the header " + a.header
}

// GoString is String, for the verb %#v.
func (a Auth) GoString() string { return a.String() }

// Format is String for all verbs of package fmt.
func (a Auth) Format(state fmt.State, _ rune) { io.WriteString(state, a.String()) }

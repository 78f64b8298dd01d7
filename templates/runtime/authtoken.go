// SPDX-License-Identifier: MIT-0

package runtime

// This file sends the tokens of a TokenSource, of a caller's or of authoauth2.go. The options that the collection calls
// for come here by setTokenSource.

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// A TokenSource returns the access token of a call. It is called for each of them, also at the same time, so it keeps a
// token as long as that lasts. If the token is empty, the request goes out without.
type TokenSource func(ctx context.Context) (string, error)

// OAuth2Tokens makes a TokenSource of one of golang.org/x/oauth2, which knows all grants:
//
//	WithTokenSource(OAuth2Tokens(config.TokenSource(ctx, token)))
func OAuth2Tokens[T interface{ SetAuthHeader(*http.Request) }](source interface{ Token() (T, error) }) TokenSource {
	return func(context.Context) (string, error) {
		token, err := source.Token()
		if err != nil {
			return "", err
		}
		request := http.Request{Header: http.Header{}}
		token.SetAuthHeader(&request)
		_, secret, _ := strings.Cut(request.Header.Get("Authorization"), " ")
		return secret, nil
	}
}

// setTokenSource authenticates with the tokens of a caller's source, which send makes credentials of.
func setTokenSource(index int, source TokenSource, send func(token string) Auth) Option {
	if source == nil {
		return setCredential(index, Auth{})
	}
	return setCredential(index, tokenAuth(&tokenSigner{source, send}, send))
}

// tokenAuth is a credential that goes where send puts a token.
func tokenAuth(s signer, send func(token string) Auth) Auth {
	place := send("token")
	return Auth{header: place.header, query: place.query, signer: s}
}

// tokenSigner adds a token to each request.
type tokenSigner struct {
	source TokenSource
	send   func(token string) Auth
}

func (s *tokenSigner) sign(request *http.Request, _ time.Time) error {
	token, err := s.source(request.Context())
	if err != nil || token == "" {
		return err
	}
	auth := s.send(token)
	if auth.inQuery {
		appendToQuery(request, percentEncoded(auth.query)+"="+percentEncoded(*auth.value))
	} else {
		request.Header.Set(auth.header, *auth.value)
	}
	return nil
}

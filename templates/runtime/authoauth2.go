// SPDX-License-Identifier: MIT-0

package runtime

// This file gets access tokens from the token endpoint of an API by three grants of OAuth 2 (RFC 6749, sections 4.3, 4.4
// and 6), keeps them, and asks for new ones in time. The options that the collection calls for come here by setOAuth2;
// authtoken.go sends the tokens.

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// OAuth2Credentials are what access tokens are asked for with: a RefreshToken, or else Username and Password, or else the
// client's own ClientID and ClientSecret.
type OAuth2Credentials struct {
	// TokenURL is the token endpoint.
	TokenURL     string
	ClientID     string
	ClientSecret string
	// RefreshToken stands for a user who has agreed before. If the server replaces it, the client goes on with the new
	// one, and keeps that nowhere.
	RefreshToken string
	Username     string
	Password     string
	// Scope lists scopes, with spaces between them. With a RefreshToken, the scope is the one that the user agreed to.
	Scope string
	// Parameters are further parameters of the request, URL-encoded: "audience=https%3A%2F%2Fapi.example.com".
	Parameters string
	// InBody sends ClientID and ClientSecret in the body, and not in the header Authorization.
	InBody bool
}

// An OAuth2Error is what the token endpoint says if it has no token for the client (RFC 6749, section 5.2).
type OAuth2Error struct {
	StatusCode  int
	Code        string // such as "invalid_client"; empty if the answer has none
	Description string
	URI         string
}

// Error returns the status, and code and description of the answer.
func (e *OAuth2Error) Error() string {
	text := "OAuth 2: the token endpoint gives no token: " + statusText(e.StatusCode)
	for _, part := range []string{e.Code, e.Description} {
		if part != "" {
			text += ": " + part
		}
	}
	return text
}

// setOAuth2 authenticates with tokens that the client asks for. Each client has its own.
func setOAuth2(index int, credentials OAuth2Credentials, send func(token string) Auth) Option {
	return func(c *core) {
		tokens := &oauth2Tokens{OAuth2Credentials: credentials, core: c, turn: make(chan struct{}, 1)}
		c.credentials[index] = tokenAuth(&oauth2Signer{tokenSigner{tokens.token, send}, tokens}, send)
	}
}

// oauth2Signer is a tokenSigner that does not insist on a token that the API refuses.
type oauth2Signer struct {
	tokenSigner
	tokens *oauth2Tokens
}

// answer throws away the token that the API has refused with 401, so that the next call asks for another one. If it was
// in the header, and the body can be read again, the same request does, once.
func (s *oauth2Signer) answer(sent *http.Request, reply *http.Response) signer {
	if reply.StatusCode != http.StatusUnauthorized {
		return nil
	}
	inQuery := s.send("token").inQuery
	s.tokens.forget(sent.Context(), func(token string) bool {
		auth := s.send(token)
		if inQuery {
			return sent.URL.Query().Get(auth.query) == token
		}
		return sent.Header.Get(auth.header) == *auth.value
	})
	if inQuery || hasBody(sent) && sent.GetBody == nil {
		return nil
	}
	return final{s}
}

// oauth2Tokens asks for tokens, one at a time, and keeps the last.
type oauth2Tokens struct {
	OAuth2Credentials
	core    *core
	turn    chan struct{} // full while somebody uses what follows: a lock that who waits for it can give up
	current string
	expiry  time.Time // zero if it is unknown
}

func (t *oauth2Tokens) lock(ctx context.Context) error {
	select {
	case t.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *oauth2Tokens) unlock() { <-t.turn }

// token returns the token that is there, or a new one shortly before it expires. Calls at the same time wait for one
// request, each as long as its own context allows; if that request fails, the next of them tries.
func (t *oauth2Tokens) token(ctx context.Context) (string, error) {
	if err := t.lock(ctx); err != nil {
		return "", err
	}
	defer t.unlock()
	if t.current != "" && (t.expiry.IsZero() || time.Now().Before(t.expiry)) {
		return t.current, nil
	}
	answer, err := t.ask(ctx)
	if err != nil {
		return "", err
	}
	t.current, t.expiry = answer["access_token"], tokenExpiry(time.Now(), answer["expires_in"])
	t.RefreshToken = cmp.Or(answer["refresh_token"], t.RefreshToken)
	return t.current, nil
}

// forget throws the current token away if it is the one that was refused.
func (t *oauth2Tokens) forget(ctx context.Context, isRefused func(token string) bool) {
	if t.lock(ctx) != nil {
		return
	}
	defer t.unlock()
	if t.current != "" && isRefused(t.current) {
		t.current = ""
	}
}

// tokenExpiry returns when a token is to be replaced: a tenth of its lifetime, and half a minute at most, before its end.
// It is zero if the server does not tell its lifetime, which is in seconds.
func tokenExpiry(now time.Time, lifetime string) time.Time {
	seconds, err := strconv.Atoi(lifetime)
	if err != nil || seconds > 1e9 { // 30 years
		return time.Time{}
	}
	valid := time.Duration(seconds) * time.Second
	return now.Add(valid - min(valid/10, 30*time.Second))
}

// ask asks for a token, through the http.Client of the caller. Its redirects are not followed, as they would take the
// secrets elsewhere.
func (t *oauth2Tokens) ask(ctx context.Context) (map[string]string, error) {
	request, err := t.request(ctx)
	if err != nil {
		return nil, err
	}
	client := *t.core.http
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	reply, err := client.Do(request)
	if err != nil {
		return nil, newTransportError(&operation{name: "OAuth 2"}, 1, "", err)
	}
	defer reply.Body.Close()
	body, err := io.ReadAll(io.LimitReader(reply.Body, errorBodyLimit))
	if err != nil {
		return nil, newTransportError(&operation{name: "OAuth 2"}, 1, "", err)
	}
	answer := oauth2Answer(body)
	if reply.StatusCode > 299 || answer["access_token"] == "" {
		hidden := t.hidden()
		return nil, &OAuth2Error{
			StatusCode: reply.StatusCode, Code: hidden.Replace(answer["error"]),
			Description: hidden.Replace(answer["error_description"]), URI: hidden.Replace(answer["error_uri"]),
		}
	}
	return answer, nil
}

// request makes the request for a token. The client proves who it is as RFC 6749, section 2.3.1, has it; one without a
// secret only tells its ID (section 3.2.1).
func (t *oauth2Tokens) request(ctx context.Context) (*http.Request, error) {
	form, err := t.form()
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.TokenURL, strings.NewReader(form.Encode()))
	if err != nil || request.URL.Host == "" {
		return nil, errors.New("OAuth 2: TokenURL has to be a URL such as https://auth.example.com/token")
	}
	request.Header.Set("Content-Type", formContentType)
	request.Header.Set("Accept", "application/json")
	if !form.Has("client_id") && t.ClientID != "" {
		request.SetBasicAuth(url.QueryEscape(t.ClientID), url.QueryEscape(t.ClientSecret))
	}
	return request, nil
}

// form lists the parameters of the grant.
func (t *oauth2Tokens) form() (url.Values, error) {
	form, err := url.ParseQuery(t.Parameters)
	if err != nil {
		return nil, errors.New("OAuth 2: Parameters have to be URL-encoded, as url.Values.Encode does it")
	}
	set := func(key, value string) {
		if value != "" {
			form.Set(key, value)
		}
	}
	switch {
	case t.RefreshToken != "":
		set("grant_type", "refresh_token")
		set("refresh_token", t.RefreshToken)
	case t.Username != "":
		set("grant_type", "password")
		set("username", t.Username)
		form.Set("password", t.Password)
		set("scope", t.Scope)
	default:
		set("grant_type", "client_credentials")
		set("scope", t.Scope)
	}
	if t.InBody || t.ClientSecret == "" {
		set("client_id", t.ClientID)
		set("client_secret", t.ClientSecret)
	}
	return form, nil
}

// oauth2Answer reads the members of an answer, all as text: lifetimes are numbers here and strings there.
func oauth2Answer(body []byte) map[string]string {
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	decoder.UseNumber()
	var members map[string]any
	if decoder.Decode(&members) != nil {
		return nil
	}
	answer := make(map[string]string, len(members))
	for name, value := range members {
		answer[name] = textOf(value)
	}
	return answer
}

// hidden replaces secrets, should the server repeat them in an error.
func (t *oauth2Tokens) hidden() *strings.Replacer {
	var pairs []string
	for _, secret := range []string{t.ClientSecret, t.RefreshToken, t.Password} {
		if secret != "" {
			pairs = append(pairs, secret, "…")
		}
	}
	return strings.NewReplacer(pairs...)
}

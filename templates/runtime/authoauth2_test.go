// SPDX-License-Identifier: MIT-0

package runtime

// This file tests tokens of OAuth 2: how they are asked for, how long they are kept, also by calls at the same time, and
// what becomes of a token that is refused. The server of issuer is token endpoint and API in one.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// issuer is a server whose API takes its newest token only: t1, t2, and so on.
type issuer struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []string // the requests for tokens
	sent    []string // the credentials that the API got
	issued  int
	revoked bool                      // the newest token, too
	answer  func(http.ResponseWriter) // in place of a token
}

func newIssuer(t *testing.T, answer func(http.ResponseWriter)) *issuer {
	t.Helper()
	i := &issuer{answer: answer}
	i.Server = httptest.NewServer(i)
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	if r.URL.Path == "/token" {
		i.asked = append(i.asked, strings.TrimSpace(r.Header.Get("Authorization")+" "+string(body)))
		i.issue(w)
		return
	}
	i.sent = append(i.sent, r.Header.Get("Authorization")+r.URL.Query().Get("access_token"))
	if newest := fmt.Sprintf("t%d", i.issued); i.revoked || !strings.HasSuffix(i.sent[len(i.sent)-1], newest) {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func (i *issuer) issue(w http.ResponseWriter) {
	i.issued++
	i.revoked = false
	w.Header().Set("Content-Type", "application/json")
	if i.answer != nil {
		i.answer(w)
		return
	}
	fmt.Fprintf(w, `{"access_token": "t%d", "token_type": "bearer", "expires_in": 3600}`, i.issued)
}

// client asks the issuer for tokens.
func (i *issuer) client(t *testing.T, credentials OAuth2Credentials, options ...Option) *Client {
	t.Helper()
	credentials.TokenURL = i.URL + "/token"
	return newClient(t, append(options, WithBaseURL(i.URL), setOAuth2(credentialBearerToken, credentials, BearerToken))...)
}

func updateAsMe(ctx context.Context, client *Client, options ...RequestOption) error {
	_, err := client.Users.Update(ctx, &UsersUpdateRequest{UserID: "me", Q: "1", Body: &User{ID: 1}}, options...)
	return err
}

func TestOAuth2Grants(t *testing.T) {
	for name, test := range map[string]struct {
		credentials OAuth2Credentials
		want        string
	}{
		"client credentials": {
			OAuth2Credentials{ClientID: "i d", ClientSecret: "s:+", Scope: "a b"},
			"Basic aStkOnMlM0ElMkI= grant_type=client_credentials&scope=a+b",
		},
		"in the body": {
			OAuth2Credentials{ClientID: "i d", ClientSecret: "s:+", InBody: true, Parameters: "audience=https%3A%2F%2Fx"},
			"audience=https%3A%2F%2Fx&client_id=i+d&client_secret=s%3A%2B&grant_type=client_credentials",
		},
		"password": {
			OAuth2Credentials{ClientID: "id", Username: "u", Password: "p&", Scope: "a"},
			"client_id=id&grant_type=password&password=p%26&scope=a&username=u",
		},
		"refresh token": {
			OAuth2Credentials{ClientID: "id", ClientSecret: "s", RefreshToken: "r", Username: "u", Scope: "a"},
			"Basic aWQ6cw== grant_type=refresh_token&refresh_token=r",
		},
	} {
		server := newIssuer(t, nil)
		client := server.client(t, test.credentials)
		for range 2 {
			if err := updateAsMe(t.Context(), client); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if diff := cmp.Diff([][]string{{test.want}, {"Bearer t1", "Bearer t1"}}, [][]string{server.asked, server.sent}); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestOAuth2Lifetime proves that a token is kept no longer than the server says, which some do in a string.
func TestOAuth2Lifetime(t *testing.T) {
	for member, want := range map[string]int{
		`"expires_in": 3600`: 1, `"expires_in": "3600"`: 1, `"scope": "a"`: 1, `"expires_in": 1e99`: 1, `"expires_in": ""`: 1,
		`"expires_in": 0`: 2, `"expires_in": "-1"`: 2,
	} {
		server := newIssuer(t, nil)
		server.answer = func(w http.ResponseWriter) { fmt.Fprintf(w, `{"access_token": "t%d", %s}`, server.issued, member) }
		client := server.client(t, OAuth2Credentials{ClientID: "id", ClientSecret: "s"})
		for range 2 {
			if err := updateAsMe(t.Context(), client); err != nil {
				t.Errorf("%s: %v", member, err)
			}
		}
		if len(server.asked) != want {
			t.Errorf("%s: asked for %d tokens, want %d", member, len(server.asked), want)
		}
	}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for lifetime, want := range map[string]string{"3600": "00:59:30", "20": "00:00:18"} {
		if got := tokenExpiry(now, lifetime).Format(time.TimeOnly); got != want {
			t.Errorf("%s: replaced at %s, want %s", lifetime, got, want)
		}
	}
}

// TestOAuth2RefreshTokenIsReplaced proves that a refresh token that the server replaces is used no more.
func TestOAuth2RefreshTokenIsReplaced(t *testing.T) {
	server := newIssuer(t, nil)
	server.answer = func(w http.ResponseWriter) {
		fmt.Fprintf(w, `{"access_token": "t%d", "refresh_token": "r%d", "expires_in": 0}`, server.issued, server.issued)
	}
	client := server.client(t, OAuth2Credentials{ClientID: "id", RefreshToken: "r0"})
	for range 2 {
		if err := updateAsMe(t.Context(), client); err != nil {
			t.Error(err)
		}
	}
	want := []string{"client_id=id&grant_type=refresh_token&refresh_token=r0", "client_id=id&grant_type=refresh_token&refresh_token=r1"}
	if diff := cmp.Diff(want, server.asked); diff != "" {
		t.Error(diff)
	}
}

// TestOAuth2AtTheSameTime is worth most with the race detector.
func TestOAuth2AtTheSameTime(t *testing.T) {
	server := newIssuer(t, nil)
	client := server.client(t, OAuth2Credentials{ClientID: "id", ClientSecret: "s"})
	together := func() {
		t.Helper()
		var wait sync.WaitGroup
		for range 20 {
			wait.Add(1)
			go func() {
				defer wait.Done()
				if err := updateAsMe(t.Context(), client); err != nil {
					t.Error(err)
				}
			}()
		}
		wait.Wait()
	}
	together()
	if len(server.asked) != 1 {
		t.Errorf("asked for %d tokens, want 1", len(server.asked))
	}
	server.revoked = true
	together()
	if len(server.asked) != 2 {
		t.Errorf("asked for %d tokens after the first was revoked, want 2", len(server.asked))
	}
}

// TestOAuth2WaitingEnds proves that who waits for the token of another call waits as long as its own context allows.
func TestOAuth2WaitingEnds(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	server := newIssuer(t, func(w http.ResponseWriter) {
		close(begun)
		<-finish
		io.WriteString(w, `{"access_token": "t1"}`)
	})
	client := server.client(t, OAuth2Credentials{ClientID: "id", ClientSecret: "s"})
	first := make(chan error)
	go func() { first <- updateAsMe(t.Context(), client) }()
	<-begun
	impatient, cancel := context.WithCancel(t.Context())
	cancel()
	if err := updateAsMe(impatient, client); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
	close(finish)
	if err := <-first; err != nil {
		t.Error(err)
	}
}

func TestOAuth2RefusedTokens(t *testing.T) {
	credentials := OAuth2Credentials{ClientID: "id", ClientSecret: "s"}
	readOnce := func(client *Client) error {
		_, err := client.Files.Upload(t.Context(), &FilesUploadRequest{PicFile: FileFromReader("x", once{strings.NewReader("x")})})
		return err
	}
	for name, test := range map[string]struct {
		send  func(*Client) error
		auth  func(string) Auth
		fails bool
		want  []string
	}{
		"header":         {nil, BearerToken, false, []string{"Bearer t1", "Bearer t1", "Bearer t2"}},
		"query":          {nil, OAuth2QueryToken, true, []string{"t1", "t1", "t2"}},
		"body read once": {readOnce, BearerToken, true, []string{"Bearer t1", "Bearer t1", "Bearer t2"}},
	} {
		server := newIssuer(t, nil)
		client := server.client(t, credentials, nil)
		credentials.TokenURL = server.URL + "/token"
		setOAuth2(credentialBearerToken, credentials, test.auth)(client.core)
		client.core.credentials[0] = client.core.credentials[credentialBearerToken] // of Files.Upload
		send := test.send
		if send == nil {
			send = func(client *Client) error { return updateAsMe(t.Context(), client) }
		}
		if err := send(client); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		server.revoked = true
		err := send(client)
		if errors.Is(err, ErrUnauthorized) != test.fails || err == nil == test.fails {
			t.Errorf("%s: got error %v", name, err)
		}
		if test.fails {
			if err := send(client); err != nil {
				t.Errorf("%s: after the refusal: %v", name, err)
			}
		}
		if diff := cmp.Diff(test.want, server.sent); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestOAuth2RefusesOnce proves that an API that refuses all tokens ends the call.
func TestOAuth2RefusesOnce(t *testing.T) {
	server := newIssuer(t, func(w http.ResponseWriter) { io.WriteString(w, `{"access_token": "no"}`) })
	client := server.client(t, OAuth2Credentials{ClientID: "id", ClientSecret: "s"})
	if err := updateAsMe(t.Context(), client); !errors.Is(err, ErrUnauthorized) || len(server.asked) != 2 || len(server.sent) != 2 {
		t.Errorf("got error %v after %d tokens and %d requests", err, len(server.asked), len(server.sent))
	}
}

func TestOAuth2Errors(t *testing.T) {
	credentials := OAuth2Credentials{ClientID: "id", ClientSecret: "sec-ret", Username: "u", Password: "pass-word"}
	answer := func(status int, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Location", "https://example.com/")
			w.WriteHeader(status)
			io.WriteString(w, body)
		}
	}
	const begin = "Users.Update: OAuth 2: the token endpoint gives no token: "
	for want, answer := range map[string]func(http.ResponseWriter){
		"401 Unauthorized: invalid_client: no such client":  answer(401, `{"error": "invalid_client", "error_description": "no such client"}`),
		"400 Bad Request: invalid_grant: … and … are wrong": answer(400, `{"error": "invalid_grant", "error_description": "sec-ret and pass-word are wrong"}`),
		"200 OK: incorrect":         answer(200, `{"error": "incorrect"}`),
		"502 Bad Gateway":           answer(502, "<html>"),
		"307 Temporary Redirect":    answer(307, ""),
		"200 OK":                    answer(200, `["sec-ret"]`),
		"500 Internal Server Error": answer(500, `{"access_token": "t1"}`),
	} {
		server := newIssuer(t, answer)
		err := updateAsMe(t.Context(), server.client(t, credentials))
		if oauth2Error := (*OAuth2Error)(nil); !errors.As(err, &oauth2Error) || err.Error() != begin+want || len(server.sent) != 0 {
			t.Errorf("got error %v, want %s; sent %v", err, want, server.sent)
		}
	}
}

// TestOAuth2CannotAsk proves that mistakes are told, without what may be secret.
func TestOAuth2CannotAsk(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for want, credentials := range map[string]OAuth2Credentials{
		"Users.Update: OAuth 2: TokenURL has to be a URL such as":  {},
		"Users.Update: OAuth 2: TokenURL has to be a URL":          {TokenURL: "https://secret:x y"},
		"Users.Update: OAuth 2: Parameters have to be URL-encoded": {TokenURL: "https://example.com", Parameters: "secret=%"},
		"Users.Update: OAuth 2: dial tcp":                          {TokenURL: closed.URL + "/?key=secret"},
	} {
		client := newClient(t, WithBaseURL("https://api.example.com"), setOAuth2(credentialBearerToken, credentials, BearerToken))
		err := updateAsMe(t.Context(), client)
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("got error %v, want %s", err, want)
		}
	}
}

func TestTokenSource(t *testing.T) {
	failing := errors.New("no vault")
	prefixed := func(token string) Auth { return OAuth2Token("Token", token) }
	for name, test := range map[string]struct {
		source               TokenSource
		send                 func(string) Auth
		authorization, token string
		err                  error
	}{
		"header":         {tokenOf("a b", nil), BearerToken, "Bearer a b", "", nil},
		"prefix":         {tokenOf("a", nil), prefixed, "Token a", "", nil},
		"query":          {tokenOf("a&b+c", nil), OAuth2QueryToken, "", "a&b+c", nil},
		"empty":          {tokenOf("", nil), BearerToken, "", "", nil},
		"none":           {nil, BearerToken, "", "", nil},
		"failing":        {tokenOf("", failing), BearerToken, "", "", failing},
		"golang.org/x":   {OAuth2Tokens(oauth2Source{token: oauth2Token("x")}), BearerToken, "Bearer x", "", nil},
		"golang.org/x's": {OAuth2Tokens(oauth2Source{err: failing}), BearerToken, "", "", failing},
	} {
		client, last := record(t, nil, setTokenSource(credentialBearerToken, test.source, test.send))
		err := updateAsMe(t.Context(), client)
		query, _ := url.ParseQuery(last.Target[strings.IndexByte(last.Target+"?", '?'):])
		if got := last.Header.Get("Authorization"); !errors.Is(err, test.err) || got != test.authorization || query.Get("access_token") != test.token {
			t.Errorf("%s: sent Authorization %q to %s, error %v", name, got, last.Target, err)
		}
	}
}

func tokenOf(token string, err error) TokenSource {
	return func(context.Context) (string, error) { return token, err }
}

// oauth2Source and oauth2Token are those of golang.org/x/oauth2, as far as OAuth2Tokens knows them.
type oauth2Source struct {
	token oauth2Token
	err   error
}

func (s oauth2Source) Token() (oauth2Token, error) { return s.token, s.err }

type oauth2Token string

func (t oauth2Token) SetAuthHeader(r *http.Request) {
	r.Header.Set("Authorization", "Bearer "+string(t))
}

// TestTokensAreNotAskedForInVain proves that a call that sends no token needs none.
func TestTokensAreNotAskedForInVain(t *testing.T) {
	server := newIssuer(t, nil)
	client := server.client(t, OAuth2Credentials{ClientID: "id", ClientSecret: "s"})
	for _, option := range []RequestOption{WithHeader("Authorization", "Bearer t0"), WithRequestAuth(BearerToken("t0"))} {
		if err := updateAsMe(t.Context(), client, option); err != nil || len(server.asked) > 0 {
			t.Errorf("asked for %v, error %v", server.asked, err)
		}
	}
	if _, err := client.Users.Update(t.Context(), nil); err == nil || len(server.asked) > 0 {
		t.Errorf("a request that is refused asked for %v, error %v", server.asked, err)
	}
}

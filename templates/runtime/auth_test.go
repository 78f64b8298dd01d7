// SPDX-License-Identifier: MIT-0

package runtime

// This file tests where credentials go, what they replace, and that they are never printed.

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAuth(t *testing.T) {
	mine := []RequestOption{WithHeader("Authorization", "mine")}
	tests := []struct {
		name                  string
		auth                  Auth
		options               []RequestOption
		target, authorization string
	}{
		{"zero", Auth{}, nil, "/v2/users|all?api%5Fkey=old&region=eu", ""},
		{"bearer", BearerToken("tok"), nil, "/v2/users|all?api%5Fkey=old&region=eu", "Bearer tok"},
		{"bearer, empty", BearerToken(""), nil, "/v2/users|all?api%5Fkey=old&region=eu", ""},
		{"bearer, overridden", BearerToken("tok"), mine, "/v2/users|all?api%5Fkey=old&region=eu", "mine"},
		{"basic", BasicAuth("ü:x", "p@ss"), nil, "/v2/users|all?api%5Fkey=old&region=eu", "Basic w7w6eDpwQHNz"},
		{"basic, empty", BasicAuth("", ""), nil, "/v2/users|all?api%5Fkey=old&region=eu", "Basic Og=="},
		{"raw", Authorization("Token x"), nil, "/v2/users|all?api%5Fkey=old&region=eu", "Token x"},
		{"raw, empty", Authorization(""), nil, "/v2/users|all?api%5Fkey=old&region=eu", ""},
		{"header", APIKeyHeader("authorization", "k"), nil, "/v2/users|all?api%5Fkey=old&region=eu", "k"},
		{"header without name", APIKeyHeader("", "k"), nil, "/v2/users|all?api%5Fkey=old&region=eu", ""},
		{"query replaces", APIKeyQuery("api_key", "a&b=c #+"), nil, "/v2/users|all?region=eu&api_key=a%26b=c%20%23%2B", ""},
		{"query key is escaped", APIKeyQuery("a&b=", ""), nil, "/v2/users|all?api%5Fkey=old&region=eu&a%26b%3D=", ""},
		{"query without name", APIKeyQuery("", "k"), nil, "/v2/users|all?api%5Fkey=old&region=eu", ""},
		{"OAuth 2", OAuth2Token("Token", "tok"), nil, "/v2/users|all?api%5Fkey=old&region=eu", "Token tok"},
		{"OAuth 2 without prefix", OAuth2Token("", "tok"), nil, "/v2/users|all?api%5Fkey=old&region=eu", "tok"},
		{"OAuth 2, empty", OAuth2Token("Bearer", ""), nil, "/v2/users|all?api%5Fkey=old&region=eu", ""},
		{"OAuth 2 in query", OAuth2QueryToken("tok"), nil, "/v2/users|all?api%5Fkey=old&region=eu&access_token=tok", ""},
		{"OAuth 2 in query, empty", OAuth2QueryToken(""), nil, "/v2/users|all?api%5Fkey=old&region=eu", ""},
	}
	client, last := record(t, nil, WithAPIKey("the client's"))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			options := append(test.options, WithRequestAuth(test.auth))
			if _, err := client.Users.List(t.Context(), &UsersListRequest{Key: Ptr("old")}, options...); err != nil {
				t.Fatal(err)
			}
			want, got := []string{test.target, test.authorization}, []string{last.Target, last.Header.Get("Authorization")}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClientCredentials(t *testing.T) {
	client, last := record(t, nil, WithBearerToken("first"), WithBearerToken("tok"), WithAPIKey("key"))
	if _, err := client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "1"}); err != nil {
		t.Fatal(err)
	}
	if got := last.Header.Values("Authorization"); !cmp.Equal(got, []string{"Bearer tok"}) {
		t.Errorf("got Authorization %q", got)
	}
	if _, err := client.Users.List(t.Context(), &UsersListRequest{Region: Ptr("")}); err != nil {
		t.Fatal(err)
	}
	if want := "/v2/users|all?region=&api_key=key"; last.Target != want {
		t.Errorf("got %s, want %s", last.Target, want)
	}
	if _, err := client.Files.SendForm(t.Context(), nil); err != nil || last.Header.Get("Authorization") != "" {
		t.Errorf("an operation without credential sent %v, error %v", last.Header, err)
	}
}

func TestAuthInAHeaderListIsReplaced(t *testing.T) {
	client, last := record(t, nil)
	request := &UsersUpdateRequest{UserID: "me", Q: "1", Many: []string{"a", "b"}}
	if _, err := client.Users.Update(t.Context(), request, WithRequestAuth(APIKeyHeader("x-many", ""))); err != nil {
		t.Fatal(err)
	}
	if got := last.Header.Values("X-Many"); !cmp.Equal(got, []string{""}) {
		t.Errorf("got X-Many %q", got)
	}
}

func TestBadCredentialIsRefused(t *testing.T) {
	client, last := record(t, nil, WithBearerToken("secret\n"))
	_, err := client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "1"})
	want := "Users.Update: the header Authorization must not hold line breaks or control characters"
	if err == nil || err.Error() != want || last.Method != "" {
		t.Errorf("sent %+v, error %v", last, err)
	}
}

func TestBaseURLWithUserInfo(t *testing.T) {
	client, last := record(t, nil)
	base := client.core.bases[0].value
	client = newClient(t, WithBaseURL(strings.Replace(base, "://", "://u:p@", 1)))
	if _, err := client.Users.List(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := last.Header.Get("Authorization"); got != "Basic dTpw" {
		t.Errorf("got Authorization %q", got)
	}
}

func TestAuthIsNeverPrinted(t *testing.T) {
	for _, auth := range []Auth{
		BearerToken("secret"), BasicAuth("secret", "secret"), Authorization("secret"), APIKeyHeader("X-Key", "secret"),
		APIKeyQuery("key", "secret"), OAuth2Token("Bearer", "secret"), OAuth2QueryToken("secret"),
	} {
		var log strings.Builder
		slog.New(slog.NewTextHandler(&log, nil)).Info("auth", "auth", auth)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("auth", "auth", auth)
		hidden := struct{ auth Auth }{auth}
		encoded := BasicAuth("secret", "secret")
		printed := fmt.Sprintf("%v %+v %#v %s %q %x %d %v %+v %#v %s %s %v",
			auth, auth, auth, auth, auth, auth, auth, hidden, hidden, hidden, auth.GoString(), log.String(), encoded)
		if strings.Contains(printed, "secret") || strings.Contains(printed, "c2VjcmV0") || strings.Contains(printed, fmt.Sprintf("%x", "secret")) {
			t.Errorf("printed %s", printed)
		}
	}
	if got := fmt.Sprint(APIKeyQuery("key", "secret"), Auth{}, BearerToken("x")); got != "credentials in the query parameter key no credentials credentials in the header Authorization" {
		t.Errorf("printed %s", got)
	}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file tests what hooks and loggers are told of calls, and what they are not.

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// signs notes the header that a hook has set, when a request is signed.
type signs struct{ seen *[]string }

func (s signs) sign(request *http.Request, _ time.Time) error {
	*s.seen = append(*s.seen, fmt.Sprint("signed ", request.Header["X-Try"]))
	return nil
}

// TestHook proves that a hook is called around each try, before it is signed, and that no try has headers of another.
func TestHook(t *testing.T) {
	refused := errors.New("refused")
	s := &script{answers: []scripted{{err: refused}, {status: 503}, {status: 200}}}
	var seen []string
	tries := 0
	client := s.client(t, WithRetry(prompt), WithHook(func(operation string, request *http.Request) func(*http.Response, error) {
		tries++
		request.Header.Add("X-Try", fmt.Sprint(tries))
		seen = append(seen, operation+" "+request.Method)
		if tries == 2 {
			return nil
		}
		return func(response *http.Response, err error) {
			if (response == nil) != errors.Is(err, refused) {
				t.Errorf("got response %v, error %v", response, err)
			}
			seen = append(seen, fmt.Sprint("ended ", err == nil))
		}
	}))
	_, err := client.Users.List(t.Context(), nil, WithRequestAuth(Auth{signer: signs{&seen}}))
	want := []string{"Users.List GET", "signed [1]", "ended false", "Users.List GET", "signed [2]", "Users.List GET", "signed [3]", "ended true"}
	if diff := cmp.Diff(want, seen); diff != "" || err != nil {
		t.Errorf("error %v, (-want +got):\n%s", err, diff)
	}
}

// logTo returns an option that logs without times, and what it has logged.
func logTo(level slog.Level) (Option, *bytes.Buffer) {
	logged := new(bytes.Buffer)
	handler := slog.NewTextHandler(logged, &slog.HandlerOptions{Level: level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Value.Kind() == slog.KindDuration {
			return slog.Attr{}
		}
		return a
	}})
	return WithLogger(slog.New(handler)), logged
}

func TestLogger(t *testing.T) {
	user := &UsersUpdateRequest{UserID: "ann", Q: "tea", Tags: []string{"a"}, Body: &User{Name: "Ann"}}
	update := func(client *Client) error {
		_, err := client.Users.Update(t.Context(), user)
		return err
	}
	tests := []struct {
		name   string
		level  slog.Level
		answer scripted
		call   func(*Client) error
		want   []string
	}{
		{"success", slog.LevelInfo, scripted{status: 200}, update, []string{
			`level=INFO msg="API call" operation=Users.Update method=POST url=http://example.com/users/:userId/:rest?q&page&tag attempts=1 status=200`,
		}},
		{"status", slog.LevelInfo, scripted{status: 500}, update, []string{
			`level=WARN msg="API call" operation=Users.Update method=POST url=http://example.com/users/:userId/:rest?q&page&tag attempts=1 status=500`,
		}},
		{"no answer", slog.LevelInfo, scripted{err: errors.New(`lost "tea"`)}, update, []string{
			`level=WARN msg="API call" operation=Users.Update method=POST url=http://example.com/users/:userId/:rest?q&page&tag attempts=1 error="Users.Update: lost \"…\""`,
		}},
		{"not sent", slog.LevelInfo, scripted{}, func(client *Client) error {
			_, err := client.Users.Update(t.Context(), nil)
			return err
		}, []string{
			`level=WARN msg="API call" operation=Users.Update method=POST url=http://example.com/users/:userId/:rest?q&page attempts=0 error="Users.Update: UserID is required\nUsers.Update: Q is required"`,
		}},
		{"errors alone", slog.LevelWarn, scripted{status: 200}, update, nil},
		{"retried", slog.LevelDebug, scripted{status: 503}, func(client *Client) error { return search(t.Context(), client) }, []string{
			`level=DEBUG msg="API try" operation=Users.Search attempt=1 status=503`,
			`level=DEBUG msg="API answer" operation=Users.Search status=503 body={}`,
			`level=DEBUG msg="API try" operation=Users.Search attempt=2 status=503`,
			`level=DEBUG msg="API answer" operation=Users.Search status=503 body={}`,
			`level=DEBUG msg="API try" operation=Users.Search attempt=3 status=503`,
			`level=DEBUG msg="API answer" operation=Users.Search status=503 body={}`,
			`level=WARN msg="API call" operation=Users.Search method=GET url=http://example.com/teams/:team/users attempts=3 status=503`,
		}},
		{"bodies", slog.LevelDebug, scripted{status: 200}, update, []string{
			`level=DEBUG msg="API try" operation=Users.Update attempt=1 body="{\"name\":\"Ann\"}" status=200`,
			`level=DEBUG msg="API answer" operation=Users.Update status=200 body={}`,
			`level=INFO msg="API call" operation=Users.Update method=POST url=http://example.com/users/:userId/:rest?q&page&tag attempts=1 status=200`,
		}},
		{"streams", slog.LevelDebug, scripted{status: 200}, func(client *Client) error {
			response, err := client.Files.Replace(t.Context(), &FilesReplaceRequest{Upload: FileFromBytes("a", []byte("a"))})
			if err == nil {
				response.Body.Close()
			}
			return err
		}, []string{
			`level=DEBUG msg="API try" operation=Files.Replace attempt=1 body=files status=200`,
			`level=INFO msg="API call" operation=Files.Replace method=PUT url=http://example.com/{{region}}/raw attempts=1 status=200`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			option, logged := logTo(test.level)
			err := test.call((&script{answers: []scripted{test.answer}}).client(t, option, WithRetry(prompt)))
			got := strings.Split(strings.TrimSuffix(logged.String(), "\n"), "\n")
			if diff := cmp.Diff(strings.Join(test.want, "\n"), strings.Join(got, "\n")); diff != "" {
				t.Errorf("error %v, (-want +got):\n%s", err, diff)
			}
		})
	}
}

// TestLogTellsNoSecret sends secrets by all ways, to a server that sends them back, and breaks off at times.
func TestLogTellsNoSecret(t *testing.T) {
	const secret = "s3cr3t"
	option, logged := logTo(slog.LevelDebug)
	echo := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", "a="+secret)
		w.Header().Set("Location", "/"+secret)
		fmt.Fprintf(w, `{"name": %q, "token": %q, "address": {"apiKey": [%[2]q]}, "tags": [%[3]q]}`,
			r.Header.Get("Authorization"), secret, "https://me:"+secret+"@example.com/?sig="+secret)
	}
	client, _ := record(t, echo, option, WithBearerToken(secret), WithAPIKey(secret))
	broken := (&script{answers: []scripted{{err: errors.New("https://example.com/?" + secret)}}}).client(t, option, WithAPIKey(secret))
	for _, client := range []*Client{client, broken} {
		client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: secret, Q: secret, Body: &User{Extra: map[string]string{"password": secret}}})
		client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: secret, Q: secret, Text: Ptr(secret)}, WithHeader("X-Api-Key", secret))
		client.Users.List(t.Context(), &UsersListRequest{Region: Ptr(secret)})
		client.Users.Search(t.Context(), &UsersSearchRequest{Team: secret}, WithRequestAuth(BasicAuth(secret, secret)))
		client.Files.SendForm(t.Context(), &FilesSendFormRequest{A: Ptr("Bearer " + secret)})
		client.Files.Upload(t.Context(), &FilesUploadRequest{Password: Ptr(secret), Texts: []string{secret}})
	}
	if records := strings.Count(logged.String(), "API call"); records != 12 || strings.Contains(logged.String(), secret) {
		t.Errorf("%d calls, logged:\n%s", records, logged)
	}
}

func TestRedaction(t *testing.T) {
	const json, form = "application/json; charset=utf-8", formContentType
	tests := []struct{ name, contentType, body, want string }{
		{"object", json, `{"b": 1.50, "a": [null, true, "<x>"]}`, `{"a":[null,true,"<x>"],"b":1.50}`},
		{"names", json, `{"accessToken": 7, "Api-Key": {"a": 1}, "pinned": 2, "keyboard": 3, "x_pin": 4}`, `{"Api-Key":"…","accessToken":"…","keyboard":3,"pinned":2,"x_pin":"…"}`},
		{"JSON Web Token", json, `["is eyJhbGciOiJI.eyJzdWIi.c2ln!"]`, `["is …!"]`},
		{"URLs", json, `["see https://u:p@a.example/b?sig=1#2 or http://a.example/c#t=1, http://a.example/d"]`, `["see https://…@a.example/b?… or http://a.example/c#… http://a.example/d"]`},
		{"credential", json, `["my-key is mine"]`, `["… is mine"]`},
		{"undeclared", "text/html", ` [1] `, `[1]`},
		{"string", json, `"abc"`, "5 bytes application/json"},
		{"no JSON", json, `{"a": `, "6 bytes application/json"},
		{"two values", json, `{} {}`, "5 bytes application/json"},
		{"text", "text/plain", "abc", "3 bytes text/plain"},
		{"nothing", "", "", "0 bytes"},
		{"large", json, `["` + strings.Repeat("a", maxLoggedBody) + `"]`, "16388 bytes application/json"},
		{"form", form, "a=b+c&password=x&my%5Ftoken=y&d=my-key&z&%zz=1", "a=b c&password=…&my_token=…&d=…&…&…"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := newRedactor().body(test.contentType, []byte(test.body), APIKeyHeader("X-Api-Key", "my-key"))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTrace proves that the trace of a context sees the request of a call that is observed.
func TestTrace(t *testing.T) {
	option, _ := logTo(slog.LevelDebug)
	client, _ := record(t, nil, option, WithHook(func(string, *http.Request) func(*http.Response, error) { return nil }))
	var traced []string
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{
		WroteRequest:         func(httptrace.WroteRequestInfo) { traced = append(traced, "request") },
		GotFirstResponseByte: func() { traced = append(traced, "response") },
	})
	_, err := client.Users.List(ctx, nil)
	if diff := cmp.Diff([]string{"request", "response"}, traced); diff != "" || err != nil {
		t.Errorf("error %v, (-want +got):\n%s", err, diff)
	}
}

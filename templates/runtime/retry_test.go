// SPDX-License-Identifier: MIT-0

package runtime

// This file tests which requests are sent again, when, and with what. Time is that of testing/synctest, so waits cost none.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// script is a transport that gives its answers one after the other, the last one for good, and keeps what it was sent.
type script struct {
	answers []scripted
	sent    []*http.Request
	bodies  []string
	times   []time.Time
}

// scripted is an error, or an answer.
type scripted struct {
	err     error
	status  int
	headers http.Header
}

func (s *script) RoundTrip(request *http.Request) (*http.Response, error) {
	var body []byte
	if request.Body != nil {
		body, _ = io.ReadAll(request.Body)
		request.Body.Close()
	}
	next := s.answers[min(len(s.sent), len(s.answers)-1)]
	s.sent, s.bodies, s.times = append(s.sent, request), append(s.bodies, string(body)), append(s.times, time.Now())
	return &http.Response{
		StatusCode: next.status, Header: next.headers, Body: io.NopCloser(strings.NewReader("{}")), Request: request,
	}, next.err
}

func (s *script) client(t testing.TB, options ...Option) *Client {
	t.Helper()
	base := []Option{WithBaseURL("http://example.com"), WithHTTPClient(&http.Client{Transport: s})}
	return newClient(t, append(base, options...)...)
}

// tryOp calls an operation that has neither parameters nor a body.
func tryOp(ctx context.Context, client *Client, op *operation, options ...RequestOption) (int, error) {
	response := new(FilesSendFormResponse)
	err := client.core.newCall(op, options).do(ctx, response)
	return response.Attempts, err
}

// prompt retries without a random wait.
var prompt = RetryPolicy{MaxRetries: 2, BaseDelay: 1}

func TestRetriedOutcomes(t *testing.T) {
	tests := []struct {
		name   string
		answer scripted
		want   int
	}{
		{"refused", scripted{err: errRefused}, 3},
		{"closed", scripted{err: io.EOF}, 3},
		{"client timeout", scripted{err: context.DeadlineExceeded}, 3},
		{"200", scripted{status: 200}, 1},
		{"301 without Location", scripted{status: 301}, 1},
		{"400", scripted{status: 400}, 1},
		{"401", scripted{status: 401}, 1},
		{"408", scripted{status: 408}, 3},
		{"409", scripted{status: 409}, 1},
		{"429", scripted{status: 429}, 3},
		{"500", scripted{status: 500}, 1},
		{"501", scripted{status: 501}, 1},
		{"502", scripted{status: 502}, 3},
		{"503", scripted{status: 503}, 3},
		{"504", scripted{status: 504}, 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: []scripted{test.answer}}
				got, err := tryOp(t.Context(), s.client(t), &operation{name: "Get", method: "GET"})
				var (
					failed *TransportError
					apiErr *APIError
				)
				switch {
				case errors.As(err, &failed):
					got = failed.Attempts
				case errors.As(err, &apiErr):
					got = apiErr.Attempts
				}
				if got != test.want || len(s.sent) != test.want {
					t.Errorf("told %d attempts, sent %d requests, want %d; error %v", got, len(s.sent), test.want, err)
				}
			})
		})
	}
}

func TestRetriedRequests(t *testing.T) {
	plain := operation{name: "Op"}
	keyed := operation{name: "Op", idempotencyKey: "X-Request-Id"}
	tests := []struct {
		methods string
		op      operation
		option  RequestOption
		want    int
	}{
		{"GET HEAD PUT DELETE OPTIONS TRACE", plain, nil, 3},
		{"POST PATCH CONNECT LOCK get", plain, nil, 1},
		{"POST", plain, WithHeader("Idempotency-Key", "k"), 3},
		{"POST", plain, WithHeader("Idempotency-Key", ""), 1},
		{"POST", plain, WithHeader("X-Request-Id", "k"), 1},
		{"POST PATCH", keyed, WithHeader("X-Request-Id", "k"), 3},
		{"POST", keyed, nil, 1},
		{"GET POST PATCH", plain, WithRequestRetry(RetryPolicy{MaxRetries: 4, AnyMethod: true}), 5},
		{"GET", plain, WithRequestRetry(RetryPolicy{}), 1},
		{"GET", plain, WithRequestRetry(RetryPolicy{MaxRetries: -1, BaseDelay: -1, MaxDelay: -1}), 1},
		{"GET", plain, WithRequestRetry(RetryPolicy{MaxRetries: 9, BaseDelay: -1}), 10},
		{"GET", plain, WithRequestRetry(RetryPolicy{MaxRetries: 70, BaseDelay: 1 << 62, MaxDelay: 1<<63 - 1}), 71},
	}
	for i, test := range tests {
		for method := range strings.FieldsSeq(test.methods) {
			t.Run(fmt.Sprint(i, method), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := &script{answers: []scripted{{status: 503}}}
					test.op.method = method
					_, err := tryOp(t.Context(), s.client(t), &test.op, test.option)
					if !errors.Is(err, ErrServiceUnavailable) || len(s.sent) != test.want {
						t.Errorf("sent %d requests, want %d; error %v", len(s.sent), test.want, err)
					}
				})
			})
		}
	}
}

// TestRetryPolicies proves that the policy of the call wins over the client's.
func TestRetryPolicies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: []scripted{{status: 503}}}
		client := s.client(t, WithRetry(RetryPolicy{MaxRetries: 1}))
		_, first := client.Users.List(t.Context(), nil)
		_, second := client.Users.List(t.Context(), nil, WithRequestRetry(RetryPolicy{}))
		if len(s.sent) != 3 {
			t.Errorf("sent %d requests, want 2 and 1; errors %v, %v", len(s.sent), first, second)
		}
	})
}

// TestAskedWait tests the waits that servers ask for; -1 is none, and no retry. The clock of synctest begins with 2000.
func TestAskedWait(t *testing.T) {
	const never = -1
	tests := []struct {
		name    string
		status  int
		headers map[string]string
		want    time.Duration
	}{
		{"nothing", 503, nil, 0},
		{"seconds", 503, map[string]string{"Retry-After": "7"}, 7 * time.Second},
		{"zero", 503, map[string]string{"Retry-After": "0"}, 0},
		{"negative", 503, map[string]string{"Retry-After": "-5"}, 0},
		{"no number", 503, map[string]string{"Retry-After": "soon"}, 0},
		{"not a number", 503, map[string]string{"Retry-After": "NaN"}, 0},
		{"too long", 503, map[string]string{"Retry-After": "61"}, never},
		{"far too long", 429, map[string]string{"Retry-After": "1e300"}, never},
		{"date", 429, map[string]string{"Retry-After": "Sat, 01 Jan 2000 00:00:09 GMT"}, 9 * time.Second},
		{"date in the past", 429, map[string]string{"Retry-After": "Fri, 31 Dec 1999 00:00:00 GMT"}, 0},
		{"date too late", 429, map[string]string{"Retry-After": "Sat, 01 Jan 2000 00:01:01 GMT"}, never},
		{
			"date by the server's clock", 429,
			map[string]string{"Retry-After": "Mon, 05 Jan 2026 00:00:09 GMT", "Date": "Mon, 05 Jan 2026 00:00:05 GMT"},
			4 * time.Second,
		},
		{"reset in seconds", 429, map[string]string{"X-Ratelimit-Reset": "12"}, 12 * time.Second},
		{"reset in fractions", 429, map[string]string{"X-Ratelimit-Reset": "0.25"}, 250 * time.Millisecond},
		{"reset as a time", 429, map[string]string{"X-Ratelimit-Reset": "1767571210", "Date": "Mon, 05 Jan 2026 00:00:05 GMT"}, 5 * time.Second},
		{"reset in milliseconds", 429, map[string]string{"X-Ratelimit-Reset": "1767571207500", "Date": "Mon, 05 Jan 2026 00:00:05 GMT"}, 2500 * time.Millisecond},
		{"reset in the past", 429, map[string]string{"X-Ratelimit-Reset": "1500000000", "Date": "Mon, 05 Jan 2026 00:00:05 GMT"}, 0},
		{"reset too late", 429, map[string]string{"X-Ratelimit-Reset": "3600"}, never},
		{"reset of another status", 503, map[string]string{"X-Ratelimit-Reset": "12"}, 0},
		{"Retry-After first", 429, map[string]string{"Retry-After": "3", "X-Ratelimit-Reset": "12"}, 3 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				headers := http.Header{}
				for key, value := range test.headers {
					headers.Set(key, value)
				}
				s := &script{answers: []scripted{{status: test.status, headers: headers}, {status: 200}}}
				op := operation{name: "Get", method: "GET", rateLimitReset: "X-Ratelimit-Reset"}
				_, err := tryOp(t.Context(), s.client(t, WithRetry(prompt)), &op)
				got := time.Duration(never)
				if len(s.times) > 1 {
					got = s.times[1].Sub(s.times[0])
				}
				if got != test.want || (err != nil) != (test.want == never) {
					t.Errorf("waited %v, want %v; error %v", got, test.want, err)
				}
			})
		})
	}
}

// TestLongestWait proves that no random wait makes an asked one too long.
func TestLongestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: []scripted{{status: 503, headers: http.Header{"Retry-After": {"60"}}}, {status: 200}}}
		policy := RetryPolicy{MaxRetries: 1, BaseDelay: time.Hour}
		_, err := tryOp(t.Context(), s.client(t, WithRetry(policy)), &operation{name: "Get", method: "GET"})
		if err != nil || s.times[1].Sub(s.times[0]) != time.Minute {
			t.Errorf("tried at %v, error %v", s.times, err)
		}
	})
}

// TestBackoff proves that waits are random below a bound that doubles up to MaxDelay, whatever is past for the server.
func TestBackoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var longest [4]time.Duration
		policy := RetryPolicy{MaxRetries: len(longest), BaseDelay: time.Second, MaxDelay: 3 * time.Second}
		for range 60 {
			s := &script{answers: []scripted{{status: 503, headers: http.Header{"Retry-After": {"Fri, 31 Dec 1999 00:00:00 GMT"}}}}}
			tryOp(t.Context(), s.client(t, WithRetry(policy)), &operation{name: "Get", method: "GET"})
			for i := range longest {
				longest[i] = max(longest[i], s.times[i+1].Sub(s.times[i]))
			}
		}
		for i, bound := range []time.Duration{time.Second, 2 * time.Second, 3 * time.Second, 3 * time.Second} {
			if longest[i] > bound || longest[i] < bound/2 {
				t.Errorf("wait %d is %v at most, want nearly %v", i+1, longest[i], bound)
			}
		}
	})
}

// TestRetryAndContext proves that no wait begins that the context would end, and that one it does end is over.
func TestRetryAndContext(t *testing.T) {
	wait := http.Header{"Retry-After": {"10"}}
	tests := []struct {
		name    string
		timeout time.Duration
		cancel  time.Duration
		want    string
		waited  time.Duration
	}{
		{"deadline too early", 10 * time.Second, time.Hour, "Get: 503 Service Unavailable: \"{}\"", 0},
		{"deadline late enough", 11 * time.Second, time.Hour, "", 10 * time.Second},
		{"canceled", time.Hour, 4 * time.Second, "Get: context canceled, while waiting to try again after: 503 Service Unavailable: \"{}\"", 4 * time.Second},
		{"canceled during the try", time.Hour, 0, "Get: 503 Service Unavailable: \"{}\"", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), test.timeout)
				defer cancel()
				defer time.AfterFunc(test.cancel, cancel).Stop()
				synctest.Wait()
				s := &script{answers: []scripted{{status: 503, headers: wait}, {status: 200}}}
				begin := time.Now()
				_, err := tryOp(ctx, s.client(t, WithRetry(prompt)), &operation{name: "Get", method: "GET"})
				if text := fmt.Sprint(err); test.want != "" && text != test.want || test.want == "" && err != nil {
					t.Errorf("got error %v, want %s", err, test.want)
				}
				if test.name == "canceled" && (!errors.Is(err, context.Canceled) || !errors.Is(err, ErrServiceUnavailable)) {
					t.Error("the causes are lost")
				}
				if waited := time.Since(begin); waited != test.waited {
					t.Errorf("waited %v, want %v", waited, test.waited)
				}
			})
		})
	}
}

func TestInterruptedAfterAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: []scripted{{err: errRefused}}}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		retry := WithRetry(RetryPolicy{MaxRetries: 20, BaseDelay: time.Minute})
		_, err := tryOp(ctx, s.client(t, retry), &operation{name: "Get", method: "GET"})
		want := "Get: context canceled, while waiting to try again after: connection refused"
		if err == nil || err.Error() != want || !errors.Is(err, errRefused) {
			t.Errorf("got error %v, want %s", err, want)
		}
	})
}

func TestRetriedBodies(t *testing.T) {
	const content = "some content"
	tests := []struct {
		name string
		file *File
		want []string
	}{
		{"bytes", FileFromBytes("a", []byte(content)), []string{content, content, content}},
		{"seeker", FileFromReader("a", strings.NewReader(content)), []string{content, content, content}},
		{"reader", FileFromReader("a", iotest.HalfReader(strings.NewReader(content))), []string{content}},
		{"none", nil, []string{"", "", ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: []scripted{{status: 502}}}
				_, err := s.client(t).Files.Replace(t.Context(), &FilesReplaceRequest{Upload: test.file})
				if diff := cmp.Diff(test.want, s.bodies); diff != "" || !errors.Is(err, ErrBadGateway) {
					t.Errorf("error %v, bodies %s", err, diff)
				}
			})
		})
	}
}

// TestRetriedForm proves that each try of a form is the same, boundary and all.
func TestRetriedForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: []scripted{{err: errRefused}, {status: 503}, {status: 200}}}
		request := &FilesUploadRequest{Password: Ptr("p"), PicFile: FileFromBytes("a", []byte("content"))}
		key := WithHeader("Idempotency-Key", "k")
		response, err := s.client(t).Files.Upload(t.Context(), request, key)
		if err != nil || response.Attempts != 3 {
			t.Fatalf("got %+v, error %v", response, err)
		}
		for i := range s.bodies {
			if diff := cmp.Diff(s.sent[0].Header, s.sent[i].Header); diff != "" || s.bodies[i] != s.bodies[0] || !strings.Contains(s.bodies[i], "content") {
				t.Errorf("try %d has the headers %s and the body %s", i+1, diff, s.bodies[i])
			}
		}
	})
}

// TestRetriedSignatures proves that each try is signed anew, and only once.
func TestRetriedSignatures(t *testing.T) {
	for name, auth := range map[string]Auth{
		"header": OAuth1(OAuth1Credentials{ConsumerKey: "k", ConsumerSecret: "s"}),
		"query":  OAuth1(OAuth1Credentials{ConsumerKey: "k", ConsumerSecret: "s", InQuery: true}),
		"form":   OAuth1(OAuth1Credentials{ConsumerKey: "k", ConsumerSecret: "s", InQuery: true}),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: []scripted{{status: 503}, {status: 200}}}
				retry := WithRequestRetry(RetryPolicy{MaxRetries: 1, AnyMethod: true})
				request := new(FilesSendFormRequest)
				if name == "form" {
					request.A = Ptr("x")
				}
				if _, err := s.client(t).Files.SendForm(t.Context(), request, WithRequestAuth(auth), retry); err != nil {
					t.Fatal(err)
				}
				var texts []string
				for i, sent := range s.sent {
					text := sent.Header.Get("Authorization") + sent.URL.RawQuery + s.bodies[i]
					texts = append(texts, text)
					if n := strings.Count(text, "oauth_nonce="); n != 1 {
						t.Errorf("try %d is signed %d times: %s", i+1, n, text)
					}
				}
				if texts[0] == texts[1] {
					t.Errorf("both tries are signed by %s", texts[0])
				}
			})
		})
	}
}

// TestRetryAndChallenge proves that the answer to a challenge is a part of the try.
func TestRetryAndChallenge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		challenge := http.Header{"Www-Authenticate": {`Digest realm="r", nonce="n"`}}
		s := &script{answers: []scripted{{status: 401, headers: challenge}, {status: 503}, {status: 401, headers: challenge}, {status: 200}}}
		digest := WithRequestAuth(DigestAuth(DigestCredentials{Username: "u", Password: "p"}))
		got, err := tryOp(t.Context(), s.client(t), &operation{name: "Get", method: "GET"}, digest)
		if got != 2 || err != nil {
			t.Errorf("got %d attempts, error %v", got, err)
		}
		var signed []bool
		for _, sent := range s.sent {
			signed = append(signed, sent.Header.Get("Authorization") != "")
		}
		if diff := cmp.Diff([]bool{false, true, false, true}, signed); diff != "" {
			t.Error(diff)
		}
	})
}

// TestUnansweredChallenge proves that a challenge without an answer is the end.
func TestUnansweredChallenge(t *testing.T) {
	negotiate, nonsense := http.Header{"Www-Authenticate": {"NTLM"}}, http.Header{"Www-Authenticate": {"NTLM !"}}
	s := &script{answers: []scripted{{status: 401, headers: negotiate}, {status: 401, headers: nonsense}}}
	ntlm := WithRequestAuth(NTLM(NTLMCredentials{Username: "u", Password: "p"}))
	_, err := tryOp(t.Context(), s.client(t), &operation{name: "Get", method: "GET"}, ntlm)
	var failed *TransportError
	if !errors.As(err, &failed) || failed.Attempts != 1 || len(s.sent) != 2 {
		t.Errorf("sent %d requests, error %v", len(s.sent), err)
	}
}

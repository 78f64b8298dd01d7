// SPDX-License-Identifier: MIT-0

package runtime

// This file decides whether a request is sent again, and when: call.send makes the tries of a call, call.next has the rule.

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A RetryPolicy says how often a request is sent again that failed in a way that may pass: there was no answer, or no whole
// one, or its status is 408, 429, 502, 503 or 504. Only a request that may reach the server twice is sent again: its method is GET,
// HEAD, PUT, DELETE, OPTIONS or TRACE (RFC 9110, section 9.2.2), or it has an idempotency key, and its body, if any, can be
// read again. The key stays the same.
//
// The client waits before, for a random time that grows with each retry, and as long as the server asks for in Retry-After
// or in the header of its rate limit that saved responses show. Where a wait would outlast the context or MaxDelay, there
// is none, and the call fails at once.
//
// The zero RetryPolicy sends nothing again; without [WithRetry], MaxRetries is 2.
type RetryPolicy struct {
	// MaxRetries is how often a request is sent again at most.
	MaxRetries int
	// BaseDelay is the longest random wait before the first retry, 500 ms if it is 0. It doubles with each further one.
	BaseDelay time.Duration
	// MaxDelay is the longest wait of all, a minute if it is 0.
	MaxDelay time.Duration
	// AnyMethod sends requests of all methods again. The server may carry out a POST or a PATCH twice then.
	AnyMethod bool
}

// WithRetry sets which requests of the client are sent again. [WithRequestRetry] does so for a single call.
func WithRetry(policy RetryPolicy) Option {
	return func(c *core) { c.retry = policy }
}

// WithRequestRetry sets whether the request of a single call is sent again, in place of what [WithRetry] has set.
func WithRequestRetry(policy RetryPolicy) RequestOption {
	return func(c *call) { c.retry = policy }
}

// send tries until there is a success, or an error that another try would not better.
func (c *call) send(ctx context.Context, response decoder) error {
	for {
		err := c.try(ctx, response)
		wait, again := c.next(ctx, err)
		if !again {
			return err
		}
		if stopped := sleep(ctx, wait); stopped != nil {
			return c.interrupted(stopped, err)
		}
	}
}

// next says whether there is a further try after this one, and after which wait.
func (c *call) next(ctx context.Context, err error) (wait time.Duration, again bool) {
	if !isTemporary(err) || ctx.Err() != nil || c.attempts > c.retry.MaxRetries || !c.mayRepeat() {
		return 0, false
	}
	longest := cmp.Or(c.retry.MaxDelay, time.Minute)
	wait = c.asked(err)
	if wait <= longest {
		wait = min(wait+c.backoff(longest), longest)
	}
	deadline, ok := ctx.Deadline()
	return wait, wait <= longest && (!ok || time.Until(deadline) > wait)
}

// isTemporary reports whether a try has failed in a way that may pass.
func isTemporary(err error) bool {
	if err == nil {
		return false
	}
	if failed, ok := err.(*TransportError); ok {
		return !failed.lasting
	}
	var answer *APIError
	if !errors.As(err, &answer) {
		return false
	}
	switch answer.StatusCode {
	case http.StatusRequestTimeout, http.StatusTooManyRequests,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// mayRepeat reports whether the request can be sent twice, and may.
func (c *call) mayRepeat() bool {
	if !c.body.rewinds() {
		return false
	}
	switch c.op.method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodTrace:
		return true
	}
	return c.retry.AnyMethod || c.headers.Get("Idempotency-Key")+c.headers.Get(c.op.idempotencyKey) != ""
}

// backoff returns a random wait up to a bound that doubles with each retry. It is random all the way down ("full jitter"),
// as this spreads clients that failed together best: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
func (c *call) backoff(longest time.Duration) time.Duration {
	bound := cmp.Or(c.retry.BaseDelay, 500*time.Millisecond)
	for range c.attempts - 1 {
		if bound > longest/2 {
			bound = longest
			break
		}
		bound *= 2
	}
	return rand.N(max(min(bound, longest), 1))
}

// asked returns how long the server asks to wait, 0 if it does not.
func (c *call) asked(err error) time.Duration {
	var reply *APIError
	if !errors.As(err, &reply) {
		return 0
	}
	now, err := http.ParseTime(reply.Header.Get("Date")) // by the server's own clock, if it tells
	if err != nil {
		now = time.Now()
	}
	after := reply.Header.Get("Retry-After") // RFC 9110, section 10.2.3
	if date, err := http.ParseTime(after); err == nil {
		return seconds(date.Sub(now).Seconds())
	}
	if after == "" && c.op.rateLimitReset != "" && reply.StatusCode == http.StatusTooManyRequests {
		return untilReset(reply.Header.Get(c.op.rateLimitReset), now)
	}
	return seconds(number(after))
}

// untilReset reads the end of a rate limit. APIs tell it as a time of Unix, in seconds
// (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api) or milliseconds, or as seconds from now
// (draft-ietf-httpapi-ratelimit-headers); the size tells which, as no limit lasts for 30 years.
func untilReset(text string, now time.Time) time.Duration {
	n, unix := number(text), float64(now.UnixMilli())/1e3
	switch {
	case n >= 1e12:
		n = n/1e3 - unix
	case n >= 1e9:
		n -= unix
	}
	return seconds(n)
}

// number reads a number, 0 if it is none.
func number(text string) float64 {
	n, _ := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return n
}

// seconds is a number of seconds as a duration between 0 and 30 years, 0 for what is no number.
func seconds(n float64) time.Duration {
	if n > 0 {
		return time.Duration(min(n, 1e9) * float64(time.Second))
	}
	return 0
}

// sleep waits, and returns the error of the context if that ends before.
func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// interrupted is the error of a call whose context ended between two tries; last is that of the one before.
func (c *call) interrupted(stopped, last error) error {
	reason := strings.TrimPrefix(last.Error(), c.op.name+": ")
	return &TransportError{
		Operation: c.op.name, Attempts: c.attempts,
		text:  stopped.Error() + ", while waiting to try again after: " + reason,
		cause: errors.Join(stopped, last),
	}
}

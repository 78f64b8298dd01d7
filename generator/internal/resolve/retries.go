package resolve

// This file finds what a client has to know to send a request again: whether the
// server carries it out only once, and when it takes requests again.

import (
	"net/textproto"
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// retries fills in what the runtime's retries need to know of each operation.
func (r *resolver) retries(items []*item) {
	for _, it := range items {
		if it.operation.IdempotencyKey == "" {
			it.operation.IdempotencyKey = idempotencyKey(it.operation)
		}
		if it.operation.RateLimitReset == "" {
			it.operation.RateLimitReset = rateLimitReset(it)
		}
	}
}

// idempotent are the methods that may be sent twice as they are (RFC 9110, 9.2.2).
var idempotent = []string{"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"}

// idempotencyKey is the header of an operation that makes it idempotent: one that
// is called so, or that the collection draws a new UUID for.
func idempotencyKey(op *api.Operation) string {
	if slices.Contains(idempotent, op.Method) {
		return ""
	}
	for _, p := range op.Params {
		if p.In == api.Header && (isIdempotencyKey(p.Key) || isDrawnUUID(p) && !tracing.MatchString(p.Key)) {
			return p.Wire
		}
	}
	return ""
}

// isIdempotencyKey tells the header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header)
// and its like.
func isIdempotencyKey(header string) bool {
	return strings.Contains(strings.ToLower(header), "idempoten")
}

// tracing matches headers whose UUIDs only tell requests apart, for logs and signatures.
var tracing = regexp.MustCompile(`(?i)correlation|trace|span|session|nonce`)

func isDrawnUUID(p *api.Param) bool {
	return slices.ContainsFunc(p.Default, func(s api.Segment) bool { return s.Drawn == "$guid" || s.Drawn == "$randomUUID" })
}

// resetHeader matches the names of a header that no standard has: X-RateLimit-Reset
// at GitHub, X-Rate-Limit-Reset at Okta.
var resetHeader = regexp.MustCompile(`(?i)^(x-)?rate-?limit-reset$`)

// rateLimitReset is that header, if saved responses of a request have it.
func rateLimitReset(it *item) string {
	for _, ex := range it.examples {
		for _, h := range ex.response.Headers {
			if !h.Disabled && resetHeader.MatchString(h.Key) {
				return textproto.CanonicalMIMEHeaderKey(h.Key)
			}
		}
	}
	return ""
}

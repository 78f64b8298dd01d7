// SPDX-License-Identifier: MIT-0

package runtime

// This file holds what all services of a client share: the HTTP client, the base URLs, the credentials and the
// variables. New calls newCore; every method then begins with core.newCall, in call.go.

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// An Option configures the client that New returns.
// If two options set the same thing, the later one wins.
type Option func(*core)

// WithHTTPClient makes the client send its requests through client as it is now, so that its Transport, Timeout, Jar and
// CheckRedirect apply; Timeout to each try of a call. Middleware is a Transport that wraps another one, and sees each try.
// The default is [http.DefaultClient], which has no timeout of its own; nil means the default.
//
// A redirect to another host takes none of the request's headers along but a few such as Accept and Range, and is not
// followed if it would take a body there: the call then returns it as an *[APIError].
func WithHTTPClient(client *http.Client) Option {
	return func(c *core) {
		if client == nil {
			client = http.DefaultClient
		}
		c.http = client
	}
}

// config is what the generated New knows about the API.
type config struct {
	baseURLs    []baseURL
	credentials int      // how many credentials there are; 0 is the index of none
	variables   []string // the default of each variable
}

// baseURL is the text of a base URL and the name of the option that sets it. One that is late may stay unknown until a
// method needs it: what the collection has there is no URL.
type baseURL struct {
	option, value string
	late          bool
}

type core struct {
	http        *http.Client
	bases       []base
	credentials []Auth
	variables   []string
	retry       RetryPolicy
	limit       int64 // how much of a body is read at once
	hook        func(operation string, request *http.Request) (after func(*http.Response, error))
	observer    observer // nil if nothing is logged
}

// newCore applies the options and checks the result. Its error names every base URL that is missing or unusable.
func newCore(cfg config, options []Option) (*core, error) {
	c := &core{
		http:        http.DefaultClient,
		bases:       make([]base, len(cfg.baseURLs)),
		credentials: make([]Auth, cfg.credentials+1),
		variables:   slices.Clone(cfg.variables),
		retry:       RetryPolicy{MaxRetries: 2},
		limit:       64 << 20,
	}
	for i, b := range cfg.baseURLs {
		c.bases[i].baseURL = b
	}
	for _, option := range options {
		if option != nil {
			option(c)
		}
	}
	c.http = guarded(c.http)
	problems := make([]error, len(c.bases))
	for i := range c.bases {
		b := &c.bases[i]
		if problem := b.parse(); b.late && b.value == "" {
			b.problem = problem
		} else {
			problems[i] = problem
		}
	}
	return c, errors.Join(problems...)
}

func setBaseURL(index int, url string) Option {
	return func(c *core) { c.bases[index].value = url }
}

func setCredential(index int, auth Auth) Option {
	return func(c *core) { c.credentials[index] = auth }
}

func setVariables(values ...string) Option {
	return func(c *core) {
		for i, value := range values {
			if value != "" {
				c.variables[i] = value
			}
		}
	}
}

// base is a base URL in two halves: where to connect to, and the text that every request target begins with. The
// halves are never joined and parsed again, so no path can change the host.
type base struct {
	baseURL
	problem error   // why no request can go there
	origin  url.URL // scheme, user info and host
	prefix  string  // path and query, wire-encoded
}

// parse takes the URL apart. The port may be anything, as in Postman, whose requests name it in their Host header; what
// is no port fails when it is connected to.
func (b *base) parse() error {
	if b.value == "" {
		return fmt.Errorf("no base URL is known: set one with %s", b.option)
	}
	scheme, rest, _ := strings.Cut(b.value, "://")
	authority, prefix := rest, ""
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		authority, prefix = rest[:end], rest[end:]
	}
	at := strings.LastIndexByte(authority, '@')
	user, err := userInfo(authority[:max(at, 0)])
	host := strings.ToLower(authority[at+1:])
	scheme = strings.ToLower(scheme)
	switch {
	case scheme != "http" && scheme != "https":
		return fmt.Errorf(`%s: %q does not begin with "https://" or "http://"`, b.option, b.redacted())
	case strings.Trim(host, ":0123456789") == "":
		return fmt.Errorf("%s: %q has no host", b.option, b.redacted())
	case err != nil || strings.ContainsFunc(host, isNoHost) || at < 0 && strings.Contains(prefix, "@") && strings.Contains(host, ":"):
		return fmt.Errorf("%s: %q has characters that a host cannot have, or user info that is not percent-encoded", b.option, b.redacted())
	case strings.Contains(prefix, "#"):
		return fmt.Errorf("%s: %q has a fragment, which would swallow the paths added to it", b.option, b.redacted())
	}
	b.origin = url.URL{Scheme: scheme, User: user, Host: host}
	b.prefix = string(appendEscaped(nil, prefix, wireChars))
	return nil
}

// isNoHost reports whether a host cannot have r.
func isNoHost(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune("\"<>\\^`{|}%", r) }

// userInfo reads the percent-encoded user info of a URL.
func userInfo(text string) (*url.Userinfo, error) {
	if text == "" {
		return nil, nil
	}
	name, password, hasPassword := strings.Cut(text, ":")
	name, err := url.PathUnescape(name)
	if err != nil || !hasPassword {
		return url.User(name), err
	}
	password, err = url.PathUnescape(password)
	return url.UserPassword(name, password), err
}

// redacted returns the URL without what may be secret: its user info and its query.
func (b *base) redacted() string {
	host := b.value[strings.LastIndexByte(b.value, '@')+1:]
	host, _, _ = strings.Cut(host, "?")
	return host
}

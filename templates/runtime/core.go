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

// WithHTTPClient makes the client send its requests through client, so that its Transport, Timeout, Jar and
// CheckRedirect apply. Middleware is a Transport that wraps another one. The default is [http.DefaultClient],
// which has no timeout of its own; nil means the default.
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

// baseURL is the text of a base URL and the name of the option that sets it.
type baseURL struct{ option, value string }

type core struct {
	http        *http.Client
	bases       []base
	credentials []Auth
	variables   []string
}

// newCore applies the options and checks the result. Its error names every base URL that is missing or unusable.
func newCore(cfg config, options []Option) (*core, error) {
	c := &core{
		http:        http.DefaultClient,
		bases:       make([]base, len(cfg.baseURLs)),
		credentials: make([]Auth, cfg.credentials+1),
		variables:   slices.Clone(cfg.variables),
	}
	for i, b := range cfg.baseURLs {
		c.bases[i].baseURL = b
	}
	for _, option := range options {
		if option != nil {
			option(c)
		}
	}
	problems := make([]error, len(c.bases))
	for i := range c.bases {
		problems[i] = c.bases[i].parse()
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
	origin url.URL // scheme, user info and host
	prefix string  // path and query, wire-encoded
}

func (b *base) parse() error {
	if b.value == "" {
		return fmt.Errorf("no base URL is known: set one with %s", b.option)
	}
	u, err := url.Parse(b.value)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %q cannot be parsed: %s", b.option, b.redacted(), b.reason(err))
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf(`%s: %q does not begin with "https://" or "http://"`, b.option, b.redacted())
	case u.Hostname() == "":
		return fmt.Errorf("%s: %q has no host", b.option, b.redacted())
	case strings.Contains(b.value, "#"):
		return fmt.Errorf("%s: %q has a fragment, which would swallow the paths added to it", b.option, b.redacted())
	}
	b.origin = url.URL{Scheme: u.Scheme, User: u.User, Host: strings.ToLower(u.Host)}
	_, rest, _ := strings.Cut(b.value, "://")
	if start := strings.IndexAny(rest, "/?"); start >= 0 {
		b.prefix = string(appendEscaped(nil, rest[start:], wireChars))
	}
	return nil
}

// redacted returns the URL without what may be secret: its user info and its query.
func (b *base) redacted() string {
	host := b.value[strings.LastIndexByte(b.value, '@')+1:]
	host, _, _ = strings.Cut(host, "?")
	return host
}

// reason returns the cause of an error of url.Parse, which quotes a part of the URL: what part of the user info
// that is cannot be known, hence nothing is shown where there is any.
func (b *base) reason(err error) string {
	var parseError *url.Error
	if strings.ContainsAny(b.value, "@?") || !errors.As(err, &parseError) {
		return "check its host and port, and that its user info is percent-encoded"
	}
	return parseError.Err.Error()
}

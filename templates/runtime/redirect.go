// SPDX-License-Identifier: MIT-0

package runtime

// This file keeps what a request holds from the hosts that redirects lead to. net/http takes all headers along but
// Authorization and Cookie, the body, and, as Referer, the query.

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// guarded returns a copy of client whose CheckRedirect comes after ours.
func guarded(client *http.Client) *http.Client {
	guarded, check := *client, client.CheckRedirect
	if check == nil {
		check = tenRedirects
	}
	guarded.CheckRedirect = func(next *http.Request, before []*http.Request) error {
		if leaves(next, before) {
			if hasBody(next) {
				next.Body.Close()
				return http.ErrUseLastResponse
			}
			next.Header = harmless(next.Header)
		}
		return check(next, before)
	}
	return &guarded
}

// tenRedirects is what net/http does where there is no CheckRedirect.
func tenRedirects(_ *http.Request, before []*http.Request) error {
	if len(before) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	return nil
}

// leaves reports whether a chain of redirects has led to another host. What comes after that is the choice of that host.
func leaves(next *http.Request, before []*http.Request) bool {
	first := before[0].URL
	for _, request := range append(before[1:len(before):len(before)], next) {
		if !isSameHost(first, request.URL) {
			return true
		}
	}
	return false
}

// isSameHost reports whether what one URL is sent may go to the other one: scheme, host and port are the same, or the other
// one is the same host's by TLS. So do browsers (https://fetch.spec.whatwg.org/#http-redirect-fetch, step 13) and Python's
// requests; net/http allows all ports, and subdomains.
func isSameHost(from, to *url.URL) bool {
	upgrade := from.Scheme == "http" && to.Scheme == "https" && portOf(from) == "80" && portOf(to) == "443"
	return strings.EqualFold(from.Hostname(), to.Hostname()) && (upgrade || from.Scheme == to.Scheme && portOf(from) == portOf(to))
}

func portOf(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	return map[string]string{"http": "80", "https": "443"}[u.Scheme]
}

// harmless returns those headers that tell no secret and say what is wanted.
func harmless(headers http.Header) http.Header {
	kept := make(http.Header)
	for _, key := range []string{"Accept", "Accept-Language", "If-Range", "Range", "User-Agent"} {
		if values, ok := headers[key]; ok {
			kept[key] = values
		}
	}
	return kept
}

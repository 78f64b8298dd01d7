// SPDX-License-Identifier: MIT-0

package runtime

// This file hides what in a body may be a secret before it is logged: redactor.body is the entry point. It hides too much
// rather than too little.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/url"
	"regexp"
	"strings"
)

// redactor finds secrets.
type redactor struct {
	names    *regexp.Regexp // of members and parameters whose values may be secrets
	shapes   *regexp.Regexp // secrets, wherever they stand
	userInfo *regexp.Regexp // of a URL
	query    *regexp.Regexp // of a URL, after the first group
}

// newRedactor compiles the expressions here, as few programs need them.
func newRedactor() *redactor {
	return &redactor{
		names: regexp.MustCompile(`(?i)token|secret|passw|pwd|passphrase|passcode|credential|cookie|session|signature|assertion|authori[sz]ation|private|(api|access|secret|auth|subscription)key|jwt|bearer|csrf|xsrf` +
			`|(^|[^a-z])(key|auth|pin|otp|sid|sig|hash|code_verifier)($|[^a-z])|(?-i:[a-z0-9]Key($|[A-Z_-]))`),
		shapes: regexp.MustCompile(`eyJ[\w-]{8,}\.[\w.-]*` + // JSON Web Tokens
			`|\b(AKIA|ASIA)[A-Z0-9]{16}|\b[srp]k_(live|test)_\w+|\b(gh[pousr]|github_pat)_\w+|\b(glpat|xox[abeprs]|PMAK)-[\w-]+|\bAIza[\w-]{30,}|\bSG\.[\w.-]{20,}` +
			`|(?i:\b(bearer|basic) +)\S+|(?s:-----BEGIN [A-Z ]*PRIVATE KEY-----.*)`),
		userInfo: regexp.MustCompile(`://[^/\s?#]*@`),
		query:    regexp.MustCompile(`(://[^\s?#]*[?#])\S+`),
	}
}

// hidden stands for what is left out.
const hidden = "…"

// maxLoggedBody is the size of the largest body that is shown.
const maxLoggedBody = 16 << 10

// body returns a body as a log may show it: a JSON object or list, or an urlencoded form, without what may be a secret.
// In other bodies nobody knows where secrets are.
func (r *redactor) body(contentType string, body []byte, auth Auth) string {
	media, _, _ := mime.ParseMediaType(contentType)
	if len(body) <= maxLoggedBody {
		hide := func(text string) string { return r.text(text, auth) }
		if media == formContentType {
			return r.form(string(body), hide)
		}
		if text, ok := r.json(body, hide); ok {
			return text
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%d bytes %s", len(body), media))
}

// json returns a JSON object or list.
func (r *redactor) json(body []byte, hide func(string) string) (string, bool) {
	body = bytes.TrimSpace(body)
	if len(body) == 0 || body[0] != '{' && body[0] != '[' || !json.Valid(body) {
		return "", false
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return "", false
	}
	text, err := encodeJSON(r.tree(tree, hide))
	return string(text), err == nil
}

// tree hides members of secret names, and secrets in all strings.
func (r *redactor) tree(tree any, hide func(string) string) any {
	switch value := tree.(type) {
	case map[string]any:
		for name, member := range value {
			if r.names.MatchString(name) {
				value[name] = hidden
			} else {
				value[name] = r.tree(member, hide)
			}
		}
	case []any:
		for i, element := range value {
			value[i] = r.tree(element, hide)
		}
	case string:
		return hide(value)
	}
	return tree
}

// form returns an urlencoded form, decoded.
func (r *redactor) form(body string, hide func(string) string) string {
	fields := strings.Split(body, "&")
	for i, field := range fields {
		name, value, isPair := strings.Cut(field, "=")
		name, problem := url.QueryUnescape(name)
		value, err := url.QueryUnescape(value)
		switch {
		case !isPair || problem != nil || err != nil:
			fields[i] = hidden
		case r.names.MatchString(name):
			fields[i] = name + "=" + hidden
		default:
			fields[i] = name + "=" + hide(value)
		}
	}
	return strings.Join(fields, "&")
}

// text hides what is a secret by its looks, what in a URL may be one, and the credential of the call.
func (r *redactor) text(text string, auth Auth) string {
	if auth.value != nil {
		_, secret, hasScheme := strings.Cut(*auth.value, " ")
		if !hasScheme {
			secret = *auth.value
		}
		if secret != "" {
			text = strings.ReplaceAll(text, secret, hidden)
		}
	}
	text = r.shapes.ReplaceAllString(text, hidden)
	text = r.userInfo.ReplaceAllString(text, "://"+hidden+"@")
	return r.query.ReplaceAllString(text, "${1}"+hidden)
}

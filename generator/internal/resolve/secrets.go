package resolve

// This file decides what may be a secret. The answer errs on the safe side: a
// stand-in in a test or fixture costs nothing, a leaked key does.

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// secretName matches names of headers, parameters, variables and JSON members
// whose values may be secrets.
var secretName = regexp.MustCompile(`(?i)token|secret|passw|pwd|passphrase|passcode|credential|cookie|session|signature|authori[sz]ation|private|(api|access|secret|auth|subscription)key|jwt|bearer|csrf|xsrf` +
	`|(^|[^a-z])(key|auth|pin|otp|sid|sig|hash|code_verifier)($|[^a-z])|(?-i:[a-z0-9]Key($|[A-Z_-]))`)

// harmless matches the keys that Postman's converter of OpenAPI documents writes
// for those of a map, and names of times.
var harmless = regexp.MustCompile(`(?i)\bkey_\d+\b|^.*timestamp$`)

// isSecretName tells a name whose values may be secrets.
func isSecretName(name string) bool {
	return namesSecret(name) && secretName.MatchString(harmless.ReplaceAllString(name, ""))
}

// addressName matches names of variables that hold an address, such as
// tokenUrl: clients need it.
var addressName = regexp.MustCompile(`(?i)(url|uri|host|endpoint|domain|server)$`)

// shape is a look that only secrets have; a text without the anchor has none of it.
type shape struct {
	anchor string
	match  *regexp.Regexp
}

// secretShapes are secrets wherever they stand.
var secretShapes = []shape{
	{"eyJ", regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(\.[A-Za-z0-9_-]*)?`)}, // JSON Web Tokens
	{"AKIA", regexp.MustCompile(`\bAKIA[A-Z0-9]{16}\b`)},                                      // AWS access keys
	{"ASIA", regexp.MustCompile(`\bASIA[A-Z0-9]{16}\b`)},
	{"k_live_", regexp.MustCompile(`\b[srp]k_live_[A-Za-z0-9]{8,}`)}, // Stripe
	{"k_test_", regexp.MustCompile(`\b[srp]k_test_[A-Za-z0-9]{8,}`)},
	{"gh", regexp.MustCompile(`\bgh[pousr]_[A-Za-z0-9]{20,}`)}, // GitHub
	{"github_pat_", regexp.MustCompile(`\bgithub_pat_[A-Za-z0-9_]{20,}`)},
	{"glpat-", regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{16,}`)},
	{"xox", regexp.MustCompile(`\bxox[abeprs]-[A-Za-z0-9-]{8,}`)},           // Slack
	{"AIza", regexp.MustCompile(`\bAIza[A-Za-z0-9_-]{30,}`)},                // Google
	{"SG.", regexp.MustCompile(`\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]+`)}, // SendGrid
	{"PMAK-", regexp.MustCompile(`\bPMAK-[A-Za-z0-9]{20,}-[A-Za-z0-9]{20,}`)},
	// Words of prose that follow have neither digits nor capitals inside: "basic information".
	{"earer ", regexp.MustCompile(`\b[Bb]earer +[A-Za-z0-9+/_.=-]*([0-9+/_=]|[a-z][A-Z])[A-Za-z0-9+/_.=-]*`)},
	{"asic ", regexp.MustCompile(`\b[Bb]asic +[A-Za-z0-9+/_-]*([0-9+/_=]|[a-z][A-Z])[A-Za-z0-9+/_-]*=*`)},
	{"PRIVATE KEY", regexp.MustCompile(`(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----`)},
	{"@", regexp.MustCompile(`://[^/\s:@"'<>{}]+:[^/\s@"'<>{}]+@`)}, // user info of a URL
}

// syntax is a way to write a name and its value, with a separator in between.
// It is looked for by its separator: a regular expression for all of it would
// take many times as long.
type syntax struct {
	separator byte
	name      func(before string) string // the name at the end of a text, "" for none
	value     *regexp.Regexp             // the value at the beginning of a text, its first group
	standIn   func(value string) string
}

// secretSyntaxes are those in which bodies hold secrets: members of JSON,
// arguments of GraphQL, elements and attributes of XML, pairs of forms.
var secretSyntaxes = []syntax{
	{':', quotedName, regexp.MustCompile(`^\s*"((?:[^"\\]|\\.)*)"`), standIn},
	{':', quotedName, regexp.MustCompile(`^\s*(-?[0-9][0-9.]*)`), numberStandIn},
	{':', argumentName, regexp.MustCompile(`^\s*\\?"([^"\\]*)`), standIn},
	{'>', elementName, regexp.MustCompile(`^\s*(?:<!\[CDATA\[)?([^<>]+?)(?:\]\]>\s*)?</`), standIn},
	{'=', attributeName, regexp.MustCompile(`^\s*"([^"<]+)"`), standIn},
	{'=', attributeName, regexp.MustCompile(`^\s*'([^'<]+)'`), standIn},
	{'=', pairName, regexp.MustCompile(`^([^&\s;"'<>]+)`), standIn},
}

// secretParams are the auth parameters that hold secrets; others are URLs,
// names of algorithms and the like.
var secretParams = map[string]bool{
	"accessKey": true, "accessToken": true, "authId": true, "authKey": true, "clientSecret": true, "clientToken": true,
	"consumerKey": true, "consumerSecret": true, "password": true, "privateKey": true, "refreshToken": true,
	"secret": true, "secretKey": true, "sessionToken": true, "token": true, "tokenSecret": true, "username": true,
	"value": true,
}

// secretVariables names the variables that may hold a secret: by their type,
// by their name, and because an auth parameter takes its value from them.
func secretVariables(col *collection.Collection) map[string]bool {
	secrets := map[string]bool{}
	for _, v := range col.Variables {
		byName := isSecretName(v.Key) && !addressName.MatchString(v.Key)
		if v.Type == "secret" || byName || holdsSecret(v.Value.Text()) {
			secrets[v.Key] = true
		}
	}
	mark := func(auth *collection.Auth) {
		if auth == nil {
			return
		}
		for _, p := range auth.Params {
			if !secretParams[p.Key] {
				continue
			}
			for _, name := range references(p.Value.Text()) {
				secrets[name] = true
			}
		}
	}
	mark(col.Auth)
	walk(col.Items, func(it *collection.Item) {
		mark(it.Auth)
		if it.Request != nil {
			mark(it.Request.Auth)
		}
	})
	return secrets
}

// walk visits all items, folders before what they hold.
func walk(items []*collection.Item, visit func(*collection.Item)) {
	for _, it := range items {
		visit(it)
		walk(it.Items, visit)
	}
}

// holdsSecret tells a text that is a secret by its looks.
func holdsSecret(text string) bool { return redact(text) != text }

// value gives the text of a header, parameter or variable; where its name or
// looks say that it may be a secret, a stand-in and where the real one is.
func value(name, text, pointer string) api.Text {
	if isSecretName(name) {
		return secret(text, pointer)
	}
	return content(text, pointer)
}

// secret gives a stand-in for a text, and where the real one is. A reference
// to a variable and a placeholder such as <token> are no secrets.
func secret(text, pointer string) api.Text {
	if masked := standIn(text); masked != text {
		return api.Text{Text: masked, Secret: pointer}
	}
	return api.Text{Text: text}
}

// content gives a text such as a body, with stand-ins for what in it may be a
// secret.
func content(text, pointer string) api.Text {
	masked := redact(text)
	if namesSecret(masked) {
		for _, syntax := range secretSyntaxes {
			masked = syntax.mask(masked)
		}
	}
	if masked == text {
		return api.Text{Text: text}
	}
	return api.Text{Text: masked, Secret: pointer}
}

// withoutSecrets drops the examples of members that may be secrets.
func withoutSecrets(t *api.Type) *api.Type {
	switch {
	case t.Elem != nil:
		withoutSecrets(t.Elem)
	case t.Struct != nil:
		for _, f := range t.Struct.Fields {
			if isSecretName(f.Key) || content(f.Example, "").Text != f.Example {
				f.Example = ""
			}
			if isSecretName(f.Key) {
				withoutText(f.Type)
			}
			if f.Type.Innermost().Struct != t.Struct {
				withoutSecrets(f.Type)
			}
		}
	}
	return t
}

// withoutText drops the example of the text in an XML element that may be a secret.
func withoutText(t *api.Type) {
	st := t.Innermost().Struct
	if st == nil || !st.XML {
		return
	}
	for _, f := range st.Fields {
		if f.Key == "text()" {
			f.Example = ""
		}
	}
}

// secretWords are what every name of a secret has one of.
var secretWords = []string{
	"token", "secret", "passw", "pwd", "passphrase", "passcode", "credential", "cookie", "session", "sig", "authori",
	"private", "key", "jwt", "bearer", "csrf", "xsrf", "auth", "pin", "otp", "sid", "hash", "code_verifier",
}

// namesSecret tells a text in which the name of a secret may stand; it is
// cheap, since most texts hold none.
func namesSecret(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(secretWords, func(word string) bool { return strings.Contains(text, word) })
}

// redact masks what is a secret by its looks.
func redact(text string) string {
	for _, s := range secretShapes {
		if strings.Contains(text, s.anchor) {
			text = s.match.ReplaceAllStringFunc(text, standIn)
		}
	}
	return text
}

// mask puts stand-ins for the values of names that secrets have.
func (s syntax) mask(text string) string {
	var b strings.Builder
	done, at := 0, 0
	for {
		next := strings.IndexByte(text[at:], s.separator)
		if next < 0 {
			return b.String() + text[done:]
		}
		at += next + 1
		if name := s.name(text[done : at-1]); !isSecretName(name) {
			continue
		}
		if m := s.value.FindStringSubmatchIndex(text[at:]); m != nil {
			b.WriteString(text[done:at+m[2]] + s.standIn(text[at+m[2]:at+m[3]]))
			at += m[3]
			done = at
		}
	}
}

const space = " \t\r\n"

// quotedName gives what stands in quotes at the end of a text.
func quotedName(before string) string {
	before, quoted := strings.CutSuffix(strings.TrimRight(before, space), `"`)
	at := -1
	if quoted {
		at = strings.LastIndexAny(before, `"\\`)
	}
	if at < 0 || before[at] != '"' {
		return ""
	}
	return before[at+1:]
}

// argumentName gives the identifier at the end of a text.
func argumentName(before string) string {
	before = strings.TrimRight(before, space)
	rest := strings.TrimRightFunc(before, isWordRune)
	return strings.TrimLeft(before[len(rest):], "0123456789")
}

// elementName gives the name in an XML tag that only its ">" is missing of.
func elementName(before string) string {
	at := strings.LastIndexAny(before, "<>")
	if at < 0 || before[at] != '<' {
		return ""
	}
	return element.FindString(before[at+1:])
}

// element matches the name of an XML element.
var element = regexp.MustCompile(`^[A-Za-z][\w.:-]*`)

// attributeName gives the name of an XML attribute, at the end of a text.
func attributeName(before string) string { return pairName(strings.TrimRight(before, space)) }

// pairName gives the key of a pair of a form, at the end of a text.
func pairName(before string) string {
	rest := strings.TrimRightFunc(before, func(c rune) bool { return isWordRune(c) || strings.ContainsRune(".[]-", c) })
	if rest != "" && !strings.ContainsAny(rest[len(rest)-1:], "&?;"+space) {
		return ""
	}
	return before[len(rest):]
}

func isWordRune(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// numberStandIn is a stand-in for a number that keeps to the digits that a
// float64 holds.
func numberStandIn(text string) string {
	digits := 0
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return c
		}
		if digits++; digits > 15 {
			return '0'
		}
		return '1'
	}, text)
}

// kept are the parts of a secret that a stand-in shows: variables,
// placeholders, escapes and the scheme of an Authorization header.
var kept = regexp.MustCompile(`\{\{[^{}]*\}\}|^<[^<>]*>$|^\((?:string|integer|number|boolean)\)$|\\u[0-9a-fA-F]{4}|\\.|&(?:amp|lt|gt|quot|apos);|(?i)\b(bearer|basic|token|digest|oauth|apikey)\s+|-----[A-Z ]+-----`)

// instant matches a time of RFC 3339, which is no secret whatever its name: when a
// token expires, for one.
var instant = regexp.MustCompile(`^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`)

// standIn gives a text of the same length and kind: letters become x, digits 1.
func standIn(text string) string {
	if instant.MatchString(text) {
		return text
	}
	var b strings.Builder
	end := 0
	for _, m := range kept.FindAllStringIndex(text, -1) {
		b.WriteString(strings.Map(maskRune, text[end:m[0]]))
		b.WriteString(text[m[0]:m[1]])
		end = m[1]
	}
	return b.String() + strings.Map(maskRune, text[end:])
}

func maskRune(r rune) rune {
	switch {
	case unicode.IsDigit(r):
		return '1'
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	}
	return r
}

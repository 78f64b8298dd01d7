// SPDX-License-Identifier: MIT-0

package runtime

// This file resolves the texts of the collection: variables, dynamic ones too,
// and the secrets that are not written down.

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// values resolves the texts of the collection.
type values struct {
	variables map[string]string
	secrets   any // the collection; nil: stand-ins are used
}

// collectionValues are the variables that the collection defines.
func collectionValues(t *testing.T, secrets any) values {
	t.Helper()
	v := values{variables: map[string]string{}, secrets: secrets}
	var variables map[string]text
	readJSON(t, filepath.Join(testdata, "variables.json"), &variables)
	for name, value := range variables {
		v.variables[name] = v.real(value)
	}
	return v
}

// resolve gives a text with its secret and its variables filled in.
func (v values) resolve(t text) string { return v.expand(v.real(t)) }

// real gives the text that a stand-in stands for, if the collection is there.
func (v values) real(t text) string {
	if t.Secret == "" || v.secrets == nil {
		return t.Text
	}
	pointer, part, _ := strings.Cut(t.Secret, "?")
	value, ok := lookup(v.secrets, pointer)
	if !ok {
		return t.Text
	}
	switch {
	case part == "graphql":
		return graphQLText(value)
	case part != "":
		return stringPart(printed(value), part, t.Text)
	}
	return printed(value)
}

// graphQLText is the body that Postman makes of a GraphQL request: variables
// that are text stand in it as they are.
func graphQLText(value any) string {
	request, _ := value.(map[string]any)
	variables, isText := request["variables"].(string)
	var members []string
	for _, name := range []string{"query", "operationName", "variables"} {
		member, ok := request[name]
		_, isString := member.(string)
		switch {
		case !ok || isText && !isString || name == "variables" && isText && variables == "":
		case name == "variables" && isText:
			members = append(members, `"variables":`+variables)
		default:
			encoded, err := json.Marshal(member)
			if err == nil {
				members = append(members, strconv.Quote(name)+":"+string(encoded))
			}
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// lookup follows a JSON pointer (RFC 6901), also into strings that hold JSON.
func lookup(value any, pointer string) (any, bool) {
	for _, token := range strings.Split(pointer, "/")[1:] {
		token = strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
		if text, ok := value.(string); ok && json.Unmarshal([]byte(text), &value) != nil {
			return nil, false
		}
		switch v := value.(type) {
		case map[string]any:
			var ok bool
			if value, ok = v[token]; !ok {
				return nil, false
			}
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(v) {
				return nil, false
			}
			value = v[i]
		default:
			return nil, false
		}
	}
	return value, true
}

// stringPart gives a part of a string: of a URL "@user", "@password" or a
// query parameter, of "Key: value" lines the header ":Key".
func stringPart(text, part, otherwise string) string {
	if key, ok := strings.CutPrefix(part, ":"); ok {
		for line := range strings.SplitSeq(text, "\n") {
			if value, found := strings.CutPrefix(strings.TrimLeft(line, "/ "), key+":"); found {
				return strings.TrimSpace(value)
			}
		}
		return otherwise
	}
	return urlPart(text, part, otherwise)
}

// urlPart gives a query parameter of a URL, or "@user" or "@password".
func urlPart(rawURL, part, otherwise string) string {
	if name, ok := strings.CutPrefix(part, "@"); ok {
		_, rest, _ := strings.Cut(rawURL, "://")
		authority := rest[:max(0, strings.IndexAny(rest+"/", "/?#"))]
		userInfo := authority[:max(0, strings.LastIndexByte(authority, '@'))]
		user, password, _ := strings.Cut(userInfo, ":")
		return map[string]string{"user": user, "password": password}[name]
	}
	_, query, isURL := strings.Cut(rawURL, "?")
	if !isURL {
		query = rawURL // of a form that is written as a string
	}
	for _, p := range strings.Split(query, "&") {
		if key, value, _ := strings.Cut(p, "="); key == part {
			return value
		}
	}
	return otherwise
}

// printed gives a JSON value as Postman prints it into a text.
func printed(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return v
	case map[string]any, []any:
		encoded, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return string(encoded)
	}
	return fmt.Sprint(value)
}

var reference = regexp.MustCompile(`\{\{([^{}]*?)\}\}`)

// expand replaces variables by their values, as Postman does: also those in
// values, at most 19 times. What has no value stays.
func (v values) expand(s string) string {
	for range 19 {
		next := reference.ReplaceAllStringFunc(s, func(match string) string {
			name := match[2 : len(match)-2]
			if value, ok := v.variables[name]; ok {
				return value
			}
			return dynamicValue(name, match)
		})
		if next == s {
			break
		}
		s = next
	}
	return s
}

// dynamicValue is a value of the right kind for a dynamic variable such as
// {{$guid}}, which Postman draws anew each time.
func dynamicValue(name, otherwise string) string {
	switch name {
	case "$guid", "$randomUUID":
		return "00000000-0000-4000-8000-000000000000"
	case "$timestamp":
		return strconv.FormatInt(time.Now().Unix(), 10)
	case "$isoTimestamp":
		return time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	}
	kind, ok := strings.CutPrefix(name, "$random")
	if !ok {
		return otherwise
	}
	for _, s := range dynamicSamples {
		if strings.Contains(kind, s.part) {
			return s.value
		}
	}
	return "sample"
}

// dynamicSamples are values by what the name of a dynamic variable has in it;
// the first one counts.
var dynamicSamples = []struct{ part, value string }{
	{"Int", "500"},
	{"Boolean", "true"},
	{"Price", "9.99"},
	{"Latitude", "52.5163"},
	{"Longitude", "13.3777"},
	{"Email", "ann@example.com"},
	{"UserName", "ann"},
	{"DomainName", "example.com"},
	{"DomainSuffix", "com"},
	{"DomainWord", "example"},
	{"ImageDataUri", "data:image/svg+xml;charset=UTF-8,%3Csvg%2F%3E"},
	{"Image", "https://example.com/image.png"},
	{"Url", "https://example.com"},
	{"IPV6", "2001:db8::1"},
	{"IP", "192.0.2.1"},
	{"MACAddress", "00:00:5e:00:53:01"},
	{"Protocol", "https"},
	{"UserAgent", "Sample/1.0"},
	{"PhoneNumberExt", "12-555-555-0100"},
	{"PhoneNumber", "555-555-0100"},
	{"BankAccountName", "Savings Account"},
	{"BankAccountIban", "DE89370400440532013000"},
	{"BankAccountBic", "ABCDDEFF"},
	{"BankAccount", "12345678"},
	{"CreditCardMask", "1234"},
	{"Bitcoin", "3EktnHQD7RiAE6uzMj2ZifT9YgRrkSgzQX"},
	{"CurrencyCode", "EUR"},
	{"CurrencySymbol", "€"},
	{"CountryCode", "DE"},
	{"Locale", "de"},
	{"HexColor", "#336699"},
	{"Color", "blue"},
	{"Date", "Sat Mar 14 2026 09:30:00 GMT+0000 (Coordinated Universal Time)"},
	{"Weekday", "Saturday"},
	{"Month", "March"},
	{"FilePath", "/tmp/sample.txt"},
	{"DirectoryPath", "/tmp"},
	{"FileName", "sample.txt"},
	{"FileExt", "txt"},
	{"FileType", "text"},
	{"MimeType", "text/plain"},
	{"Semver", "1.2.3"},
	{"AlphaNumeric", "a"},
	{"Hexadecimal", "0x0a"},
	{"Abbreviation", "HTTP"},
}

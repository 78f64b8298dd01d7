// SPDX-License-Identifier: MIT-0

package runtime

// This file reads the requests of the collection from testdata and makes the
// request structs of the client's methods out of them. examples_test.go and
// replay_test.go send them.

import (
	"bytes"
	"cmp"
	"context"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// item is a request of the collection, with its saved responses.
type item struct {
	Index    int       `json:"index"`  // among all requests, as Postman's runner counts
	Number   int       `json:"number"` // among those that are no empty items
	Name     string    `json:"name"`
	Method   string    `json:"method"` // of the client, as methods lists it
	Request  sent      `json:"request"`
	Examples []example `json:"examples"`
}

// sent is a request: the fields that a caller sets, and what then goes over
// the wire. Variables such as {{id}} are unresolved.
type sent struct {
	BaseURL string      `json:"baseURL"`
	Auth    *credential `json:"auth"`
	Fields  []field     `json:"fields"`
	Body    *bodyText   `json:"body"`

	Verb    string `json:"verb"`
	Path    string `json:"path"`
	Query   []pair `json:"query"`
	Headers []pair `json:"headers"`
	Form    []pair `json:"form"`
	Parts   []part `json:"parts"`
}

type credential struct {
	Scheme string          `json:"scheme"`
	Key    string          `json:"key"`
	Values []text          `json:"values"`
	Fields map[string]text `json:"fields"` // of a scheme that signs requests
}

type field struct {
	Name   string     `json:"name"`
	In     string     `json:"in"`
	Value  *text      `json:"value"` // or, of a list,
	Values []text     `json:"values"`
	Files  []fileText `json:"files"`
}

// fileText is a file to upload. One without name and content is one that nobody has chosen.
type fileText struct {
	Name    text `json:"name"`
	Source  text `json:"source"`  // the name by which its type is guessed, where that is not Name
	Content text `json:"content"` // where the collection has it
	Base64  bool `json:"base64"`  // Content is encoded
}

type bodyText struct {
	Kind        string   `json:"kind"` // json, text or binary
	Text        text     `json:"text"`
	File        fileText `json:"file"`     // of kind binary
	Comments    bool     `json:"comments"` // to be removed before sending
	GraphQL     bool     `json:"graphQL"`  // variables in the query are escaped
	ContentType string   `json:"contentType"`
}

type pair struct {
	Key   string `json:"key"`
	Value text   `json:"value"`
	Bare  bool   `json:"bare"` // the key alone, without "="
}

type part struct {
	Key         string    `json:"key"`
	Value       text      `json:"value"`
	File        *fileText `json:"file"` // nil: text
	ContentType string    `json:"contentType"`
}

// text is text of the collection. What may be a secret is a stand-in, and
// Secret is the JSON pointer to the real one.
type text struct {
	Text   string `json:"text"`
	Secret string `json:"secret"`
}

// UnmarshalJSON reads a text without a secret as a plain string.
func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, &t.Text)
	}
	type plain text
	return json.Unmarshal(data, (*plain)(t))
}

// items reads all requests of the collection, in document order.
func items(t *testing.T) []item {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testdata, "requests", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []item
	for _, file := range files {
		var some []item
		readJSON(t, file, &some)
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b item) int { return cmp.Compare(a.Index, b.Index) })
	return all
}

func readJSON(t *testing.T, file string, value any) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	decoder.UseNumber()
	if err := decoder.Decode(value); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

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

// placeholder is the content of each file that a test uploads.
const placeholder = "placeholder file content\n"

// call calls a method of the client with the request, as any caller would.
func (v values) call(client *Client, method string, request sent, options ...RequestOption) (response any, err error) {
	m := reflect.ValueOf(methods(client)[method])
	if !m.IsValid() {
		return nil, fmt.Errorf("the client has no method %s", method)
	}
	options = append(options, WithEmptyValues())
	argument := reflect.New(m.Type().In(1).Elem())
	options = append(options, v.fill(argument.Elem(), request)...)
	if b := request.Body; b != nil && b.Kind != "binary" {
		if err := v.fillBody(argument.Elem().FieldByName("Body"), *b); err != nil {
			// With the values of an environment a body may be no JSON any more, or another one.
			options = append(options, WithBody([]byte(v.bodyText(*b))))
			if b.ContentType != "" {
				options = append(options, WithHeader("Content-Type", b.ContentType))
			}
		}
	}
	if auth, ok := v.auth(request.Auth); ok {
		options = append(options, WithRequestAuth(auth))
	}
	results := m.CallSlice([]reflect.Value{
		reflect.ValueOf(context.Background()), argument, reflect.ValueOf(options),
	})
	err, _ = results[1].Interface().(error)
	return results[0].Interface(), err
}

// fill sets the fields of a request struct. Values that their fields do not
// take, placeholders such as "<long>" for one, come back as options.
func (v values) fill(request reflect.Value, s sent) []RequestOption {
	var options []RequestOption
	for _, f := range s.Fields {
		target := request.FieldByName(f.Name)
		if f.Files != nil {
			v.setFiles(target, f.Files)
			continue
		}
		if f.Value != nil {
			f.Values = []text{*f.Value}
		}
		var texts []string
		for _, t := range f.Values {
			texts = append(texts, unescaped(f.In, v.resolve(t)))
		}
		if !setField(target, texts) {
			target.SetZero()
			options = append(options, WithParameter(f.Name, texts...))
		}
	}
	if s.Body != nil && s.Body.Kind == "binary" {
		request.FieldByName("Body").Set(reflect.ValueOf(v.file(s.Body.File)))
	}
	return options
}

// setFiles sets a field to its file, or files.
func (v values) setFiles(target reflect.Value, files []fileText) {
	for _, f := range files {
		if file := reflect.ValueOf(v.file(f)); target.Kind() == reflect.Slice {
			target.Set(reflect.Append(target, file))
		} else {
			target.Set(file)
		}
	}
}

// setField sets a field to texts, and reports whether it takes them.
func setField(target reflect.Value, texts []string) bool {
	switch {
	case target.Kind() == reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		return setField(target.Elem(), texts)
	case target.Kind() == reflect.Slice:
		for i, s := range texts {
			target.Set(reflect.Append(target, reflect.Zero(target.Type().Elem())))
			if !setField(target.Index(i), []string{s}) {
				return false
			}
		}
		return true
	}
	return setScalar(target, texts[0])
}

// setScalar sets a value to a text, and reports whether it is sent as that
// text again.
func setScalar(target reflect.Value, s string) bool {
	if target.Kind() == reflect.String {
		target.SetString(s)
		return true
	}
	var err error
	switch value := target.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		err = value.UnmarshalText([]byte(s))
	default:
		err = json.Unmarshal([]byte(s), value)
	}
	return err == nil && format(target.Interface()) == s
}

// unescaped undoes the percent-encoding of a path or a query. What is no escape stays, as it does in Postman.
func unescaped(in, s string) string {
	if in == "query" {
		s = strings.ReplaceAll(s, "+", " ")
	}
	if in != "path" && in != "query" {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		b, _ := strconv.ParseUint(e[1:], 16, 8)
		return string([]byte{byte(b)})
	})
}

var escape = regexp.MustCompile("%[0-9A-Fa-f]{2}")

// file makes a file to upload.
func (v values) file(f fileText) *File {
	name, content := v.nameAndContent(f)
	if name == "" && content == "" {
		return new(File)
	}
	file := FileFromBytes(name, []byte(content))
	if source := v.resolve(f.Source); source != "" {
		file.ContentType = FileFromBytes(source, nil).contentType("")
	}
	return file
}

// nameAndContent are those of a file; content that the collection does not have is a placeholder.
func (v values) nameAndContent(f fileText) (name, content string) {
	name, content = v.resolve(f.Name), v.resolve(f.Content)
	switch {
	case f.Base64:
		return name, decodeBase64(content)
	case content == "" && name != "":
		return name, placeholder
	}
	return name, content
}

// decodeBase64 decodes as JavaScript does: what is not of the alphabet is left out, and nothing counts behind "=".
func decodeBase64(s string) string {
	s, _, _ = strings.Cut(strings.NewReplacer("-", "+", "_", "/").Replace(s), "=")
	s = regexp.MustCompile("[^A-Za-z0-9+/]").ReplaceAllString(s, "")
	content, _ := base64.RawStdEncoding.DecodeString(s) // of an incomplete end, what comes before
	return string(content)
}

// fillBody sets the field Body to JSON or text.
func (v values) fillBody(target reflect.Value, b bodyText) error {
	s := v.bodyText(b)
	if b.Kind == "json" {
		err := fillJSON(target, []byte(s))
		if err != nil {
			target.SetZero()
		}
		return err
	}
	target.Set(reflect.ValueOf(&s))
	return nil
}

// fillJSON decodes a body; it fails if the type does not give it back as it
// was, as it does with a placeholder such as "<long>".
func fillJSON(target reflect.Value, body []byte) error {
	if err := json.Unmarshal(body, target.Addr().Interface()); err != nil {
		return err
	}
	encoded, err := json.Marshal(target.Interface())
	if err == nil && !reflect.DeepEqual(jsonTree(encoded), jsonTree(body)) {
		err = errors.New("the body has more than its type")
	}
	return err
}

// bodyText is the text of a body as Postman sends it.
func (v values) bodyText(b bodyText) string {
	switch {
	case b.Comments:
		return withoutComments(v.resolve(b.Text))
	case b.GraphQL:
		query, variables, found := strings.Cut(v.real(b.Text), graphQLVariables)
		if found {
			variables = graphQLVariables + v.expand(variables)
		}
		return v.escaped().expand(query) + variables
	}
	return v.resolve(b.Text)
}

// graphQLVariables begins the last member of a GraphQL request.
const graphQLVariables = `,"variables":`

// escaped are the values as they stand between the quotes of JSON.
func (v values) escaped() values {
	e := values{variables: map[string]string{}}
	for name, value := range v.variables {
		quoted, err := json.Marshal(value)
		if err == nil {
			e.variables[name] = string(quoted[1 : len(quoted)-1])
		}
	}
	return e
}

var comment = regexp.MustCompile(`"(?:\\.|[^"\\])*"|//[^\n]*|/\*(?s:.*?)\*/`)

// withoutComments removes the comments from JSON text, as Postman does.
func withoutComments(s string) string {
	return comment.ReplaceAllStringFunc(s, func(match string) string {
		if match[0] == '"' {
			return match
		}
		return ""
	})
}

// auth makes the credential of a request.
func (v values) auth(c *credential) (Auth, bool) {
	if c == nil {
		return Auth{}, true // no credential at all
	}
	if signer := signers()[c.Scheme]; signer != nil {
		return v.signingAuth(reflect.ValueOf(signer), c.Fields), true
	}
	s := make([]string, len(c.Values))
	for i, t := range c.Values {
		s[i] = v.resolve(t)
	}
	switch c.Scheme {
	case "bearer":
		return OAuth2Token(c.Key, s[0]), true
	case "bearerQuery":
		return OAuth2QueryToken(s[0]), true
	case "basic":
		return BasicAuth(s[0], s[1]), true
	case "apiKeyHeader":
		return APIKeyHeader(c.Key, s[0]), true
	case "apiKeyQuery":
		return APIKeyQuery(c.Key, unescaped("query", s[0])), true
	case "authorization":
		return Authorization(s[0]), true
	}
	return Auth{}, false
}

// signingAuth makes the credential of a scheme that signs requests. Stand-ins
// are no keys: what cannot sign with them sends nothing.
func (v values) signingAuth(signer reflect.Value, fields map[string]text) Auth {
	credentials := reflect.New(signer.Type().In(0)).Elem()
	for name, t := range fields {
		v.fillCredential(credentials.FieldByName(name).Addr().Interface(), v.resolve(t))
	}
	auth := signer.Call([]reflect.Value{credentials})[0].Interface().(Auth)
	if v.secrets == nil && auth.signer != nil {
		if auth.signer.sign(httptest.NewRequest(http.MethodGet, "/", nil), time.Now()) != nil {
			return Auth{}
		}
	}
	return auth
}

// fillCredential sets a field of a credential, of any type that they have.
func (v values) fillCredential(field any, s string) {
	switch field := field.(type) {
	case *string:
		*field = s
	case *bool:
		*field = s == "true"
	case *int:
		*field, _ = strconv.Atoi(s)
	case *time.Duration:
		seconds, _ := strconv.Atoi(s)
		*field = time.Duration(seconds) * time.Second
	case *map[string]any:
		_ = json.Unmarshal([]byte(s), field)
	case *func() any:
		*field = func() any { return json.RawMessage(s) }
	}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file makes the request structs of the client's methods out of the requests
// of the collection, and calls them as any caller would.

import (
	"context"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"
)

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

// SPDX-License-Identifier: MIT-0

package runtime

// This file holds the client against the saved responses of the collection.

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// example is a saved response.
type example struct {
	Name    string     `json:"name"`
	Request *sent      `json:"request"` // nil: the item's
	Status  int        `json:"status"`
	Headers []pair     `json:"headers"`
	Body    text       `json:"body"`
	Kind    string     `json:"kind"`    // how the body is decoded: json, xml, text, bytes, stream, events or none
	Field   string     `json:"field"`   // the field that holds it
	Expects []expected `json:"expects"` // typed response headers
}

// expected is a field of a response, and its value.
type expected struct {
	Field string `json:"field"`
	Value text   `json:"value"`
}

// pathPrefix is the path of the base URL that the tests use, so that a path
// which replaces it instead of being appended shows.
const pathPrefix = "/prefix"

// TestExamples sends, for each saved response, the request that it answers,
// and serves the response. Both what goes out and what is decoded must be what
// the collection has. Subtests are REQUEST/RESPONSE, counted from 0.
func TestExamples(t *testing.T) {
	v := collectionValues(t, nil)
	server := &exampleServer{values: v}
	httpServer := httptest.NewServer(server)
	defer httpServer.Close()
	httpClient := httpServer.Client()
	httpClient.Transport = targetTransport{httpClient.Transport}
	httpClient.CheckRedirect = noRedirects
	client, err := New(append(baseURLs(httpServer.URL+pathPrefix), WithHTTPClient(httpClient), WithRetry(RetryPolicy{}))...)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range items(t) {
		for i, ex := range it.Examples {
			t.Run(fmt.Sprintf("%d/%d", it.Number, i), func(t *testing.T) {
				request := it.Request
				if ex.Request != nil {
					request = *ex.Request
				}
				*server = exampleServer{values: v, example: ex, request: request}
				response, err := v.call(client, it.Method, request)
				if server.problem != nil {
					t.Fatal(server.problem)
				}
				if diff := cmp.Diff(v.wire(request), server.got); diff != "" {
					t.Errorf("%s: the request differs (-collection +client):\n%s", it.Name, diff)
				}
				checkAnswer(t, v, ex, response, err)
			})
		}
	}
}

// onWire is a request as it goes over the wire, percent-encoding undone.
type onWire struct {
	Method, Path string
	Query        []string
	Headers      http.Header // those that the collection names
	Body         any
}

// wire gives what the collection sends.
func (v values) wire(s sent) onWire {
	w := onWire{Method: s.Verb, Path: unescaped("path", pathPrefix+v.expand(s.Path)), Headers: http.Header{}}
	for _, p := range s.Query {
		w.Query = append(w.Query, v.parameter("query", p))
	}
	for _, h := range s.Headers {
		w.Headers.Add(v.expand(h.Key), latin1(strings.TrimSpace(v.resolve(h.Value))))
	}
	if cookies := w.Headers["Cookie"]; len(cookies) > 1 {
		w.Headers.Set("Cookie", strings.Join(cookies, "; "))
	}
	v.authorize(&w, s.Auth)
	w.Body = v.wireBody(s)
	return w
}

// parameter is key=value, or the key alone, with percent-encoding undone.
func (v values) parameter(in string, p pair) string {
	key := unescaped(in, v.expand(p.Key))
	if p.Bare {
		return key
	}
	return key + "=" + unescaped(in, v.resolve(p.Value))
}

// authorize adds what a credential sends.
func (v values) authorize(w *onWire, c *credential) {
	if c == nil || c.signs() || v.resolve(c.Values[0]) == "" && strings.HasPrefix(c.Scheme, "bearer") {
		return
	}
	secret := v.resolve(c.Values[0])
	switch c.Scheme {
	case "bearer":
		w.Headers.Set("Authorization", strings.TrimSpace(c.Key+" "+secret))
	case "bearerQuery":
		w.Query = append(w.Query, "access_token="+secret)
	case "basic":
		pair := secret + ":" + v.resolve(c.Values[1])
		w.Headers.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(pair)))
	case "apiKeyHeader":
		w.Headers.Set(c.Key, secret)
	case "apiKeyQuery":
		w.Query = append(w.Query, c.Key+"="+secret)
	case "authorization":
		w.Headers.Set("Authorization", strings.TrimSpace(secret))
	}
}

// jsonBody is a JSON value as a body, to tell a string from text.
type jsonBody struct{ Value any }

// signs tells a credential whose values differ each time.
func (c *credential) signs() bool { return c != nil && signers()[c.Scheme] != nil }

// wireBody is the body that the collection sends: a JSON value, the fields of
// a form, or text.
func (v values) wireBody(s sent) any {
	switch {
	case s.Body != nil && s.Body.Kind == "json":
		return jsonBody{jsonTree([]byte(v.bodyText(*s.Body)))}
	case s.Body != nil && s.Body.Kind == "binary":
		_, content := v.nameAndContent(s.Body.File)
		return content
	case s.Body != nil:
		return v.bodyText(*s.Body)
	case len(s.Form) > 0:
		var fields []string
		for _, p := range s.Form {
			fields = append(fields, v.parameter("", p))
		}
		return fields
	case len(s.Parts) > 0:
		var parts []string
		for _, p := range s.Parts {
			parts = append(parts, v.wirePart(p))
		}
		return parts
	}
	return nil
}

// wirePart is a part of a multipart form: name, file name and content.
func (v values) wirePart(p part) string {
	key := quoted.Replace(v.expand(p.Key))
	if p.File == nil {
		return fmt.Sprintf("%s: %s", key, v.resolve(p.Value))
	}
	name, content := v.nameAndContent(*p.File)
	if name == "" && content != "" {
		return fmt.Sprintf("%s: %s", key, content)
	}
	return fmt.Sprintf("%s (file %s): %s", key, quoted.Replace(name), content)
}

// quoted is what names of parts hold in place of characters that would end them.
var quoted = strings.NewReplacer(`"`, "%22", "\r", "%0D", "\n", "%0A")

// targetTransport sends the target of a request as a header, too, and "/" in
// its place: a server of net/http refuses a "%" that begins no escape, which
// collections have and other servers take.
type targetTransport struct{ http.RoundTripper }

const targetHeader = "Postman-Gen-Go-Target"

func (t targetTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	moved := r.Clone(r.Context())
	moved.URL = &url.URL{Scheme: r.URL.Scheme, Host: r.URL.Host, User: r.URL.User, Path: "/"}
	target := strings.TrimPrefix(r.URL.RequestURI(), r.URL.Scheme+"://"+r.URL.Host)
	moved.Header.Set(targetHeader, target)
	return t.RoundTripper.RoundTrip(moved)
}

// exampleServer answers with an example, and keeps the request.
type exampleServer struct {
	values  values
	example example
	request sent
	got     onWire
	problem error
}

func (s *exampleServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.got, s.problem = s.read(r)
	for _, h := range s.example.Headers {
		w.Header().Add(h.Key, s.values.resolve(h.Value))
	}
	w.WriteHeader(s.example.Status)
	io.WriteString(w, s.example.Body.Text)
}

// read gives the request in the form in which the collection's is.
func (s *exampleServer) read(r *http.Request) (onWire, error) {
	expected := s.values.wire(s.request)
	path, query, hasQuery := strings.Cut(r.Header.Get(targetHeader), "?")
	got := onWire{Method: r.Method, Path: unescaped("path", path), Headers: http.Header{}}
	if hasQuery {
		for p := range strings.SplitSeq(query, "&") {
			key, value, hasValue := strings.Cut(p, "=")
			key = unescaped("query", key)
			if hasValue {
				key += "=" + unescaped("query", value)
			}
			got.Query = append(got.Query, key)
		}
	}
	r.Header.Set("Host", r.Host)
	for key := range expected.Headers {
		if values := r.Header.Values(key); len(values) > 0 {
			got.Headers[key] = values
		}
	}
	var err error
	got.Body, err = readBody(r, expected.Body)
	if s.request.Auth.signs() {
		got.Query = unsigned(got.Query, expected.Query)
		if fields, ok := got.Body.([]string); ok {
			got.Body = unsigned(fields, expected.Body.([]string))
		}
	}
	return got, err
}

// unsigned cuts what a signature adds to the end of a query or a form.
func unsigned(got, expected []string) []string {
	if len(expected) == 0 {
		return nil
	}
	return got[:min(len(got), len(expected))]
}

// readBody reads a body in the form of the one that is expected.
func readBody(r *http.Request, expected any) (any, error) {
	if media, parameters, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media == "multipart/form-data" {
		return readParts(multipart.NewReader(r.Body, parameters["boundary"]))
	}
	content, err := io.ReadAll(r.Body)
	switch expected.(type) {
	case string:
		return string(content), err
	case jsonBody:
		return jsonBody{jsonTree(content)}, err
	case []string:
		var fields []string
		for p := range strings.SplitSeq(string(content), "&") {
			key, value, _ := strings.Cut(p, "=")
			fields = append(fields, unescaped("path", key)+"="+unescaped("path", value))
		}
		return fields, err
	}
	if len(content) == 0 {
		return nil, err
	}
	return string(content), err
}

func readParts(reader *multipart.Reader) (any, error) {
	var parts []string
	for {
		p, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return parts, nil
		}
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(p)
		if err != nil {
			return nil, err
		}
		_, disposition, _ := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		line := fmt.Sprintf("%s: %s", p.FormName(), content)
		if name, isFile := disposition["filename"]; isFile {
			line = fmt.Sprintf("%s (file %s): %s", p.FormName(), name, content)
		}
		parts = append(parts, line)
	}
}

// checkAnswer compares what a method returned with a saved response.
func checkAnswer(t *testing.T, v values, ex example, response any, err error) {
	t.Helper()
	if ex.Status < 200 || ex.Status > 299 {
		checkError(t, ex, err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	r := reflect.ValueOf(response).Elem()
	if diff := cmp.Diff(ex.Status, r.FieldByName("StatusCode").Interface()); diff != "" {
		t.Errorf("status (-collection +client):\n%s", diff)
	}
	for _, e := range ex.Expects {
		if diff := cmp.Diff(strings.TrimSpace(v.resolve(e.Value)), r.FieldByName(e.Field).String()); diff != "" {
			t.Errorf("%s (-collection +client):\n%s", e.Field, diff)
		}
	}
	if ex.Field != "" {
		checkBody(t, ex, r.FieldByName(ex.Field))
	}
}

// checkError compares an error with the saved response that it stands for.
func checkError(t *testing.T, ex example, err error) {
	t.Helper()
	var apiError *APIError
	if !errors.As(err, &apiError) {
		t.Fatalf("got error %v, want an APIError", err)
	}
	if diff := cmp.Diff(ex.Status, apiError.StatusCode); diff != "" {
		t.Errorf("status (-collection +client):\n%s", diff)
	}
	if diff := cmp.Diff(ex.Body.Text, string(apiError.Body)); diff != "" {
		t.Errorf("body (-collection +client):\n%s", diff)
	}
	if ex.Kind == "json" || ex.Kind == "xml" {
		checkBody(t, ex, reflect.ValueOf(err).Elem().FieldByName("Body"))
	}
}

// checkBody compares a decoded body with the saved one. Typed JSON or XML is
// encoded again: nothing of the example may be lost.
func checkBody(t *testing.T, ex example, body reflect.Value) {
	t.Helper()
	var got, want any = body.Interface(), ex.Body.Text
	switch b := got.(type) {
	case []byte:
		if ex.Kind == "bytes" {
			got = string(b)
		}
	case io.ReadCloser:
		defer b.Close()
		content, err := io.ReadAll(b)
		if err != nil {
			t.Fatal(err)
		}
		got = string(content)
	}
	if ex.Kind == "json" {
		encoded, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		got, want = pruned(jsonTree(encoded)), pruned(jsonTree([]byte(ex.Body.Text)))
		if strings.TrimSpace(ex.Body.Text) == "" && isZero(got) {
			return // no body leaves the zero value
		}
	}
	if ex.Kind == "events" {
		want, got = savedEvents(ex.Body.Text), readEvents(t, body)
	}
	if ex.Kind == "xml" {
		want, got = xmlTrees(t, ex.Body.Text, got)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("body (-collection +client):\n%s", diff)
	}
}

// jsonTree decodes JSON with numbers by their value; text that is no JSON
// stays text, and nothing is null.
func jsonTree(content []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil && len(bytes.TrimSpace(content)) > 0 {
		return string(content)
	}
	return byValue(tree)
}

// byValue writes numbers in one way: 1.0, 1 and 1e0 are the same.
func byValue(tree any) any {
	switch v := tree.(type) {
	case map[string]any:
		for key := range v {
			v[key] = byValue(v[key])
		}
	case []any:
		for i := range v {
			v[i] = byValue(v[i])
		}
	case json.Number:
		if r, ok := new(big.Rat).SetString(v.String()); ok && !strings.ContainsAny(v.String(), "eE") {
			return json.Number(r.RatString())
		}
		if f, err := v.Float64(); err == nil {
			return json.Number(fmt.Sprint(f))
		}
	}
	return tree
}

// pruned drops members that are null, zero or empty: a field that an example
// lacks is encoded with its zero value.
func pruned(tree any) any {
	switch v := tree.(type) {
	case map[string]any:
		for key, member := range v {
			v[key] = pruned(member)
			if isZero(v[key]) {
				delete(v, key)
			}
		}
	case []any:
		for i := range v {
			v[i] = pruned(v[i])
		}
	case string:
		return sameTime(v)
	}
	return tree
}

// sameTime writes instants in one way, which is the one of time.Time: without
// zeros at the end of a second.
func sameTime(text string) any {
	t, err := time.Parse(time.RFC3339, text)
	switch {
	case err != nil:
		return text
	case t.IsZero():
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func isZero(tree any) bool {
	switch v := tree.(type) {
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return slices.Contains([]any{nil, "", false, json.Number("0")}, tree)
}

package resolve

// This file decides which body a request has and under which Content-Type it
// goes out. (*resolver).body is the entry point.

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// mode is the kind of a body; operations of different modes are different.
type mode int

const (
	noBody mode = iota
	jsonBody
	textBody
	binaryBody
	formBody
	multipartBody
)

// body is what a request sends behind its headers.
type body struct {
	mode    mode
	text    api.Text     // of JSON and text
	file    api.FileText // of a binary body
	sample  string       // of JSON: text in which the unquoted variables have values
	graphQL bool         // values of variables are escaped in its query
	// Of GraphQL, where they hold no variables and no secrets.
	query, operationName string
	comments             bool    // JSON comments are removed before sending
	contentType          string  // of JSON, text and binary bodies
	untyped              bool    // a form or a file goes out without a Content-Type of its own
	absent               bool    // no file is chosen: a caller may send one, the collection does not
	entries              []entry // of forms
	problem              string  // why JSON is not typed
}

// sent tells a body that goes out with the collection's own values: not a form
// whose fields are all disabled.
func (b body) sent() bool {
	isForm := b.mode == formBody || b.mode == multipartBody
	return b.mode != noBody && !b.absent && !(isForm && !slices.ContainsFunc(b.entries, func(e entry) bool { return !e.disabled }))
}

// dropType leaves out the Content-Type that Postman adds. A multipart form keeps
// its own: nobody could read it without the boundary.
func (b *body) dropType(own bool) {
	if !own {
		b.contentType = ""
	}
	b.untyped = b.mode == formBody || b.mode == binaryBody && !own
}

// prunedMethods are sent without their bodies, unless the collection's
// protocolProfileBehavior says otherwise.
var prunedMethods = map[string]bool{"GET": true, "HEAD": true, "COPY": true, "PURGE": true, "UNLOCK": true}

// languageTypes are the content types of raw bodies by declared language.
var languageTypes = map[string]string{
	"html":       "text/html",
	"javascript": "application/javascript",
	"json":       "application/json",
	"xml":        "application/xml",
}

// jsonType matches the content types under which comments are no part of JSON.
var jsonType = regexp.MustCompile(`^application/(\S+\+)?json`)

// body reads the body of a request that has Content-Type headers of its own.
func (r *resolver) body(b *collection.Body, own contentTypes) body {
	if b == nil || b.Disabled || b.Mode == "" {
		return body{}
	}
	switch strings.ToLower(b.Mode) {
	case "urlencoded":
		return formOf(formBody, formEntries(b.URLEncoded))
	case "formdata":
		return formOf(multipartBody, partEntries(b.FormData))
	case "file":
		return fileBody(b, own)
	case "graphql":
		return r.graphQLBody(b, own)
	}
	return r.rawBody(b, own)
}

// formOf is a form, if it has fields at all.
func formOf(m mode, entries []entry) body {
	if len(entries) == 0 {
		return body{}
	}
	return body{mode: m, entries: entries}
}

// fileBody is a body that is a file's content.
func fileBody(b *collection.Body, own contentTypes) body {
	contentType, _ := own.fixed()
	file := api.FileText{Name: api.Text{Text: baseName(b.FileSrc)}}
	if b.FileSrc == "" && b.FileContent != "" {
		file.Content, file.Base64 = secret(b.FileContent, b.DataPointer+"/content"), true
	}
	return body{
		mode:        binaryBody,
		file:        file,
		contentType: contentType,
		absent:      b.FileSrc == "" && b.FileContent == "",
	}
}

// rawBody is text in some language. It is typed where it is one JSON document
// that can be typed, and text otherwise.
func (r *resolver) rawBody(b *collection.Body, own contentTypes) body {
	text := ""
	switch b.Raw.Kind() {
	case collection.String:
		text = b.Raw.Text()
	case collection.Object, collection.Array:
		text = b.Raw.JSON()
	}
	if text == "" {
		return body{}
	}
	contentType, fixed := own.fixed()
	result := body{mode: textBody, text: content(text, b.DataPointer), contentType: contentType}
	if !fixed {
		result.contentType = "text/plain"
		if t, ok := languageTypes[b.Language]; ok {
			result.contentType = t
		}
	}
	declared := b.Language == "json" || b.Language == "" && fixed && jsonType.MatchString(contentType)
	result.comments = declared && (strings.Contains(text, "//") || strings.Contains(text, "/*"))
	if result.comments {
		text = stripComments(text)
	}
	if sample, ok := r.jsonSample(text, declared); ok {
		result.mode, result.sample = jsonBody, sample
	} else if declared || looksLikeJSON(text) {
		result.problem = untyped(text)
	}
	return result
}

// looksLikeJSON tells text that was meant to be JSON.
func looksLikeJSON(text string) bool {
	trimmed := strings.TrimSpace(text)
	return strings.HasPrefix(trimmed, "{") && !strings.HasPrefix(trimmed, "{{") || strings.HasPrefix(trimmed, "[")
}

// untyped says why a JSON body stays text.
func untyped(text string) string {
	reason := "a variable is a key in it"
	var v any
	if err := json.Unmarshal([]byte(reference.ReplaceAllString(text, "0")), &v); err != nil {
		reason = err.Error()
	}
	if !looksLikeJSON(text) {
		return "the body is declared as JSON but is sent as text, since it cannot be typed: " + reason
	}
	return "the body looks like JSON but is sent as text, since it cannot be typed: " + reason
}

// comment matches JSON strings, which are kept, and comments, which newman
// removes.
var comment = regexp.MustCompile(`"(?:\\.|[^"\\])*"|//[^\n]*|/\*(?s:.*?)\*/`)

// stripComments removes comments from JSON text, as newman does.
func stripComments(text string) string {
	return comment.ReplaceAllStringFunc(text, func(match string) string {
		if match[0] == '"' {
			return match
		}
		return ""
	})
}

// jsonSample makes one JSON document of a text with {{variables}}: unquoted
// ones take the collection's value, or stand for something unknown. It fails
// for text that is no JSON, that has a variable as a key, and for a bare
// scalar that is not declared to be JSON.
func (r *resolver) jsonSample(text string, declared bool) (string, bool) {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || !declared && trimmed[0] != '{' && trimmed[0] != '[' {
		return "", false
	}
	if strings.HasPrefix(trimmed, "{{") && !declared {
		return "", false
	}
	sample, ok := fillUnquoted(text, r.scope)
	if !ok || !json.Valid([]byte(sample)) {
		return "", false
	}
	return sample, true
}

// fillUnquoted replaces the {{variables}} that stand outside of JSON strings.
// It fails where one stands in a key: a struct has fixed keys.
func fillUnquoted(text string, s scope) (string, bool) {
	if !strings.Contains(text, "{{") {
		return text, true
	}
	var b strings.Builder
	for text != "" {
		switch {
		case text[0] == '"':
			literal := stringLiteral(text)
			text = text[len(literal):]
			if len(references(literal)) > 0 && strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), ":") {
				return "", false
			}
			b.WriteString(literal)
		case strings.HasPrefix(text, "{{"):
			written := leadingReference.FindString(text)
			if written == "" {
				b.WriteByte(text[0])
				text = text[1:]
				continue
			}
			b.WriteString(unquotedValue(s.expand(written)))
			text = text[len(written):]
		default:
			b.WriteByte(text[0])
			text = text[1:]
		}
	}
	return b.String(), true
}

// stringLiteral is the JSON string that text begins with.
func stringLiteral(text string) string {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return text[:i+1]
		}
	}
	return text
}

// unquotedValue is a variable's value in JSON text, if it can stand there.
func unquotedValue(value string) string {
	if value != "" && json.Valid([]byte(value)) {
		return value
	}
	return jsonString(infer.Unknown)
}

// graphQLBody is the JSON text that newman makes of query, operation name and
// variables.
func (r *resolver) graphQLBody(b *collection.Body, own contentTypes) body {
	members := []string{}
	variables, ok := b.GraphQL["variables"]
	variablesAreText := ok && variables.Kind() == collection.String
	for _, name := range []string{"query", "operationName"} {
		v, ok := b.GraphQL[name]
		if ok && (!variablesAreText || v.Kind() == collection.String) {
			members = append(members, jsonString(name)+":"+v.JSON())
		}
	}
	switch {
	case variablesAreText && variables.Text() != "":
		members = append(members, `"variables":`+variables.Text())
	case ok && !variablesAreText:
		members = append(members, `"variables":`+variables.JSON())
	}
	text := "{" + strings.Join(members, ",") + "}"
	contentType, fixed := own.fixed()
	if !fixed {
		contentType = "application/json"
	}
	result := body{mode: textBody, text: content(text, b.DataPointer+"?graphql"), graphQL: true, contentType: contentType}
	if sample, ok := r.jsonSample(text, true); ok {
		result.mode, result.sample = jsonBody, sample
	}
	result.query, result.operationName = literalText(b.GraphQL["query"]), literalText(b.GraphQL["operationName"])
	return result
}

package resolve

// This file finds the API's own error codes, where saved responses document
// them: in their names ("Error Code: 300 …"), and in their bodies.

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// namedCode matches an error code in the name of a saved response.
var namedCode = regexp.MustCompile(`(?i:\berror[ _-]?codes?)\s*[:=]?\s*["'` + "`" + `]?([A-Za-z_.-]*[0-9][\w.-]*|[A-Z][A-Z0-9_]{2,})`)

// wholeCode matches what may be an error code in a body.
var wholeCode = regexp.MustCompile(`^[A-Za-z0-9][\w.-]{0,63}$`)

// Members of an error body that hold a code and a text, the likelier first.
var (
	codeMembers = []string{"code", "error_code", "errorCode", "errorcode"}
	textMembers = []string{"message", "error_description", "errorMessage", "description", "detail", "title", "msg"}
)

// documentedCode is an error code and what a saved response says of it.
type documentedCode struct{ code, text string }

// errorCodes collects the codes of all operations, sorted by code.
func (r *resolver) errorCodes() {
	byCode := map[string]*api.ErrorCode{}
	for _, found := range r.failures {
		for _, d := range documentedCodes(r.text(found.example.response.Name), found.example.response) {
			c := byCode[d.code]
			if c == nil {
				c = &api.ErrorCode{Code: d.code}
				byCode[d.code] = c
				r.client.ErrorCodes = append(r.client.ErrorCodes, c)
			}
			m := api.Meaning{Operation: found.operation, Status: found.example.status, Text: redact(d.text)}
			if !slices.Contains(c.Meanings, m) {
				c.Meanings = append(c.Meanings, m)
			}
		}
	}
	r.keepCodes()
	slices.SortFunc(r.client.ErrorCodes, func(a, b *api.ErrorCode) int { return compareCodes(a.Code, b.Code) })
}

// compareCodes orders numbers by value, before texts.
func compareCodes(a, b string) int {
	x, errX := strconv.Atoi(a)
	y, errY := strconv.Atoi(b)
	switch {
	case errX == nil && errY == nil && x != y:
		return x - y
	case errX == nil && errY != nil:
		return -1
	case errX != nil && errY == nil:
		return 1
	}
	return strings.Compare(a, b)
}

// documentedCodes lists the codes of a saved response: those that its name
// tells, else the one in its body.
func documentedCodes(name string, response *collection.Response) []documentedCode {
	var codes []documentedCode
	matches := namedCode.FindAllStringSubmatchIndex(name, -1)
	for i, m := range matches {
		end := len(name)
		if i+1 < len(matches) {
			end = matches[i+1][0]
		}
		text := strings.TrimLeft(oneLine(name[m[3]:end]), "\"'` :.,;-")
		codes = append(codes, documentedCode{strings.Trim(name[m[2]:m[3]], ".-"), text})
	}
	if len(codes) == 0 {
		if d, ok := bodyCode(response); ok {
			codes = append(codes, d)
		}
	}
	return codes
}

// bodyCode reads the code of an error body. The HTTP status once more is none.
func bodyCode(response *collection.Response) (documentedCode, bool) {
	var envelope map[string]json.RawMessage
	if !strings.HasPrefix(strings.TrimSpace(response.Body), "{") || json.Unmarshal([]byte(response.Body), &envelope) != nil {
		return documentedCode{}, false
	}
	var inner map[string]json.RawMessage
	if json.Unmarshal(envelope["error"], &inner) == nil && inner != nil {
		envelope = inner
	}
	code := firstScalar(envelope, codeMembers)
	if !wholeCode.MatchString(code) || code == strconv.Itoa(response.Code) || code == "0" {
		return documentedCode{}, false
	}
	return documentedCode{code, oneLine(firstScalar(envelope, textMembers))}, true
}

// firstScalar gives the first of the members that is a string or a number.
func firstScalar(object map[string]json.RawMessage, members []string) string {
	for _, name := range members {
		raw := string(object[name])
		var s string
		if json.Unmarshal(object[name], &s) == nil && s != "" {
			return s
		}
		if _, err := strconv.ParseFloat(raw, 64); err == nil {
			return raw
		}
	}
	return ""
}

package resolve

// This file takes URLs apart as newman does: of an object its parts count, a
// string is split outside of {{variables}}, and nothing is encoded or
// normalised yet. parseURL is the entry point.

import (
	"regexp"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// target is a URL with its {{variables}} unresolved.
type target struct {
	base     string  // scheme, host, port: "{{baseUrl}}", "https://api.example.com"
	path     []piece // from the first slash behind the base
	query    []entry
	userInfo string // "user:password", "" if there is none
}

// piece is a part of a path: text as written, or a variable with its value.
type piece struct {
	text  string // literal text; of a variable, how the collection writes it
	name  string // of a variable; "" for literal text
	value api.Text
	doc   string
}

// parseURL splits the URL of a request.
func parseURL(u *collection.URL) target {
	switch {
	case u == nil:
		return target{}
	case u.IsText:
		return parseText(u.Text, u.Pointer)
	case len(u.Host) == 0 && len(u.Path) == 0 && u.Raw != "":
		// newman sends nothing for such a URL; a client can still be useful.
		return parseText(u.Raw, u.Pointer+"/raw")
	}
	host, path := u.Host, u.Path
	if len(host) == 0 && u.Protocol != "" && len(path) > 0 {
		host, path = path[:1], path[1:] // "https:///a/b" has the host a, to newman
	}
	t := target{base: joinBase(u, host), path: objectPath(u, path)}
	if u.User != "" || u.Password != "" {
		t.userInfo = u.User + ":" + u.Password
	}
	for _, e := range u.Query {
		t.query = append(t.query, queryEntry(e))
	}
	return t.split()
}

// joinBase writes scheme, host and port of a URL object in one text.
func joinBase(u *collection.URL, host []string) string {
	base := strings.Join(host, ".")
	if u.Protocol != "" {
		base = strings.TrimSuffix(u.Protocol, "://") + "://" + base
	}
	if u.Port != "" {
		base += ":" + u.Port
	}
	return strings.TrimLeft(base, " \t\r\n")
}

// objectPath gives the path of a URL object; its :name segments take the
// values of url.variable.
func objectPath(u *collection.URL, path []string) []piece {
	if len(path) == 0 {
		return nil
	}
	values := map[string]*collection.Variable{}
	for _, v := range u.Variables {
		values[v.Key] = v // the last of two counts
	}
	var pieces []piece
	for _, segment := range path {
		pieces = append(pieces, piece{text: "/"})
		name, rest, isVariable := pathVariable(segment)
		if !isVariable {
			pieces = append(pieces, bracedPieces(segment)...)
			continue
		}
		pieces = append(pieces, colonPiece(name, values[name]))
		pieces = append(pieces, bracedPieces(rest)...)
	}
	return pieces
}

// pathVariable splits a segment such as ":id.json" into the variable's name
// and what follows. The name runs to the first dot.
func pathVariable(segment string) (name, rest string, ok bool) {
	if len(segment) < 2 || segment[0] != ':' || strings.Contains(segment, "{{") {
		return "", "", false
	}
	name, rest = segment[1:], ""
	if dot := strings.IndexByte(name, '.'); dot >= 0 {
		name, rest = name[:dot], name[dot:]
	}
	return name, rest, name != ""
}

// colonPiece is the path variable :name. newman uses only a value that is a
// non-empty string; without one the segment goes out as it is written.
func colonPiece(name string, v *collection.Variable) piece {
	p := piece{text: ":" + name, name: name, value: api.Text{Text: ":" + name}}
	if v == nil {
		return p
	}
	p.doc = v.Description
	isText := v.Value.Kind() == collection.String && v.Type != "number" && v.Type != "boolean" || v.Type == "string"
	if text := printed(v); isText && text != "" {
		p.value = value(name, text, v.ValuePointer)
	}
	return p
}

// nestedReference matches a {{variable}}, also one whose name another variable
// is part of, which newman resolves first: {{user{{n}}}}.
var nestedReference = regexp.MustCompile(`\{\{([^{}]*(?:\{\{[^{}]*\}\}[^{}]*)*)\}\}`)

// bracedPieces splits text at its {{variables}}.
func bracedPieces(text string) []piece {
	var pieces []piece
	literal := func(s string) {
		if s != "" {
			pieces = append(pieces, piece{text: s})
		}
	}
	end := 0
	for _, m := range nestedReference.FindAllStringSubmatchIndex(text, -1) {
		literal(text[end:m[0]])
		written := text[m[0]:m[1]]
		pieces = append(pieces, piece{text: written, name: text[m[2]:m[3]], value: api.Text{Text: written}})
		end = m[1]
	}
	literal(text[end:])
	return pieces
}

// parseText splits a URL written as a string.
func parseText(text, pointer string) target {
	text = strings.TrimLeft(text, " \t\r\n")
	text, _, _ = cutOutside(text, "#")
	text, query, hasQuery := cutOutside(text, "?")
	text = strings.ReplaceAll(text, `\`, "/")

	scheme := ""
	if i := indexOutside(text, "://"); i >= 0 {
		scheme, text = text[:i+3], strings.TrimLeft(text[i+3:], "/")
	}
	host, path := text, ""
	if i := indexOutside(text, "/"); i >= 0 {
		host, path = text[:i], text[i:]
	}
	t := target{}
	if at := strings.LastIndexByte(host, '@'); at >= 0 && indexOutside(host, "@") >= 0 {
		t.userInfo, host = host[:at], host[at+1:]
	}
	t.base = scheme + host
	t.path = textPath(path)
	if hasQuery {
		t.query = queryText(query, pointer)
	}
	return t.split()
}

// textPath splits the path of a URL string. newman sends :name segments as
// they are here; to a caller they are variables all the same.
func textPath(path string) []piece {
	var pieces []piece
	for i, segment := range splitOutside(path, "/") {
		if i > 0 {
			pieces = append(pieces, piece{text: "/"})
		}
		if name, rest, ok := pathVariable(segment); ok {
			pieces = append(pieces, colonPiece(name, nil))
			segment = rest
		}
		pieces = append(pieces, bracedPieces(segment)...)
	}
	return pieces
}

// queryText splits the query of a URL string, keeping empty parameters.
func queryText(query, pointer string) []entry {
	var list []entry
	for _, pair := range splitOutside(query, "&") {
		key, text, hasValue := cutOutside(pair, "=")
		list = append(list, entry{
			place: api.Query,
			key:   key,
			value: value(key, text, pointer+"?"+key),
			bare:  !hasValue,
		})
	}
	return list
}

// leadingVariables matches the variables that a base URL begins with.
var leadingVariables = regexp.MustCompile(`^(\{\{[^{}]*\}\})+`)

// split moves text that follows a leading variable, as in "{{baseUrl}}users",
// from the base to the path: the variable alone is the base URL then.
func (t target) split() target {
	variables := leadingVariables.FindString(t.base)
	rest := t.base[len(variables):]
	if variables == "" || rest == "" || strings.ContainsAny(rest[:1], ".:") {
		return t // {{subdomain}}.example.com, {{host}}:{{port}}
	}
	t.base = variables
	t.path = append(bracedPieces(rest), t.path...)
	return t
}

// pathText is the path as the collection writes it: /users/:userId.
func (t target) pathText() string {
	var b strings.Builder
	for _, p := range t.path {
		b.WriteString(p.text)
	}
	return b.String()
}

// indexOutside is strings.Index outside of {{variables}}.
func indexOutside(s, sep string) int {
	for i := 0; i < len(s); {
		if strings.HasPrefix(s[i:], "{{") {
			if written := leadingReference.FindString(s[i:]); written != "" {
				i += len(written)
				continue
			}
		}
		if strings.HasPrefix(s[i:], sep) {
			return i
		}
		i++
	}
	return -1
}

// cutOutside is strings.Cut outside of {{variables}}.
func cutOutside(s, sep string) (before, after string, found bool) {
	if i := indexOutside(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// splitOutside is strings.Split outside of {{variables}}.
func splitOutside(s, sep string) []string {
	var parts []string
	for {
		before, after, found := cutOutside(s, sep)
		parts = append(parts, before)
		if !found {
			return parts
		}
		s = after
	}
}

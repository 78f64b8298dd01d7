package inspect

// The tree for people: WriteText is the entry point; what looks like Go is
// printed by shape.go.

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode"
)

const (
	width     = 100 // columns that lines keep to, but for those that name a method or a service
	maxIndent = 12  // levels of services that are indented; folders are nested deeper in broken collections only
)

// WriteText prints the tree, indented by two columns a level. Its lines are free
// of control characters. The error is that of w.
func (t *Tree) WriteText(w io.Writer) error {
	p := printer{bufio.NewWriter(w)}
	p.whole(0, cmp.Or(oneLine(t.Title), "Collection without a name"))
	p.doc(0, t.Description)
	p.section("Base URLs", each(t.BaseURLs, BaseURL.row))
	p.section("Credentials", each(t.Credentials, Credential.row))
	p.section("Variables", each(t.Variables, Variable.row))
	p.section("Error codes", each(t.ErrorCodes, ErrorCode.row))
	p.service(0, t.Client)
	return p.w.Flush()
}

// printer prints lines. A bufio.Writer keeps its first error, which Flush returns.
type printer struct{ w *bufio.Writer }

// line prints a line that may be cut short.
func (p printer) line(depth int, text string) {
	p.whole(depth, clip(text, width-2*depth))
}

// whole prints a line whatever its length.
func (p printer) whole(depth int, text string) {
	fmt.Fprintf(p.w, "%*s%s\n", 2*depth, "", printable(text))
}

// doc prints the first line of a description.
func (p printer) doc(depth int, text string) {
	if first := firstLine(text); first != "" {
		p.line(depth, first)
	}
}

// row is a line of a section: a Go name, and what it stands for.
type row struct{ name, text string }

func (p printer) section(title string, rows []row) {
	if len(rows) == 0 {
		return
	}
	p.line(0, "")
	p.line(0, title)
	names := columnOf(rows, func(r row) string { return r.name })
	for _, r := range rows {
		p.line(1, fmt.Sprintf("%-*s  %s", names, r.name, oneLine(r.text)))
	}
}

func (b BaseURL) row() row {
	switch b.Value {
	case b.Template:
		return row{b.Option, b.Template}
	case "":
		return row{b.Option, b.Template + ", not defined by the collection"}
	}
	return row{b.Option, b.Template + " = " + b.Value}
}

func (c Credential) row() row {
	text, ok := map[string]string{
		"bearer":        "header Authorization: " + c.Key + " TOKEN",
		"bearerQuery":   "query access_token",
		"basic":         "header Authorization: Basic, of user and password",
		"apiKeyHeader":  "header " + c.Key,
		"apiKeyQuery":   "query " + c.Key,
		"authorization": "header Authorization",
	}[c.Scheme]
	if !ok {
		text = "auth of type " + c.Scheme
	}
	if len(c.Tokens) > 0 {
		text += ", or " + strings.Join(c.Tokens, " or ")
	}
	if c.Variable != "" {
		text += ", in the collection {{" + strings.NewReplacer(", ", "}}, {{", " and ", "}} and {{").Replace(c.Variable) + "}}"
	}
	return row{c.Option, text}
}

func (v Variable) row() row {
	text := "{{" + v.Key + "}}"
	switch {
	case v.Value != "":
		text += " = " + strconv.Quote(v.Value)
	case v.Secret:
		text += ", secret"
	}
	return row{v.Name, described(text, v.Description)}
}

func (c ErrorCode) row() row {
	text := c.Code
	for i, m := range c.Meanings {
		if m.Text != "" && (i == 0 || m.Text != c.Meanings[i-1].Text) {
			text += "; " + m.Text
		}
	}
	return row{c.Name, text}
}

// service prints the methods of a service, then the services in it.
func (p printer) service(depth int, s Service) {
	p.line(0, "")
	p.whole(depth, s.Name)
	p.doc(depth+1, s.Description)
	for _, m := range s.Methods {
		p.line(0, "")
		p.method(depth+1, m)
	}
	for _, child := range s.Services {
		p.service(min(depth+1, maxIndent), child)
	}
}

// method prints a method as a block: where it goes, what it sends, what comes back.
func (p printer) method(depth int, m Method) {
	p.whole(depth, fmt.Sprintf("%s  %s %s%s", m.Name, m.HTTPMethod, m.BaseURL, m.Path))
	title := oneLine(m.Title)
	if title == m.Name {
		title = ""
	}
	p.doc(depth+1, described(title, m.Description))
	if m.Auth != "" {
		p.line(depth+1, "auth: "+m.Auth)
	}
	if m.Paging != nil {
		p.line(depth+1, "all pages: "+m.Paging.Name+", as "+m.Paging.Evidence)
	}
	p.shape(depth+1, field{name: "request", typ: m.RequestType, fields: requestFields(m)})
	for _, r := range m.Responses {
		p.shape(depth+1, responseShape(m, r))
	}
}

// statusText is "404 Not Found".
func statusText(status int) string {
	if status == 0 {
		return "2xx"
	}
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// described adds the first line of a description to a text.
func described(text, description string) string {
	if first := firstLine(description); first != "" && text != "" {
		return text + ": " + first
	} else if first != "" {
		return first
	}
	return text
}

// firstLine is the beginning of a description, whose paragraphs are lines.
func firstLine(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return oneLine(first)
}

// oneLine folds white space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// clip cuts a text that has more characters than fit.
func clip(text string, limit int) string {
	limit = max(limit, 1)
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return text
}

// printable keeps a collection's text from steering the terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}

package resolve

// This file leaves out requests that a user does not want. Entry point: selected.

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// OptionError says that an option names something which the collection does not have.
type OptionError struct {
	Option, Value string // such as "exclude" and the pattern
	Text          string
	Known         []string // what could have been meant
}

func (e *OptionError) Error() string { return e.Text }

// notFound is the error of an option whose value none of the known ones is.
func notFound(option, value, what string, known []string) error {
	return &OptionError{option, value, option + ": " + what, redactAll(known)}
}

// pattern matches requests by their folders and name, or by method and path.
type pattern struct {
	text         string
	names, sends *regexp.Regexp
	used         bool
}

// wildcards are all that is special in a pattern: names have brackets and question marks.
var wildcards = regexp.MustCompile(`\*+`)

// newPattern reads a pattern. "*" is any text without a slash, "**" any text. A
// pattern that ends in neither stands for a folder, too, with all that is in it.
func newPattern(text string) *pattern {
	var b strings.Builder
	end := 0
	for _, at := range wildcards.FindAllStringIndex(text, -1) {
		b.WriteString(regexp.QuoteMeta(text[end:at[0]]))
		if at[1]-at[0] == 1 {
			b.WriteString(`[^/]*`)
		} else {
			b.WriteString(`.*`)
		}
		end = at[1]
	}
	exact := b.String() + regexp.QuoteMeta(text[end:])
	p := &pattern{text: text, sends: regexp.MustCompile(`^(?s:` + exact + `)$`)}
	p.names = p.sends
	if !strings.HasSuffix(text, "*") {
		p.names = regexp.MustCompile(`^(?s:` + exact + `)(/|$)`)
	}
	return p
}

// matches tells whether the pattern means a request.
func (p *pattern) matches(c choice) bool {
	matches := p.names.MatchString(c.names) || p.sends.MatchString(c.sends)
	p.used = p.used || matches
	return matches
}

// choice is a request as patterns see it.
type choice struct {
	names string // of its folders and its own: "Users/Get user"
	sends string // method and path: "GET /users/:id"
}

// selection is a choice among the requests of a collection.
type selection struct {
	r                *resolver
	include, exclude []*pattern
	known            []string // what patterns could have meant
	left             int      // how many requests are left out
}

// selected returns the items that include means, or all if it is empty, without those
// that exclude means; and how many requests are left out. It fails if a pattern means
// none.
func (r *resolver) selected(items []*collection.Item, include, exclude []string) ([]*collection.Item, int, error) {
	if len(include)+len(exclude) == 0 {
		return items, 0, nil
	}
	s := &selection{r: r}
	for _, text := range include {
		s.include = append(s.include, newPattern(text))
	}
	for _, text := range exclude {
		s.exclude = append(s.exclude, newPattern(text))
	}
	items = s.of(items, "")
	return items, s.left, errors.Join(s.unused("include", s.include), s.unused("exclude", s.exclude))
}

// of selects among the items of the folder whose name, and a slash, parent is.
func (s *selection) of(items []*collection.Item, parent string) []*collection.Item {
	var chosen []*collection.Item
	for _, it := range items {
		names := parent + oneLine(it.Name)
		s.known = append(s.known, names)
		if it.Folder {
			folder := *it
			folder.Items = s.of(it.Items, names+"/")
			chosen = append(chosen, &folder)
			continue
		}
		c := choice{names: names, sends: s.r.method(it.Request.Method) + " " + parseURL(it.Request.URL).pathText()}
		s.known = append(s.known, c.sends)
		if s.wants(c) {
			chosen = append(chosen, it)
		} else {
			s.left++
		}
	}
	return chosen
}

// wants asks each pattern, as each has to mean something.
func (s *selection) wants(c choice) bool {
	included := len(s.include) == 0
	for _, p := range s.include {
		included = p.matches(c) || included
	}
	excluded := false
	for _, p := range s.exclude {
		excluded = p.matches(c) || excluded
	}
	return included && !excluded
}

// unused is the error of patterns that mean no request.
func (s *selection) unused(option string, patterns []*pattern) error {
	var problems []error
	for _, p := range patterns {
		if !p.used {
			problems = append(problems, notFound(option, p.text, "no request matches "+p.text, slices.Compact(s.known)))
		}
	}
	return errors.Join(problems...)
}

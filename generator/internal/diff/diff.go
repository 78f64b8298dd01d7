// Package diff tells what changes for the callers of a client between two versions of it.
//
// It compares generated files, so it knows no collection: what callers can break on is
// Go, and what goes over the wire is said by the code that sends it. Its verdict is that of
// golang.org/x/exp/apidiff, as a test in .ci/oracles holds. What apidiff tells one by
// one, a method that was renamed and each of its types, is one change here.
//
// Data flows one way: load.go reads the files with the help of std.go, rules.go finds the
// differences of the packages, renames.go what is the same under another name, wire.go
// and settings.go what callers do not see, and report.go makes changes of it all.
package diff

// What comes out of it. Entry point: Of.

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Bump says which part of a client's version has to grow.
type Bump string

// The bumps, as semver.org defines them.
const (
	Major Bump = "major" // callers may have to change their code
	Minor Bump = "minor" // there is more than before
	Patch Bump = "patch" // callers see nothing of it, or in comments only
	None  Bump = "none"
)

// Report is what changes for the callers of a client; encoding/json prints it. Lists
// have the order of the collection, then of names.
type Report struct {
	Bump     Bump     `json:"bump"`
	Breaking []Change `json:"breaking"` // code of callers may no longer compile
	Added    []Change `json:"added"`
	Wire     []Change `json:"wire"`  // what is sent or read otherwise, with the same Go
	Files    []string `json:"files"` // generated files that differ, but for tests, README.md and the header
}

// Change is something that happened to an operation, or to an object of the package.
type Change struct {
	Operation string   `json:"operation,omitzero"` // the method that it belongs to, as it is called now: Users.Get
	Request   string   `json:"request,omitzero"`   // its request line: GET /users/:id
	Object    string   `json:"object"`             // Go name; of a change that breaks, the old one: UsersGetRequest.Limit
	Kind      Kind     `json:"kind"`
	NewObject string   `json:"newObject,omitzero"` // of what was renamed
	Text      phrase   `json:"text"`               // was int64, now float64
	Hint      phrase   `json:"hint,omitzero"`      // what a caller does about it
	With      []string `json:"with,omitzero"`      // further objects that the same happened to: the types of a method

	whole bool // it is said of the operation as such
}

// Kind is what happened.
type Kind string

// The kinds of changes.
const (
	Removed Kind = "removed"
	Renamed Kind = "renamed"
	Changed Kind = "changed"
	Added   Kind = "added"
	OnWire  Kind = "wire"
)

// Of compares two clients, each given as its generated files by their slash-separated
// names. The names of the packages do not matter. The error says which of them, "old" or
// "new", cannot be read, and why.
func Of(old, new map[string][]byte) (*Report, error) {
	files := differing(old, new)
	if len(files) == 0 && len(old) > 0 {
		return &Report{None, []Change{}, []Change{}, []Change{}, files}, nil
	}
	before, err := load(old)
	if err != nil {
		return nil, fmt.Errorf("old client: %w", err)
	}
	after, err := load(new)
	if err != nil {
		return nil, fmt.Errorf("new client: %w", err)
	}
	report := changesBetween(before, after)
	report.Files = files
	report.Bump = report.bump()
	return report, nil
}

func (r *Report) bump() Bump {
	switch {
	case len(r.Breaking) > 0:
		return Major
	case len(r.Added) > 0:
		return Minor
	case len(r.Wire)+len(r.Files) > 0:
		return Patch
	}
	return None
}

// differing lists the files that are not the same, but for those that no caller has.
func differing(old, new map[string][]byte) []string {
	names := []string{}
	for _, name := range slices.Sorted(keys(old)) {
		if isOfCallers(name) && !bytes.Equal(withoutHeader(old[name]), withoutHeader(new[name])) {
			names = append(names, name)
		}
	}
	for _, name := range slices.Sorted(keys(new)) {
		if _, known := old[name]; isOfCallers(name) && !known {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func isOfCallers(name string) bool {
	return !strings.HasSuffix(name, "_test.go") && name != "README.md"
}

// withoutHeader leaves out the first line of a Go file, which names the collection's file.
func withoutHeader(content []byte) []byte {
	header, rest, ok := bytes.Cut(content, []byte("\n"))
	if ok && bytes.HasPrefix(header, []byte("// Code generated ")) {
		return rest
	}
	return content
}

// summary is one line on a report.
func (r *Report) summary() string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{len(r.Breaking), "breaking change"}, {len(r.Added), "addition"}, {len(r.Wire), "change on the wire"}} {
		if part.n > 0 {
			parts = append(parts, count(part.n, part.what))
		}
	}
	text := cmp.Or(strings.Join(parts, ", "), "nothing changes for callers")
	switch {
	case r.Bump == None:
		return text
	case len(parts) == 0:
		text += ", but comments or the inside of " + count(len(r.Files), "file")
	}
	return text + ": " + string(r.Bump) + " version"
}

// count returns "1 file", "2 changes on the wire".
func count(n int, noun string) string {
	if n != 1 {
		first, rest, _ := strings.Cut(noun, " on ")
		noun = first + "s"
		if rest != "" {
			noun += " on " + rest
		}
	}
	return fmt.Sprintf("%d %s", n, noun)
}

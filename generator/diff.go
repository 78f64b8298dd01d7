package generator

// Two versions of a client: Compare is the entry point, the work is in internal/diff.

import (
	"maps"
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/diff"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/output"
)

// Changes are what differs between two versions of a client for its callers, and on the
// wire. encoding/json prints them for machines, their methods WriteText and
// WriteMarkdown for people.
type Changes = diff.Report

// Change is one of them.
type Change = diff.Change

// Bump says which part of a client's version has to grow.
type Bump = diff.Bump

// The bumps, as semver.org defines them.
const (
	Major = diff.Major // code of callers may break
	Minor = diff.Minor // there is more than before
	Patch = diff.Patch // callers see nothing of it
	None  = diff.None
)

// Compare tells what changes for the callers of a client, given as its files before and
// after, as Generate and ReadClient give them. What breaks callers is decided as
// golang.org/x/exp/apidiff does. The error says which client is no Go, and where.
func Compare(old, new []File) (*Changes, error) {
	return diff.Of(byName(old), byName(new))
}

func byName(files []File) map[string][]byte {
	contents := make(map[string][]byte, len(files))
	for _, file := range files {
		contents[file.Name] = file.Content
	}
	return contents
}

// ReadClient reads the client that lies in the folder dir: the files that its lock file
// lists. edited are the names of those that are no longer as they were generated.
func ReadClient(dir string) (files []File, edited []string, err error) {
	contents, edited, err := output.Read(dir)
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		files = append(files, File{name, contents[name]})
	}
	return files, edited, err
}

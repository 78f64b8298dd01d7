// Package config reads postman-gen-go.yaml, which says for each client of a project
// what the generator is to be told.
//
// [Find] and [Parse] are the entry points. keys.go lists what may stand in the file, once
// for all: [Parse] reads by that list (parse.go), [Schema] shows it to editors (schema.go),
// and [Keys] to people.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Name is what the file is called.
const Name = "postman-gen-go.yaml"

// ErrNotFound says that there is no configuration.
var ErrNotFound = errors.New("there is no " + Name + " here or in a folder above")

// Client is what the file says of a client. Its paths are relative to the file.
type Client struct {
	Name                                              string // by which it is listed
	Collection, Environment, Out, Package, ImportPath string
	Include, Exclude, Hoist                           []string
	Rename, Retype                                    map[string]string
	Tests, Fake, KeepRemoved                          bool

	places map[string]Position // of the client ("") and of its values, by place
}

// Position is a place in the file, counted from 1.
type Position struct{ Line, Column int }

// String returns "line:column".
func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// At is where a value of a key stands; the client itself, where it does not stand at all.
func (c *Client) At(key, value string) Position {
	if p, ok := c.places[place(key, value)]; ok {
		return p
	}
	return c.places[""]
}

func place(key, value string) string { return key + "\n" + value }

// Error is what is wrong in the file, and where.
type Error struct {
	Position
	Text string
}

// Error returns "line:column: text", before which callers put the name of the file.
func (e *Error) Error() string { return e.Position.String() + ": " + e.Text }

// Find returns the path of the file that is nearest to the folder dir, in it or above. A
// relative dir gives a relative path. The error is ErrNotFound, or that of the system.
func Find(dir string) (string, error) {
	folder, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for up := ""; ; up = filepath.Join(up, "..") {
		info, err := os.Stat(filepath.Join(folder, up, Name))
		switch {
		case err == nil && !info.IsDir():
			return filepath.Join(dir, up, Name), nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", err
		case isRoot(filepath.Join(folder, up)):
			return "", ErrNotFound
		}
	}
}

func isRoot(folder string) bool { return filepath.Dir(folder) == folder }

// list is words as prose has them: "a, b and c".
func list(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

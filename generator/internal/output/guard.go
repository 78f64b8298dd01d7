package output

// The guard: a file that keeps a package from compiling while its files change, and
// tells the next run how far a killed one may have come. Entry points: Plan.findGuards
// for the next run, Plan.guard for the text.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// guardName comes before the names of other files, so that go build tells of it first,
// and has hyphens, which no generated Go file has.
const guardName = "INTERRUPTED-run-postman-gen-go-again.go"

// guardMessage is no Go. A file with a package clause would have to know it, and errors
// of the compiler would stand among those of a mixture of old and new files. So each
// go command stops at this:
//
//	expected 'package', found "this client is …"
const guardMessage = "\"this client is neither the old nor the new one, as postman-gen-go was interrupted: run it again\"\n"

// guard is the text of the guard. It lists as comments what files of ours may hold from
// now on: what they held, what a run before this one was about to write, and what this
// one is.
func (p *Plan) guard() []byte {
	text := bytes.NewBufferString(guardMessage)
	for _, name := range p.names() {
		hashes := slices.Clone(p.owned[name])
		if content, made := p.files[name]; made {
			hashes = append(hashes, hash(content))
		}
		for _, hash := range hashes {
			fmt.Fprintf(text, "// %s %s\n", hash, name)
		}
	}
	return text.Bytes()
}

// findGuards finds the guards that a killed run has left, and takes over what the one
// at the top says of files of ours.
func (p *Plan) findGuards(root *os.Root) error {
	text, err := readFile(root, guardName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for line := range strings.Lines(string(text)) {
		// Anybody may have written it, so it has to be as careful as the lock file. A line
		// that is none of ours is left alone: the file it speaks of stays as it is.
		hash, name, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "// "), " ")
		if hashPattern.MatchString(hash) && checkName(name) == nil {
			p.own(name, hash)
		}
	}
	for _, folder := range p.packages() {
		name := path.Join(folder, guardName)
		if _, err := root.Lstat(name); err == nil {
			p.guards = append(p.guards, name)
		}
	}
	return nil
}

// own takes down a hash that a file of ours may have.
func (p *Plan) own(name, hash string) {
	if p.owned == nil {
		p.owned = map[string][]string{}
	}
	if !slices.Contains(p.owned[name], hash) {
		p.owned[name] = append(p.owned[name], hash)
	}
}

// packages lists the folders of Go packages, the old and the new ones. The top comes
// first: its guard says where others may be.
func (p *Plan) packages() []string {
	found := map[string]bool{}
	for _, name := range p.names() {
		if path.Ext(name) == ".go" {
			found[path.Dir(name)] = true
		}
	}
	delete(found, ".")
	return append([]string{"."}, slices.Sorted(maps.Keys(found))...)
}

// names lists all files that are ours, or will be, or were when a run was killed.
func (p *Plan) names() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(p.files)), maps.Keys(p.owned))
	slices.Sort(names)
	return slices.Compact(names)
}

// Package output brings generated files to disk, and is the only code of the
// generator that writes there.
//
// Compare looks and decides, Plan.Write acts. Between them stands the promise
// that nothing is written unless all of it can be: every file is first written
// to a folder beside, and only then are they all renamed. While they are, guards
// stand in the folder, files that keep the client from compiling: whenever a run
// is killed, there is the old client, or the new one, or one that says why it
// does not compile, and that the next run makes good.
//
// What is ours is what the lock file lists with the hash it had when we wrote it,
// or a guard with the one that it was about to get. A file that neither knows, or
// that has another hash, is somebody's work: it is never overwritten or removed,
// unless it is already what we were to write. A file may also give way: where
// somebody has one of its name, ours is left out.
package output

// Deciding what is to be done. Entry point: Compare; what follows is write.go.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Plan is what Write will change in a folder, the lock file included. All names are
// slash-separated, relative to the folder, and sorted.
type Plan struct {
	Create    []string // files that are not there yet
	Update    []string // files of ours that change
	Remove    []string // files of ours that are no longer generated
	Unchanged []string // files that are already as they are to be
	Yielded   []string // files that are left out, as somebody has one of that name

	dir       string
	files     map[string][]byte
	owned     map[string][]string // what lock file and guard say: hashes by name
	guards    []string            // those that a killed run has left
	leftovers bool                // such a run has left its staging folder
	again     func() (*Plan, error)
}

// Compare plans how the folder dir comes to hold files, given by their
// slash-separated names below it, and a lock file that keeps the JSON api for
// ReadLock; nil keeps nothing. Nothing is written; dir need not exist.
//
// It fails where a name leaves the folder, where the lock file cannot be read, and
// where files stand in the way; all of the latter are joined in one error, and there is
// a plan for the others, which cannot be written. Those of the files at the top of the
// folder that yielding names give way instead.
func Compare(dir string, files map[string][]byte, api []byte, yielding ...string) (*Plan, error) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := checkName(name); err != nil {
			return nil, err
		}
	}
	plan := &Plan{dir: dir, files: map[string][]byte{}}
	maps.Copy(plan.files, files)
	plan.again = func() (*Plan, error) { return Compare(dir, files, api, yielding...) }
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		err := plan.lock(api)
		plan.Create = slices.Sorted(maps.Keys(plan.files))
		return plan, err
	}
	if err != nil {
		return nil, plan.failed(".", err)
	}
	defer root.Close()

	before := moment(root)
	if err := plan.prepare(root, api, yielding); err != nil {
		return nil, err
	}
	err = plan.sort(root)
	if err != nil && moment(root) != before { // another run has written meanwhile
		return plan.again()
	}
	return plan, err
}

// moment is something that changes whenever a run writes.
func moment(root *os.Root) string {
	guard, _ := readFile(root, guardName) // where there is none, that is what counts
	lock, _ := readFile(root, lockName)
	return string(guard) + string(lock)
}

// prepare settles what the folder is to hold, after what an earlier run has left there.
func (p *Plan) prepare(root *os.Root, api []byte, yielding []string) error {
	found, err := readLock(root)
	if err != nil {
		return p.failed(lockName, err)
	}
	for name, hash := range found.Files {
		p.own(name, hash)
	}
	if err := p.findGuards(root); err != nil {
		return p.failed(guardName, err)
	}
	_, err = root.Lstat(staging)
	p.leftovers = err == nil
	if err := p.yield(root, yielding); err != nil {
		return p.failed(".", err)
	}
	return p.lock(api)
}

// lock adds the lock file to the files.
func (p *Plan) lock(api []byte) error {
	content, err := formatLock(api, p.files)
	if err != nil {
		return p.failed(lockName, err)
	}
	p.files[lockName] = content
	return nil
}

// yield leaves out those of the names that somebody has, in whatever case, for
// some systems know no other. A file of ours that was edited is somebody's, too.
func (p *Plan) yield(root *os.Root, names []string) error {
	found, err := fs.ReadDir(root.FS(), ".")
	for _, entry := range found {
		for _, name := range names {
			if strings.EqualFold(entry.Name(), name) && p.files[name] != nil && !p.isOurs(root, entry.Name()) {
				p.Yielded = append(p.Yielded, name)
				delete(p.files, name)
				delete(p.owned, name)
			}
		}
	}
	return err
}

// isOurs reports whether a file is as we left it, or as we are to write it.
func (p *Plan) isOurs(root *os.Root, name string) bool {
	found, err := readFile(root, name)
	return err == nil && (p.isLeft(name, found) || p.files[name] != nil && isCheckoutOf(found, p.files[name]))
}

// isLeft reports whether a file is as we left it, or as a loss of power did: empty. That
// is nobody's work.
func (p *Plan) isLeft(name string, found []byte) bool {
	return slices.Contains(p.owned[name], hash(found)) || len(found) == 0 && p.owned[name] != nil
}

// checkName refuses names that could lead out of the folder on any system, and
// those of this package's own files.
func checkName(name string) error {
	switch {
	case !fs.ValidPath(name), name == ".", strings.ContainsAny(name, `\:`):
		return fmt.Errorf("file name %q: expected a relative, slash-separated path that stays in the folder", name)
	case strings.EqualFold(name, lockName), strings.EqualFold(path.Base(name), guardName), strings.HasPrefix(strings.ToLower(name), staging):
		return fmt.Errorf("file name %q is taken by postman-gen-go itself", name)
	}
	return nil
}

// sort sorts the files to be made, and those of ours that are no longer made, into the
// plan.
func (p *Plan) sort(root *os.Root) error {
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if err := p.place(root, name); err != nil {
			problems = append(problems, p.failed(name, err))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.owned)) {
		if _, made := p.files[name]; made {
			continue
		}
		if err := p.clear(root, name); err != nil {
			problems = append(problems, p.failed(name, err))
		}
	}
	p.Remove = slices.Sorted(slices.Values(slices.Concat(p.Remove, p.guards)))
	return errors.Join(problems...)
}

// place decides what happens to a file that is to be made.
func (p *Plan) place(root *os.Root, name string) error {
	found, err := readFile(root, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Create = append(p.Create, name)
	case err != nil:
		return err
	case isCheckoutOf(found, p.files[name]):
		p.Unchanged = append(p.Unchanged, name)
	case name == lockName: // it was read, so it is ours
		p.Update = append(p.Update, name)
	case p.owned[name] == nil:
		return errors.New("is not listed in " + lockName + ": if it is generated, restore that file; else move or delete it and run again, or choose another folder")
	case !p.isLeft(name, found):
		return errors.New("was edited by hand: move the change to a file of your own, delete this one and run again")
	default:
		p.Update = append(p.Update, name)
	}
	return nil
}

// clear decides what happens to a file of ours that is no longer made.
func (p *Plan) clear(root *os.Root, name string) error {
	found, err := readFile(root, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		// Somebody has removed it before us.
	case err != nil:
		return err
	case !p.isLeft(name, found):
		return errors.New("is no longer generated, but was edited by hand: move or delete it and run again")
	default:
		p.Remove = append(p.Remove, name)
	}
	return nil
}

// readFile reads a file of the folder. Links are refused: what they lead to is not
// ours to compare with, nor to replace.
func readFile(root *os.Root, name string) ([]byte, error) {
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if info, err := root.Stat(folder); err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is a file where a folder is needed: move or delete it and run again", folder)
		}
	}
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("is not a regular file: move or delete it and run again")
	}
	return root.ReadFile(name)
}

// isCheckoutOf reports whether found is want, or became its equal when git turned
// the line ends of a checkout into CRLF.
func isCheckoutOf(found, want []byte) bool {
	return bytes.Equal(found, want) || bytes.Equal(withLF(found), want)
}

// failed puts the file's path before the reason, once: errors of package os
// begin with a shorter path of their own.
func (p *Plan) failed(name string, err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathError.Err
	}
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	if position, ok := errors.AsType[positionError](err); ok {
		file = fmt.Sprintf("%s:%d:%d", file, position.line, position.column)
	}
	return fmt.Errorf("%s: %w", file, err)
}

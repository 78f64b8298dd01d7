package output

// Doing what was decided. Entry point: Plan.Write.

import (
	"os"
	"path"
	"slices"
)

// Write carries the plan out: it creates the folder, writes the files that
// change, removes those that are no longer generated together with the folders
// left empty, and leaves all others untouched. The lock file comes last, so that a
// run cut short is made good by the next one. Where a file cannot be written, the
// files already there stay as they were.
func (p *Plan) Write() error {
	if err := os.MkdirAll(p.dir, 0o755); err != nil {
		return p.failed(".", err)
	}
	root, err := os.OpenRoot(p.dir)
	if err != nil {
		return p.failed(".", err)
	}
	defer root.Close()

	changes := p.changes()
	if err := p.carryOut(root, changes); err != nil {
		discard(root, changes)
		return err
	}
	return nil
}

// carryOut stages all changes, and only then commits them.
func (p *Plan) carryOut(root *os.Root, changes []change) error {
	for _, change := range changes {
		if err := stage(root, change); err != nil {
			return p.failed(change.name, err)
		}
	}
	return p.commit(root, changes)
}

// change is a file to be written.
type change struct {
	name    string
	content []byte
}

// temporary is where a change waits for all the others: in the same folder, as a
// rename may not cross file systems. The name is fixed, so that what a killed
// run leaves behind is overwritten by the next.
func (c change) temporary() string {
	folder, base := path.Split(c.name)
	return folder + "." + base + ".postman-gen-go.tmp"
}

// changes lists the files to be written, at the end the lock file.
func (p *Plan) changes() []change {
	var changes []change
	for _, name := range slices.Concat(p.Create, p.Update) {
		if name != lockName {
			changes = append(changes, change{name, p.files[name]})
		}
	}
	if !slices.Contains(p.Unchanged, lockName) {
		changes = append(changes, change{lockName, p.files[lockName]})
	}
	return changes
}

// stage writes a change under its temporary name.
func stage(root *os.Root, c change) error {
	if err := root.MkdirAll(path.Dir(c.name), 0o755); err != nil {
		return err
	}
	return root.WriteFile(c.temporary(), c.content, 0o644)
}

// commit gives the staged files their names and removes those no longer made; the
// lock file stays the last.
func (p *Plan) commit(root *os.Root, changes []change) error {
	for _, name := range p.Remove {
		if err := root.Remove(name); err != nil {
			return p.failed(name, err)
		}
		removeEmptyFolders(root, name)
	}
	for _, change := range changes {
		if err := root.Rename(change.temporary(), change.name); err != nil {
			return p.failed(change.name, err)
		}
	}
	return nil
}

// discard removes the temporary files that a failure left, and the folders made
// for them.
func discard(root *os.Root, changes []change) {
	for _, change := range changes {
		root.Remove(change.temporary())
		removeEmptyFolders(root, change.name)
	}
}

// removeEmptyFolders removes the folders around the file name, the innermost
// first, up to one that still holds something: that one cannot be removed. Files
// and links are left alone, which Remove would take as well.
func removeEmptyFolders(root *os.Root, name string) {
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		info, err := root.Lstat(folder)
		if err != nil || !info.IsDir() || root.Remove(folder) != nil {
			return
		}
	}
}

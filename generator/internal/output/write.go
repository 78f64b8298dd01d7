package output

// Doing what was decided. Entry point: Plan.Write.
//
// A run may be killed at any moment. Until the guards stand, the old client is as it
// was; once they are gone, the new one is complete; between the two, the client does
// not compile. Each next run finds out where the killed one was by looking at the files.
//
// A kill needs no more than that order, as the system keeps what was written. A loss of
// power may leave the files of the last seconds old or empty, each for itself; the next
// run makes that good as well, or says which they are, so to wait for the disk after each
// file is not worth its time. Only the lock file is synced before it takes its place: what
// it keeps for the generator cannot be generated.

import (
	"cmp"
	"errors"
	"os"
	"path"
)

// staging is the folder of a run's own: new holds what will be written, old what was
// replaced. It is in the client's folder, as a rename may not cross file systems, and
// its name keeps the go command out.
const (
	staging   = ".postman-gen-go.tmp"
	stagedNew = staging + "/new"
	stagedOld = staging + "/old"
)

// disk is what is done to a folder, by *os.Root. Tests stop it and let it fail.
type disk interface {
	Create(name string) (*os.File, error)
	MkdirAll(name string, mode os.FileMode) error
	Lstat(name string) (os.FileInfo, error)
	Remove(name string) error
	RemoveAll(name string) error
	Rename(from, to string) error
}

// errClaimed is why a run fails while another one writes.
var errClaimed = errors.New("another postman-gen-go is writing to this folder: run again when it has ended")

// Write carries the plan out: it creates the folder, writes the files that change,
// removes those that are no longer generated together with the folders left empty, and
// leaves all others untouched. Where that cannot be done, all stays as it was. Only one
// run writes to a folder at a time; another one fails.
//
// The folder may have changed since Compare, so Write compares again, and the plan is
// then what it has done.
func (p *Plan) Write() error {
	if len(p.Create)+len(p.Update)+len(p.Remove) == 0 && !p.leftovers {
		return nil
	}
	if err := os.MkdirAll(p.dir, 0o755); err != nil {
		return p.failed(".", err)
	}
	release, err := claim(p.dir)
	if err != nil {
		return p.failed(".", err)
	}
	defer release()

	now, err := p.again()
	if err != nil {
		return err
	}
	*p = *now
	root, err := os.OpenRoot(p.dir)
	if err != nil {
		return p.failed(".", err)
	}
	defer root.Close()
	return p.carryOut(root)
}

// carryOut stages all changes, and only then commits them.
func (p *Plan) carryOut(d disk) error {
	if err := p.clean(d); err != nil { // what a killed run has left
		return err
	}
	err := p.stage(d)
	if err == nil {
		err = p.commit(d)
	}
	return errors.Join(err, p.clean(d))
}

func (p *Plan) clean(d disk) error {
	if err := d.RemoveAll(staging); err != nil {
		return p.failed(staging, err)
	}
	return nil
}

// stage writes what is new to the staging folder.
func (p *Plan) stage(d disk) error {
	for _, name := range append(p.written(), lockName) {
		if err := create(d, path.Join(stagedNew, name), p.files[name], name == lockName); err != nil {
			return p.failed(name, err)
		}
	}
	guard := p.guard()
	for _, folder := range p.packages() {
		if err := create(d, path.Join(stagedNew, folder, guardName), guard, false); err != nil {
			return p.failed(folder, err)
		}
	}
	return nil
}

// create writes a file and its folders, if it is to be synced down to the disk itself.
func create(d disk, name string, content []byte, synced bool) error {
	if err := d.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := d.Create(name)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil && synced {
		err = file.Sync()
	}
	return cmp.Or(err, file.Close()) // the first reason is the reason
}

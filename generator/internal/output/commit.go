package output

// From the staging folder to the places of the files, by renames alone, each of which
// can be undone. Entry point: Plan.commit.

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// move is a file that changes its name.
type move struct {
	from, to string
	stays    bool // it is not undone: it replaces a guard, which has to stand then
}

// name is the file's name for people.
func (m move) name() string {
	if strings.HasPrefix(m.to, staging) {
		return m.from
	}
	return m.to
}

func (m move) do(d disk) error {
	if err := d.MkdirAll(path.Dir(m.to), 0o755); err != nil {
		return err
	}
	return d.Rename(m.from, m.to)
}

// commit moves the staged files to their places, between guards.
func (p *Plan) commit(d disk) error {
	moves := slices.Concat(p.guardMoves(), p.fileMoves())
	for i, m := range moves {
		if err := m.do(d); err != nil {
			return errors.Join(p.failed(m.name(), err), p.undo(d, moves[:i]))
		}
	}
	return p.removeGuards(d)
}

// undo takes moves back, the last one first. If that fails, the guards still stand.
func (p *Plan) undo(d disk, done []move) error {
	for _, m := range slices.Backward(done) {
		if m.stays {
			continue
		}
		if err := d.Rename(m.to, m.from); err != nil {
			return p.failed(m.name(), fmt.Errorf("cannot be put back (%w): run again", err))
		}
	}
	p.removeEmptyFolders(d)
	return nil
}

// guardMoves place the guards, where anything else but the lock file changes.
func (p *Plan) guardMoves() []move {
	if len(p.written())+len(p.replaced()) == 0 {
		return nil
	}
	var moves []move
	for _, folder := range p.packages() {
		name := path.Join(folder, guardName)
		moves = append(moves, move{path.Join(stagedNew, name), name, slices.Contains(p.guards, name)})
	}
	return moves
}

// fileMoves bring the files. The lock file comes last: until then, the old one says what
// is ours. It is replaced at once, so that there is one at any moment.
func (p *Plan) fileMoves() []move {
	var moves []move
	for _, name := range p.replaced() {
		moves = append(moves, move{from: name, to: path.Join(stagedOld, name)})
	}
	for _, name := range p.written() {
		moves = append(moves, move{from: path.Join(stagedNew, name), to: name})
	}
	if !slices.Contains(p.Unchanged, lockName) {
		moves = append(moves, move{from: path.Join(stagedNew, lockName), to: lockName})
	}
	return moves
}

// written lists the files that are written, and replaced those that leave their places,
// both without the lock file and guards.
func (p *Plan) written() []string  { return withoutOwn(slices.Concat(p.Create, p.Update)) }
func (p *Plan) replaced() []string { return withoutOwn(slices.Concat(p.Update, p.Remove)) }

func withoutOwn(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		return name == lockName || path.Base(name) == guardName
	})
}

// removeGuards lets the client compile again, and removes folders that are empty then.
// The guard at the top is the last, for it tells the next run of all names.
func (p *Plan) removeGuards(d disk) error {
	for _, folder := range slices.Backward(p.packages()) {
		name := path.Join(folder, guardName)
		if folder == "." {
			p.removeEmptyFolders(d)
		}
		if err := d.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return p.failed(name, err)
		}
	}
	return nil
}

// removeEmptyFolders removes the folders of files that are not there, or no longer, the
// innermost first, up to one that still holds something: that one cannot be removed.
// Files and links are left alone, which Remove would take as well.
func (p *Plan) removeEmptyFolders(d disk) {
	for _, name := range p.names() {
		for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
			info, err := d.Lstat(folder)
			if err != nil || !info.IsDir() || d.Remove(folder) != nil {
				break
			}
		}
	}
}

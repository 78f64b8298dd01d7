package generator

// The way of generated files to the disk, and that of the lock file back; Output.Plan
// and ReadLock are the entry points, the work is in internal/output.

import (
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/output"
)

// Plan is what writing an Output into a folder will change there: the names of
// the files to create, update and remove, of those that stay as they are, and of
// those that give way to a file of the user's. Its method Write carries it out.
type Plan = output.Plan

// readme is for readers of the folder, who may have a better one.
const readme = "README.md"

// ReadLock returns what the lock file of the folder dir keeps of the client there, as
// JSON: what Output.Lock was. It is nil where there is none, or no folder. A place in
// it, counted in lines and columns, is the same place in the file. The error begins
// with the file's path.
func ReadLock(dir string) ([]byte, error) {
	kept, err := output.ReadLock(dir)
	if err != nil {
		return nil, err
	}
	if _, err := lock.Parse(kept); err != nil {
		return nil, output.InLock(dir, err)
	}
	return kept, nil
}

// Plan compares the output with the folder dir, which need not exist, and
// writes nothing. The error lists every file that stands in the way, such as one
// that was edited by hand; there is a plan for the others then, which cannot be
// written. README.md alone gives way to a file of the user's.
func (o *Output) Plan(dir string) (*Plan, error) {
	return output.Compare(dir, byName(o.Files), o.Lock, readme)
}

// Untouched returns a hash of the lock file in the folder dir if all files that it lists
// are as a run has left them, or checked out by git; otherwise "".
func Untouched(dir string) string { return output.Untouched(dir) }

package output

// Reading a client back from its folder. Entry point: Read.

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// Read returns the files that the lock file of the folder dir lists, with the line ends
// that they were generated with, and the names of those that were edited since. It fails
// where the folder has no lock file, where a run was interrupted, and where a file is
// missing.
func Read(dir string) (files map[string][]byte, edited []string, err error) {
	plan := &Plan{dir: dir} // for its errors
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, plan.failed(".", err)
	}
	defer root.Close()

	if _, err := root.Lstat(guardName); err == nil {
		return nil, nil, plan.failed(".", errors.New("holds neither the old nor the new client, as postman-gen-go was interrupted: generate it again"))
	}
	left, err := readLock(root)
	switch {
	case err != nil:
		return nil, nil, plan.failed(lockName, err)
	case left.Files == nil:
		return nil, nil, plan.failed(".", errors.New("holds no client: there is no "+lockName))
	}
	files = map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(left.Files)) {
		content, err := readFile(root, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, nil, plan.failed(name, errors.New("is missing: restore it, or generate the client anew"))
		case err != nil:
			return nil, nil, plan.failed(name, err)
		}
		files[name] = withLF(content)
		if hash(content) != left.Files[name] {
			edited = append(edited, name)
		}
	}
	return files, edited, nil
}

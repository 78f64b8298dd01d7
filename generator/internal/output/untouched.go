package output

// Whether a folder still is as a run has left it. Entry point: Untouched.

import "os"

// Untouched returns a hash of the folder's lock file if all the files which that lists
// are as it says; "" if one is missing or was edited, if there is no lock file or one that
// cannot be read, and if a run was cut short.
func Untouched(dir string) string {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return ""
	}
	defer root.Close()
	if _, err := root.Lstat(guardName); err == nil {
		return ""
	}
	text, err := readFile(root, lockName)
	if err != nil {
		return ""
	}
	l, err := parseLock(text)
	if err != nil {
		return ""
	}
	for name, want := range l.Files {
		if found, err := readFile(root, name); err != nil || hash(found) != want {
			return ""
		}
	}
	return hash(text)
}

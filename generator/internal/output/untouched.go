package output

// Whether a folder still is as a run has left it. Entry point: Untouched.

import (
	"encoding/json"
	"os"
)

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
	// Only reading is at stake, which does not leave root: what readLock checks beside
	// would take most of the time.
	var l struct{ Files map[string]string }
	if json.Unmarshal(text, &l) != nil || len(l.Files) == 0 {
		return ""
	}
	for name, want := range l.Files {
		if found, err := readFile(root, name); err != nil || hash(found) != want {
			return ""
		}
	}
	return hash(text)
}

package output

// The lock file: which files of a folder are ours, and how we left them; and what
// the generator wants to find again, of which this package knows nothing. Entry
// points: ReadLock, and readLock and formatLock for Compare.

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
)

const (
	lockName    = "postman-gen-go.lock"
	lockVersion = 2 // version 1 had no member "api"
)

// lock is the form of the file.
type lock struct {
	Version int               `json:"version"`
	API     json.RawMessage   `json:"api,omitempty"`
	Files   map[string]string `json:"files"` // hashes by name
}

// ReadLock returns what the lock file of the folder dir keeps as "api"; nil where
// there is none, or no lock file, or no folder. The JSON is preceded by as many lines
// and spaces as in the file: a place in it is the place in the file.
//
// An error begins with the file's path, where possible with line and column, and says
// what to do.
func ReadLock(dir string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	plan := &Plan{dir: dir}
	if err != nil {
		return nil, plan.failed(".", err)
	}
	defer root.Close()
	found, err := readLock(root)
	if err != nil {
		return nil, plan.failed(lockName, err)
	}
	return found.API, nil
}

// InLock puts the path of the lock file before each line of an error about what it
// holds.
func InLock(dir string, err error) error {
	plan := &Plan{dir: dir}
	var problems []error
	for line := range strings.SplitSeq(err.Error(), "\n") {
		problems = append(problems, plan.failed(lockName, errors.New(line)))
	}
	return errors.Join(problems...)
}

// readLock reads the lock file; one that is not there is empty.
func readLock(root *os.Root) (*lock, error) {
	data, err := readFile(root, lockName)
	if errors.Is(err, fs.ErrNotExist) {
		return new(lock), nil
	}
	if err != nil {
		return nil, err
	}
	return parseLock(data)
}

// conflictPattern is a line that git puts around what two sides have. In JSON, no line begins so.
var conflictPattern = regexp.MustCompile(`(?m)^(<{7}|={7}|>{7})`)

// parseLock reads the text of a lock file. Anybody may have written it, and it decides
// what is removed: what it is not known to hold is an error.
func parseLock(data []byte) (*lock, error) {
	if err := json.Unmarshal(data, new(json.RawMessage)); err != nil {
		if conflict := conflictPattern.FindIndex(data); conflict != nil {
			return nil, at(data, conflict[0], "has a merge conflict: take this file of one side, together with its client, and generate again")
		}
		offset := 1
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			offset = int(syntax.Offset) // bytes read, the wrong one included
		}
		return nil, damaged(data, offset-1, "is not JSON (%v)", err)
	}
	found, err := members(data, 0)
	if err != nil {
		return nil, err
	}
	var l lock
	for _, m := range found {
		if err := l.set(data, m); err != nil {
			return nil, err
		}
	}
	if l.Version == 0 || l.Files == nil {
		return nil, damaged(data, 0, `lacks "version" or "files"`)
	}
	return &l, nil
}

// set takes over a member of the file.
func (l *lock) set(data []byte, m member) error {
	switch m.name {
	case "version":
		if err := json.Unmarshal(m.value, &l.Version); err != nil || l.Version < 1 || l.Version > lockVersion {
			return at(data, m.offset, "has version %s, expected %d or less: run the postman-gen-go that wrote it, or a newer one", m.value, lockVersion)
		}
	case "api":
		l.API = append(blank(data[:m.offset]), m.value...)
	case "files":
		return l.setFiles(data, m.offset)
	default:
		return at(data, m.offset, "has an unknown member %q: if a newer postman-gen-go wrote it, run that one; else remove the member", m.name)
	}
	return nil
}

var hashPattern = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

func (l *lock) setFiles(data []byte, offset int) error {
	found, err := members(data, offset)
	if err != nil {
		return err
	}
	l.Files = make(map[string]string, len(found))
	for _, m := range found {
		if err := checkName(m.name); err != nil {
			return damaged(data, m.offset, "%w", err)
		}
		var hash string
		if err := json.Unmarshal(m.value, &hash); err != nil || !hashPattern.MatchString(hash) {
			return damaged(data, m.offset, `%s of %s: expected "sha256:" and 64 hexadecimal digits`, m.value, m.name)
		}
		l.Files[m.name] = hash
	}
	return nil
}

// member is a member of a JSON object in the lock file.
type member struct {
	name   string
	offset int // where its value begins
	value  json.RawMessage
}

// members returns those of the object that begins at the offset start of data, which
// is valid JSON. A map would lose the places, and one of two members of the same name.
func members(data []byte, start int) ([]member, error) {
	decoder := json.NewDecoder(bytes.NewReader(data[start:]))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil, damaged(data, start, "has %v where an object is expected", token)
	}
	var found []member
	seen := map[string]bool{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: fmt.Sprint(name)}
		if err := decoder.Decode(&m.value); err != nil {
			return nil, err
		}
		m.offset = start + int(decoder.InputOffset()) - len(m.value)
		if seen[m.name] {
			return nil, damaged(data, m.offset, "has %q twice", m.name)
		}
		seen[m.name] = true
		found = append(found, m)
	}
	return found, nil
}

// positionError is an error at a place of the lock file.
type positionError struct {
	line, column int // counted from 1; columns are bytes
	error
}

func (e positionError) Unwrap() error { return e.error }

func at(data []byte, offset int, format string, args ...any) error {
	before := data[:min(max(offset, 0), len(data))]
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return positionError{1 + bytes.Count(before, []byte("\n")), column, fmt.Errorf(format, args...)}
}

func damaged(data []byte, offset int, format string, args ...any) error {
	return at(data, offset, "is damaged: "+format+": restore it, after a merge together with the client of one side, and generate again", args...)
}

// blank returns the text with a space for each byte but the ends of lines.
func blank(text []byte) []byte {
	blanked := bytes.Repeat([]byte(" "), len(text))
	for i, b := range text {
		if b == '\n' {
			blanked[i] = b
		}
	}
	return blanked
}

// formatLock returns the lock file for the files; json sorts them by name. The JSON
// api is indented as the rest.
func formatLock(api []byte, files map[string][]byte) ([]byte, error) {
	hashes := make(map[string]string, len(files))
	for name, content := range files {
		hashes[name] = hash(content)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(lock{lockVersion, bytes.TrimSpace(api), hashes})
	return text.Bytes(), err
}

// hash identifies a file's content whatever line ends git gave it on this machine.
func hash(content []byte) string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(withLF(content)))
}

func withLF(content []byte) []byte {
	return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
}

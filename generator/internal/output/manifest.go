package output

// The manifest: which files of a folder are ours, and how we left them. Entry
// points: readManifest and formatManifest.

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const (
	manifestName    = "postman-gen-go.lock"
	manifestVersion = 1
)

// manifest is the form of the file.
type manifest struct {
	Version int               `json:"version"`
	Files   map[string]string `json:"files"`
}

// readManifest returns the hashes of our files by name; there are none where the
// folder has no manifest.
func readManifest(root *os.Root) (map[string]string, error) {
	data, err := readFile(root, manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("is damaged (%w): restore it, or delete it together with the generated files, and run again", err)
	}
	if m.Version != manifestVersion {
		return nil, fmt.Errorf("has version %d, expected %d: run the postman-gen-go that wrote it, or a newer one", m.Version, manifestVersion)
	}
	for name := range m.Files {
		// The manifest decides what is removed, and anybody may have written it.
		if err := checkName(name); err != nil {
			return nil, fmt.Errorf("is damaged (%w): restore it and run again", err)
		}
	}
	return m.Files, nil
}

// formatManifest returns the manifest of the files; json sorts them by name.
func formatManifest(files map[string][]byte) ([]byte, error) {
	hashes := make(map[string]string, len(files))
	for name, content := range files {
		hashes[name] = hash(content)
	}
	data, err := json.MarshalIndent(manifest{manifestVersion, hashes}, "", "  ")
	return append(data, '\n'), err
}

// hash identifies a file's content whatever line ends git gave it on this machine.
func hash(content []byte) string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(withLF(content)))
}

func withLF(content []byte) []byte {
	return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
}

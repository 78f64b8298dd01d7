package main

// What init writes. Entry point: configurationOf.

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
)

const (
	genFile = "gen.go"
	genLine = "//go:generate go tool postman-gen-go generate"
	genText = "package %s\n\n" + genLine + "\n"
)

const initNext = `
Next:
  postman-gen-go generate    writes the client; so does go generate, by gen.go, after
  go get -tool github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go
`

const configurationHead = `# The clients that postman-gen-go generates here. Paths are relative to this file.
# A key of which there is only a comment is not needed; "postman-gen-go schema" prints
# a JSON Schema for editors.
clients:
  # Names are arguments: postman-gen-go generate %[1]s
  %[1]s:
`

// configurationOf is a configuration for one client: with the keys that are given, and
// the others as comments.
func configurationOf(collection string, flags initFlags) string {
	given := map[string]string{"collection": collection, "out": flags.out, "package": flags.packageName}
	var b strings.Builder
	fmt.Fprintf(&b, configurationHead, clientNameFor(flags.out))
	for _, key := range config.Keys() {
		b.WriteString("\n")
		for _, line := range wrapped(key.About, 84) {
			b.WriteString("    # " + line + "\n")
		}
		if value := given[key.Name]; value != "" {
			fmt.Fprintf(&b, "    %s: %s\n", key.Name, scalar(value))
		} else {
			fmt.Fprintf(&b, "    # %s: %s\n", key.Name, key.Example)
		}
	}
	return b.String()
}

// clientNameFor names the client of a folder.
func clientNameFor(out string) string {
	if name := packageNameFor(path.Base(out)); name != "" {
		return name
	}
	return "client"
}

// scalar is a text in YAML, in quotes where it needs them.
func scalar(text string) string {
	quoted, err := yaml.Marshal(text)
	if err != nil {
		return strconv.Quote(text) // no text is known that has no YAML
	}
	return strings.TrimSpace(string(quoted))
}

// wrapped breaks a text into lines of at most so many bytes, if its words allow.
func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}

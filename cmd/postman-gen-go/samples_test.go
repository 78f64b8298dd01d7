package main

// The configurations that README, help and init show: each has to be read as it looks.

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
)

// TestSamples reads all keys of each sample, by our parser and by another one, for each has its own idea of where a text
// without quotes ends.
func TestSamples(t *testing.T) {
	for name, sample := range map[string]string{
		"README":                    yamlIn(t, "../../README.md"),
		"help config":               indented(configIntroduction),
		"the keys of help config":   "clients:\n  zoom:\n" + keyLines(configTopic(), ""),
		"init":                      configurationOf("api.json", initFlags{out: "internal/api"}),
		"the comments of init":      "clients:\n  zoom:\n" + keyLines(configurationOf("", initFlags{}), "# "),
		"what is given, and quotes": configurationOf("a: b.json", initFlags{out: "a #b", packageName: "true"}),
	} {
		t.Run(name, func(t *testing.T) {
			type read struct {
				Collection, Out         string
				Include, Exclude, Hoist []string
				Rename, Retype          map[string]string
			}
			parsed, err := config.Parse([]byte(sample))
			if err != nil || len(parsed) == 0 {
				t.Fatalf("got %d clients, %v, of\n%s", len(parsed), err, sample)
			}
			var want struct{ Clients map[string]read }
			if err := yaml.Unmarshal([]byte(sample), &want); err != nil {
				t.Fatal(err)
			}
			got := map[string]read{}
			for _, c := range parsed {
				got[c.Name] = read{c.Collection, c.Out, c.Include, c.Exclude, c.Hoist, c.Rename, c.Retype}
			}
			if diff := cmp.Diff(want.Clients, got); diff != "" {
				t.Errorf("(-another parser +ours):\n%s", diff)
			}
		})
	}
}

// TestSamplesAreWhole proves that where all keys are promised, none is missing.
func TestSamplesAreWhole(t *testing.T) {
	for name, sample := range map[string]string{
		"README": yamlIn(t, "../../README.md"), "help config": keyLines(configTopic(), ""), "init": keyLines(configurationOf("", initFlags{}), "# "),
	} {
		for _, key := range config.Keys() {
			if !regexp.MustCompile("(?m)^    " + key.Name + ": .").MatchString(sample) {
				t.Errorf("%s does not show the key %s:\n%s", name, key.Name, sample)
			}
		}
	}
}

// yamlIn is the one sample of YAML in a file of Markdown.
func yamlIn(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?ms)^```ya?ml\n(.*?)^```$").FindAllSubmatch(text, -1)
	if len(found) != 1 {
		t.Fatalf("%s has %d samples of YAML, expected one", file, len(found))
	}
	return string(found[0][1])
}

// indented are the lines of a text that are, as samples in prose are.
func indented(text string) string {
	return strings.Join(regexp.MustCompile("(?m)^  .*$").FindAllString(text, -1), "\n")
}

// keyLines are the lines of a text that show a key, behind mark.
func keyLines(text, mark string) string {
	var lines strings.Builder
	for _, key := range config.Keys() {
		for _, found := range regexp.MustCompile("(?m)^    "+mark+"("+key.Name+": .*)$").FindAllStringSubmatch(text, -1) {
			lines.WriteString("    " + found[1] + "\n")
		}
	}
	return lines.String()
}

package main

// What is hard to bring about in a terminal session: large input, versions of
// builds, odd folders.

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestReadAtMost(t *testing.T) {
	got, err := readAtMost(strings.NewReader("1234"), 4)
	if err != nil || string(got) != "1234" {
		t.Errorf("got %q, %v, expected 1234", got, err)
	}
	if _, err := readAtMost(strings.NewReader("12345"), 4); err == nil {
		t.Error("5 bytes where 4 are allowed: no error")
	}
}

func TestVersionOf(t *testing.T) {
	settings := []debug.BuildSetting{{Key: "vcs.revision", Value: "1a2b3c"}, {Key: "vcs.modified", Value: "true"}}
	tests := []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"v1.2.3", nil, "v1.2.3"},
		{"v1.2.3", settings, "v1.2.3"},
		{"(devel)", nil, "(devel)"},
		{"(devel)", settings[:1], "(devel) 1a2b3c"},
		{"(devel)", settings, "(devel) 1a2b3c, modified"},
		{"", nil, "(devel)"},
	}
	for _, test := range tests {
		info := &debug.BuildInfo{Main: debug.Module{Version: test.version}, Settings: test.settings}
		if got := versionOf(info); got != test.want {
			t.Errorf("%q, %v: got %q, expected %q", test.version, test.settings, got, test.want)
		}
	}
}

func TestPackageNameFor(t *testing.T) {
	tests := map[string]string{
		"/src/zoom":         "zoom",
		"/src/go-zoom":      "zoom",
		"/src/zoom-go":      "zoom",
		"/src/zoom.v2":      "zoom",
		"/src/zoom/v2":      "zoom",
		"/src/go-zoom/v12":  "zoom",
		"/src/Zoom_API":     "zoomapi",
		"/src/my.zoom-api":  "myzoomapi",
		"/src/zoom2":        "zoom2",
		"C:/src/zoom":       "zoom",
		"/src/Übersetzer":   "ubersetzer",
		"/src/日本":           "riben",
		"/src/---":          "",
		"/":                 "",
		"/v2":               "",
		"/src/google-cloud": "googlecloud",
	}
	for folder, want := range tests {
		if got := packageNameFor(folder); got != want {
			t.Errorf("%s: got %q, expected %q", folder, got, want)
		}
	}
}

func TestImportPath(t *testing.T) {
	tests := []struct {
		name, goMod, folder, want string
	}{
		{"below the module", "module example.test/app\n", "generated/zoom", "example.test/app/generated/zoom"},
		{"the module itself", "module example.test/app/v2\n", ".", "example.test/app/v2"},
		{"no module named", "go 1.26\n", "zoom", ""},
		{"no import path", "module example.test/app\n", "my zoom", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(test.goMod), 0o644); err != nil {
				t.Fatal(err)
			}
			got, err := importPath("", filepath.Join(dir, test.folder))
			if err != nil || got != test.want {
				t.Errorf("got %q, %v, expected %q", got, err, test.want)
			}
		})
	}
}

func TestQuestions(t *testing.T) {
	var asked strings.Builder
	ask := questions(strings.NewReader("internal/zoom\n\n"), &asked)
	for _, want := range []string{"internal/zoom", "proposed", "proposed"} { // an answer, an empty one, and none
		if got := ask("Folder", "proposed"); got != want {
			t.Errorf("got %q, expected %q", got, want)
		}
	}
	if want := strings.Repeat("Folder [proposed]: ", 3); asked.String() != want {
		t.Errorf("asked %q, expected %q", asked.String(), want)
	}
}

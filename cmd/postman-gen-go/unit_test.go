package main

// What is hard to bring about in a terminal session: large input, versions of
// builds, many notes, odd folders.

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator"
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

func TestNotes(t *testing.T) {
	info := generator.Note{Severity: generator.Info, Text: "nothing\x1b[31m to see"}
	warning := generator.Note{Severity: generator.Warning, Line: 3, Column: 5, Path: "Users / Get", Text: "odd"}
	const infoLine, warningLine = "a.json: info: nothing [31m to see\n", "a.json:3:5: warning: Users / Get: odd\n"
	many := make([]generator.Note, 30)
	for i := range many {
		many[i] = info
	}
	many[29] = warning

	tests := []struct {
		name    string
		flags   generateFlags
		notes   []generator.Note
		want    string
		refused bool
	}{
		{name: "warnings first", notes: []generator.Note{info, warning}, want: warningLine + infoLine},
		{name: "quiet", flags: generateFlags{quiet: true}, notes: many},
		{name: "strict", flags: generateFlags{strict: true, quiet: true}, notes: many[29:], want: warningLine, refused: true},
		{name: "strict without warnings", flags: generateFlags{strict: true, quiet: true}, notes: many[:29]},
		{
			name: "many", notes: many,
			want: warningLine + strings.Repeat(infoLine, 19) + "a.json: 10 more notes: --verbose prints all 30\n",
		},
		{
			name: "verbose", flags: generateFlags{verbose: true}, notes: many,
			want: warningLine + strings.Repeat(infoLine, 29),
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stderr strings.Builder
			err := newReporter(&stderr, "a.json", test.flags).notes(test.notes)
			if (err != nil) != test.refused {
				t.Errorf("got error %v, expected one: %t", err, test.refused)
			}
			if diff := cmp.Diff(test.want, stderr.String()); diff != "" {
				t.Errorf("standard error (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLocated(t *testing.T) {
	report := newReporter(nil, "-", generateFlags{})
	err := report.located(errors.Join(errors.New("3:5: wrong\x1b"), errors.New("no place")))
	if got, want := err.Error(), "<stdin>:3:5: wrong \n<stdin>: no place"; got != want {
		t.Errorf("got %q, expected %q", got, want)
	}
}

func TestSummary(t *testing.T) {
	out := &generator.Output{Files: make([]generator.File, 12), Services: 1, Methods: 2, Types: 7}
	tests := []struct {
		plan  generator.Plan
		notes int
		want  string
	}{
		{generator.Plan{Unchanged: []string{"a"}}, 0, "zoom: up to date\n"},
		{generator.Plan{Unchanged: []string{"a"}}, 1, "zoom: up to date, 1 note\n"},
		{
			generator.Plan{Create: []string{"a"}, Update: []string{"b"}, Unchanged: []string{"c"}, Remove: []string{"d", "e"}},
			2,
			"zoom: 1 service, 2 methods, 7 types in 12 files (2 written, 1 unchanged, 2 removed), 2 notes\n",
		},
	}
	for _, test := range tests {
		var stderr strings.Builder
		out.Notes = make([]generator.Note, test.notes)
		newReporter(&stderr, "a.json", generateFlags{out: "zoom"}).summary(out, &test.plan)
		if got := stderr.String(); got != test.want {
			t.Errorf("got %q, expected %q", got, test.want)
		}
	}
}

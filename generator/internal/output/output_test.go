package output_test

// What a folder holds after files were brought to it, and what is refused.

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/output"
)

const lockName = "postman-gen-go.lock"

// write brings files to dir and returns what was done.
func write(t *testing.T, dir string, files map[string]string) *output.Plan {
	t.Helper()
	plan, err := compare(dir, files)
	if err != nil {
		t.Fatalf("Compare: %v", err)
	}
	if err := plan.Write(); err != nil {
		t.Fatalf("Write: %v", err)
	}
	return plan
}

func compare(dir string, files map[string]string, yielding ...string) (*output.Plan, error) {
	contents := make(map[string][]byte)
	for name, content := range files {
		contents[name] = []byte(content)
	}
	return output.Compare(dir, contents, nil, yielding...)
}

// put writes files as a user would, past the package under test.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tree returns what dir holds but for the lock file; folders end in a slash.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || name == "." || name == lockName:
			return err
		case entry.IsDir():
			found[name+"/"] = ""
			return nil
		}
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		found[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestPlan(t *testing.T) {
	type files = map[string]string
	tests := []struct {
		name          string
		before, after files // what is generated, twice
		want          output.Plan
		tree          files
	}{{
		name:  "first files",
		after: files{"client.go": "c", "zoomtest/server.go": "s"},
		want:  output.Plan{Create: []string{"client.go", lockName, "zoomtest/server.go"}},
		tree:  files{"client.go": "c", "zoomtest/": "", "zoomtest/server.go": "s"},
	}, {
		name:   "nothing changes",
		before: files{"a.go": "a", "b.go": "b"},
		after:  files{"a.go": "a", "b.go": "b"},
		want:   output.Plan{Unchanged: []string{"a.go", "b.go", lockName}},
		tree:   files{"a.go": "a", "b.go": "b"},
	}, {
		name:   "one of each",
		before: files{"same.go": "same", "changed.go": "old", "gone.go": "gone"},
		after:  files{"same.go": "same", "changed.go": "new", "added.go": "added"},
		want: output.Plan{
			Create: []string{"added.go"}, Update: []string{"changed.go", lockName},
			Remove: []string{"gone.go"}, Unchanged: []string{"same.go"},
		},
		tree: files{"same.go": "same", "changed.go": "new", "added.go": "added"},
	}, {
		name:   "folders left empty go too",
		before: files{"a.go": "a", "x/y/z.json": "z", "x/kept.json": "k"},
		after:  files{"a.go": "a", "x/kept.json": "k"},
		want:   output.Plan{Update: []string{lockName}, Remove: []string{"x/y/z.json"}, Unchanged: []string{"a.go", "x/kept.json"}},
		tree:   files{"a.go": "a", "x/": "", "x/kept.json": "k"},
	}, {
		name:   "line ends are content where they are ours",
		before: files{"body.txt": "a\nb\n"},
		after:  files{"body.txt": "a\r\nb\r\n"},
		want:   output.Plan{Update: []string{"body.txt"}, Unchanged: []string{lockName}},
		tree:   files{"body.txt": "a\r\nb\r\n"},
	}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "generated", "zoom")
			if test.before != nil {
				write(t, dir, test.before)
			}
			got := write(t, dir, test.after)
			if diff := cmp.Diff(test.want, *got, cmpopts.IgnoreUnexported(output.Plan{})); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.tree, tree(t, dir)); diff != "" {
				t.Errorf("folder (-want +got):\n%s", diff)
			}
			again := write(t, dir, test.after)
			want := output.Plan{Unchanged: slices.Sorted(slices.Values(append(slices.Collect(maps.Keys(test.after)), lockName)))}
			if diff := cmp.Diff(want, *again, cmpopts.IgnoreUnexported(output.Plan{})); diff != "" {
				t.Errorf("plan of a second run (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCompareRefuses(t *testing.T) {
	type files = map[string]string
	tests := []struct {
		name      string
		generated files // by an earlier run
		put       files // by somebody else, afterwards
		files     files // to be generated now
		want      []string
	}{{
		name:  "foreign file",
		put:   files{"client.go": "mine"},
		files: files{"client.go": "generated"},
		want:  []string{"client.go: is not listed in postman-gen-go.lock"},
	}, {
		name: "no lock file",
		put: files{
			"a.go": "// SPDX\n\n// Code generated by postman-gen-go from a.json; DO NOT EDIT.\n", "b.go": "b", "same.go": "same",
			"testdata/a.json": "{}", "z.go/x": "",
		},
		files: files{"a.go": "new", "b.go": "new", "same.go": "same", "testdata/a.json": "[]", "z.go": "z"},
		want:  []string{"z.go: is not a regular file", lockName + ": is missing, but there are generated files: restore it"},
	}, {
		name:  "foreign files",
		put:   files{"a.go": "mine", "b.go": "// Code generated by stringer; DO NOT EDIT.\n"},
		files: files{"a.go": "a", "b.go": "b"},
		want:  []string{"a.go: is not listed in postman-gen-go.lock", "b.go: is not listed"},
	}, {
		name:      "foreign generated file beside a client",
		generated: files{"a.go": "a"},
		put:       files{"b.go": "// Code generated by postman-gen-go; DO NOT EDIT.\n"},
		files:     files{"a.go": "a", "b.go": "b"},
		want:      []string{"b.go: is not listed in postman-gen-go.lock: move or delete it"},
	}, {
		name:      "file edited by hand",
		generated: files{"client.go": "generated"},
		put:       files{"client.go": "edited"},
		files:     files{"client.go": "generated anew"},
		want:      []string{"client.go: was edited by hand"},
	}, {
		name:      "edited file that is no longer made",
		generated: files{"old.go": "generated"},
		put:       files{"old.go": "edited"},
		files:     files{"client.go": "c"},
		want:      []string{"old.go: is no longer generated, but was edited by hand"},
	}, {
		name:      "all problems at once",
		generated: files{"a.go": "a", "c.go": "c"},
		put:       files{"a.go": "edited", "b.go": "mine", "c.go": "edited"},
		files:     files{"a.go": "new", "b.go": "new"},
		want:      []string{"a.go: was edited", "b.go: is not listed in", "c.go: is no longer generated"},
	}, {
		name:  "folder in the place of a file",
		put:   files{"client.go/x": ""},
		files: files{"client.go": "c"},
		want:  []string{"client.go: is not a regular file"},
	}, {
		name:  "file in the place of a folder",
		put:   files{"zoomtest": "mine"},
		files: files{"zoomtest/data/server.go": "s"},
		want:  []string{"server.go: zoomtest is a file where a folder is needed"},
	}, {
		name:  "damaged lock file",
		put:   files{lockName: "<"},
		files: files{"client.go": "c"},
		want:  []string{lockName + ":1:1: is damaged: is not JSON (invalid character '<'"},
	}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if test.generated != nil {
				write(t, dir, test.generated)
			}
			put(t, dir, test.put)
			before := tree(t, dir)
			_, err := compare(dir, test.files)
			if err == nil {
				t.Fatal("no error")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(test.want) {
				t.Fatalf("got %d errors, expected %d:\n%v", len(lines), len(test.want), err)
			}
			for i, want := range test.want {
				if !strings.HasPrefix(lines[i], dir) || !strings.Contains(lines[i], want) {
					t.Errorf("got error %q, expected %s…%s", lines[i], dir, want)
				}
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("folder changed (-before +after):\n%s", diff)
			}
		})
	}
}

// TestYield: a file that gives way is left out where somebody has one of its name.
func TestYield(t *testing.T) {
	type files = map[string]string
	ours := files{"README.md": "ours", "a.go": "a"}
	tests := []struct {
		name   string
		before files // by an earlier run
		put    files // by somebody else, afterwards
		want   output.Plan
		tree   files
	}{
		{"nobody has one", nil, nil, output.Plan{Create: []string{"README.md", "a.go", lockName}}, ours},
		{"ours changes", files{"README.md": "old"}, nil, output.Plan{Create: []string{"a.go"}, Update: []string{"README.md", lockName}}, ours},
		{"ours, written by a run cut short", nil, files{"README.md": "ours"}, output.Plan{Create: []string{"a.go", lockName}, Unchanged: []string{"README.md"}}, ours},
		{"somebody's", nil, files{"README.md": "mine"}, output.Plan{Create: []string{"a.go", lockName}, Yielded: []string{"README.md"}}, files{"README.md": "mine", "a.go": "a"}},
		{"somebody's in another case", nil, files{"ReadMe.md": "mine"}, output.Plan{Create: []string{"a.go", lockName}, Yielded: []string{"README.md"}}, files{"ReadMe.md": "mine", "a.go": "a"}},
		{"ours, edited since", files{"README.md": "old"}, files{"README.md": "mine"}, output.Plan{Create: []string{"a.go"}, Update: []string{lockName}, Yielded: []string{"README.md"}}, files{"README.md": "mine", "a.go": "a"}},
		{"a folder", nil, files{"README.md/x": ""}, output.Plan{Create: []string{"a.go", lockName}, Yielded: []string{"README.md"}}, files{"README.md/": "", "README.md/x": "", "a.go": "a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if test.before != nil {
				write(t, dir, test.before)
			}
			put(t, dir, test.put)
			plan, err := compare(dir, ours, "README.md")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, *plan, cmpopts.IgnoreUnexported(output.Plan{})); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
			if err := plan.Write(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.tree, tree(t, dir)); diff != "" {
				t.Errorf("folder (-want +got):\n%s", diff)
			}
			if lock, err := os.ReadFile(filepath.Join(dir, lockName)); err != nil || strings.Contains(string(lock), "README") != (plan.Yielded == nil) {
				t.Errorf("the lock file is %s, %v", lock, err)
			}
		})
	}
}

func TestCompareRefusesNames(t *testing.T) {
	for _, name := range []string{
		"", ".", "..", "/etc/passwd", "../x.go", "a/../../x.go", "a//b.go", `..\x.go`, `C:\x.go`, "C:x.go",
		lockName, "POSTMAN-GEN-GO.LOCK", guardName, "sub/" + guardName, staging + "/x.go", staging,
	} {
		dir := t.TempDir()
		if _, err := compare(dir, map[string]string{name: "x"}); err == nil {
			t.Errorf("%q: no error", name)
		}
	}
}

func TestSymlinks(t *testing.T) {
	tests := []struct{ name, link, target, file string }{
		{"folder that leads out", "sub", "..", "sub/x.go"},
		{"file that leads out", "x.go", "../x.go", "x.go"},
		{"file that leads nowhere", "x.go", "nowhere", "x.go"},
		{"lock file", lockName, "elsewhere", "x.go"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "zoom")
			put(t, dir, map[string]string{"own.go": "", "../x.go": "precious"})
			if err := os.Symlink(test.target, filepath.Join(dir, test.link)); err != nil {
				t.Skip(err)
			}
			if _, err := compare(dir, map[string]string{test.file: "x"}); err == nil {
				t.Error("no error")
			}
		})
	}
}

// TestAdopt: files that are already what would be written are taken over, with
// whatever lock file; this is what makes a run that was cut short good again.
func TestAdopt(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"client.go": "same"})
	write(t, dir, map[string]string{"client.go": "same"})
	if got := write(t, dir, map[string]string{"client.go": "next"}); !slices.Contains(got.Update, "client.go") {
		t.Errorf("got %+v, expected client.go to be updated", got)
	}
}

// TestEmptied: a file that a loss of power has left empty is made anew; one that was
// always somebody's is not.
func TestEmptied(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"client.go": "old", "gone.go": "old"})
	put(t, dir, map[string]string{"client.go": "", "gone.go": "", "mine.go": ""})
	write(t, dir, map[string]string{"client.go": "new"})
	if diff := cmp.Diff(map[string]string{"client.go": "new", "mine.go": ""}, tree(t, dir)); diff != "" {
		t.Errorf("folder (-want +got):\n%s", diff)
	}
	if _, err := compare(dir, map[string]string{"client.go": "new", "mine.go": "new"}); err == nil {
		t.Error("mine.go would be overwritten")
	}
}

// TestCheckoutWithCRLF: git may have given every file CRLF line ends.
func TestCheckoutWithCRLF(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.go": "a\na\n", "b.go": "b\nb\n"})
	lock, err := os.ReadFile(filepath.Join(dir, lockName))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{
		"a.go": "a\r\na\r\n", "b.go": "b\r\nb\r\n",
		lockName: strings.ReplaceAll(string(lock), "\n", "\r\n"),
	})
	got := write(t, dir, map[string]string{"a.go": "a\na\n", "b.go": "new\n"})
	want := output.Plan{Update: []string{"b.go", lockName}, Unchanged: []string{"a.go"}}
	if diff := cmp.Diff(want, *got, cmpopts.IgnoreUnexported(output.Plan{})); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
}

// TestUnchangedFilesAreNotTouched compares times of modification, set long ago.
func TestUnchangedFilesAreNotTouched(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.go": "a", "b.go": "b"})
	past := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, name := range []string{"a.go", "b.go", lockName} {
		if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
			t.Fatal(err)
		}
	}
	touched := func(name string) bool {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return !info.ModTime().Equal(past)
	}
	write(t, dir, map[string]string{"a.go": "a", "b.go": "b"})
	if touched("a.go") || touched("b.go") || touched(lockName) {
		t.Error("a run without changes has touched files")
	}
	write(t, dir, map[string]string{"a.go": "a", "b.go": "new"})
	if touched("a.go") || !touched("b.go") || !touched(lockName) {
		t.Error("expected b.go and the lock file to be written, a.go to be left alone")
	}
}

// TestWriteFails: something takes the place of a folder after the plan was made.
func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.go": "old", "gone.go": "gone"})
	plan, err := compare(dir, map[string]string{"a.go": "new", "b/b.go": "b", "c/c.go": "c"})
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"c": "a file"})
	if err := plan.Write(); err == nil {
		t.Error("no error")
	}
	want := map[string]string{"a.go": "old", "gone.go": "gone", "c": "a file"}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("folder (-want +got):\n%s", diff)
	}
}

func TestFolderCannotBeMade(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"file": ""})
	plan, err := compare(filepath.Join(dir, "file", "zoom"), map[string]string{"a.go": "a"})
	if err == nil { // Windows cannot tell before it tries.
		err = plan.Write()
	}
	if err == nil {
		t.Error("no error")
	}
}

// FuzzName: a file lands below the folder, or nowhere.
func FuzzName(f *testing.F) {
	for _, name := range []string{"a.go", "a/b.go", "../a", "a/..", `a\..\..\b`, "a\x00b", "con", " "} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		outside := t.TempDir()
		dir := filepath.Join(outside, "dir")
		plan, err := compare(dir, map[string]string{name: "x"})
		if err != nil {
			return
		}
		plan.Write()
		entries, err := os.ReadDir(outside)
		if err != nil || len(entries) > 1 {
			t.Errorf("%q left the folder: %v, %v", name, entries, err)
		}
	})
}

func TestUntouched(t *testing.T) {
	files := map[string]string{"client.go": "package a\n", "fake/server.go": "package fake\n"}
	for _, test := range []struct {
		name   string
		change func(t *testing.T, dir string)
		want   bool
	}{
		{"as it was left", func(*testing.T, string) {}, true},
		{"a file of the user's", func(t *testing.T, dir string) { put(t, dir, map[string]string{"mine.go": "package a\n"}) }, true},
		{"line ends of git", func(t *testing.T, dir string) { put(t, dir, map[string]string{"client.go": "package a\r\n"}) }, true},
		{"edited", func(t *testing.T, dir string) { put(t, dir, map[string]string{"client.go": "package b\n"}) }, false},
		{"edited below", func(t *testing.T, dir string) { put(t, dir, map[string]string{"fake/server.go": ""}) }, false},
		{"removed", func(t *testing.T, dir string) { remove(t, dir, "client.go") }, false},
		{"no lock file", func(t *testing.T, dir string) { remove(t, dir, lockName) }, false},
		{"a damaged lock file", func(t *testing.T, dir string) { put(t, dir, map[string]string{lockName: "{"}) }, false},
		{"no folder", func(t *testing.T, dir string) { remove(t, dir, ".") }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			write(t, dir, files)
			before := output.Untouched(dir)
			if before == "" {
				t.Fatal("a client just written was touched")
			}
			test.change(t, dir)
			if got := output.Untouched(dir); (got == before) != test.want || (got == "") == test.want {
				t.Errorf("Untouched() = %q, which was %q", got, before)
			}
		})
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

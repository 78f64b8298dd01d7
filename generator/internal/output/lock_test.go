package output_test

// What the lock file keeps, and which lock files are refused.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/output"
)

// writeLock writes files with what their lock file is to keep.
func writeLock(t *testing.T, dir, api string, files map[string][]byte) *output.Plan {
	t.Helper()
	plan, err := output.Compare(dir, files, []byte(api))
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Write(); err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestLock(t *testing.T) {
	const hash = "sha256:0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f"
	dir := t.TempDir()
	writeLock(t, dir, `{"n":"<é>"}`, map[string][]byte{"b.go": []byte("b\r\n"), "a.go": []byte("b\n")})
	got, err := os.ReadFile(filepath.Join(dir, lockName))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "version": 2,
  "api": {
    "n": "<é>"
  },
  "files": {
    "a.go": "` + hash + `",
    "b.go": "` + hash + `"
  }
}
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("lock file (-want +got):\n%s", diff)
	}
}

// TestLockAlone: a lock file is written where nothing else changes, and is told.
func TestLockAlone(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{"a.go": []byte("a")}
	for _, api := range []string{`{"n":1}`, `{"n":2}`, "", "null"} {
		got := writeLock(t, dir, api, files)
		if !cmp.Equal(got.Update, []string{lockName}) && !cmp.Equal(got.Create, []string{"a.go", lockName}) {
			t.Errorf("%s: got %+v, expected the lock file to be written", api, got)
		}
		if again := writeLock(t, dir, api, files); again.Update != nil {
			t.Errorf("%s: a second run writes %q", api, again.Update)
		}
	}
	if _, err := output.Compare(dir, files, []byte("{")); err == nil {
		t.Error("no error for what is not JSON")
	}
}

func TestReadLock(t *testing.T) {
	tests := []struct{ name, lock, want string }{
		{"version 1", `{"version":1,"files":{}}`, ""},
		{"nothing kept", `{"version":2,"files":{}}`, ""},
		{"as it was written", `{"version": 2, "api": {"a": [1, "é"]}, "files": {}}`, `{"a": [1, "é"]}`},
		{"a number", `{"api":1.50,"files":{},"version":2}`, `1.50`},
		{"places are those of the file", "{\r\n\"files\": {},\r\n  \"version\": 2, \"api\":\n {\n}}", "{\n}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{lockName: test.lock})
			got, err := output.ReadLock(dir)
			if err != nil {
				t.Fatal(err)
			}
			api := strings.TrimLeft(string(got), " \n")
			if diff := cmp.Diff(test.want, api); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			before := test.lock[:strings.LastIndex(test.lock, api)]
			if i := len(got) - len(api); api != "" && (i != len(before) || strings.Count(string(got[:i]), "\n") != strings.Count(before, "\n")) {
				t.Errorf("%q stands at another place than in the file", got)
			}
		})
	}
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "nowhere")} {
		if got, err := output.ReadLock(dir); got != nil || err != nil {
			t.Errorf("got %q, %v without a lock file", got, err)
		}
	}
}

// TestLockRefused: each error has its place, and is the same for Compare.
func TestLockRefused(t *testing.T) {
	const other = `"files":{"a.go":"sha256:0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f"}`
	tests := []struct{ name, lock, want string }{
		{"empty", "", ":1:1: is damaged: is not JSON (unexpected end of JSON input): restore it, after a merge together with the client of one side, and generate again"},
		{"cut off", "{\n  \"version\": 2,", ":2:15: is damaged: is not JSON (unexpected end"},
		{"merge conflict", "{\n  \"version\": 2,\n<<<<<<< HEAD\n", ":3:1: has a merge conflict: take this file of one side, together with its client, and generate again"},
		{"merge conflict, ends of lines as in Windows", "{\r\n  \"version\": 2,\r\n=======\r\n", ":3:1: has a merge conflict"},
		{"merge conflict, resolved by half", "{\"version\": 2,\n\"files\": {}},\n>>>>>>> theirs\n", ":3:1: has a merge conflict"},
		{"two values", `{"version":2,"files":{}} {}`, ":1:26: is damaged: is not JSON"},
		{"another value", "[]", ":1:1: is damaged: has [ where an object is expected"},
		{"null", " null", ":1:1: is damaged: has <nil> where an object is expected"},
		{"no version", `{"files":{}}`, `:1:1: is damaged: lacks "version" or "files"`},
		{"no files", `{"version":2}`, `:1:1: is damaged: lacks "version" or "files"`},
		{"later version", `{"version":3,"names":{}}`, ":1:12: has version 3, expected 2 or less: run the postman-gen-go that wrote it, or a newer one"},
		{"version of another type", `{"version":"2"}`, `:1:12: has version "2", expected`},
		{"unknown member", "{\"version\":2,\n\t\"names\": {}}", `:2:11: has an unknown member "names": if a newer postman-gen-go wrote it, run that one; else remove the member`},
		{"member in another case", `{"Version":2}`, `:1:12: has an unknown member "Version"`},
		{"member twice", `{"version":2,"api":{},"api":{},` + other + "}", `:1:29: is damaged: has "api" twice`},
		{"file twice", `{"version":2,"files":{"a":"sha256:0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f",` + "\n" + `"a":""}}`, `:2:5: is damaged: has "a" twice`},
		{"files in a list", `{"version":2,"files":[]}`, ":1:22: is damaged: has [ where an object is expected"},
		{"file outside", `{"version":1,"files":{"../../precious":"sha256:00"}}`, `:1:40: is damaged: file name "../../precious"`},
		{"no hash", `{"version":1,"files":{"a.go":"md5:00"}}`, `:1:30: is damaged: "md5:00" of a.go: expected "sha256:" and 64 hexadecimal digits`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, map[string]string{lockName: test.lock})
			_, err := output.ReadLock(dir)
			if err == nil || !strings.HasPrefix(err.Error(), filepath.Join(dir, lockName)+test.want) {
				t.Errorf("got error %v, expected …%s%s", err, lockName, test.want)
			}
			if _, compared := output.Compare(dir, nil, nil); compared == nil || err != nil && compared.Error() != err.Error() {
				t.Errorf("Compare fails with %v, ReadLock with %v", compared, err)
			}
		})
	}
}

// FuzzLock: whatever a lock file says, only files below the folder are removed.
func FuzzLock(f *testing.F) {
	f.Add(`{"version":1,"files":{"a.go":"sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}}`)
	f.Add(`{"version":1,"files":{"../a":"","a/../../b":"","/a":""}}`)
	f.Add(`{"version":2,"api":{"a":[]},"files":{"b.go":"sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}}`)
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		put(t, dir, map[string]string{lockName: text, "a.go": "a"})
		plan, err := compare(dir, nil)
		if err != nil {
			return
		}
		for _, name := range plan.Remove {
			if name != "a.go" {
				t.Errorf("%q would be removed", name)
			}
		}
	})
}

// FuzzGuard: the same for what a killed run has left.
func FuzzGuard(f *testing.F) {
	const hash = "// sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb "
	f.Add("\"interrupted\"\n" + hash + "a.go\n" + hash + "../a.go\n" + hash + guardName)
	f.Add(hash + "\n" + hash + lockName + "\n// sha256: a.go\n" + hash + "a.go/" + "\n" + hash + "sub/x.go")
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		put(t, dir, map[string]string{guardName: text, "a.go": "a"})
		plan, err := compare(dir, nil)
		if err != nil {
			return
		}
		for _, name := range plan.Remove {
			if name != "a.go" && name != guardName {
				t.Errorf("%q would be removed", name)
			}
		}
	})
}

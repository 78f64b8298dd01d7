package output_test

// Runs that are killed, that fail, and that meet: TestKilled, TestFailures, TestTogether.
// Each is stopped before each of its operations on the disk.

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/output"
)

const (
	guardName = "INTERRUPTED-run-postman-gen-go-again.go"
	staging   = ".postman-gen-go.tmp"
)

// versions are clients, each of which has files in common with the one before it, and
// packages that it has not.
var versions = map[string]map[string]string{
	"none": {},
	"old": {
		"a.go": "package zoom // old\n", "same.go": "package zoom // same\n", "gone.go": "package zoom // old\n",
		"testdata/a.json": "old", "testdata/gone/a.json": "old",
		"zoomtest/server.go": "package zoomtest // old\n", "zoomtest/testdata/a.json": "old",
	},
	"new": {
		"a.go": "package zoom // new\n", "same.go": "package zoom // same\n", "added.go": "package zoom // new\n",
		"testdata/a.json": "new", "testdata/added/a.json": "new",
		"newtest/server.go": "package newtest // new\n", "newtest/testdata/a.json": "new",
	},
	"next": {
		"a.go": "package zoom // next\n", "same.go": "package zoom // next\n", "added.go": "package zoom // next\n", "gone.go": "package zoom // next\n",
		"testdata/a.json":    "next",
		"zoomtest/server.go": "package zoomtest // next\n", "zoomtest/testdata/a.json": "old",
	},
}

// stopped is a disk on which something happens in place of operations.
type stopped struct {
	*os.Root
	left *int                                // operations before that
	stop func(operation *fs.PathError) error // what happens, at each one from then on; nil lets it pass
}

func (s stopped) step(operation, name string) error {
	*s.left--
	if *s.left >= 0 {
		return nil
	}
	return s.stop(&fs.PathError{Op: operation, Path: name, Err: fs.ErrPermission})
}

func (s stopped) Create(name string) (*os.File, error) {
	if err := s.step("create", name); err != nil {
		return nil, err
	}
	return s.Root.Create(name)
}

func (s stopped) MkdirAll(name string, mode os.FileMode) error {
	if err := s.step("mkdir", name); err != nil {
		return err
	}
	return s.Root.MkdirAll(name, mode)
}

func (s stopped) Remove(name string) error {
	if err := s.step("remove", name); err != nil {
		return err
	}
	return s.Root.Remove(name)
}

func (s stopped) RemoveAll(name string) error {
	if err := s.step("remove", name); err != nil {
		return err
	}
	return s.Root.RemoveAll(name)
}

func (s stopped) Rename(from, to string) error {
	if err := s.step("rename", to); err != nil {
		return err
	}
	return s.Root.Rename(from, to)
}

// carryOut brings a version to dir; stop happens after some operations.
func carryOut(dir, version string, operations int, stop func(*fs.PathError) error) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	plan, err := compare(dir, versions[version])
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return plan.CarryOut(stopped{root, &operations, stop})
}

// TestMain is a run that is to be killed, where a test starts it as one.
func TestMain(m *testing.M) {
	operations, err := strconv.Atoi(os.Getenv("KILLED_AFTER"))
	if err != nil {
		os.Exit(m.Run())
	}
	err = carryOut(os.Getenv("KILLED_IN"), os.Getenv("KILLED_VERSION"), operations, func(*fs.PathError) error {
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		if err != nil {
			panic(err)
		}
		select {} // until the signal comes
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// kill starts a run in a process of its own and kills it after some operations. It
// reports whether the run had ended before.
func kill(t *testing.T, dir, version string, operations int) bool {
	t.Helper()
	run := exec.Command(os.Args[0])
	run.Env = append(os.Environ(), "KILLED_IN="+dir, "KILLED_VERSION="+version, "KILLED_AFTER="+strconv.Itoa(operations))
	out, err := run.CombinedOutput()
	if err != nil && run.ProcessState.ExitCode() > 0 {
		t.Fatalf("%v\n%s", err, out)
	}
	return err == nil
}

// step is how many operations lie between two that tests stop at.
func step() int {
	if testing.Short() {
		return 7
	}
	return 1
}

// TestKilled kills a run at each moment and looks at what is there; the next run, of
// whatever version, makes it good.
func TestKilled(t *testing.T) {
	for _, before := range []string{"none", "old"} {
		t.Run(before, func(t *testing.T) {
			t.Parallel()
			for operations, ended := 0, false; !ended; operations += step() {
				dir := generated(t, before)
				ended = kill(t, dir, "new", operations)
				checkWhole(t, dir, before, "new")
				mend(t, dir, []string{"old", "new", "next"}[operations%3])
				checkFolders(t, dir)
			}
		})
	}
}

// TestKilledTwice: the second run was killed where the first had left files that only
// its guard knew.
func TestKilledTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a hundred processes")
	}
	for first := 22; first < 60; first += 6 {
		for second := 1; second < 80; second += 9 {
			dir := generated(t, "old")
			kill(t, dir, "new", first)
			kill(t, dir, "next", second)
			checkWhole(t, dir, "old", "new", "next")
			mend(t, dir, "old")
			checkFolders(t, dir)
		}
	}
}

// TestGuard: what the go command says of a client that was left in the middle.
func TestGuard(t *testing.T) {
	dir := generated(t, "old")
	put(t, dir, map[string]string{"go.mod": "module example.test/zoom\n\ngo 1.24\n"})
	for operations := 0; !exists(dir, "zoomtest/"+guardName); operations++ {
		kill(t, dir, "new", operations)
	}
	for _, pattern := range []string{".", "./zoomtest", "./newtest"} {
		build := exec.Command("go", "build", pattern)
		build.Dir = dir
		out, err := build.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "this client is neither the old nor the new one, as postman-gen-go was interrupted: run it again") {
			t.Errorf("go build %s: %v\n%s", pattern, err, out)
		}
	}
}

// TestGuardIsNoLicence: files that were edited after a run was killed are somebody's.
func TestGuardIsNoLicence(t *testing.T) {
	for _, name := range []string{"a.go", "gone.go", "added.go"} {
		dir := generated(t, "old")
		for operations := 40; !exists(dir, "added.go"); operations++ {
			kill(t, dir, "new", operations)
		}
		put(t, dir, map[string]string{name: "edited"})
		if _, err := compare(dir, versions["next"]); err == nil || !strings.Contains(err.Error(), name+": was edited by hand") {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

// TestFailures lets each operation fail once, as in a folder that cannot be written to.
func TestFailures(t *testing.T) {
	for failed, operations := true, 0; failed; operations += step() {
		dir, failures := generated(t, "old"), 0
		var where string
		err := carryOut(dir, "new", operations, func(operation *fs.PathError) error {
			failures++
			if failures > 1 {
				return nil
			}
			where = operation.Op + " " + operation.Path
			return operation
		})
		failed = failures > 0
		found := client(t, dir)
		switch {
		case err == nil: // of what does not matter, such as an empty folder that stays
			expect(t, where, "new", found)
		case strings.Contains(err.Error(), staging+": "), strings.Contains(err.Error(), guardName+": "):
			checkWhole(t, dir, "old", "new")
		default:
			expect(t, where, "old", found)
			if exists(dir, guardName) || exists(dir, staging) {
				t.Errorf("%s failed, and something is left: %v", where, tree(t, dir))
			}
		}
		if err != nil && !strings.HasPrefix(err.Error(), dir) {
			t.Errorf("%s: error %q does not begin with a file", where, err)
		}
		mend(t, dir, "next")
	}
}

// TestFailuresForGood lets all operations fail from some moment on, undoing included.
func TestFailuresForGood(t *testing.T) {
	for failed, operations := true, 0; failed; operations += 3 * step() {
		dir := generated(t, "old")
		failed = false
		carryOut(dir, "new", operations, func(operation *fs.PathError) error {
			failed = true
			return operation
		})
		checkWhole(t, dir, "old", "new")
		mend(t, dir, "next")
	}
}

// full is a disk without space.
type full struct{ *os.Root }

func (full) Create(string) (*os.File, error) { return os.OpenFile("/dev/full", os.O_WRONLY, 0) }

func TestFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip(err)
	}
	dir := generated(t, "old")
	plan, err := compare(dir, versions["new"])
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := plan.CarryOut(full{root}); err == nil || err.Error() != filepath.Join(dir, "added.go")+": no space left on device" {
		t.Errorf("got error %v", err)
	}
	expect(t, "full disk", "old", client(t, dir))
}

// TestReadOnly takes the right to write from each folder in turn.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write anywhere")
	}
	for _, name := range []string{".", "zoomtest", "testdata", "testdata/gone"} {
		dir := generated(t, "old")
		plan, err := compare(dir, versions["new"])
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(dir, name)
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
		err = plan.Write()
		if err == nil || !strings.HasPrefix(err.Error(), folder) || !strings.HasSuffix(err.Error(), ": permission denied") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got error %v", name, err)
		}
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		expect(t, name, "old", client(t, dir))
		mend(t, dir, "new")
	}
}

// TestClaimed: while another run writes, this one fails and changes nothing.
func TestClaimed(t *testing.T) {
	dir := generated(t, "old")
	release, err := output.Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := compare(dir, versions["new"]) // looking is allowed
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Write(); err == nil || err.Error() != dir+": another postman-gen-go is writing to this folder: run again when it has ended" {
		t.Errorf("got error %v", err)
	}
	expect(t, "claimed", "old", client(t, dir))
	release()
	mend(t, dir, "new")
}

// TestOvertaken: another run has written since this one looked.
func TestOvertaken(t *testing.T) {
	dir := generated(t, "old")
	plan, err := compare(dir, versions["new"])
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, versions["next"])
	if err := plan.Write(); err != nil {
		t.Fatal(err)
	}
	expect(t, "overtaken", "new", client(t, dir))

	plan, err = compare(dir, versions["next"])
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"a.go": "edited"})
	if err := plan.Write(); err == nil || !strings.Contains(err.Error(), "a.go: was edited by hand") {
		t.Errorf("got error %v", err)
	}
}

// TestTogether lets runs of different versions write to a folder at the same time.
func TestTogether(t *testing.T) {
	dir := generated(t, "old")
	ended := make(chan error)
	for _, version := range []string{"old", "new", "next"} {
		go func() {
			var failed error
			for range 20 {
				plan, err := compare(dir, versions[version])
				if err == nil {
					err = plan.Write()
				}
				if err != nil && !strings.Contains(err.Error(), "another postman-gen-go is writing") {
					failed = err
				}
			}
			ended <- failed
		}()
	}
	for range 3 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	checkWhole(t, dir, "old", "new", "next")
	if exists(dir, guardName) {
		t.Error("a guard is left")
	}
	mend(t, dir, "next")
}

// generated is a folder with a version.
func generated(t *testing.T, version string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "zoom")
	if version != "none" {
		write(t, dir, versions[version])
	}
	return dir
}

// client is what dir holds of a client, without what a run needs besides.
func client(t *testing.T, dir string) map[string]string {
	t.Helper()
	if !exists(dir, ".") {
		return nil
	}
	found := tree(t, dir)
	maps.DeleteFunc(found, func(name, _ string) bool {
		return strings.HasSuffix(name, "/") || strings.HasPrefix(name, staging) || path.Base(name) == guardName
	})
	return found
}

// expect compares a client with a version.
func expect(t *testing.T, when, version string, found map[string]string) {
	t.Helper()
	if diff := cmp.Diff(versions[version], found); diff != "" {
		t.Errorf("%s (-%s +found):\n%s", when, version, diff)
	}
}

// checkWhole holds that each package is all of one version, and the client as a whole
// as well, unless a guard stands in it.
func checkWhole(t *testing.T, dir string, allowed ...string) {
	t.Helper()
	found := client(t, dir)
	for _, folder := range []string{".", "zoomtest", "newtest"} {
		whole := exists(dir, path.Join(folder, guardName))
		for _, version := range allowed {
			whole = whole || cmp.Equal(below(folder, versions[version]), below(folder, found))
		}
		if !whole {
			t.Fatalf("%s is none of %v, without a guard: %v", folder, allowed, tree(t, dir))
		}
	}
}

// below returns the files in a folder.
func below(folder string, files map[string]string) map[string]string {
	found := map[string]string{}
	for name, content := range files {
		if folder == "." || strings.HasPrefix(name, folder+"/") {
			found[name] = content
		}
	}
	return found
}

// mend lets a run do its work, after which all is well.
func mend(t *testing.T, dir, version string) {
	t.Helper()
	write(t, dir, versions[version])
	expect(t, "mended", version, client(t, dir))
	if exists(dir, guardName) || exists(dir, staging) {
		t.Fatalf("something is left: %v", tree(t, dir))
	}
	again := write(t, dir, versions[version])
	if len(again.Create)+len(again.Update)+len(again.Remove) > 0 {
		t.Errorf("the next run changes %+v", again)
	}
}

// checkFolders holds that no folder is empty.
func checkFolders(t *testing.T, dir string) {
	t.Helper()
	found := tree(t, dir)
	for folder := range found {
		if strings.HasSuffix(folder, "/") && len(below(strings.TrimSuffix(folder, "/"), found)) == 1 {
			t.Fatalf("folder %s is left", folder)
		}
	}
}

func exists(dir, name string) bool {
	_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
	return err == nil
}

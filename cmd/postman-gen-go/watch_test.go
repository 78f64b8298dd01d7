package main

// generate --watch: as a user sees it, and what counts as a change.

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// TestWatch changes inputs under a running command, which is done when it says so.
func TestWatch(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes cannot be interrupted there")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "notes.json")
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("notes.json", served)
	put("postman-gen-go.yaml", "clients:\n  notes: {collection: notes.json, out: notes}\n")
	command := exec.Command("postman-gen-go", "generate", "--watch")
	command.Dir = dir
	command.Env = append(os.Environ(), "HOME="+dir, "XDG_CACHE_HOME="+dir)
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill() }) // where the test fails
	lines := bufio.NewScanner(stderr)
	round := func(want string) {
		t.Helper()
		found := false
		for lines.Scan() {
			found = found || strings.HasPrefix(lines.Text(), want)
			if strings.HasPrefix(lines.Text(), "watching ") {
				break
			}
		}
		if !found {
			t.Errorf("the command did not say %q", want)
		}
	}

	round("notes: 0 services, 1 method, ")
	put("new.json", strings.ReplaceAll(served, "Ping", "Pong"))
	if err := os.Rename(filepath.Join(dir, "new.json"), file); err != nil { // as editors do
		t.Fatal(err)
	}
	round("notes: 0 services, 1 method, ")
	put("notes.json", `{"info": `)
	round("notes.json:1:10: not JSON")
	put("notes.json", served)
	round("notes: 0 services, 1 method, ")
	put("postman-gen-go.yaml", "clients:\n  notes: {collection: notes.json}\n")
	round("postman-gen-go.yaml:2:3: client notes has no out")
	put("postman-gen-go.yaml", "clients:\n  mail: {collection: notes.json, out: mail}\n")
	round("mail: 0 services, 1 method, ")

	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // to the end
	}
	if err := command.Wait(); err != nil {
		t.Errorf("interrupted, the command ended with %v, expected success", err)
	}
}

func TestChanged(t *testing.T) {
	const ours = "in/notes.json"
	write := fsnotify.Event{Name: "./" + ours, Op: fsnotify.Write}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		events := make(chan fsnotify.Event)
		problems := make(chan error)
		done := make(chan time.Time)
		wait := func() {
			if err := changed(ctx, events, problems, []string{ours}); err != nil {
				t.Error(err)
			}
			done <- time.Now()
		}

		go wait()
		events <- fsnotify.Event{Name: "in/other.json", Op: fsnotify.Write}
		events <- fsnotify.Event{Name: ours, Op: fsnotify.Chmod}
		time.Sleep(time.Hour)
		synctest.Wait()
		select {
		case <-done:
			t.Fatal("what is no change of the file ended the waiting")
		default:
		}
		start := time.Now()
		for range 5 { // as it is written in steps
			events <- write
			time.Sleep(quietTime / 2)
		}
		if took, want := (<-done).Sub(start), 3*quietTime; took != want {
			t.Errorf("a change was told after %v, expected %v", took, want)
		}

		go wait()
		problems <- fsnotify.ErrEventOverflow // which may have hidden a change
		<-done

		go wait()
		cancel()
		<-done
	})
}

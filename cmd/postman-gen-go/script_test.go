package main

// Terminal sessions: each file of testdata/script is one, in the language of
// testscript, which adds here "exits CODE COMMAND…", and "modified FILE FOLDER", which
// writes down when each file of a folder was modified; "damage FOLDER" cuts its files short.
// $SERVER is the address of a
// web server that has a collection, and Postman's API; $PRIVATE is the same with a
// user and a password. $CHECKOUT is this module, $CONSUMER one that uses it.

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"postman-gen-go": main})
}

func TestScripts(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(serve))
	t.Cleanup(server.Close) // after the sessions, which run in parallel
	checkout, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SERVER", server.URL)
			env.Setenv("HOME", filepath.Join(env.WorkDir, ".home"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			env.Setenv("PRIVATE", strings.Replace(server.URL, "://", "://me:secret@", 1))
			env.Setenv("CHECKOUT", checkout)
			env.Setenv("CONSUMER", filepath.Join(checkout, "cmd/postman-gen-go/testdata/consumer"))
			return shareCaches(env)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":    exits,
			"modified": modified,
			"damage":   damage,
		},
	})
}

// served is the collection that the web server has.
const served = `{
  "info": {"name": "Notes", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [{"name": "Ping", "request": {"method": "GET", "url": "https://api.example.com/ping"}}]
}`

// serve is the web server. Its secrets are all "secret".
func serve(w http.ResponseWriter, r *http.Request) {
	user, password, _ := r.BasicAuth()
	open := user == "me" && password == "secret" && r.FormValue("key") == "secret"
	known := r.Header.Get("X-API-Key") == "secret"
	switch r.URL.Path {
	case "/notes.json":
		fmt.Fprint(w, served)
	case "/private/notes.json":
		if !open {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		fmt.Fprint(w, served[:40])
	case "/collections/12-ab":
		if !known {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprintf(w, `{"collection": %s}`, served)
	case "/collections/12-busy":
		w.WriteHeader(http.StatusTooManyRequests)
	default:
		http.NotFound(w, r)
	}
}

// shareCaches lets the go command of a script use what was built and downloaded
// already: testscript gives it an empty home.
func shareCaches(env *testscript.Env) error {
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			return err
		}
		env.Setenv(name, strings.TrimSpace(string(value)))
	}
	return nil
}

// exits runs a command that must end with the given exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%v exited with %d, expected %d", args[1:], got, want)
	}
}

// modified writes down when each file of a folder was modified.
func modified(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: modified FILE FOLDER")
	}
	var text strings.Builder
	err := filepath.WalkDir(ts.MkAbs(args[1]), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			fmt.Fprintln(&text, name, info.ModTime().UnixNano())
		}
		return err
	})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text.String()), 0o644))
}

// damage cuts the files of a folder short.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage FOLDER")
	}
	files, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, file := range files { // as a full disk leaves them
		ts.Check(os.Truncate(filepath.Join(ts.MkAbs(args[0]), file.Name()), 10))
	}
}

package main

// What generating the clients of a configuration costs, if all of them are new, and if
// nothing has changed: BenchmarkClients. It counts the CPU time of the command from start to
// exit, since wall time depends on who else is working.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkClients generates 20 clients of our own collections.
func BenchmarkClients(b *testing.B) {
	dir := b.TempDir()
	command := filepath.Join(dir, "postman-gen-go")
	if text, err := exec.Command("go", "build", "-o", command, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, text)
	}
	collections, err := filepath.Abs("../../collections")
	if err != nil {
		b.Fatal(err)
	}
	var configuration strings.Builder
	configuration.WriteString("clients:\n")
	for i := range 20 {
		name := []string{"zoom", "shop", "archive"}[i%3]
		fmt.Fprintf(&configuration, "  c%d: {collection: %s/%s.postman_collection.json, out: out/c%d}\n", i, filepath.ToSlash(collections), name, i)
	}
	files := map[string]string{"postman-gen-go.yaml": configuration.String(), "go.mod": "module example.test/clients\n\ngo 1.26\n"}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	run := func(b *testing.B) time.Duration {
		generate := exec.Command(command, "generate", "--quiet")
		generate.Dir = dir
		generate.Env = append(os.Environ(), "HOME="+dir, "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
		if text, err := generate.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
		return generate.ProcessState.UserTime() + generate.ProcessState.SystemTime()
	}
	b.Run("run=first", func(b *testing.B) {
		var cpu time.Duration
		for b.Loop() {
			if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
				b.Fatal(err)
			}
			cpu += run(b)
		}
		b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "cpu-ms/op")
	})
	b.Run("run=unchanged", func(b *testing.B) {
		run(b)
		var cpu time.Duration
		for b.Loop() {
			cpu += run(b)
		}
		b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "cpu-ms/op")
	})
}

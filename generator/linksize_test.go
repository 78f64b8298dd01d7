//go:build unix

package generator_test

// What a client costs a program that uses little of it: BenchmarkLinkSize.

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// largestRatio is how many times as large a program may be as one with a client of the one operation that it calls.
const largestRatio = 1.2

// BenchmarkLinkSize links programs that call one operation: of a client with a thousand, and of a client that has no other.
// The linker leaves out what is not reachable, so what this adds up to is what nobody calls and something still holds:
// a table, a variable that is computed, a type with its methods.
func BenchmarkLinkSize(b *testing.B) {
	for _, shape := range []struct {
		name      string
		perFolder int
	}{{"folders=50", 20}, {"folders=1000", 1}} {
		b.Run(shape.name, func(b *testing.B) {
			for b.Loop() {
				all, alone := linkedSize(b, 1_000, shape.perFolder), linkedSize(b, 1, 1)
				ratio := float64(all) / float64(alone)
				if ratio > largestRatio {
					b.Errorf("%d bytes are %.3f times %d", all, ratio, alone)
				}
				b.ReportMetric(float64(all)/1e6, "MB")
				b.ReportMetric(float64(alone)/1e6, "MB-alone")
				b.ReportMetric(ratio, "times-alone")
			}
		})
	}
}

// linkedSize returns the size of a program that calls the first of so many operations.
func linkedSize(b *testing.B, operations, perFolder int) int64 {
	out, err := generator.Generate(syntheticCollection(b, operations, perFolder), generator.Options{Package: "shop"})
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	for _, file := range out.Files {
		save(b, filepath.Join(dir, "shop", file.Name), string(file.Content))
	}
	save(b, filepath.Join(dir, "go.mod"), "module example.com/user\n\ngo 1.24\n")
	save(b, filepath.Join(dir, "main.go"), linkedProgram)
	build := exec.Command("go", "build", "-o", "user", ".")
	build.Dir = dir
	if text, err := build.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, text)
	}
	info, err := os.Stat(filepath.Join(dir, "user"))
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

const linkedProgram = `package main

import (
	"context"
	"fmt"

	"example.com/user/shop"
)

func main() {
	client, err := shop.New()
	if err != nil {
		panic(err)
	}
	fmt.Println(client.Department0.ReplaceProduct0(context.Background(), nil))
}
`

// save writes a file, in a folder that may be new.
func save(b *testing.B, name, content string) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		b.Fatal(err)
	}
}

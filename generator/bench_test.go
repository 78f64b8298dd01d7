//go:build unix

package generator_test

// What generating costs: BenchmarkGenerate on collections made here, BenchmarkCommand on a large one from outside, if it
// is there. Both count CPU time, that of the garbage collector included, since wall time depends on who else is working.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// BenchmarkGenerate reports what one request costs, which must not depend on how many others there are.
func BenchmarkGenerate(b *testing.B) {
	for _, requests := range []int{1_000, 10_000} {
		b.Run(fmt.Sprintf("requests=%d", requests), func(b *testing.B) {
			src := syntheticCollection(b, requests, 20)
			opts := generator.Options{Source: "shop.json", Package: "shop", ImportPath: "example.com/shop"}
			runtime.GC() // the next one is not to be charged for the collection's making

			before := usageNow(b)
			generated := 0
			for b.Loop() {
				out, err := generator.Generate(src, opts)
				if err != nil {
					b.Fatal(err)
				}
				if out.Methods != requests {
					b.Fatalf("generated %d methods of %d requests", out.Methods, requests)
				}
				generated += requests
			}
			usageNow(b).report(b, before, generated)
		})
	}
}

// usage is what this process has used so far.
type usage struct {
	cpu           time.Duration
	mallocs, size uint64
}

func usageNow(b *testing.B) usage {
	var process syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &process); err != nil {
		b.Fatal(err)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	cpu := time.Duration(process.Utime.Nano() + process.Stime.Nano())
	return usage{cpu, memory.Mallocs, memory.TotalAlloc}
}

// report reports what was used since before, by request.
func (u usage) report(b *testing.B, before usage, requests int) {
	n := float64(requests)
	cpu := u.cpu - before.cpu
	b.ReportMetric(float64(cpu.Microseconds())/n, "cpu-µs/request")
	b.ReportMetric(n/cpu.Seconds(), "requests/cpu-s")
	b.ReportMetric(float64(u.mallocs-before.mallocs)/n, "allocs/request")
	b.ReportMetric(float64(u.size-before.size)/n, "B/request")
}

// largeCollection is too large to be part of the repository: GitHub's REST API, 1,223 requests in 10 MB.
const largeCollection = "../../shared/large/github.postman_collection.json"

// BenchmarkCommand reports the CPU time and the peak memory of the command, from start to exit.
func BenchmarkCommand(b *testing.B) {
	if _, err := os.Stat(largeCollection); errors.Is(err, fs.ErrNotExist) {
		b.Skipf("there is no %s", largeCollection)
	}
	command := filepath.Join(b.TempDir(), "postman-gen-go")
	if text, err := exec.Command("go", "build", "-o", command, "../cmd/postman-gen-go").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, text)
	}
	var cpu time.Duration
	var peak int64
	for b.Loop() {
		out := filepath.Join(b.TempDir(), "github")
		run := exec.Command(command, "generate", largeCollection, "--quiet", "--import-path", "example.com/github", "--out", out)
		if text, err := run.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
		cpu += run.ProcessState.UserTime() + run.ProcessState.SystemTime()
		peak = max(peak, peakMemory(run.ProcessState))
	}
	b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
}

// peakMemory returns the greatest number of bytes that a process had in memory. Darwin counts bytes, others kilobytes.
func peakMemory(process *os.ProcessState) int64 {
	peak := int64(process.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" {
		return peak
	}
	return peak << 10
}

type (
	object = map[string]any
	list   = []any
)

// syntheticCollection returns a collection of so many requests.
func syntheticCollection(b *testing.B, requests, perFolder int) []byte {
	var folders list
	for first := 0; first < requests; first += perFolder {
		var items list
		for i := first; i < min(first+perFolder, requests); i++ {
			items = append(items, syntheticItem(i))
		}
		folders = append(folders, object{"name": fmt.Sprintf("Department %d", len(folders)), "item": items})
	}
	src, err := json.Marshal(object{
		"info":     object{"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
		"auth":     object{"type": "bearer", "bearer": list{object{"key": "token", "value": "{{token}}"}}},
		"variable": list{object{"key": "baseUrl", "value": "https://api.example.com/v1"}},
		"item":     folders,
	})
	if err != nil {
		b.Fatal(err)
	}
	return src
}

// syntheticItem returns a request with six parameters, a JSON body, and two saved responses.
func syntheticItem(i int) object {
	request := object{
		"method": "PUT",
		"url": object{
			"host":     list{"{{baseUrl}}"},
			"path":     list{"stores", ":storeId", "shelves", strconv.Itoa(i), "products", ":productId"},
			"variable": list{parameter("storeId", fmt.Sprint("store-", i)), parameter("productId", fmt.Sprint("product-", i))},
			"query":    list{parameter("page", strconv.Itoa(i)), parameter("sort", fmt.Sprint("name-", i)), parameter("filter", fmt.Sprint("new-", i))},
		},
		"header":      list{parameter("X-Request-Id", fmt.Sprint("request-", i))},
		"body":        object{"mode": "raw", "raw": productJSON(i), "options": object{"raw": object{"language": "json"}}},
		"description": fmt.Sprintf("Replaces **product %d** of a [store](https://example.com/stores). The `sku` stays as it is.", i),
	}
	failure := fmt.Sprintf(`{"error": {"code": "no_product_%d", "message": "There is no such product."}}`, i%50)
	return object{
		"name":    fmt.Sprintf("Replace product %d", i),
		"request": request,
		"response": list{
			savedResponse("Replaced", 200, request, productJSON(i+1)),
			savedResponse("No such product", 404, request, failure),
		},
	}
}

func parameter(key, value string) object {
	description := fmt.Sprintf("The *%s* of the request. See `%s` in the [guide](https://example.com/guide).", key, key)
	return object{"key": key, "value": value, "description": description}
}

func savedResponse(name string, status int, request object, body string) object {
	header := list{object{"key": "Content-Type", "value": "application/json"}}
	return object{"name": name, "code": status, "originalRequest": request, "header": header, "body": body}
}

// productJSON returns an object of twelve fields.
func productJSON(i int) string {
	return fmt.Sprintf(`{
  "id": %d,
  "sku": "SKU-%d",
  "name": "Teapot",
  "description": "A pot for four cups of tea.",
  "price": 19.95,
  "currency": "EUR",
  "available": true,
  "stock": 12,
  "discount": null,
  "tags": ["kitchen", "tea"],
  "supplier": {"name": "Potter & Sons", "country": "DE", "address": {"street": "Kiln Lane 1", "city": "Selb"}},
  "variants": [{"color": "blue", "weight": 1.2}, {"color": "white", "weight": 1.3}]
}`, i, i)
}

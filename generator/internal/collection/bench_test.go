package collection_test

// How time and memory grow with a collection: go test -bench Decode. Each benchmark comes in two sizes, whose figures per
// byte are to be alike.

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// sizes are collections that are big in one way each.
var sizes = []struct {
	name string
	src  func(scale int) string
}{
	{"requests", func(scale int) string { return file(repeat(2_000*scale, bigRequest)) }},
	{"v1", func(scale int) string {
		var ids, requests []string
		for i := range 2_000 * scale {
			ids = append(ids, fmt.Sprintf("%q", strconv.Itoa(i)))
			requests = append(requests, fmt.Sprintf(bigRequestV1, i))
		}
		return `{"order": [` + strings.Join(ids, ", ") + `], "requests": [` + strings.Join(requests, ", ") + `]}`
	}},
	{"examples", func(scale int) string {
		return file(`{"request": "https://example.com", "response": [` + repeat(500*scale, bigResponse) + `]}`)
	}},
	{"string", func(scale int) string {
		return file(`{"request": {"body": "` + strings.Repeat(`text \"text\" `, 80_000*scale) + `"}}`)
	}},
	{"folders", func(scale int) string {
		tree := strings.Repeat(`{"name": "Folder", "item": [`+bigRequest+", ", 200) + bigRequest + strings.Repeat(`]}`, 200)
		return file(repeat(scale, tree))
	}},
	{"nested", func(scale int) string {
		return file(repeat(scale, strings.Repeat(`{"response": [`, 4_950)+`"value"`+strings.Repeat(`]}`, 4_950)))
	}},
}

func repeat(count int, text string) string { return strings.Repeat(text+",\n", count-1) + text }

const bigRequest = `{
  "name": "Feed a cat", "request": {
    "method": "PUT", "description": "Feeds a cat that is hungry.\nAny other is left alone.",
    "header": [{"key": "X-A", "value": "1"}, {"key": "Accept", "value": "application/json", "disabled": true}],
    "url": {
      "raw": "https://example.com/cats/:id?q=1&dry=true", "host": ["example", "com"], "path": ["cats", ":id"],
      "query": [{"key": "q", "value": "1"}, {"key": "dry", "value": "true", "description": "Only tell."}],
      "variable": [{"key": "id", "value": "7"}]
    },
    "body": {"mode": "raw", "raw": "{\n  \"food\": \"fish\",\n  \"grams\": 100\n}", "options": {"raw": {"language": "json"}}}
  }, "response": [` + bigResponse + `]
}`

const bigResponse = `{
  "name": "Fed", "status": "OK", "code": 200, "originalRequest": {"method": "PUT", "url": "https://example.com/cats/7"},
  "header": [{"key": "Content-Type", "value": "application/json"}], "body": "{\n  \"cat\": {\"id\": 7, \"hungry\": false}\n}"
}`

const bigRequestV1 = `{
  "id": "%d", "name": "Feed a cat", "method": "PUT", "description": "Feeds a cat that is hungry.",
  "url": "https://example.com/cats/:id?q=1&dry=true", "pathVariables": {"id": "7"}, "pathVariableData": [],
  "headers": "X-A: 1\nAccept: application/json\n", "headerData": [{"key": "X-A", "value": "1", "enabled": true}],
  "currentHelper": "bearerAuth", "helperAttributes": {"id": "bearer", "token": "{{token}}"},
  "dataMode": "raw", "rawModeData": "{\n  \"food\": \"fish\",\n  \"grams\": 100\n}", "data": [], "responses": []
}`

func BenchmarkDecode(b *testing.B) {
	for _, size := range sizes {
		for _, scale := range []int{1, 10} {
			src := []byte(size.src(scale))
			b.Run(fmt.Sprintf("%s/%d", size.name, scale), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				before := allocated()
				for b.Loop() {
					if _, _, err := collection.Decode(src); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(allocated()-before)/float64(len(src)*b.N), "bytes/byte")
			})
		}
	}
}

// allocated returns how many bytes have been allocated so far.
func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

// TestDecodeMemory holds that memory grows in proportion to the file.
func TestDecodeMemory(t *testing.T) {
	for _, size := range sizes {
		perByte := func(scale int) float64 {
			src := []byte(size.src(scale))
			before := allocated()
			if _, _, err := collection.Decode(src); err != nil {
				t.Fatal(err)
			}
			return float64(allocated()-before) / float64(len(src))
		}
		if small, big := perByte(1), perByte(4); big > 1.2*small {
			t.Errorf("%s: allocated %.1f bytes for each of the file, %.1f when it is four times bigger", size.name, small, big)
		}
	}
}

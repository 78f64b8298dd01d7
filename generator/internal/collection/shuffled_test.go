package collection_test

// What holds for every file: keys have no order.

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// TestDecodeShuffled holds that the order of keys does not matter.
func TestDecodeShuffled(t *testing.T) {
	src := strings.Replace(whole, `"method": "put"`, `"method": 5, "x": {"b": 1}`, 1)
	src = strings.Replace(src, `"hash": "h"`, `"hash": {"b": [], "a": {}}`, 1)
	src = strings.Replace(src, `"mode": "formdata"`, `"mode": "raw", "raw": {"b": 1, "a": 2}, "urlencoded": {"b": 1, "a": 2}`, 1)
	want, wantProblems := decode(t, src)
	var tree any
	if err := json.Unmarshal([]byte(src), &tree); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		got, problems := decode(t, shuffled(random, tree))
		compare(t, "collection", got, want, cmpopts.IgnoreTypes(collection.Position{}))
		byText := cmpopts.SortSlices(func(a, b string) bool { return a < b })
		compare(t, "problems", texts(problems), texts(wantProblems), byText)
	}
}

// shuffled prints JSON with the keys of each object in random order.
func shuffled(random *rand.Rand, tree any) string {
	var parts []string
	switch v := tree.(type) {
	case map[string]any:
		for key, member := range v {
			parts = append(parts, strconv.Quote(key)+": "+shuffled(random, member))
		}
		slices.Sort(parts)
		random.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return "{" + strings.Join(parts, ",\n") + "}"
	case []any:
		for _, element := range v {
			parts = append(parts, shuffled(random, element))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		text, _ := json.Marshal(v)
		return string(text)
	}
}

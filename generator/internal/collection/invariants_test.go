package collection_test

// What holds for every file: keys have no order, pointers point to values, foreign bytes do no harm.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
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

// TestDecodePointers holds that every pointer of a collection points to a value of the file.
func TestDecodePointers(t *testing.T) {
	src := strings.Replace(whole, `"username"`, `"user/na~me"`, 1)
	c, _ := decode(t, src)
	var tree any
	if err := json.Unmarshal([]byte(src), &tree); err != nil {
		t.Fatal(err)
	}
	found := pointers(reflect.ValueOf(c))
	if len(found) < 20 || !slices.Contains(found, "/item/0/auth/basic/user~1na~0me") {
		t.Errorf("got only the pointers %q", found)
	}
	for _, pointer := range found {
		if err := follow(tree, pointer); err != nil {
			t.Errorf("%s: %v", pointer, err)
		}
	}
}

// pointers collects all fields named Pointer.
func pointers(v reflect.Value) (all []string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return pointers(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, pointers(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "Pointer" {
				all = append(all, v.Field(i).String())
			}
			all = append(all, pointers(v.Field(i))...)
		}
	}
	return all
}

// follow follows a JSON pointer.
func follow(tree any, pointer string) error {
	for i, token := range strings.Split(pointer, "/") {
		if i == 0 {
			continue
		}
		token = strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
		switch v := tree.(type) {
		case map[string]any:
			if tree = v[token]; tree == nil {
				return fmt.Errorf("no member %q", token)
			}
		case []any:
			at, err := strconv.Atoi(token)
			if err != nil || at >= len(v) {
				return fmt.Errorf("no element %q", token)
			}
			tree = v[at]
		default:
			return fmt.Errorf("%q is within a %T", token, v)
		}
	}
	return nil
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(`{"collection": ` + whole + `}`))
	f.Add([]byte(file(`5, {"item": {"request": "x"}}, {"request": {"url": {"query": "a&&b=", "path": "/"}, "header": "A: b"}}`)))
	f.Add([]byte(file(`{"request": {"url": {"query": {"b": [], "a": 1e999}}, "url": "x", "body": {"raw": {"a": "\u2028\ud800"}}}}`)))
	f.Add([]byte("{\"item\": [\"\xff"))
	f.Fuzz(func(t *testing.T, src []byte) {
		c, problems, err := collection.Decode(src)
		lines := bytes.Count(src, []byte("\n")) + 1
		check := func(what string, p collection.Position) {
			if p.Line < 1 || p.Line > lines || p.Column < 1 {
				t.Errorf("%s is at %v of a file of %d lines", what, p, lines)
			}
		}
		if err != nil {
			check(err.Error(), err.(*collection.Error).Position)
			return
		}
		for _, p := range problems {
			check(p.Text, p.Position)
		}
		checkItems(c.Items, check)
	})
}

func checkItems(items []*collection.Item, check func(string, collection.Position)) {
	for _, item := range items {
		check(item.Pointer, item.Position)
		checkItems(item.Items, check)
		if item.Request != nil {
			check(item.Pointer, item.Request.Position)
		}
	}
}

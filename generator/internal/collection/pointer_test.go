package collection_test

// Every pointer points to what it is said to point to.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

func TestDecodePointers(t *testing.T) {
	for _, test := range []struct {
		src, want string
	}{
		{strings.Replace(whole, `"username"`, `"user/na~me"`, 1), "/item/0/auth/basic/user~1na~0me"},
		{`{"collection": ` + whole + `}`, "/collection/item/0/item/0/response/0/body"},
		{file(`{"request": {"header": "X-A: 1\nX-B: 2"}}`), "/item/0/request/header?:X-B"},
		{file(`{"request": {"body": "x"}}`), "/item/0/request/body"},
		{wholeV1, "/requests/0/helperAttributes/token"},
	} {
		c, _ := decode(t, test.src)
		if found := checkPointers(t, []byte(test.src), c); !slices.Contains(found, test.want) {
			t.Errorf("got no %q but the pointers %q", test.want, found)
		}
	}
}

// checkPointers checks and returns all pointers of a collection.
func checkPointers(t *testing.T, src []byte, c *collection.Collection) []string {
	t.Helper()
	var tree any
	decoder := json.NewDecoder(bytes.NewReader(src))
	decoder.UseNumber() // which may be too big for anything else
	if err := decoder.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	found := pointers(reflect.ValueOf(c))
	all := []string{}
	for pointer, value := range found {
		all = append(all, pointer)
		at, err := follow(tree, pointer)
		if text, isText := at.(string); err != nil || value != nil && isText && text != value.String() {
			t.Errorf("%s points to %v, want %v: %v", pointer, at, value, err)
		}
	}
	return all
}

// pointers collects all fields that are pointers, each with the value that it should point to, if that is known.
func pointers(v reflect.Value) map[string]*collection.Value {
	found := map[string]*collection.Value{}
	collect(v, found)
	delete(found, "")
	return found
}

func collect(v reflect.Value, found map[string]*collection.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			collect(v.Elem(), found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			if field == "ValuePointer" {
				value := v.FieldByName("Value").Interface().(collection.Value)
				found[v.Field(i).String()] = &value
			} else if strings.HasSuffix(field, "Pointer") {
				found[v.Field(i).String()] = nil
			}
			collect(v.Field(i), found)
		}
	}
}

// follow follows a pointer; of a part of a string it tells only whether it is there.
func follow(tree any, pointer string) (any, error) {
	value, err := walk(tree, pointer)
	if whole, part, cut := strings.Cut(pointer, "?"); err != nil && cut {
		value, err = walk(tree, whole)
		if text, _ := value.(string); err == nil && !strings.Contains(text, strings.TrimPrefix(part, ":")) {
			err = fmt.Errorf("no %q in %q", part, text)
		}
		return nil, err
	}
	return value, err
}

// walk follows a JSON pointer, also into strings that hold JSON.
func walk(tree any, pointer string) (any, error) {
	for _, token := range strings.Split(pointer, "/")[1:] {
		if text, ok := tree.(string); ok {
			if err := json.Unmarshal([]byte(text), &tree); err != nil {
				return nil, err
			}
		}
		var found bool
		switch v := tree.(type) {
		case map[string]any:
			tree, found = v[strings.NewReplacer("~1", "/", "~0", "~").Replace(token)]
		case []any:
			at, err := strconv.Atoi(token)
			if found = err == nil && at < len(v); found {
				tree = v[at]
			}
		}
		if !found {
			return nil, fmt.Errorf("no %q", token)
		}
	}
	return tree, nil
}

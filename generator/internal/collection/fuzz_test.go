package collection_test

// Foreign bytes do no harm, and what is JSON is for encoding/json to say.

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(wholeV1))
	f.Add([]byte(`{"collection": ` + whole + `}`))
	f.Add([]byte(file(`5, {"item": {"request": "x"}}, {"request": {"url": {"query": "a&&b=", "path": "/"}, "header": "A: b"}}`)))
	f.Add([]byte(file(`{"request": {"url": {"query": {"b": [], "a": 1e999}}, "url": "x", "body": {"raw": {"a": "\u2028\ud800"}}}}`)))
	f.Add([]byte(`{"requests": [{"url": "{{a?b}}@c:d?e&=#f", "pathVariables": {"": []}, "rawModeData": ["x"], "currentHelper": "hawkAuth"}]}`))
	f.Add([]byte(`{"order": [1, 1], "requests": [{"id": 1, "data": [{"key": "", "type": "file", "value": ["a"]}], "headers": "//A:b"}]}`))
	f.Add([]byte(`{"order": [], "folders": [{"id": "a", "folders_order": ["b"]}, {"id": "b", "folders_order": ["a", "b"]}]}`))
	f.Add([]byte("{\"item\": [\"\xff"))
	f.Add([]byte("\xFF\xFE{\x00}\x00\x00"))
	f.Fuzz(func(t *testing.T, src []byte) {
		c, problems, err := collection.Decode(src)
		lines := bytes.Count(src, []byte("\n")) + 1
		check := func(what string, p collection.Position) {
			if p.Line < 1 || p.Line > lines || p.Column < 1 || p.Column > len(src)+1 {
				t.Errorf("%s is at %v of a file of %d lines", what, p, lines)
			}
		}
		checkJSON(t, src, err)
		if err != nil {
			check(err.Error(), err.(*collection.Error).Position)
			return
		}
		for _, p := range problems {
			check(p.Text, p.Position)
		}
		checkItems(c.Items, check)
		if utf8.Valid(src) {
			checkPointers(t, bytes.TrimPrefix(src, []byte("\uFEFF")), c)
		}
	})
}

// checkJSON holds that UTF-8 text is refused as no JSON if, and only if, encoding/json refuses it.
func checkJSON(t *testing.T, src []byte, err error) {
	t.Helper()
	if bytes.HasPrefix(src, []byte("\xFF\xFE")) || bytes.HasPrefix(src, []byte("\xFE\xFF")) {
		return
	}
	refused := false
	for _, text := range []string{"not JSON", "nested deeper", "is empty"} {
		refused = refused || err != nil && strings.Contains(err.Error(), text)
	}
	if valid := json.Valid(bytes.TrimPrefix(src, []byte("\uFEFF"))); valid == refused {
		t.Errorf("encoding/json says %t, the error is %v", valid, err)
	}
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

// FuzzString holds that strings mean what encoding/json says.
func FuzzString(f *testing.F) {
	for _, seed := range []string{`a`, `\"\\\/\b\f\n\r\t`, `\u00e9é\uD83D\uDE00`, `\ud83d`, `\ude00\ud83d`, `\ud83d\n`, `\ud83d\u0041`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, literal string) {
		var want string
		src := `"` + literal + `"`
		if json.Unmarshal([]byte(src), &want) != nil || !utf8.ValidString(literal) {
			return
		}
		if got := value(t, src).String(); got != want {
			t.Errorf("%s: got %q, want %q", src, got, want)
		}
	})
}

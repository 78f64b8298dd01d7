package oracles

// Whoever edits a collection without changing the API breaks no caller:
// golang.org/x/exp/apidiff compares the client before with the client after, made
// with the lock of the one before.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/exp/apidiff"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// mutations edit a collection, given as decoded JSON, as people do; none changes
// the API.
var mutations = map[string]func(col map[string]any){
	"requests renamed":         func(col map[string]any) { renameRequests(col) },
	"folders renamed":          func(col map[string]any) { renameFolders(col) },
	"all renamed, without IDs": func(col map[string]any) { renameRequests(col); renameFolders(col); dropIDs(col) },
	"moved up":                 flatten,
	"moved down":               nest,
	"moved, without IDs":       func(col map[string]any) { flatten(col); dropIDs(col) },
	"reordered":                reverse,
	"IDs dropped":              func(col map[string]any) { dropIDs(col) },
	"examples removed":         func(col map[string]any) { eachRequest(col, func(it map[string]any) { delete(it, "response") }) },
	"an example removed":       func(col map[string]any) { eachRequest(col, removeExample) },
	"an example added":         func(col map[string]any) { eachRequest(col, func(it map[string]any) { addExample(it, "{}") }) },
	"a member added": func(col map[string]any) {
		eachRequest(col, func(it map[string]any) { addExample(it, `{"aMemberMore": {"id": 1, "name": "x"}}`) })
	},
	"parameters added": func(col map[string]any) { eachRequest(col, addParameters) },
	"requests added":   addRequests,
	"requests doubled": doubleRequests,
	"errors added":     func(col map[string]any) { eachRequest(col, addError) },
}

// edit decodes a collection, edits and encodes it; nil if it is not a collection
// in JSON without comments.
func edit(t *testing.T, collection []byte, mutate func(map[string]any)) []byte {
	t.Helper()
	var col map[string]any
	decoder := json.NewDecoder(bytes.NewReader(collection))
	decoder.UseNumber()
	if decoder.Decode(&col) != nil {
		return nil
	}
	if col["item"] == nil {
		return nil // schema v1, or wrapped by Postman's API
	}
	mutate(col)
	edited, err := json.Marshal(col)
	if err != nil {
		t.Fatal(err)
	}
	return edited
}

func children(it map[string]any) []map[string]any {
	var list []map[string]any
	items, _ := it["item"].([]any)
	for _, inner := range items {
		if inner, ok := inner.(map[string]any); ok {
			list = append(list, inner)
		}
	}
	return list
}

func isFolder(it map[string]any) bool { _, ok := it["item"].([]any); return ok }

func eachRequest(it map[string]any, visit func(map[string]any)) {
	for _, inner := range children(it) {
		if isFolder(inner) {
			eachRequest(inner, visit)
		} else {
			visit(inner)
		}
	}
}

func renameRequests(col map[string]any) {
	n := 0
	eachRequest(col, func(it map[string]any) { n++; it["name"] = fmt.Sprintf("Zebra %c%d", 'Z'-n%26, n) })
}

func renameFolders(it map[string]any) {
	for i, inner := range children(it) {
		if isFolder(inner) {
			inner["name"] = fmt.Sprintf("Crate %c%d", 'Z'-i%26, i)
			renameFolders(inner)
		}
	}
}

func dropIDs(it map[string]any) {
	for _, key := range []string{"id", "_postman_id", "uid"} {
		delete(it, key)
	}
	responses, _ := it["response"].([]any)
	for _, r := range responses {
		if r, ok := r.(map[string]any); ok {
			dropIDs(r)
		}
	}
	for _, inner := range children(it) {
		dropIDs(inner)
	}
}

// flatten takes all requests out of their folders.
func flatten(col map[string]any) {
	var all []any
	eachRequest(col, func(it map[string]any) { all = append(all, it) })
	if hasInheritance(col) {
		return // who moves out of a folder loses its auth
	}
	col["item"] = all
}

func hasInheritance(it map[string]any) bool {
	return slices.ContainsFunc(children(it), func(inner map[string]any) bool {
		return isFolder(inner) && (inner["auth"] != nil || inner["protocolProfileBehavior"] != nil || hasInheritance(inner))
	})
}

// nest puts everything into a folder.
func nest(col map[string]any) {
	col["item"] = []any{map[string]any{"name": "Everything", "item": col["item"]}}
}

func reverse(it map[string]any) {
	for _, key := range []string{"item", "response"} {
		list, _ := it[key].([]any)
		slices.Reverse(list)
	}
	for _, inner := range children(it) {
		reverse(inner)
	}
}

func removeExample(it map[string]any) {
	if responses, _ := it["response"].([]any); len(responses) > 0 {
		it["response"] = responses[1:]
	}
}

// addExample adds an answer where all successes are JSON objects: one of another
// kind would change the API.
func addExample(it map[string]any, body string) {
	responses, _ := it["response"].([]any)
	code := any(200)
	for _, r := range responses {
		response, _ := r.(map[string]any)
		status, _ := response["code"].(json.Number)
		text, _ := response["body"].(string)
		var members map[string]any
		switch {
		case strings.Trim(status.String()[:min(1, len(status))], "1345") == "" && status != "":
		case json.Unmarshal([]byte(text), &members) == nil && !slices.ContainsFunc(slices.Collect(maps.Keys(members)), isData):
			code = response["code"]
		default:
			return
		}
	}
	it["response"] = append(responses, map[string]any{
		"name": "One more", "code": code, "header": []any{map[string]any{"key": "Content-Type", "value": "application/json"}}, "body": body,
	})
}

// isData tells a key of a map.
func isData(key string) bool { return !regexp.MustCompile(`^[A-Za-z_@$][-\w@$]*$`).MatchString(key) }

func addError(it map[string]any) {
	responses, _ := it["response"].([]any)
	it["response"] = append(responses, map[string]any{
		"name": "Teapot", "code": 418, "header": []any{map[string]any{"key": "Content-Type", "value": "application/json"}}, "body": `{"error": {"code": "TEA", "message": "short and stout"}}`,
	})
}

// addParameters adds a query parameter and headers, one called as a parameter
// that is there.
func addParameters(it map[string]any) {
	request, ok := it["request"].(map[string]any)
	url, _ := request["url"].(map[string]any)
	if _, isList := url["query"].([]any); !ok || !isList && url["query"] != nil {
		return
	}
	headers, _ := request["header"].([]any)
	headers = append(headers, map[string]any{"key": "X-One-More", "value": "1", "disabled": true})
	if url != nil {
		query, _ := url["query"].([]any)
		for _, q := range query {
			parameter, _ := q.(map[string]any)
			if key, _ := parameter["key"].(string); regexp.MustCompile(`^\w+$`).MatchString(key) {
				headers = append(headers, map[string]any{"key": key, "value": "x", "disabled": true})
				break
			}
		}
		if len(headers) > 1 {
			if header, ok := headers[0].(map[string]any); ok && header["key"] != nil && header["key"] != "" {
				key := header["key"]
				query = append(query, map[string]any{"key": key, "value": "x", "disabled": true})
			}
		}
		url["query"] = append(query, map[string]any{"key": "oneMore", "value": "1", "disabled": true})
	}
	if _, isList := request["header"].([]any); isList || request["header"] == nil {
		request["header"] = headers
	}
}

func deepCopy(v any) any {
	text, _ := json.Marshal(v)
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var again any
	_ = decoder.Decode(&again)
	return again
}

// addRequests puts a request of the same name before each one.
func addRequests(it map[string]any) {
	var list []any
	for _, inner := range children(it) {
		if isFolder(inner) {
			addRequests(inner)
		} else {
			other := deepCopy(inner).(map[string]any)
			delete(other, "id")
			delete(other, "_postman_id")
			other["request"] = map[string]any{"method": "POST", "url": "https://other.example.com/one/more/thing", "header": []any{}}
			delete(other, "response")
			list = append(list, other)
		}
		list = append(list, inner)
	}
	it["item"] = list
}

// doubleRequests puts a copy behind each request.
func doubleRequests(it map[string]any) {
	var list []any
	for _, inner := range children(it) {
		list = append(list, inner)
		if isFolder(inner) {
			doubleRequests(inner)
		} else {
			list = append(list, deepCopy(inner))
		}
	}
	it["item"] = list
}

func TestMutations(t *testing.T) {
	judge := newJudge()
	all := collections(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		collection := edit(t, all[name], func(map[string]any) {})
		if collection == nil {
			continue // not quite JSON
		}
		opts := generator.Options{Package: "client", Source: "api.json"}
		before, err := generator.Generate(collection, opts)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		old := judge.check(t, before.Files, ".")
		opts.Lock = before.Lock
		for _, mutation := range slices.Sorted(maps.Keys(mutations)) {
			t.Run(name+"/"+mutation, func(t *testing.T) {
				after, err := generator.Generate(edit(t, collection, mutations[mutation]), opts)
				if err != nil {
					t.Fatal(err)
				}
				for _, change := range apidiff.Changes(old, judge.check(t, after.Files, ".")).Changes {
					if !change.Compatible {
						t.Error(change.Message)
					}
				}
			})
		}
	}
}

package config_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
)

const whole = `# All that may be said.
clients:
  zoom:
    collection: zoom.postman_collection.json
    environment: staging.json
    out: zoom
    package: zoom
    import-path: example.com/app/zoom
    include: [Users, "GET /reports/*"]
    exclude:
      - Users/Internal
    rename: {Users.Get2: GetByName}
    retype:
      Order.total: string
    hoist: [X-Tenant-Id]
    tests: false
    fake: false
    keep-removed: true
  shop.v2:
    collection: https://example.com/shop.json
    out: ../shop
`

func TestParse(t *testing.T) {
	got, err := config.Parse([]byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	want := []*config.Client{
		{
			Name: "zoom", Collection: "zoom.postman_collection.json", Environment: "staging.json", Out: "zoom", Package: "zoom",
			ImportPath: "example.com/app/zoom", Include: []string{"Users", "GET /reports/*"}, Exclude: []string{"Users/Internal"},
			Rename: map[string]string{"Users.Get2": "GetByName"}, Retype: map[string]string{"Order.total": "string"},
			Hoist: []string{"X-Tenant-Id"}, KeepRemoved: true,
		},
		{Name: "shop.v2", Collection: "https://example.com/shop.json", Out: "../shop", Tests: true, Fake: true},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(config.Client{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	places := []config.Position{
		got[0].At("include", "GET /reports/*"), got[0].At("exclude", "Users/Internal"), got[0].At("rename", "Users.Get2"),
		got[0].At("collection", "zoom.postman_collection.json"), got[1].At("environment", ""),
	}
	if diff := cmp.Diff([]config.Position{{9, 22}, {11, 9}, {12, 14}, {4, 17}, {19, 3}}, places); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
}

// documents are files that the schema and the parser must judge alike, with what the parser says of them.
var documents = []struct{ name, text, want string }{
	{"whole", whole, ""},
	{"JSON is YAML", `{"clients": {"a": {"collection": "a.json", "out": "a"}}}`, ""},
	{"literal text", "clients:\n  a:\n    collection: |-\n      a.json\n    out: 'a'\n", ""},
	{"document marker", "---\nclients: {a: {collection: a.json, out: a}}\n", ""},
	{"empty list", "clients: {a: {collection: a.json, out: a, include: []}}", ""},
	{"empty mapping", "clients: {a: {collection: a.json, out: a, rename: {}}}", ""},
	{"unknown key", "client:\n  a: {collection: a.json, out: a}", `1:1: unknown key "client": did you mean clients?`},
	{"unknown key of a client", "clients:\n  a: {collection: a.json, out: a, zebra: 1}", `2:35: unknown key "zebra": expected collection, environment, out, package, import-path, include, exclude, rename, retype, hoist, tests, fake and keep-removed`},
	{"mistyped key", "clients:\n  a:\n    colection: a.json\n    out: a", `3:5: unknown key "colection": did you mean collection?`},
	{"key in camel case", "clients: {a: {collection: a.json, out: a, importPath: b}}", `1:43: unknown key "importPath": did you mean import-path?`},
	{"no clients", "clients: {}", "1:1: there are no clients: expected at least one, by its name"},
	{"nothing as clients", "clients:", "1:10: found nothing, expected clients by their names"},
	{"clients as a list", "clients: [a]", "1:10: found a list, expected clients by their names"},
	{"a text", "clients", "1:1: found a text, expected the key clients"},
	{"missing keys", "clients:\n  a: {package: a}", "2:3: client a has no collection\n2:3: client a has no out"},
	{"nothing as client", "clients:\n  a:", "2:6: found nothing, expected the keys of a client"},
	{"client as a text", "clients: {a: a.json}", "1:14: found a text, expected the keys of a client"},
	{"client name", "clients: {a b: {collection: a.json, out: a}}", `1:11: client name "a b": expected letters, digits, _, . and -, as it is an argument of commands`},
	{"name like a flag", "clients: {-a: {collection: a.json, out: a}}", `1:11: client name "-a": expected letters, digits, _, . and -, as it is an argument of commands`},
	{"number as text", "clients: {a: {collection: 1, out: a}}", "1:27: found a number, expected collection as a text"},
	{"flag as text", "clients: {a: {collection: a.json, out: true}}", "1:40: found true, expected out as a text"},
	{"nothing as text", "clients: {a: {collection: a.json, out: }}", "1:39: found nothing, expected out as a text"},
	{"list as text", "clients: {a: {collection: [a.json], out: a}}", "1:27: found a list, expected collection as a text"},
	{"empty text", "clients: {a: {collection: '', out: a}}", "1:27: collection is empty"},
	{"text as list", "clients: {a: {collection: a.json, out: a, include: Users}}", "1:52: found a text, expected include as a list"},
	{"nothing as list", "clients: {a: {collection: a.json, out: a, include: null}}", "1:52: found nothing, expected include as a list"},
	{"number in a list", "clients: {a: {collection: a.json, out: a, hoist: [X, 2]}}", "1:54: found a number, expected hoist as a text"},
	{"empty text in a list", "clients: {a: {collection: a.json, out: a, hoist: ['']}}", "1:51: hoist is empty"},
	{"mapping as text", "clients:\n  a:\n    collection:\n      file: a.json\n    out: a", "4:7: found a mapping, expected collection as a text"},
	{"list as mapping", "clients: {a: {collection: a.json, out: a, rename: [b]}}", "1:51: found a list, expected rename as texts by keys"},
	{"nothing as mapping", "clients: {a: {collection: a.json, out: a, retype: ~}}", "1:51: found nothing, expected retype as texts by keys"},
	{"list in a mapping", "clients: {a: {collection: a.json, out: a, rename: {b: [c]}}}", "1:55: found a list, expected rename as a text"},
	{"text as flag", "clients: {a: {collection: a.json, out: a, tests: 'false'}}", "1:50: found a text, expected tests as true or false"},
	{"word as flag", "clients: {a: {collection: a.json, out: a, fake: no}}", "1:49: found a text, expected fake as true or false"},
	{"number as flag", "clients: {a: {collection: a.json, out: a, keep-removed: 1}}", "1:57: found a number, expected keep-removed as true or false"},
	{
		"several", "clients:\n  a: {colection: a.json, out: 1}\n  b: {out: b}\nzebra: 1",
		"2:7: unknown key \"colection\": did you mean collection?\n2:31: found a number, expected out as a text\n3:3: client b has no collection\n4:1: unknown key \"zebra\": expected clients",
	},
}

func TestErrors(t *testing.T) {
	for _, document := range documents {
		t.Run(document.name, func(t *testing.T) { checkError(t, document.text, document.want) })
	}
}

// TestErrorsBeyondSchema has what a schema cannot say, or never sees.
func TestErrorsBeyondSchema(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "1:1: the file is empty, expected the key clients"},
		{"comment alone", "# nothing\n", "1:1: the file is empty, expected the key clients"},
		{"no YAML", "clients: [", "1:10: no YAML: sequence end token ']' not found"},
		{"tab", "clients:\n\ta: {}\n", "2:1: no YAML: found character ' ' that cannot start any token"},
		{"two documents", "clients: {a: {collection: a, out: a}}\n---\nclients: {}\n", "3:1: found a second YAML document, expected one"},
		{"key twice", "clients: {a: {collection: a, out: a, out: b}}", `1:38: no YAML: mapping key "out" already defined at [1:30]`},
		{"client twice", "clients:\n  a: {collection: a, out: a}\n  a: {collection: b, out: b}\n", `3:3: no YAML: mapping key "a" already defined at [2:3]`},
		{"anchor", "clients: {a: &a {collection: a, out: a}}", "1:14: anchors and aliases are not read: write the value out"},
		{"alias", "clients: {a: {collection: a, out: *a}}", "1:35: anchors and aliases are not read: write the value out"},
		{
			"same folder", "clients:\n  a: {collection: a, out: x}\n  b: {collection: b, out: ./x}\n",
			"3:27: clients a and b have the same out, ./x: each needs a folder of its own",
		},
	} {
		t.Run(test.name, func(t *testing.T) { checkError(t, test.text, test.want) })
	}
}

func checkError(t *testing.T, text, want string) {
	t.Helper()
	_, err := config.Parse([]byte(text))
	got := ""
	if err != nil {
		got = err.Error()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSchema holds the schema against the parser, by a validator of what the schema uses.
func TestSchema(t *testing.T) {
	text, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	for _, document := range documents {
		var value any
		if err := yaml.Unmarshal([]byte(document.text), &value); err != nil {
			t.Fatalf("%s: %v", document.name, err)
		}
		if got, want := valid(t, schema, schema, value), document.want == ""; got != want {
			t.Errorf("%s: the schema accepts it: %t, the parser: %t", document.name, got, want)
		}
	}
}

// valid tells whether a value is valid by a schema of JSON Schema 2020-12.
func valid(t *testing.T, root, schema map[string]any, value any) bool {
	t.Helper()
	ok := true
	for keyword, argument := range schema {
		switch keyword {
		case "$schema", "$defs", "title", "description":
		case "$ref":
			name := strings.TrimPrefix(argument.(string), "#/$defs/")
			ok = ok && valid(t, root, root["$defs"].(map[string]any)[name].(map[string]any), value)
		case "type":
			ok = ok && typeOf(value) == argument
		case "minLength":
			s, isText := value.(string)
			ok = ok && (!isText || utf8.RuneCountInString(s) >= int(argument.(float64)))
		case "items":
			list, _ := value.([]any)
			ok = ok && !slices.ContainsFunc(list, func(v any) bool { return !valid(t, root, argument.(map[string]any), v) })
		case "minProperties":
			members, isObject := value.(map[string]any)
			ok = ok && (!isObject || len(members) >= int(argument.(float64)))
		case "required":
			members, _ := value.(map[string]any)
			for _, name := range argument.([]any) {
				_, found := members[name.(string)]
				ok = ok && found
			}
		case "propertyNames":
			pattern := regexp.MustCompile(argument.(map[string]any)["pattern"].(string))
			members, _ := value.(map[string]any)
			for name := range members {
				ok = ok && pattern.MatchString(name)
			}
		case "properties", "additionalProperties":
		default:
			t.Fatalf("the test knows nothing of the keyword %s", keyword)
		}
	}
	members, _ := value.(map[string]any)
	for name, member := range members {
		ok = ok && validMember(t, root, schema, name, member)
	}
	return ok
}

func validMember(t *testing.T, root, schema map[string]any, name string, value any) bool {
	t.Helper()
	properties, _ := schema["properties"].(map[string]any)
	if property, ok := properties[name]; ok {
		return valid(t, root, property.(map[string]any), value)
	}
	switch additional := schema["additionalProperties"].(type) {
	case bool:
		return additional
	case map[string]any:
		return valid(t, root, additional, value)
	}
	return true
}

func typeOf(value any) string {
	switch value.(type) {
	case map[string]any:
		return "object"
	case []any:
		return "array"
	case string:
		return "string"
	case bool:
		return "boolean"
	case nil:
		return "null"
	}
	return "number"
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	below := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(below, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, config.Name)
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(below)
	for _, test := range []struct{ dir, want string }{
		{".", filepath.Join("..", "..", config.Name)},
		{"..", filepath.Join("..", "..", config.Name)},
		{below, file},
	} {
		if got, err := config.Find(test.dir); got != test.want || err != nil {
			t.Errorf("Find(%q) = %q, %v, want %q", test.dir, got, err, test.want)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file, 0o755); err != nil { // a folder is none
		t.Fatal(err)
	}
	if got, err := config.Find("."); !errors.Is(err, config.ErrNotFound) {
		t.Errorf("Find() = %q, %v, want ErrNotFound", got, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, document := range documents {
		f.Add([]byte(document.text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		clients, err := config.Parse(src)
		if (err == nil) == (len(clients) == 0) {
			t.Errorf("%d clients, error %v", len(clients), err)
		}
	})
}

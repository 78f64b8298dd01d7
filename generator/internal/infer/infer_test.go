package infer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// marker is the JSON text of infer.Unknown.
const marker = `"\u0000unknown"`

func TestJSON(t *testing.T) {
	for _, test := range []struct {
		name    string
		samples []string
		want    string // in the notation of describe
	}{
		{"no samples", nil, "unknown"},
		{"string", []string{`"a"`}, "string"},
		{"bool", []string{`true`, `false`}, "bool"},

		{"integers", []string{`1`, `-9223372036854775808`, `9223372036854775807`}, "int/int64"},
		{"minus zero", []string{`-0`}, "int"},
		{"fraction", []string{`0.1`}, "float"},
		{"fraction of zero", []string{`1.0`}, "float"},
		{"exponent", []string{`1e3`}, "float"},
		{"integers and fractions", []string{`1`, `2.5`, `100`}, "float"},
		{"smallest float64", []string{`5e-324`, `-1.7976931348623157E+308`}, "float"},
		{"zero with an exponent", []string{`0.000e999999999999999999999`}, "float"},
		{"zeros around the digits", []string{`0.00012300`, `1230000000000000000000000`}, "float"},
		{"beyond int64, held by float64 but not by its text", []string{`9223372036854775808`}, "number"},
		{"beyond int64 with few digits", []string{`10000000000000000000`}, "float"},
		{"too many digits", []string{`0.12345678901234567890`}, "number"},
		{"integer beyond float64 beside a fraction", []string{`9007199254740993`, `0.5`}, "number"},
		{"too great", []string{`1e309`}, "number"},
		{"too small", []string{`1e-400`}, "number"},
		{"immense exponents", []string{`1e999999999999999999999`, `1e-999999999999999999999`}, "number"},
		{"exponent that strconv cuts off", []string{"0." + strings.Repeat("0", 9990) + "1e100000"}, "number"},

		{"null alone", []string{`null`, `null`}, "unknown"},
		{"null beside a string", []string{`null`, `"a"`}, "string?"},
		{"null beside an array", []string{`[1]`, `null`}, "[int]?"},
		{"null beside an object", []string{`null`, `{"a":1}`}, "{a: int}?"},
		{"null beside an empty object", []string{`null`, `{}`}, "unknown"},
		{"null beside a contradiction", []string{`null`, `1`, `""`}, "unknown"},
		{"null element", []string{`[1,null]`}, "[int?]"},
		{"null member", []string{`{"a":null}`, `{"a":true}`, `{}`}, "{a: bool?}"},

		{"string beside a number", []string{`"1"`, `1`}, "unknown"},
		{"bool beside a number", []string{`true`, `1`}, "unknown"},
		{"object beside an array", []string{`{"a":1}`, `[{"a":1}]`}, "unknown"},
		{"a contradiction costs one member", []string{`{"a":1,"b":1}`, `{"a":"","b":2}`}, "{a: unknown, b: int}"},

		{"marker alone", []string{marker}, "unknown"},
		{"marker beside a value", []string{marker, `1`}, "int"},
		{"marker beside null", []string{marker, `null`}, "unknown"},
		{"marker beside null and a value", []string{`null`, marker, `1`}, "int?"},
		{"marker as a member", []string{`{"a":` + marker + `}`}, "{a: unknown}"},
		{"no marker", []string{`"unknown"`}, "string"},

		{"empty array", []string{`[]`}, "[unknown]"},
		{"empty array beside another", []string{`[]`, `["a"]`, `["b","c"]`}, "[string]"},
		{"elements of all arrays", []string{`[1]`, `[2.5]`}, "[float]"},
		{"mixed elements", []string{`[1,"a"]`}, "[unknown]"},
		{"arrays of arrays", []string{`[[],[1]]`}, "[[int]]"},
		{"objects in arrays", []string{`[{"a":1},{"b":"x"}]`, `[{"a":null}]`}, "[{a: int?, b: string}]"},

		{"empty object", []string{`{}`}, "unknown"},
		{"empty object beside another", []string{`{}`, `{"a":1}`}, "{a: int}"},
		{"order of the text", []string{`{"b":1,"a":{"d":1,"c":2}}`}, "{b: int, a: {d: int, c: int}}"},
		{
			"new members follow the one they follow",
			[]string{`{"a":1,"b":1}`, `{"first":1,"a":1,"x":1,"y":1,"b":1,"z":1}`, `{"b":1,"a":1,"w":1}`},
			"{a: int, w: int, x: int, y: int, b: int, z: int, first: int}",
		},
		{"a repeated key has its last value", []string{`{"a":1,"b":2,"a":"x"}`}, "{a: string, b: int}"},
		{"keys that differ in case", []string{`{"id":1,"ID":"x"}`}, "{id: int, ID: string}"},

		{
			"keys of letters and punctuation",
			[]string{`{"-":1,"$ref":1,"a b":1,"größe":1,"@id":1,"42":1,"a.b[0]":1}`},
			"{-: int, $ref: int, a b: int, größe: int, @id: int, 42: int, a.b[0]: int}",
		},
		{"empty key", []string{`{"":1}`}, "map[int]"},
		{"key with a comma", []string{`{"a,omitempty":1}`}, "map[int]"},
		{"key with a quote", []string{`{"a\"b":1}`}, "map[int]"},
		{"key with an apostrophe", []string{`{"a'b":1}`}, "map[int]"},
		{"key with a backslash", []string{`{"a\\b":1}`}, "map[int]"},
		{"key with a backtick", []string{"{\"a`b\":1}"}, "map[int]"},
		{"key with a control character", []string{`{"a\nb":1}`}, "map[int]"},
		{"key with half a surrogate pair", []string{`{"\ud800":1}`}, "map[int]"},
		{"key that is a symbol", []string{`{"👍":1}`}, "map[int]"},
		{"an impossible key beside another value", []string{`{"":1,"a":"x"}`}, "map[unknown]"},
		{"an impossible key costs its object only", []string{`{"a":{"":1},"b":1}`}, "{a: map[int], b: int}"},
		{"an impossible key in one sample", []string{`{"a":1}`, `{"":1}`}, "map[int]"},
		{"too many keys in one object", []string{objectOf(0, 1001)}, "map[int]"},
		{"too many keys in all objects", []string{objectOf(0, 600), objectOf(500, 1001)}, "map[int]"},

		{"numbers as keys", []string{`{"7":{"a":1},"12":{"b":null}}`}, "map[{a: int, b: unknown}]"},
		{"one number as a key", []string{`{"2024":1.5}`}, "map[float]"},
		{"UUIDs as keys", []string{`{"123e4567-e89b-42d3-a456-426614174000":true}`}, "map[bool]"},
		{"dates as keys", []string{`{"2026-01-01":1,"2026-01-02":null}`}, "map[int?]"},
		{"times as keys", []string{`{"2026-01-01T00:00:00Z":[]}`}, "map[[unknown]]"},
		{"addresses as keys", []string{`{"ann@example.com":1,"bob@example.com":2}`}, "map[int]"},
		{"identifiers as keys", []string{`{"cus_9s6XKzkNRiz8i3":1,"cus_8k2LMwpQRtz7x4":2}`}, "map[int]"},
		{"languages as keys", []string{`{"en":"tea","de":"Tee","pt-BR":"chá"}`}, "map[string]"},
		{"words of two letters as keys", []string{`{"id":1,"to":2}`}, "{id: int, to: int}"},
		{"names that end in digits", []string{`{"line1":"a","line2":"b"}`}, "{line1: string, line2: string}"},
		{"numbers and names as keys", []string{`{"7":1,"total":1}`}, "{7: int, total: int}"},
		{"numbers as keys of values that differ", []string{`{"7":1,"8":"x"}`}, "{7: int, 8: string}"},
		{"the converter's keys", []string{`{"key_0":"<string>","key_1":"<string>"}`}, "map[string]"},
		{"the converter's keys of values that differ", []string{`{"key_0":"<string>","key_1":"<long>"}`}, "map[unknown]"},

		{"a tree", []string{`{"id":1,"children":[{"id":2,"children":[{"id":3,"children":[]}]}]}`}, "{id: int, children: [^]}"},
		{"a list", []string{`{"v":1,"next":{"v":2,"next":null}}`}, "{v: int, next: ^?}"},
		{"a tree with two branches", []string{`{"l":{"l":null,"r":{"l":null,"r":null}},"r":null}`}, "{l: ^?, r: ^?}"},
		{"leaves without branches", []string{`{"id":1,"kids":[{"id":2,"kids":[{"id":3}]}]}`}, "{id: int, kids: [^]}"},
		{"a tree inside", []string{`{"root":{"n":"a","in":[{"n":"b","in":[]}]}}`}, "{root: {n: string, in: [^]}}"},
		{"two levels only", []string{`{"id":1,"kids":[{"id":2}]}`}, "{id: int, kids: [{id: int}]}"},
		{"the same key for something else", []string{`{"data":{"data":[1]}}`}, "{data: {data: [int]}}"},
		{"more inside than outside", []string{`{"item":{"item":null,"x":1}}`}, "{item: {item: unknown, x: int}}"},

		{"times", []string{`"2026-03-14T09:30:00Z"`, `"2026-03-14T09:30:00.120+02:00"`}, "time/date-time"},
		{"a time and null", []string{`"2026-03-14T09:30:00Z"`, `null`}, "time/date-time?"},
		{"a time and another string", []string{`"2026-03-14T09:30:00Z"`, `""`}, "string"},
		{"a time in a form that Go does not read", []string{`"2026-03-14 09:30:00Z"`}, "string/date-time"},
		{"an impossible time", []string{`"2026-02-30T09:30:00Z"`}, "string/date-time"},
		{"dates", []string{`"2026-03-14"`}, "date/date"},
		{"an impossible date", []string{`"2026-13-14"`}, "string/date"},
		{"a date and a time", []string{`"2026-03-14"`, `"2026-03-14T09:30:00Z"`}, "string"},
		{"formats", []string{`["123e4567-e89b-42d3-a456-426614174000"]`}, "[string/uuid]"},
		{"a great integer", []string{`1`, `4000000000`}, "int/int64"},

		{"placeholders of scalars", []string{`["<string>"]`}, "[string]"},
		{"placeholders of numbers", []string{`{"a":"<integer>","b":"<long>","c":"<number>","d":"<float>"}`}, "{a: int, b: int/int64, c: float, d: float/float}"},
		{"placeholders of formats", []string{`{"a":"<dateTime>","b":"<date>","c":"<uuid>","d":"<boolean>"}`}, "{a: time/date-time, b: date/date, c: string/uuid, d: bool}"},
		{"placeholders that may be null", []string{`{"a":"<string,null>","b":"<integer,null-int32>","c":"<string,null-date-time>"}`}, "{a: string?, b: int/int32?, c: time/date-time?}"},
		{"a placeholder beside values", []string{`"<integer>"`, `7`, `null`}, "int?"},
		{"a placeholder beside a fraction", []string{`"<integer>"`, `7.5`}, "float"},
		{"a placeholder that contradicts", []string{`"<integer>"`, `"x"`}, "unknown"},
		{"what the converter gave up", []string{`{"a":"<Circular reference to #/components/schemas/A detected>","b":{"value":"<Error: Too many levels of nesting to fake this schema>"}}`}, "{a: unknown, b: unknown}"},
		{"no placeholder", []string{`["<your name>","<>","<Integer>"]`}, "[string]"},
		{"many objects of many keys", []string{"[" + objectOf(0, 600) + "]", `null`}, "[" + describe(structOfInts(600)) + "]?"},

		{"as deep as can be", []string{nested(199, "1")}, nested(199, "int")},
		{"too deep", []string{nested(200, "1")}, nested(200, "unknown")},
		{"very deep", []string{nested(10000, "")}, nested(200, "unknown")},
		{"white space", []string{" \t\r\n[ 1 , 2 ] \n"}, "[int]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustJSON(t, test.samples...)
			if diff := cmp.Diff(test.want, describe(got)); diff != "" {
				t.Errorf("JSON(%q) (-want +got):\n%s", test.samples, diff)
			}
			for range test.samples {
				rotated := slices.Concat(test.samples[1:], test.samples[:1])
				if diff := cmp.Diff(got, mustJSON(t, rotated...), ignoreOrder); diff != "" {
					t.Errorf("JSON(%q), in another order (-want +got):\n%s", rotated, diff)
				}
				test.samples = rotated
			}
		})
	}
}

func TestJSONFields(t *testing.T) {
	long := strings.Repeat("ä", 100)
	got := mustJSON(t,
		`[{"id": 7, "name": null, "tags": ["a"], "mixed": {}}, {"id": 8, "name": "<Ann> \u0026 Bob"}, {}]`,
		`[{"name": "Cid", "mixed": true, "text": "`+long+`", "later": `+marker+`}]`,
	)
	want := &api.Type{Kind: api.Array, Elem: &api.Type{Kind: api.Object, Struct: &api.Struct{Fields: []*api.Field{
		{Key: "id", Type: &api.Type{Kind: api.Int}, Example: `7`, Seen: 2, Samples: 4},
		{Key: "name", Type: &api.Type{Kind: api.String, Nullable: true}, Example: `"<Ann> & Bob"`, Seen: 3, Samples: 4},
		{Key: "tags", Type: &api.Type{Kind: api.Array, Elem: &api.Type{Kind: api.String}}, Seen: 1, Samples: 4},
		{Key: "mixed", Type: &api.Type{Kind: api.Unknown, OneOf: []api.Kind{api.Bool, api.Object}}, Example: `true`, Seen: 2, Samples: 4},
		{Key: "text", Type: &api.Type{Kind: api.String}, Example: `"` + long[:2*78] + "…", Seen: 1, Samples: 4},
		{Key: "later", Type: &api.Type{Kind: api.Unknown}, Seen: 1, Samples: 4},
	}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct {
		name    string
		samples []string
		want    string // "" is no type
	}{
		{"nothing", nil, ""},
		{"words", []string{"a", "b"}, ""},
		{"integers", []string{"0", "-7", "123456789012345678"}, "int/int64"},
		{"an integer that is written otherwise", []string{"7", "007"}, ""},
		{"a telephone number", []string{"+4930123456"}, ""},
		{"an integer beside nothing", []string{"7", ""}, ""},
		{"more digits than an int64 holds", []string{"1234567890123456789"}, ""},
		{"fractions", []string{"0.5", "7"}, "float"},
		{"a fraction that is written otherwise", []string{"1.50"}, "number"},
		{"an exponent", []string{"1e3"}, ""},
		{"booleans", []string{"true", "false"}, "bool"},
		{"a boolean that is written otherwise", []string{"True"}, ""},
		{"a placeholder", []string{"<long>"}, "int/int64"},
		{"a placeholder of a string", []string{"<string>"}, ""},
		{"a placeholder that may be null", []string{"<integer,null>"}, "int?"},
		{"times", []string{"2026-03-14T09:30:00Z"}, "time/date-time"},
		{"a format", []string{"ann@example.com"}, "string/email"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if typ := infer.Text(test.samples); typ != nil {
				got = describe(typ)
			}
			if got != test.want {
				t.Errorf("Text(%q) = %q, want %q", test.samples, got, test.want)
			}
		})
	}
}

func TestFilled(t *testing.T) {
	text := `{"a": "<long>", "<long>": ["<number>", "<boolean>"], "b": "<dateTime>", "c": "<date>", "d": "<string>", "e": "<null>", "f": "<integer,null-int32>", "g": "<b>", "h": "<uuid>"}`
	want := `{"a": 1, "<long>": [1.5, true], "b": "2026-01-01T00:00:00Z", "c": "2026-01-01", "d": "<string>", "e": null, "f": 1, "g": "<b>", "h": "<uuid>"}`
	if diff := cmp.Diff(want, infer.Filled(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestJSONErrors(t *testing.T) {
	for _, test := range []struct{ sample, want string }{
		{``, "at byte 0: unexpected end of JSON input"},
		{`{"a": [1,`, "at byte 9: unexpected end of JSON input"},
		{`"abc`, "at byte 4: unexpected end of JSON input"},
		{`{"a": nil}`, "at byte 8: invalid character 'i' in literal null (expecting 'u')"},
		{`[1}`, "at byte 3: invalid character '}' after array element"},
		{`[1,]`, "at byte 4: invalid character ']' looking for beginning of value"},
		{`{1: 2}`, "at byte 2: invalid character '1' looking for beginning of object key string"},
		{`{} {}`, "at byte 4: invalid character '{' after top-level value"},
		{nested(300, "1 1"), "at byte 303: invalid character '1' after array element"},
		{nested(10001, ""), "at byte 10001: invalid character '[' exceeded max depth"},
	} {
		want := "sample 2 of 2 is not a JSON document: " + test.want
		got, err := infer.JSON([]string{`1`, test.sample})
		if err == nil || err.Error() != want {
			t.Errorf("JSON(%.20q) = %v, %v; want error %q", test.sample, got, err, want)
		}
	}
}

// ignoreOrder compares types but for what depends on the order of the samples.
var ignoreOrder = cmp.Options{
	cmpopts.SortSlices(func(a, b *api.Field) bool { return a.Key < b.Key }),
	cmpopts.IgnoreFields(api.Field{}, "Example"),
}

func mustJSON(t *testing.T, samples ...string) *api.Type {
	t.Helper()
	got, err := infer.JSON(samples)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// describe writes a type as [element], map[element] or {key: type, …}, with its
// format behind a slash and a ? where it may be null; ^ is the struct that the
// type is in.
func describe(t *api.Type) string { return describeIn(t, nil) }

func describeIn(t *api.Type, outer []*api.Struct) string {
	var text string
	switch t.Kind {
	case api.Array:
		text = "[" + describeIn(t.Elem, outer) + "]"
	case api.Map:
		text = "map[" + describeIn(t.Elem, outer) + "]"
	case api.Object:
		if slices.Contains(outer, t.Struct) {
			text = "^"
			break
		}
		var fields []string
		for _, f := range t.Struct.Fields {
			fields = append(fields, f.Key+": "+describeIn(f.Type, append(outer, t.Struct)))
		}
		text = "{" + strings.Join(fields, ", ") + "}"
	default:
		names := [...]string{"unknown", "string", "int", "float", "number", "bool", "time", "date"}
		text = names[t.Kind]
	}
	if t.Format != "" {
		text += "/" + t.Format
	}
	if t.Nullable {
		text += "?"
	}
	return text
}

// nested puts a text into so many arrays.
func nested(levels int, text string) string {
	return strings.Repeat("[", levels) + text + strings.Repeat("]", levels)
}

// objectOf gives an object with the keys k<from> … k<to-1>.
func objectOf(from, to int) string {
	var members []string
	for i := from; i < to; i++ {
		members = append(members, fmt.Sprintf(`"k%d":%d`, i, i))
	}
	return "{" + strings.Join(members, ",") + "}"
}

// structOfInts gives the type of objectOf(0, n).
func structOfInts(n int) *api.Type {
	s := &api.Struct{}
	for i := range n {
		s.Fields = append(s.Fields, &api.Field{Key: fmt.Sprintf("k%d", i), Type: &api.Type{Kind: api.Int}})
	}
	return &api.Type{Kind: api.Object, Struct: s}
}

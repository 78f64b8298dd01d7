package collection_test

// What cannot be read, in words.

import (
	"strings"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

func TestDecodeError(t *testing.T) {
	const export = "export the collection from Postman as v2.1 and use that file"
	deep := strings.Repeat("[", 10_001)
	for _, test := range []struct{ name, src, want string }{
		{"empty", "", "1:1: the file is empty, expected a Postman collection"},
		{"blank", "\uFEFF \n", "1:1: the file is empty, expected a Postman collection"},
		{"UTF-16", "\xFF\xFE[\x00\n\x00<\x00", "2:1: not JSON: found '<', expected a value or ']'"},
		{"blank in UTF-16", "\xFE\xFF\x00 ", "1:1: the file is empty, expected a Postman collection"},
		{"HTML", " <html>", "1:2: not JSON: found '<', expected a JSON object"},
		{"no name", "{\n  <<<", "2:3: not JSON: found '<', expected a name in double quotes or '}'"},
		{"single quotes", `{'a': 1}`, `1:2: not JSON: found '\'', expected a name in double quotes or '}'`},
		{"number for a name", `{1: 2}`, `1:2: not JSON: found '1', expected a name in double quotes or '}'`},
		{"comma before }", "{\"a\": 1,\n}", "2:1: not JSON: found '}', expected a name in double quotes after the comma"},
		{"comma before ]", `{"a": [1, ]}`, "1:11: not JSON: found ']', expected a value after the comma"},
		{"two commas", `{"a": [1,,2]}`, "1:10: not JSON: found ',', expected a value after the comma"},
		{"comma first", `{"a": [,2]}`, "1:8: not JSON: found ',', expected a value or ']'"},
		{"no colon", `{"a" 1}`, "1:6: not JSON: found '1', expected ':' after the name"},
		{"no value", `{"a": }`, "1:7: not JSON: found '}', expected a value"},
		{"comment", `{"a": // x`, "1:7: not JSON: found '/', expected a value"},
		{"no comma in object", "{\"é\": \"x\"\n \"b\": 1}", "2:2: not JSON: found '\"', expected ',' or '}'"},
		{"no comma in list", `["a" {}]`, "1:6: not JSON: found '{', expected ',' or ']'"},
		{"wrong bracket", `{"a": [1}}`, "1:9: not JSON: found '}', expected ',' or ']'"},
		{"more", `{"a": 1}, {}`, "1:9: not JSON: found ',', expected the end of the file"},
		{"word", `{"a": True}`, "1:7: not JSON: found 'T', expected a value"},
		{"misspelt word", `{"a": trve}`, `1:7: not JSON: found 'v' after "tr", expected a number, true, false or null`},
		{"bad number", `{"a": -x}`, `1:7: not JSON: found 'x' after "-", expected a number, true, false or null`},
		{"bad fraction", `{"a": 1.}`, `1:7: not JSON: found '}' after "1.", expected a number, true, false or null`},
		{"leading zero", `{"a": 01}`, `1:8: not JSON: found '1', expected ',' or '}'`},
		{"line break in string", "{\"a\": \"é\n\"}", `1:9: not JSON: found '\n' inside a string, expected it to be escaped (a line break as \n)`},
		{"bad escape", `{"a": "\q"}`, `1:9: not JSON: found 'q' after a backslash, expected one of "\/bfnrtu`},
		{"bad hex escape", `{"a": "\u00g0"}`, `1:12: not JSON: found 'g', expected four hexadecimal digits after \u`},
		{"bad name", `{"\q": 1}`, `1:4: not JSON: found 'q' after a backslash, expected one of "\/bfnrtu`},
		{"cut in object", "{\"a\": 1\n", "2:1: not JSON: the file ends inside the object that begins at 1:1: is it cut off?"},
		{"cut in list", `{"a": [1, 2`, "1:12: not JSON: the file ends inside the list that begins at 1:7: is it cut off?"},
		{"cut in string", `{"a": "xy`, "1:10: not JSON: the file ends inside the string that begins at 1:7: is it cut off?"},
		{"cut in name", `{"a`, "1:4: not JSON: the file ends inside the string that begins at 1:2: is it cut off?"},
		{"cut after colon", `{"a":`, "1:6: not JSON: the file ends inside the object that begins at 1:1: is it cut off?"},
		{"cut in word", `{"a": [tru`, "1:11: not JSON: the file ends inside the list that begins at 1:7: is it cut off?"},
		{"cut in number", `{"a": -`, "1:8: not JSON: the file ends inside the object that begins at 1:1: is it cut off?"},
		{"cut in escape", `{"a": "\u00`, "1:12: not JSON: the file ends inside the string that begins at 1:7: is it cut off?"},
		{"cut word alone", ` tru`, "1:5: not JSON: the file ends inside a value that begins at 1:2: is it cut off?"},
		{"too deep", deep, "1:10001: found JSON nested deeper than 10000 levels, which no collection is"},
		{"list", `[]`, "1:1: found a list, expected a Postman collection, which is an object: " + export},
		{"string", `"x"`, "1:1: found a string, expected a Postman collection, which is an object: " + export},
		{"object", ` {}`, `1:2: found an object without "item", expected a Postman collection: ` + export},
		{
			"environment", `{"name": "x", "values": []}`,
			"1:1: found a Postman environment, expected a Postman collection: " + export,
		},
		{
			"OpenAPI", `{"openapi": "3.0.0", "info": {}}`,
			"1:1: found an OpenAPI document, expected a Postman collection: import it into Postman, then " + export,
		},
		{
			"Swagger", `{"swagger": "2.0", "info": {}}`,
			"1:1: found a Swagger document, expected a Postman collection: import it into Postman, then " + export,
		},
		{"no items", `{"info": {}}`, `1:1: found a collection without "item": ` + export},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := collection.Decode([]byte(test.src))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %v", err, test.want)
			}
		})
	}
}

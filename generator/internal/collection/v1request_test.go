package collection_test

// The forms of a request's parts in schema v1, and of its saved responses.

import (
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// testRequestsV1 does as testRequests.
func testRequestsV1(t *testing.T, tests []requestTest) {
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problems := decode(t, `{"order": ["1"], "requests": [{"id": "1", "name": "R", `+test.members+`}]}`)
			compare(t, "request", got.Items[0].Request, &test.want, ignorePlaces)
			compare(t, "problems", texts(problems), test.problems)
		})
	}
}

func TestDecodeV1URL(t *testing.T) {
	url := func(u collection.URL) collection.Request { return collection.Request{URL: &u} }
	parts := func(raw string, u collection.URL) collection.Request {
		u.IsSplit, u.Raw, u.Variables = true, raw, []*collection.Variable{{Key: "v", Value: text(t, "1")}}
		return url(u)
	}
	const variable = `, "pathVariables": {"v": "1"}`
	testRequestsV1(t, []requestTest{
		{name: "null", members: `"url": null, "queryParams": null, "pathVariables": null, "pathVariableData": null`},
		{name: "text", members: `"url": "a.com/:v?x", "pathVariables": []`, want: url(collection.URL{Text: "a.com/:v?x", IsText: true})},
		{name: "object", members: `"url": {"host": "a.com"}` + variable, want: url(collection.URL{Host: []string{"a.com"}})},
		{
			name: "query", members: `"url": "a.com?x=1", "queryParams": [
				{"key": "a", "value": "1", "enabled": false}, {"key": "b", "value": "", "equals": false},
				{"key": "c", "value": null, "equals": true}, {"key": "d", "value": "2", "equals": false}, {"key": "e", "value": null}
			]`,
			want: url(collection.URL{IsSplit: true, Raw: "a.com?x=1", Host: []string{"a", "com"}, Query: []*collection.Entry{
				{Key: "a", Value: text(t, "1"), Disabled: true},
				{Key: "b", Value: value(t, "null")},
				{Key: "c", Value: text(t, "")},
				{Key: "d", Value: text(t, "2")},
				{Key: "e", Value: value(t, "null")},
			}}),
		},
		{
			name: "path variables", members: `"url": "/:a/:b", "pathVariables": {"b": "1", "a": "2"}, "pathVariableData": [
				{"key": "b", "value": "3", "type": "string", "description": "B."}
			]`,
			want: url(collection.URL{IsSplit: true, Raw: "/:a/:b", Path: []string{":a", ":b"}, HasPath: true, Variables: []*collection.Variable{
				{Key: "b", Value: text(t, "3"), Type: "string", Description: "B."}, {Key: "a", Value: text(t, "2")},
			}}),
		},
		{name: "empty", members: `"url": ""` + variable, want: parts("", collection.URL{})},
		{
			name: "all parts", members: `"url": " https://u:p:q@a.com:8080/x//:v/?q=1&&r#h?i"` + variable,
			want: parts(" https://u:p:q@a.com:8080/x//:v/?q=1&&r#h?i", collection.URL{
				Protocol: "https", User: "u", Password: "p:q", Host: []string{"a", "com"}, Port: "8080", HasPort: true,
				Path: []string{"x", "", ":v", ""}, HasPath: true, Hash: "h?i",
				Query: []*collection.Entry{
					{Key: "q", Value: text(t, "1")}, {Value: value(t, "null")}, {Key: "r", Value: value(t, "null")},
				},
			}),
		},
		{
			name: "variables", members: `"url": "{{a.b/c}}{{d:e}}:{{p}}/{{f?g}}?{{h&i}}={{#}}"` + variable,
			want: parts("{{a.b/c}}{{d:e}}:{{p}}/{{f?g}}?{{h&i}}={{#}}", collection.URL{
				Host: []string{"{{a.b/c}}{{d:e}}"}, Port: "{{p}}", HasPort: true, Path: []string{"{{f?g}}"}, HasPath: true,
				Query: []*collection.Entry{{Key: "{{h&i}}", Value: text(t, "{{#}}")}},
			}),
		},
		{
			name: "IPv6", members: `"url": "[::1]/?"` + variable,
			want: parts("[::1]/?", collection.URL{
				Host: []string{"[::1]"}, Path: []string{""}, HasPath: true, Query: []*collection.Entry{{Value: value(t, "null")}},
			}),
		},
		{
			name: "backslashes", members: `"url": "https:\\\\a\\b"` + variable,
			want: parts(`https:\\a\b`, collection.URL{Protocol: "https", Host: []string{"a"}, Path: []string{"b"}, HasPath: true}),
		},
	})
}

func TestDecodeV1Headers(t *testing.T) {
	header := func(entries ...*collection.Entry) collection.Request { return collection.Request{Headers: entries} }
	testRequestsV1(t, []requestTest{
		{name: "none", members: `"headers": null, "headerData": null`},
		{
			name: "lines", members: `"headers": "A: 1\nB:2\r\n  3\n// C: off\n//D: off\nE e: f\n\nL:"`,
			want: header(
				&collection.Entry{Key: "A", Value: text(t, "1")}, &collection.Entry{Key: "B", Value: text(t, "2  3")},
				&collection.Entry{Key: "C", Value: text(t, "off"), Disabled: true}, &collection.Entry{Key: "D", Value: text(t, "off"), Disabled: true},
				&collection.Entry{Key: "L", Value: text(t, "")},
			),
		},
		{
			name: "data", members: `"headers": "A: 2\nB: 3", "headerData": [
				{"key": "A", "value": "1", "description": "A."}, {"key": "// C", "value": "4"}, {"key": "D", "value": "5", "enabled": true}, 6
			]`,
			want: header(
				&collection.Entry{Key: "A", Value: text(t, "1"), Description: "A."}, &collection.Entry{Key: "C", Value: text(t, "4"), Disabled: true},
				&collection.Entry{Key: "D", Value: text(t, "5")}, &collection.Entry{Key: "B", Value: text(t, "3")},
			),
			problems: []string{"R / headerData[3]: found a number, expected an object"},
		},
		{
			name: "list", members: `"headers": [{"key": "A", "value": "1"}], "headerData": [{"key": "B"}]`,
			want: header(&collection.Entry{Key: "A", Value: text(t, "1")}),
		},
	})
}

func TestDecodeV1Body(t *testing.T) {
	body := func(b collection.Body) collection.Request { return collection.Request{Body: &b} }
	field := []*collection.Entry{{Key: "a", Value: text(t, "1")}}
	testRequestsV1(t, []requestTest{
		{name: "none", members: `"data": [], "rawModeData": "", "graphqlModeData": {}, "dataMode": "none"`},
		{name: "mode null", members: `"dataMode": null, "rawModeData": "x"`},
		{name: "mode alone", members: `"dataMode": "params", "data": null`, want: body(collection.Body{Mode: "formdata"})},
		{
			name: "raw", members: `"dataMode": "raw", "rawModeData": "x", "data": "y", "dataOptions": {"raw": {"language": "xml"}}, "dataDisabled": true`,
			want: body(collection.Body{Mode: "raw", Raw: text(t, "x"), Language: "xml", Disabled: true}),
		},
		{name: "raw list", members: `"dataMode": "raw", "rawModeData": ["x"]`, want: body(collection.Body{Mode: "raw", Raw: text(t, "x")})},
		{name: "raw data", members: `"dataMode": "raw", "rawModeData": null, "data": "y"`, want: body(collection.Body{Mode: "raw", Raw: text(t, "y")})},
		{name: "raw empty", members: `"dataMode": "raw", "data": []`, want: body(collection.Body{Mode: "raw"})},
		{name: "file", members: `"dataMode": "binary", "rawModeData": "a.png"`, want: body(collection.Body{Mode: "file", FileSrc: "a.png"})},
		{
			name:    "urlencoded",
			members: `"dataMode": "urlencoded", "data": [{"key": "a", "value": "1"}, {"key": null, "value": "2"}, {"value": "3"}]`,
			want:    body(collection.Body{Mode: "urlencoded", URLEncoded: field}),
		},
		{
			name: "params", members: `"dataMode": "params", "data": [
				{"key": "f", "type": "file", "value": "a.png"}, {"key": "g", "type": "file", "value": ["b", "c"], "enabled": false},
				{"key": "h", "type": "file", "value": "d", "src": "e"}
			]`,
			want: body(collection.Body{Mode: "formdata", FormData: []*collection.Entry{
				{Key: "f", Type: "file", Src: []string{"a.png"}},
				{Key: "g", Type: "file", Src: []string{"b", "c"}, SrcList: true, Disabled: true},
				{Key: "h", Type: "file", Src: []string{"e"}, Value: text(t, "d")},
			}}),
		},
		{name: "form as raw data", members: `"dataMode": "params", "rawModeData": [{"key": "a", "value": "1"}]`, want: body(collection.Body{Mode: "formdata", FormData: field})},
		{
			name: "form as string", members: `"dataMode": "params", "data": "x"`, want: body(collection.Body{Mode: "formdata"}),
			problems: []string{"R / data: found a string, expected a list"},
		},
		{
			name: "graphql", members: `"dataMode": "graphql", "graphqlModeData": {"query": "{a}"}`,
			want: body(collection.Body{Mode: "graphql", GraphQL: map[string]collection.Value{"query": text(t, "{a}")}}),
		},
		{name: "judged raw", members: `"rawModeData": "x", "data": [{"key": "a"}]`, want: body(collection.Body{Mode: "raw", Raw: text(t, "x")})},
		{name: "judged form", members: `"data": [{"key": "a", "value": "1"}]`, want: body(collection.Body{Mode: "formdata", FormData: field})},
		{
			name: "judged graphql", members: `"data": {"query": "{a}"}, "dataOptions": {"graphql": {}}`,
			want: body(collection.Body{Mode: "graphql", GraphQL: map[string]collection.Value{"query": text(t, "{a}")}}),
		},
		{name: "judged by a string", members: `"data": "x"`, want: body(collection.Body{Mode: "raw", Raw: text(t, "x")})},
	})
}

func TestDecodeV1Auth(t *testing.T) {
	auth := func(a collection.Auth) collection.Request { return collection.Request{Auth: &a} }
	username := &collection.AuthParam{Key: "username", Value: text(t, "u")}
	testRequestsV1(t, []requestTest{
		{name: "none", members: `"currentHelper": null, "helperAttributes": null, "auth": {"type": "basic"}`},
		{name: "normal", members: `"currentHelper": "normal", "helperAttributes": {"id": "normal"}`},
		{
			name: "helper", members: `"currentHelper": "basicAuth", "helperAttributes": {"id": "basic", "username": "u", "saveToRequest": true}`,
			want: auth(collection.Auth{Type: "basic", Params: []*collection.AuthParam{username}}),
		},
		{
			name: "renamed", members: `"currentHelper": "hawkAuth", "helperAttributes": {"hawk_id": "u", "ext": null}`,
			want: auth(collection.Auth{Type: "hawk", Params: []*collection.AuthParam{
				{Key: "authId", Value: text(t, "u")}, {Key: "extraData", Value: value(t, "null")},
			}}),
		},
		{
			name: "string", members: `"currentHelper": "basicAuth", "helperAttributes": " {\"username\": \"u\"}"`,
			want: auth(collection.Auth{Type: "basic", Params: []*collection.AuthParam{username}}),
		},
		{
			name: "no JSON", members: `"currentHelper": "basicAuth", "helperAttributes": "{"`,
			problems: []string{"R / helperAttributes: found a string that is no JSON object, expected attributes: the auth does not count"},
		},
		{
			name: "unknown", members: `"currentHelper": "noauth", "helperAttributes": {"x": "y"}`,
			want: auth(collection.Auth{Type: "noauth"}),
		},
		{name: "no attributes", members: `"currentHelper": "oAuth2"`, want: auth(collection.Auth{Type: "oauth2"})},
		{
			name: "as in v2", members: `"auth": {"type": "basic", "basic": [{"key": "username", "value": "u"}]}`,
			want: auth(collection.Auth{Type: "basic", Params: []*collection.AuthParam{username}}),
		},
	})
}

func TestDecodeV1Responses(t *testing.T) {
	original := &collection.Request{Method: "PUT"}
	for _, test := range []struct {
		name, members string
		want          []*collection.Response
	}{
		{name: "null", members: `"responses": null`},
		{
			name: "order", members: `"responses_order": ["c", "a"], "responses": [{"id": "a"}, {"id": "b"}, {"id": "c"}]`,
			want: []*collection.Response{{ID: "c"}, {ID: "a"}, {ID: "b"}},
		},
		{
			name: "nothing in it", members: `"responses": [{"responseCode": null, "text": null, "headers": null, "request": null}]`,
			want: []*collection.Response{{}},
		},
		{
			name: "requests", members: `"responses": [
				{"request": {"method": "PUT"}}, {"requestObject": "{\"method\": \"PUT\"}", "request": "1"}, {"request": "1"},
				{"requestObject": "\"1\"", "request": "1"}, {"request": "2"}, {"request": "{"}
			]`,
			want: []*collection.Response{
				{OriginalRequest: original}, {OriginalRequest: original}, {OriginalRequest: original}, {OriginalRequest: original}, {}, {},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problems := decode(t, `{"order": ["1"], "requests": [{"id": "1", "method": "PUT", `+test.members+`}]}`)
			compare(t, "responses", got.Items[0].Responses, test.want, ignorePlaces)
			compare(t, "problems", texts(problems), []string(nil))
		})
	}
}

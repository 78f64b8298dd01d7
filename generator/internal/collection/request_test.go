package collection_test

// The forms of a request's parts.

import (
	"strconv"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// requestTest is a request, given by its members, with what is read of it.
type requestTest struct {
	name, members string
	want          collection.Request
	problems      []string
}

func testRequests(t *testing.T, tests []requestTest) {
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problems := decode(t, file(`{"name": "R", "request": {`+test.members+`}}`))
			compare(t, "request", got.Items[0].Request, &test.want, ignorePlaces)
			compare(t, "problems", texts(problems), test.problems)
		})
	}
}

// text is the Value of a string.
func text(t *testing.T, s string) collection.Value { return value(t, strconv.Quote(s)) }

func TestDecodeRequest(t *testing.T) {
	testRequests(t, []requestTest{
		{name: "nothing", members: ``},
		{
			name: "nulls", members: `"method": null, "url": null, "header": null, "body": null, "auth": null, "description": null`,
		},
		{name: "empty method", members: `"method": ""`, want: collection.Request{EmptyMethod: true}},
		{
			name: "numbers for strings", members: `"method": 5, "description": true`,
			want: collection.Request{Method: "5", Description: "true"},
			problems: []string{
				"R / request.method: found a number, expected a string",
				"R / request.description: found a boolean, expected a string",
			},
		},
		{
			name: "other kinds", members: `"method": [], "url": 5, "header": 5, "body": [], "auth": "x", "description": []`,
			problems: []string{
				"R / request.method: found a list, expected a string",
				"R / request.url: found a number, expected a URL",
				"R / request.header: found a number, expected a list",
				"R / request.body: found a list, expected a body",
				"R / request.auth: found a string, expected an object",
				"R / request.description: found a list, expected a string",
			},
		},
	})
}

func TestDecodeURL(t *testing.T) {
	url := func(u collection.URL) collection.Request { return collection.Request{URL: &u} }
	testRequests(t, []requestTest{
		{name: "url string", members: `"url": ""`, want: url(collection.URL{IsText: true})},
		{name: "url object", members: `"url": {}`, want: url(collection.URL{})},
		{
			name: "url parts as strings", members: `"url": {"host": "a.com", "port": 80, "path": "/a/:b/"}`,
			want: url(collection.URL{
				Host: []string{"a.com"}, Port: "80", HasPort: true, Path: []string{"a", ":b", ""}, HasPath: true,
			}),
		},
		{
			name: "url parts empty", members: `"url": {"host": [], "port": "", "path": [], "query": [], "variable": []}`,
			want: url(collection.URL{Host: []string{}, HasPort: true, Path: []string{}, HasPath: true}),
		},
		{name: "path empty", members: `"url": {"path": ""}`, want: url(collection.URL{})},
		{name: "path root", members: `"url": {"path": "/"}`, want: url(collection.URL{Path: []string{""}, HasPath: true})},
		{
			name:     "path segments",
			members:  `"url": {"path": ["a", {"type": "string", "value": "b"}, 1, null]}`,
			want:     url(collection.URL{Path: []string{"a", "b", "1", ""}, HasPath: true}),
			problems: []string{"R / request.url.path[2]: found a number, expected a string"},
		},
		{
			name: "url members of other kinds", members: `"url": {"host": {}, "port": {}, "path": {}, "auth": "a:b"}`,
			want: url(collection.URL{}),
			problems: []string{
				"R / request.url.host: found an object, expected a list of strings",
				"R / request.url.port: found an object, expected a port",
				"R / request.url.path: found an object, expected a list of strings",
				"R / request.url.auth: found a string, expected an object",
			},
		},
		{
			name:    "url variables",
			members: `"url": {"variables": [null, {"key": "", "id": "a", "value": "x"}, {"key": "b", "id": "c"}]}`,
			want:    url(collection.URL{Variables: []*collection.Variable{{Key: "a", Value: text(t, "x")}, {Key: "b"}}}),
		},
		{
			name: "url variables by key", members: `"url": {"variable": {"b": 1, "a": "x"}}`,
			want: url(collection.URL{Variables: []*collection.Variable{{Key: "a", Value: text(t, "x")}, {Key: "b", Value: value(t, "1")}}}),
		},
	})
}

func TestDecodeQuery(t *testing.T) {
	query := func(entries ...*collection.Entry) collection.Request {
		return collection.Request{URL: &collection.URL{Query: entries}}
	}
	testRequests(t, []requestTest{
		{
			name: "query", members: `"url": {"query": [null, {"key": null, "value": 1.0}, {"key": "a"}, "b=c=d", 5]}`,
			want: query(
				&collection.Entry{KeyNull: true, Value: value(t, "1.0")},
				&collection.Entry{Key: "a"},
				&collection.Entry{Key: "b", Value: text(t, "c=d")},
			),
			problems: []string{"R / request.url.query[4]: found a number, expected an object with key and value"},
		},
		{
			name: "query string", members: `"url": {"query": "a=1&b=x%20 y&c&&d="}`,
			want: query(
				&collection.Entry{Key: "a", Value: text(t, "1")},
				&collection.Entry{Key: "b", Value: text(t, "x%20 y")},
				&collection.Entry{Key: "c", Value: value(t, `null`)},
				&collection.Entry{KeyNull: true, Value: value(t, `null`)},
				&collection.Entry{Key: "d", Value: text(t, "")},
			),
		},
		{
			name: "query by key", members: `"url": {"query": {"b": null, "a": "1"}}`,
			want: query(&collection.Entry{Key: "a", Value: text(t, "1")}, &collection.Entry{Key: "b", Value: value(t, `null`)}),
		},
	})
}

func TestDecodeHeaders(t *testing.T) {
	header := func(entries ...*collection.Entry) collection.Request { return collection.Request{Headers: entries} }
	testRequests(t, []requestTest{
		{
			name:    "disabled",
			members: `"header": [{"disabled": "true"}, {"disabled": "false"}, {"disabled": 0}, {"disabled": ""}, {"enabled": false}]`,
			want: header(
				&collection.Entry{Disabled: true}, &collection.Entry{Disabled: true},
				&collection.Entry{}, &collection.Entry{}, &collection.Entry{},
			),
		},
		{
			name: "header string", members: `"header": "X-A: 1\r\n  2\r\nX-B: two: 3 \n\n// X-C: off\nX D: 4"`,
			want: header(
				&collection.Entry{Key: "X-A", Value: text(t, "1  2")},
				&collection.Entry{Key: "X-B", Value: text(t, "two: 3")},
			),
		},
		{
			name: "header by key", members: `"header": {"X-A": 1}`,
			want: header(&collection.Entry{Key: "X-A", Value: value(t, "1")}),
		},
		{
			name: "header strings", members: `"header": ["X-A: 1"]`,
			want: header(&collection.Entry{Key: "X-A", Value: text(t, "1")}),
		},
	})
}

func TestDecodeBody(t *testing.T) {
	body := func(b collection.Body) collection.Request { return collection.Request{Body: &b} }
	testRequests(t, []requestTest{
		{name: "body empty", members: `"body": {}`, want: body(collection.Body{})},
		{name: "body string", members: `"body": "x"`, want: body(collection.Body{Mode: "raw", Raw: text(t, "x")})},
		{
			name: "body raw object", members: `"body": {"mode": "RAW", "raw": {"b": 1, "a": 2}, "disabled": true}`,
			want: body(collection.Body{Mode: "RAW", Raw: value(t, `{"a": 2, "b": 1}`), Disabled: true}),
		},
		{
			name: "body urlencoded", members: `"body": {"mode": "urlencoded", "urlencoded": "a=1", "formdata": ""}`,
			want: body(collection.Body{Mode: "urlencoded", URLEncoded: []*collection.Entry{{Key: "a", Value: text(t, "1")}}}),
		},
		{
			name:    "body files",
			members: `"body": {"formdata": [{"src": null}, {"src": ""}, {"src": "a"}, {"src": []}, {"src": ["a", "b"]}, {"src": 1}]}`,
			want: body(collection.Body{FormData: []*collection.Entry{
				{}, {}, {Src: []string{"a"}}, {SrcList: true}, {Src: []string{"a", "b"}, SrcList: true}, {Src: []string{"1"}},
			}}),
			problems: []string{"R / request.body.formdata[5].src: found a number, expected a list of strings"},
		},
		{
			name: "body file", members: `"body": {"mode": "file", "file": {"src": "a.png", "content": "aGk="}}`,
			want: body(collection.Body{Mode: "file", FileSrc: "a.png", FileContent: "aGk="}),
		},
		{
			name: "body file name", members: `"body": {"mode": "file", "file": "a.png"}`,
			want: body(collection.Body{Mode: "file", FileSrc: "a.png"}),
		},
		{
			name: "body graphql", members: `"body": {"mode": "graphql", "graphql": {"query": "{a}", "variables": null}}`,
			want: body(collection.Body{
				Mode: "graphql", GraphQL: map[string]collection.Value{"query": text(t, "{a}"), "variables": value(t, `null`)},
			}),
		},
		{
			name: "body graphql string", members: `"body": {"mode": "graphql", "graphql": "{a}", "options": 5}`,
			want: body(collection.Body{Mode: "graphql"}),
			problems: []string{
				"R / request.body.graphql: found a string, expected an object",
				"R / request.body.options: found a number, expected an object",
			},
		},
	})
}

func TestDecodeAuth(t *testing.T) {
	testRequests(t, []requestTest{
		{name: "auth empty", members: `"auth": {"type": null}`, want: collection.Request{Auth: &collection.Auth{}}},
		{
			name: "auth list", members: `"auth": {"type": "bearer", "bearer": [null, {"key": "token", "value": null}, 5]}`,
			want: collection.Request{Auth: &collection.Auth{
				Type: "bearer", Params: []*collection.AuthParam{{Key: "token", Value: value(t, `null`)}},
			}},
			problems: []string{"R / request.auth.bearer[2]: found a number, expected an object"},
		},
	})
}

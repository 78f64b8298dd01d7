package collection_test

// What Decode makes of a whole collection, and of the forms of collections, items and responses. Requests are in
// request_test.go.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

const info = `"info": {"name": "Pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}`

// file puts items in a collection.
func file(items string) string {
	return "{" + info + ", \"item\": [\n" + items + "\n]}"
}

// decode decodes what must be a collection.
func decode(t *testing.T, src string) (*collection.Collection, []collection.Problem) {
	t.Helper()
	c, problems, err := collection.Decode([]byte(src))
	if err != nil {
		t.Fatalf("Decode: %v\n%s", err, src)
	}
	return c, problems
}

// value is the Value of some JSON.
func value(t testing.TB, text string) collection.Value {
	t.Helper()
	c, _, err := collection.Decode([]byte(`{` + info + `, "item": [], "variable": [{"key": "k", "value": ` + text + `}]}`))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return c.Variables[0].Value
}

// texts prints problems without their positions.
func texts(problems []collection.Problem) []string {
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.Path+": "+p.Text)
	}
	return texts
}

// ignorePlaces leaves positions and pointers to the tests that are about them.
var ignorePlaces = cmp.Options{
	cmpopts.IgnoreTypes(collection.Position{}),
	cmp.FilterPath(func(p cmp.Path) bool { return strings.HasSuffix(p.Last().String(), "Pointer") }, cmp.Ignore()),
}

func compare(t *testing.T, what string, got, want any, options ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, options...); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

const whole = `{
  "info": {
    "_postman_id": "1", "name": "Pets", "description": {"content": "All **pets**.", "type": "text/markdown"},
    "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
  },
  "item": [
    {
      "name": "Cats", "id": "f1", "description": "Of cats.",
      "auth": {"type": "basic", "basic": {"username": "u", "password": 5}},
      "item": [
        {
          "name": "Feed a cat", "_postman_id": "r1",
          "protocolProfileBehavior": {"disableBodyPruning": true},
          "request": {
            "method": "put", "description": null,
            "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{t}}", "type": "string"}], "basic": []},
            "header": [{"key": "X-A", "value": "1", "disabled": true, "description": {"content": "A."}}],
            "url": {
              "raw": "https://{{host}}/cats/:id", "protocol": "https", "host": ["{{host}}", "com"], "port": "8080",
              "path": ["cats", ":id"], "query": [{"key": "q", "value": null}], "hash": "h",
              "auth": {"user": "u", "password": "p"},
              "variable": [{"id": "id", "value": 7, "type": "string", "description": "Which."}]
            },
            "body": {
              "mode": "formdata", "options": {"raw": {"language": "json"}},
              "formdata": [{"key": "pic", "type": "file", "src": ["a.png"], "contentType": "image/png", "fileName": "b.png"}]
            }
          },
          "response": [
            {
              "id": "x1", "name": "Fed", "status": "OK", "code": 200, "_postman_previewlanguage": "json",
              "originalRequest": {"method": "PUT", "url": "https://example.com/cats/7"},
              "header": [{"key": "Content-Type", "value": "application/json"}], "body": "{}"
            }
          ]
        }
      ]
    },
    {"name": "Empty", "item": []}
  ],
  "auth": {"type": "noauth"},
  "event": [{"listen": "test", "script": {"exec": "x"}}],
  "variable": [{"key": "host", "value": "example", "type": "string", "disabled": true}],
  "protocolProfileBehavior": {}
}`

func TestDecodeWhole(t *testing.T) {
	type position = collection.Position
	feed := &collection.Item{
		Name: "Feed a cat", ID: "r1", Position: position{11, 9}, Pointer: "/item/0/item/0",
		Behavior: map[string]collection.Value{"disableBodyPruning": value(t, "true")},
		Request: &collection.Request{
			Method: "put", Position: position{14, 22}, Pointer: "/item/0/item/0/request",
			Auth: &collection.Auth{
				Type: "bearer", Position: position{16, 21}, Pointer: "/item/0/item/0/request/auth",
				Params: []*collection.AuthParam{
					{
						Key: "token", Value: value(t, `"{{t}}"`), Type: "string",
						Pointer: "/item/0/item/0/request/auth/bearer/0", ValuePointer: "/item/0/item/0/request/auth/bearer/0/value",
					},
				},
			},
			Headers: []*collection.Entry{{
				Key: "X-A", Value: value(t, `"1"`), Disabled: true, Description: "A.",
				Position: position{17, 24}, Pointer: "/item/0/item/0/request/header/0", ValuePointer: "/item/0/item/0/request/header/0/value",
			}},
			URL: &collection.URL{
				Raw: "https://{{host}}/cats/:id", Protocol: "https", User: "u", Password: "p",
				Host: []string{"{{host}}", "com"}, Port: "8080", HasPort: true, Path: []string{"cats", ":id"}, HasPath: true,
				Query: []*collection.Entry{{
					Key: "q", Value: value(t, "null"), Position: position{20, 50},
					Pointer: "/item/0/item/0/request/url/query/0", ValuePointer: "/item/0/item/0/request/url/query/0/value",
				}},
				Variables: []*collection.Variable{{
					Key: "id", Value: value(t, "7"), Type: "string", Description: "Which.", Position: position{22, 28},
					Pointer: "/item/0/item/0/request/url/variable/0", ValuePointer: "/item/0/item/0/request/url/variable/0/value",
				}},
				Hash: "h", Position: position{18, 20}, Pointer: "/item/0/item/0/request/url",
			},
			Body: &collection.Body{
				Mode: "formdata", Language: "json", Position: position{24, 21},
				Pointer: "/item/0/item/0/request/body", DataPointer: "/item/0/item/0/request/body/formdata",
				FormData: []*collection.Entry{{
					Key: "pic", Type: "file", Src: []string{"a.png"}, SrcList: true, ContentType: "image/png", FileName: "b.png",
					Position: position{26, 28}, Pointer: "/item/0/item/0/request/body/formdata/0",
				}},
			},
		},
		Responses: []*collection.Response{{
			Name: "Fed", Status: "OK", ID: "x1", Code: 200, Body: "{}", HasBody: true, PreviewLanguage: "json",
			Headers: []*collection.Entry{{
				Key: "Content-Type", Value: value(t, `"application/json"`),
				Position: position{33, 26},
				Pointer:  "/item/0/item/0/response/0/header/0", ValuePointer: "/item/0/item/0/response/0/header/0/value",
			}},
			OriginalRequest: &collection.Request{
				Method: "PUT", Position: position{32, 34}, Pointer: "/item/0/item/0/response/0/originalRequest",
				URL: &collection.URL{
					Text: "https://example.com/cats/7", IsText: true,
					Position: position{32, 59}, Pointer: "/item/0/item/0/response/0/originalRequest/url",
				},
			},
			Position: position{30, 13}, Pointer: "/item/0/item/0/response/0", BodyPointer: "/item/0/item/0/response/0/body",
		}},
	}
	want := &collection.Collection{
		Name: "Pets", Description: "All **pets**.",
		Schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
		Items: []*collection.Item{
			{
				Name: "Cats", ID: "f1", Description: "Of cats.", Folder: true,
				Items: []*collection.Item{feed}, Position: position{7, 5}, Pointer: "/item/0",
				Auth: &collection.Auth{
					Type: "basic", Position: position{9, 15}, Pointer: "/item/0/auth",
					Params: []*collection.AuthParam{
						{
							Key: "password", Value: value(t, "5"),
							Pointer: "/item/0/auth/basic/password", ValuePointer: "/item/0/auth/basic/password",
						},
						{
							Key: "username", Value: value(t, `"u"`),
							Pointer: "/item/0/auth/basic/username", ValuePointer: "/item/0/auth/basic/username",
						},
					},
				},
			},
			{Name: "Empty", Folder: true, Position: position{39, 5}, Pointer: "/item/1"},
		},
		Auth: &collection.Auth{Type: "noauth", Position: position{41, 11}, Pointer: "/auth"},
		Variables: []*collection.Variable{{
			Key: "host", Value: value(t, `"example"`), Type: "string", Disabled: true,
			Position: position{43, 16}, Pointer: "/variable/0", ValuePointer: "/variable/0/value",
		}},
		Behavior: map[string]collection.Value{},
	}
	got, problems := decode(t, whole)
	compare(t, "collection", got, want)
	compare(t, "problems", texts(problems), []string(nil))
}

func TestDecodeWrapperAndByteOrderMark(t *testing.T) {
	bare, _ := decode(t, whole)
	wrapped, problems := decode(t, "\uFEFF{\"collection\":"+whole+"}")
	compare(t, "collection", wrapped, bare, ignorePlaces)
	compare(t, "problems", texts(problems), []string(nil))
	compare(t, "pointer", wrapped.Pointer, "/collection")
	compare(t, "pointer of an item", wrapped.Items[0].Items[0].Pointer, "/collection/item/0/item/0")
	compare(t, "position", wrapped.Auth.Position, bare.Auth.Position)
}

func TestDecodeItems(t *testing.T) {
	empty := &collection.Request{}
	const lost = "found neither items nor a request: taken for a request without URL"
	for _, test := range []struct {
		name, items string
		want        []*collection.Item
		problems    []string
	}{
		{name: "none", items: ``},
		{
			name: "request string", items: `{"name": "R", "request": "https://a.com/b"}`,
			want: []*collection.Item{{
				Name: "R", Request: &collection.Request{Method: "GET", URL: &collection.URL{Text: "https://a.com/b", IsText: true}},
			}},
		},
		{
			name: "no request", items: `{"name": "A"}, {"request": null}, {"request": 5, "item": null}`,
			want: []*collection.Item{{Name: "A", Request: empty}, {Request: empty}, {Request: empty}},
			problems: []string{
				"A: " + lost, "item[1]: " + lost, "item[2]: " + lost,
				"item[2] / request: found a number, expected a request",
			},
		},
		{
			name: "request in a folder", items: `{"name": "F", "item": [], "request": "x", "auth": {}}`,
			want:     []*collection.Item{{Name: "F", Folder: true, Auth: &collection.Auth{}}},
			problems: []string{"F / request: found a request in a folder, expected it beside: it is left out, as newman does"},
		},
		{
			name: "no list", items: `{"name": "F", "item": {"name": "R", "request": {}}}, {"name": "G", "item": "x"}`,
			want: []*collection.Item{
				{Name: "F", Folder: true, Items: []*collection.Item{{Name: "R", Request: empty}}},
				{Name: "G", Folder: true},
			},
			problems: []string{
				"F / item: found an object, expected a list: taken for its only element",
				"G / item: found a string, expected a list",
			},
		},
		{
			name: "no object", items: `null, 5, {"name": 7, "request": {}}`,
			want: []*collection.Item{{Name: "7", Request: empty}},
			problems: []string{
				"item[1]: found a number, expected an object",
				"7 / name: found a number, expected a string",
			},
		},
		{
			name: "auth beside a request", items: `{"request": {}, "auth": {"type": "noauth"}}`,
			want: []*collection.Item{{Request: empty}},
		},
		{
			name: "responses",
			items: `{"name": "R", "request": {}, "protocolProfileBehavior": [1], "response": [
				"x", {"code": "404", "body": null, "header": "A: b"}, {"code": 1.5, "body": {}, "originalRequest": "x"}, {"body": ""}
			]}`,
			want: []*collection.Item{{Name: "R", Request: empty, Responses: []*collection.Response{
				{Code: 404, Headers: []*collection.Entry{{Key: "A", Value: value(t, `"b"`)}}},
				{OriginalRequest: &collection.Request{Method: "GET", URL: &collection.URL{Text: "x", IsText: true}}},
				{HasBody: true},
			}}},
			problems: []string{
				"R / protocolProfileBehavior: found a list, expected an object",
				"R / response[0]: found a string, expected an object",
				"R / response[1].code: found a string, expected a whole number",
				"R / response[2].code: found a number, expected a whole number",
				"R / response[2].body: found an object, expected a string",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problems := decode(t, file(test.items))
			compare(t, "items", got.Items, test.want, ignorePlaces)
			compare(t, "problems", texts(problems), test.problems)
		})
	}
}

func TestDecodeForms(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      collection.Collection
		problems  []string
	}{
		{
			name: "nulls", src: `{"info": {"schema": "v2.0.0", "name": null}, "item": null, "variable": null, "auth": null}`,
			want: collection.Collection{Schema: "v2.0.0"},
		},
		{
			name: "early v2.0", src: `{"info": {"schema": "/collection/v2/"}, "description": "d", "variables": [{"id": "a"}], "item": []}`,
			want: collection.Collection{
				Schema: "/collection/v2/", Description: "d", Variables: []*collection.Variable{{}},
			},
			problems: []string{"variables[0]: found a variable without key, which nothing can refer to"},
		},
		{
			name: "no info", src: `{"item": []}`,
			problems: []string{`: found the schema "", expected that of v2.0 or v2.1: read as v2.1`},
		},
		{
			name: "duplicate members", src: `{"info": {"name": "a", "name": "b", "schema": "v2"}, "item": [5], "item": []}`,
			want: collection.Collection{Schema: "v2", Name: "b"},
			problems: []string{
				`info.name: found the member "name" once more, expected it once: the last one counts`,
				`item: found the member "item" once more, expected it once: the last one counts`,
			},
		},
		{
			name:     "duplicate among many members",
			src:      `{"info": {"schema": "v2"}, "_": {` + manyMembers(20) + `, "19": 5}, "item": [], "__": {` + manyMembers(20) + `}}`,
			want:     collection.Collection{Schema: "v2"},
			problems: []string{`_.19: found the member "19" once more, expected it once: the last one counts`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problems := decode(t, test.src)
			compare(t, "collection", got, &test.want, ignorePlaces)
			compare(t, "problems", texts(problems), test.problems)
		})
	}
}

func manyMembers(count int) string {
	var members []string
	for i := range count {
		members = append(members, fmt.Sprintf(`"%d": null`, i))
	}
	return strings.Join(members, ", ")
}

func TestDecodeDeep(t *testing.T) {
	const depth = 4999 // two levels of JSON each, and the collection
	c, _ := decode(t, `{`+info+`, "item": [`+strings.Repeat(`{"item": [`, depth)+strings.Repeat(`]}`, depth)+`]}`)
	got := 0
	for items := c.Items; len(items) > 0; items = items[0].Items {
		got++
	}
	if got != depth {
		t.Errorf("got %d folders inside each other, want %d", got, depth)
	}
}

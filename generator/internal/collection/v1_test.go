package collection_test

// What Decode makes of schema v1: a whole collection, and the order of its items. Requests are in v1request_test.go.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

const wholeV1 = `{
  "id": "c", "name": "Pets", "description": "All pets.",
  "order": ["r1"], "folders_order": ["f1"],
  "folders": [
    {"id": "f2", "name": "Food", "order": ["r2", "r2"]},
    {
      "id": "f1", "name": "Cats", "description": "Of cats.", "folders_order": ["f2"], "order": [],
      "auth": {"type": "basic", "basic": [{"key": "username", "value": "u"}]}
    }
  ],
  "variables": [{"id": "host", "value": "example.com", "type": "string"}],
  "requests": [
    {
      "id": "r2", "name": "Feed a cat", "description": "Feeds it.", "method": "PUT",
      "url": "https://u:p@{{a.b}}:80/cats/:id?q=1&x={{y&z}}#h", "pathVariables": {"id": "7"},
      "headers": "X-A: 1\nX-B: 2", "headerData": [{"key": "X-A", "value": "3", "enabled": false}],
      "currentHelper": "bearerAuth", "helperAttributes": {"id": "bearer", "token": "{{t}}"},
      "dataMode": "raw", "rawModeData": "{}", "dataOptions": {"raw": {"language": "json"}}, "data": [],
      "protocolProfileBehavior": {"disableBodyPruning": true},
      "responses": [{
        "id": "x1", "name": "Fed", "responseCode": {"code": 200, "name": "OK", "detail": ""}, "language": "json",
        "headers": [{"key": "Content-Type", "name": "Content-Type", "value": "application/json"}], "text": "{}",
        "request": "{\"method\": \"PUT\", \"url\": \"https://example.com/cats/7\", \"headers\": \"X-A: 3\"}"
      }]
    },
    {"id": "r1", "name": "Stroke", "url": "https://example.com/stroke?how=long", "headers": ""}
  ]
}`

func TestDecodeV1Whole(t *testing.T) {
	type position = collection.Position
	at := position{23, 20} // of the request in a string
	feed := &collection.Item{
		Name: "Feed a cat", ID: "r2", Position: position{13, 5}, Pointer: "/requests/0",
		Behavior: map[string]collection.Value{"disableBodyPruning": value(t, "true")},
		Request: &collection.Request{
			Method: "PUT", Description: "Feeds it.", Position: position{13, 5}, Pointer: "/requests/0",
			URL: &collection.URL{
				IsSplit: true, Raw: "https://u:p@{{a.b}}:80/cats/:id?q=1&x={{y&z}}#h", Protocol: "https", User: "u", Password: "p",
				Host: []string{"{{a.b}}"}, Port: "80", HasPort: true, Path: []string{"cats", ":id"}, HasPath: true, Hash: "h",
				Query: []*collection.Entry{
					{Key: "q", Value: text(t, "1"), Position: position{15, 14}, Pointer: "/requests/0/url", ValuePointer: "/requests/0/url?q"},
					{
						Key: "x", Value: text(t, "{{y&z}}"),
						Position: position{15, 14}, Pointer: "/requests/0/url", ValuePointer: "/requests/0/url?x",
					},
				},
				Variables: []*collection.Variable{{
					Key: "id", Value: text(t, "7"), Position: position{15, 89},
					Pointer: "/requests/0/pathVariables/id", ValuePointer: "/requests/0/pathVariables/id",
				}},
				Position: position{15, 14}, Pointer: "/requests/0/url",
			},
			Headers: []*collection.Entry{
				{
					Key: "X-A", Value: text(t, "3"), Disabled: true, Position: position{16, 51},
					Pointer: "/requests/0/headerData/0", ValuePointer: "/requests/0/headerData/0/value",
				},
				{
					Key: "X-B", Value: text(t, "2"), Position: position{16, 18},
					Pointer: "/requests/0/headers", ValuePointer: "/requests/0/headers?:X-B",
				},
			},
			Auth: &collection.Auth{
				Type: "bearer", Position: position{17, 24}, Pointer: "/requests/0/currentHelper",
				Params: []*collection.AuthParam{{
					Key: "token", Value: text(t, "{{t}}"),
					Pointer: "/requests/0/helperAttributes/token", ValuePointer: "/requests/0/helperAttributes/token",
				}},
			},
			Body: &collection.Body{
				Mode: "raw", Raw: text(t, "{}"), Language: "json", Position: position{18, 41},
				Pointer: "/requests/0", DataPointer: "/requests/0/rawModeData",
			},
		},
		Responses: []*collection.Response{{
			Name: "Fed", Status: "OK", ID: "x1", Code: 200, Body: "{}", HasBody: true, PreviewLanguage: "json",
			Headers: []*collection.Entry{{
				Key: "Content-Type", Value: text(t, "application/json"), Position: position{22, 21},
				Pointer: "/requests/0/responses/0/headers/0", ValuePointer: "/requests/0/responses/0/headers/0/value",
			}},
			OriginalRequest: &collection.Request{
				Method: "PUT", Position: at, Pointer: "/requests/0/responses/0/request",
				URL: &collection.URL{
					Text: "https://example.com/cats/7", IsText: true, Position: at, Pointer: "/requests/0/responses/0/request/url",
				},
				Headers: []*collection.Entry{{
					Key: "X-A", Value: text(t, "3"), Position: at,
					Pointer: "/requests/0/responses/0/request/headers", ValuePointer: "/requests/0/responses/0/request/headers?:X-A",
				}},
			},
			Position: position{20, 21}, Pointer: "/requests/0/responses/0", BodyPointer: "/requests/0/responses/0/text",
		}},
	}
	want := &collection.Collection{
		Name: "Pets", Description: "All pets.",
		Items: []*collection.Item{
			{
				Name: "Cats", ID: "f1", Description: "Of cats.", Folder: true, Position: position{6, 5}, Pointer: "/folders/1",
				Items: []*collection.Item{{
					Name: "Food", ID: "f2", Folder: true, Items: []*collection.Item{feed, feed},
					Position: position{5, 5}, Pointer: "/folders/0",
				}},
				Auth: &collection.Auth{
					Type: "basic", Position: position{8, 15}, Pointer: "/folders/1/auth",
					Params: []*collection.AuthParam{{
						Key: "username", Value: text(t, "u"),
						Pointer: "/folders/1/auth/basic/0", ValuePointer: "/folders/1/auth/basic/0/value",
					}},
				},
			},
			{
				Name: "Stroke", ID: "r1", Position: position{26, 5}, Pointer: "/requests/1",
				Request: &collection.Request{
					URL: &collection.URL{
						Text: "https://example.com/stroke?how=long", IsText: true,
						Position: position{26, 43}, Pointer: "/requests/1/url",
					},
					Position: position{26, 5}, Pointer: "/requests/1",
				},
			},
		},
		Variables: []*collection.Variable{{
			Key: "host", Value: text(t, "example.com"), Type: "string",
			Position: position{11, 17}, Pointer: "/variables/0", ValuePointer: "/variables/0/value",
		}},
	}
	got, problems := decode(t, wholeV1)
	compare(t, "collection", got, want)
	compare(t, "problems", texts(problems), []string(nil))
	wrapped, _ := decode(t, `{"collection": `+wholeV1+`}`)
	compare(t, "wrapped collection", wrapped, want, ignorePlaces)
	compare(t, "pointer", wrapped.Items[1].Pointer, "/collection/requests/1")
}

// outline prints the names of items, those in folders in brackets.
func outline(items []*collection.Item) string {
	var names []string
	for _, item := range items {
		name := item.Name
		if item.Folder {
			name += "(" + outline(item.Items) + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func TestDecodeV1Order(t *testing.T) {
	const requests = `"requests": [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}, {"id": "3", "name": "c"}]`
	const folder = ": found a folder that no order lists, and newman leaves out: it comes after all others"
	const request = ": found a request that no order lists, and newman leaves out: it comes after all others"
	for _, test := range []struct {
		name, members, want string
		problems            []string
	}{
		{name: "no folders", members: `"order": ["3", "1", 2], "folders": null`, want: "c a b"},
		{name: "twice", members: `"order": ["3", "1", "2", "1"], "folders": [{"id": "f", "name": "F", "order": ["1", "1"]}]`, want: "F(a a) c a b"},
		{
			name: "no order", members: `"order": ["3"]`, want: "c a b",
			problems: []string{"a" + request, "b" + request},
		},
		{
			name: "unknown ids", members: `"order": ["x", "3", "2"], "folders": [{"id": "f", "name": "F", "folders_order": ["y"], "order": ["1", "z"]}]`,
			want: "F(a) c b",
			problems: []string{
				"order[0]: found the id of no request: it is passed over",
				"F / folders_order[0]: found the id of no folder: it is passed over",
				"F / order[1]: found the id of no request: it is passed over",
			},
		},
		{
			name: "folder unlisted", members: `"order": ["1", "2"], "folders_order": [], "folders": [{"id": "f", "name": "F", "order": ["3"]}]`,
			want: "a b F(c)", problems: []string{"F" + folder},
		},
		{
			name: "folder listed twice",
			members: `"order": ["1", "2", "3"], "folders": [
				{"id": "f", "name": "F", "folders_order": ["h"]}, {"id": "g", "name": "G", "folders_order": ["h"]}, {"id": "h", "name": "H"}
			]`,
			want: "F(H()) G() a b c",
			problems: []string{
				"G / folders_order[0]: found the id of a folder that an order has listed before: it is passed over",
			},
		},
		{
			name: "folders in a circle",
			members: `"order": ["1", "2"], "folders": [
				{"id": "f", "name": "F", "folders_order": ["g"]}, {"id": "g", "name": "G", "folders_order": ["f"], "order": ["3"]}
			]`,
			want: "a b F(G(c))",
			problems: []string{
				"F" + folder,
				"F / G / folders_order[0]: found the id of a folder that an order has listed before: it is passed over",
			},
		},
		{
			name: "same id", members: `"order": ["1", "2", "3"], "folders": [{"id": "f", "name": "F"}, {"id": "f", "name": "G"}]`,
			want: "G() a b c F()", problems: []string{"F" + folder},
		},
		{
			name: "other kinds", members: `"order": "1", "folders_order": "f", "folders": [5, {"folders_order": {}, "order": [[]]}]`,
			want: "() a b c",
			problems: []string{
				"order: found a string, expected a list of ids",
				"folders_order: found a string, expected a list of ids",
				"folders[0]: found a number, expected an object",
				"/folders/1" + folder,
				"/folders/1 / folders_order: found an object, expected a list of ids",
				"/folders/1 / order[0]: found the id of no request: it is passed over",
				"a" + request, "b" + request, "c" + request,
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, problems := decode(t, `{`+test.members+`, `+requests+`}`)
			compare(t, "outline", outline(got.Items), test.want)
			compare(t, "problems", texts(problems), test.problems)
		})
	}
}

func TestDecodeV1DeepFolders(t *testing.T) {
	var folders []string
	for i := range 1001 {
		folders = append(folders, fmt.Sprintf(`{"id": "%d", "name": "F", "folders_order": ["%d"]}`, i, i+1))
	}
	got, problems := decode(t, `{"order": [], "folders": [`+strings.Join(folders, ",\n")+`]}`)
	compare(t, "folders at the top", len(got.Items), 2)
	var found []string
	for _, p := range problems {
		found = append(found, p.Position.String()+": "+p.Text)
	}
	compare(t, "problems", found, []string{
		"1000:46: found folders in each other deeper than 1000 levels: this one comes after all others",
		"1001:1: found a folder that no order lists, and newman leaves out: it comes after all others",
		"1001:47: found the id of no folder: it is passed over",
	})
}

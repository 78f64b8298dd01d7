package paging_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/paging"
)

// The forms of paging are those of real APIs, which the names tell; the values are made up.
func TestOf(t *testing.T) {
	for _, test := range []struct {
		name    string
		query   string // of the request
		body    string // of the request, JSON
		link    string // the header
		answers []string
		want    string // evidence, list, what else ends it; "" is no paging
	}{
		{"Google", "pageToken=&pageSize=10", "", "", []string{`{"files": [{"id": 1}], "nextPageToken": "t2"}`}, "$.nextPageToken is the parameter pageToken; $.files"},
		{"Google Places", "pagetoken=", "", "", []string{`{"html_attributions": ["by us"], "results": [{"id": 1}], "next_page_token": "t2"}`}, "$.next_page_token is the parameter pagetoken; $.results"},
		{"AWS", "nextToken=", "", "", []string{`{"instances": [{"id": 1}], "nextToken": null}`}, "$.nextToken is the parameter nextToken; $.instances"},
		{"Square", "cursor=string", "", "", []string{`{"errors": [{"code": "x"}], "bookings": [{"id": 1}], "cursor": "c2"}`}, "$.cursor is the parameter cursor; $.bookings"},
		{"Slack", "cursor=c1&limit=2", "", "", []string{`{"ok": true, "members": [{"id": 1}], "response_metadata": {"next_cursor": "c2"}}`}, "$.response_metadata.next_cursor is the parameter cursor; $.members"},
		{"Notion", "", `{"start_cursor": "c1", "page_size": 2}`, "", []string{`{"results": [{"id": 1}], "next_cursor": "c2", "has_more": true}`}, "$.next_cursor is the member start_cursor of the request's body; $.results; more: $.has_more"},
		{"Relay", "", `{"query": "…", "variables": {"after": "c1"}}`, "", []string{`{"data": {"users": {"nodes": [{"id": 1}], "pageInfo": {"endCursor": "c2", "hasNextPage": true}}}}`}, "$.data.users.pageInfo.endCursor is the member after of the request's body; $.data.users.nodes; more: $.data.users.pageInfo.hasNextPage"},
		{"X", "pagination_token=", "", "", []string{`{"data": [{"id": 1}], "includes": {"users": [{"id": 2}]}, "meta": {"next_token": "t2", "result_count": 1}}`}, "$.meta.next_token is the parameter pagination_token; $.data"},
		{"Meta", "after=", "", "", []string{`{"data": [{"id": 1}], "paging": {"cursors": {"before": "b", "after": "c2"}}}`}, "$.paging.cursors.after is the parameter after; $.data"},
		{"Meilisearch", "from=&limit=1", "", "", []string{`{"results": [{"uid": 9}], "from": 9, "next": 8, "limit": 1, "total": 3}`}, "$.next is the parameter from; $.results"},
		{"OpenAI", "after=", "", "", []string{`{"data": [{"id": 1}], "first_id": "f1", "last_id": "f2", "has_more": true}`}, "$.last_id is the parameter after; $.data; more: $.has_more"},
		{"GitLab", "page=1", "", "", []string{`{"items": [{"id": 1}], "next_page": 2}`}, "$.next_page is the parameter page; $.items"},

		{"HAL", "page=1&size=2", "", "", []string{`{"_embedded": {"orders": [{"id": 1}]}, "_links": {"curies": [{"name": "x"}], "next": {"href": "/orders?page=2&size=2"}}}`}, "$._links.next.href has the parameter page; $._embedded.orders"},
		{"Lob", "limit=2&after=", "", "", []string{`{"data": [{"id": 1}], "next_url": "https://elsewhere.example/v1?limit=9&after=c2"}`}, "$.next_url has the parameter after; $.data"},
		{"Spotify", "offset=0&limit=2", "", "", []string{`{"items": [{"id": 1}], "next": "https://api.example.com/v1?offset=2&limit=2", "total": 9, "offset": 0}`}, "$.next has the parameter offset; $.items"},
		{"Twilio", "Page=&PageToken=&From=", "", "", []string{`{"calls": [{"id": 1}], "page": 0, "page_size": 50, "next_page_uri": "/calls?Page=1&PageToken=PA1&From=5"}`}, "$.next_page_uri has the parameters Page and PageToken; $.calls"},
		{"GitHub", "page=1&per_page=2", "", `</x?page=1&per_page=2>; rel="first", </x?page=2&per_page=2>; rel="next"`, []string{`[{"id": 1}]`}, "the header Link has the parameter page; $"},

		{"Langfuse", "page=1&limit=2", "", "", []string{`{"data": [{"id": 1}], "meta": {"page": 1, "limit": 2, "totalItems": 9, "totalPages": 5}}`}, "$.meta.page is the parameter page; $.data; total: $.meta.totalPages"},
		{"Laravel", "page=<integer>", "", "", []string{`{"data": [{"id": 1}], "links": {"next": "<string,null>"}, "meta": {"current_page": 1, "last_page": 5, "links": [{"url": "x"}]}}`}, "$.meta.current_page is the parameter page; $.data; total: $.meta.last_page"},
		{"Spring", "page=0", "", "", []string{`{"content": [{"id": 1}], "pageable": {"pageNumber": 0}, "last": false}`}, "$.pageable.pageNumber is the parameter page; $.content; last: $.last"},
		{"Adyen", "offset=&limit=", "", "", []string{`{"accountHolders": [{"id": 1}], "hasNext": true}`}, "$.hasNext goes with the parameter offset; $.accountHolders; more: $.hasNext"},
		{"Blackboard", "offset=0&limit=2", "", "", []string{`{"results": [{"id": 1}], "limit": 2, "offset": 0}`}, "$.offset is the parameter offset; $.results"},
		{"a total that is one", "offset=0", "", "", []string{`{"results": [{"id": 1}], "offset": 0, "total": 9}`}, "$.offset is the parameter offset; $.results; total: $.total"},
		{"a total that may be the page's", "offset=0", "", "", []string{`{"results": [{"id": 1}], "offset": 0, "total": 1}`}, "$.offset is the parameter offset; $.results"},
		{"SCIM", "startIndex=1", "", "", []string{`{"Resources": [{"id": 1}], "startIndex": 1, "totalResults": 9}`}, "$.startIndex is the parameter startIndex; $.Resources"},

		{"a cursor that is sent back", "cursor=c1", "", "", []string{`{"items": [{"id": 1}], "cursor": "c1"}`}, ""},
		{"a cursor backwards", "before=", "", "", []string{`{"items": [{"id": 1}], "before": "c1"}`}, ""},
		{"an access token", "token=", "", "", []string{`{"scopes": ["read"], "token": "t"}`}, ""},
		{"the next item", "id=5", "", "", []string{`{"id": 5, "next_id": 6, "tags": ["a"]}`}, ""},
		{"two cursors", "cursor=", "", "", []string{`{"items": [{"id": 1}], "a": {"next_cursor": "x"}, "b": {"next_cursor": "y"}}`}, ""},
		{"a flag that may be missing", "cursor=", "", "", []string{`{"items": [{"id": 1}], "next_cursor": "x", "has_more": true}`, `{"items": [{"id": 1}], "next_cursor": "x"}`}, "$.next_cursor is the parameter cursor; $.items"},
		{"a link with a parameter of its own", "page=1", "", "", []string{`{"items": [{"id": 1}], "next": "/x?page=2&session=9"}`}, ""},
		{"a link that leads to another page size", "limit=1", "", "", []string{`{"items": [{"id": 1}], "next": "/x?limit=2"}`}, ""},
		{"a page beside a token", "page=1&page_token=", "", "", []string{`{"items": [{"id": 1}], "page": 1, "pages": 9}`}, ""},
		{"a last ID alone", "after=", "", "", []string{`{"data": [{"id": 1}], "last_id": "f2"}`}, ""},
		{"links of two lists", "offset=0", "", "", []string{`{"albums": {"items": [{"id": 1}], "next": "/x?offset=2"}, "tracks": {"items": [{"id": 1}], "next": "/x?offset=2"}}`}, ""},
		{"pages of two lists", "page=1", "", "", []string{`{"albums": {"items": [{"id": 1}], "page": 1, "pages": 2}, "tracks": {"items": [{"id": 1}], "page": 1, "pages": 2}}`}, ""},
		{"pages or offsets", "page=1&offset=0", "", "", []string{`{"items": [{"id": 1}], "offset": 0, "limit": 2}`}, ""},
		{"a page of a book", "page=3", "", "", []string{`{"page": 3, "lines": ["a"]}`}, ""},
		{"a page that is counted otherwise", "page=3", "", "", []string{`{"page": 2, "pages": 9, "items": [{"id": 1}]}`}, ""},
		{"two lists", "cursor=", "", "", []string{`{"threads": [{"id": 1}], "members": [{"id": 1}], "next_cursor": "x"}`}, "unclear: $.next_cursor is the parameter cursor"},
		{"a list here and one there", "cursor=", "", "", []string{`{"facets": [{"id": 1}], "result": {"items": [{"id": 1}], "next_cursor": "x"}}`}, "unclear: $.result.next_cursor is the parameter cursor"},
		{"no list", "cursor=", "", "", []string{`{"next_cursor": "x"}`}, "unclear: $.next_cursor is the parameter cursor"},
		{"a list of nothing", "cursor=", "", "", []string{`{"items": [], "next_cursor": "x"}`}, "unclear: $.next_cursor is the parameter cursor"},
	} {
		t.Run(test.name, func(t *testing.T) {
			op, sample := operation(t, test.query, test.body)
			op.Successes[0].Body.Type = inferred(t, test.answers...)
			samples := func() (list []paging.Sample) {
				for _, answer := range test.answers {
					sample.Body, sample.Links = decoded(t, answer), []string{test.link}
					list = append(list, sample)
				}
				return list
			}
			found, unclear := paging.Of(op, samples)
			if diff := cmp.Diff(test.want, described(found, unclear)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// operation makes an operation with the parameters of a query, and the request of its samples.
func operation(t *testing.T, query, body string) (*api.Operation, paging.Sample) {
	t.Helper()
	success := &api.Success{Status: 200, Body: api.ResponseBody{Kind: api.JSONBody}}
	success.Shares = success
	op := &api.Operation{Method: "GET", Successes: []*api.Success{success}}
	sample := paging.Sample{Name: "OK", Sent: map[*api.Param]string{}}
	for pair := range strings.SplitSeq(query, "&") {
		key, value, ok := strings.Cut(pair, "=")
		value, err := url.QueryUnescape(value)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			p := &api.Param{In: api.Query, Key: key, Type: infer.Text([]string{value})}
			op.Params = append(op.Params, p)
			sample.Sent[p] = value
		}
	}
	if body != "" {
		op.Method = "POST"
		op.Body = &api.Body{Kind: api.JSON, Type: inferred(t, body)}
		sample.SentBody = decoded(t, body)
	}
	return op, sample
}

func inferred(t *testing.T, samples ...string) *api.Type {
	t.Helper()
	typ, err := infer.JSON(samples)
	if err != nil {
		t.Fatal(err)
	}
	return typ
}

func decoded(t *testing.T, text string) (value any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// described says on a line what was found.
func described(p *api.Paging, unclear string) string {
	without := strings.NewReplacer(` of the saved response "OK"`, "")
	if p == nil {
		if unclear != "" {
			unclear = "unclear: " + unclear
		}
		return without.Replace(unclear)
	}
	text := without.Replace(p.Evidence) + "; " + api.PathTo(p.Items)
	if p.Total != nil {
		text += "; total: " + api.PathTo(p.Total)
	}
	if p.More != nil && p.Last {
		text += "; last: " + api.PathTo(p.More)
	} else if p.More != nil {
		text += "; more: " + api.PathTo(p.More)
	}
	return text
}

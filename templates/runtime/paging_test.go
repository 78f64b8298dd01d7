// SPDX-License-Identifier: MIT-0

package runtime

// This file goes through the pages of a server that answers by the query alone, as the generated methods do.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

type notesRequest struct {
	Cursor       *string
	Page, Offset *int64
}

func (r *notesRequest) encode(c *call) {
	c.literal("/notes")
	c.query("cursor", r.Cursor)
	c.query("page", asText(c, "Page", r.Page))
	c.query("offset", asText(c, "Offset", r.Offset))
}

type notesResponse struct {
	Meta
	Body struct {
		Notes                     []note           `json:"notes"`
		Next                      Nullable[string] `json:"next"`
		Page, Last, Offset, Total int64
	}
}

type note struct {
	ID int `json:"id"`
}

func (r *notesResponse) decode(a *answer) error { return a.json(&r.Body) }

var opNotes = operation{name: "Notes", method: "GET", path: "/notes"}

type notePages = pages[notesRequest, notesResponse, note]

// by is what the kinds of paging have in common.
func by(next func(*notesRequest, *notesResponse) string, turn func(*notesRequest, string) error) notePages {
	return notePages{
		items: func(p *notesResponse) []note { return p.Body.Notes },
		next:  next,
		turn:  turn,
		reads: []string{"$.notes", "$.next"},
	}
}

func byCursor() notePages {
	return by(
		func(_ *notesRequest, p *notesResponse) string { return cursor(p.Body.Next) },
		func(r *notesRequest, next string) error { return setTo(&r.Cursor, next) },
	)
}

func byLink(next func(*notesRequest, *notesResponse) string) notePages {
	return by(next, func(r *notesRequest, next string) error {
		return follow(next, from("page", &r.Page), from("cursor", &r.Cursor))
	})
}

func bodyLink(_ *notesRequest, p *notesResponse) string { return cursor(p.Body.Next) }

func headerLink(_ *notesRequest, p *notesResponse) string { return nextLink(p.Header) }

func byPage() notePages {
	return by(
		func(_ *notesRequest, p *notesResponse) string {
			return nextPage(p.Body.Page, p.Body.Last, len(p.Body.Notes))
		},
		func(r *notesRequest, next string) error { return setTo(&r.Page, next) },
	)
}

func byOffset() notePages {
	return by(
		func(r *notesRequest, p *notesResponse) string {
			return nextOffset(r.Offset, p.Body.Total, len(p.Body.Notes))
		},
		func(r *notesRequest, next string) error { return setTo(&r.Offset, next) },
	)
}

// notesServer answers a query with what answers has for it, a line of header Link and a body, and with 500 where it has
// nothing. It notes the queries.
func notesServer(t *testing.T, answers map[string]string) (client *Client, queries *[]string) {
	queries = new([]string)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*queries = append(*queries, r.URL.RawQuery)
		answer, ok := answers[r.URL.RawQuery]
		if !ok {
			w.WriteHeader(http.StatusInternalServerError)
		}
		if link, body, ok := strings.Cut(answer, "\n"); ok {
			w.Header().Set("Link", link)
			answer = body
		}
		fmt.Fprint(w, answer)
	}))
	t.Cleanup(server.Close)
	client, err := New(baseURLs(server.URL)...)
	if err != nil {
		t.Fatal(err)
	}
	return client, queries
}

// through is what a generated method does.
func through(ctx context.Context, p notePages, client *Client, request *notesRequest, options ...RequestOption) iter.Seq2[note, error] {
	p.get = func(r *notesRequest) (*notesResponse, error) {
		call := client.core.newCall(&opNotes, options)
		r.encode(call)
		response := new(notesResponse)
		if err := call.do(ctx, response); err != nil {
			return nil, err
		}
		return response, nil
	}
	return p.all(request)
}

func TestPages(t *testing.T) {
	for _, test := range []struct {
		name    string
		pages   notePages
		request *notesRequest
		answers map[string]string
		want    []int
		queries []string
		err     string // how it begins
	}{
		{
			name: "a cursor that is null", pages: byCursor(),
			answers: map[string]string{
				"":             `{"notes": [{"id": 1}, {"id": 2}], "next": "a b"}`,
				"cursor=a%20b": `{"notes": [{"id": 3}], "next": null}`,
			},
			want: []int{1, 2, 3}, queries: []string{"", "cursor=a%20b"},
		},
		{
			name: "no cursor, after a page without items", pages: byCursor(),
			answers: map[string]string{
				"":         `{"notes": [], "next": "b"}`,
				"cursor=b": `{"notes": [{"id": 1}]}`,
			},
			want: []int{1}, queries: []string{"", "cursor=b"},
		},
		{
			name: "an empty cursor, from the caller's page on", pages: byCursor(), request: &notesRequest{Cursor: Ptr("c")},
			answers: map[string]string{"cursor=c": `{"notes": [{"id": 1}], "next": ""}`},
			want:    []int{1}, queries: []string{"cursor=c"},
		},
		{
			name: "cursors in a circle", pages: byCursor(),
			answers: map[string]string{
				"":         `{"notes": [{"id": 1}], "next": "b"}`,
				"cursor=b": `{"notes": [{"id": 2}], "next": "c"}`,
				"cursor=c": `{"notes": [{"id": 3}], "next": "b"}`,
			},
			want: []int{1, 2, 3}, queries: []string{"", "cursor=b", "cursor=c"},
		},
		{
			name: "an error on the way", pages: byCursor(),
			answers: map[string]string{"": `{"notes": [{"id": 1}], "next": "b"}`},
			want:    []int{1}, queries: []string{"", "cursor=b"}, err: "Notes: 500 Internal Server Error",
		},
		{
			name: "a list that does not fit", pages: byCursor(),
			answers: map[string]string{"": `{"notes": "none", "next": "b"}`},
			queries: []string{""}, err: "turning to the next page: $.notes: expected array, found string",
		},
		{
			name: "a cursor that does not fit", pages: byCursor(),
			answers: map[string]string{"": `{"notes": [{"id": 1}], "next": 2}`},
			queries: []string{""}, err: "turning to the next page: $.next: expected string, found number",
		},
		{
			name: "an item that does not fit", pages: byCursor(),
			answers: map[string]string{"": `{"notes": [{"id": "x"}, {"id": 2}], "page": "one"}`},
			want:    []int{0, 2}, queries: []string{""},
		},
		{
			name: "a number of pages", pages: byPage(),
			answers: map[string]string{
				"":       `{"notes": [{"id": 1}], "page": 1, "last": 2}`,
				"page=2": `{"notes": [{"id": 2}], "page": 2, "last": 2}`,
			},
			want: []int{1, 2}, queries: []string{"", "page=2"},
		},
		{
			name: "an empty page", pages: byPage(),
			answers: map[string]string{
				"":       `{"notes": [{"id": 1}], "page": 0}`,
				"page=1": `{"notes": [], "page": 1}`,
			},
			want: []int{1}, queries: []string{"", "page=1"},
		},
		{
			name: "a page that is always the same", pages: byPage(),
			answers: map[string]string{
				"":       `{"notes": [{"id": 1}], "page": 1}`,
				"page=2": `{"notes": [{"id": 2}], "page": 1}`,
			},
			want: []int{1, 2}, queries: []string{"", "page=2"},
		},
		{
			name: "a number of items", pages: byOffset(),
			answers: map[string]string{
				"":         `{"notes": [{"id": 1}, {"id": 2}], "total": 3}`,
				"offset=2": `{"notes": [{"id": 3}], "total": 3}`,
			},
			want: []int{1, 2, 3}, queries: []string{"", "offset=2"},
		},
		{
			name: "an offset without items, from the caller's on", pages: byOffset(), request: &notesRequest{Offset: Ptr(int64(5))},
			answers: map[string]string{
				"offset=5": `{"notes": [{"id": 1}]}`,
				"offset=6": `{"notes": null}`,
			},
			want: []int{1}, queries: []string{"offset=5", "offset=6"},
		},
		{
			name: "no link, after one to another host", pages: byLink(bodyLink),
			answers: map[string]string{
				"":                  `{"notes": [{"id": 1}], "next": "https://evil.example/x?cursor=%26&page=2&key=k#top"}`,
				"cursor=%26&page=2": `{"notes": [{"id": 2}]}`,
			},
			want: []int{1, 2}, queries: []string{"", "cursor=%26&page=2"},
		},
		{
			name: "a link that leads nowhere", pages: byLink(bodyLink),
			answers: map[string]string{"": `{"notes": [{"id": 1}], "next": "/notes?secret=s"}`},
			want:    []int{1}, queries: []string{""}, err: "turning to the next page: the link has no parameter that leads there",
		},
		{
			name: "a link that is none", pages: byLink(bodyLink),
			answers: map[string]string{"": `{"notes": [{"id": 1}], "next": "?page=%zz"}`},
			want:    []int{1}, queries: []string{""}, err: "turning to the next page: the query of the link is not percent-encoded",
		},
		{
			name: "a link with another type of value", pages: byLink(bodyLink),
			answers: map[string]string{"": `{"notes": [{"id": 1}], "next": "?page=two"}`},
			want:    []int{1}, queries: []string{""}, err: "turning to the next page: a field of type *int64 takes no such value",
		},
		{
			name: "a header without a next link", pages: byLink(headerLink),
			answers: map[string]string{
				"": `<https://api.example.com/notes?page=9>; rel="last", <https://api.example.com/notes?page=2>; title="x"; REL="prefetch next", <?page=8>; rel=prev` +
					"\n" + `{"notes": [{"id": 1}]}`,
				"page=2": `<https://api.example.com/notes?page=1>; rel=prev` + "\n" + `{"notes": [{"id": 2}]}`,
			},
			want: []int{1, 2}, queries: []string{"", "page=2"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			client, queries := notesServer(t, test.answers)
			var got []int
			var failure string
			for item, err := range through(t.Context(), test.pages, client, test.request) {
				if failure != "" {
					t.Error("it goes on after an error")
				}
				if err != nil {
					failure = err.Error()
					continue
				}
				got = append(got, item.ID)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("items (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.queries, *queries); diff != "" {
				t.Errorf("queries (-want +got):\n%s", diff)
			}
			if !strings.HasPrefix(failure, test.err) || (failure == "") != (test.err == "") {
				t.Errorf("error %q, want %q", failure, test.err)
			}
		})
	}
}

// TestPagesStop proves that nothing is asked for once the caller has enough, that the request stays as it was, and that
// one may go through the pages again.
func TestPagesStop(t *testing.T) {
	client, queries := notesServer(t, map[string]string{
		"cursor=a": `{"notes": [{"id": 1}, {"id": 2}], "next": "b"}`,
		"cursor=b": `{"notes": [{"id": 3}, {"id": 4}], "next": "c"}`,
	})
	request := &notesRequest{Cursor: Ptr("a")}
	list := through(t.Context(), byCursor(), client, request)
	for range 2 {
		for item, err := range list {
			if err != nil {
				t.Fatal(err)
			}
			if item.ID == 3 {
				break
			}
		}
	}
	if diff := cmp.Diff([]string{"cursor=a", "cursor=b", "cursor=a", "cursor=b"}, *queries); diff != "" {
		t.Error(diff)
	}
	if *request.Cursor != "a" {
		t.Errorf("the request's cursor is %q now", *request.Cursor)
	}
}

// TestPagesOptions proves that options hold for each page, and that one which sets what leads to the next is the only
// thing that comes, before anything is sent.
func TestPagesOptions(t *testing.T) {
	const instead = " of the request"
	for _, test := range []struct {
		name    string
		options []RequestOption
		want    []int
		queries []string
		err     string
	}{
		{
			name: "another field", options: []RequestOption{WithParameter("Offset", "x")},
			want: []int{1, 2}, queries: []string{"offset=x", "page=2&offset=x"},
		},
		{
			name: "the field", options: []RequestOption{WithParameter("Page", "1")},
			err: `Notes: WithParameter("Page", …) would set it for each page, but it leads from page to page: set Page` + instead,
		},
		{
			name: "one of several, a string", options: []RequestOption{nil, WithParameter("Cursor")},
			err: `Notes: WithParameter("Cursor", …) would set it for each page, but it leads from page to page: set Cursor` + instead,
		},
		{
			name: "the body", options: []RequestOption{WithBody([]byte("{}"))},
			err: "Notes: WithBody would set the same body for each page, but Body.After in it leads from page to page: set the fields" + instead,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			client, queries := notesServer(t, map[string]string{
				"offset=x":        `{"notes": [{"id": 1}], "page": 1}`,
				"page=2&offset=x": `{"notes": [{"id": 2}], "page": 2, "last": 2}`,
			})
			options := turnedByBody(turnedBy(test.options, "Page", "Cursor"), "Body.After")
			var got []int
			var errs []string
			for item, err := range through(t.Context(), byPage(), client, nil, options...) {
				if err != nil {
					errs = append(errs, err.Error())
					continue
				}
				got = append(got, item.ID)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("items (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.queries, *queries, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("queries (-want +got):\n%s", diff)
			}
			if got := strings.Join(errs, "\n"); got != test.err {
				t.Errorf("error %q, want %q", got, test.err)
			}
		})
	}
}

func TestPagesOfDoneContext(t *testing.T) {
	client, queries := notesServer(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range through(ctx, byCursor(), client, nil) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	if len(*queries) > 0 {
		t.Errorf("sent %q", *queries)
	}
}

func TestCursor(t *testing.T) {
	for _, test := range []struct {
		member any
		want   string
	}{
		{"a&<b>", "a&<b>"},
		{"", ""},
		{int64(7), "7"},
		{int64(0), ""},
		{json.Number("12345678901234567890"), "12345678901234567890"},
		{Nullable[string]{}, ""},
		{Null[int64](), ""},
		{Value("x"), "x"},
		{Value(int64(7)), "7"},
		{json.RawMessage(nil), ""},
		{json.RawMessage(`"x"`), "x"},
		{json.RawMessage(`{"id": 1}`), ""},
		{Ptr(int64(7)), "7"},
		{(*int64)(nil), ""},
	} {
		if got := cursor(test.member); got != test.want {
			t.Errorf("%#v: got %q, want %q", test.member, got, test.want)
		}
	}
}

// TestSet proves that fields of all types are set, and that what they pointed to stays as it was.
func TestSet(t *testing.T) {
	shared := "before"
	var r struct {
		Required string
		Optional *string
		Page     *int64
		Nullable Nullable[string]
		Unknown  json.RawMessage
	}
	r.Optional = &shared
	for _, err := range []error{
		setTo(&r.Required, "1"), setTo(&r.Optional, "1"), setTo(&r.Page, "1"), setTo(&r.Nullable, "1"), setTo(&r.Unknown, "1"),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	got, _ := json.Marshal(r)
	if want := `{"Required":"1","Optional":"1","Page":1,"Nullable":"1","Unknown":"1"}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if shared != "before" {
		t.Errorf("what the field pointed to is %q now", shared)
	}
	if err := setTo(&r.Page, "null"); err == nil {
		t.Error("null was taken for a number")
	}
}

func TestCopied(t *testing.T) {
	original := &Address{Street: "Lane"}
	copied(original).Street = "Road"
	if original.Street != "Lane" {
		t.Error("the original has changed")
	}
	if got := copied[Address](nil); *got != (Address{}) {
		t.Errorf("got %v", got)
	}
	if got := valueOf(Value(Address{Zip: 1})); got.Zip != 1 {
		t.Errorf("got %v", got)
	}
}

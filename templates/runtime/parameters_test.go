// SPDX-License-Identifier: MIT-0

package runtime

// This file tests parameters that are no strings: how they are sent, and WithParameter; and what a body of GraphQL has by
// default.

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// status is a parameter with a list of values.
type status string

// typed is a request struct with all kinds of parameters.
type typed struct {
	ID     int64
	Day    Date
	Status status
	Since  *time.Time
	Limit  *int64
	Ratio  *float64
	Full   *bool
	Codes  []int64
	Zero   int64
}

func (r *typed) encode(c *call) {
	c.literal("/")
	c.segment("ID", asSegment(c, "ID", r.ID))
	c.query("day", asRequired(c, "Day", r.Day))
	c.query("status", asRequired(c, "Status", r.Status))
	c.query("since", asText(c, "Since", r.Since))
	c.query("limit", asText(c, "Limit", r.Limit))
	c.query("ratio", asText(c, "Ratio", r.Ratio))
	c.query("full", asText(c, "Full", r.Full))
	c.queryList("code", asTexts(c, "Codes", r.Codes))
	c.query("zero", asText(c, "Zero", &r.Zero))
}

func TestTypedParameters(t *testing.T) {
	whole := typed{
		ID: 7, Day: Date{2026, 3, 14}, Status: "on & off", Since: Ptr(time.Date(2026, 3, 14, 9, 30, 0, 5e8, time.UTC)),
		Limit: Ptr(int64(-1)), Ratio: Ptr(1e21), Full: Ptr(false), Codes: []int64{1, 2},
	}
	few := typed{ID: 7, Day: Date{2026, 3, 14}, Status: "on"}
	tests := []struct {
		name    string
		request typed
		options []RequestOption
		want    string // the request target, or the beginning of the error
	}{
		{"all", whole, nil, "/7?day=2026-03-14&status=on%20%26%20off&since=2026-03-14T09:30:00.5Z&limit=-1&ratio=1000000000000000000000&full=false&code=1&code=2&zero=0"},
		{"few", few, nil, "/7?day=2026-03-14&status=on&zero=0"},
		{"required", typed{}, nil, "Get: ID is required\nGet: Day is required\nGet: Status is required"},
		{"empty", typed{}, []RequestOption{WithEmptyValues()}, "/0?day=&status=&zero=0"},
		{
			"given as text", few,
			[]RequestOption{WithParameter("ID", "a/b"), WithParameter("Day", "today"), WithParameter("Limit", "all"), WithParameter("Codes", "x", "y"), WithParameter("Zero", "")},
			"/a%2Fb?day=today&status=on&limit=all&code=x&code=y&zero=",
		},
		{"no such field", few, []RequestOption{WithParameter("limit", "all")}, `Get: WithParameter("limit", …): the request has no such field`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got string
			server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RequestURI }))
			defer server.Close()
			client, err := New(WithBaseURL(server.URL))
			if err != nil {
				t.Fatal(err)
			}
			call := client.core.newCall(&operation{name: "Get", method: "GET"}, test.options)
			test.request.encode(call)
			if err := call.do(context.Background(), new(emptyResponse)); err != nil {
				got = err.Error()
			}
			if !strings.HasPrefix(got, test.want) {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// emptyResponse is a response that nobody reads.
type emptyResponse struct{ Meta }

func (r *emptyResponse) decode(a *answer) error { return a.none() }

// TestPlainOptional is about a plain value that is optional: empty sends nothing.
func TestPlainOptional(t *testing.T) {
	if set("") != nil || set(int64(0)) != nil {
		t.Error("an empty value is sent")
	}
	if v := set("x"); v == nil || *v != "x" {
		t.Errorf("got %v", v)
	}
}

func TestGraphQL(t *testing.T) {
	tests := []struct {
		body *HeroRequestBody
		want string
	}{
		{nil, `{"query":"{ hero }","operationName":"Hero"}`},
		{&HeroRequestBody{Query: Ptr("{ villain }"), OperationName: Ptr("")}, `{"query":"{ villain }","operationName":""}`},
	}
	for _, test := range tests {
		client, err := New(WithBaseURL("https://api.example.com"))
		if err != nil {
			t.Fatal(err)
		}
		call := client.core.newCall(&opHero, nil)
		(&HeroRequest{test.body}).encode(call)
		if got := string(call.body.text); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

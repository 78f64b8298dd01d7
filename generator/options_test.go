package generator_test

// Options that name what the collection does not have.

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

const people = `{
  "info": {"name": "People", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {"name": "Users", "item": [
      {"name": "List", "request": {"method": "GET", "url": "https://api.example.com/users", "header": [{"key": "X-Tenant-Id", "value": "a"}]}}
    ]},
    {"name": "Ping", "request": "https://api.example.com/ping"}
  ]
}`

func TestOptionErrors(t *testing.T) {
	for _, test := range []struct {
		name string
		opts generator.Options
		want []string
	}{
		{"all mean something", generator.Options{Include: []string{"Users", "Ping"}, Exclude: []string{"GET /ping"}, Hoist: []string{"x-tenant-id"}}, nil},
		{"folder", generator.Options{Include: []string{"User"}}, []string{"include: no request matches User"}},
		{"request", generator.Options{Exclude: []string{"Users/Lsit"}}, []string{"exclude: no request matches Users/Lsit"}},
		{"method", generator.Options{Include: []string{"POST /users"}}, []string{"include: no request matches POST /users"}},
		{"path below", generator.Options{Include: []string{"GET /"}}, []string{"include: no request matches GET /"}},
		{
			"several",
			generator.Options{Include: []string{"Users", "Teams/**"}, Exclude: []string{"Zebras"}},
			[]string{"include: no request matches Teams/**", "exclude: no request matches Zebras"},
		},
		{
			"header",
			generator.Options{Hoist: []string{"X-Tenant", "Zebra"}},
			[]string{"hoist: no request has a header X-Tenant", "hoist: no request has a header Zebra"},
		},
		{
			"rename",
			generator.Options{Rename: map[string]string{"Users": "People", "GET /users": "all", "Users/Lst": "All"}},
			[]string{
				`rename: "all" for "GET /users" is no exported Go name: expected letters and digits, the first an upper-case letter`,
				`rename: nothing has the key "Users/Lst"`,
			},
		},
		{
			"taken name",
			generator.Options{Rename: map[string]string{"GET /ping": "Users"}},
			[]string{`rename: "Users" for "GET /ping": something else is called so, or would be: rename that as well, or choose another name`},
		},
		{
			"retype",
			generator.Options{Retype: map[string]string{"Users/List header X-Tenant-Id": "int", "Users/List header X-Tenant": "string"}},
			[]string{
				`retype: nothing that has a type has the key "Users/List header X-Tenant"`,
				`retype: "int" for "Users/List header X-Tenant-Id": expected string, int64, float64, bool, time.Time, Date, json.Number or json.RawMessage, or a list, map or Nullable of these: []int64, map[string]bool, Nullable[string]`,
			},
		},
		{"no environment", generator.Options{Environment: []byte(`{"item": []}`)}, []string{`1:1: expected a Postman environment, an object with a list "values": export it from Postman as JSON`}},
		{"broken environment", generator.Options{Environment: []byte(`{"values": `)}, []string{`1:12: not JSON: the file ends inside the object that begins at 1:1: is it cut off?`}},
		{"wrapped environment", generator.Options{Environment: []byte(`{"environment": {"values": [{"key": "a", "value": "b"}]}}`)}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.opts.Package = "people"
			_, err := generator.Generate([]byte(people), test.opts)
			var got []string
			for _, e := range flatten(err) {
				option, ok := errors.AsType[*generator.OptionError](e)
				if !ok {
					t.Fatalf("%v is no OptionError", e)
				}
				got = append(got, option.Text)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnotherAPI refuses to make a client of something else out of one.
func TestAnotherAPI(t *testing.T) {
	shop, err := os.ReadFile("../collections/shop.postman_collection.json")
	if err != nil {
		t.Fatal(err)
	}
	before, err := generator.Generate(shop, generator.Options{Package: "shop"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = generator.Generate([]byte(people), generator.Options{Package: "shop", Lock: before.Lock})
	if err == nil || !strings.Contains(err.Error(), "the client in this folder is one of another API") {
		t.Errorf("got %v", err)
	}
}

// flatten lists the errors that errors.Join has joined.
func flatten(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	switch {
	case ok:
		var list []error
		for _, e := range joined.Unwrap() {
			list = append(list, flatten(e)...)
		}
		return list
	case err == nil:
		return nil
	}
	return []error{err}
}

func TestStages(t *testing.T) {
	var got []string
	opts := generator.Options{Package: "people", Stage: func(name string) { got = append(got, name) }}
	if _, err := generator.Generate([]byte(people), opts); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"decode", "resolve", "name", "emit"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

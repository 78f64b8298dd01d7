package lock_test

// What a lock refuses, and what it finds broken.

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// lamps is the lock of a small client.
const lamps = `{
  "services": {"Lamps": {"folder": ["Lamps"], "type": "LampsService"}},
  "operations": {
    "Lamps.Get": {
      "items": [{"name": "Get", "sample": "00"}], "method": "GET", "path": "/lamps/:id",
      "requestType": "LampsGetRequest", "responseType": "LampsGetResponse",
      "fields": {"path id": "ID string", "query limit": "Limit *int64", "query state": "State *State"},
      "results": {"200": "Body json []Lamp"}, "errors": {"404": "LampsGet404Error json Trouble"}, "headers": {"X-Room": "XRoom"}
    }
  },
  "responses": {"Lamp": {"fields": {"id": "ID int64", "inside": "Inside []Lamp"}}, "Trouble": {"fields": {"error": "Error Nullable[string]"}}},
  "enums": {"State": {"on": "StateOn"}},
  "baseURLs": {"{{baseUrl}}": "WithBaseURL"}, "variables": {"room": "Room"}, "errorCodes": {"7": "ErrorCode7"}
}`

func TestParseRefuses(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"not an object", lamps, `[]`, "cannot unmarshal array"},
		{"unknown member", `"enums"`, `"zebras"`, `unknown field "zebras"`},
		{"name that is code", `"ID string"`, `"ID(){}; func X string"`, `operations: Lamps.Get: path id: "func X string" is no type of this client`},
		{"hidden name", `"LampsService"`, `"lampsService"`, `services: Lamps: expected an exported Go name, found "lampsService"`},
		{"foreign letters", `"XRoom"`, `"ХRoom"`, `operations: Lamps.Get: headers: X-Room: expected an exported Go name, found "ХRoom"`},
		{"name twice", `"LampsGetResponse"`, `"LampsService"`, `operations: Lamps.Get: the name LampsService is also that of services: Lamps`},
		{"field twice", `"Limit *int64"`, `"ID *int64"`, `the request has two members called ID`},
		{"unknown type", `"Inside []Lamp"`, `"Inside []Tree"`, `responses: Lamp: inside: "Tree" is no type of this client`},
		{"unknown type of a parameter", `*State"`, `*Lamp"`, `operations: Lamps.Get: query state: "Lamp" is no type of this client`},
		{"null in null", `Nullable[string]`, `Nullable[Nullable[string]]`, `"Nullable[Nullable[string]]" is no type of this client`},
		{"no service", `"Lamps.Get"`, `"Zebras.Get"`, `operations: Zebras.Get: there is no service Zebras`},
		{"no folder", `["Lamps"]`, `[]`, `services: Lamps: expected the folder and the type of a service`},
		{"no method", `"GET"`, `""`, `operations: Lamps.Get: expected an operation with its method, path and items`},
		{"cycle", `"Inside []Lamp"}}, "Trouble": {"fields": {"error": "Error Nullable[string]"`, `"Inside Trouble"}}, "Trouble": {"fields": {"error": "Error Lamp"`, `responses: Lamp: the type holds itself, by way of Lamp, Trouble, Lamp`},
		{"type of itself", `"Inside []Lamp"`, `"Inside Nullable[Lamp]"`, ``},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := lock.Parse([]byte(strings.Replace(lamps, test.old, test.new, 1)))
			switch {
			case test.want == "":
				if err != nil {
					t.Errorf("got %v", err)
				}
			case err == nil:
				t.Error("it was taken")
			case !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), `delete its member "api"`):
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestBreaks(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []string
	}{
		{"nothing", "", "", nil},
		{"additions", `"fields": {"path id"`, `"fields": {"header X-A": "XA *string", "path id"`, nil},
		{"method", `"Lamps.Get"`, `"Lamps.Fetch"`, []string{"Lamps.Get is gone"}},
		{"parameter", `"query limit": "Limit *int64", `, ``, []string{"LampsGetRequest.Limit is gone"}},
		{"type of a parameter", `*int64`, `*string`, []string{"LampsGetRequest.Limit is of type *string, no longer *int64"}},
		{"name of a parameter", `"Limit *`, `"Most *`, []string{"LampsGetRequest.Limit is called Most now"}},
		{"body", `json []Lamp`, `json Lamp`, []string{"LampsGetResponse.Body is of type json Lamp, no longer json []Lamp"}},
		{"header", `{"X-Room": "XRoom"}`, `{}`, []string{"LampsGetResponse.XRoom is gone"}},
		{"error", `"errors": {"404": "LampsGet404Error json Trouble"}, `, ``, []string{"LampsGet404Error is gone"}},
		{"member", `"ID int64"`, `"ID string"`, []string{"Lamp.ID is of type string, no longer int64"}},
		{"variable, code", `"variables": {"room": "Room"}, "errorCodes": {"7": "ErrorCode7"}`, `"variables": {}`, []string{"ErrorCode7 is gone", "Variables.Room is gone"}},
	}
	before, err := lock.Parse([]byte(lamps))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			now, err := lock.Parse([]byte(strings.Replace(lamps, test.old, test.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, lock.Breaks(before, now)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

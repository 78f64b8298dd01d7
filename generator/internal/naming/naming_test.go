package naming_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/naming"
)

// request is an operation before it has names.
type request struct{ folder, name, method, path string }

// client makes a client of requests, in their order.
func client(requests []request) *api.Client {
	base := &api.BaseURL{Template: "https://api.example.com"}
	c := &api.Client{Package: "x", Root: &api.Service{}, BaseURLs: []*api.BaseURL{base}}
	folders := map[string]*api.Service{"": c.Root}
	for _, r := range requests {
		s := folders[r.folder]
		if s == nil {
			s = &api.Service{Name: r.folder, Parent: c.Root}
			folders[r.folder] = s
			c.Root.Services = append(c.Root.Services, s)
		}
		s.Operations = append(s.Operations, &api.Operation{
			Name: r.name, Method: r.method, Template: r.path, Service: s, BaseURL: base, Successes: []*api.Success{{}},
		})
	}
	return c
}

// names lists what the requests are called: service type, method, request type.
func names(c *api.Client) map[request]string {
	list := map[request]string{}
	var walk func(*api.Service)
	walk = func(s *api.Service) {
		for _, op := range s.Operations {
			list[request{s.Name, op.Name, op.Method, op.Template}] = s.Type + "." + op.GoName + " " + op.RequestType
		}
		for _, child := range s.Services {
			walk(child)
		}
	}
	walk(c.Root)
	return list
}

func TestAssign(t *testing.T) {
	want := map[request]string{
		{"", "Ping", "GET", "/ping"}:                     "Client.Ping PingRequest",
		{"Users", "List", "GET", "/users"}:               "UsersService.List UsersListRequest",
		{"Users", "User", "GET", "/users/:id"}:           "UsersService.GetUser UsersGetUserRequest",
		{"Users", "User", "DELETE", "/users/:id"}:        "UsersService.DeleteUser UsersDeleteUserRequest",
		{"Users", "Find", "GET", "/v1/users/find"}:       "UsersService.FindV1 UsersFindV1Request",
		{"Users", "Find", "GET", "/v2/users/find"}:       "UsersService.FindV2 UsersFindV2Request",
		{"Users", "https://x.test/a", "PUT", "/a/{{b}}"}: "UsersService.PutAB UsersPutABRequest",
		{"Users", "", "POST", "/c"}:                      "UsersService.PostC UsersPostCRequest",
		{"client", "New", "GET", "/new"}:                 "ClientService.New ClientNewRequest",
		{"option", "New", "GET", "/new"}:                 "OptionService.New OptionNewRequest",
		{"test", "windows", "GET", "/w"}:                 "TestService.Windows TestWindowsRequest",
	}
	var requests []request
	for r := range want {
		requests = append(requests, r)
	}
	c := client(requests)
	naming.Assign(c, []string{"Option", "File"}, []string{"core"})
	if diff := cmp.Diff(want, names(c)); diff != "" {
		t.Error(diff)
	}
}

// TestOrder proves that names do not depend on the order of requests.
func TestOrder(t *testing.T) {
	var requests []request
	for _, folder := range []string{"", "Users", "users", "Users!", "UsersList"} {
		for _, name := range []string{"List", "list", "List all", "All", "💥", "01 List"} {
			for _, method := range []string{"GET", "POST"} {
				requests = append(requests, request{folder, name, method, "/" + name}, request{folder, name, method, "/x/" + name})
			}
		}
	}
	c := client(requests)
	naming.Assign(c, nil, nil)
	want := names(c)
	unique := map[string]request{}
	for r, name := range want {
		if other, taken := unique[name]; taken {
			t.Errorf("%v and %v are both %s", r, other, name)
		}
		unique[name] = r
	}
	for seed := range uint64(5) {
		shuffled := slices.Clone(requests)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		c := client(shuffled)
		naming.Assign(c, nil, nil)
		if diff := cmp.Diff(want, names(c)); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

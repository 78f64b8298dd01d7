package generator_test

// Names and types by wish.

import (
	"slices"
	"strings"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

const orders = `{
  "info": {"name": "Orders", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {"name": "Order stuff", "item": [
      {
        "name": "List", "request": {"method": "GET", "url": "https://api.example.com/orders?page_no=1&{{filter}}=x"},
        "response": [{"name": "OK", "code": 200, "body": "{\"items\": [{\"total\": 12, \"by\": {\"first name\": \"Ada\"}}]}"}]
      },
      {"name": "Make", "request": {"method": "POST", "url": "https://api.example.com/orders",
        "body": {"mode": "raw", "raw": "{\"lines\": [{\"sku\": 7}]}", "options": {"raw": {"language": "json"}}}}}
    ]}
  ]
}`

// TestKeepRemoved keeps a method until the collection changes again.
func TestKeepRemoved(t *testing.T) {
	opts := generator.Options{Package: "people", KeepRemoved: true}
	without := strings.Replace(people, `{"name": "Ping", "request": "https://api.example.com/ping"}`, `{"name": "Pong", "request": "https://api.example.com/pong"}`, 1)
	for i, step := range []struct {
		collection string
		has        bool
	}{{people, true}, {without, true}, {without, true}, {without + "\n", false}, {people, true}} {
		out, err := generator.Generate([]byte(step.collection), opts)
		if err != nil {
			t.Fatal(err)
		}
		opts.Lock = out.Lock
		has := slices.ContainsFunc(out.Files, func(f generator.File) bool { return strings.Contains(string(f.Content), "func (s *Client) Ping(") })
		if has != step.has {
			t.Errorf("step %d: has the method: %t, want %t", i, has, step.has)
		}
	}
}

func TestWishes(t *testing.T) {
	opts := generator.Options{
		Package: "orders",
		Rename: map[string]string{
			"Order stuff":                "Orders",
			"GET /orders":                "All",
			"GET /orders query page_no":  "Page",
			"GET /orders 200.items[]{}":  "Order",
			"GET /orders 200.items[].by": "Customer",
			"Order stuff/Make":           "Create",
		},
		Retype: map[string]string{
			"GET /orders query page_no":       "string",
			"GET /orders 200.items[].total":   "json.Number",
			"POST /orders body.lines[].sku":   "string",
			"Order stuff/List 200.items[].by": "map[string]string",
		},
	}
	for range 2 { // and again with the lock
		out, err := generator.Generate([]byte(orders), opts)
		if err != nil {
			t.Fatal(err)
		}
		source := ""
		for _, file := range out.Files {
			source += strings.Join(strings.Fields(string(file.Content)), " ")
		}
		for _, want := range []string{
			"Orders *OrdersService",
			"func (s *OrdersService) All(ctx context.Context, request *OrdersAllRequest, options ...RequestOption) (*OrdersAllResponse, error)",
			"Page *string",
			"type Order struct { Total json.Number `json:\"total\"` // 12 Customer map[string]string `json:\"by\"` }",
			"Sku *string `json:\"sku,omitzero\"`",
			"type OrdersCreateRequest struct",
		} {
			if !strings.Contains(source, want) {
				t.Errorf("lacks %s", want)
			}
		}
		opts.Lock = out.Lock
	}
}

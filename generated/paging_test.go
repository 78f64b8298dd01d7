package generated_test

// A list in pages, with an option that would set the page.

import (
	"strings"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generated/shop"
	"github.com/postman-gen-go/postman-gen-go/generated/shop/shoptest"
)

func TestPagesOption(t *testing.T) {
	server := shoptest.New(t)
	client, err := shop.New(shop.WithBaseURL(server.URL), shop.WithVariables(shop.Variables{StoreID: "paris"}))
	if err != nil {
		t.Fatal(err)
	}
	var errs []error
	for _, err := range client.Catalog.Products.ListProductsAll(t.Context(), nil, shop.WithParameter("Cursor", "x")) {
		errs = append(errs, err)
	}
	if len(errs) != 1 || errs[0] == nil || !strings.HasPrefix(errs[0].Error(), `Catalog.Products.ListProducts: WithParameter("Cursor", …) would set it for each page`) {
		t.Errorf("got %v, want one error", errs)
	}
	if sent := len(server.Requests()); sent > 0 {
		t.Errorf("sent %d requests", sent)
	}
}

package generated_test

// The clients against their fake servers: each gets every saved response of its
// collection, by constant, ID, name and status.

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generated/archive"
	"github.com/postman-gen-go/postman-gen-go/generated/archive/archivetest"
	"github.com/postman-gen-go/postman-gen-go/generated/shop"
	"github.com/postman-gen-go/postman-gen-go/generated/shop/shoptest"
	"github.com/postman-gen-go/postman-gen-go/generated/zoom"
	"github.com/postman-gen-go/postman-gen-go/generated/zoom/zoomtest"
)

// driver calls the methods of a client by their names.
type driver struct {
	client  any
	err     error // of New
	respond func(example string)
	header  func(name string, value string) any // a RequestOption
	file    any                                 // a *File
	got     *recorder
}

func TestFakes(t *testing.T) {
	for name, newDriver := range map[string]func(t *testing.T, got *recorder) driver{
		"zoom": func(t *testing.T, got *recorder) driver {
			server := zoomtest.New(t)
			client, err := zoom.New(zoom.WithBaseURL(server.URL+"/v2"), zoom.WithHTTPClient(got.client()))
			respond := func(example string) { server.RespondNext(zoomtest.Example(example)) }
			header := func(name, value string) any { return zoom.WithHeader(name, value) }
			return driver{client, err, respond, header, zoom.FileFromBytes("me.png", nil), got}
		},
		"shop": func(t *testing.T, got *recorder) driver {
			server := shoptest.New(t)
			client, err := shop.New(shop.WithBaseURL(server.URL), shop.WithHTTPClient(got.client()))
			respond := func(example string) { server.RespondNext(shoptest.Example(example)) }
			header := func(name, value string) any { return shop.WithHeader(name, value) }
			return driver{client, err, respond, header, shop.FileFromBytes("mug.jpg", nil), got}
		},
		"archive": func(t *testing.T, got *recorder) driver {
			server := archivetest.New(t)
			client, err := archive.New(archive.WithBaseURL(server.URL), archive.WithHTTPClient(got.client()))
			respond := func(example string) { server.RespondNext(archivetest.Example(example)) }
			header := func(name, value string) any { return archive.WithHeader(name, value) }
			return driver{client, err, respond, header, archive.FileFromBytes("deed.pdf", nil), got}
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDriver(t, &recorder{})
			if d.err != nil {
				t.Fatal(d.err)
			}
			for _, it := range items(t, name) {
				for _, want := range it.Examples {
					t.Run(want.Constant, func(t *testing.T) { d.ask(t, it, want) })
				}
			}
		})
	}
}

// item is a request of testdata with its saved responses.
type item struct {
	Method   string    `json:"method"`
	Examples []example `json:"examples"`
}

type example struct {
	Constant string `json:"constant"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	Status   int    `json:"status"`
	Body     string `json:"body"`
}

// items reads the testdata of a client.
func items(t *testing.T, client string) []item {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(client, client+"test", "testdata", "requests", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d files, %v", len(files), err)
	}
	var all []item
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var some []item
		if err := json.Unmarshal(content, &some); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, some...)
	}
	return all
}

// ask asks for a saved response in each way that there is. Several may have its
// status.
func (d driver) ask(t *testing.T, it item, want example) {
	t.Helper()
	alike := slices.DeleteFunc(slices.Clone(it.Examples), func(other example) bool { return other.Status != want.Status })
	d.respond(want.Constant)
	d.call(t, it.Method)
	d.check(t, "the constant", want)
	for _, way := range []struct {
		header, value string
		want          []example
	}{
		{"X-Mock-Response-Id", want.Constant, []example{want}},
		{"X-Mock-Response-Id", want.ID, []example{want}},
		{"X-Mock-Response-Name", want.Name, []example{want}},
		{"X-Mock-Response-Code", strconv.Itoa(want.Status), alike},
	} {
		if way.value == "" {
			continue // in many exports, responses have no IDs
		}
		d.call(t, it.Method, d.header(way.header, way.value))
		d.check(t, way.header+": "+way.value, way.want...)
	}
}

// check compares what was answered with what may be.
func (d driver) check(t *testing.T, asked string, want ...example) {
	t.Helper()
	if !slices.ContainsFunc(want, func(ex example) bool { return d.got.status == ex.Status && d.got.body == ex.Body }) {
		t.Errorf("%s: (-want +got)\n%s", asked, cmp.Diff(want, []example{{Status: d.got.status, Body: d.got.body}}))
	}
}

// call calls a method with the least that it takes. Its error is the saved
// response's own: what came is recorded.
func (d driver) call(t *testing.T, method string, options ...any) {
	t.Helper()
	m := reflect.ValueOf(d.client)
	names := strings.Split(method, ".")
	for _, name := range names[:len(names)-1] {
		m = m.Elem().FieldByName(name)
	}
	m = m.MethodByName(names[len(names)-1])
	request := reflect.New(m.Type().In(1).Elem())
	for i := range request.Elem().NumField() {
		switch field := request.Elem().Field(i); {
		case field.Kind() == reflect.String:
			field.SetString("x")
		case field.Type() == reflect.TypeOf(d.file):
			field.Set(reflect.ValueOf(d.file))
		}
	}
	args := []reflect.Value{reflect.ValueOf(context.Background()), request}
	for _, option := range options {
		args = append(args, reflect.ValueOf(option))
	}
	*d.got = recorder{}
	if err := m.Call(args)[1]; d.got.status == 0 {
		t.Fatalf("%s: nothing was answered: %v", method, err)
	}
}

// recorder keeps the answer that a client gets.
type recorder struct {
	status int
	body   string
}

func (r *recorder) client() *http.Client { return &http.Client{Transport: r} }

func (r *recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	r.status, r.body = response.StatusCode, string(body)
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, err
}

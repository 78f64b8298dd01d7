package inspect_test

// Models in, text and JSON out. The sample model of TestSample shows every form
// once; its two forms lie in testdata, "go test -update" accepts them.

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/inspect"
)

var update = flag.Bool("update", false, "accept what is printed now")

func TestSample(t *testing.T) {
	tree := inspect.Of(sample())
	var text bytes.Buffer
	if err := tree.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	compare(t, "sample.txt", text.Bytes())

	form, err := json.MarshalIndent(tree, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "sample.json", append(form, '\n'))

	var read inspect.Tree
	if err := json.Unmarshal(form, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tree, &read, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("read back from JSON (-want +got):\n%s", diff)
	}
}

// compare compares what was printed with a file of testdata.
func compare(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// sample is a model with everything that a model can have.
func sample() *api.Client {
	base := &api.BaseURL{Template: "{{baseUrl}}", Value: "https://api.example.com", Variable: "baseUrl", Option: "WithBaseURL"}
	files := &api.BaseURL{Template: "https://files.example.com", Value: "https://files.example.com", Index: 1, Option: "WithFilesURL"}
	unset := &api.BaseURL{Template: "{{authUrl}}", Variable: "authUrl", Index: 2, Option: "WithAuthURL"}
	credentials := []*api.Credential{
		{Scheme: api.Bearer, Key: "Bearer", Variable: "token", Option: "WithBearerToken"},
		{Scheme: api.BearerQuery, Option: "WithAccessToken", Grant: &api.Grant{
			Given: []string{"ClientID", "ClientSecret"}, Option: "WithOAuth2", SourceOption: "WithTokenSource",
		}},
		{Scheme: api.Basic, Variable: "user and password", Option: "WithBasicAuth"},
		{Scheme: api.NTLM, Key: "LOCKS", Variable: "name, word", Option: "WithNTLM"},
		{Scheme: api.APIKeyHeader, Key: "X-Key", Option: "WithAPIKey"},
		{Scheme: api.APIKeyQuery, Key: "key", Option: "WithAPIKeyQuery"},
		{Scheme: api.Authorization, Option: "WithAuthorization"},
	}
	store := &api.Variable{Key: "store", Value: "paris", Doc: "Which store.\n\nAsk your manager.", Name: "Store"}
	pin := &api.Variable{Key: "pin", Secret: true, Name: "Pin"}

	root := &api.Service{Doc: "Notes of people.", Type: "Client"}
	notes := &api.Service{Name: "notes", Doc: "What was noted.", Parent: root, Field: "Notes", Type: "NotesService"}
	old := &api.Service{Name: "old ones", Parent: notes, Field: "Old", Type: "NotesOldService"}
	root.Services, notes.Services = []*api.Service{notes}, []*api.Service{old}

	ping := &api.Operation{
		Name: "Ping", Service: root, Method: "GET", Template: "/ping", BaseURL: base,
		Successes: []*api.Success{{Body: api.ResponseBody{Kind: api.RawBody}, Field: "Body"}},
		GoName:    "Ping", RequestType: "PingRequest", ResponseType: "PingResponse",
	}
	ping.Successes[0].Shares = ping.Successes[0]
	root.Operations = []*api.Operation{ping}
	notes.Operations = []*api.Operation{search(notes, base, credentials[0], store), change(notes, base)}
	old.Operations = uploads(old, files)

	return &api.Client{
		Title: "Notes", Doc: root.Doc,
		BaseURLs:    []*api.BaseURL{base, files, unset},
		Variables:   []*api.Variable{store, pin},
		Credentials: credentials,
		Root:        root,
		ErrorCodes: []*api.ErrorCode{{Code: "17", GoName: "ErrorCode17", Meanings: []api.Meaning{
			{Operation: notes.Operations[0], Status: 404, Text: "nobody"},
			{Operation: notes.Operations[1], Status: 404, Text: "nobody"},
			{Operation: notes.Operations[1], Status: 409, Text: "in use"},
		}}},
	}
}

// search has every kind of parameter, response headers, and errors.
func search(s *api.Service, base *api.BaseURL, c *api.Credential, store *api.Variable) *api.Operation {
	return &api.Operation{
		Name: "Search notes", Doc: "Finds notes.\n\nSlowly.", Service: s, Method: "GET", Template: "/:store/notes", BaseURL: base,
		Credential: c,
		Params: []*api.Param{
			{In: api.Path, Key: "store", Required: true, Default: []api.Segment{{Variable: store}, {Text: "-1"}}, GoName: "Store"},
			{In: api.Query, Key: "q", Doc: "What to look for.", Example: "milk", Required: true, GoName: "Q"},
			{In: api.Query, Key: "tag", Repeated: true, GoName: "Tag"},
			{In: api.Header, Key: "X-Trace", Disabled: true, Example: "on", GoName: "XTrace"},
			{In: api.Header, Key: "X-Pin", Secret: true, GoName: "XPin"},
			{In: api.Header, Key: "X-Version", Default: []api.Segment{{Text: "2"}}, GoName: "XVersion"},
		},
		Headers: []*api.ResponseHead{{Key: "X-Left", Doc: "Calls left.", GoName: "XLeft"}},
		Successes: shared(
			&api.Success{Status: 200, Doc: "Found.", Body: jsonBody(note("Note")), Field: "Body"},
			&api.Success{Status: 204},
		),
		Failures: []*api.Failure{
			{Status: 404, Doc: "Nobody.", GoName: "NotesSearch404Error"},
			{Status: 599, Body: jsonBody(&api.Type{Kind: api.Array, Elem: &api.Type{Kind: api.Unknown}}), GoName: "NotesSearch599Error"},
		},
		Paging: &api.Paging{Kind: api.LinkHeader, Evidence: `the header Link of the saved response "Found" has the parameter page`, GoName: "SearchAll"},
		GoName: "Search", RequestType: "NotesSearchRequest", ResponseType: "NotesSearchResponse",
	}
}

// change has a JSON body, and two successes of one type.
func change(s *api.Service, base *api.BaseURL) *api.Operation {
	first := &api.Success{Status: 200, Body: api.ResponseBody{Kind: api.TextBody}, Field: "Body"}
	return &api.Operation{
		Name: "Change", Service: s, Method: "PATCH", Template: "/notes", BaseURL: base,
		Body:      &api.Body{Kind: api.JSON, ContentType: "application/json", Type: note("NotesChangeRequestBody"), Doc: "The new text."},
		Successes: []*api.Success{shared(first)[0], {Status: 201, Body: first.Body, Shares: first}},
		GoName:    "Change", RequestType: "NotesChangeRequest", ResponseType: "NotesChangeResponse",
	}
}

// uploads are operations of the other kinds of bodies.
func uploads(s *api.Service, base *api.BaseURL) []*api.Operation {
	operation := func(name string, body *api.Body, params ...*api.Param) *api.Operation {
		return &api.Operation{
			Name: name, Service: s, Method: "POST", Template: "/" + strings.ToLower(name), BaseURL: base, Body: body, Params: params,
			Successes: shared(&api.Success{Status: 200, Body: api.ResponseBody{Kind: api.StreamBody}, Field: "Body"}),
			GoName:    name, RequestType: "NotesOld" + name + "Request", ResponseType: "NotesOld" + name + "Response",
		}
	}
	return []*api.Operation{
		operation("Text", &api.Body{Kind: api.PlainText, ContentType: "text/plain"}),
		operation("Binary", &api.Body{Kind: api.Binary}),
		operation("Form", nil, &api.Param{In: api.Form, Key: "a", GoName: "A"}),
		operation("Multipart", nil,
			&api.Param{In: api.Part, Key: "a", GoName: "A"}, &api.Param{In: api.File, Key: "f", Repeated: true, GoName: "F"}),
	}
}

// shared are successes that share their bodies with nobody.
func shared(list ...*api.Success) []*api.Success {
	for _, s := range list {
		if s.Body.Kind != api.NoBody {
			s.Shares = s
		}
	}
	return list
}

func jsonBody(t *api.Type) api.ResponseBody { return api.ResponseBody{Kind: api.JSONBody, Type: t} }

// note is a type of every kind.
func note(name string) *api.Type {
	field := func(key string, t api.Type) *api.Field {
		return &api.Field{Key: key, Type: &t, Seen: 2, Samples: 2, GoName: strings.ToUpper(key)}
	}
	scalar := func(key string, kind api.Kind, example string) *api.Field {
		f := field(key, api.Type{Kind: kind})
		f.Example = example
		return f
	}
	rare := scalar("rare", api.String, `"x"`)
	rare.Seen = 1
	inner := &api.Struct{GoName: name + "Inner", Fields: []*api.Field{scalar("deep", api.Bool, "true")}}
	return &api.Type{Kind: api.Object, Struct: &api.Struct{GoName: name, Fields: []*api.Field{
		scalar("id", api.Int, "1"), scalar("price", api.Float, "1.5"), scalar("big", api.Number, "1e99"), rare,
		field("any", api.Type{Kind: api.Unknown}),
		field("maybe", api.Type{Kind: api.String, Nullable: true}),
		field("empty", api.Type{Kind: api.Object, Struct: &api.Struct{GoName: name + "Empty"}}),
		field("inner", api.Type{Kind: api.Object, Struct: inner, Nullable: true}),
		field("list", api.Type{Kind: api.Array, Nullable: true, Elem: &api.Type{Kind: api.Object, Struct: inner, Nullable: true}}),
		field("names", api.Type{Kind: api.Array, Elem: &api.Type{Kind: api.String, Nullable: true}}),
	}}}
}

// nothing is a client without requests.
func nothing() *api.Client { return &api.Client{Root: new(api.Service)} }

func TestEmpty(t *testing.T) {
	if got, want := text(t, nothing()), "Collection without a name\n\nclient\n"; got != want {
		t.Errorf("got %q, expected %q", got, want)
	}
	got, err := json.Marshal(inspect.Of(nothing()))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"title":"","baseURLs":[],"credentials":[],"variables":[],"errorCodes":[],"client":{"name":"client","methods":[],"services":[]}}`
	if string(got) != want {
		t.Errorf("got %s, expected %s", got, want)
	}
}

// TestForeignText shows that a collection can neither steer the terminal nor
// break a line.
func TestForeignText(t *testing.T) {
	const nasty = "a\x1b[31m\rb\nc\u202ed\x00 \xff"
	client := nothing()
	client.Title, client.Doc = nasty, nasty
	client.Variables = []*api.Variable{{Key: nasty, Value: nasty, Doc: nasty, Name: "A"}}
	client.Root.Operations = []*api.Operation{{
		Name: nasty, Doc: nasty, Service: client.Root, Method: "GET", Template: nasty, BaseURL: &api.BaseURL{Template: nasty},
		Params: []*api.Param{{Key: nasty, Example: nasty, Doc: nasty, GoName: "A"}}, GoName: "A",
	}}
	got := text(t, client)
	if !utf8.ValidString(got) || strings.ContainsAny(got, "\x1b\r\x00\u202e") {
		t.Errorf("control characters in %q", got)
	}
	if lines := strings.Count(got, "\n"); lines != 13 {
		t.Errorf("got %d lines, expected 13:\n%s", lines, got)
	}
}

func TestWidth(t *testing.T) {
	client := nothing()
	client.Title = "Notes"
	client.Doc = strings.Repeat("語", 200)
	deep := &api.Type{Kind: api.String}
	for range 9 {
		deep = &api.Type{Kind: api.Object, Struct: &api.Struct{Fields: []*api.Field{
			{Key: "k", Type: deep, GoName: strings.Repeat("K", 40)}, {Key: "short", Type: &api.Type{}, GoName: "Short"},
		}}}
	}
	op := &api.Operation{
		Service: client.Root, BaseURL: new(api.BaseURL), Body: &api.Body{Type: deep},
		Method: "GET", Template: "/" + strings.Repeat("x", 200),
	}
	client.Root.Operations = []*api.Operation{op}
	got := text(t, client)
	for line := range strings.Lines(got) {
		if n := utf8.RuneCountInString(line) - 1; n > 100 && !strings.Contains(line, op.Template) {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if !strings.Contains(got, "struct { … }") || strings.Count(got, "struct") > 7 {
		t.Errorf("expected … in place of deep structs:\n%s", got)
	}
}

// TestDeepFolders shows that text stays near the left, however deep the folders.
func TestDeepFolders(t *testing.T) {
	client := nothing()
	s := client.Root
	for range 200 {
		child := &api.Service{Parent: s, Field: "F"}
		s.Services = []*api.Service{child}
		s = child
	}
	s.Doc = "The deepest."
	if got := text(t, client); !strings.HasSuffix(got, ".F\n"+strings.Repeat(" ", 26)+"The deepest.\n") {
		t.Errorf("got %q", got[len(got)-100:])
	}
}

func TestWriteError(t *testing.T) {
	want := errors.New("no space left")
	if err := inspect.Of(sample()).WriteText(full{want}); !errors.Is(err, want) {
		t.Errorf("got %v, expected %v", err, want)
	}
}

// full is a disk that takes nothing.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

func text(t *testing.T, client *api.Client) string {
	t.Helper()
	var b strings.Builder
	if err := inspect.Of(client).WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

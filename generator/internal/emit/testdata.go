package emit

// This file writes testdata: the requests and saved responses of the
// collection, a file a service, in the form that the tests of the runtime and
// the fake server read (templates/runtime/collection_test.go, templates/fake/saved.go).

import (
	"bytes"
	"encoding/json"
	"reflect"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// The members of the JSON files; empty ones are left out.
type (
	jsonItem struct {
		Index    int           `json:"index"`
		Number   int           `json:"number"`
		Name     string        `json:"name"`
		Method   string        `json:"method"`
		Prefix   string        `json:"prefix,omitempty"`
		Route    string        `json:"route"`
		Request  *jsonRequest  `json:"request"`
		Examples []jsonExample `json:"examples,omitempty"`
	}
	jsonRequest struct {
		BaseURL string      `json:"baseURL,omitempty"`
		Auth    *jsonAuth   `json:"auth,omitempty"`
		Fields  []jsonField `json:"fields,omitempty"`
		Body    *jsonBody   `json:"body,omitempty"`
		Verb    string      `json:"verb"`
		Path    string      `json:"path,omitempty"`
		Query   []jsonPair  `json:"query,omitempty"`
		Headers []jsonPair  `json:"headers,omitempty"`
		Form    []jsonPair  `json:"form,omitempty"`
		Parts   []jsonPart  `json:"parts,omitempty"`
	}
	jsonAuth struct {
		Scheme string              `json:"scheme"`
		Key    string              `json:"key,omitempty"`
		Values []jsonText          `json:"values,omitempty"`
		Fields map[string]jsonText `json:"fields,omitempty"`
	}
	jsonField struct {
		Name   string     `json:"name"`
		In     string     `json:"in,omitempty"`
		Value  *jsonText  `json:"value,omitempty"`
		Values []jsonText `json:"values,omitempty"`
		Files  []jsonFile `json:"files,omitempty"`
	}
	jsonFile struct {
		Name    jsonText `json:"name,omitzero"`
		Source  jsonText `json:"source,omitzero"`
		Content jsonText `json:"content,omitzero"`
		Base64  bool     `json:"base64,omitempty"`
	}
	jsonBody struct {
		Kind        string    `json:"kind"`
		Text        jsonText  `json:"text,omitzero"`
		File        *jsonFile `json:"file,omitempty"`
		Comments    bool      `json:"comments,omitempty"`
		GraphQL     bool      `json:"graphQL,omitempty"`
		ContentType string    `json:"contentType,omitempty"`
	}
	jsonPair struct {
		Key   string   `json:"key"`
		Value jsonText `json:"value"`
		Bare  bool     `json:"bare,omitempty"`
	}
	jsonPart struct {
		Key         string    `json:"key"`
		Value       jsonText  `json:"value,omitzero"`
		File        *jsonFile `json:"file,omitempty"`
		ContentType string    `json:"contentType,omitempty"`
	}
	jsonExample struct {
		Constant string         `json:"constant"`
		ID       string         `json:"id,omitempty"`
		Name     string         `json:"name"`
		Request  *jsonRequest   `json:"request,omitempty"`
		Status   int            `json:"status"`
		Headers  []jsonPair     `json:"headers,omitempty"`
		Body     jsonText       `json:"body"`
		Kind     string         `json:"kind,omitempty"`
		Field    string         `json:"field,omitempty"`
		Expects  []jsonExpected `json:"expects,omitempty"`
	}
	jsonExpected struct {
		Field string   `json:"field"`
		Value jsonText `json:"value"`
	}
)

// jsonText is a text, and where the secret is that it stands for.
type jsonText api.Text

// MarshalJSON writes a text without a secret as a plain string.
func (t jsonText) MarshalJSON() ([]byte, error) {
	if t.Secret == "" {
		return marshal(t.Text)
	}
	return marshal(struct {
		Text   string `json:"text"`
		Secret string `json:"secret"`
	}(t))
}

// marshal is json.Marshal without escapes for HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// testdata writes the requests, by service, and the variables.
func (p *printer) testdata() {
	byService := map[*api.Service][]jsonItem{}
	for _, it := range p.client.Items {
		s := it.Operation.Service
		byService[s] = append(byService[s], itemJSON(it))
	}
	p.requestFiles(p.client.Root, byService)
	variables := map[string]jsonText{}
	for _, v := range p.client.Values {
		variables[v.Key] = jsonText(v.Value)
	}
	p.addJSON(p.testdataFolder()+"/variables.json", variables)
}

// requestFiles writes a file for each service with requests.
func (p *printer) requestFiles(s *api.Service, byService map[*api.Service][]jsonItem) {
	if items := byService[s]; len(items) > 0 {
		p.addJSON(p.testdataFolder()+"/requests/"+s.File+".json", items)
	}
	for _, child := range s.Services {
		p.requestFiles(child, byService)
	}
}

// addJSON adds a file of indented JSON.
func (p *printer) addJSON(name string, value any) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil && p.err == nil {
		p.err = err
	}
	p.files = append(p.files, File{Name: name, Content: b.Bytes()})
}

func itemJSON(it *api.Item) jsonItem {
	item := jsonItem{
		Index:   it.Index,
		Number:  it.Number,
		Name:    itemName(it),
		Method:  it.Operation.FullName(),
		Prefix:  basePath(it.Operation.BaseURL),
		Route:   route(it.Operation),
		Request: requestJSON(it.Request),
	}
	for _, ex := range it.Examples {
		example := exampleJSON(it.Operation, ex)
		if reflect.DeepEqual(example.Request, item.Request) {
			example.Request = nil
		}
		item.Examples = append(item.Examples, example)
	}
	return item
}

// itemName is the way to an item: folder / request.
func itemName(it *api.Item) string {
	name := ""
	for i, part := range it.Path {
		if i > 0 {
			name += " / "
		}
		name += part
	}
	return oneLine(name)
}

// places are the places in which values are percent-encoded.
var places = [api.File + 1]string{api.Path: "path", api.Query: "query"}

var bodyKinds = [...]string{api.JSON: "json", api.PlainText: "text", api.Binary: "binary"}

func requestJSON(q *api.Request) *jsonRequest {
	request := &jsonRequest{
		BaseURL: q.BaseURL.Text,
		Verb:    q.Method,
		Path:    q.Path.Text,
		Query:   pairsJSON(q.Query),
		Headers: pairsJSON(q.Headers),
		Form:    pairsJSON(q.Form),
	}
	if q.Auth != nil {
		request.Auth = authJSON(q.Auth)
	}
	for _, f := range q.Fields {
		request.Fields = append(request.Fields, fieldJSON(f))
	}
	if q.Body != nil {
		b := q.Body
		request.Body = &jsonBody{bodyKinds[b.Kind], jsonText(b.Text), fileJSON(b.File), b.Comments, b.GraphQL, b.ContentType}
	}
	for _, part := range q.Parts {
		request.Parts = append(request.Parts, jsonPart{part.Key, jsonText(part.Value), fileJSON(part.File), part.ContentType})
	}
	return request
}

// fieldJSON writes a single value as such.
func fieldJSON(f api.FieldValue) jsonField {
	field := jsonField{Name: f.Param.GoName, In: places[f.Param.In]}
	for i := range f.Files {
		field.Files = append(field.Files, *fileJSON(&f.Files[i]))
	}
	if texts := textsJSON(f.Values); len(texts) == 1 {
		field.Value = &texts[0]
	} else {
		field.Values = texts
	}
	return field
}

func fileJSON(f *api.FileText) *jsonFile {
	if f == nil {
		return nil
	}
	return &jsonFile{jsonText(f.Name), jsonText(f.Source), jsonText(f.Content), f.Base64}
}

var schemeNames = [...]string{
	api.Bearer: "bearer", api.BearerQuery: "bearerQuery", api.Basic: "basic",
	api.APIKeyHeader: "apiKeyHeader", api.APIKeyQuery: "apiKeyQuery", api.Authorization: "authorization",
}

func authJSON(a *api.AuthValue) *jsonAuth {
	if s := schemes[a.Credential.Scheme]; s.credentials != "" {
		fields := map[string]jsonText{}
		for _, f := range a.Fields {
			fields[f.Field] = jsonText(f.Value)
		}
		return &jsonAuth{Scheme: s.constructor, Fields: fields}
	}
	return &jsonAuth{Scheme: schemeNames[a.Credential.Scheme], Key: a.Credential.Key, Values: textsJSON(a.Values)}
}

func textsJSON(list []api.Text) []jsonText {
	texts := make([]jsonText, len(list))
	for i, t := range list {
		texts[i] = jsonText(t)
	}
	return texts
}

func pairsJSON(list []api.Pair) []jsonPair {
	var pairs []jsonPair
	for _, p := range list {
		pairs = append(pairs, jsonPair{p.Key, jsonText(p.Value), p.Bare})
	}
	return pairs
}

// responseKinds say how a body is decoded.
var responseKinds = [...]string{
	api.NoBody: "", api.JSONBody: "json", api.XMLBody: "xml", api.TextBody: "text", api.RawBody: "bytes",
	api.StreamBody: "stream", api.EventBody: "events",
}

func exampleJSON(op *api.Operation, ex *api.Example) jsonExample {
	example := jsonExample{
		Constant: ex.Const,
		ID:       ex.ID,
		Name:     oneLine(ex.Name),
		Status:   ex.Status,
		Headers:  pairsJSON(ex.Headers),
		Body:     jsonText{Text: ex.Body.Text}, // a stand-in serves as well
	}
	if ex.Request != nil {
		example.Request = requestJSON(ex.Request)
	}
	example.Kind = responseKinds[op.ResponseBody(ex.Status).Kind]
	for _, s := range op.Successes {
		if s.Status == ex.Status {
			example.Field = s.Field
		}
	}
	for _, e := range ex.Expected {
		example.Expects = append(example.Expects, jsonExpected{e.Head.GoName, jsonText(e.Value)})
	}
	return example
}

// jsonString reads a JSON string; a clipped example is none.
func jsonString(text string) (string, bool) {
	var s string
	err := json.Unmarshal([]byte(text), &s)
	return s, err == nil
}

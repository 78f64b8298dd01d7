package infer_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

func TestXML(t *testing.T) {
	tests := []struct {
		name    string
		samples []string
		want    string // as describeXML writes it
	}{
		{"a text", []string{`<a>x</a>`}, `a string`},
		{"a number", []string{`<a> 1 </a>`, `<a/>`}, `a int64`},
		{"nothing", []string{`<a/>`}, `a string`},
		{
			"scalars",
			[]string{`<a><i>-1</i><f>1.5</f><b>true</b><t>2026-01-02T03:04:05Z</t><d>2026-01-02</d><s>01</s><u>1.50</u></a>`},
			`a {i int64; f float64; b bool; t time; d date; s string; u number}`,
		},
		{"values that differ", []string{`<a><i>1</i><b>true</b></a>`, `<a><i>x</i><b>1</b></a>`}, `a {i string; b string}`},
		{"attributes", []string{`<a id="1"><b id="x">y</b><c on="true"/></a>`}, `a {@id int64; b {@id string; text() string}; c {@on bool}}`},
		{"an attribute in one sample", []string{`<a><b>1</b></a>`, `<a><b c="d">2</b></a>`}, `a {b {text() int64; @c string}}`},
		{"a list", []string{`<a><b>1</b><c/><b>2</b></a>`, `<a><b>3</b></a>`}, `a {b []int64; c string}`},
		{"a list in one sample", []string{`<a><b><c>1</c></b></a>`, `<a><b><c>1</c><c>2</c></b></a>`}, `a {b {c []int64}}`},
		{"namespaces", []string{`<s:a xmlns:s="u"><s:b x:n="1" xmlns:x="v">1</s:b></s:a>`, `<a xmlns="u"><b n="2">1</b></a>`}, `a {b {@n int64; text() int64}}`},
		{"what does not count", []string{"<?xml version='1.0' encoding='x'?><?p q?><!DOCTYPE a><a>\n <!-- c --><b><![CDATA[1]]></b>\n</a>\n"}, `a {b int64}`},
		{"placeholders", []string{`<a n="(integer)"><b>(boolean)</b><c>(number)</c><d>(string)</d><e>(other)</e></a>`}, `a {@n int64; b bool; c float64; d string; e string}`},
		{"mixed content", []string{`<a><b>x <i>y</i></b></a>`}, `error: <b> holds text beside elements`},
		{"attribute called as a prefix", []string{`<a xmlns:x="u" x="1"/>`}, `error: <a> holds two attributes called x`},
		{"attributes of one name", []string{`<a xmlns:x="u" b="1" x:b="2"/>`}, `error: <a> holds two attributes called b`},
		{"two roots", []string{`<a/>`, `<b/>`}, `error: its root is now <a> and now <b>`},
		{"no XML", []string{`<a/>`, `<a>`}, `error: sample 2 of 2 is not an XML document: XML syntax error on line 1: unexpected EOF`},
		{"two documents", []string{`<a/><b/>`}, `error: sample 1 of 1 is not an XML document: it has to be one element`},
		{"too deep", []string{strings.Repeat("<a>", 1e5) + strings.Repeat("</a>", 1e5)}, `error: sample 1 of 1 is not an XML document: more than 200 levels of elements`},
		{"entities", []string{`<!DOCTYPE a [<!ENTITY e "eeee">]><a>&e;</a>`}, `error: sample 1 of 1 is not an XML document: XML syntax error on line 1: invalid character entity &e;`},
		{"many elements", []string{"<a>" + strings.Repeat("<b/>\n", 1e5) + "</a>"}, `a {b []string}`},
		{"many names", []string{"<a>" + names(1001) + "</a>"}, `error: <a> has children of more than 1000 names`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root, typ, err := infer.XML(test.samples)
			got := fmt.Sprint("error: ", err)
			if err == nil {
				got = root + " " + describeXML(typ)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func names(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "<n%d/>", i)
	}
	return text.String()
}

// describeXML writes a type on one line.
func describeXML(t *api.Type) string {
	switch {
	case t.Elem != nil:
		return "[]" + describeXML(t.Elem)
	case t.Struct == nil:
		return map[api.Kind]string{
			api.String: "string", api.Int: "int64", api.Float: "float64", api.Number: "number",
			api.Bool: "bool", api.Time: "time", api.Date: "date",
		}[t.Kind]
	}
	fields := make([]string, len(t.Struct.Fields))
	for i, f := range t.Struct.Fields {
		fields[i] = f.Key + " " + describeXML(f.Type)
	}
	return "{" + strings.Join(fields, "; ") + "}"
}

func TestFilledXML(t *testing.T) {
	got := infer.FilledXML(`<a id="(integer)" n='(long)'> (boolean) <b>(number)</b><c>(string)</c><d>see (date) (date)</d><e>(date)</e></a>`)
	want := `<a id="1" n='1'> true <b>1.5</b><c>(string)</c><d>see (date) (date)</d><e>2026-01-01</e></a>`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzXML proves that a type of XML loses nothing: encoding/xml decodes the
// sample into it, encodes it again, and each attribute and text is there.
func FuzzXML(f *testing.F) {
	for _, sample := range []string{
		`<a/>`, `<a>x</a>`, `<a> 1 </a>`, `<a b="1" c="x"><d>1.5</d><d/><e f="true"> g </e></a>`, `<a>&lt;<![CDATA[ > ]]></a>`,
		`<x:a xmlns:x="u" xmlns="v" x:b="1"><c/><x:c>2</x:c></x:a>`, `<a xml:lang="en"><b xmlns="">1</b></a>`, `<a><a><a>1</a></a></a>`,
		`<a><t>2026-03-14T09:30:00.100Z</t><d>2026-03-14</d></a>`, `<a>x<b/></a>`, `<a x:00=""><x:c>0</x:c></a>`, `<größe><é.-_1 a.b="c"/></größe>`, `<a><b>9223372036854775808</b><c>1e5</c></a>`,
	} {
		f.Add(sample)
	}
	f.Fuzz(func(t *testing.T, sample string) {
		root, typ, err := infer.XML([]string{sample})
		if err != nil {
			return
		}
		target := reflect.New(xmlType(typ))
		decoder := newDecoder(sample)
		if err := decoder.Decode(target.Interface()); err != nil {
			t.Fatalf("%s is not of its type %s: %v", sample, describeXML(typ), err)
		}
		var encoded strings.Builder
		if err := xml.NewEncoder(&encoded).EncodeElement(target.Interface(), xml.StartElement{Name: xml.Name{Local: root}}); err != nil {
			t.Fatal(err)
		}
		want, got := values(t, sample), values(t, encoded.String())
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s of type %s (-sample +encoded):\n%s", sample, describeXML(typ), diff)
		}
	})
}

func newDecoder(document string) *xml.Decoder {
	decoder := xml.NewDecoder(strings.NewReader(document))
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	return decoder
}

// xmlType is the Go type of XML that a client has.
func xmlType(t *api.Type) reflect.Type {
	switch {
	case t.Elem != nil:
		return reflect.SliceOf(xmlType(t.Elem))
	case t.Struct == nil:
		return map[api.Kind]reflect.Type{
			api.String: reflect.TypeFor[string](), api.Int: reflect.TypeFor[int64](), api.Float: reflect.TypeFor[float64](), api.Number: reflect.TypeFor[string](),
			api.Bool: reflect.TypeFor[bool](), api.Time: reflect.TypeFor[time.Time](), api.Date: reflect.TypeFor[string](),
		}[t.Kind]
	}
	var fields []reflect.StructField
	for i, f := range t.Struct.Fields {
		tag := f.Key
		if name, ok := strings.CutPrefix(f.Key, "@"); ok {
			tag = name + ",attr"
		} else if f.Key == "text()" {
			tag = ",chardata"
		}
		fields = append(fields, reflect.StructField{Name: "F" + strconv.Itoa(i), Type: xmlType(f.Type), Tag: reflect.StructTag(`xml:` + strconv.Quote(tag))})
	}
	return reflect.StructOf(fields)
}

// values lists the attributes and texts of a document with the names that lead
// to them, sorted, without zero values.
func values(t *testing.T, document string) []string {
	t.Helper()
	var list, path []string
	var texts []string
	add := func(step, text string) {
		text = strings.TrimSpace(text)
		if instant, err := time.Parse(time.RFC3339, text); err == nil {
			text = instant.Format(time.RFC3339Nano)
		}
		if number, err := strconv.ParseFloat(text, 64); err == nil && strings.Contains(text, ".") {
			text = strconv.FormatFloat(number, 'g', -1, 64) // as encoding/xml writes it
		}
		if !slices.Contains([]string{"", "0", "false", "0001-01-01T00:00:00Z"}, text) {
			list = append(list, strings.Join(path, "/")+step+"="+text)
		}
	}
	decoder := newDecoder(document)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			slices.Sort(list)
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path, texts = append(path, token.Name.Local), append(texts, "")
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					add("@"+a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			if len(texts) > 0 {
				texts[len(texts)-1] += string(token)
			}
		case xml.EndElement:
			add("", texts[len(texts)-1])
			path, texts = path[:len(path)-1], texts[:len(texts)-1]
		}
	}
}

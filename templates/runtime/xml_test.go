// SPDX-License-Identifier: MIT-0

package runtime

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// library is a type as the generator makes it from XML.
type library struct {
	Open    bool       `xml:"open,attr"`
	Name    string     `xml:"name"`
	Founded time.Time  `xml:"founded"`
	Closed  Date       `xml:"closed"`
	Books   []xmlBook  `xml:"book"`
	Shelves []int64    `xml:"shelf"`
	Address xmlAddress `xml:"address"`
}

type xmlBook struct {
	ID    int64   `xml:"id,attr"`
	Price float64 `xml:",chardata"`
}

type xmlAddress struct {
	City string `xml:"city"`
}

func TestDecodeXML(t *testing.T) {
	founded := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name, body string
		want       library
		mismatches []Mismatch
	}{
		{"nothing", " \n", library{}, nil},
		{
			"everything", "\uFEFF" + `<?xml version="1.0"?><!DOCTYPE library><library open="true"><!-- c --><name> A &amp; B </name><founded>1999-12-31T00:00:00Z</founded>` +
				`<closed>2001-02-03</closed><book id=" 1 ">2.5</book><shelf>1</shelf><book id="2">
				<![CDATA[3]]></book><shelf>-2</shelf><address><city>Ulm</city></address></library>`,
			library{true, " A & B ", founded, DateOf(time.Date(2001, 2, 3, 0, 0, 0, 0, time.UTC)), []xmlBook{{1, 2.5}, {2, 3}}, []int64{1, -2}, xmlAddress{"Ulm"}},
			nil,
		},
		{"namespaces", `<l:library xmlns:l="urn:l" xmlns:open="urn:x" l:open="1"><name xmlns="urn:n">A</name></l:library>`, library{Open: true, Name: "A"}, nil},
		{"empty values", `<library open=""><founded/><closed/><shelf> </shelf><address/></library>`, library{Shelves: []int64{0}}, nil},
		{"unknown", `<library new="1"><new><name>B</name></new><name>A</name>text</library>`, library{Name: "A"}, nil},
		{
			"misfits", `<library open="maybe"><name>A<b/></name><founded>then</founded><closed>2001-02-30</closed><book id="b1">1</book><book id="2">two</book>` +
				`<shelf>1</shelf><shelf>007</shelf><shelf>2</shelf><address>Ulm<city>Ulm</city></address></library>`,
			library{Books: []xmlBook{{0, 1}, {2, 0}}, Shelves: []int64{1, 0, 2}, Address: xmlAddress{"Ulm"}},
			[]Mismatch{
				{"/library/@open", "boolean", "text"},
				{"/library/name", "string", "elements"},
				{"/library/founded", "time.Time", "text"},
				{"/library/closed", "runtime.Date", "text"},
				{"/library/book[1]/@id", "integer", "text"},
				{"/library/book[2]", "number", "text"},
				{"/library/shelf[2]", "integer", "text"},
			},
		},
		{"several", `<library><name>A</name><name>B</name><name>C</name></library>`, library{Name: "A"}, []Mismatch{{"/library/name", "one element", "several"}}},
		{"UTF-8 that claims to be UTF-16", `<?xml version="1.0" encoding="utf-16"?><library><name>Köln</name></library>`, library{Name: "Köln"}, nil},
		{"Latin-1", "<?xml version='1.0' encoding='iso-8859-1'?><library><name>K\xf6ln</name></library>", library{Name: "Köln"}, nil},
		{"deep", "<library>" + strings.Repeat("<a>", 1e5) + strings.Repeat("</a>", 1e5) + "<name>A</name></library>", library{Name: "A"}, nil},
		{
			"long", "<library>" + strings.Repeat("<name><b/></name>", 1e5) + "</library>",
			library{},
			[]Mismatch{{"/library/name", "string", "elements"}, {"/library/name", "one element", "several"}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got library
			mismatches, err := decodeXML([]byte(test.body), "library", &got)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("value (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.mismatches, mismatches); diff != "" {
				t.Errorf("mismatches (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNotTheXML(t *testing.T) {
	for body, want := range map[string]string{
		`{"json": true}`:             "EOF",
		`<library><name>A</library>`: "element <name> closed by </library>",
		`<library><name>A`:           "unexpected EOF",
		`<html><body/></html>`:       "expected the element <library>, found <html>",
		`<library>&nbsp;</library>`:  "invalid character entity &nbsp;",
		"<library><name>\xf6</name>": "invalid UTF-8",
		"<?xml version='1.0' encoding='koi8-r'?><library>\xf6</library>":                                 `the encoding "koi8-r" is not supported`,
		`<!DOCTYPE library [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><library><name>&b;</name></library>`: "invalid character entity &b;",
	} {
		response := new(struct {
			Meta
			Body library
		})
		a := success(body)
		err := a.xml("library", &response.Body)
		var decodeError *DecodeError
		if !errors.As(err, &decodeError) || string(decodeError.Body) != body || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want a DecodeError that holds the body and says %q", body, err, want)
		}
		apiError := &APIError{Body: []byte(body)}
		var decoded library
		decodeXMLBody(apiError, "library", &decoded)
		if diff := cmp.Diff(library{}, decoded); diff != "" {
			t.Errorf("%s: an error's body that does not fit is not zero:\n%s", body, diff)
		}
	}
}

// TestLostXML proves that the tests of clients see of which saved response something is lost.
func TestLostXML(t *testing.T) {
	for saved, kept := range map[string]bool{
		`<l:library xmlns:l="u" open="false"><shelf>1</shelf><name> A </name><book id="0">1e3</book><shelf>2</shelf></l:library>`: true,
		`<library><founded>1999-12-31T00:00:00.50Z</founded><name/><closed/></library>`:                                           true,
		``:                                      true,
		`<library new="x"/>`:                    false,
		`<library><new>x</new></library>`:       false,
		`<library>x</library>`:                  false,
		`<library><shelf>007</shelf></library>`: false,
		`<library><name>A</name><name>B</name></library>`:          false,
		`<library><address><street>x</street></address></library>`: false,
	} {
		var decoded library
		if _, err := decodeXML([]byte(saved), "library", &decoded); err != nil {
			t.Fatal(err)
		}
		want, got := xmlTrees(t, saved, decoded)
		if diff := cmp.Diff(want, got); (diff == "") != kept {
			t.Errorf("%s: kept = %t, want %t:\n%s", saved, diff == "", kept, diff)
		}
	}
}

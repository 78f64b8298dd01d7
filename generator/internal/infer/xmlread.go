package infer

// This file reads one XML document, beginning with readXML.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// element is an element of an XML document. Names are without their namespace.
type element struct {
	name       string
	attributes []member   // their values are strings
	prefixes   []string   // declared here, as steps of attributes
	children   []*element // in the order of the text
	text       []byte     // its own, without that of children
}

// IsXML tells a well-formed XML document.
func IsXML(text string) bool {
	_, err := readXML(text)
	return err == nil
}

// readXML gives the root element of a document: what encoding/xml accepts, so no
// entities but those of XML itself, and no more than maxLevel levels.
func readXML(text string) (*element, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // the text is Unicode by now
	document := new(element)
	open := []*element{document}
	for {
		token, err := decoder.Token()
		inner := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			child := newElement(token)
			err = child.checkNames()
			inner.children = append(inner.children, child)
			open = append(open, child)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			inner.text = append(inner.text, token...)
		}
		switch {
		case errors.Is(err, io.EOF):
			return document.root()
		case err != nil:
			return nil, err
		case len(open) > maxLevel:
			return nil, fmt.Errorf("more than %d levels of elements", maxLevel)
		}
	}
}

// newElement is an element whose content has not been read.
func newElement(start xml.StartElement) *element {
	e := &element{name: start.Name.Local}
	for _, a := range start.Attr {
		if a.Name.Space == "xmlns" {
			e.prefixes = append(e.prefixes, "@"+a.Name.Local)
		} else if a.Name.Local != "xmlns" {
			e.attributes = append(e.attributes, member{"@" + a.Name.Local, a.Value})
		}
	}
	return e
}

// localName matches a name without its namespace, as a struct tag may have it;
// encoding/xml accepts x:00, too.
var localName = regexp.MustCompile(`^@?[\pL_][^:]*$`)

// checkNames says which name is none.
func (e *element) checkNames() error {
	for _, name := range append([]member{{key: e.name}}, e.attributes...) {
		if !localName.MatchString(name.key) {
			return fmt.Errorf("the name %s is invalid", name.key)
		}
	}
	return nil
}

// root is the only child of the document.
func (e *element) root() (*element, error) {
	if len(e.children) != 1 || e.hasText() {
		return nil, errors.New("it has to be one element")
	}
	return e.children[0], nil
}

// untypable says what in the element no struct can hold; "" is nothing.
func (e *element) untypable() string {
	seen := map[string]bool{}
	for _, prefix := range e.prefixes {
		seen[prefix] = true // encoding/xml takes xmlns:x for an attribute x
	}
	for _, a := range e.attributes {
		if seen[a.key] {
			return "two attributes called " + a.key[1:]
		}
		seen[a.key] = true
	}
	if len(e.children) > 0 && e.hasText() {
		return "text beside elements"
	}
	return ""
}

func (e *element) hasText() bool { return len(bytes.TrimSpace(e.text)) > 0 }

// object gives what is in the element by the steps of XPath that lead there:
// the values of attributes and the text as strings, children by their names as
// []*element.
func (e *element) object() object {
	members := append(object(nil), e.attributes...)
	index := map[string]int{}
	for _, child := range e.children {
		i, ok := index[child.name]
		if !ok {
			i = len(members)
			index[child.name] = i
			members = append(members, member{child.name, []*element(nil)})
		}
		members[i].value = append(members[i].value.([]*element), child)
	}
	if e.hasText() {
		members = append(members, member{"text()", string(e.text)})
	}
	return members
}

// filler matches what Postman's converter of OpenAPI documents writes into XML
// in place of values: (integer).
var filler = regexp.MustCompile(`^\((integer|long|int32|int64|number|float|double|boolean|string|dateTime|date)\)$`)

// textOf is a text as textValue takes it. White space around it counts only
// where it is a string: encoding/xml ignores it before numbers.
func textOf(text string) string {
	trimmed := strings.TrimSpace(text)
	if name := filler.FindStringSubmatch(trimmed); name != nil {
		return "<" + name[1] + ">"
	}
	if _, isString := textValue(trimmed).(string); isString && trimmed != "" {
		return text
	}
	return trimmed
}

// quotedFiller matches what may stand in place of a value in XML text.
var quotedFiller = regexp.MustCompile(`([>"']\s*)(\(\w+\))(\s*[<"'])`)

// FilledXML gives an XML text with values of the right type in place of
// placeholders, so that it can be decoded into the type that XML gives of it.
// Placeholders of strings stay.
func FilledXML(text string) string {
	return quotedFiller.ReplaceAllStringFunc(text, func(match string) string {
		parts := quotedFiller.FindStringSubmatch(match)
		p, _ := placeholderOf(textOf(parts[2]))
		if sample := samples[p.kind]; sample != "" {
			return parts[1] + strings.Trim(sample, `"`) + parts[3]
		}
		return match
	})
}

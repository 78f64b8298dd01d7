// SPDX-License-Identifier: MIT-0

package runtime

// This file decodes XML bodies: answer.xml and decodeXMLBody are the entry points. As with JSON, a value that does
// not fit costs its field and nothing else. encoding/xml gives up at the first one, and lets a second element overwrite
// the first without a word; so its tokens are put into fields here, by the tags that it knows.
//
// Elements and attributes are found by their names alone: in which namespace they are, and by which prefix, is the
// server's choice.

import (
	"bytes"
	"encoding"
	"encoding/xml"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// xml decodes the body into target; root is the name of its root element. An empty body leaves target as it is.
func (a *answer) xml(root string, target any) error {
	body, err := a.read()
	if err != nil {
		return err
	}
	misfits, err := decodeXML(body, root, target)
	return a.decoded(body, misfits, err)
}

// decodeXMLBody is decodeBody for XML.
func decodeXMLBody(e *APIError, root string, target any) {
	if _, err := decodeXML(e.Body, root, target); err != nil {
		reflect.ValueOf(target).Elem().SetZero()
	}
}

// decodeXML decodes body into target, a pointer to a zero value, as far as it fits, and lists what does not. Its error
// says that body is not XML, or has another root element.
func decodeXML(body []byte, root string, target any) ([]Mismatch, error) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\uFEFF")))
	if len(body) == 0 {
		return nil, nil
	}
	w := xmlWalk{decoder: xml.NewDecoder(bytes.NewReader(body)), fields: make(map[reflect.Type]map[string]int)}
	w.decoder.CharsetReader = func(label string, rest io.Reader) (io.Reader, error) {
		return charsetReader(body, label, rest)
	}
	for {
		token, err := w.decoder.Token()
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			if start.Name.Local != root {
				return nil, fmt.Errorf("expected the element <%s>, found <%s>", root, start.Name.Local)
			}
			err := w.element(xmlStep{name: root}, start, reflect.ValueOf(target).Elem())
			return w.found, err
		}
	}
}

// charsetReader reads the rest of a body that declares another encoding than UTF-8. Many declare one and are UTF-8.
func charsetReader(body []byte, label string, rest io.Reader) (io.Reader, error) {
	switch {
	case utf8.Valid(body):
		return rest, nil
	case !strings.EqualFold(label, "ISO-8859-1"):
		return nil, fmt.Errorf("the encoding %q is not supported", label)
	}
	latin, err := io.ReadAll(rest)
	runes := make([]rune, len(latin))
	for i, b := range latin {
		runes[i] = rune(b)
	}
	return strings.NewReader(string(runes)), err
}

// xmlWalk goes over a body and its type at once.
type xmlWalk struct {
	decoder *xml.Decoder
	path    []xmlStep
	found   []Mismatch
	fields  map[reflect.Type]map[string]int
}

// xmlStep is the step of a path to an element: the number-th of its name, or the only one.
type xmlStep struct {
	name   string
	number int
}

// element reads an element into v, up to its end.
func (w *xmlWalk) element(step xmlStep, start xml.StartElement, v reflect.Value) error {
	w.path = append(w.path, step)
	defer func() { w.path = w.path[:len(w.path)-1] }()
	fields := w.fieldsOf(v.Type())
	for _, a := range start.Attr {
		if i, ok := fields["@"+a.Name.Local]; ok && a.Name.Space != "xmlns" {
			w.text("/@"+a.Name.Local, a.Value, v.Field(i))
		}
	}
	var text []byte
	children := make(map[string]int)
	for {
		token, err := w.decoder.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			children[token.Name.Local]++
			err = w.child(xmlStep{token.Name.Local, children[token.Name.Local]}, token, v)
		case xml.CharData:
			text = append(text, token...)
		case xml.EndElement:
			w.content(string(text), len(children) > 0, v)
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// child reads an element within that of v, if v has a field for it. Of several where one is expected, the first counts.
func (w *xmlWalk) child(step xmlStep, start xml.StartElement, v reflect.Value) error {
	i, ok := w.fieldsOf(v.Type())[step.name]
	if !ok {
		return w.decoder.Skip()
	}
	field := v.Field(i)
	switch {
	case field.Kind() == reflect.Slice:
		field.Set(reflect.Append(field, reflect.Zero(field.Type().Elem())))
		field = field.Index(field.Len() - 1)
	case step.number == 2:
		w.misfit("/"+step.name, "one element", "several")
		fallthrough
	case step.number > 2:
		return w.decoder.Skip()
	default:
		step.number = 0
	}
	return w.element(step, start, field)
}

// content puts the text of an element where its type wants it.
func (w *xmlWalk) content(text string, hasChildren bool, v reflect.Value) {
	fields := w.fieldsOf(v.Type())
	i, ok := fields["text()"]
	switch {
	case ok:
		w.text("", text, v.Field(i))
	case fields != nil: // white space between elements
	case hasChildren:
		w.misfit("", kindOf(v.Type()), "elements")
	default:
		w.text("", text, v)
	}
}

// text decodes a text into v, a scalar. An empty one leaves it as it is: <count/> is no number, and no mistake.
func (w *xmlWalk) text(step, text string, v reflect.Value) {
	if v.Kind() == reflect.String {
		v.SetString(text)
		return
	}
	text = strings.TrimSpace(text)
	if text != "" && !setText(v, text) {
		v.SetZero()
		w.misfit(step, kindOf(v.Type()), "text")
	}
}

// setText reports whether text is a value of the type of v. An integer has to be written as Go does: a leading zero, as
// in 0012, shows that it is none.
func setText(v reflect.Value, text string) bool {
	var err error
	switch target := v.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		err = target.UnmarshalText([]byte(text))
	case *int64:
		*target, err = strconv.ParseInt(text, 10, 64)
		return err == nil && strconv.FormatInt(*target, 10) == text
	case *float64:
		*target, err = strconv.ParseFloat(text, 64)
	case *bool:
		*target, err = strconv.ParseBool(text)
	}
	return err == nil
}

// misfit adds what does not fit to the list; step leads from the element at hand to it.
func (w *xmlWalk) misfit(step, expected, found string) {
	var path strings.Builder
	for _, s := range w.path {
		path.WriteString("/" + s.name)
		if s.number > 0 {
			fmt.Fprintf(&path, "[%d]", s.number)
		}
	}
	w.found = append(w.found, Mismatch{path.String() + step, expected, found})
}

// fieldsOf returns the fields of a struct by steps of XPath, as encoding/xml finds them by their tags: child,
// @attribute, text(). It returns nil for what is decoded as a text, a time.Time for one.
func (w *xmlWalk) fieldsOf(t reflect.Type) map[string]int {
	if fields, known := w.fields[t]; known {
		return fields
	}
	w.fields[t] = nil
	if _, isText := reflect.New(t).Interface().(encoding.TextUnmarshaler); !isText && t.Kind() == reflect.Struct {
		fields := make(map[string]int)
		for i := range t.NumField() {
			name, option, _ := strings.Cut(t.Field(i).Tag.Get("xml"), ",")
			fields[map[string]string{"attr": "@", "chardata": "text()"}[option]+name] = i
		}
		w.fields[t] = fields
	}
	return w.fields[t]
}

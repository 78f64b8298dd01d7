package infer

// This file types XML documents, beginning with XML; xmlread.go reads them.
//
// A type of XML loses no element, attribute or text of a sample. What does not
// count are namespaces, the order of elements of different names, comments,
// processing instructions, and white space around elements and values: a caller
// reads Body.Fault.Code whatever prefix or version of a namespace the server has
// chosen for it. A document that mixes text and elements has no type.

import (
	"fmt"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// XML gives the type of XML documents from samples of them, and the name of
// their root element. The error says why there is no type.
//
// The keys of fields are steps of XPath: child, @attribute, and text() for the
// text of an element that has attributes as well. A child that some element has
// twice is a list; texts have types by the rules of [Text], to which an empty
// one adds nothing.
func XML(samples []string) (root string, t *api.Type, err error) {
	roots := make([]*element, len(samples))
	for i, sample := range samples {
		if roots[i], err = readXML(sample); err != nil {
			return "", nil, fmt.Errorf("sample %d of %d is not an XML document: %w", i+1, len(samples), err)
		}
		if root = roots[0].name; roots[i].name != root {
			return "", nil, fmt.Errorf("its root is now <%s> and now <%s>", root, roots[i].name)
		}
	}
	f := new(api.Field)
	err = typeElements(f, roots)
	return root, f.Type, err
}

// typeElements decides the type of a field by all elements that stand in its
// place: a scalar if they hold nothing but text.
func typeElements(f *api.Field, elements []*element) error {
	objects, texts := make([]any, len(elements)), make([]string, len(elements))
	isText := true
	for i, e := range elements {
		if reason := e.untypable(); reason != "" {
			return fmt.Errorf("<%s> holds %s", e.name, reason)
		}
		isText = isText && len(e.attributes)+len(e.children) == 0
		objects[i], texts[i] = e.object(), string(e.text)
	}
	if isText {
		typeTexts(f, texts)
		return nil
	}
	columns := columnsOf(objects)
	if len(columns) > maxMembers {
		return fmt.Errorf("<%s> has children of more than %d names", elements[0].name, maxMembers)
	}
	s := &api.Struct{XML: true, Fields: make([]*api.Field, len(columns))}
	f.Type = &api.Type{Kind: api.Object, Struct: s}
	for i, c := range columns {
		s.Fields[i] = &api.Field{Key: c.key, Seen: len(c.values), Samples: len(objects)}
		if err := typeColumn(s.Fields[i], c); err != nil {
			return err
		}
	}
	return nil
}

// typeColumn decides the type of a field by what stands under its key: texts,
// or for each element its children of one name.
func typeColumn(f *api.Field, c *column) error {
	var texts []string
	var children []*element
	isList := false
	for _, value := range c.values {
		switch v := value.(type) {
		case string:
			texts = append(texts, v)
		case []*element:
			children = append(children, v...)
			isList = isList || len(v) > 1
		}
	}
	if children == nil {
		typeTexts(f, texts)
		return nil
	}
	err := typeElements(f, children)
	if isList {
		f.Type, f.Example = &api.Type{Kind: api.Array, Elem: f.Type}, ""
	}
	return err
}

// typeTexts decides the type of a field by its texts.
func typeTexts(f *api.Field, texts []string) {
	var known []string
	var values []any
	for _, text := range texts {
		if text = textOf(text); text != "" {
			known, values = append(known, text), append(values, textValue(text))
		}
	}
	f.Type, f.Example = Text(known), example(values)
	if f.Type == nil {
		f.Type = &api.Type{Kind: api.String}
	}
}

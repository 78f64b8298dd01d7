package main

// YAML for people: entry point printYAML.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"
)

// printYAML prints what encoding/json makes of a value as YAML, with the members in
// the same order.
func printYAML(w io.Writer, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber() // digits stay as they are
	node, err := yamlNode(decoder)
	if err != nil {
		return err
	}
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(node); err != nil {
		return err
	}
	return encoder.Close()
}

// yamlNode reads the next JSON value.
func yamlNode(decoder *json.Decoder) (*yaml.Node, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch value := token.(type) {
	case json.Delim:
		return yamlList(decoder, value)
	case string:
		return yamlText(value), nil
	case nil:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: "null"}, nil
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: fmt.Sprint(value)}, nil
	}
}

// yamlList reads the array or object that begins with a delimiter.
func yamlList(decoder *json.Decoder, begin json.Delim) (*yaml.Node, error) {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	if begin == '{' {
		list.Kind = yaml.MappingNode
	}
	for decoder.More() {
		node, err := yamlNode(decoder)
		if err != nil {
			return nil, err
		}
		list.Content = append(list.Content, node)
	}
	if begin == '{' {
		list.Content = lastOfEachKey(list.Content)
	}
	_, err := decoder.Token() // its end
	return list, err
}

// lastOfEachKey drops values whose key is repeated, as encoding/json does: an
// example may have them, and YAML allows no key twice.
func lastOfEachKey(members []*yaml.Node) []*yaml.Node {
	var kept []*yaml.Node
	at := map[string]int{}
	for member := range slices.Chunk(members, 2) {
		key, value := member[0], member[1]
		if i, repeated := at[key.Value]; repeated {
			kept[i] = value
			continue
		}
		kept = append(kept, key, value)
		at[key.Value] = len(kept) - 1
	}
	return kept
}

// old matches what is a string in YAML 1.2, and was something else in YAML 1.1, which
// many tools still read.
var old = regexp.MustCompile(`^(?i:y|yes|n|no|on|off|=|<<)$|^[-+]?[0-9][0-9_]*(:[0-9]+)+`)

// yamlText is a string, in quotes where YAML needs them.
func yamlText(text string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if old.MatchString(text) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return node
}

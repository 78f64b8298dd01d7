package config

// The nodes of YAML, as what is expected of them.

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// member is a key of a mapping with its value.
type member struct {
	name  string
	at    Position
	value ast.Node
}

// start is where a node begins; the token of a mapping is its colon.
func start(node ast.Node) Position {
	switch node := node.(type) {
	case *ast.MappingValueNode:
		return positionOf(node.Key.GetToken())
	case *ast.MappingNode:
		if !node.IsFlowStyle && len(node.Values) > 0 {
			return positionOf(node.Values[0].Key.GetToken())
		}
	}
	return positionOf(node.GetToken())
}

// mapping reads the members of a mapping.
func (p *problems) mapping(node ast.Node, expected string) []member {
	var values []*ast.MappingValueNode
	switch node := node.(type) {
	case *ast.MappingNode:
		values = node.Values
	case *ast.MappingValueNode: // a mapping of one member
		values = []*ast.MappingValueNode{node}
	default:
		p.unexpected(node, expected)
	}
	var members []member
	for _, value := range values {
		key, ok := value.Key.(*ast.StringNode)
		if !ok {
			p.unexpected(value.Key, "a key that is a text")
			continue
		}
		members = append(members, member{key.Value, positionOf(key.Token), value.Value})
	}
	return members
}

// sequence reads a list.
func (p *problems) sequence(node ast.Node, key string) []ast.Node {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		p.unexpected(node, key+" as a list")
		return nil
	}
	return list.Values
}

// text reads a text that is not empty.
func (p *problems) text(node ast.Node, key string) string {
	text := ""
	switch node := node.(type) {
	case *ast.StringNode:
		text = node.Value
	case *ast.LiteralNode: // | and >
		text = node.Value.Value
	default:
		p.unexpected(node, key+" as a text")
		return ""
	}
	if text == "" {
		p.report(start(node), "%s is empty", key)
	}
	return text
}

// flag reads true or false.
func (p *problems) flag(node ast.Node, key string) bool {
	flag, ok := node.(*ast.BoolNode)
	if !ok {
		p.unexpected(node, key+" as true or false")
		return false
	}
	return flag.Value
}

// unexpected reports a node of another kind.
func (p *problems) unexpected(node ast.Node, expected string) {
	if node == nil {
		p.report(Position{1, 1}, "found nothing, expected %s", expected)
		return
	}
	found := strings.ToLower(node.Type().String())
	switch node.Type() {
	case ast.AnchorType, ast.AliasType, ast.MergeKeyType:
		p.report(start(node), "anchors and aliases are not read: write the value out")
		return
	case ast.IntegerType, ast.FloatType, ast.InfinityType, ast.NanType:
		found = "a number"
	case ast.BoolType:
		found = node.GetToken().Value
	case ast.NullType:
		found = "nothing"
	case ast.StringType, ast.LiteralType:
		found = "a text"
	case ast.MappingType, ast.MappingValueType:
		found = "a mapping"
	case ast.SequenceType:
		found = "a list"
	}
	p.report(start(node), "found %s, expected %s", found, expected)
}

package emit

// This file is the vocabulary: the phrases of Go that the other files print.
// Operators, tags and layout appear here alone. Each call gives a fresh
// statement, since jennifer's chains change their receiver.

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// pointer is *T.
func pointer(t *jen.Statement) *jen.Statement { return jen.Op("*").Add(t) }

// addressOf is &x.
func addressOf(x *jen.Statement) *jen.Statement { return jen.Op("&").Add(x) }

// list is []T.
func list(t *jen.Statement) *jen.Statement { return jen.Index().Add(t) }

// variadic is name ...T.
func variadic(name, typ string) *jen.Statement { return jen.Id(name).Op("...").Id(typ) }

// not is !x.
func not(x *jen.Statement) *jen.Statement { return jen.Op("!").Add(x) }

// define is name := value.
func define(name string, value *jen.Statement) *jen.Statement {
	return jen.Id(name).Op(":=").Add(value)
}

// notNil is if x != nil { then }.
func notNil(x, then *jen.Statement) *jen.Statement {
	return jen.If(x.Clone().Op("!=").Nil()).Block(then)
}

// literal is T{…}, a member a line.
func literal(t *jen.Statement, members ...jen.Code) *jen.Statement {
	return t.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, members...)
}

// elements is {…}, for the elements of a slice of structs.
func elements(members ...jen.Code) *jen.Statement { return jen.Values(members...) }

// member is name: value, of a literal.
func member(name string, value *jen.Statement) *jen.Statement {
	return jen.Id(name).Op(":").Add(value)
}

// keyed is "key": value, of a map literal.
func keyed(key string, value *jen.Statement) *jen.Statement {
	return lit(key).Op(":").Add(value)
}

// counted is the lines of a const block that counts from first.
func counted(first int, names ...string) []jen.Code {
	var lines []jen.Code
	for i, name := range names {
		line := jen.Id(name)
		switch {
		case i == 0 && first == 0:
			line.Op("=").Iota()
		case i == 0:
			line.Op("=").Iota().Op("+").Lit(first)
		}
		lines = append(lines, line)
	}
	return lines
}

// jsonTag is the tag of a struct field.
func jsonTag(key, option string) map[string]string {
	switch {
	case option != "":
		key += "," + option
	case key == "-":
		key = "-,"
	}
	return map[string]string{"json": key}
}

// arguments is (…), an argument a line.
func arguments(args ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}, args...)
}

// xmlTag is the tag of a struct field of XML, by its step of XPath.
func xmlTag(step string) map[string]string {
	if name, ok := strings.CutPrefix(step, "@"); ok {
		step = name + ",attr"
	} else if step == "text()" {
		step = ",chardata"
	}
	return map[string]string{"xml": step}
}

// constants are string constants in the making.
type constants struct {
	names []string
	lines []jen.Code
}

// add adds a constant of a type.
func (c *constants) add(name, typ, value, comment string) {
	if len(c.names) > 0 {
		c.lines = append(c.lines, jen.Line())
	}
	c.names = append(c.names, name)
	c.lines = append(c.lines, doc(comment)...)
	c.lines = append(c.lines, jen.Id(name).Id(typ).Op("=").Add(lit(value)))
}

// declare prints the constants as a block, if there are any.
func (c *constants) declare(f *file, comment string) {
	if len(c.names) > 0 {
		f.declare(strings.Join(c.names, " "), comment, jen.Const().Defs(c.lines...))
	}
}

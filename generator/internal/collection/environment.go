package collection

// Environments, whose values are written as the variables of a collection are. Entry point: DecodeEnvironment.

// DecodeEnvironment reads the values of a Postman environment, as exported, bare or in the wrapper of Postman's API,
// {"environment": …}. As for newman, disabled ones do not count, and "enabled" means nothing. No value has a pointer, as
// those lead into a collection. The error is an *Error: src is no JSON or no environment.
func DecodeEnvironment(src []byte) ([]*Variable, error) {
	text, _ := plainText(src)
	lines := newLineIndex(text)
	tree, oddities, err := readTree(text, lines)
	if err != nil {
		return nil, err
	}
	root := node{&decoder{oddities: oddities, lines: lines}, tree, ""}
	if wrapped := root.child("environment"); wrapped.value.kind == Object {
		root = wrapped
	}
	if root.member("values").kind != Array {
		return nil, root.foreign(`expected a Postman environment, an object with a list "values": export it from Postman as JSON`)
	}
	var variables []*Variable
	for value := range root.list("values") {
		if v := value.variable([]string{"key"}); v.Key != "" && !v.Disabled {
			v.Pointer, v.ValuePointer = "", ""
			variables = append(variables, v)
		}
	}
	return variables, nil
}

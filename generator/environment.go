package generator

// The values of a Postman environment, where the collection has none. Entry point:
// addEnvironment.

import (
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/resolve"
)

// addEnvironment gives a collection, whose text src is, the values that an environment
// has for variables which it uses and leaves undefined or empty. All others of the
// environment are nobody's business: they get into no file. Which of them may be
// secrets is decided as for the collection's own.
func addEnvironment(col *collection.Collection, src, environment []byte) error {
	if environment == nil {
		return nil
	}
	values, err := collection.DecodeEnvironment(environment)
	if err != nil {
		return &resolve.OptionError{Option: "environment", Text: err.Error()}
	}
	values = slices.DeleteFunc(values, func(v *collection.Variable) bool {
		return v.Value.Text() == "" || slices.ContainsFunc(col.Variables, func(own *collection.Variable) bool {
			return own.Key == v.Key && !own.Disabled && own.Value.Text() != ""
		})
	})
	for text := string(src); ; {
		used, others := partition(values, func(v *collection.Variable) bool { return strings.Contains(text, "{{"+v.Key+"}}") })
		if len(used) == 0 {
			return nil
		}
		col.Variables = append(col.Variables, used...)
		values, text = others, texts(used) // which may use others in turn
	}
}

func partition(list []*collection.Variable, first func(*collection.Variable) bool) (a, b []*collection.Variable) {
	for _, v := range list {
		if first(v) {
			a = append(a, v)
		} else {
			b = append(b, v)
		}
	}
	return a, b
}

func texts(list []*collection.Variable) string {
	var text strings.Builder
	for _, v := range list {
		text.WriteString(v.Value.Text() + "\n")
	}
	return text.String()
}

package similar_test

import (
	"testing"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/similar"
)

func TestWord(t *testing.T) {
	known := []string{"collection", "environment", "out", "package", "import-path", "Users/Get"}
	for _, test := range []struct{ word, want string }{
		{"colection", "collection"},
		{"enviroment", "environment"},
		{"pakcage", "package"}, // two letters swapped
		{"importPath", "import-path"},
		{"OUT", "out"},
		{"outs", "out"},
		{"users/get", "Users/Get"},
		{"import", "import-path"},
		{"im", ""},
		{"o", ""},
		{"", ""},
		{"zebra", ""},
		{"ënvironment", "environment"},
	} {
		if got := similar.Word(test.word, known); got != test.want {
			t.Errorf("Word(%q) = %q, want %q", test.word, got, test.want)
		}
	}
	if got := similar.Word("get", []string{"set", "gets", "got"}); got != "set" {
		t.Errorf("of several the first one is meant, got %q", got)
	}
	if got := similar.Word("any", nil); got != "" {
		t.Errorf("nothing is known, got %q", got)
	}
}

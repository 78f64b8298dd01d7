package emit

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
	"github.com/google/go-cmp/cmp"
)

func TestDoc(t *testing.T) {
	tests := []struct {
		name string
		text string
		want string
	}{
		{"nothing", " \n", ""},
		{"paragraphs", "X does it.\n\nThen stops. ", `
// X does it.
//
// Then stops.
`},
		{"long lines", strings.Repeat("word ", 21), `
// word word word word word word word word word word word word word word word word word word word
// word word
`},
		{"list and code", "Some:\n\n  - one\n  - two\n\nRun:\n\n\tgo test", `
// Some:
//
//   - one
//   - two
//
// Run:
//
//	go test
`},
		{"end of a comment", "a */ func init() {} /*\n\n// b\n\n/* c", `
// a */ func init() {} /*
//
// // b
//
// /* c
`},
		{"directives", "go:generate rm x\n\n//go:build x\n\n\tgo:embed x\n\n+build x\n\nline x.go:1", `
// go:generate rm x
//
// //go:build x
//
//	go:embed x
//
// + build x
//
// line x.go:1
`},
		{"hostile characters", "a\r\rb\u2028\u2028c\x00\u202e\ufeff\xffd\u0085\u0085e", `
// a
//
// b
//
// cd
//
// e
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), printed(t, doc(test.text))); diff != "" {
				t.Errorf("doc (-want +got):\n%s", diff)
			}
		})
	}
}

// printed is what jennifer prints for the lines of a comment.
func printed(t *testing.T, comment []jen.Code) string {
	t.Helper()
	file := jen.NewFile("x")
	file.NoFormat = true
	for _, line := range comment {
		file.Add(line)
	}
	var source bytes.Buffer
	if err := file.Render(&source); err != nil {
		t.Fatal(err)
	}
	lines := strings.TrimSpace(strings.TrimPrefix(source.String(), "package x\n"))
	if lines != "" {
		lines += "\n"
	}
	return lines
}

package prose_test

import (
	"go/format"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name string
		text string
		want []string
	}{
		{"nothing", "\n \n", nil},
		{"paragraph", "one two three four five six", []string{"one two three four", "five six"}},
		{"characters, not bytes", "äöü äöü äöü äöü äöü äöü", []string{"äöü äöü äöü äöü äöü", "äöü"}},
		{"long word", "a https://x.test/very/long/path b", []string{"a", "https://x.test/very/long/path", "b"}},
		{"lines of one paragraph", "one\n  two\n\n\nthree ", []string{"one two", "", "three"}},
		{"bullets", "Some:\n  - one two three four five\n    six\n  - seven", []string{"Some:", "", "  - one two three", "    four five six", "  - seven"}},
		{"numbers", "Some:\n\n 9. one\n 10. two three four five", []string{"Some:", "", " 9. one", " 10. two three four", "    five"}},
		{"after a list", "Some:\n  - one\ntwo", []string{"Some:", "", "  - one", "", "two"}},
		{"code is kept", "Run:\n\n\ta line that is longer than that  \n\n\n\t\tb\n\n", []string{"Run:", "", "\ta line that is longer than that", "", "", "\t\tb"}},
		{"list alone", "  - one", []string{"Details:", "", "  - one"}},
		{"code after list", "Some:\n\n  - one\n\n\tcode", []string{"Some:", "", "  - one", "", "Details:", "", "\tcode"}},
		{"list after code", "Some:\n\n\tcode\n\n  - one", []string{"Some:", "", "\tcode", "", "Details:", "", "  - one"}},
		{"no item at the start of a line", "Some:\n\n  - one two three - four", []string{"Some:", "", "  - one two three -", "    four"}},
		{"no directive at the start of a line", "one two three four +build nolint:x", []string{"one two three", "four +build nolint:x"}},
		{"no build constraint", "+build a\n\n\t +build\n\n+builder", []string{"+ build a", "", "\t + build", "", "+builder"}},
		{"hostile characters", "a\x00\u202e\xff\r\n\r\nb\u2028c", []string{"a", "", "b c"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := prose.Wrap(test.text, 20)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Wrap (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(got, prose.Wrap(strings.Join(got, "\n"), 20)); diff != "" {
				t.Errorf("Wrap of wrapped lines (-first +second):\n%s", diff)
			}
		})
	}
}

// checkComment checks that gofmt leaves a doc comment made of the text alone, with wide lines and with narrow ones, and
// with and without a sentence before the text.
func checkComment(t *testing.T, text string) {
	t.Helper()
	for _, intro := range []string{"", "X does it.\n\n"} {
		for _, width := range []int{97, 12} {
			src := "package x\n\n" + comment(prose.Wrap(intro+text, width)) + "func X() {}\n"
			formatted, err := format.Source([]byte(src))
			if err != nil {
				t.Fatalf("the comment is no Go: %v\n%s", err, src)
			}
			if diff := cmp.Diff(src, string(formatted)); diff != "" {
				t.Errorf("gofmt changes the comment (-before +after):\n%s", diff)
			}
		}
	}
}

func comment(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		switch {
		case line == "" || line[0] == '\t':
			b.WriteString("//" + line + "\n")
		default:
			b.WriteString("// " + line + "\n")
		}
	}
	return b.String()
}

package prose_test

import (
	"go/format"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

var seeds = []string{
	"Upload a picture. See [the guide](https://x.test/g#a).\n\n**Scopes:** `a:b`, `c`<br>**Limit:** `Low`",
	"<table><tr><td><table><ul><li><pre>a</table></td></ul></pre><a href=http://x>b</h1></a>",
	"<ol start=99999999999><li><ol start=7><li>- +build\n\n  + +build x</ol>c - 1. 2) d</ol><pre>* a\n+build</pre>",
	"# a\n\n\\# b\n\n\\[c]: https://d\n\nE\n\n``f'' '' ``` <title><p>&#x202e;&#8232;//go:generate g",
	"a {\n\n    b\n}\n\n- c\n\n      d\n\n\\+build x\n\n\\Deprecated: y",
	"<plaintext><textarea>\x00\xff\u2028\u202e</pre></ul><script>",
}

func FuzzText(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, description string) {
		text := prose.Text(description)
		checkCharacters(t, text)
		checkComment(t, text)
		checkMeaning(t, text)
	})
}

// FuzzWrap gives Wrap text that does not come from Text. gofmt may want to change the comment then, but once only.
func FuzzWrap(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed, 20)
	}
	f.Fuzz(func(t *testing.T, text string, width int) {
		lines := prose.Wrap(text, width)
		for _, line := range lines {
			checkCharacters(t, line)
			if strings.Contains(line, "\n") || line != strings.TrimRightFunc(line, unicode.IsSpace) {
				t.Errorf("line %q has a line end or ends with a space", line)
			}
		}
		if diff := cmp.Diff(lines, prose.Wrap(strings.Join(lines, "\n"), width)); diff != "" {
			t.Errorf("Wrap of wrapped lines (-first +second):\n%s", diff)
		}
		if _, err := format.Source([]byte("package x\n\n" + comment(lines) + "func X() {}\n")); err != nil {
			t.Errorf("the comment is no Go: %v", err)
		}
	})
}

func FuzzSentence(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed, 10)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		sentence := prose.Sentence(text, limit)
		checkCharacters(t, sentence)
		if strings.ContainsAny(sentence, "\n\t") || utf8.RuneCountInString(sentence) > max(limit, 0) {
			t.Errorf("Sentence(%q, %d) = %q", text, limit, sentence)
		}
	})
}

func checkCharacters(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%q is not valid UTF-8", text)
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("%q has the control character %U", text, r)
		}
	}
}

// checkMeaning checks that no line of the wrapped text is a heading or a directive.
func checkMeaning(t *testing.T, text string) {
	t.Helper()
	for _, line := range prose.Wrap(text, 12) {
		for _, prefix := range []string{"# ", "Deprecated:", "+build ", "nolint", "#nosec", "BUG("} {
			if strings.HasPrefix(line, prefix) {
				t.Errorf("line %q begins with %q", line, prefix)
			}
		}
	}
}

func TestDescriptionOfEveryKind(t *testing.T) {
	description, err := os.ReadFile("testdata/description.md")
	if err != nil {
		t.Fatal(err)
	}
	checkComment(t, prose.Text(string(description)))
}

package emit

// The door to Markdown: what a reader of README.md sees is the text, and nothing
// that the text might have meant. goldmark is the reader.

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

func TestMarkdown(t *testing.T) {
	tests := []struct{ text, markdown, code string }{
		{"Blue mug, 0.3 l", "Blue mug, 0.3 l", "`Blue mug, 0.3 l`"},
		{"", "", ""},
		{"a\n\nb", "a b", "`a b`"},
		{"<script>", `\<script\>`, "`<script>`"},
		{"[a](https://x)", `\[a\](https:\/\/x)`, "`[a](https://x)`"},
		{"1. *b*", `1\. \*b\*`, "`1. *b*`"},
		{"a|b", "a&#124;b", "a&#124;b"},
		{"a`b", "a\\`b", "a\\`b"},
	}
	for _, test := range tests {
		if diff := cmp.Diff([]string{test.markdown, test.code}, []string{markdown(test.text), markdownCode(test.text)}); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, text := range append(hostile,
		"<b>x</b><!-- y --><?z?>", "![a](b) [c][d] [e]: f", "www.x.de WWW.X.DE http://x ftp://x a.b@c.de mailto:a@b.cd", "a | b \\| c \\\\| d",
		"# h #", "- [ ] x", "1) x", "> x", "===", "---|---", "~~x~~ __y__ **z** $a$ &amp; &#124;", "```\nx\n```", "\\", "`", "a\\",
	) {
		f.Add(text)
	}
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	f.Fuzz(func(t *testing.T, foreign string) {
		shown := plain(foreign)
		source := []byte("# x " + markdown(foreign) + "\n\n" + markdown(foreign) + "\n\nx\n\n| a | b |\n|---|---|\n| " +
			markdown(foreign) + " | " + markdownCode(foreign) + " |\n\nx\n")
		var found []string
		ast.Walk(reader.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch kind := n.Kind().String(); {
			case !entering:
			case strings.Contains("Document Table TableHeader TableRow Text String CodeSpan", kind):
			case strings.Contains("Heading Paragraph TableCell", kind):
				found = append(found, kind+" "+textOf(t, n, source))
			default:
				t.Errorf("%q makes a %s:\n%s", foreign, kind, source)
			}
			return ast.WalkContinue, nil
		})
		want := []string{"Heading " + oneLine("x "+shown)}
		if shown != "" {
			want = append(want, "Paragraph "+shown)
		}
		want = append(want, "Paragraph x", "TableCell a", "TableCell b", "TableCell "+shown, "TableCell "+shown, "Paragraph x")
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("%q (-want +found):\n%s\n%s", foreign, diff, source)
		}
	})
}

// textOf is what a node shows.
func textOf(t *testing.T, n ast.Node, source []byte) string {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Renderer().Render(&page, source, n); err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for tokens := html.NewTokenizer(&page); tokens.Next() != html.ErrorToken; {
		if token := tokens.Token(); token.Type == html.TextToken {
			shown.WriteString(token.Data)
		}
	}
	return oneLine(shown.String())
}

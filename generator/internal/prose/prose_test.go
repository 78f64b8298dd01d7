package prose_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

func TestText(t *testing.T) {
	tests := []struct {
		name        string
		description string
		want        []string // blocks
	}{
		{"nothing", " \n\n ", nil},
		{"Markdown and HTML", "Upload a picture. See [the guide](https://x.test/g#a).\n\n**Scopes:** `a:b`, `c`<br>**Limit:** `Low`", []string{
			"Upload a picture. See the guide (https://x.test/g#a).", "Scopes: a:b, c", "Limit: Low",
		}},
		{"single newlines are spaces", "One\ntwo.\nThree.", []string{"One two. Three."}},
		{"line breaks", "One:  \ntwo:\\\nthree:<br><br/>\n<BR>four:", []string{"One:", "two:", "three:", "four:"}},
		{"every kind of line end", "a;\r\n\r\nb;\r\rc;\u2028\u2028d;\u2029\u0085e;", []string{"a;", "b;", "c;", "d;", "e;"}},
		{"headings", "# Limits ##\nTen.\n\nDaily?\n---\n<h3>A <i>b</i> </h3>Five.", []string{"Limits:", "Ten.", "Daily?", "A b:", "Five."}},
		{"emphasis", "**a** __b__ *c* `d*` ~~e~~ <kbd>f</kbd><sup>2</sup>;", []string{"a b c d* e f2;"}},
		{"entities", "&lt;b&gt; &amp;amp; &nbsp;x&#x41;&hellip;", []string{"<b> &amp; xA…"}},
		{
			"links", "[a](https://x.test/{{v}}) [b](/r) [c](#f) [d](javascript:x) [e](mailto:e@x.test) ![f](https://x.test/f.png);",
			[]string{"a (https://x.test/{{v}}) b c d e (mailto:e@x.test) f;"},
		},
		{
			"links whose text is their URL", "<https://x.test/{{v}}> <a@x.test> [x.test](https://x.test) <a href='https://x.test'></a>;",
			[]string{"https://x.test/{{v}} a@x.test x.test https://x.test;"},
		},
		{"placeholders", "Authorization: Bearer <token>, <Your-Key>, <title> and <b>bold</b>;", []string{
			"Authorization: Bearer <token>, <Your-Key>, <title> and bold;",
		}},
		{"what is not for readers", "a<script>alert('<p>')</script>b<!-- c --><style>p{}</style>;", []string{"ab;"}},
		{"bullets", "Some:\n* a\n\n* b\n  c\n  + d\n\n* e", []string{"Some:", "  - a\n  - b c\n  - d\n  - e"}},
		{"numbers", "Steps:\n\n3. a\n4. b", []string{"Steps:", " 3. a\n 4. b"}},
		{"numbers and bullets", "1. a\n   - b\n2. c", []string{"  - a\n  - b\n  - c"}},
		{"HTML list", "<p>Some:<ul><li>a<p>b</p><li><b>c</b></li></ul>d;", []string{"Some:", "  - a b\n  - c", "d;"}},
		{"code in a list item", "- run\n  ```\n  go\n  test\n  ```\n- done", []string{"  - run go test\n  - done"}},
		{"code", "Run:\n```sh\n  go <x> *\n\n\tif\n```\nNow.", []string{"Run:", "\t  go <x> *\n\n\t\tif", "Now."}},
		{"code is unindented", "<pre>\n    a\n      b  \n</pre>", []string{"\ta\n\t  b"}},
		{"code that looks like a list", "```\n- a: 1\n  b: 2\n```", []string{"\t```\n\t- a: 1\n\t  b: 2\n\t```"}},
		{"code that looks like a build constraint", "```\n+build x\n```", []string{"\t```\n\t+ build x\n\t```"}},
		{"table", "Codes:\n\n| Code | Text |\n|--|:-:|\n| `1` | a\\|b<br>c |\n| 2 | |", []string{"Codes:", "\tCode | Text\n\t1 | a|b c\n\t2 |"}},
		{
			"HTML table", "<table><caption></caption><tr><th>A<th>B</th></tr><tr><td><ul><li>x<li>y</ul></td><td><p>z</p></td></tr></table>",
			[]string{"\tA B\n\tx y | z"},
		},
		{"quote", "> a;\n> b;\n>\n> c;", []string{"a; b;", "c;"}},
		{"hostile characters", "a\x00\x1b[31m\u202eb\u2066\ufeff\xffc &#x202e;&#27;d&#8232;&#8232;e;", []string{"a[31mbc d e;"}},
		{"a short line is no heading", "First\n\nSecond line\n\nThird, *(x)*\n\n- list", []string{"First.", "Second line.", "Third, (x)", "  - list"}},
		{"a line before a list keeps its end", "Values\n\n- list", []string{"Values", "  - list"}},
		{"no heading by accident", `\# of items`, []string{`\# of items`}},
		{"no list by accident", "\\- one\n\n1\\) two;", []string{"- one", "1) two;"}},
		{"no link target by accident", "\\[a]: https://x.test\n\n- \\[b]: https://x.test", []string{`\[a]: https://x.test`, `  - \[b]: https://x.test`}},
		{"no deprecation by accident", "**Deprecated:** use b.", []string{"Deprecated - use b."}},
		{"no linter directive by accident", "nolint:all\n\n#nosec\n\nBUG(x): y", []string{`\nolint:all`, `\#nosec`, `\BUG(x): y`}},
		{"no curly quote by accident", "Use '' or https://x.test/?a=''b;", []string{`Use "" or https://x.test/?a=""b;`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := prose.Text(test.description)
			if diff := cmp.Diff(strings.Join(test.want, "\n\n"), got); diff != "" {
				t.Errorf("Text (-want +got):\n%s", diff)
			}
			checkComment(t, got)
		})
	}
}

func TestTextIsPlainWhereMarkupIsTangled(t *testing.T) {
	for _, tangle := range []string{"[a](", "![", "*a_ ", "> ", ">", "1. "} {
		description := strings.Repeat(tangle, 30_000)
		want := []string{strings.TrimSpace(description), "A <b> & *c*."}
		got := prose.Text(description + "\n\nA <b> &\n*c*.")
		if got != strings.Join(want, "\n\n") {
			t.Errorf("Text(%q …) = %.200q …", tangle, got)
		}
	}
}

func BenchmarkText(b *testing.B) {
	description, err := os.ReadFile("testdata/description.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(description)))
	b.ReportAllocs()
	for b.Loop() {
		prose.Text(string(description))
	}
}

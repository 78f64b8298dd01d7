package diff

// The rules, one by one: those of apidiff's README that generated code can meet. That
// they are apidiff's is tested with whole clients, in .ci/oracles.

import (
	"fmt"
	"go/types"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRules(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []string // "object verb", with "!" where it breaks callers
	}{
		{"nothing", "type T struct{ A int }", "type T struct{ A int }", nil},
		{"removed and added", "func A() {}; type B int", "func C() {}; var D int", []string{"A removed!", "B removed!", "C added", "D added"}},
		{"unexported", "func a() {}; type t struct{ A int }", "", nil},
		{"another kind", "func A() {}; type B int", "type A int; const B = 1", []string{"A changed!", "B changed!"}},
		{"function to variable", "func A() {}", "var A func()", nil},
		{"signature", "func A(int) error { return nil }", "func A(int, ...string) error { return nil }", []string{"A changed!"}},
		{"names of parameters", "func A(b int) {}", "func A(c int) {}", nil},
		{"constant", "const A = 1; const B = `x`; type T string; const C T = `x`", "const A = 2; const B = `x`; type T string; const C = `x`", []string{"A revalued!", "C changed!"}},
		{"variable", "var A int; var B []string", "var A string; var B []string", []string{"A changed!"}},

		{"fields", "type T struct{ A int; B, C string }", "type T struct{ C string; A int64; D bool }", []string{"T.A changed!", "T.B removed!", "T.D added"}},
		{"unexported fields", "type T struct{ A int; b int }", "type T struct{ A int; c string }", nil},
		{"tags", "type T struct{ A int `json:\"a,omitzero\"`; B int `xml:\"b\"`; C int `json:\"c\"` }", "type T struct{ A int `json:\"b\"`; B int `xml:\"b,attr\"`; C int }", []string{"T.A rekeyed"}},
		{"comparable", "type T struct{ A int }; type U struct{ A []int }", "type T struct{ A int; B []int }; type U struct{ A []int; B []int }", []string{"T incomparable!", "T.B added", "U.B added"}},
		{"foreign types", `import ("encoding/json"; "time"); type T struct{ A time.Time }; type U struct{ A json.RawMessage }`, `import ("encoding/json"; "time"); type T struct{ A time.Month }; type U struct{ A json.RawMessage; B time.Time }`, []string{"T.A changed!", "U.B added"}},
		{"foreign types that cannot be compared", `type T struct{ A int }`, `import "net/http"; type T struct{ A int; B http.Header }`, []string{"T incomparable!", "T.B added"}},

		{"embedding", "type E struct{ A int }; type T struct{ *E; B int }", "type E struct{ A int }; type T struct{ B int }", []string{"T.A removed!", "T.E removed!"}},
		{"field of an embedded type", "type E struct{ A, B int }; type T struct{ *E }; type U struct{ E }", "type E struct{ B, C int }; type T struct{ *E }; type U struct{ E }", []string{"E.A removed! T.A U.A", "E.C added T.C U.C"}},
		{"hidden field", "type E struct{ A int }; type T struct{ E }", "type E struct{ A int }; type T struct{ E; A string }", []string{"T.A added", "T.A changed!"}},
		{"method of an embedded type", "type E struct{}; func (E) M() {}; type T struct{ E }", "type E struct{}; type T struct{ E }", []string{"E.M removed!", "T.M removed!"}},
		{"embedding with methods", "type E struct{}; func (*E) M() {}; type T struct{ *E }", "type E struct{}; func (*E) M() {}; type T struct{}", []string{"T.E removed!", "T.M removed!"}},

		{"methods", "type T struct{}; func (T) A() {}; func (*T) B() {}; func (T) c() {}", "type T struct{}; func (*T) B() int { return 0 }; func (T) D() {}", []string{"T.A removed!", "T.B changed!", "T.D added"}},
		{"pointer receiver", "type T struct{}; func (T) A() {}", "type T struct{}; func (*T) A() {}", []string{"T.A removed!"}},
		{"type of a type", "type T int; type U []int; type V struct{}", "type T string; type U map[int]int; type V interface{}", []string{"T changed!", "U changed!", "V changed!"}},
		{"numbers", "type T int32; type U int64; type V float32", "type T int64; type U int32; type V float64", []string{"T changed", "U changed!", "V changed"}},

		{"interface", "type I interface{ A() }", "type I interface{ A(); B() }", []string{"I.B demanding!"}},
		{"interface that nobody implements", "type I interface{ A(); a() }", "type I interface{ A(); B(); a() }", []string{"I.B added"}},
		{"interface that nobody implements anymore", "type I interface{ A() }", "type I interface{ A(); a() }", []string{"I.a demanding!"}},
		{"no longer implemented", "type I interface{ m() }; type T struct{}; func (T) m() {}", "type I interface{ m() }; type T struct{}", []string{"T unfit!"}},

		{"exposed type", "type t struct{ A int }; func F() *t { return nil }", "type u struct{ B int }; func F() *u { return nil }", []string{"t.A removed!", "u.B added"}},
		{"exposed by an option", "type core struct{ a int }; type Option func(*core)", "type core struct{ b string }; type Option func(*core)", nil},
		{"named by another name", "type A int; type B int; func F() A { return 0 }", "type A int; type B int; func F() B { return 0 }", []string{"F changed!"}},

		{"generic", "type N[T any] struct{ v T }; func (N[T]) Get() T { panic(0) }; func P[T any](T) *N[T] { return nil }; type U struct{ A N[string] }", "type N[T any] struct{ v T }; func (N[T]) Get() (T, bool) { panic(0) }; func P[T any](T) *N[T] { return nil }; type U struct{ A N[int] }", []string{"N.Get changed!", "U.A changed!"}},
		{"constraint", "func P[T any](T) {}", "func P[T comparable](T) {}", []string{}},
		{"iterator", `import "iter"; func All() iter.Seq2[int, error] { return nil }`, `import "iter"; func All() iter.Seq2[string, error] { return nil }`, []string{"All changed!"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := []string{}
			for _, f := range compare(parse(t, test.old), parse(t, test.new), renames{}) {
				text := fmt.Sprint(f.object, " ", f.verb)
				if f.breaking {
					text += "!"
				}
				got = append(got, strings.Join(append([]string{text}, f.places...), " "))
			}
			if diff := cmp.Diff(append([]string{}, test.want...), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func parse(t *testing.T, text string) *types.Package {
	t.Helper()
	pkg, _, err := check([]string{"a.go"}, map[string][]byte{"a.go": []byte("package a\n" + text)})
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ text, plain, markdown string }{
		{"was " + code("int"), "was int", "was `int`"},
		{code("a`b") + ".", "a`b.", "`` a`b ``."},
		{code("``"), "``", "``` `` ```"},
		{code("a\x00\x1b\n\u202eb"), "a    b", "`a    b`"},
		{code(""), "", "``"},
	}
	for _, test := range tests {
		p := phrase(test.text)
		if p.String() != test.plain || p.markdown() != test.markdown {
			t.Errorf("%q: got %q and %q, expected %q and %q", test.text, p.String(), p.markdown(), test.plain, test.markdown)
		}
	}
}

// FuzzOf shows that no file of a client that somebody has edited makes the comparison
// panic.
func FuzzOf(f *testing.F) {
	f.Add("type T struct{ A int }", "type T[P any] struct{ *T[P] }")
	f.Add("func (s *T) M(x int, r *R) { c := s.core.newCall(&op, o) }; var op = operation{name: `a` + `b`, base: 1}", "type I interface{ I2; m() }; type I2 interface{ error }")
	f.Add("func (r *R) encode(c *call) { c.query(`a`, or(r.A, `b`)); c.literal(); c.header() }", "func WithX() Option { credentials.A = 1; setCredential(1, 2) }; type Option int")
	f.Add("func New() { config{baseURLs: x{1, {}}, variables: 3} }; type Variables struct{ A string }", "type T = struct{ T2 }; type T2 = T; const C = iota")
	f.Fuzz(func(_ *testing.T, old, new string) {
		before := map[string][]byte{"client.go": []byte("package a\n" + old), "atest/a.go": []byte("package atest\n" + new)}
		after := map[string][]byte{"client.go": []byte("package a\n" + new), "atest/a.go": []byte("package atest\n" + old)}
		if report, err := Of(before, after); err == nil {
			report.WriteMarkdown(&strings.Builder{})
		}
	})
}

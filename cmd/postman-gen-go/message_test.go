package main

// What users read: notes, failures and the summary.

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

func TestNotes(t *testing.T) {
	info := generator.Note{Severity: generator.Info, Text: "nothing\x1b[31m to see"}
	warning := generator.Note{Severity: generator.Warning, Line: 3, Column: 5, Path: "Users / Get", Text: "odd"}
	const infoLine, warningLine = "a.json: info: nothing [31m to see\n", "a.json:3:5: warning: Users / Get: odd\n"
	many := make([]generator.Note, 30)
	for i := range many {
		many[i] = info
	}
	many[29] = warning

	tests := []struct {
		name  string
		flags generateFlags
		notes []generator.Note
		want  string
	}{
		{name: "warnings first", notes: []generator.Note{info, warning}, want: warningLine + infoLine},
		{name: "quiet", flags: generateFlags{quiet: true}, notes: many},
		{
			name: "many", notes: many,
			want: warningLine + strings.Repeat(infoLine, 19) + "a.json: 10 more notes: --verbose prints all 30\n",
		},
		{
			name: "verbose", flags: generateFlags{verbose: true}, notes: many,
			want: warningLine + strings.Repeat(infoLine, 29),
		},
		{name: "no more than a screen", notes: many[:20], want: strings.Repeat(infoLine, 20)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr strings.Builder
			test.flags.dryRun = true // leaves out the summary
			done := &generated{client: &client{out: "notes"}, notes: messages("a.json", test.notes), plan: &generator.Plan{Create: []string{"client.go"}}}
			if err := done.print(&stdout, &stderr, test.flags); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, stderr.String()); diff != "" {
				t.Errorf("standard error (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRefuseWarnings(t *testing.T) {
	notes := []message{
		{File: "a.json", Severity: generator.Info, Text: "fine"},
		{File: "a.json", Line: 3, Column: 5, Severity: generator.Warning, Path: "Users / Get", Text: "odd"},
	}
	if err := refuseWarnings("a.json", notes[:1]); err != nil {
		t.Errorf("without warnings: %v", err)
	}
	const want = "a.json:3:5: Users / Get: odd\na.json: nothing written: --strict allows no warnings, got 1"
	if err := refuseWarnings("a.json", notes); err == nil || err.Error() != want {
		t.Errorf("got %v, expected %s", err, want)
	}
}

func TestFailureIn(t *testing.T) {
	err := errors.Join(errors.New("3:5: wrong\x1b: x"), errors.New("no place"), fmt.Errorf("404: %w", errors.New("neither")))
	want := failure{
		{File: "<stdin>", Line: 3, Column: 5, Text: "wrong\x1b: x"},
		{File: "<stdin>", Text: "no place"},
		{File: "<stdin>", Text: "404: neither"},
	}
	got := failureIn("<stdin>", err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("failure (-want +got):\n%s", diff)
	}
	const text = "<stdin>:3:5: wrong : x\n<stdin>: no place\n<stdin>: 404: neither"
	if got.Error() != text {
		t.Errorf("got %q, expected %q", got.Error(), text)
	}
}

func TestFailureOnDisk(t *testing.T) {
	const text = "notes/a.go: is damaged: why\nnotes/b.go: odd\nnotes/c.lock:3:5: is damaged: why\nfull"
	want := failure{
		{File: "notes/a.go", Text: "is damaged: why"},
		{File: "notes/b.go", Text: "odd"},
		{File: "notes/c.lock", Line: 3, Column: 5, Text: "is damaged: why"},
		{Text: "full"},
	}
	got := failureOnDisk(errors.New(text))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("failure (-want +got):\n%s", diff)
	}
	if got.Error() != text {
		t.Errorf("got %q, expected %q", got.Error(), text)
	}
}

func TestSummary(t *testing.T) {
	out := &generator.Output{Services: 1, Methods: 2, Types: 7}
	tests := []struct {
		plan  generator.Plan
		notes int
		want  string
	}{
		{generator.Plan{Unchanged: []string{"a"}}, 0, "up to date"},
		{generator.Plan{Unchanged: []string{"a"}}, 1, "up to date, 1 note"},
		{
			generator.Plan{Create: []string{"a"}, Update: []string{"b"}, Unchanged: []string{"c"}, Remove: []string{"d", "e"}},
			2,
			"1 service, 2 methods, 7 types in 3 files (2 written, 1 unchanged, 2 removed), 2 notes",
		},
	}
	for _, test := range tests {
		done := &generated{client: &client{out: "notes"}, notes: make([]message, test.notes), out: out, plan: &test.plan}
		if got := done.summary(); got != test.want {
			t.Errorf("got %q, expected %q", got, test.want)
		}
	}
}

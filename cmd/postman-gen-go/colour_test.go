package main

// Who gets colours, and what of a message has them.

import (
	"bytes"
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

func TestWantsColours(t *testing.T) {
	for _, test := range []struct {
		system      string
		environment map[string]string
		want        bool
	}{
		{"linux", map[string]string{"TERM": "xterm"}, true},
		{"linux", nil, true},
		{"linux", map[string]string{"TERM": "dumb"}, false},
		{"linux", map[string]string{"NO_COLOR": "1"}, false},
		{"linux", map[string]string{"NO_COLOR": ""}, true}, // by no-color.org, empty is as if it were not there
		{"windows", nil, false},
		{"windows", map[string]string{"WT_SESSION": "1"}, true},
		{"windows", map[string]string{"WT_SESSION": "1", "NO_COLOR": "1"}, false},
	} {
		got := wantsColours(test.system, func(name string) string { return test.environment[name] })
		if got != test.want {
			t.Errorf("%s with %v: got %t, expected %t", test.system, test.environment, got, test.want)
		}
	}
	if coloursOf(new(bytes.Buffer)) {
		t.Error("a pipe or file gets colours")
	}
}

func TestColours(t *testing.T) {
	for _, test := range []struct {
		message message
		want    string
	}{
		{message{File: "a.json", Line: 3, Column: 5, Severity: generator.Warning, Path: "Get", Text: "odd"}, "a.json:3:5: \x1b[33mwarning\x1b[0m: Get: odd"},
		{message{File: "a.json", Severity: generator.Info, Text: "so"}, "a.json: \x1b[2minfo\x1b[0m: so"},
		{message{File: "a.json", Line: 3, Column: 5, Text: "wrong\x1b[31m"}, "\x1b[31ma.json:3:5\x1b[0m: wrong [31m"},
		{message{Text: "wrong"}, "wrong"},
	} {
		if got := test.message.in(true); got != test.want {
			t.Errorf("got %q, expected %q", got, test.want)
		}
	}
}

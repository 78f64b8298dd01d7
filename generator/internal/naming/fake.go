package naming

// This file names what a test says to the fake server: its constants for the
// operations and the saved responses. Entry point: Fake.

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// Fake names the constants of the fake server, after Assign. The names in
// reserved are declared by others in its package.
func Fake(client *api.Client, reserved []string) {
	n := &namer{client: client}
	constants := newScope(reserved...)
	examples := map[*api.Operation][]*api.Example{}
	for _, it := range client.Items {
		examples[it.Operation] = append(examples[it.Operation], it.Examples...)
	}
	n.eachOperation(func(prefix string, op *api.Operation) {
		id := prefix + "\n" + identity(op)
		constants.want(claim{name: "Op" + prefix, identity: id, set: func(name string) { op.Const = name }})
		for i, name := range exampleNames(examples[op]) {
			ex := examples[op][i]
			constants.want(claim{
				name:     prefix + name,
				others:   func() []string { return []string{prefix + name + "Example"} },
				identity: id + "\n" + name,
				kept:     ex.Const,
				set:      func(name string) { ex.Const = name },
			})
		}
	})
	constants.settle()
}

// exampleNames names the saved responses of an operation. Some have the same
// name in Postman, and nothing that would tell them apart for long: they are
// counted, so that one that is added behind them renames none.
func exampleNames(examples []*api.Example) []string {
	names := make([]string, len(examples))
	count := map[string]int{}
	for i, ex := range examples {
		names[i] = exampleName(ex)
		if count[names[i]]++; count[names[i]] > 1 {
			names[i] += strconv.Itoa(count[names[i]])
		}
	}
	return names
}

// exampleName is the name of a saved response without the status that it may
// begin with, or, if that is all, or the name is rather a description, what the
// status means.
func exampleName(ex *api.Example) string {
	const longestName = 6 // words
	list := methodWords(ex.Name)
	known := append(words(http.StatusText(ex.Status)), "http", "status", "code", strconv.Itoa(ex.Status))
	for len(list) > 0 && slices.Contains(known, list[0]) {
		list = list[1:]
	}
	name := camel(list)
	if name == "" || len(list) > longestName || strings.ContainsAny(ex.Name, "<`*\n") {
		return statusName(ex.Status)
	}
	return name
}

// statusName is a status as a word: NotFound.
func statusName(status int) string {
	name := camel(words(http.StatusText(status)))
	switch {
	case status == http.StatusOK:
		return "OK"
	case name == "":
		return "Status" + strconv.Itoa(status)
	}
	return name
}

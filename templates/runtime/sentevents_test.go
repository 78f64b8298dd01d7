// SPDX-License-Identifier: MIT-0

package runtime

// This file lists server-sent events for examples_test.go: those of a saved text, found in a way of its own, and those
// that the client has read, by reflection, as few clients have the type.

import (
	"cmp"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

var (
	lineEnds  = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	dataField = regexp.MustCompile(`(?m)^data(?:: ?(.*))?$`)
	typeField = regexp.MustCompile(`(?m)^event(?:: ?(.*))?$`)
)

// savedEvents lists types and data of the events in a text. What no blank line ends is none.
func savedEvents(text string) []string {
	var events []string
	blocks := strings.Split(lineEnds.Replace(strings.TrimPrefix(text, "\ufeff")), "\n\n")
	for _, block := range blocks[:len(blocks)-1] {
		var data []string
		for _, match := range dataField.FindAllStringSubmatch(block, -1) {
			data = append(data, match[1])
		}
		kind := "message"
		for _, match := range typeField.FindAllStringSubmatch(block, -1) {
			kind = cmp.Or(match[1], "message")
		}
		if data != nil {
			events = append(events, kind+": "+strings.Join(data, "\n"))
		}
	}
	return events
}

// readEvents lists types and data of the events in a stream.
func readEvents(t *testing.T, stream reflect.Value) []string {
	t.Helper()
	var events []string
	for event, err := range stream.MethodByName("Events").Call(nil)[0].Seq2() {
		if !err.IsNil() {
			t.Fatal(err.Interface())
		}
		events = append(events, fmt.Sprintf("%s: %s", event.FieldByName("Type"), event.FieldByName("Data")))
	}
	return events
}

package generator_test

// "go test ./generator -run 'TestWire$' -record ." has newman send the requests of golden/wire anew. See CONTRIBUTING for
// what it needs.

import (
	"encoding/base64"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var record = flag.String("record", "", "record with newman the files of golden/wire that match this regular expression")

// recordNewman replaces what the cases say of newman.
func recordNewman(t *testing.T, cases []wireCase) {
	t.Helper()
	for i := range cases {
		c := &cases[i]
		if *record == "" || !regexp.MustCompile(*record).MatchString(c.name) {
			continue
		}
		recorded := c.runNewman(t)
		time.Sleep(time.Second) // so that times differ, too
		again := c.runNewman(t)
		for j := range recorded {
			r := &recorded[j]
			r.newman = r.newman.withDrawn(again[j].newman)
			if j < len(c.requests) && c.requests[j].name == r.name {
				r.kind = c.requests[j].kind
			}
		}
		c.requests = recorded
	}
}

// runNewman has newman send the requests of a case to a recorder of its own.
func (c *wireCase) runNewman(t *testing.T) []wireRequest {
	t.Helper()
	dir := t.TempDir()
	c.writeClient(t, dir) // for its collection and environment
	command := exec.Command("node", "../golden/wire/record.cjs", filepath.Join(dir, collectionSection), filepath.Join(dir, environmentSection))
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	var lines []struct {
		Name, Error, Method, Target string
		Headers                     [][2]string
		Body                        string
	}
	if err := json.Unmarshal(output, &lines); err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	var requests []wireRequest
	for _, line := range lines {
		body, err := base64.StdEncoding.DecodeString(line.Body)
		if err != nil {
			t.Fatalf("%s: %s: %v", c.name, line.Name, err)
		}
		r := wireRequest{name: strings.Join(strings.Fields(line.Name), " "), newman: message{failure: line.Error}}
		if line.Error == "" {
			r.newman = newMessage(line.Method, line.Target, line.Headers, string(body))
		}
		requests = append(requests, r)
	}
	return requests
}

// withDrawn puts … in place of what another run has sent otherwise, and of today's date.
func (m message) withDrawn(again message) message {
	m.line = drawnText(m.line, again.line, between)
	m.body = drawnText(m.body, again.body, between)
	for i := range min(len(m.headers), len(again.headers)) {
		m.headers[i] = drawnText(m.headers[i], again.headers[i], betweenInHeaders)
	}
	return m
}

func drawnText(text, again, between string) string {
	today := time.Now().UTC().Format("20060102")
	values, others := split(text, between), split(again, between)
	if len(values) != len(others) {
		return text
	}
	for i := range values {
		if values[i] != others[i] {
			values[i] = drawn
		}
	}
	return strings.ReplaceAll(strings.Join(values, ""), today, drawn)
}

// split takes text apart into values and the single characters between them.
func split(text, between string) []string {
	var values []string
	for text != "" {
		end := strings.IndexAny(text, between)
		if end < 0 {
			end = len(text)
		}
		values = append(values, text[:max(end, 1)])
		text = text[max(end, 1):]
	}
	return values
}

// SPDX-License-Identifier: MIT-0

package runtime

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadEnvironment(t *testing.T) {
	file := filepath.Join(t.TempDir(), "environment.json")
	for content, want := range map[string]map[string]string{
		"\ufeff" + `{"name": "x", "values": []}`: {},
		`{"values": [
			{"key": "a", "value": "first", "type": "secret"}, {"key": "a", "value": "é\n", "enabled": false},
			{"key": "b", "value": "x", "disabled": true}, {"key": "c", "value": 1.50}, {"key": "d", "value": true},
			{"key": "e", "value": null}, {"key": "f", "value": {"b": [1], "a": 2}}, {"key": "g"}
		]}`: {"a": "é\n", "c": "1.50", "d": "true", "e": "null", "f": `{"b": [1], "a": 2}`, "g": ""},
	} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := ReadEnvironment(file)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: error %v, %s", content, err, diff)
		}
	}
}

func TestReadEnvironmentFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "environment.json")
	if _, err := ReadEnvironment(file); !os.IsNotExist(err) {
		t.Errorf("of no file: got error %v", err)
	}
	for content, want := range map[string]string{
		`{"values": ["secret"]}`:            "environment.json: json: cannot unmarshal",
		`{"values": [{"key": "secret"`:      "environment.json: unexpected end",
		`{"item": [], "token": "secret"}`:   "environment.json is no Postman environment: it has no values",
		`{"values": [{"key": ["secret"]}]}`: "environment.json: json: cannot unmarshal",
	} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadEnvironment(file); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got error %v, want %s", content, err, want)
		}
	}
}

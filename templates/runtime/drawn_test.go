// SPDX-License-Identifier: MIT-0

package runtime

import (
	"regexp"
	"testing"
)

func TestDrawn(t *testing.T) {
	for variable, pattern := range map[string]string{
		"$guid":         `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
		"$randomUUID":   `^[0-9a-f-]{36}$`,
		"$timestamp":    `^[0-9]{10}$`,
		"$isoTimestamp": `^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z$`,
		"$randomInt":    `^([0-9]{1,3}|1000)$`,
		"$nope":         `^$`,
	} {
		if got := drawn(variable); !regexp.MustCompile(pattern).MatchString(got) {
			t.Errorf("%s gives %q", variable, got)
		}
	}
	if first, second := drawn("$guid"), drawn("$guid"); first == second {
		t.Error("two UUIDs are the same")
	}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file tests how Date is read and written.

import (
	"encoding/json"
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	for _, text := range []string{`"2026-03-14"`, `"0001-01-01"`, `"2024-02-29"`, `""`} {
		var d Date
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if got, err := json.Marshal(d); string(got) != text || err != nil {
			t.Errorf("%s became %s, error %v", text, got, err)
		}
	}
	for _, text := range []string{`"2026-02-29"`, `"2026-3-14"`, `"today"`, `"2026-03-14T00:00:00Z"`, `7`} {
		if err := json.Unmarshal([]byte(text), new(Date)); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}

func TestDateAndTime(t *testing.T) {
	zone := time.FixedZone("", 3600)
	d := DateOf(time.Date(2026, 3, 14, 23, 59, 0, 0, zone))
	if d != (Date{2026, time.March, 14}) || d.Time(zone) != time.Date(2026, 3, 14, 0, 0, 0, 0, zone) {
		t.Errorf("got %v, which begins at %v", d, d.Time(zone))
	}
}

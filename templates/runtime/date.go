// SPDX-License-Identifier: MIT-0

package runtime

// This file holds Date, as the standard library has no type for a day without a time.

import (
	"fmt"
	"time"
)

// A Date is a day of the Gregorian calendar, written as "2026-03-14" (RFC 3339, full-date). The zero Date is no day; its
// text is empty.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in its location.
func DateOf(t time.Time) Date {
	var d Date
	d.Year, d.Month, d.Day = t.Date()
	return d
}

// Time returns the beginning of d in location.
func (d Date) Time(location *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, location)
}

// String returns d as "2026-03-14", or "" for the zero Date.
func (d Date) String() string {
	if d == (Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what String writes. Its error says that the text is no day.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return err
	}
	*d = DateOf(t)
	return nil
}

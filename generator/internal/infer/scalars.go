package infer

// This file finds what strings and numbers have in common beyond their kind,
// beginning with refine: times and dates, for which Go has types, and the
// formats of OpenAPI.

import (
	"encoding/json"
	"regexp"
	"strconv"
	"time"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// formats are the syntaxes by which strings show their format, as the JSON
// Schema vocabulary "format" names it.
var formats = []struct {
	name   string
	syntax *regexp.Regexp
}{
	{"date-time", regexp.MustCompile(`^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$`)},
	{"date", regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)},
	{"uuid", regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)},
	{"email", regexp.MustCompile(`^[^@\s<>(){}]+@[^@\s<>(){}]+\.[A-Za-z]+$`)},
	{"uri", regexp.MustCompile(`^[a-z][a-z0-9+.-]*://\S+$`)},
	{"ipv4", regexp.MustCompile(`^(\d{1,3}\.){3}\d{1,3}$`)},
}

// refineString says of values that are strings whether all of them are times,
// or dates, and which format they have in common.
func refineString(t *api.Type, values []any) {
	t.Format = commonFormat(values, formatOfString)
	switch {
	case t.Format == "date-time" && allOf(values, isTime):
		t.Kind = api.Time
	case t.Format == "date" && allOf(values, isDate):
		t.Kind = api.Date
	}
}

// refineNumber chooses among the types of numbers, and gives their format.
func refineNumber(t *api.Type, values []any) {
	t.Kind = numberKind(values)
	if t.Kind == api.Int {
		t.Format = widestFormat(values)
	} else {
		t.Format = commonFormat(values, func(v any) string { return v.(placeholder).format })
	}
}

// commonFormat is the format that all values have; "" where they differ.
func commonFormat(values []any, format func(any) string) string {
	common := ""
	for i, value := range values {
		f := ""
		if p, ok := value.(placeholder); ok {
			f = p.format
		} else if _, ok := value.(string); ok {
			f = format(value)
		}
		if i > 0 && f != common {
			return ""
		}
		common = f
	}
	return common
}

func formatOfString(value any) string {
	for _, f := range formats {
		if f.syntax.MatchString(value.(string)) {
			return f.name
		}
	}
	return ""
}

// widestFormat is int64 if one of the integers says so or needs it, else what
// placeholders say.
func widestFormat(values []any) string {
	widest := ""
	for _, value := range values {
		switch v := value.(type) {
		case placeholder:
			if v.format > widest {
				widest = v.format // int64 is greater than int32
			}
		case json.Number:
			if _, err := strconv.ParseInt(string(v), 10, 32); err != nil {
				widest = "int64"
			}
		}
	}
	return widest
}

func allOf(values []any, ok func(any) bool) bool {
	for _, value := range values {
		if !ok(value) {
			return false
		}
	}
	return true
}

// isTime says whether encoding/json decodes a string into a time.Time and
// encodes it with the same instant and offset.
func isTime(value any) bool {
	if p, ok := value.(placeholder); ok {
		return p.kind == api.Time
	}
	text, err := json.Marshal(value)
	return err == nil && new(time.Time).UnmarshalJSON(text) == nil
}

func isDate(value any) bool {
	if p, ok := value.(placeholder); ok {
		return p.kind == api.Date
	}
	_, err := time.Parse(time.DateOnly, value.(string))
	return err == nil
}

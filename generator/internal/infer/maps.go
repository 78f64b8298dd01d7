package infer

// This file tells objects whose keys are data, such as identifiers, from those
// whose keys are names, beginning with isMap.

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// maxMembers is how many keys an object may have: more of them are data.
const maxMembers = 1000

// isMap says whether objects with these columns are maps: because no struct can
// hold them, or because their keys are all data of one kind and so are their
// values.
func isMap(columns []*column) bool {
	if !every(columns, isTagName) || len(columns) > maxMembers || every(columns, converterKey.MatchString) {
		return true
	}
	return areData(columns) && (len(columns) == 1 || haveOneKind(columns))
}

// haveOneKind says whether all values that are known are of one kind.
func haveOneKind(columns []*column) bool {
	known, _ := withoutNull(valuesOf(columns))
	return len(known) == 0 || commonKind(known) != api.Unknown
}

// converterKey matches the keys that Postman's converter of OpenAPI documents
// writes for additionalProperties; number matches those that are numbers.
var (
	converterKey = regexp.MustCompile(`^key_\d+$`)
	number       = regexp.MustCompile(`^-?\d+$`)
)

// areData says whether all keys are data of the same form, and so are none that
// anybody would give to fields.
func areData(columns []*column) bool {
	if every(columns, number.MatchString) {
		return true
	}
	if format := formatOfString(columns[0].key); format != "" {
		return every(columns, func(key string) bool { return formatOfString(key) == format })
	}
	return every(columns, isIdentifier) || areLocales(columns)
}

// every says whether something holds for all keys.
func every(columns []*column, holds func(key string) bool) bool {
	return !slices.ContainsFunc(columns, func(c *column) bool { return !holds(c.key) })
}

// isIdentifier tells keys such as "cus_9s6XKzkNRiz8i3": long, and of letters
// mixed with digits.
func isIdentifier(key string) bool {
	digits := strings.IndexFunc(strings.TrimRightFunc(key, unicode.IsDigit), unicode.IsDigit)
	count := len(key) - len(strings.Map(withoutDigits, key))
	return len(key) >= 14 && digits >= 0 && count >= 4 && !strings.ContainsAny(key, " .")
}

func withoutDigits(r rune) rune {
	if unicode.IsDigit(r) {
		return -1
	}
	return r
}

// locale matches tags of languages (RFC 5646), with a region or without.
var locale = regexp.MustCompile(`^[a-z]{2}([-_][A-Za-z]{2,4})?$`)

// areLocales says whether the keys are two or more languages. One of them has to
// be English: words of two letters may be names.
func areLocales(columns []*column) bool {
	english := false
	for _, c := range columns {
		if !locale.MatchString(c.key) {
			return false
		}
		english = english || strings.HasPrefix(c.key, "en")
	}
	return english && len(columns) > 1
}

// isTagName says whether a key can be the name in a json struct tag. It is the
// rule of isValidTag in encoding/json, which ignores other names. ("-" is one of
// them, although it has to be written `json:"-,"`.)
func isTagName(key string) bool {
	for _, r := range key {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) {
			return false
		}
	}
	return key != ""
}

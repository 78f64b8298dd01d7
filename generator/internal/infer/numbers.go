package infer

// This file chooses the type of numbers, beginning with numberKind.

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// numberKind gives the narrowest kind that holds all numbers without loss.
func numberKind(numbers []any) api.Kind {
	switch {
	case all(numbers, isInt64) && !slices.ContainsFunc(numbers, isFraction):
		return api.Int
	case all(numbers, survivesFloat64):
		return api.Float
	default:
		return api.Number
	}
}

// all says whether something holds for all numbers that are written out.
func all(numbers []any, holds func(number string) bool) bool {
	for _, number := range numbers {
		if n, ok := number.(json.Number); ok && !holds(string(n)) {
			return false
		}
	}
	return true
}

// isFraction tells a placeholder of a number that is no integer.
func isFraction(number any) bool {
	p, ok := number.(placeholder)
	return ok && p.kind == api.Float
}

// isInt64 says whether encoding/json decodes the number into an int64: not if it
// is written with a fraction or an exponent, whatever its value.
func isInt64(number string) bool {
	_, err := strconv.ParseInt(number, 10, 64)
	return err == nil
}

// survivesFloat64 says whether the number has the same value after it was
// decoded into a float64 and encoded again. 2⁶³ does not, although float64 holds
// it: it is encoded as 9223372036854776000. The exponent counts, too: strconv cuts
// off what exceeds five digits of it.
func survivesFloat64(number string) bool {
	f, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return false // out of range
	}
	encoded := strconv.FormatFloat(f, 'e', -1, 64)
	digits, exponent := decimal(number)
	encodedDigits, encodedExponent := decimal(encoded)
	return digits == encodedDigits && exponent == encodedExponent
}

// decimal gives the digits of a number without the zeros around them, and the
// power of ten of the last one: numbers are equal, but for their sign, where both
// are. Unlike math/big it never writes out an exponent, so 1e999999999 is cheap.
func decimal(number string) (digits string, exponent int) {
	mantissa, power, _ := strings.Cut(strings.ToLower(number), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	padded := strings.TrimLeft(whole+fraction, "-0")
	digits = strings.TrimRight(padded, "0")
	if digits == "" {
		return "", 0
	}
	exponent, _ = strconv.Atoi(power) // none is 0; one too big for an int is none of a float64
	return digits, exponent - len(fraction) + len(padded) - len(digits)
}

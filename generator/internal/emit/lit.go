package emit

// This file is the door from foreign values to Go literals. jennifer's own Lit
// prints int64(5), and numbers in forms nobody writes.

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// lit is the literal of a string, bool, int, int64 or finite float64. It is
// untyped, and evaluates to exactly v. Another v is an error in the emitter, and
// panics.
func lit(v any) *jen.Statement {
	switch v := v.(type) {
	case string, bool, int:
		return jen.Lit(v)
	case int64:
		return jen.Op(strconv.FormatInt(v, 10))
	case float64:
		return jen.Op(floatLit(v))
	default:
		panic(fmt.Sprintf("emit: no literal for %v of type %T", v, v))
	}
}

// floatLit writes a number with an exponent where encoding/json does, and else
// with a point, without which the literal would be an integer.
func floatLit(v float64) string {
	abs := math.Abs(v)
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		panic(fmt.Sprintf("emit: no literal for %v", v))
	case abs == 0:
		return "0.0" // Go has no literal for -0
	case abs < 1e-6 || abs >= 1e21:
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	digits := strconv.FormatFloat(v, 'f', -1, 64)
	if !strings.Contains(digits, ".") {
		digits += ".0"
	}
	return digits
}

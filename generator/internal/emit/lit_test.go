package emit

import (
	"encoding/json"
	"math"
	"testing"
)

func TestLit(t *testing.T) {
	tests := []struct {
		value any
		want  string
	}{
		{"", `""`},
		{"a\n//go:generate rm x\n`b` \"c\"\\", `"a\n//go:generate rm x\n` + "`b`" + ` \"c\"\\"`},
		{"ä\u202e\ufeff\xff\x00", `"ä\u202e\ufeff\xff\x00"`},
		{true, "true"},
		{false, "false"},
		{0, "0"},
		{-7, "-7"},
		{int64(5), "5"},
		{int64(math.MinInt64), "-9223372036854775808"},
		{5.0, "5.0"},
		{-0.25, "-0.25"},
		{1234567.0, "1234567.0"},
		{1e20, "100000000000000000000.0"},
		{1e21, "1e+21"},
		{1e-7, "1e-07"},
		{math.Copysign(0, -1), "0.0"},
		{math.MaxFloat64, "1.7976931348623157e+308"},
		{math.SmallestNonzeroFloat64, "5e-324"},
	}
	for _, test := range tests {
		t.Run(test.want, func(t *testing.T) {
			if got := lit(test.value).GoString(); got != test.want {
				t.Errorf("lit(%#v) = %s, want %s", test.value, got, test.want)
			}
		})
	}
}

func TestLitRefuses(t *testing.T) {
	for _, value := range []any{nil, math.NaN(), math.Inf(1), math.Inf(-1), float32(1), uint(1), json.Number("1"), []string{"a"}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("lit(%#v) does not panic", value)
				}
			}()
			lit(value)
		}()
	}
}

package collection_test

// How values print, as JavaScript does, and when two are the same.

import "testing"

func TestValuePrinted(t *testing.T) {
	for _, test := range []struct{ src, str, text, json string }{
		{`null`, "", "null", "null"},
		{`true`, "true", "true", "true"},
		{`"a\u0000\n\u001f\"\\é\u2028</"`, "a\x00\n\x1f\"\\é\u2028</", "a\x00\n\x1f\"\\é\u2028</", `"a\u0000\n\u001f\"\\é` + "\u2028" + `</"`},
		{`42`, "42", "42", "42"},
		{`1.0`, "1.0", "1", "1"},
		{`-0.0`, "-0.0", "0", "0"},
		{`1e3`, "1e3", "1000", "1000"},
		{`12345678901234567890`, "12345678901234567890", "12345678901234567000", "12345678901234567000"},
		{`1e21`, "1e21", "1e+21", "1e+21"},
		{`0.000001`, "0.000001", "0.000001", "0.000001"},
		{`0.0000001`, "0.0000001", "1e-7", "1e-7"},
		{`1.5e-10`, "1.5e-10", "1.5e-10", "1.5e-10"},
		{`-1e999`, "-1e999", "-Infinity", "null"},
		{`1e999`, "1e999", "Infinity", "null"},
		{`{"b": 1.50, "a": {}}`, "", "[object Object]", `{"b":1.5,"a":{}}`},
		{`["a", null, [1, true], {}]`, "", "a,,1,true,[object Object]", `["a",null,[1,true],{}]`},
	} {
		v := value(t, test.src)
		if v.String() != test.str || v.Text() != test.text || v.JSON() != test.json {
			t.Errorf("%s: String %q, Text %q, JSON %q\nwant %q, %q, %q", test.src, v.String(), v.Text(), v.JSON(), test.str, test.text, test.json)
		}
	}
}

func TestValueTruthy(t *testing.T) {
	for src, want := range map[string]bool{
		`null`: false, `false`: false, `true`: true, `0`: false, `-0.0`: false, `0.1`: true,
		`""`: false, `"false"`: true, `[]`: true, `{}`: true,
	} {
		if got := value(t, src).Truthy(); got != want {
			t.Errorf("%s: got %t, want %t", src, got, want)
		}
	}
}

func TestValueEqual(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{`1`, `1`, true},
		{`1`, `1.0`, false},
		{`1`, `"1"`, false},
		{`{"a": 1, "b": [2]}`, `{"b": [2], "a": 1}`, true},
		{`{"a": 1}`, `{"b": 1}`, false},
		{`{"a": null}`, `{"b": null}`, false},
		{`[1, 2]`, `[2, 1]`, false},
		{`[1]`, `[1, 1]`, false},
	} {
		if got := value(t, test.a).Equal(value(t, test.b)); got != test.want {
			t.Errorf("%s and %s: got %t, want %t", test.a, test.b, got, test.want)
		}
	}
}

func TestValueParts(t *testing.T) {
	v := value(t, `{"list": ["x", 5]}`)
	for i, e := range v.Member("list").Elements() {
		if want := []string{"a string", "a number"}[i]; e.Kind().String() != want {
			t.Errorf("element %d is %v, want %s", i, e.Kind(), want)
		}
	}
	if members := v.Members(); len(members) != 1 || members[0].Name != "list" {
		t.Errorf("got the members %v", members)
	}
	if missing := v.Member("none"); missing.Kind().String() != "nothing" || missing.Text() != "" || missing.JSON() != "" {
		t.Errorf("a missing member is %v", missing.Kind())
	}
}

package infer_test

// This file proves that an inferred type loses nothing: FuzzJSON builds the Go
// types that a client would have, with reflection, decodes the sample into them,
// encodes it again and compares.

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

func FuzzJSON(f *testing.F) {
	for _, sample := range []string{
		`null`, `""`, `"a\u00e9\ud83d\ude00\ud800"`, `true`, `0`, `-0`, `-0.0`, `1e3`, `1E+2`, `[1,2.50]`,
		`9223372036854775807`, `9223372036854775808`, `[9007199254740993,0.5]`, `1e21`, `1e-7`, `5e-324`, `1e400`, `0e9999999999999999999`,
		`[]`, `{}`, `[[]]`, `[{}]`, `[[],null]`, `[null,1]`, `[{"a":null},{"a":1}]`, `[{"a":[]},{"a":null},{}]`, `[1,"a",{"b":[]}]`,
		`{"a":{"b":[{"c":1},{"d":{"e":null}}]}}`, `[{"a":{"b":""}},{"a":{"b":null,"c":{"d":false}}},{"a":null}]`,
		`{"id":1,"ID":"x","Id":null}`, `{"K":1,"k":2,"\u212a":3}`, `{"s":1,"\u017f":2}`, `[{"ID":1},{"id":2}]`,
		`{"-":1,"a b":2,"größe":3,"<&>":4,"*;/:~":5," ":6,"omitzero":7}`, `{"":1}`, `{"a,b":1}`, "{\"`\":1}", `{"\"":1,"\\":2,"'":3}`,
		`{"a":1,"b":2,"a":"x"}`, `{"a":{"x":1},"a":{"y":2}}`, `[1,]`, `{"a":1`, `1 2`, `{} ]`, marker,
		`{"a":"<long>"}`, `{"1":{"a":1},"2":{"b":"x"}}`, `{"a":[{"a":[{"a":[]}]}]}`, `{"n":{"n":null,"m":1},"m":2}`,
		`"2026-03-14T09:30:00.100Z"`, `["2026-03-14T09:30:00-00:00",null]`, `[{"t":"2026-03-14T09:30:00+02:00"},{}]`, `"2026-03-14"`,
		nested(199, "1"), nested(250, `{"a":1}`), nested(10000, ""),
	} {
		f.Add(sample)
	}
	f.Fuzz(func(t *testing.T, sample string) {
		got, err := infer.JSON([]string{sample})
		if valid := json.Valid([]byte(sample)); valid != (err == nil) {
			t.Fatalf("JSON(%q) = %v, although json.Valid = %t", sample, err, valid)
		}
		value, decodeErr := decodeAny(sample)
		if err != nil || decodeErr != nil {
			return
		}
		canonical := encode(t, value)
		if diff := cmp.Diff(mustJSON(t, canonical), got, ignoreOrder); diff != "" {
			t.Errorf("JSON(%q) is not the type of the same sample without repeated keys, which is %s (-want +got):\n%s", sample, canonical, diff)
		}
		if strings.Contains(canonical, strings.Trim(marker, `"`)) || placeholder.MatchString(canonical) {
			return // what it stands for is unknown, so it may not be decoded
		}
		for _, s := range []side{request, response} {
			if err := s.compare("$", value, s.roundTrip(t, got, canonical)); err != nil {
				t.Errorf("%s of type %s, %s: %v", canonical, describe(got), s, err)
			}
		}
	})
}

// placeholder matches what may be a placeholder of Postman's converter; Marshal
// escapes the angle brackets.
var placeholder = regexp.MustCompile(`"\\u003c.*?\\u003e"`)

// side is where a type is used, which tells how its optional fields look.
type side string

const (
	request  side = "request"  // a pointer with omitzero
	response side = "response" // a plain value
)

// roundTrip decodes a sample into the Go type and encodes it again.
func (s side) roundTrip(t *testing.T, typ *api.Type, sample string) any {
	t.Helper()
	target := reflect.New(s.goType(typ))
	if err := json.Unmarshal([]byte(sample), target.Interface()); err != nil {
		t.Fatalf("%s of type %s, %s: %v", sample, describe(typ), s, err)
	}
	value, err := decodeAny(encode(t, target.Interface()))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// goType gives the Go type of a value; what may be null is a pointer.
func (s side) goType(t *api.Type) reflect.Type {
	var typ reflect.Type
	switch t.Kind {
	case api.String:
		typ = reflect.TypeFor[string]()
	case api.Int:
		typ = reflect.TypeFor[int64]()
	case api.Float:
		typ = reflect.TypeFor[float64]()
	case api.Number:
		typ = reflect.TypeFor[json.Number]()
	case api.Bool:
		typ = reflect.TypeFor[bool]()
	case api.Array:
		typ = reflect.SliceOf(s.goType(t.Elem))
	case api.Time:
		typ = reflect.TypeFor[time.Time]()
	case api.Date:
		typ = reflect.TypeFor[string]()
	case api.Map:
		typ = reflect.MapOf(reflect.TypeFor[string](), s.goType(t.Elem))
	case api.Object:
		typ = s.structType(t.Struct)
	default:
		typ = reflect.TypeFor[json.RawMessage]()
	}
	if t.Nullable {
		typ = reflect.PointerTo(typ)
	}
	return typ
}

func (s side) structType(st *api.Struct) reflect.Type {
	var fields []reflect.StructField
	for i, f := range st.Fields {
		if reaches(f.Type, st) {
			// reflection cannot make a type that holds itself
			fields = append(fields, reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: reflect.TypeFor[json.RawMessage](), Tag: reflect.StructTag("json:" + strconv.Quote(f.Key+",omitempty"))})
			continue
		}
		typ, tag := s.goType(f.Type), f.Key
		if f.Key == "-" {
			tag = "-,"
		}
		if s == request {
			tag = f.Key + ",omitzero"
			if typ.Kind() != reflect.Slice && typ.Kind() != reflect.Map && typ.Kind() != reflect.Pointer {
				typ = reflect.PointerTo(typ)
			}
		}
		fields = append(fields, reflect.StructField{
			Name: fmt.Sprintf("F%d", i),
			Type: typ,
			Tag:  reflect.StructTag("json:" + strconv.Quote(tag)),
		})
	}
	return reflect.StructOf(fields)
}

// reaches says whether a type leads to a struct that it lies in.
func reaches(t *api.Type, st *api.Struct) bool {
	for ; t.Elem != nil; t = t.Elem {
	}
	return t.Struct == st
}

// compare says where a value that was decoded and encoded lost something.
func (s side) compare(path string, want, got any) error {
	switch want := want.(type) {
	case map[string]any:
		if got, ok := got.(map[string]any); ok {
			return s.compareObjects(path, want, got)
		}
	case []any:
		if got, ok := got.([]any); ok && len(got) == len(want) {
			for i := range want {
				if err := s.compare(fmt.Sprintf("%s[%d]", path, i), want[i], got[i]); err != nil {
					return err
				}
			}
			return nil
		}
	case json.Number:
		if got, ok := got.(json.Number); ok && equalNumbers(string(want), string(got)) {
			return nil
		}
	case string:
		if got, ok := got.(string); ok && (want == got || sameInstant(want, got)) {
			return nil
		}
	default:
		if want == got {
			return nil
		}
	}
	return fmt.Errorf("%s: %v became %v", path, want, got)
}

func (s side) compareObjects(path string, want, got map[string]any) error {
	for _, key := range slices.Sorted(maps.Keys(want)) {
		value, ok := got[key]
		if !ok && s == request && want[key] == nil {
			continue // a pointer cannot tell null from nothing
		}
		if err := s.compare(path+"."+key, want[key], value); err != nil {
			return err
		}
	}
	for key, value := range got {
		if _, ok := want[key]; !ok && (s == request || !isZero(value)) {
			return fmt.Errorf("%s: extra key %q with %v", path, key, value)
		}
	}
	return nil
}

func isZero(value any) bool {
	if members, ok := value.(map[string]any); ok {
		for _, member := range members {
			if !isZero(member) {
				return false
			}
		}
		return true
	}
	return value == nil || value == "" || value == "0001-01-01T00:00:00Z" || value == false || value == json.Number("0")
}

// sameInstant says whether two texts are one instant with one offset, however
// many zeros they end in.
func sameInstant(a, b string) bool {
	x, errX := time.Parse(time.RFC3339, a)
	y, errY := time.Parse(time.RFC3339, b)
	return errX == nil && errY == nil && x.Equal(y) && x.Format("Z07:00") == y.Format("Z07:00")
}

func equalNumbers(a, b string) bool {
	if a == b {
		return true // whatever the exponent, which big.Rat would write out
	}
	x, y := rat(a), rat(b)
	return x != nil && y != nil && x.Cmp(y) == 0
}

// rat gives the exact value of a number. It knows zero by its digits, as
// big.Rat does not read the exponent of 0e9999999999999999999.
func rat(number string) *big.Rat {
	mantissa, _, _ := strings.Cut(strings.ToLower(number), "e")
	if strings.Trim(mantissa, "-.0") == "" {
		return new(big.Rat)
	}
	value, _ := new(big.Rat).SetString(number)
	return value
}

func decodeAny(text string) (value any, err error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&value)
	return value, err
}

func encode(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

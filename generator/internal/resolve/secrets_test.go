package resolve

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

func TestSecretNames(t *testing.T) {
	for _, name := range []string{
		"token", "accessToken", "X-Auth-Token", "api_key", "apiKey", "X-API-Key", "key", "Password", "pwd", "client_secret",
		"Authorization", "Cookie", "sessionId", "private_key", "jwt", "pin", "otp", "signature", "Ocp-Apim-Subscription-Key",
	} {
		if !isSecretName(name) {
			t.Errorf("%s is taken for no secret", name)
		}
	}
	for _, name := range []string{"name", "monkey", "keyword", "author", "shipping", "user_id", "page", "side", "spin", "authServer"} {
		if isSecretName(name) {
			t.Errorf("%s is taken for a secret", name)
		}
	}
}

func TestValue(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       api.Text
	}{
		{"page", "12", api.Text{Text: "12"}},
		{"token", "Ab-12", api.Text{Text: "Xx-11", Secret: "/p"}},
		{"token", "{{token}}", api.Text{Text: "{{token}}"}},
		{"token", "{{a}}-B7", api.Text{Text: "{{a}}-X1", Secret: "/p"}},
		{"token", "<token>", api.Text{Text: "<token>"}},
		{"token", "", api.Text{}},
		{"Authorization", "Bearer Ab12", api.Text{Text: "Bearer Xx11", Secret: "/p"}},
		{"note", "call with Bearer abcdefgh12", api.Text{Text: "call with Bearer xxxxxxxx11", Secret: "/p"}},
		{"url", "https://ann:hunter2@x.test/a", api.Text{Text: "https://xxx:xxxxxx1@x.test/a", Secret: "/p"}},
		{"id", "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.q5svP8", api.Text{Text: "xxXxxXxxXxXXXxX1XxX1.xxXxXxxxxX.x1xxX1", Secret: "/p"}},
	} {
		if got := value(c.name, c.text, "/p"); got != c.want {
			t.Errorf("%s=%s: got %+v, want %+v", c.name, c.text, got, c.want)
		}
	}
}

func TestContent(t *testing.T) {
	for text, want := range map[string]string{
		`{"name": "Ann", "password": "hun\"ter2", "n": 5}`:           `{"name": "Ann", "password": "xxx\"xxx1", "n": 5}`,
		`{"token_issued_at": "2026-03-14T09:30:00Z"}`:                `{"token_issued_at": "2026-03-14T09:30:00Z"}`,
		`{"pin": 1234, "id": 77}`:                                    `{"pin": 1111, "id": 77}`,
		`{"a_key": 12345678901234567.5}`:                             `{"a_key": 11111111111111100.0}`,
		`{"key_0": 12, "pin_timestamp": "2026-03-14T09:30:00Z"}`:     `{"key_0": 12, "pin_timestamp": "2026-03-14T09:30:00Z"}`,
		`<a><Password type="x">Ab1</Password><b>c</b></a>`:           `<a><Password type="x">Xx1</Password><b>c</b></a>`,
		`<a token="Ab&amp;1" id="x" pin = 'it"s'>b</a>`:              `<a token="Xx&amp;1" id="x" pin = 'xx"x'>b</a>`,
		`<key a="1"><![CDATA[Ab&1]]></key><pin> 12</pin>`:            `<key a="1"><![CDATA[Xx&1]]></key><pin> 11</pin>`,
		`<token>(string)</token><key><a>b</a></key>`:                 `<token>(string)</token><key><a>b</a></key>`,
		`user=ann&password=Ab1&x=1`:                                  `user=ann&password=Xx1&x=1`,
		`{"token": "{{token}}"}`:                                     `{"token": "{{token}}"}`,
		`{"token": {"kind": "a"}}`:                                   `{"token": {"kind": "a"}}`,
		"-----BEGIN PRIVATE KEY-----\nAb\n-----END PRIVATE KEY-----": "-----BEGIN PRIVATE KEY-----\nXx\n-----END PRIVATE KEY-----",
	} {
		if got := content(text, "/p").Text; got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// FuzzStandIn proves that a stand-in has the length of the text, and none of
// its letters and digits but those of variables and placeholders.
func FuzzStandIn(f *testing.F) {
	f.Add("Bearer Ab12 {{x}}")
	f.Add("\xff\u202eé")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		if instant.MatchString(text) {
			return
		}
		masked := standIn(text)
		if utf8.RuneCountInString(masked) != utf8.RuneCountInString(text) {
			t.Errorf("%q gives %q", text, masked)
		}
		shown := kept.ReplaceAllString(text, "")
		for _, c := range masked {
			if (unicode.IsLetter(c) || unicode.IsDigit(c)) && !strings.ContainsRune("xX1", c) && strings.ContainsRune(shown, c) &&
				!strings.ContainsRune(strings.Join(kept.FindAllString(text, -1), ""), c) {
				t.Errorf("%q gives %q, which shows %q", text, masked, c)
			}
		}
	})
}

package naming

import (
	"go/token"
	"testing"
	"unicode"
)

func TestExported(t *testing.T) {
	for text, want := range map[string]string{
		"user_id":              "UserID",
		"userId":               "UserID",
		"UserIDs":              "UserIDs",
		"HTTPServer url":       "HTTPServerURL",
		"X-Request-Id":         "XRequestID",
		"content-type":         "ContentType",
		"type":                 "Type",
		"2fa":                  "X2fa",
		"+1":                   "Plus1",
		"-1":                   "Minus1",
		"$ref":                 "Ref",
		"a.b[0][c]":            "AB0C",
		"größe":                "Grosse",
		"имя":                  "Imia",
		"名前":                   "MingQian",
		"":                     "Otherwise",
		"…":                    "Otherwise",
		"🙂 smile":              "Smile",
		"line\nbreak":          "LineBreak",
		"*/ func init() {} //": "FuncInit",
	} {
		if got := exported(text, "Otherwise"); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestMethodWords(t *testing.T) {
	for name, want := range map[string]string{
		"Upload a user's profile picture": "UploadUserProfilePicture",
		"List the users’ orders":          "ListUsersOrders",
		"02-1 - List users":               "ListUsers",
		"3":                               "X3",
		"Get an API key":                  "GetAPIKey",
		"GET /users/:id":                  "GetUsersID",
		"a":                               "A",
		"Get a":                           "GetA",
	} {
		if got := camel(methodWords(name)); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestSpelled(t *testing.T) {
	for key, want := range map[string]string{"user_id": "User_id", "userId": "UserId", "a-b": "A_b", "9": "X9", "": "X", "é": "E"} {
		if got := spelled(key); got != want {
			t.Errorf("%q: got %s, want %s", key, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for name, want := range map[string]string{
		"Aliases": "Alias", "MailAliases": "MailAlias", "Caches": "Cache", "Batches": "Batch", "People": "Person",
		"Users": "User", "Categories": "Category", "Addresses": "Address", "Boxes": "Box", "Status": "StatusItem",
		"Series": "SeriesItem", "Data": "DataItem", "Class": "ClassItem",
	} {
		if got := singular(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// FuzzIdentifiers proves the door: whatever comes in, what goes out is an
// exported identifier of ASCII.
func FuzzIdentifiers(f *testing.F) {
	for _, seed := range []string{"user_id", "*/ x", "名前", "\u202e", "a\x00b", "func", "", "９", "𝔘nicode", "ǅ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{exported(text, "Otherwise"), spelled(text), folderName(text), camel(methodWords(text))} {
			if name == "" {
				continue // methodName has another one
			}
			if !token.IsIdentifier(name) || !token.IsExported(name) {
				t.Errorf("%q gives %q", text, name)
			}
			for _, c := range name {
				if c > unicode.MaxASCII {
					t.Errorf("%q gives %q", text, name)
				}
			}
		}
	})
}

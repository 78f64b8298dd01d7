package prose_test

import (
	"testing"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

func TestSentence(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		limit int
		want  string
	}{
		{"nothing", "", 80, ""},
		{"one sentence", "Lists the pets.", 80, "Lists the pets."},
		{"first of two", "Lists the pets. Needs a token.", 80, "Lists the pets."},
		{"first paragraph", "Lists the pets\n\nNeeds a token.", 80, "Lists the pets"},
		{"several lines", "Lists\nthe pets! Needs.", 80, "Lists the pets!"},
		{"quoted end", `Says "no." Then stops.`, 80, `Says "no."`},
		{"abbreviations", "Reads, e.g. GitHub (cf. J. Doe), vs. others. Then stops.", 80, "Reads, e.g. GitHub (cf. J. Doe), vs. others."},
		{"lower case after a stop", "Uses v1. or later. Then stops.", 80, "Uses v1. or later."},
		{"stops inside words", "Uses x.test/a?b=c v1.2 well", 80, "Uses x.test/a?b=c v1.2 well"},
		{"number first", "1. Log in. Then read.", 80, "1. Log in."},
		{"no spaces", "列出宠物。需要令牌。", 80, "列出宠物。"},
		{"list", "  - One pet. More.\n  - Two", 80, "One pet."},
		{"code first", "\tcode\n\nThen.", 80, "Then."},
		{"code only", "\tcode", 80, ""},
		{"exactly the limit", "Lists pets", 10, "Lists pets"},
		{"cut at a word", "Lists the pets, and more", 16, "Lists the pets…"},
		{"cut where a word ends", "Lists the pets", 10, "Lists the…"},
		{"cut in a long word", "äöüäöü", 4, "äöü…"},
		{"no room", "Lists", 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := prose.Sentence(test.text, test.limit); got != test.want {
				t.Errorf("Sentence(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
			}
		})
	}
}

func TestBeginning(t *testing.T) {
	const text = "First.\n\nSecond.\n\nUsage:\n\n  - one\n  - two\n\n\tcode"
	tests := []struct {
		limit int
		want  string
		all   bool
	}{
		{100, text, true},
		{29, "First.\n\nSecond.\n\nUsage:\n\n  - one\n  - two", false},
		{23, "First.\n\nSecond.\n\nUsage:\n\n  - one", false},
		{19, "First.\n\nSecond.", false},
		{6, "First.", false},
		{5, "Firs…", false},
	}
	for _, test := range tests {
		if got, all := prose.Beginning(text, test.limit); got != test.want || all != test.all {
			t.Errorf("%d: got %q, %v, expected %q, %v", test.limit, got, all, test.want, test.all)
		}
	}
}

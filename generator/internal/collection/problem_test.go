package collection_test

// Problems: where they are, and how many are told.

import (
	"strings"
	"testing"
)

func TestDecodeManyProblems(t *testing.T) {
	_, problems := decode(t, file(strings.Repeat("5,", 1500)+"5"))
	if last := problems[len(problems)-1].Text; len(problems) != 1001 || last != "found 501 more oddities, which are not listed" {
		t.Errorf("got %d problems, the last %q", len(problems), last)
	}
}

func TestDecodePositions(t *testing.T) {
	long := strings.Repeat("é😀", 1000) // several blocks of the line index, cut within characters
	_, problems := decode(t, "{"+info+",\r\n\t\"item\": [\"é\", {\"name\": \""+long+"\", \"request\": 5}, 6\n]}")
	var got []string
	for _, p := range problems {
		got = append(got, p.Position.String())
	}
	compare(t, "positions", got, []string{"2:11", "2:16", "2:2040", "2:2044"})
}

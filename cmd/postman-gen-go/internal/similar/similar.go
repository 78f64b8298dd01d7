// Package similar finds what somebody meant who has mistyped a word: a command, a key,
// the name of a folder. Entry point: Word.
package similar

import (
	"cmp"
	"strings"
)

// Word returns the known word that is most like word, the first of several: at most a
// third of the letters have to change. Or it is the first that begins with word, if
// that has three letters. Else it is "". Upper and lower case are the same.
func Word(word string, known []string) string {
	const telling = 3
	word = strings.ToLower(word)
	best, beginning, least := "", "", len([]rune(word))/3+1
	for _, candidate := range known {
		lower := strings.ToLower(candidate)
		if d := distance(word, lower); d < least {
			best, least = candidate, d
		}
		if beginning == "" && len(word) >= telling && strings.HasPrefix(lower, word) {
			beginning = candidate
		}
	}
	return cmp.Or(best, beginning)
}

// distance is how many letters have to be inserted, removed or replaced to make b of
// a, or to swap with their neighbours (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var before, row []int
	next := make([]int, len(y)+1)
	for j := range next {
		next[j] = j
	}
	for i := range x {
		before, row, next = row, next, make([]int, len(y)+1)
		next[0] = i + 1
		for j := range y {
			changed := row[j]
			if x[i] != y[j] {
				changed++
			}
			next[j+1] = min(changed, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
	}
	return next[len(y)]
}

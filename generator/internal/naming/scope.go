package naming

// This file settles collisions: things that want names register claims in a
// scope, and only when all are known the names are given out.

import (
	"slices"
	"strconv"
	"strings"
)

// scope is a set of names in which no two may be the same.
type scope struct {
	taken  map[string]bool // by key
	known  map[string]bool // by key: only what has a name already may go on having it
	claims []*claim
	key    func(name string) string // names with the same key are the same
}

// claim is something that wants a name.
type claim struct {
	name     string          // the best one
	others   func() []string // the next ones, for when names meet; may be nil
	identity string          // what tells it from all others in the scope
	kept     string          // the name that callers know; it comes before name, and stays where names meet
	set      func(name string)

	rest      []string
	moved     bool
	incumbent bool
}

func newScope(taken ...string) *scope {
	return newFoldedScope(func(name string) string { return name }, taken...)
}

// newFoldedScope is a scope of names that are compared by a key.
func newFoldedScope(key func(string) string, taken ...string) *scope {
	s := &scope{taken: make(map[string]bool, len(taken)), known: map[string]bool{}, key: key}
	for _, name := range taken {
		s.taken[key(name)] = true
	}
	return s
}

// want registers a claim.
func (s *scope) want(c claim) {
	c.incumbent = c.kept != ""
	if c.incumbent {
		c.name = c.kept
	}
	s.claims = append(s.claims, &c)
}

// settle gives each claim its name. Claims that meet all move on to their next
// one, so no name depends on the order of claims.
func (s *scope) settle() {
	for {
		meeting := s.meeting()
		if len(meeting) == 0 {
			break
		}
		for i, c := range meeting {
			c.next(i)
		}
	}
	for _, c := range s.claims {
		s.taken[s.key(c.name)] = true
		c.set(c.name)
	}
	s.claims = nil
}

// meeting lists the claims whose names are taken or wanted by another. One that has
// a name that callers know does not give way.
func (s *scope) meeting() []*claim {
	byKey := make(map[string][]*claim, len(s.claims))
	for _, c := range s.claims {
		k := s.key(c.name)
		byKey[k] = append(byKey[k], c)
	}
	var list []*claim
	for k, claims := range byKey {
		if len(claims) == 1 && !s.taken[k] && (claims[0].incumbent || !s.known[k]) {
			continue
		}
		incumbents := slices.DeleteFunc(slices.Clone(claims), func(c *claim) bool { return !c.incumbent })
		if len(incumbents) == 1 && !s.taken[k] {
			claims = slices.DeleteFunc(claims, func(c *claim) bool { return c.incumbent })
		}
		list = append(list, claims...)
	}
	slices.SortFunc(list, func(a, b *claim) int { return strings.Compare(a.identity, b.identity) })
	return list
}

// next moves a claim to its next name. The last one carries a fingerprint of
// the identity; should even these meet, rank, the claim's place among those
// that meet, tells them apart.
func (c *claim) next(rank int) {
	if !c.moved {
		c.moved, c.incumbent = true, false
		if c.others != nil {
			c.rest = c.others()
		}
		c.rest = append(c.rest, c.name+fingerprint(c.identity))
	}
	if len(c.rest) == 0 {
		c.name += "X" + strconv.Itoa(rank)
		return
	}
	c.name, c.rest = c.rest[0], c.rest[1:]
}

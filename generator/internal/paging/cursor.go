package paging

// This file finds cursors: a member of the response whose value the next request
// sends. That its name says so is the proof; the samples must not disprove it.

import (
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// cursor finds the one pair of member and parameter whose names fit best.
func (f *finder) cursor() *api.Paging {
	var from place
	var to *target
	best, several := 0, false
	for _, m := range f.members {
		for _, t := range f.targets {
			fit := fit(m, t)
			if fit == 0 || fit < best || !f.carries(m, t) {
				continue
			}
			several = fit == best
			best, from, to = fit, m, t
		}
	}
	if best == 0 || several {
		return nil
	}
	p := &api.Paging{
		Kind:     api.Cursor,
		Evidence: f.evidence(api.PathTo(from.way), from.way, "is "+to.says()),
		Next:     from.way,
		Turns:    []api.Turn{to.turn},
	}
	f.more(p)
	if from.word == "lastid" && p.More == nil {
		return nil // the last page has a last item, too
	}
	return p
}

// fit says how well the name of a member says that it leads to the next page by a
// parameter, 0 if it does not.
func fit(m place, t *target) int {
	next := strings.TrimPrefix(m.word, "next")
	switch {
	case hasAny(t.word, leadWords, strings.HasSuffix) && (m.word == "next"+t.word || m.word == t.word+"next"):
		return 5 // next_page_token and page_token (Google), next_page and page (GitLab)
	case m.word == t.word && isCursor(t.word):
		return 4 // nextToken (AWS), cursor (Square), after (paging.cursors.after of Meta)
	case (m.word == "endcursor" || m.word == "lastid") && isCursor(t.word):
		return 3 // pageInfo.endCursor and after (Relay), last_id and after (OpenAI)
	case next != m.word && next != "" && isCursor(m.word) && strings.HasSuffix(t.word, next) && isCursor(t.word):
		return 2 // next_cursor and start_cursor (Notion), next_token and pagination_token (X)
	case m.word == "next" && m.above != "links" && (isCursor(t.word) || pageWords[t.word] || offsetWords[t.word] || t.word == "from"):
		return 1 // next and cursor, or from (Meilisearch)
	}
	return 0
}

// carries tells whether the samples agree that a member leads on by a target: the
// types fit, the value is no link, and not what the request has sent, but new. A
// name that says nothing else than "next" needs a value.
func (f *finder) carries(m place, t *target) bool {
	if !fits(m.typ(), t.typ) {
		return false
	}
	shown := false
	for _, s := range f.samples {
		value := text(s.Body, m.way)
		if value == "" {
			continue
		}
		if isLink(value) || t.sent(s) == value && !strings.Contains(m.word, "next") {
			return false
		}
		shown = shown || !infer.IsPlaceholder(value)
	}
	return shown || m.word != "next" || m.typ().Kind == api.Int
}

// fits tells whether a parameter takes the values of a member. One that was never
// seen but null may be anything.
func fits(from, to *api.Type) bool {
	switch from.Kind {
	case api.Unknown:
		return from.Null && len(from.OneOf) == 0
	case api.Int:
		return true
	case api.String:
		return to == nil || to.Kind != api.Int
	}
	return false
}

// isLink tells a URL, or the path of one.
func isLink(value string) bool {
	return strings.Contains(value, "://") || strings.HasPrefix(value, "/") || strings.HasPrefix(value, "?")
}

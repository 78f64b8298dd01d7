package prose

// HTML's vocabulary: what each element means for the text. An element that is not here is no HTML but a placeholder
// that an author forgot to quote ("Authorization: Bearer <token>"), and stays as it is written.

import "strings"

type element int

const (
	placeholder element = iota
	inline              // leaves no trace: its content is part of the text around it
	section             // begins and ends a paragraph
	heading
	list
	listItem
	preformatted
	table
	row
	cell
	link
	image
	hidden // its content is not for readers
)

// elements holds the element of each tag name, in lower case.
var elements = vocabulary(map[element]string{
	inline: "abbr b bdi bdo big cite code col colgroup data del dfn em font i ins kbd label mark q s samp small span " +
		"strike strong sub sup tbody tfoot thead time tt u var wbr",
	section: "address article aside blockquote body br caption center dd details div dl dt figcaption figure footer " +
		"head header hr html main nav p section summary",
	heading:      "h1 h2 h3 h4 h5 h6",
	list:         "ol ul",
	listItem:     "li",
	preformatted: "pre",
	table:        "table",
	row:          "tr",
	cell:         "td th",
	link:         "a",
	image:        "img",
	hidden:       "script style",
})

func vocabulary(names map[element]string) map[string]element {
	all := make(map[string]element)
	for kind, list := range names {
		for name := range strings.FieldsSeq(list) {
			all[name] = kind
		}
	}
	return all
}

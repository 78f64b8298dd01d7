package prose

// Reading HTML: read walks the tokens of a page once and collects blocks. It works on tokens, not on a tree, so that
// neither depth nor bad nesting can harm it. godoc knows no nesting: what a list item or a table cell holds is
// flattened into one line, and an inner list continues the outer one.

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// read returns the blocks of an HTML page. None of them is empty.
func read(page io.Reader) []block {
	var r reader
	tokens := html.NewTokenizer(page)
	for {
		switch tokens.Next() {
		case html.ErrorToken: // the end of the page: there is no other error, as reading it cannot fail
			r.endTable()
			r.endBlock()
			return r.blocks
		case html.TextToken:
			r.write(string(tokens.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(tokens.Raw())
			tag := tokens.Token()
			if elements[tag.Data] == hidden {
				tokens.Next()
				continue
			}
			tokens.NextIsNotRawText() // a placeholder named <title> does not hide the tags after it
			r.start(tag, raw)
		case html.EndTagToken:
			raw := string(tokens.Raw())
			r.end(tokens.Token(), raw)
		}
	}
}

// A reader holds the block being read and what is open around it.
type reader struct {
	blocks []block
	text   []byte // of the block or table cell being read, not yet on one line

	lists   []openList
	inCode  bool
	inTable bool
	cells   []string // of the row being read
	rows    []string // of the table being read

	href string // of the link being read, "" outside of links
	from int    // where in text the link begins
}

type openList struct {
	ordered bool
	number  int // of the item being read, if ordered
}

func (r *reader) write(s string) { r.text = append(r.text, clean(s)...) }

func (r *reader) start(tag html.Token, raw string) {
	switch elements[tag.Data] {
	case placeholder:
		r.write(raw)
	case section, heading, row, cell:
		r.breakLine()
	case list:
		r.startList(tag)
	case listItem:
		r.startItem()
	case preformatted:
		r.breakLine()
		r.inCode = r.inCode || r.atTop()
	case table:
		r.breakLine()
		r.inTable = r.inTable || r.atTop()
	case link:
		r.href, r.from = attribute(tag, "href"), len(r.text)
	case image:
		r.write(attribute(tag, "alt"))
	}
}

func (r *reader) end(tag html.Token, raw string) {
	switch elements[tag.Data] {
	case placeholder:
		r.write(raw)
	case section:
		r.breakLine()
	case heading:
		r.endHeading()
	case list:
		r.endList()
	case listItem:
		r.endItem()
	case preformatted:
		r.endCode()
	case table:
		r.endTable()
	case row:
		r.endRow()
	case cell:
		r.endCell()
	case link:
		r.endLink()
	}
}

// atTop reports whether a block begun now stands for itself and is no part of another one.
func (r *reader) atTop() bool { return !r.inCode && !r.inTable && len(r.lists) == 0 }

// breakLine ends a paragraph. Inside of a list item or a table cell it is white space, inside of code a new line.
func (r *reader) breakLine() {
	if r.atTop() {
		r.endBlock()
		return
	}
	r.text = append(r.text, '\n')
}

// endBlock adds what was read as a block of the kind that is open.
func (r *reader) endBlock() {
	var b block
	switch {
	case r.inCode:
		b = block{kind: code, text: strings.Trim(string(r.text), "\n")}
	case len(r.lists) > 0:
		b = block{kind: item, number: r.lists[len(r.lists)-1].number, text: oneLine(string(r.text))}
	default:
		b = block{kind: paragraph, text: oneLine(string(r.text))}
	}
	if strings.TrimSpace(b.text) != "" {
		r.blocks = append(r.blocks, b)
	}
	r.text, r.from = r.text[:0], 0
}

// endHeading ends a heading with a colon: godoc's own headings are too loud for the middle of a comment.
func (r *reader) endHeading() {
	r.text = bytes.TrimRight(r.text, " \t\n")
	if n := len(r.text); n > 0 && strings.IndexByte(".:;!?", r.text[n-1]) < 0 {
		r.text = append(r.text, ':')
	}
	r.breakLine()
}

func (r *reader) endCode() {
	if r.inCode {
		r.endBlock()
	}
	r.inCode = false
	r.breakLine()
}

func (r *reader) startList(tag html.Token) {
	if r.inCode || r.inTable {
		r.breakLine()
		return
	}
	r.endBlock()
	opened := openList{ordered: tag.Data == "ol"}
	if first, err := strconv.Atoi(attribute(tag, "start")); err == nil && opened.ordered {
		opened.number = max(first, 1) - 1
	}
	r.lists = append(r.lists, opened)
}

func (r *reader) endList() {
	if r.inCode || r.inTable || len(r.lists) == 0 {
		r.breakLine()
		return
	}
	r.endBlock()
	r.lists = r.lists[:len(r.lists)-1]
}

func (r *reader) startItem() {
	r.endItem()
	if n := len(r.lists); n > 0 && r.lists[n-1].ordered {
		r.lists[n-1].number++
	}
}

func (r *reader) endItem() {
	if r.inCode || r.inTable {
		r.breakLine()
		return
	}
	r.endBlock()
}

func (r *reader) endCell() {
	if r.inTable {
		r.cells = append(r.cells, oneLine(string(r.text)))
		r.text, r.from = r.text[:0], 0
	}
}

func (r *reader) endRow() {
	if text := strings.Join(r.cells, " | "); strings.Trim(text, " |") != "" {
		r.rows = append(r.rows, text)
	}
	r.cells = nil
}

// endTable adds the rows as a block of code, the only one whose lines godoc keeps.
func (r *reader) endTable() {
	if !r.inTable {
		r.breakLine()
		return
	}
	if oneLine(string(r.text)) != "" { // text outside of all cells
		r.endCell()
	}
	r.endRow()
	if len(r.rows) > 0 {
		r.blocks = append(r.blocks, block{kind: code, text: strings.Join(r.rows, "\n")})
	}
	r.inTable, r.rows, r.text, r.from = false, nil, r.text[:0], 0
}

// braces undoes the escapes that goldmark gives to Postman's variables, {{name}}, in a URL.
var braces = strings.NewReplacer("%7B", "{", "%7D", "}")

// endLink adds the URL to the text of a link, if it leads somewhere from a comment.
func (r *reader) endLink() {
	url := braces.Replace(r.href)
	r.href = ""
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case r.inCode:
		return
	case scheme != "http" && scheme != "https" && scheme != "mailto":
		return
	}
	switch text := oneLine(string(r.text[min(r.from, len(r.text)):])); text {
	case url, rest, strings.TrimPrefix(rest, "//"):
	case "":
		r.write(url)
	default:
		r.text = bytes.TrimRight(r.text, " \t\n")
		r.write(" (" + url + ")")
	}
}

func attribute(tag html.Token, name string) string {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

package emit

// This file is the door from foreign text to Markdown, for README.md. What goes
// through it is text on one line: it makes no link, element, heading or cell.

import (
	"regexp"
	"strings"
)

// marks have a meaning in GitHub's Markdown wherever they stand: what begins a
// URL or an address there is a link without further ado. A bar ends a cell even
// in code and behind a backslash, so it is written as a character reference.
var marks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "$", `\$`, "#", `\#`,
	"[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "&", `\&`, "|", "&#124;",
	"://", `:\/\/`, "www.", `www\.`, "WWW.", `WWW\.`, "@", `\@`, "mailto:", `mailto\:`, "xmpp:", `xmpp\:`,
)

// leading matches what begins a list or underlines a heading at the beginning of
// a line.
var leading = regexp.MustCompile(`^([0-9]*)([-+=:.)])`)

// markdown is a text as Markdown that shows just this text.
func markdown(text string) string {
	return leading.ReplaceAllString(marks.Replace(plain(text)), `$1\$2`)
}

// markdownCode is a text as code. One that cannot be written so in a cell is
// written as text.
func markdownCode(text string) string {
	text = plain(text)
	if text == "" || strings.ContainsAny(text, "`|") {
		return markdown(text)
	}
	return "`" + text + "`"
}

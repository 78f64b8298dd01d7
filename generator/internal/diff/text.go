package diff

// The report for people. Entry points: WriteText for terminals, WriteMarkdown for pull
// requests. Both have the same order: what breaks first.

import (
	"fmt"
	"io"
	"strings"
)

// maxWith is how many further objects of a change are named; programs get all of them.
const maxWith = 3

// section is one of the lists of a report.
type section struct {
	title   string
	changes []Change
}

func (r *Report) sections() []section {
	return []section{{"Breaking", r.Breaking}, {"Added", r.Added}, {"On the wire", r.Wire}}
}

// WriteText prints the report. Its lines are free of control characters. The error is that of w.
func (r *Report) WriteText(w io.Writer) error {
	var text strings.Builder
	text.WriteString(r.summary() + "\n")
	for _, s := range r.sections() {
		if len(s.changes) > 0 {
			text.WriteString("\n" + s.title + "\n")
		}
		eachGroup(s.changes, func(first Change, group []Change) {
			indent := "  "
			if first.Operation != "" {
				fmt.Fprintf(&text, "  %s\n", phrase(first.Operation+" ("+code(first.Request)+")"))
				indent = "    "
			}
			for _, c := range group {
				fmt.Fprintf(&text, "%s%s\n", indent, c.line())
				if c.Hint != "" {
					fmt.Fprintf(&text, "%s  %s\n", indent, c.Hint)
				}
			}
		})
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// WriteMarkdown prints the report as the comment of a pull request. The error is that of w.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "**%s**\n", r.summary())
	for _, s := range r.sections() {
		if len(s.changes) > 0 {
			text.WriteString("\n### " + s.title + "\n\n")
		}
		eachGroup(s.changes, func(first Change, group []Change) {
			indent := ""
			if first.Operation != "" {
				fmt.Fprintf(&text, "- %s\n", phrase(code(first.Operation)+" ("+code(first.Request)+")").markdown())
				indent = "  "
			}
			for _, c := range group {
				text.WriteString(indent + "- " + c.line().markdown())
				if c.Hint != "" {
					text.WriteString(" — " + c.Hint.markdown())
				}
				text.WriteString("\n")
			}
		})
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// eachGroup visits the changes of one operation together; they stand in a row already.
func eachGroup(changes []Change, visit func(first Change, group []Change)) {
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].Operation == changes[0].Operation {
			n++
		}
		visit(changes[0], changes[:n])
		changes = changes[n:]
	}
}

// line says what happened to what.
func (c Change) line() phrase {
	text := c.Text
	if !c.whole { // else the line above has named it
		text = phrase(code(c.Object)+": ") + text
	}
	if len(c.With) > 0 {
		text += ", with " + phrase(listed(c.With))
	}
	return text
}

// listed are names, as many as one reads.
func listed(names []string) string {
	shown := make([]string, 0, maxWith)
	for _, name := range names[:min(len(names), maxWith)] {
		shown = append(shown, code(name))
	}
	text := strings.Join(shown, ", ")
	if more := len(names) - maxWith; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

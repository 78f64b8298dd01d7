package main

// Colours, where a person reads. Entry point: coloursOf.

import (
	"io"
	"os"
	"runtime"
)

// colours puts colours on text, if it is true.
type colours bool

// coloursOf tells whether what is written to w is to have colours: w is a terminal that
// knows them, and the user wants them (https://no-color.org).
func coloursOf(w io.Writer) colours {
	return colours(isTerminal(w) && wantsColours(runtime.GOOS, os.Getenv))
}

// wantsColours asks the environment. On Windows, only Windows Terminal is sure to know them.
func wantsColours(system string, getenv func(string) string) bool {
	if system == "windows" && getenv("WT_SESSION") == "" {
		return false
	}
	return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

func (c colours) red(text string) string    { return c.in("31", text) }
func (c colours) green(text string) string  { return c.in("32", text) }
func (c colours) yellow(text string) string { return c.in("33", text) }
func (c colours) faint(text string) string  { return c.in("2", text) }

// in is a text in a colour, as ECMA-48 codes it.
func (c colours) in(code, text string) string {
	if !c || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

package main

// What a run is at, on the terminal, once it takes long. Entry point: startProgress.

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress is a line on the terminal that names the phase a run is in.
type progress struct {
	phases chan string
	done   chan struct{}
}

// startProgress shows progress on w from the first second on, if w is a terminal
// and the user did not ask for quiet.
func startProgress(w io.Writer, quiet bool) *progress {
	if quiet || !isTerminal(w) {
		w = io.Discard
	}
	return showProgress(w)
}

func showProgress(w io.Writer) *progress {
	p := &progress{phases: make(chan string), done: make(chan struct{})}
	go p.show(w)
	return p
}

// phase says what the run is at from now on.
func (p *progress) phase(name string) { p.phases <- name }

// stop erases the line and waits until that is done.
func (p *progress) stop() {
	close(p.phases)
	<-p.done
}

// show writes the line anew each second. It is filled up with spaces, which every
// terminal knows, to cover the line before.
func (p *progress) show(w io.Writer) {
	defer close(p.done)
	ticks := time.NewTicker(time.Second)
	defer ticks.Stop()

	phase, seconds, widest := "", 0, 0
	for {
		select {
		case name, more := <-p.phases:
			if !more {
				if widest > 0 {
					fmt.Fprintf(w, "\r%s\r", strings.Repeat(" ", widest))
				}
				return
			}
			phase = printable(name)
		case <-ticks.C:
			seconds++
			line := fmt.Sprintf("%s (%d s)", phase, seconds)
			widest = max(widest, len([]rune(line)))
			fmt.Fprintf(w, "\r%-*s", widest, line)
		}
	}
}

// isTerminal tells a terminal from files and pipes.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

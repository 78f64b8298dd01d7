package main

// Progress, in the time of a synctest bubble.

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w bytes.Buffer
		status := showProgress(&w)
		status.phase("reading a\x1bjson")
		time.Sleep(900 * time.Millisecond)
		synctest.Wait()
		if w.Len() > 0 {
			t.Errorf("got %q within the first second", w.String())
		}
		status.phase("reading a\x1bjson") // the race detector is to see that w was read before
		time.Sleep(600 * time.Millisecond)
		status.phase("writing")
		time.Sleep(time.Second)
		status.stop()
		want := "\rreading a json (1 s)" + "\rwriting (2 s)       " + "\r" + strings.Repeat(" ", 20) + "\r"
		if got := w.String(); got != want {
			t.Errorf("got %q, expected %q", got, want)
		}
	})
}

// TestNoProgress shows that what is soon done leaves nothing behind.
func TestNoProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w bytes.Buffer
		status := showProgress(&w)
		status.phase("reading")
		status.stop()
		if w.Len() > 0 {
			t.Errorf("got %q, expected nothing", w.String())
		}
	})
}

func TestIsTerminal(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, w := range []io.Writer{file, new(bytes.Buffer)} {
		if isTerminal(w) {
			t.Errorf("%T taken for a terminal", w)
		}
	}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file holds File, what callers give where the API takes a file: a part of a form, or a whole body. Files are
// read while they are sent and never held in memory.

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A File is the content of a file to be sent, with its name. FileFromPath, FileFromReader and FileFromBytes make one;
// its fields may be changed before it is sent. The zero File is one that nobody has chosen, as a browser's form
// sends it: without name and content.
type File struct {
	// Name is the file name that is sent with a form. Without one, a part is a mere value to most servers.
	Name string
	// ContentType is the media type that is sent. If it is empty, it is the type that the API names for this file,
	// else a guess from the extension of Name, else "application/octet-stream".
	ContentType string

	open    func() (content io.Reader, size int64, err error) // size is -1 if unknown; a content that is an io.Closer is closed
	rewinds bool                                              // open can be called again
}

// FileFromPath returns the file at path, under the last element of path as its name. It is opened each time it is
// sent; if that fails, the method that sends it returns an error that wraps an [io/fs.PathError].
func FileFromPath(path string) *File {
	return &File{
		Name:    filepath.Base(path),
		open:    func() (io.Reader, int64, error) { return openPath(path) },
		rewinds: true,
	}
}

// FileFromBytes returns a file with the given content.
func FileFromBytes(name string, content []byte) *File {
	return &File{
		Name:    name,
		open:    func() (io.Reader, int64, error) { return bytes.NewReader(content), int64(len(content)), nil },
		rewinds: true,
	}
}

// FileFromReader returns a file with the content that is left in r. If r is an [io.Seeker] that can seek, the
// length is sent with the request, and the file can be sent again, after a redirect say, but not in two calls at the
// same time; otherwise it can be sent once. r is not closed. A nil r is a file without content.
func FileFromReader(name string, r io.Reader) *File {
	if r == nil {
		return &File{Name: name}
	}
	s := &source{reader: r}
	if seeker, ok := r.(io.Seeker); ok {
		start, err := seeker.Seek(0, io.SeekCurrent)
		if err == nil { // pipes have the method, too, but fail
			s.seeker, s.start = seeker, start
		}
	}
	return &File{Name: name, open: s.open, rewinds: s.seeker != nil}
}

func openPath(path string) (io.Reader, int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return file, -1, nil
	}
	return file, info.Size(), nil
}

// source is a caller's reader. A transport may still read the body of an earlier attempt while the next one begins,
// so each attempt gets a turn, and what comes from an earlier turn fails.
type source struct {
	reader io.Reader
	seeker io.Seeker // nil if reader cannot be read again
	start  int64

	mu    sync.Mutex
	turns int
}

// turn reads a source until the next turn begins.
type turn struct {
	source *source
	number int
}

func (s *source) open() (io.Reader, int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turns++
	current := turn{s, s.turns}
	if s.seeker != nil {
		size, err := s.rewind()
		return current, size, err
	}
	if s.turns > 1 {
		return nil, 0, errors.New("its reader was sent already and cannot seek: make a new File")
	}
	if counted, ok := s.reader.(interface{ Len() int }); ok {
		return current, int64(counted.Len()), nil
	}
	return current, -1, nil
}

// rewind goes back to the start and returns how much there is to read.
func (s *source) rewind() (int64, error) {
	end, err := s.seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	_, err = s.seeker.Seek(s.start, io.SeekStart)
	return end - s.start, err
}

func (t turn) Read(p []byte) (int, error) {
	t.source.mu.Lock()
	defer t.source.mu.Unlock()
	if t.number != t.source.turns {
		return 0, errors.New("the file is being sent again")
	}
	return t.source.reader.Read(p)
}

// contentType returns the media type to send, where the API names the given one.
func (f *File) contentType(named string) string {
	guess := mediaTypes[strings.ToLower(filepath.Ext(f.Name))]
	return cmp.Or(f.ContentType, named, guess, "application/octet-stream")
}

// isChosen is false for the file of a form that nobody has chosen.
func (f *File) isChosen() bool { return f.Name != "" || f.open != nil }

// partContentType is contentType for a part of a form: where no file is chosen, only what is named counts.
func (f *File) partContentType(named string) string {
	if !f.isChosen() {
		return cmp.Or(f.ContentType, named)
	}
	return f.contentType(named)
}

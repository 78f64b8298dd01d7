// SPDX-License-Identifier: MIT-0

package runtime

// This file holds the body of a call: text, in which the contents of files are inserted when it is sent. JSON,
// forms and raw text are text alone, a binary body is one file alone, and multipart.go makes both.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// body is what is to be sent; it is empty as long as it has no content type.
type body struct {
	present     bool   // there is a body
	contentType string // "" sends none
	replaces    bool   // the content type replaces one that is set as a header
	boundary    string
	text        []byte
	files       []attachment
}

// attachment is a file whose content comes before text[at].
type attachment struct {
	at    int
	field string
	file  *File
}

// json sends value as JSON. Characters that matter to HTML only are not escaped.
func (c *call) json(contentType string, value any) {
	text, err := encodeJSON(value)
	if err != nil {
		c.problem("the body cannot be encoded: %w", err)
	}
	c.setBody(body{contentType: contentType, text: text})
}

// text sends a raw body. Postman sends no body where the text is empty.
func (c *call) text(contentType, text string) {
	if text != "" {
		c.setBody(body{contentType: contentType, text: []byte(text)})
	}
}

// binary sends a file as the body. A content type that the caller gave to the file wins over a header.
func (c *call) binary(contentType string, file *File) {
	if file == nil || file.open == nil {
		return
	}
	c.setBody(body{
		contentType: file.contentType(contentType),
		replaces:    file.ContentType != "",
		files:       []attachment{{field: "the body", file: file}},
	})
}

func (c *call) setBody(b body) {
	if c.body.present {
		c.problem("only one body can be sent, several are set")
	}
	c.body = b
	c.body.present = true
}

const formContentType = "application/x-www-form-urlencoded"

// form adds a field to an urlencoded body, unless value is nil. The key is encoded already.
func (c *call) form(key string, value *string) {
	if value == nil {
		return
	}
	b := &c.body
	if !b.present {
		b.present, b.contentType, b.replaces = true, formContentType, true
	} else {
		b.text = append(b.text, '&')
	}
	b.text = append(append(b.text, key...), '=')
	b.text = appendEscaped(b.text, *value, formChars)
}

// formList adds a field for each value.
func (c *call) formList(key string, values []string) {
	for i := range values {
		c.form(key, &values[i])
	}
}

// untyped leaves out the content type of a form, and of a file to which the caller gave none.
func (c *call) untyped() {
	if c.body.files == nil || !c.body.replaces {
		c.body.contentType = ""
	}
}

// setContentType sets the header where the body needs it. As in Postman, a header of the request wins, unless the
// body would be wrong with it; then it may still add parameters to the type.
func (c *call) setContentType() {
	if c.body.contentType == "" {
		return
	}
	set, isSet := c.headers["Content-Type"]
	if isSet && (!c.body.replaces || strings.HasPrefix(set[0], c.body.contentType)) {
		return
	}
	delete(c.headers, "Content-Type")
	c.header("Content-Type", &c.body.contentType)
}

// finish ends a body to which nothing is added anymore.
func (b *body) finish() {
	if b.boundary != "" {
		b.text = append(b.text, "--"+b.boundary+"--\r\n"...)
	}
}

// rewinds reports whether the body can be read again.
func (b *body) rewinds() bool {
	return !slices.ContainsFunc(b.files, func(f attachment) bool { return !f.file.rewinds })
}

// attach opens the body for request, which can be sent again, after a redirect say, if the body rewinds.
func (b *body) attach(request *http.Request) error {
	if !b.present {
		return nil
	}
	reader, size, err := b.open()
	if err != nil {
		return err
	}
	if size == 0 { // which net/http would take for an unknown size
		request.Body = http.NoBody
		return reader.Close()
	}
	request.Body, request.ContentLength = reader, size
	if b.rewinds() {
		request.GetBody = func() (io.ReadCloser, error) {
			reader, _, err := b.open()
			return reader, err
		}
	}
	return nil
}

// hasBody reports whether a request has a body.
func hasBody(request *http.Request) bool { return request.Body != nil && request.Body != http.NoBody }

// rewind makes the body of a request ready to be sent again.
func rewind(request *http.Request) error {
	if !hasBody(request) {
		return nil
	}
	if request.GetBody == nil {
		return errors.New("the server wants the request again, but the body's reader can be read only once: give one that can seek")
	}
	request.Body.Close()
	body, err := request.GetBody()
	if err != nil {
		return err
	}
	request.Body = body
	return nil
}

// open returns a reader of the whole body and its size, -1 if that is unknown. Nothing stays open after an error.
func (b *body) open() (io.ReadCloser, int64, error) {
	if len(b.files) == 0 {
		return io.NopCloser(bytes.NewReader(b.text)), int64(len(b.text)), nil
	}
	if len(b.files) == 1 && len(b.text) == 0 { // which net/http leaves to the operating system, if it is an os.File
		return b.files[0].open()
	}
	var (
		readers  []io.Reader
		files    closers
		problems []error
		size     = int64(len(b.text))
		from     = 0
	)
	for _, f := range b.files {
		content, n, err := f.open()
		if err != nil {
			problems = append(problems, err)
			continue
		}
		files = append(files, content)
		if n < 0 || size < 0 {
			size = -1
		} else {
			size += n
		}
		readers = append(readers, bytes.NewReader(b.text[from:f.at]), content)
		from = f.at
	}
	if len(problems) > 0 {
		files.Close()
		return nil, 0, errors.Join(problems...)
	}
	readers = append(readers, bytes.NewReader(b.text[from:]))
	return bodyReader{io.MultiReader(readers...), files}, size, nil
}

// open returns the content of the file and its size, -1 if that is unknown.
func (a attachment) open() (io.ReadCloser, int64, error) {
	content, size, err := a.file.open()
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", a.field, err)
	}
	if closer, ok := content.(io.ReadCloser); ok {
		return closer, size, nil
	}
	return io.NopCloser(content), size, nil
}

// bodyReader is the body of a request that has files.
type bodyReader struct {
	io.Reader
	files closers
}

func (r bodyReader) Close() error { return r.files.Close() }

// closers are the files that were opened for a body.
type closers []io.Closer

func (c closers) Close() error {
	var problems []error
	for _, closer := range c {
		problems = append(problems, closer.Close())
	}
	return errors.Join(problems...)
}

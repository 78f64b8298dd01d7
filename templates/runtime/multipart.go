// SPDX-License-Identifier: MIT-0

package runtime

// This file writes multipart/form-data bodies (RFC 7578), in the layout that Postman sends. mime/multipart would need
// a goroutine and a pipe to stream them, and does not know their length.

import "crypto/rand"

// part adds a text part, unless value is nil.
func (c *call) part(name, contentType string, value *string) {
	if value == nil {
		return
	}
	c.beginPart(name)
	c.endPartHeader(contentType)
	c.body.text = append(append(c.body.text, *value...), "\r\n"...)
}

// partList adds a text part for each value.
func (c *call) partList(name, contentType string, values []string) {
	for i := range values {
		c.part(name, contentType, &values[i])
	}
}

// file adds a file part, unless file is nil.
func (c *call) file(name, contentType string, file *File) {
	if file == nil {
		return
	}
	c.beginPart(name)
	b := &c.body
	if file.Name != "" || !file.isChosen() {
		b.text = append(b.text, `; filename="`...)
		b.text = append(appendQuoted(b.text, file.Name), '"')
	}
	if isBeyondLatin1(file.Name) {
		b.text = append(b.text, "; filename*=UTF-8''"...)
		b.text = appendEscaped(b.text, file.Name, unreserved)
	}
	c.endPartHeader(file.partContentType(contentType))
	if file.open != nil {
		b.files = append(b.files, attachment{at: len(b.text), field: name, file: file})
	}
	b.text = append(b.text, "\r\n"...)
}

// fileList adds a file part for each file.
func (c *call) fileList(name, contentType string, files []*File) {
	for _, file := range files {
		c.file(name, contentType, file)
	}
}

// beginPart writes a part's boundary and the beginning of its header. The boundary is random, so that no value can
// hold it, and replaces one that a Content-Type header may name.
func (c *call) beginPart(name string) {
	b := &c.body
	if b.boundary == "" {
		b.boundary = rand.Text()
		b.present, b.contentType, b.replaces = true, "multipart/form-data; boundary="+b.boundary, true
	}
	b.text = append(b.text, "--"+b.boundary+"\r\nContent-Disposition: form-data; name=\""...)
	b.text = append(appendQuoted(b.text, name), '"')
}

func (c *call) endPartHeader(contentType string) {
	if !isHeaderValue(contentType) {
		c.problem("the content type %q holds line breaks or control characters", contentType)
	}
	if contentType != "" {
		c.body.text = append(c.body.text, "\r\nContent-Type: "+contentType...)
	}
	c.body.text = append(c.body.text, "\r\n\r\n"...)
}

// isBeyondLatin1 reports whether name has characters for which Postman adds a filename* (RFC 6266).
func isBeyondLatin1(name string) bool {
	for _, r := range name {
		if r > 0xFF {
			return true
		}
	}
	return false
}

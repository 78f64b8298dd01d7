// SPDX-License-Identifier: MIT-0

package runtime

// This file tests the bodies of requests: their bytes, their length and type, and that files are streamed, sent again
// and closed.

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func TestJSONAndText(t *testing.T) {
	type sent struct {
		Body, ContentType string
		Length            int64
	}
	tests := []struct {
		name    string
		request UsersUpdateRequest
		want    sent
	}{
		{"none", UsersUpdateRequest{}, sent{"", "", 0}},
		{"none, with type", UsersUpdateRequest{Type: Ptr("a/b")}, sent{"", "a/b", 0}},
		{"JSON", UsersUpdateRequest{Body: &User{Name: "<&>"}}, sent{`{"name":"<&>"}`, "application/json", 14}},
		{"JSON, other type", UsersUpdateRequest{Body: &User{}, Type: Ptr("application/vnd.x+json")}, sent{`{}`, "application/vnd.x+json", 2}},
		{"JSON, empty type", UsersUpdateRequest{Body: &User{}, Type: Ptr("")}, sent{`{}`, "", 2}},
		{
			"JSON with null",
			UsersUpdateRequest{Body: &User{Nickname: Null[string](), Address: Value(Address{Street: "<"})}},
			sent{`{"nickname":null,"address":{"street":"<"}}`, "application/json", 42},
		},
		{"empty slice", UsersUpdateRequest{Body: &User{Tags: []string{}}}, sent{`{"tags":[]}`, "application/json", 11}},
		{"text", UsersUpdateRequest{Text: Ptr("a\r\nb")}, sent{"a\r\nb", "text/plain", 4}},
		{"empty text", UsersUpdateRequest{Text: Ptr("")}, sent{"", "", 0}},
	}
	client, last := record(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.request.UserID, test.request.Q = "me", "1"
			if _, err := client.Users.Update(t.Context(), &test.request); err != nil {
				t.Fatal(err)
			}
			got := sent{last.Body, last.Header.Get("Content-Type"), last.Length}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestForm(t *testing.T) {
	client, last := record(t, nil)
	tests := []struct {
		name            string
		request         *FilesSendFormRequest
		header          string // the Content-Type of the request; "" is none
		body, mediaType string
	}{
		{"nil", nil, "", "", ""},
		{"empty", &FilesSendFormRequest{A: Ptr("")}, "", "a%20b=", formContentType},
		{"order", &FilesSendFormRequest{A: Ptr("1"), B: []string{"2", "3"}}, "", "a%20b=1&b=2&b=3", formContentType},
		{
			"escapes", &FilesSendFormRequest{A: Ptr("AZaz09-_.~!*'();:@&=+$,/?#[]% é\r\n")}, "",
			"a%20b=AZaz09-_.~%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D%25%20%C3%A9%0D%0A", formContentType,
		},
		{"other type", &FilesSendFormRequest{A: Ptr("1")}, "application/json", "a%20b=1", formContentType},
		{"no type", &FilesSendFormRequest{A: Ptr("1"), Untyped: true}, "", "a%20b=1", ""},
		{"other type alone", &FilesSendFormRequest{A: Ptr("1"), Untyped: true}, "text/plain", "a%20b=1", "text/plain"},
		{"charset", &FilesSendFormRequest{A: Ptr("1")}, formContentType + "; charset=utf-8", "a%20b=1", formContentType + "; charset=utf-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var options []RequestOption
			if test.header != "" {
				options = append(options, WithHeader("Content-Type", test.header))
			}
			if _, err := client.Files.SendForm(t.Context(), test.request, options...); err != nil {
				t.Fatal(err)
			}
			want, got := []string{test.body, test.mediaType}, []string{last.Body, last.Header.Get("Content-Type")}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMultipart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "me.PNG")
	writeFile(t, path, "picture")
	tests := []struct {
		name    string
		request *FilesUploadRequest
		want    []string // "--B" is the boundary
	}{
		{"nil", nil, nil},
		{"no parts", &FilesUploadRequest{Texts: []string{}}, nil},
		{"text", &FilesUploadRequest{Password: Ptr("x\r\ny"), Texts: []string{`{"a":1}`, ""}}, []string{
			"--B", `Content-Disposition: form-data; name="password"`, "", "x\r\ny",
			"--B", `Content-Disposition: form-data; name="t"`, "Content-Type: application/json", "", `{"a":1}`,
			"--B", `Content-Disposition: form-data; name="t"`, "Content-Type: application/json", "", "",
			"--B--", "",
		}},
		{"files", &FilesUploadRequest{PicFile: FileFromPath(path), Docs: []*File{
			FileFromBytes("a.txt", []byte("bytes")),
			{Name: "b", ContentType: "x/y"},
			FileFromReader("é日.doc", strings.NewReader("reader")),
		}}, []string{
			"--B", `Content-Disposition: form-data; name="pic_file"; filename="me.PNG"`, "Content-Type: image/png", "", "picture",
			"--B", `Content-Disposition: form-data; name="docs"; filename="a.txt"`, "Content-Type: text/x-doc", "", "bytes",
			"--B", `Content-Disposition: form-data; name="docs"; filename="b"`, "Content-Type: x/y", "", "",
			"--B", `Content-Disposition: form-data; name="docs"; filename="é日.doc"; filename*=UTF-8''%C3%A9%E6%97%A5.doc`, "Content-Type: text/x-doc", "", "reader",
			"--B--", "",
		}},
		{"no file chosen", &FilesUploadRequest{PicFile: &File{}, Docs: []*File{nil, {}}}, []string{
			"--B", `Content-Disposition: form-data; name="pic_file"; filename=""`, "", "",
			"--B", `Content-Disposition: form-data; name="docs"; filename=""`, "Content-Type: text/x-doc", "", "",
			"--B--", "",
		}},
		{"no name", &FilesUploadRequest{PicFile: FileFromBytes("", []byte("x"))}, []string{
			"--B", `Content-Disposition: form-data; name="pic_file"`, "Content-Type: application/octet-stream", "", "x",
			"--B--", "",
		}},
		{"unknown extension", &FilesUploadRequest{PicFile: FileFromBytes("README", nil)}, []string{
			"--B", `Content-Disposition: form-data; name="pic_file"; filename="README"`, "Content-Type: application/octet-stream", "", "",
			"--B--", "",
		}},
		{"hostile name", &FilesUploadRequest{PicFile: FileFromBytes("a\"; x=\"\\\r\nX-Evil: 1\r\n\r\n", nil)}, []string{
			"--B", `Content-Disposition: form-data; name="pic_file"; filename="a%22; x=%22%5C%0D%0AX-Evil: 1%0D%0A%0D%0A"`, "Content-Type: application/octet-stream", "", "",
			"--B--", "",
		}},
	}
	client, last := record(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			header := WithHeader("Content-Type", "multipart/form-data; boundary=mine")
			if test.want == nil {
				header = nil
			}
			if _, err := client.Files.Upload(t.Context(), test.request, header); err != nil {
				t.Fatal(err)
			}
			_, parameters, _ := mime.ParseMediaType(last.Header.Get("Content-Type"))
			got := last.Body
			if boundary := parameters["boundary"]; boundary != "" {
				got = strings.ReplaceAll(got, "--"+boundary, "--B")
			}
			if diff := cmp.Diff(strings.Join(test.want, "\r\n"), got); diff != "" {
				t.Error(diff)
			}
			if last.Length != int64(len(last.Body)) {
				t.Errorf("got length %d of %d bytes", last.Length, len(last.Body))
			}
		})
	}
}

func TestPartContentTypeIsChecked(t *testing.T) {
	client, last := record(t, nil)
	file := FileFromBytes("a", nil)
	file.ContentType = "a/b\r\nX-Evil: 1"
	for _, send := range []func() error{
		func() error {
			_, err := client.Files.Upload(t.Context(), &FilesUploadRequest{PicFile: file})
			return err
		},
		func() error {
			_, err := client.Files.Replace(t.Context(), &FilesReplaceRequest{Upload: file})
			return err
		},
	} {
		if err := send(); err == nil || last.Method != "" {
			t.Errorf("sent %+v, error %v", last, err)
		}
	}
}

func TestBinary(t *testing.T) {
	renamed := FileFromBytes("a.png", []byte("x"))
	renamed.ContentType = "image/x-mine"
	tests := []struct {
		name            string
		request         *FilesReplaceRequest
		header          string
		body, mediaType string
		length          int64
	}{
		{"none", &FilesReplaceRequest{Upload: nil}, "", "", "", 0},
		{"zero", &FilesReplaceRequest{Upload: &File{}}, "image/png", "", "image/png", 0},
		{"nil reader", &FilesReplaceRequest{Upload: FileFromReader("a.txt", nil)}, "", "", "", 0},
		{"guessed", &FilesReplaceRequest{Upload: FileFromBytes("a.jpeg", []byte("x"))}, "", "x", "image/jpeg", 1},
		{"unknown", &FilesReplaceRequest{Upload: FileFromBytes("", []byte("x"))}, "", "x", "application/octet-stream", 1},
		{"header", &FilesReplaceRequest{Upload: FileFromBytes("a.jpeg", []byte("x"))}, "x/y", "x", "x/y", 1},
		{"the caller's", &FilesReplaceRequest{Upload: renamed}, "x/y", "x", "image/x-mine", 1},
		{"empty", &FilesReplaceRequest{Upload: FileFromBytes("a.txt", nil)}, "", "", "text/plain", 0},
		{"buffer", &FilesReplaceRequest{Upload: FileFromReader("a.txt", bytes.NewBufferString("xyz"))}, "", "xyz", "text/plain", 3},
		{"no type", &FilesReplaceRequest{Upload: FileFromBytes("a.txt", []byte("x")), Untyped: true}, "", "x", "", 1},
		{"the caller's alone", &FilesReplaceRequest{Upload: renamed, Untyped: true}, "", "x", "image/x-mine", 1},
		{"unknown size", &FilesReplaceRequest{Upload: FileFromReader("a.txt", iotest.OneByteReader(strings.NewReader("xyz")))}, "", "xyz", "text/plain", -1},
	}
	client, last := record(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var options []RequestOption
			if test.header != "" {
				options = append(options, WithHeader("content-type", test.header))
			}
			response, err := client.Files.Replace(t.Context(), test.request, options...)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			want, got := []any{test.body, test.mediaType, test.length}, []any{last.Body, last.Header.Get("Content-Type"), last.Length}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReaderStartsWhereItStands(t *testing.T) {
	reader := strings.NewReader("header|content")
	reader.Seek(7, io.SeekStart)
	file := FileFromReader("a.txt", reader)
	client, last := record(t, nil)
	for range 2 { // a reader that seeks can be sent again
		response, err := client.Files.Replace(t.Context(), &FilesReplaceRequest{Upload: file})
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if last.Body != "content" || last.Length != 7 {
			t.Errorf("got %q of length %d", last.Body, last.Length)
		}
	}
}

// TestEarlyRedirect proves that an attempt which is still being sent does not take bytes from the next one.
func TestEarlyRedirect(t *testing.T) {
	var first io.Reader
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		if first == nil {
			first = r.Body
			return &http.Response{StatusCode: 307, Header: http.Header{"Location": {"/again"}}, Body: http.NoBody}, nil
		}
		if _, err := first.Read(make([]byte, 1)); err == nil {
			t.Error("the first attempt can still read")
		}
		return &http.Response{StatusCode: 200, Body: r.Body}, nil
	})
	client := newClient(t, WithBaseURL("http://example.com"), WithHTTPClient(&http.Client{Transport: transport}))
	file := FileFromReader("a", strings.NewReader("content"))
	response, err := client.Files.Replace(t.Context(), &FilesReplaceRequest{Upload: file})
	if err != nil {
		t.Fatal(err)
	}
	if sent, _ := io.ReadAll(response.Body); string(sent) != "content" {
		t.Errorf("sent %q", sent)
	}
}

func TestPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	io.WriteString(w, "piped")
	w.Close()
	client, last := record(t, nil)
	if _, err := client.Files.Upload(t.Context(), &FilesUploadRequest{PicFile: FileFromReader("a", r)}); err != nil {
		t.Fatal(err)
	}
	if last.Length != -1 || !strings.Contains(last.Body, "piped") {
		t.Errorf("got %+v", last)
	}
}

func TestReaderIsSentOnce(t *testing.T) {
	client, _ := record(t, nil)
	request := &FilesUploadRequest{PicFile: FileFromReader("a.txt", bytes.NewBufferString("x"))}
	if _, err := client.Files.Upload(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	_, err := client.Files.Upload(t.Context(), request)
	want := "Files.Upload: pic_file: its reader was sent already and cannot seek: make a new File"
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}

func TestRedirectSendsTheBodyAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	writeFile(t, path, "path")
	redirect := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/elsewhere" {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		}
	}
	client, last := record(t, redirect)
	request := &FilesUploadRequest{
		Password: Ptr("p"),
		PicFile:  FileFromPath(path),
		Docs:     []*File{FileFromBytes("b", []byte("bytes")), FileFromReader("c", strings.NewReader("reader"))},
	}
	if _, err := client.Files.Upload(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	if last.Target != "/elsewhere" || !strings.Contains(last.Body, "path\r\n") || !strings.Contains(last.Body, "reader\r\n") {
		t.Errorf("got %+v", last)
	}
	if _, err := client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "1", Text: Ptr("again")}); err != nil || last.Body != "again" {
		t.Errorf("got %+v, error %v", last, err)
	}
	request.PicFile = FileFromReader("c", bytes.NewBufferString("once"))
	var apiErr *APIError
	if _, err := client.Files.Upload(t.Context(), request); !errors.As(err, &apiErr) || apiErr.StatusCode != 307 {
		t.Errorf("got error %v", err)
	}
}

func TestFileErrors(t *testing.T) {
	client, last := record(t, nil)
	_, err := client.Files.Upload(t.Context(), &FilesUploadRequest{
		PicFile: FileFromPath("no/such.png"),
		Docs:    []*File{FileFromBytes("a", nil), FileFromPath("nor/this")},
	})
	if !errors.Is(err, fs.ErrNotExist) || last.Method != "" {
		t.Errorf("sent %+v, error %v", last, err)
	}
	for _, part := range []string{"Files.Upload: pic_file: open no/such.png: ", "docs: open nor/this: "} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("got error %v, want it to contain %s", err, part)
		}
	}
}

func TestReadErrors(t *testing.T) {
	reads := roundTripper(func(r *http.Request) (*http.Response, error) {
		_, err := io.Copy(io.Discard, r.Body)
		return nil, err
	})
	client := newClient(t, WithBaseURL("http://example.com"), WithHTTPClient(&http.Client{Transport: reads}))
	directory := t.TempDir()
	for want, file := range map[string]*File{
		"Files.Upload: connection refused": FileFromReader("a", iotest.ErrReader(errRefused)),
		"Files.Upload: read " + directory:  FileFromPath(directory),
	} {
		_, err := client.Files.Upload(t.Context(), &FilesUploadRequest{PicFile: file})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got error %v, want %s", err, want)
		}
	}
}

// TestFilesAreClosed counts the open files of the process, where the system shows them.
func TestFilesAreClosed(t *testing.T) {
	if _, err := os.ReadDir("/proc/self/fd"); err != nil {
		t.Skip(err)
	}
	path := filepath.Join(t.TempDir(), "a.txt")
	writeFile(t, path, "content")
	fails := roundTripper(func(*http.Request) (*http.Response, error) { return nil, errRefused })
	for name, docs := range map[string][]*File{
		"transport fails": {FileFromPath(path)},
		"next file fails": {FileFromPath(path), FileFromPath("no/such")},
	} {
		client := newClient(t, WithBaseURL("http://example.com"), WithHTTPClient(&http.Client{Transport: fails}))
		if _, err := client.Files.Upload(t.Context(), &FilesUploadRequest{Docs: docs}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if n := timesOpened(path); n != 0 {
			t.Errorf("%s: %d files are left open", name, n)
		}
	}
}

// timesOpened returns how many open files the process has of that path.
func timesOpened(path string) int {
	count := 0
	entries, _ := os.ReadDir("/proc/self/fd")
	for _, entry := range entries {
		if target, _ := os.Readlink("/proc/self/fd/" + entry.Name()); target == path {
			count++
		}
	}
	return count
}

func writeFile(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file tests what callers are told while bodies are sent and read, and that large ones take no memory.

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// reported is one report of progress.
type reported struct{ Done, Total int64 }

func TestUploadProgress(t *testing.T) {
	tests := []struct {
		name string
		file *File
		want []reported
	}{
		{"known length", FileFromBytes("a", []byte("content")), []reported{{7, 7}}},
		{"unknown length", FileFromReader("a", iotest.HalfReader(strings.NewReader("content"))), []reported{{7, -1}}},
		{"empty", FileFromBytes("a", nil), nil},
		{"none", nil, nil},
	}
	client, _ := record(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []reported
			response, err := client.Files.Replace(t.Context(), &FilesReplaceRequest{Upload: test.file},
				WithUploadProgress(func(sent, total int64) { got = append(got, reported{sent, total}) }))
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if last := got[max(0, len(got)-1):]; !cmp.Equal(test.want, append([]reported(nil), last...)) {
				t.Errorf("the last step is %v, want %v", last, test.want)
			}
			for i := 1; i < len(got); i++ {
				if got[i].Done <= got[i-1].Done {
					t.Errorf("got steps %v", got)
				}
			}
		})
	}
}

// TestUploadProgressStartsOver sends a body twice, once for a redirect and once for the challenge of Digest.
func TestUploadProgressStartsOver(t *testing.T) {
	tests := map[string]http.HandlerFunc{
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/elsewhere" {
				http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
			}
		},
		"challenge": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") == "" {
				w.Header().Set("WWW-Authenticate", `Digest realm="r", nonce="n", qop="auth-int"`)
				w.WriteHeader(http.StatusUnauthorized)
			}
		},
	}
	for name, handler := range tests {
		t.Run(name, func(t *testing.T) {
			client, _ := record(t, handler)
			var got []reported
			_, err := client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "1", Text: Ptr("text")},
				WithRequestAuth(DigestAuth(DigestCredentials{Username: "u", Password: "p"})),
				WithUploadProgress(func(sent, total int64) { got = append(got, reported{sent, total}) }))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]reported{{4, 4}, {4, 4}}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestUploadProgressOfTheLastAttempt proves that an attempt which is still being read is not told of any more, after a
// redirect and in a retry.
func TestUploadProgressOfTheLastAttempt(t *testing.T) {
	for _, status := range []int{http.StatusTemporaryRedirect, http.StatusServiceUnavailable} {
		var first io.Reader
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			if first == nil {
				first = r.Body
				return &http.Response{StatusCode: status, Header: http.Header{"Location": {"/again"}}, Body: http.NoBody}, nil
			}
			first.Read(make([]byte, 3))
			_, err := r.Body.Read(make([]byte, 1))
			return &http.Response{StatusCode: 204, Body: http.NoBody}, err
		})
		client := newClient(t, WithBaseURL("http://example.com"), WithHTTPClient(&http.Client{Transport: transport}),
			WithRetry(RetryPolicy{MaxRetries: 1, BaseDelay: 1, AnyMethod: true}))
		var got []reported
		_, err := client.Users.Update(t.Context(), &UsersUpdateRequest{UserID: "me", Q: "1", Text: Ptr("text")},
			WithUploadProgress(func(sent, total int64) { got = append(got, reported{sent, total}) }))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]reported{{1, 4}}, got); diff != "" {
			t.Errorf("%d: %s", status, diff)
		}
	}
}

func TestDownloadProgress(t *testing.T) {
	client, _ := record(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet:
			w.Header().Set("Content-Length", "4")
		case http.MethodPost:
			w.WriteHeader(http.StatusBadRequest) // of errors nothing is told
		case http.MethodPut:
			w.(http.Flusher).Flush() // so that the length is not known
		}
		io.WriteString(w, "body")
	})
	var got []reported
	watch := WithDownloadProgress(func(received, total int64) { got = append(got, reported{received, total}) })
	if _, err := client.Users.List(t.Context(), nil, watch); err != nil {
		t.Fatal(err)
	}
	response, err := client.Files.Replace(t.Context(), nil, watch)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.ReadFull(response.Body, make([]byte, 3)); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Files.Upload(t.Context(), nil, watch); !errors.Is(err, ErrBadRequest) {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]reported{{4, 4}, {3, -1}}, got); diff != "" {
		t.Error(diff)
	}
}

// TestUploadTakesNoMemory sends a file that is many times larger than what may be held of it.
func TestUploadTakesNoMemory(t *testing.T) {
	client, _ := bothSides(t, `ok`)
	if grown := uploadMemory(t, client, sparseFile(t, 64<<20)); grown > 16<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
}

// TestCanceledUploadClosesFiles cancels a call whose file is half sent.
func TestCanceledUploadClosesFiles(t *testing.T) {
	if _, err := os.ReadDir("/proc/self/fd"); err != nil {
		t.Skip(err)
	}
	client, _ := bothSides(t, `ok`)
	path := sparseFile(t, 64<<20)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := client.Files.Upload(ctx, &FilesUploadRequest{PicFile: FileFromPath(path)},
		WithUploadProgress(func(sent, total int64) {
			if sent > total/2 {
				cancel()
			}
		}))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
	if n := timesOpened(path); n != 0 {
		t.Errorf("%d files are left open", n)
	}
}

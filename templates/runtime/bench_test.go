// SPDX-License-Identifier: MIT-0

package runtime

// This file compares calls of a client with the same calls written by hand, in byhand_test.go. Both go over loopback to
// a server that allocates nothing, as it shares their process. CONTRIBUTING says how to read the figures.

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"testing"
)

// compare measures two ways to do the same, after each has connected and filled its caches.
func compare(b *testing.B, client, hand func() error) {
	b.Helper()
	if err := errors.Join(hand(), client()); err != nil {
		b.Fatal(err)
	}
	b.Run("by=hand", func(b *testing.B) { repeat(b, hand) })
	b.Run("by=client", func(b *testing.B) { repeat(b, client) })
}

func repeat(b *testing.B, run func() error) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if err := run(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUpdate has a path variable, a query, a small body and a small answer.
func BenchmarkUpdate(b *testing.B) {
	client, hand := bothSides(b, `{"id":7,"name":"Ann","score":1.5,"active":true,"tags":["a","b"],"labels":{"x":1}}`)
	compare(b, func() error {
		_, err := client.Users.Update(context.Background(), &UsersUpdateRequest{
			UserID: "me",
			Q:      "a b",
			Tags:   []string{"x", "y"},
			Body:   &User{ID: 7, Name: "Ann"},
		})
		return err
	}, func() error {
		_, err := hand.update(context.Background(), "me", "a b", []string{"x", "y"}, &User{ID: 7, Name: "Ann"})
		return err
	})
}

// BenchmarkGet has an answer of 2 KB.
func BenchmarkGet(b *testing.B) {
	client, hand := bothSides(b, string(usersJSON(2<<10)))
	compare(b, func() error {
		_, err := client.Users.Search(context.Background(), &UsersSearchRequest{Team: "red"})
		return err
	}, func() error {
		_, err := hand.search(context.Background(), "red")
		return err
	})
}

// BenchmarkPost has a body of 2 KB.
func BenchmarkPost(b *testing.B) {
	client, hand := bothSides(b, `{}`)
	user := &User{Name: "Ann", Tags: strings.Split(strings.Repeat("a tag of 20 letters.,", 85), ",")}
	compare(b, func() error {
		_, err := client.Users.Update(context.Background(), &UsersUpdateRequest{UserID: "me", Q: "a", Body: user})
		return err
	}, func() error {
		_, err := hand.update(context.Background(), "me", "a", nil, user)
		return err
	})
}

// BenchmarkUpload sends a form with a file of 1 MiB.
func BenchmarkUpload(b *testing.B) {
	client, hand := bothSides(b, `ok`)
	path := sparseFile(b, 1<<20)
	compare(b, func() error {
		_, err := client.Files.Upload(context.Background(), &FilesUploadRequest{Password: Ptr("p"), PicFile: FileFromPath(path)})
		return err
	}, func() error {
		_, err := hand.upload(context.Background(), "p", path)
		return err
	})
}

// BenchmarkReplace sends a file of 1 MiB as it is.
func BenchmarkReplace(b *testing.B) {
	client, hand := bothSides(b, `ok`)
	path := sparseFile(b, 1<<20)
	compare(b, func() error {
		response, err := client.Files.Replace(context.Background(), &FilesReplaceRequest{Upload: FileFromPath(path)})
		if err != nil {
			return err
		}
		defer response.Body.Close()
		_, err = io.ReadAll(response.Body)
		return err
	}, func() error { return hand.replace(context.Background(), path) })
}

// BenchmarkDecode decodes 1 MB of JSON.
func BenchmarkDecode(b *testing.B) {
	body := usersJSON(1 << 20)
	compare(b, func() error {
		_, err := decodeJSON(body, new([]User))
		return err
	}, func() error { return json.Unmarshal(body, new([]User)) })
}

// BenchmarkDecodeXML decodes 1 MB of XML.
func BenchmarkDecodeXML(b *testing.B) {
	body := []byte("<library>" + strings.Repeat(`<book id="12">2.5</book><shelf>7</shelf>`, (1<<20)/40) + "</library>")
	compare(b, func() error {
		_, err := decodeXML(body, "library", new(library))
		return err
	}, func() error { return xml.Unmarshal(body, new(library)) })
}

// BenchmarkUploadMemory uploads 1 GiB from a file, and reports by how much the heap grows meanwhile, garbage included.
func BenchmarkUploadMemory(b *testing.B) {
	client, _ := bothSides(b, `ok`)
	path := sparseFile(b, 1<<30)
	b.SetBytes(1 << 30)
	for b.Loop() {
		b.ReportMetric(float64(uploadMemory(b, client, path))/(1<<20), "MiB-grown")
	}
}

// uploadMemory uploads a file and returns by how many bytes the heap has grown at most.
func uploadMemory(t testing.TB, client *Client, path string) uint64 {
	t.Helper()
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	size := func() uint64 {
		metrics.Read(heap)
		return heap[0].Value.Uint64()
	}
	runtime.GC()
	start, peak := size(), uint64(0)
	watch := WithUploadProgress(func(_, total int64) {
		if total < 0 {
			t.Error("the length is unknown")
		}
		peak = max(peak, size())
	})
	request := &FilesUploadRequest{Password: Ptr("p"), PicFile: FileFromPath(path)}
	if _, err := client.Files.Upload(context.Background(), request, watch); err != nil {
		t.Fatal(err)
	}
	return max(peak, start) - start
}

// usersJSON returns a list of users that is about so many bytes long.
func usersJSON(size int) []byte {
	var users []User
	for i := range size / 120 {
		users = append(users, User{
			ID: i + 1, Name: "Ann Example", Score: 1.5, Active: true, Tags: []string{"admin", "new"},
			Manager: &User{Name: "Bob Example", Tags: []string{"boss"}},
		})
	}
	body, err := json.Marshal(users)
	if err != nil {
		panic(err) // the types can be encoded
	}
	return body
}

// sparseFile makes a file of that size that takes no space on most disks.
func sparseFile(t testing.TB, size int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "picture.png")
	writeFile(t, path, "")
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
	return path
}

// bothSides returns both ways to talk to a server that gives the same answer to all requests.
func bothSides(t testing.TB, answer string) (*Client, byHand) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn, fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(answer), answer))
		}
	}()
	url := "http://" + listener.Addr().String() + "/v2"
	return newClient(t, WithBaseURL(url), WithBearerToken("token")), byHand{url, "token"}
}

// serve answers the requests of a connection, whose bodies are of known length.
func serve(conn net.Conn, answer []byte) {
	defer conn.Close()
	reader := bufio.NewReader(conn)
	length := 0
	for {
		line, err := reader.ReadSlice('\n')
		if err != nil {
			return
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			length, _ = strconv.Atoi(string(bytes.TrimSpace(value)))
		}
		if len(line) > len("\r\n") {
			continue
		}
		if _, err := reader.Discard(length); err != nil && err != io.EOF {
			return
		}
		conn.Write(answer)
		length = 0
	}
}

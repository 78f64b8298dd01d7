package main

// Where a collection comes from: the argument COLLECTION as a source. Entry point:
// newSource; what comes over the network is read in fetch.go.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const collectionHelp = `COLLECTION is a Postman collection (v1, v2.0 or v2.1):

  FILE          a file, as exported from Postman
  -             standard input
  https://…     a web address, also http://…
  postman:UID   a collection in Postman, by its API: needs an API key in the
                environment variable POSTMAN_API_KEY; POSTMAN_API_URL replaces
                the API's address, https://api.getpostman.com`

// maxCollectionSize is some ten times that of the largest collections known: what
// is beyond was hardly meant to be read.
const maxCollectionSize = 256 << 20

// source is where a collection comes from.
type source struct {
	name   string // how messages call it
	base   string // how generated files call it; "" for none
	isFile bool   // name is that of a file
	read   func(context.Context) ([]byte, error)
}

// newSource returns the source that an argument names. It reads nothing yet.
func newSource(argument string, stdin io.Reader) (source, error) {
	scheme, rest, _ := strings.Cut(argument, ":")
	scheme = strings.ToLower(scheme)
	switch {
	case argument == "":
		return source{}, usageErrorf("the name of the collection is empty")
	case argument == "-":
		return source{name: "<stdin>", read: func(context.Context) ([]byte, error) {
			return readAtMost(stdin, maxCollectionSize)
		}}, nil
	case scheme == "http" || scheme == "https":
		return urlSource(argument)
	case scheme == "postman":
		return postmanSource(rest)
	case strings.HasPrefix(rest, "//"):
		return source{}, usageErrorf("%s addresses cannot be read: expected http, https or a file", scheme)
	}
	return source{name: argument, base: filepath.Base(argument), isFile: true, read: func(context.Context) ([]byte, error) {
		return readFile(argument)
	}}, nil
}

// urlSource reads a web address. Its user info and query may be secrets, so they
// are sent, but named nowhere.
func urlSource(address string) (source, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		// The reason would quote the address.
		return source{}, usageErrorf("the web address is malformed: expected https://HOST/PATH, special characters percent-encoded")
	}
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	base := path.Base(u.Path)
	if base == "/" || base == "." {
		base = u.Hostname()
	}
	return source{name: shown.String(), base: base, read: func(ctx context.Context) ([]byte, error) {
		return fetch(ctx, newHTTPClient(), u, "")
	}}, nil
}

// readFile reads a file of at most maxCollectionSize.
func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("is a folder, expected a Postman collection: a file, exported as JSON")
	}
	text, err := readAtMost(file, maxCollectionSize)
	return text, withoutPath(err)
}

// readAtMost reads all of r, and fails where that is more than max bytes.
func readAtMost(r io.Reader, max int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, max+1))
	if int64(len(text)) > max {
		return nil, fmt.Errorf("is larger than %d MiB: expected a Postman collection", max>>20)
	}
	return text, err
}

// withoutPath takes the path out of an error of package os: messages begin with
// the name that the user gave.
func withoutPath(err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err
	}
	return err
}

package main

// Collections over the network: from a web address, and from Postman's API. Entry
// points: fetch and postmanSource.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

const (
	fetchTimeout = 30 * time.Second
	maxRedirects = 5
	apiKeyHeader = "X-Api-Key"
)

func newHTTPClient() *http.Client {
	return &http.Client{Timeout: fetchTimeout, CheckRedirect: checkRedirect}
}

// checkRedirect follows few redirects, none that gives up encryption, and tells
// no other host what was meant for the first one.
func checkRedirect(next *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("redirects more than %d times", maxRedirects)
	}
	if via[len(via)-1].URL.Scheme == "https" && next.URL.Scheme != "https" {
		return fmt.Errorf("redirects from https to %s, where anybody on the way could change the collection", next.URL.Scheme)
	}
	next.Header.Del("Referer") // it has the query
	if next.URL.Host != via[0].URL.Host || next.URL.Scheme != via[0].URL.Scheme {
		next.Header.Del(apiKeyHeader)
	}
	return nil
}

// statusError is an answer outside 2xx.
type statusError int

func (e statusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("the server answered %d %s", int(e), http.StatusText(int(e))))
}

// fetch reads what an address holds, at most maxCollectionSize. A status outside
// 2xx is a statusError. No error has the address, nor the key, which "" leaves out.
func fetch(ctx context.Context, client *http.Client, address *url.URL, apiKey string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), http.NoBody)
	if err != nil {
		return nil, withoutURL(err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "postman-gen-go")
	if apiKey != "" {
		request.Header.Set(apiKeyHeader, apiKey)
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, withoutURL(err)
	}
	defer response.Body.Close()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, statusError(response.StatusCode)
	}
	if media, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type")); media == "text/html" {
		return nil, errors.New("the server answered a web page, expected JSON: " +
			"give the address of the collection's file itself (on GitHub, that of the button Raw)")
	}
	text, err := readAtMost(response.Body, maxCollectionSize)
	return text, withoutURL(err)
}

// withoutURL takes the address out of an error of package http: messages begin with
// what of it is no secret.
func withoutURL(err error) error {
	urlError, ok := errors.AsType[*url.Error](err)
	if ok {
		err = urlError.Err
	}
	if timeout, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err); ok && timeout.Timeout() {
		return fmt.Errorf("timed out: the whole answer has to be here after %s", fetchTimeout)
	}
	return err
}

const postmanAPI = "https://api.getpostman.com"

// postmanUID matches the UID of a collection, with or without its owner's number.
var postmanUID = regexp.MustCompile(`^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$`)

// postmanSource reads a collection from Postman's API, whose answer is {"collection": …}.
func postmanSource(uid string) (source, error) {
	if !postmanUID.MatchString(uid) {
		return source{}, usageErrorf("%q is no UID of a collection: expected postman:UID, as in postman:12345678-abcd; "+
			"Postman shows it among the collection's infos", uid)
	}
	name := "postman:" + uid
	return source{name: name, base: name, read: func(ctx context.Context) ([]byte, error) {
		return fetchFromPostman(ctx, uid)
	}}, nil
}

// fetchFromPostman asks Postman's API for a collection, as the environment says.
func fetchFromPostman(ctx context.Context, uid string) ([]byte, error) {
	key := strings.TrimSpace(os.Getenv("POSTMAN_API_KEY"))
	if key == "" {
		return nil, errors.New("POSTMAN_API_KEY is not set: make an API key in the settings of your Postman account, and export it")
	}
	api, err := url.Parse(cmp.Or(os.Getenv("POSTMAN_API_URL"), postmanAPI))
	if err != nil || api.Host == "" || api.Scheme != "https" && api.Scheme != "http" {
		return nil, errors.New("POSTMAN_API_URL is malformed: expected an address such as " + postmanAPI)
	}
	text, err := fetch(ctx, newHTTPClient(), api.JoinPath("collections", url.PathEscape(uid)), key)
	if status, ok := errors.AsType[statusError](err); ok {
		return nil, explained(status)
	}
	return text, err
}

// explained says what a status of Postman's API asks of the user.
func explained(status statusError) error {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Errorf("%w: check that POSTMAN_API_KEY is valid, and may read this collection", status)
	case http.StatusNotFound:
		return fmt.Errorf("%w: check the UID, and that POSTMAN_API_KEY is of an account that sees this collection", status)
	case http.StatusTooManyRequests:
		return fmt.Errorf("%w: Postman limits the calls of an account; wait a minute", status)
	}
	return status
}

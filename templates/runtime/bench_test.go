// SPDX-License-Identifier: MIT-0

package runtime

// This file compares a call with what one would write by hand over net/http and encoding/json. Both talk to a transport
// that answers at once, so that nothing but the client is measured.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const benchmarkAnswer = `{"id":7,"name":"Ann","score":1.5,"active":true,"tags":["a","b"],"labels":{"x":1}}`

type instantTransport struct{}

func (instantTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Body != nil {
		io.Copy(io.Discard, request.Body)
		request.Body.Close()
	}
	return &http.Response{
		Status: "200 OK", StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{"Content-Type": {"application/json"}},
		Body:          io.NopCloser(strings.NewReader(benchmarkAnswer)),
		ContentLength: int64(len(benchmarkAnswer)),
		Request:       request,
	}, nil
}

func BenchmarkCall(b *testing.B) {
	client, err := New(WithBaseURL("https://api.example.com/v2"), WithBearerToken("token"),
		WithHTTPClient(&http.Client{Transport: instantTransport{}}))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		response, err := client.Users.Update(context.Background(), &UsersUpdateRequest{
			UserID: "me",
			Q:      "a b",
			Tags:   []string{"x", "y"},
			Body:   &User{ID: 7, Name: "Ann"},
		})
		if err != nil || response.Body.ID != 7 {
			b.Fatal(response, err)
		}
	}
}

func BenchmarkByHand(b *testing.B) {
	client := &http.Client{Transport: instantTransport{}}
	b.ReportAllocs()
	for b.Loop() {
		user, err := updateByHand(context.Background(), client, "me", "a b", []string{"x", "y"}, &User{ID: 7, Name: "Ann"})
		if err != nil || user.ID != 7 {
			b.Fatal(user, err)
		}
	}
}

func updateByHand(ctx context.Context, client *http.Client, id, q string, tags []string, user *User) (*User, error) {
	body, err := json.Marshal(user)
	if err != nil {
		return nil, err
	}
	query := url.Values{"q": {q}, "page": {"1"}, "tag": tags}
	target := "https://api.example.com/v2/users/" + url.PathEscape(id) + "?" + query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer token")
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %s", response.Status)
	}
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	result := new(User)
	return result, json.Unmarshal(content, result)
}

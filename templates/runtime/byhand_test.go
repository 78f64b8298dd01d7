// SPDX-License-Identifier: MIT-0

package runtime

// This file is what the client is measured against, in bench_test.go: calls as a careful engineer writes them with
// net/http and encoding/json alone. Nothing is copied that need not be.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
)

type byHand struct{ baseURL, token string }

func (h byHand) update(ctx context.Context, id, q string, tags []string, user *User) (*User, error) {
	body, err := json.Marshal(user)
	if err != nil {
		return nil, err
	}
	query := url.Values{"q": {q}, "page": {"1"}, "tag": tags}
	target := h.baseURL + "/users/" + url.PathEscape(id) + "?" + query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	result := new(User)
	return result, h.do(request, result)
}

func (h byHand) search(ctx context.Context, team string) ([]User, error) {
	target := h.baseURL + "/teams/" + url.PathEscape(team) + "/users"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, err
	}
	var result []User
	return result, h.do(request, &result)
}

// upload knows the length of the form beforehand, so that no goroutine and no pipe is needed.
func (h byHand) upload(ctx context.Context, password, path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	if err := writer.WriteField("password", password); err != nil {
		return nil, err
	}
	if _, err := writer.CreateFormFile("pic_file", filepath.Base(path)); err != nil {
		return nil, err
	}
	head := form.Len()
	if err := writer.Close(); err != nil {
		return nil, err
	}
	body := io.MultiReader(bytes.NewReader(form.Bytes()[:head]), file, bytes.NewReader(form.Bytes()[head:]))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.baseURL+"/upload", body)
	if err != nil {
		return nil, err
	}
	request.ContentLength = int64(form.Len()) + info.Size()
	request.Header.Set("Content-Type", writer.FormDataContentType())
	var answer []byte
	return answer, h.do(request, &answer)
}

func (h byHand) replace(ctx context.Context, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, h.baseURL+"/eu/raw", file)
	if err != nil {
		return err
	}
	request.ContentLength = info.Size()
	request.Header.Set("Content-Type", "image/png")
	return h.do(request, new([]byte))
}

// do sends a request and reads the answer: JSON, or bytes.
func (h byHand) do(request *http.Request, target any) error {
	request.Header.Set("Authorization", "Bearer "+h.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: status %s", request.URL.Path, response.Status)
	}
	if content, ok := target.(*[]byte); ok {
		*content, err = io.ReadAll(response.Body)
		return err
	}
	return json.NewDecoder(response.Body).Decode(target)
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file signs requests by Akamai's EdgeGrid: https://techdocs.akamai.com/developer/docs/edgegrid.

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// EdgeGridCredentials are what EdgeGrid signs requests with.
type EdgeGridCredentials struct {
	ClientToken  string
	ClientSecret string
	AccessToken  string
	// HeadersToSign are the names of headers to sign, in their order, with commas between them.
	HeadersToSign string
	// BaseURL names the host to sign in place of the request's.
	BaseURL string
	// MaxBody is how many bytes of a body are signed, 131072 if it is 0.
	MaxBody int
	// Nonce and Timestamp are made for each request if they are empty.
	Nonce     string
	Timestamp string
}

// EdgeGrid signs requests by Akamai's EdgeGrid. Without ClientToken, ClientSecret and AccessToken it sends nothing.
func EdgeGrid(credentials EdgeGridCredentials) Auth {
	if credentials.ClientToken == "" || credentials.ClientSecret == "" || credentials.AccessToken == "" {
		return Auth{}
	}
	return signing(&credentials)
}

func (c *EdgeGridCredentials) sign(request *http.Request, now time.Time) error {
	content, err := c.content(request)
	if err != nil {
		return err
	}
	timestamp := cmp.Or(c.Timestamp, now.UTC().Format("20060102T15:04:05-0700"))
	header := fmt.Sprintf("EG1-HMAC-SHA256 client_token=%s;access_token=%s;timestamp=%s;nonce=%s;",
		c.ClientToken, c.AccessToken, timestamp, cmp.Or(c.Nonce, rand.Text()))
	signed := requestHost(request)
	if base, err := url.Parse(c.BaseURL); err == nil && base.Host != "" {
		signed = base.Host
	}
	text := strings.Join([]string{
		request.Method, request.URL.Scheme, signed, requestTarget(request), c.headers(request), content, header,
	}, "\t")
	key := edgeGridMAC([]byte(c.ClientSecret), timestamp)
	request.Header.Set("Authorization", header+"signature="+edgeGridMAC([]byte(key), text))
	return nil
}

func edgeGridMAC(key []byte, text string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// headers returns the headers to sign in their canonical form.
func (c *EdgeGridCredentials) headers(request *http.Request) string {
	var lines []string
	for name := range strings.SplitSeq(c.HeadersToSign, ",") {
		name = strings.TrimSpace(name)
		if value := strings.Join(strings.Fields(request.Header.Get(name)), " "); value != "" {
			lines = append(lines, strings.ToLower(name)+":"+value)
		}
	}
	return strings.Join(lines, "\t")
}

// content returns the hash of the beginning of the body, which is signed for POST alone.
func (c *EdgeGridCredentials) content(request *http.Request) (string, error) {
	if request.Method != http.MethodPost || !hasBody(request) {
		return "", nil
	}
	sum := sha256.New()
	err := copyBody(request, &firstBytes{sum, cmp.Or(c.MaxBody, 128<<10)})
	return base64.StdEncoding.EncodeToString(sum.Sum(nil)), err
}

// firstBytes is a writer of the first bytes alone.
type firstBytes struct {
	io.Writer
	left int
}

func (w *firstBytes) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p[:min(w.left, len(p))])
	w.left -= n
	if err != nil {
		return n, err
	}
	return len(p), nil
}

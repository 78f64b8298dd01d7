// SPDX-License-Identifier: MIT-0

package runtime

// This file signs requests by Hawk: https://github.com/mozilla/hawk/blob/main/API.md.

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// HawkCredentials are what Hawk signs requests with.
type HawkCredentials struct {
	ID  string
	Key string
	// Algorithm is sha256, which an empty one means, or sha1.
	Algorithm string
	// Ext is data of the application's own that is sent along.
	Ext string
	// App and Delegation are the application and who delegated the credentials to it, in Oz.
	App        string
	Delegation string
	// HashPayload signs the body, too.
	HashPayload bool
	// Nonce and Timestamp are made for each request if they are empty.
	Nonce     string
	Timestamp string
}

// Hawk signs requests by Hawk. Without ID and Key it sends nothing.
func Hawk(credentials HawkCredentials) Auth {
	if credentials.ID == "" || credentials.Key == "" {
		return Auth{}
	}
	return signing(&credentials)
}

func (c *HawkCredentials) sign(request *http.Request, now time.Time) error {
	newHash := map[string]func() hash.Hash{"": sha256.New, "sha256": sha256.New, "sha1": sha1.New}[c.Algorithm]
	if newHash == nil {
		return fmt.Errorf("hawk: the algorithm %q is unknown: expected sha256 or sha1", c.Algorithm)
	}
	payload := ""
	if c.HashPayload && hasBody(request) {
		var err error
		if payload, err = hawkPayload(request, newHash()); err != nil {
			return err
		}
	}
	timestamp := cmp.Or(c.Timestamp, strconv.FormatInt(now.Unix(), 10))
	nonce := cmp.Or(c.Nonce, rand.Text())
	mac := base64.StdEncoding.EncodeToString(c.mac(request, newHash, timestamp, nonce, payload))
	header := ""
	for _, field := range [][2]string{
		{"id", c.ID},
		{"ts", timestamp},
		{"nonce", nonce},
		{"hash", payload},
		{"ext", c.Ext},
		{"mac", mac},
		{"app", c.App},
		{"dlg", c.Delegation},
	} {
		if field[1] != "" {
			header += ", " + field[0] + "=" + quotedString(field[1])
		}
	}
	request.Header.Set("Authorization", "Hawk "+strings.TrimPrefix(header, ", "))
	return nil
}

// mac authenticates the request: its lines are in an order of their own.
func (c *HawkCredentials) mac(request *http.Request, newHash func() hash.Hash, timestamp, nonce, payload string) []byte {
	name, port, err := net.SplitHostPort(requestHost(request))
	if err != nil {
		name, port = requestHost(request), map[string]string{"http": "80", "https": "443"}[request.URL.Scheme]
	}
	ext := strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(c.Ext)
	lines := []string{"hawk.1.header", timestamp, nonce, request.Method, requestTarget(request), name, port, payload, ext}
	if c.App != "" {
		lines = append(lines, c.App, c.Delegation)
	}
	mac := hmac.New(newHash, []byte(c.Key))
	io.WriteString(mac, strings.Join(lines, "\n")+"\n")
	return mac.Sum(nil)
}

// hawkPayload returns the hash of the body and its media type.
func hawkPayload(request *http.Request, sum hash.Hash) (string, error) {
	media, _, _ := strings.Cut(request.Header.Get("Content-Type"), ";")
	io.WriteString(sum, "hawk.1.payload\n"+strings.ToLower(strings.TrimSpace(media))+"\n")
	err := copyBody(request, sum)
	io.WriteString(sum, "\n")
	return base64.StdEncoding.EncodeToString(sum.Sum(nil)), err
}

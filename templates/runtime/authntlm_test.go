// SPDX-License-Identifier: MIT-0

package runtime

// This file tests the handshake of NTLM with a server that speaks as little of it as it needs (MS-NLMP, section 2.2.1);
// the responses in the messages are left to the tests of go-ntlmssp.

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// ntlmServer challenges, and notes what comes: the scheme, the type of the message, whether there is a body.
type ntlmServer struct {
	offers   []string
	got      []string
	remotes  map[string]bool // the connections
	accepted string          // who proved a password: domain, user and workstation
}

func (s *ntlmServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	scheme, encoded, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	message, _ := base64.StdEncoding.DecodeString(encoded)
	s.got = append(s.got, fmt.Sprint(scheme, " ", ntlmType(message), " ", strings.Contains(string(body), "content")))
	s.remotes[r.RemoteAddr] = true
	switch ntlmType(message) {
	case 1:
		w.Header().Set("WWW-Authenticate", scheme+" "+base64.StdEncoding.EncodeToString(ntlmChallengeMessage()))
	case 3:
		s.accepted = ntlmText(message, 28) + `\` + ntlmText(message, 36) + " at " + ntlmText(message, 44)
		return
	default:
		w.Header()["Www-Authenticate"] = s.offers
	}
	w.WriteHeader(http.StatusUnauthorized)
	io.WriteString(w, "who are you?")
}

// ntlmType returns the type of a message, 0 for none.
func ntlmType(message []byte) int {
	if len(message) < 12 || string(message[:8]) != "NTLMSSP\x00" {
		return 0
	}
	return int(message[8])
}

// ntlmChallengeMessage is a message of type 2 in Unicode, without a target.
func ntlmChallengeMessage() []byte {
	message := make([]byte, 48)
	copy(message, "NTLMSSP\x00\x02")
	binary.LittleEndian.PutUint32(message[20:], 0x201) // NTLM, Unicode
	copy(message[24:], "\x01\x23\x45\x67\x89\xab\xcd\xef")
	return message
}

// ntlmText reads the text whose length and offset stand at a place of a message of type 3.
func ntlmText(message []byte, at int) string {
	length, offset := binary.LittleEndian.Uint16(message[at:]), binary.LittleEndian.Uint32(message[at+4:])
	var units []uint16
	for text := message[offset : offset+uint32(length)]; len(text) > 1; text = text[2:] {
		units = append(units, binary.LittleEndian.Uint16(text))
	}
	return string(utf16.Decode(units))
}

func TestNTLM(t *testing.T) {
	for name, test := range map[string]struct {
		credentials NTLMCredentials
		offers      []string
		want        []string
		accepted    string
	}{
		"NTLM": {
			NTLMCredentials{Username: "ü", Password: "p", Domain: "LOCKS", Workstation: "DESK"},
			[]string{"Basic realm=x", "Negotiate", "NTLM"},
			[]string{" 0 true", "NTLM 1 true", "NTLM 3 true"},
			`LOCKS\ü at DESK`,
		},
		"Negotiate": {
			NTLMCredentials{Username: `OTHER\u`, Domain: "LOCKS"},
			[]string{"Negotiate"},
			[]string{" 0 true", "Negotiate 1 true", "Negotiate 3 true"},
			`OTHER\u at `,
		},
		"other schemes": {NTLMCredentials{Username: "u"}, []string{"Basic realm=x"}, []string{" 0 true"}, ""},
		"no retry":      {NTLMCredentials{Username: "u", NoRetry: true}, []string{"NTLM"}, []string{" 0 true"}, ""},
	} {
		handler := &ntlmServer{offers: test.offers, remotes: map[string]bool{}}
		server := httptest.NewServer(handler)
		client := newClient(t, WithBaseURL(server.URL))
		request := &FilesUploadRequest{PicFile: FileFromReader("x.txt", strings.NewReader("content"))}
		_, err := client.Files.Upload(t.Context(), request, WithRequestAuth(NTLM(test.credentials)))
		server.Close()
		if diff := cmp.Diff(test.want, handler.got); diff != "" || handler.accepted != test.accepted || len(handler.remotes) != 1 {
			t.Errorf("%s: accepted %q over %d connections: %s", name, handler.accepted, len(handler.remotes), diff)
		}
		if errors.Is(err, ErrUnauthorized) != (test.accepted == "") || err == nil == (test.accepted == "") {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

// TestNTLMEnds proves that wrong passwords, and challenges that are none, end the handshake.
func TestNTLMEnds(t *testing.T) {
	list := func(challenge string) (sent int, err error) {
		client, _ := record(t, func(w http.ResponseWriter, _ *http.Request) {
			sent++
			w.Header().Set("WWW-Authenticate", "NTLM "+challenge)
			w.WriteHeader(http.StatusUnauthorized)
		})
		_, err = client.Users.List(t.Context(), nil, WithRequestAuth(NTLM(NTLMCredentials{Username: "u", Password: "secret"})))
		return sent, err
	}
	if sent, err := list(base64.StdEncoding.EncodeToString(ntlmChallengeMessage())); sent != 3 || !errors.Is(err, ErrUnauthorized) {
		t.Errorf("after %d requests, got error %v", sent, err)
	}
	if sent, err := list(""); sent != 2 || !errors.Is(err, ErrUnauthorized) {
		t.Errorf("without a challenge: after %d requests, got error %v", sent, err)
	}
	for challenge, want := range map[string]string{"?": "NTLM: the server's challenge is not in base64", "c2VjcmV0": "NTLM: "} {
		if _, err := list(challenge); err == nil || !strings.HasPrefix(err.Error(), "Users.List: "+want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got error %v, want %s", challenge, err, want)
		}
	}
}

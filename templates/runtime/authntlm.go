// SPDX-License-Identifier: MIT-0

package runtime

// This file authenticates by NTLM (MS-NTHT). It alone needs a module: NTLM rests on hashes that the standard library
// does not have.

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"

	ntlmssp "github.com/Azure/go-ntlmssp"
)

// NTLMCredentials are what NTLM answers a challenge with. Username and Password are enough.
type NTLMCredentials struct {
	// Username may begin with the domain and a backslash.
	Username string
	Password string
	Domain   string
	// Workstation is the name of this computer, for the logs of the server.
	Workstation string
	// NoRetry leaves challenges without an answer.
	NoRetry bool
}

// NTLM authenticates by NTLM: a request that the server answers with 401 is sent twice again, to get a challenge and to
// answer it. A body has to be read each time. Without Username it sends nothing.
//
// NTLM authenticates a connection and not a request. So it needs HTTP/1.1 and a Transport that keeps connections, and
// calls at the same time, which would take connections from each other, need a client and a Transport each.
func NTLM(credentials NTLMCredentials) Auth {
	if credentials.Username == "" {
		return Auth{}
	}
	return signing(&credentials)
}

// sign does nothing: the server has to ask first.
func (c *NTLMCredentials) sign(*http.Request, time.Time) error { return nil }

// answer begins the negotiation.
func (c *NTLMCredentials) answer(_ *http.Request, reply *http.Response) signer {
	scheme, _ := ntlmChallenge(reply)
	if c.NoRetry || scheme == "" {
		return nil
	}
	return &ntlmNegotiation{c, scheme}
}

// user is Username with its domain.
func (c *NTLMCredentials) user() string {
	if c.Domain == "" || strings.ContainsAny(c.Username, `\@`) {
		return c.Username
	}
	return c.Domain + `\` + c.Username
}

// ntlmNegotiation asks for a challenge.
type ntlmNegotiation struct {
	*NTLMCredentials
	scheme string // NTLM, or Negotiate, which takes the same messages
}

func (n *ntlmNegotiation) sign(request *http.Request, _ time.Time) error {
	message, err := ntlmssp.NewNegotiateMessage("", n.Workstation)
	return setNTLM(request, n.scheme, message, err)
}

// answer answers the challenge.
func (n *ntlmNegotiation) answer(_ *http.Request, reply *http.Response) signer {
	scheme, challenge := ntlmChallenge(reply)
	if scheme != n.scheme || challenge == "" {
		return nil
	}
	return final{&ntlmAnswer{n, challenge}}
}

// ntlmAnswer proves that the password is known.
type ntlmAnswer struct {
	*ntlmNegotiation
	challenge string
}

func (a *ntlmAnswer) sign(request *http.Request, _ time.Time) error {
	challenge, err := base64.StdEncoding.DecodeString(a.challenge)
	if err != nil {
		return fmt.Errorf("NTLM: the server's challenge is not in base64: %w", err)
	}
	options := ntlmssp.AuthenticateMessageOptions{WorkstationName: a.Workstation}
	message, err := ntlmssp.NewAuthenticateMessage(challenge, a.user(), a.Password, &options)
	return setNTLM(request, a.scheme, message, err)
}

func setNTLM(request *http.Request, scheme string, message []byte, err error) error {
	if err != nil {
		return fmt.Errorf("NTLM: %w", err)
	}
	request.Header.Set("Authorization", scheme+" "+base64.StdEncoding.EncodeToString(message))
	return nil
}

// ntlmChallenge returns the scheme that a reply asks for, NTLM if there is the choice, and what stands behind it.
func ntlmChallenge(reply *http.Response) (scheme, challenge string) {
	if reply.StatusCode != http.StatusUnauthorized {
		return "", ""
	}
	for _, preferred := range []string{"NTLM", "Negotiate"} {
		for _, header := range reply.Header.Values("Www-Authenticate") {
			if name, rest, _ := strings.Cut(header, " "); strings.EqualFold(name, preferred) {
				return preferred, strings.TrimSpace(rest)
			}
		}
	}
	return "", ""
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file holds what the schemes that sign requests share: reading the request as it is sent, and adding to it.

import (
	"cmp"
	"errors"
	"io"
	"net/http"
	"strings"
)

// signing returns the credential of a scheme that signs requests.
func signing(s signer) Auth { return Auth{header: "Authorization", signer: s} }

// final is a signer whose rejection is the end, whatever the server's challenge is then.
type final struct{ signer }

// requestTarget returns path and query of a request, as they are sent.
func requestTarget(request *http.Request) string {
	uri := request.URL.RequestURI()
	if _, rest, ok := strings.Cut(uri, "://"); ok && uri[0] != '/' {
		return rest[strings.IndexByte(rest, '/'):] // a path that begins with two slashes is sent behind the host
	}
	return uri
}

// requestHost returns the host that a request names, in lower case.
func requestHost(request *http.Request) string {
	return strings.ToLower(cmp.Or(request.Host, request.URL.Host))
}

// copyBody writes the body of a request to w and rewinds it. It fails for a body that can be read only once.
func copyBody(request *http.Request, w io.Writer) error {
	if !hasBody(request) {
		return nil
	}
	if request.GetBody == nil {
		return errors.New("the body cannot be signed: its reader can be read only once, give one that can seek")
	}
	_, err := io.Copy(w, request.Body)
	return errors.Join(err, rewind(request))
}

// appendToQuery appends parameters to the query of a request; they are encoded already.
func appendToQuery(request *http.Request, parameters string) {
	u := *request.URL
	if u.RawQuery != "" {
		u.RawQuery += "&"
	}
	u.RawQuery += parameters
	request.URL = &u
}

// percentEncoded percent-encodes all but the unreserved characters (RFC 3986, section 2.3).
func percentEncoded(s string) string { return string(appendEscaped(nil, s, unreserved)) }

// quotedString returns s as a quoted string (RFC 9110, section 5.6.4).
func quotedString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

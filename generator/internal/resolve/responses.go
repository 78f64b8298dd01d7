package resolve

// This file types the answers of an operation by its saved responses.

import (
	"encoding/json"
	"net/http"
	"net/textproto"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// failure is a saved response that is an error.
type failure struct {
	operation *api.Operation
	example   *example
}

// responses fills in the answers of an operation.
func (r *resolver) responses(op *api.Operation, group []*item) {
	byStatus := map[int][]*collection.Response{}
	others := setStatuses(group)
	for _, it := range group {
		for _, ex := range it.examples {
			byStatus[ex.status] = append(byStatus[ex.status], ex.response)
			if !isSuccess(ex.status) {
				r.failures = append(r.failures, failure{op, ex})
			}
		}
	}
	statuses := make([]int, 0, len(byStatus))
	for s := range byStatus {
		statuses = append(statuses, s)
	}
	slices.Sort(statuses)
	for _, s := range statuses {
		doc := r.responseDoc(byStatus[s])
		if isSuccess(s) {
			success := &api.Success{Status: s, Doc: doc, Body: r.responseBody(op, s, byStatus[s]), Shown: anyBody(byStatus[s])}
			op.Successes = append(op.Successes, success)
			op.Headers = r.addHeaders(op.Headers, byStatus[s])
			continue
		}
		failure := &api.Failure{Status: s, AnyOther: s == others, Doc: doc, Body: r.responseBody(op, s, byStatus[s]), Shown: anyBody(byStatus[s])}
		if failure.Body.Type == nil {
			failure.Body = api.ResponseBody{} // APIError holds the bytes
		}
		op.Failures = append(op.Failures, failure)
	}
	if len(op.Successes) == 0 {
		op.Successes = []*api.Success{{Body: undocumented(op)}}
	}
	if r.recognized[op] != nil {
		r.keepResponses(op)
	} else {
		shareBodies(op.Successes)
	}
}

// undocumented is the body of an operation without a saved success.
func undocumented(op *api.Operation) api.ResponseBody {
	if op.Method == "HEAD" {
		return api.ResponseBody{}
	}
	return api.ResponseBody{Kind: api.RawBody}
}

// setStatuses decides which status each saved response has. Postman's converter of
// OpenAPI documents gives none to the "default" response; beside a success, that
// is an error of any other status, and the result is one of these: the one that
// the tests serve it with. All others without a status that a server can send
// have 200.
func setStatuses(group []*item) (others int) {
	documented := map[int]bool{}
	succeeds := false
	for _, it := range group {
		for _, ex := range it.examples {
			documented[ex.response.Code] = true
			succeeds = succeeds || isSuccess(ex.response.Code)
		}
	}
	if documented[0] && succeeds {
		for others = http.StatusInternalServerError; documented[others]; others++ {
		}
	}
	for _, it := range group {
		for _, ex := range it.examples {
			switch code := ex.response.Code; {
			case code >= 200 && code <= 599:
				ex.status = code
			case code == 0 && ex.response.Status == "" && others != 0:
				ex.status = others
			default:
				ex.status = http.StatusOK
			}
		}
	}
	return others
}

func isSuccess(status int) bool { return status >= 200 && status < 300 }

// responseDoc is what the names of saved responses say beyond the status.
func (r *resolver) responseDoc(list []*collection.Response) string {
	var lines []string
	for _, response := range list {
		text := r.text(response.Name)
		for _, paragraph := range strings.Split(text, "\n\n") {
			paragraph = oneLine(paragraph)
			if paragraph != "" && !tellsStatusOnly(paragraph, response) && !slices.Contains(lines, paragraph) {
				lines = append(lines, paragraph)
			}
		}
	}
	return strings.Join(lines, "\n\n")
}

// tellsStatusOnly tells a line such as "HTTP Status Code: 404 Not Found".
func tellsStatusOnly(line string, response *collection.Response) bool {
	text := strings.ToLower(http.StatusText(response.Code))
	rest := strings.ToLower(line)
	for _, known := range []string{"http", "status", "code", text, strconv.Itoa(response.Code), ":"} {
		if known != "" {
			rest = strings.ReplaceAll(rest, known, "")
		}
	}
	return strings.Trim(rest, " .-") == ""
}

// responseBody types the body of one status by all its samples. Content types
// never decide alone: they only tell files and events from text.
func (r *resolver) responseBody(op *api.Operation, status int, list []*collection.Response) api.ResponseBody {
	var samples, documents []string
	var texts, files, events int
	for _, response := range list {
		switch bodyKind(response) {
		case api.JSONBody:
			samples = append(samples, bodyText(response))
		case api.StreamBody:
			files++
		case api.XMLBody:
			documents = append(documents, content(bodyText(response), "").Text) // typed as the tests serve it
			texts++
		case api.EventBody:
			events++
			texts++
		case api.TextBody:
			texts++
		}
	}
	switch {
	case op.Method == "HEAD" || status == http.StatusNoContent || status == http.StatusNotModified || status == http.StatusResetContent:
		return api.ResponseBody{}
	case len(samples) > 0 && texts+files == 0:
		return r.jsonResponse(list[0], samples)
	case files > 0 && len(samples)+texts == 0:
		return api.ResponseBody{Kind: api.StreamBody}
	case texts > 0 && texts == len(documents) && len(samples)+files == 0:
		return r.xmlResponse(list[0], documents)
	case events > 0 && events == texts && len(samples)+files == 0:
		return api.ResponseBody{Kind: api.EventBody}
	case texts > 0 && len(samples)+files == 0:
		return api.ResponseBody{Kind: api.TextBody}
	case texts+files+len(samples) == 0 && status != http.StatusOK:
		return api.ResponseBody{}
	}
	return api.ResponseBody{Kind: api.RawBody}
}

// anyBody says whether one of the saved responses has a body.
func anyBody(list []*collection.Response) bool {
	return slices.ContainsFunc(list, func(response *collection.Response) bool { return bodyKind(response) != api.NoBody })
}

// bodyText is the body of a saved response, without what stands around it.
func bodyText(response *collection.Response) string {
	return strings.TrimSpace(strings.TrimPrefix(response.Body, "\ufeff"))
}

// bodyKind tells what one saved body is.
func bodyKind(response *collection.Response) api.ResponseKind {
	text, media := bodyText(response), contentType(response)
	switch {
	case text != "" && isJSON(text, media):
		return api.JSONBody
	case isFile(media):
		return api.StreamBody
	case media == "text/event-stream":
		return api.EventBody
	case text != "" && isXML(text, media):
		return api.XMLBody
	case text != "":
		return api.TextBody
	}
	return api.NoBody
}

// jsonResponse is a body typed by its samples.
func (r *resolver) jsonResponse(first *collection.Response, samples []string) api.ResponseBody {
	t, err := infer.JSON(samples)
	if err != nil {
		r.inform(first.Position, []string{first.Name}, "the JSON body could not be typed: "+err.Error())
		return api.ResponseBody{Kind: api.RawBody}
	}
	return api.ResponseBody{Kind: api.JSONBody, Type: withoutSecrets(t)}
}

// xmlResponse is a body typed by XML documents, a text if they have no type.
func (r *resolver) xmlResponse(first *collection.Response, documents []string) api.ResponseBody {
	root, t, err := infer.XML(documents)
	if err != nil {
		r.inform(first.Position, []string{first.Name}, "the XML body is a string, as it has no type: "+err.Error())
		return api.ResponseBody{Kind: api.TextBody}
	}
	return api.ResponseBody{Kind: api.XMLBody, Type: withoutSecrets(t), Root: root}
}

// contentType is the media type of a saved response, without parameters.
func contentType(response *collection.Response) string {
	for _, h := range response.Headers {
		if strings.EqualFold(h.Key, "Content-Type") {
			media, _, _ := strings.Cut(h.Value.Text(), ";")
			return strings.ToLower(strings.TrimSpace(media))
		}
	}
	return ""
}

// isJSON tells JSON text; a bare scalar counts where it is declared.
func isJSON(text, contentType string) bool {
	composite := text[0] == '{' || text[0] == '['
	return (composite || strings.HasSuffix(contentType, "json")) && json.Valid([]byte(text))
}

// webPage matches the beginning of what is for a browser.
var webPage = regexp.MustCompile(`(?is)^(<\?.*?\?>|<!--.*?-->|\s)*(<!doctype\s+(html|svg)|<(html|svg)\b)`)

// isXML tells XML documents. Much of it is declared as HTML, as PHP does unasked;
// then its own declaration tells it from a piece of a page.
func isXML(text, contentType string) bool {
	if text[0] != '<' || webPage.MatchString(text) || contentType == "text/html" && !strings.HasPrefix(text, "<?xml") {
		return false
	}
	return infer.IsXML(text)
}

// fileTypes are the beginnings of content types that are no text.
var fileTypes = []string{
	"image/", "audio/", "video/", "font/", "application/octet-stream", "application/pdf", "application/zip",
	"application/gzip", "application/x-tar", "application/x-gzip", "application/vnd.ms-", "application/vnd.openxmlformats-",
	"application/protobuf", "application/x-protobuf", "application/msword",
}

func isFile(contentType string) bool {
	return contentType != "image/svg+xml" &&
		slices.ContainsFunc(fileTypes, func(prefix string) bool { return strings.HasPrefix(contentType, prefix) })
}

// shareBodies gives equal bodies of several statuses one field.
func shareBodies(successes []*api.Success) {
	for i, s := range successes {
		if s.Body.Kind == api.NoBody {
			continue
		}
		s.Shares = sharing(successes[:i], s)
		s.Body = s.Shares.Body
	}
}

// sharing is the first success with the same body, or s itself.
func sharing(earlier []*api.Success, s *api.Success) *api.Success {
	for _, e := range earlier {
		if e.Shares != nil && reflect.DeepEqual(e.Body, s.Body) {
			return e.Shares
		}
	}
	return s
}

// plumbing are response headers that every server sends; they stay readable
// in Header, and get no field.
var plumbing = map[string]bool{
	"Accept-Ranges": true, "Access-Control-Allow-Credentials": true, "Access-Control-Allow-Headers": true,
	"Access-Control-Allow-Methods": true, "Access-Control-Allow-Origin": true, "Access-Control-Expose-Headers": true,
	"Access-Control-Max-Age": true, "Age": true, "Alt-Svc": true, "Cache-Control": true, "Cf-Cache-Status": true,
	"Cf-Ray": true, "Connection": true, "Content-Encoding": true, "Content-Length": true, "Content-Security-Policy": true,
	"Content-Type": true, "Date": true, "Expect-Ct": true, "Expires": true, "Keep-Alive": true, "Nel": true, "P3p": true,
	"Pragma": true, "Referrer-Policy": true, "Report-To": true, "Server": true, "Set-Cookie": true,
	"Strict-Transport-Security": true, "Transfer-Encoding": true, "Vary": true, "Via": true, "X-Aspnet-Version": true,
	"X-Cache": true, "X-Content-Type-Options": true, "X-Frame-Options": true, "X-Powered-By": true, "X-Runtime": true,
	"X-Xss-Protection": true,
}

// addHeaders adds the typed headers of saved responses.
func (r *resolver) addHeaders(heads []*api.ResponseHead, list []*collection.Response) []*api.ResponseHead {
	for _, response := range list {
		for _, h := range response.Headers {
			key := textproto.CanonicalMIMEHeaderKey(h.Key)
			if h.Disabled || !isToken(key) || plumbing[key] || headOf(heads, key) != nil {
				continue
			}
			heads = append(heads, &api.ResponseHead{Key: key, Name: h.Key, Doc: r.text(withoutMarker(h.Description))})
		}
	}
	return heads
}

func headOf(heads []*api.ResponseHead, key string) *api.ResponseHead {
	for _, h := range heads {
		if h.Key == key {
			return h
		}
	}
	return nil
}

// isToken tells a text that may be the name of a header (RFC 9110, 5.6.2).
func isToken(s string) bool {
	return s != "" && strings.IndexFunc(s, func(c rune) bool {
		return c <= ' ' || c >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c)
	}) < 0
}

package openapi

// This file shows the answers of an endpoint: (*builder).responses.

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/infer"
)

// undocumented stands for what a collection does not say: OpenAPI wants a response.
const undocumented = "The collection has no saved response."

// responses lists the answers by status.
func (b *builder) responses(e *endpoint) Map[*Response] {
	byStatus := map[string][]*api.Example{}
	for _, it := range e.items {
		for _, ex := range it.Examples {
			status := b.status(it, ex)
			byStatus[status] = append(byStatus[status], ex)
		}
	}
	var list Map[*Response]
	for _, status := range slices.Sorted(maps.Keys(byStatus)) { // the default comes last
		list.add(status, b.response(e, byStatus[status]))
	}
	if list == nil {
		list.add("default", &Response{Description: undocumented})
	}
	return list
}

// status is how OpenAPI calls the status of a saved response. One without a status
// is the default: Postman's converter of OpenAPI documents writes it so.
func (b *builder) status(it *api.Item, ex *api.Example) string {
	if ex.Code >= 100 && ex.Code <= 599 {
		return strconv.Itoa(ex.Code)
	}
	if ex.Code != 0 {
		b.note(it, fmt.Sprintf("saved response %q has the status %d, which no server sends: it is shown as the default", ex.Name, ex.Code))
	}
	return "default"
}

// response shows the answers of one status.
func (b *builder) response(e *endpoint, list []*api.Example) *Response {
	r := &Response{
		Description: responseDoc(list),
		Headers:     headers(e, list),
	}
	byMedia := map[string][]*api.Example{}
	for _, ex := range list {
		media := responseMedia(ex)
		if media != "" && byMedia[media] == nil {
			r.Content.add(media, nil)
		}
		byMedia[media] = append(byMedia[media], ex)
	}
	for i, member := range r.Content {
		r.Content[i].Value = b.responseContent(e, byMedia[member.Name])
	}
	return r
}

// responseDoc is what the saved responses are called.
func responseDoc(list []*api.Example) string {
	var names []string
	for _, ex := range list {
		if name := strings.TrimSpace(ex.Name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return cmp.Or(strings.Join(names, "\n\n"), http.StatusText(list[0].Code), "Without a name")
}

// responseMedia is the media type of a saved body, "" if it has none.
func responseMedia(ex *api.Example) string {
	contentType := ""
	for _, h := range ex.Headers {
		if h.Key == "Content-Type" {
			contentType = h.Value.Text
			break
		}
	}
	switch ex.Kind {
	case api.JSONBody:
		return mediaType(contentType, "application/json")
	case api.XMLBody:
		return mediaType(contentType, "application/xml")
	case api.TextBody:
		return mediaType(contentType, "text/plain")
	case api.StreamBody:
		return mediaType(contentType, "application/octet-stream")
	case api.EventBody:
		return mediaType(contentType, "text/event-stream")
	}
	return ""
}

// responseContent shows saved bodies of one media type.
func (b *builder) responseContent(e *endpoint, list []*api.Example) *MediaType {
	content := &MediaType{}
	var alternatives []*Schema
	var typed []*api.Example
	var shown examples
	for _, ex := range list {
		switch ex.Kind {
		case api.JSONBody:
			typed = append(typed, ex)
		case api.StreamBody:
			alternatives = append(alternatives, binary())
		default:
			alternatives = append(alternatives, text())
		}
		if ex.Kind != api.StreamBody {
			shown.add(cmp.Or(ex.Name, http.StatusText(ex.Code)), ex.Saved.Text, ex.Kind == api.JSONBody)
		}
	}
	if len(typed) > 0 {
		alternatives = append(alternatives, b.schemas.of(responseType(e, typed), e.name()+"Response"))
	}
	content.Schema = anyOf(alternatives)
	content.Examples = shown.Map
	return content
}

// responseType is the type of JSON bodies: that of the client where the client
// has it from the same samples, since its types may be shared.
func responseType(e *endpoint, list []*api.Example) *api.Type {
	op := e.operations[0]
	samples := make([]string, len(list))
	for i, ex := range list {
		samples[i] = strings.TrimSpace(ex.Saved.Text)
	}
	if len(e.operations) > 1 || len(ofStatus(e, list[0].Status)) != len(list) {
		return inferred(samples)
	}
	if body := op.ResponseBody(list[0].Status); body.Kind == api.JSONBody {
		return body.Type
	}
	return inferred(samples)
}

// ofStatus lists the saved JSON bodies of which the client makes one type.
func ofStatus(e *endpoint, status int) []*api.Example {
	var list []*api.Example
	for _, it := range e.items {
		for _, ex := range it.Examples {
			if ex.Status == status && ex.Kind == api.JSONBody {
				list = append(list, ex)
			}
		}
	}
	return list
}

// headers shows the headers of saved responses.
func headers(e *endpoint, list []*api.Example) Map[*Header] {
	var shown Map[*Header]
	for _, ex := range list {
		for _, h := range ex.Headers {
			if _, ok := shown.get(h.Key); ok || h.Key == "Content-Type" {
				continue
			}
			header := &Header{Description: headerDoc(e, h.Key), Schema: text()}
			if value := h.Value; value.Secret == "" && value.Text != "" && !infer.IsPlaceholder(value.Text) {
				header.Example = value.Text
			}
			shown.add(h.Key, header)
		}
	}
	return shown
}

// headerDoc is what the collection says of a response header.
func headerDoc(e *endpoint, key string) string {
	for _, op := range e.operations {
		for _, h := range op.Headers {
			if h.Key == key && h.Doc != "" {
				return h.Doc
			}
		}
	}
	return ""
}

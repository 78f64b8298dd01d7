package resolve

// This file reads key/value entries: query parameters, headers and the fields
// of forms, each by newman's rules for values that are no strings.

import (
	"encoding/json"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// entry is a query parameter, header or form field as Postman would send it,
// its {{variables}} unresolved.
type entry struct {
	place       api.Place
	key         string
	value       api.Text
	files       []api.FileText // of a file part
	bare        bool           // a query parameter without "="
	disabled    bool
	required    bool // its description says "(Required)"
	doc         string
	contentType string // of a part
}

// newEntry gives what all places have in common.
func newEntry(place api.Place, e *collection.Entry) entry {
	return entry{
		place:    place,
		key:      e.Key,
		disabled: e.Disabled,
		required: isRequired(e.Description) && e.Value.Text() != printedObject,
		doc:      e.Description,
	}
}

// printedObject is what the converter writes for an object in a form. It takes the
// list of the object's required members for a flag, and so marks the field itself.
const printedObject = "[object Object]"

// isRequired finds the marker that Postman's converter of OpenAPI documents
// puts in front of a description.
func isRequired(description string) bool {
	const marker = "(required)"
	text := strings.TrimSpace(description)
	return len(text) >= len(marker) && strings.EqualFold(text[:len(marker)], marker)
}

// withoutMarker cuts what the converter adds to a description: the "(Required)"
// that isRequired finds, and the list of values that enumValues reads.
func withoutMarker(description string) string {
	if isRequired(description) {
		description = strings.TrimSpace(strings.TrimSpace(description)[len("(required)"):])
	}
	if enumValues(description) != nil {
		description = strings.TrimSpace(enumMarker.ReplaceAllString(description, ""))
	}
	return description
}

// fromConverter tells an entry that Postman's converter of OpenAPI documents
// adds to saved requests to show a security scheme; auth has it already.
func fromConverter(e *collection.Entry) bool {
	return strings.HasPrefix(e.Description, "Added as a part of security scheme")
}

// queryEntry reads a query parameter: a value that is no string sends the key
// alone.
func queryEntry(e *collection.Entry) entry {
	q := newEntry(api.Query, e)
	if e.Value.Kind() == collection.String {
		q.value = value(e.Key, e.Value.Text(), e.ValuePointer)
	} else {
		q.bare = true
	}
	return q
}

// headerEntry reads a header; a null value is sent as the text "null".
func headerEntry(e *collection.Entry) entry {
	h := newEntry(api.Header, e)
	h.value = value(e.Key, strings.Trim(e.Value.Text(), " \t"), e.ValuePointer)
	return h
}

// formEntries reads urlencoded fields. newman gathers repeated keys at the
// first one's place and puts integer keys first, as JavaScript objects do; an
// array repeats its key.
func formEntries(list []*collection.Entry) []entry {
	var order []string
	byKey := map[string][]entry{}
	for _, e := range list {
		f := newEntry(api.Form, e)
		if e.KeyNull {
			f.key = "null"
		}
		if _, seen := byKey[f.key]; !seen {
			order = append(order, f.key)
		}
		for _, text := range formValues(e) {
			f.value = text
			byKey[f.key] = append(byKey[f.key], f)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return integerKey(order[i]) < integerKey(order[j]) })
	var entries []entry
	for _, key := range order {
		entries = append(entries, byKey[key]...)
	}
	return entries
}

// integerKey orders keys that are array indices of JavaScript before others.
func integerKey(key string) uint64 {
	n, err := strconv.ParseUint(key, 10, 32)
	if err != nil || strconv.FormatUint(n, 10) != key || n == 1<<32-1 {
		return 1 << 33
	}
	return n
}

// formValues gives the texts that a field is sent with.
func formValues(e *collection.Entry) []api.Text {
	switch e.Value.Kind() {
	case collection.Array:
		var texts []api.Text
		for i, element := range e.Value.Elements() {
			texts = append(texts, value(e.Key, scalarText(element), e.ValuePointer+"/"+strconv.Itoa(i)))
		}
		return texts
	default:
		return []api.Text{value(e.Key, scalarText(e.Value), e.ValuePointer)}
	}
}

// scalarText prints strings, numbers and booleans; the rest is empty.
func scalarText(v collection.Value) string {
	switch v.Kind() {
	case collection.String, collection.Number, collection.Bool:
		return v.Text()
	}
	return ""
}

// partEntries reads the fields of a multipart form, in order. What has a file
// name is a file, whether its content is one or stands in the collection.
func partEntries(list []*collection.Entry) []entry {
	var entries []entry
	for _, e := range list {
		p := newEntry(api.Part, e)
		p.contentType = e.ContentType
		if e.Type == "file" || e.FileName != "" {
			p.place, p.files = api.File, partFiles(e)
		} else {
			p.value = partValue(e)
		}
		entries = append(entries, p)
	}
	return entries
}

// partFiles gives the files of a part: those of src, else the one that the
// collection itself holds.
func partFiles(e *collection.Entry) []api.FileText {
	if len(e.Src) == 0 {
		return []api.FileText{heldFile(e)}
	}
	var files []api.FileText
	for _, src := range e.Src {
		file := api.FileText{Name: api.Text{Text: baseName(src)}}
		if e.FileName != "" {
			file = api.FileText{Name: api.Text{Text: e.FileName}, Source: file.Name}
		}
		if e.ContentType != "" {
			file.Source = api.Text{} // no type is guessed
		}
		files = append(files, file)
	}
	return files
}

// heldFile is the value as a file: in Base64 where the part is of type file,
// and then a secret, as nobody can see what it holds. Without name and value, it
// is the empty file that Postman sends where none is chosen.
func heldFile(e *collection.Entry) api.FileText {
	file := api.FileText{Name: api.Text{Text: e.FileName}, Content: partValue(e)}
	switch {
	case file.Content.Text == "":
		file.Base64 = e.FileName != "" // the encoding of nothing
	case e.Type == "file":
		file.Content, file.Base64 = secret(e.Value.Text(), e.ValuePointer), true
	}
	return file
}

// partValue gives the text of a part: nothing for what is falsy, objects and
// arrays as JSON.
func partValue(e *collection.Entry) api.Text {
	switch {
	case !e.Value.Truthy():
		return api.Text{}
	case e.Value.Kind() == collection.Object, e.Value.Kind() == collection.Array:
		return content(e.Value.JSON(), e.ValuePointer)
	}
	return value(e.Key, e.Value.Text(), e.ValuePointer)
}

// baseName is the last element of a path of any system.
func baseName(src string) string {
	if src == "" {
		return ""
	}
	return path.Base(strings.ReplaceAll(src, `\`, "/"))
}

// jsonString writes a string as JSON.
func jsonString(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""` // a string always has a JSON form
	}
	return string(b)
}

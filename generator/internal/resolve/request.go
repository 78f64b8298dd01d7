package resolve

// This file reads one request to what Postman would send, {{variables}}
// unresolved. (*resolver).items walks the collection and reads them all.

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// item is a request of the collection with its saved responses.
type item struct {
	index     int
	path      []string // names of folders and of the request
	folder    *folder
	removed   bool            // the lock alone has it
	known     *knownOperation // that of the lock that it is; nil if it is new
	operation *api.Operation
	request   *request
	examples  []*example
	source    *collection.Item
}

// example is a saved response.
type example struct {
	response *collection.Response
	request  *request // the request that it answers; nil: the item's
	status   int      // what a server sends for it
}

// request is what Postman would send.
type request struct {
	method  string
	target  target
	headers []entry
	auth    *auth
	body    body
	doc     string
}

// context is what a request inherits from its folders.
type context struct {
	path      []string
	folder    *folder
	auths     []*collection.Auth            // nearest first
	behaviors []map[string]collection.Value // nearest first
}

// items reads all requests that the options select, in document order, and makes
// services of folders. Folders without requests are left out.
func (r *resolver) items(col *collection.Collection, opts Options) ([]*item, error) {
	selected, left, err := r.selected(col.Items, opts.Include, opts.Exclude)
	if err != nil {
		return nil, err
	}
	if left > 0 {
		r.inform(collection.Position{}, nil, fmt.Sprintf("requests left out by include and exclude: %d", left))
	}
	var items []*item
	top := context{
		folder:    &folder{},
		auths:     []*collection.Auth{col.Auth},
		behaviors: []map[string]collection.Value{col.Behavior},
	}
	r.client.Root.Doc = r.text(col.Description)
	r.readItems(selected, top, &items)
	r.recognize(items)
	if err := r.checkKnown(items); err != nil {
		return nil, err
	}
	r.folders = top.folder
	r.services(top.folder)
	if opts.KeepRemoved {
		items = append(items, r.removed(items)...)
	}
	return items, nil
}

func (r *resolver) readItems(list []*collection.Item, ctx context, items *[]*item) {
	for _, it := range list {
		inner := ctx
		inner.path = append(ctx.path[:len(ctx.path):len(ctx.path)], it.Name)
		inner.auths = append([]*collection.Auth{it.Auth}, ctx.auths...)
		inner.behaviors = append([]map[string]collection.Value{it.Behavior}, ctx.behaviors...)
		if it.Folder {
			if holdsRequests(it.Items) {
				inner.folder = ctx.folder.child(redact(it.Name), r.text(it.Description))
				r.readItems(it.Items, inner, items)
			}
			continue
		}
		// Auth beside a request is not read by Postman, only auth in it.
		inner.auths = ctx.auths
		read := r.readItem(it, inner, len(*items))
		ctx.folder.items = append(ctx.folder.items, read)
		*items = append(*items, read)
	}
}

// holdsRequests tells whether there is a request at any depth.
func holdsRequests(list []*collection.Item) bool {
	for _, it := range list {
		if !it.Folder || holdsRequests(it.Items) {
			return true
		}
	}
	return false
}

// readItem reads a request and the requests of its saved responses.
func (r *resolver) readItem(it *collection.Item, ctx context, index int) *item {
	result := &item{index: index, path: ctx.path, folder: ctx.folder, source: it}
	source := it.Request
	ctx.auths = append([]*collection.Auth{source.Auth}, ctx.auths...)
	result.request = r.readRequest(source, ctx, true)
	for _, response := range it.Responses {
		ex := &example{response: response}
		if response.OriginalRequest != nil {
			ex.request = r.readRequest(response.OriginalRequest, ctx, false)
		}
		result.examples = append(result.examples, ex)
	}
	return result
}

// readRequest reads a request; a saved one (main is false) takes the auth of
// its item, as a response is no place for credentials.
func (r *resolver) readRequest(source *collection.Request, ctx context, main bool) *request {
	q := &request{
		method: r.method(source.Method),
		target: parseURL(source.URL),
		doc:    source.Description,
	}
	q.target.base = strings.TrimSpace(q.target.base)
	chosen := effectiveAuth(ctx.auths)
	effective, problem := r.auth(chosen)
	if problem != "" && !r.warned[chosen] {
		r.warned[chosen] = true
		r.warn(chosen.Position, append(ctx.path, "auth"), problem)
	}
	q.auth = effective
	if main {
		r.checkRequest(source, q, ctx.path)
	}
	own := q.readHeaders(r, source.Headers)
	if q.auth == nil && q.target.userInfo != "" {
		q.auth = r.userInfoAuth(q.target.userInfo, source.URL)
	}
	if !prunedMethods[q.method] || source.EmptyMethod || ctx.behavior("disableBodyPruning") {
		q.body = r.body(source.Body, own)
		if ctx.disabledHeader("content-type") {
			q.body.dropType(len(own) > 0)
		}
	}
	if q.body.problem != "" && main {
		r.warn(source.Body.Position, ctx.path, q.body.problem)
	}
	q.placeContentType(own)
	q.dropReplacedByAuth()
	return q
}

// checkRequest notes what no client can send as it is written.
func (r *resolver) checkRequest(source *collection.Request, q *request, path []string) {
	if source.URL == nil {
		r.warn(source.Position, path, "the request has no URL: it goes to the base URL alone")
	}
	if !isToken(q.method) {
		r.warn(source.Position, append(path, "method"), strconv.Quote(source.Method)+" is no HTTP method: neither Postman nor the client can send it")
	}
	for _, e := range source.Headers {
		if key := r.scope.expand(e.Key); key != "" && !e.Disabled && !isToken(key) {
			r.warn(e.Position, append(path, "header"), strconv.Quote(key)+" is no name of a header: it is left out")
		}
	}
	for _, e := range q.target.query {
		if key := r.scope.expand(e.key); len(references(key)) > 0 && !e.disabled {
			r.warn(source.Position, append(path, "url"), "the query key "+strconv.Quote(key)+" is an undefined variable: it is sent as it is written")
		}
	}
}

// method is upper-cased before variables are expanded, as newman does.
func (r *resolver) method(written string) string {
	method := strings.ToUpper(r.scope.expand(strings.ToUpper(strings.TrimSpace(written))))
	if method == "" {
		return "GET"
	}
	return method
}

// behavior looks up a protocolProfileBehavior, nearest first.
func (c context) behavior(key string) bool {
	for _, b := range c.behaviors {
		if v, ok := b[key]; ok {
			return v.Truthy()
		}
	}
	return false
}

// disabledHeader tells an automatic header that the collection switches off.
func (c context) disabledHeader(name string) bool {
	for _, b := range c.behaviors {
		if v, ok := b["disabledSystemHeaders"]; ok {
			return v.Member(name).Truthy()
		}
	}
	return false
}

// readHeaders sorts the headers of a request: Authorization is a credential,
// Content-Type belongs to the body and is returned, the rest are parameters.
func (q *request) readHeaders(r *resolver, list []*collection.Entry) (own contentTypes) {
	for _, e := range lastSpellings(list) {
		if fromConverter(e) || transport[strings.ToLower(e.Key)] || !isToken(r.scope.expand(e.Key)) {
			continue
		}
		h := headerEntry(e)
		switch {
		case strings.EqualFold(e.Key, "Content-Type") && !e.Disabled:
			h.value.Text = r.scope.expand(h.value.Text)
			own = append(own, h)
		case strings.EqualFold(e.Key, "Authorization"):
			if !e.Disabled && (q.auth == nil || !q.auth.sent) && h.value.Text != "" {
				q.auth = r.headerAuth(h)
			}
		default:
			q.headers = append(q.headers, h)
		}
	}
	return own
}

// transport names the headers that belong to net/http: it measures and frames
// the body, and undoes only an encoding that it asked for itself.
var transport = map[string]bool{
	"accept-encoding": true, "connection": true, "content-length": true, "trailer": true,
	"transfer-encoding": true, "upgrade": true,
}

// lastSpellings drops enabled headers whose name comes again in another
// spelling: newman sends only the last spelling.
func lastSpellings(list []*collection.Entry) []*collection.Entry {
	last := map[string]string{}
	for _, e := range list {
		if !e.Disabled {
			last[strings.ToLower(e.Key)] = e.Key
		}
	}
	var keep []*collection.Entry
	for _, e := range list {
		if e.Disabled || last[strings.ToLower(e.Key)] == e.Key {
			keep = append(keep, e)
		}
	}
	return keep
}

// contentTypes are the Content-Type headers that a request has of its own.
type contentTypes []entry

// fixed is the type that is the same for each call: "" and true where the user
// wants none, false where there is no such header, or a variable in it.
func (own contentTypes) fixed() (string, bool) {
	if len(own) == 0 || len(references(own[0].value.Text)) > 0 {
		return "", false
	}
	return own[0].value.Text, true
}

// placeContentType keeps a Content-Type of the user's as a header where the
// body does not claim it: newman sends it even when there is no body, when it
// is empty, and more than once.
func (q *request) placeContentType(own contentTypes) {
	if text, ok := own.fixed(); ok && text != "" && len(own) == 1 && q.body.sent() && !q.body.untyped {
		return
	}
	for _, h := range own {
		h.key = "Content-Type"
		q.headers = append(q.headers, h)
	}
}

// dropReplacedByAuth removes parameters that auth replaces when it is sent.
func (q *request) dropReplacedByAuth() {
	if q.auth == nil || q.auth.whole {
		return
	}
	c := q.auth.credential
	switch c.Scheme {
	case api.APIKeyHeader:
		q.headers = without(q.headers, func(e entry) bool { return sameWords(e.key, c.Key) })
	case api.APIKeyQuery:
		q.target.query = without(q.target.query, func(e entry) bool { return e.key == c.Key })
	case api.Bearer, api.BearerQuery:
		q.target.query = without(q.target.query, func(e entry) bool { return e.key == "access_token" && q.auth.sent })
	default:
		q.dropSignature()
	}
}

// sameWords compares header names by their letters and digits alone, as
// newman does for API keys.
func sameWords(a, b string) bool {
	letters := func(s string) string {
		return strings.Map(func(c rune) rune {
			if strings.ContainsRune("-_ .", c) {
				return -1
			}
			return c
		}, strings.ToLower(s))
	}
	return letters(a) == letters(b)
}

func without(list []entry, drop func(entry) bool) []entry {
	var keep []entry
	for _, e := range list {
		if !drop(e) {
			keep = append(keep, e)
		}
	}
	return keep
}

// entries lists all parameters but path variables, in the order of places.
func (q *request) entries() []entry {
	list := append(q.target.query[:len(q.target.query):len(q.target.query)], q.headers...)
	return append(list, q.body.entries...)
}

// templates lists the texts of paths and parameters, in which variables are
// request fields.
func (q *request) templates() []string {
	var texts []string
	for _, p := range q.target.path {
		texts = append(texts, p.value.Text)
	}
	for _, e := range q.entries() {
		if !e.disabled {
			texts = append(texts, e.value.Text)
		}
	}
	return texts
}

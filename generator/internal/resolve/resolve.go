// Package resolve turns a collection into the model: the API as meant.
//
// Every rule of Postman lives here and nowhere else: variables, the parts of a
// URL, inherited auth, which body goes out and with which Content-Type. The
// reference for all of them is what newman, Postman's own runner, sends.
//
// [Client] is the entry point. It reads the collection twice: once request by
// request (request.go, url.go, body.go, auth.go), to what Postman would send;
// then all of them together (operations.go, params.go, responses.go), since
// what is optional, constant or shared shows only when every request is seen.
package resolve

import (
	"cmp"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

// Options are what the collection does not say itself.
type Options struct {
	Source     string     // what to call the collection in generated files
	Package    string     // package name
	ImportPath string     // import path of the package; "" where it is unknown
	Lock       *lock.Lock // what callers of the client know; nil if there are none

	Include, Exclude []string          // patterns of the requests that the client has, and has not
	Hoist            []string          // names of headers that can be set once on the client
	Rename, Retype   map[string]string // Go names and types by key
	KeepRemoved      bool              // methods whose requests are gone stay for this time
	Digest           string            // of the collection: another one is another collection
}

// Client gives the API that a collection describes, without Go names, and
// notes on what could not be expressed. It fails with an [OptionError], or several
// joined, if an option names something that the collection does not have.
func Client(col *collection.Collection, opts Options) (*api.Client, []api.Note, error) {
	secrets := secretVariables(col)
	r := &resolver{
		scope:       newScope(col.Variables, secrets),
		all:         newScope(col.Variables, nil),
		secrets:     secrets,
		prose:       map[string]string{},
		warned:      map[*collection.Auth]bool{},
		bases:       map[string]*api.BaseURL{},
		credentials: map[credentialID]*api.Credential{},
		enums:       map[string]*api.Enum{},
		lock:        cmp.Or(opts.Lock, &lock.Lock{}),
		known:       map[string]*api.Service{},
		digest:      opts.Digest,
		recognized:  map[*api.Operation]*knownOperation{},
		keptEnums:   map[string]*api.Enum{},
		keptTypes:   map[**api.Type]*api.Type{},
		client: &api.Client{
			Package:    opts.Package,
			ImportPath: opts.ImportPath,
			Source:     opts.Source,
			Title:      oneLine(redact(col.Name)),
			Root:       &api.Service{},
			Known:      opts.Lock.Names(),
		},
	}
	r.inputs, r.outputs = newKeeper(r.lock.RequestTypes), newKeeper(r.lock.ResponseTypes)
	r.client.Doc = r.text(col.Description)
	items, err := r.items(col, opts)
	if err != nil {
		return nil, nil, err
	}
	if len(items) == 0 {
		r.warn(collection.Position{Line: 1, Column: 1}, nil, "the collection has no requests: its client has no methods")
	}
	r.operations(items)
	r.handled = items
	r.keepBodies()
	if err := r.retype(opts.Retype); err != nil {
		return nil, nil, err
	}
	r.shareTypes()
	r.paging(items)
	r.baseURLs()
	r.variables(col, items)
	r.defaults(items)
	r.retries(items)
	if err := r.hoist(opts.Hoist, items); err != nil {
		return nil, nil, err
	}
	r.errorCodes()
	r.keepOptions()
	if err := r.rename(opts.Rename); err != nil {
		return nil, nil, err
	}
	r.tests(col, items)
	return r.client, r.notes, nil
}

// resolver holds what the steps of one run share.
type resolver struct {
	client *api.Client
	notes  []api.Note

	scope       scope           // the collection's variables, without secret values
	all         scope           // with them: to decide by, never to write down
	secrets     map[string]bool // the names of those that may hold a secret
	prose       map[string]string
	bases       map[string]*api.BaseURL
	credentials map[credentialID]*api.Credential
	enums       map[string]*api.Enum
	lock        *lock.Lock
	known       map[string]*api.Service // services of the lock
	digest      string                  // of the collection
	recognized  map[*api.Operation]*knownOperation
	keptEnums   map[string]*api.Enum
	keptTypes   map[**api.Type]*api.Type // of bodies of responses, by their places
	inputs      *keeper                  // of the types in request bodies
	outputs     *keeper                  // of those in responses
	failures    []failure
	folders     *folder                   // the collection itself
	handled     []*item                   // those with operations
	warned      map[*collection.Auth]bool // those that a note was made of
}

// text gives a description as plain text; many parameters share theirs.
func (r *resolver) text(description string) string {
	if description == "" {
		return ""
	}
	plain, ok := r.prose[description]
	if !ok {
		plain = prose.Text(content(description, "").Text)
		r.prose[description] = plain
	}
	return plain
}

// warn notes that the client lacks something that the collection has.
func (r *resolver) warn(at collection.Position, path []string, text string) {
	r.notes = append(r.notes, note(at, path, text, true))
}

// inform notes what a reader of the collection should know.
func (r *resolver) inform(at collection.Position, path []string, text string) {
	r.notes = append(r.notes, note(at, path, text, false))
}

func note(at collection.Position, path []string, text string, warning bool) api.Note {
	return api.Note{
		Warning: warning,
		Line:    at.Line,
		Column:  at.Column,
		Path:    oneLine(strings.Join(path, " / ")),
		Text:    text,
	}
}

// oneLine folds white space, so that a text fits a header or a message.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

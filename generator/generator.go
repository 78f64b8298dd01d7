package generator

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/emit"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/naming"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/resolve"
	"github.com/postman-gen-go/postman-gen-go/templates"
)

// Options are what a caller of Generate may choose.
type Options struct {
	Source     string // how the header of generated files calls the collection: its base name; may be ""
	Package    string // the client's package name; required
	ImportPath string // the client's import path; "" leaves out the Example functions, with a note
	Lock       []byte // what the lock file of the client says of its API (Output.Lock of the last time); nil if there is none

	// Environment is a Postman environment, whose values stand for variables that the collection leaves undefined.
	Environment []byte
	// Include and Exclude are patterns of requests: of "Folder/Request", or of "METHOD /path". In them "*" stands for any
	// text without a slash, "**" for any text; a pattern that ends in neither means a folder with all in it, too. The
	// client has the requests that a pattern of Include matches, or all if there is none, but those of Exclude.
	Include, Exclude []string
	// Hoist are names of headers that can be set once on the client; the fields of requests win over that.
	Hoist []string
	// NoTests leaves out the tests, NoFake the fake server.
	NoTests, NoFake bool
	// Rename gives Go names, Retype Go types, by keys that stay when names change. A key is a folder ("Accounts/Users"), a
	// request ("Users/Get user" or "GET /users/:id"), or behind that, with a space between, a part of it: a parameter
	// ("GET /users query limit"; also path, header, form, part and file), a member of a JSON body ("POST /users
	// body.address.city") or of an answer by its status ("GET /users 200.items[].name"), or, with "{}" behind, the type of
	// the objects there ("GET /users 200.items[]{}"). "variable storeId" is a variable of the client.
	Rename, Retype map[string]string
	// KeepRemoved keeps the methods of requests that are gone, as deprecated ones, until the next time.
	KeepRemoved bool

	// Stage, unless it is nil, is told what the generator begins with: decode, resolve, name, emit.
	Stage func(name string) `json:"-"`
}

// OptionError says that an option names something which the collection does not have, or cannot be read. An error of
// Generate may be several of them, joined.
type OptionError = resolve.OptionError

// ErrAnotherAPI says that Options.Lock has nothing in common with the collection.
var ErrAnotherAPI = resolve.ErrAnotherAPI

// Severity says how much a Note matters.
type Severity string

// The severities of notes.
const (
	Warning Severity = "warning" // the client lacks something that the collection has
	Info    Severity = "info"    // a decision worth knowing
	// Breaking tells callers of the client before that something they may rely on is not there any more.
	Breaking Severity = "breaking"
)

// Note tells of something in the collection that the client expresses otherwise, or not at all.
type Note struct {
	Severity     Severity
	Line, Column int    // where in the collection, counted from 1; 0 where unknown
	Path         string // folder / request / field
	Text         string
}

// File is a generated file.
type File struct {
	Name    string // slash-separated, below the output folder
	Content []byte
}

// Output is a generated client.
type Output struct {
	Files                    []File
	Lock                     []byte // the API as callers know it from now on, as JSON: Options.Lock of the next time
	Notes                    []Note
	Services, Methods, Types int
}

// Generate turns the Postman collection src into the files of a Go client.
// It reads and writes nothing: bytes in, files out. Its error says where in
// the collection ("line:column: …") the reason lies.
func Generate(src []byte, opts Options) (*Output, error) {
	if opts.Package == "" {
		return nil, errors.New("a client needs a package name")
	}
	client, before, notes, err := model(src, opts)
	if err != nil {
		return nil, err
	}
	opts.begin("emit")
	files, err := emit.Files(client, emit.Options{NoTests: opts.NoTests, NoFake: opts.NoFake}) // jennifer, plus the static runtime
	if err != nil {
		return nil, err
	}
	if opts.ImportPath == "" && !opts.NoTests {
		notes = append(notes, Note{Severity: Info, Text: "there is no go.mod above the output folder, so Example functions " +
			"are left out: give the client's import path (--import-path) to have them"})
	}
	now := lock.Of(client)
	kept, err := now.Format()
	if err != nil {
		return nil, err
	}
	for _, what := range lock.Breaks(before, now) {
		notes = append(notes, Note{Severity: Breaking, Text: what})
	}
	out := &Output{Notes: notes, Lock: kept}
	for _, f := range files {
		out.Files = append(out.Files, File(f))
	}
	out.Types = len(client.Inputs) + len(client.Outputs)
	out.count(client.Root)
	return out, nil
}

// model is what Generate, Inspect and OpenAPI have in common: Decode, Resolve and Name.
func model(src []byte, opts Options) (*api.Client, *lock.Lock, []Note, error) {
	opts.begin("decode")
	col, problems, err := collection.Decode(src) // the collection as written
	if err != nil {
		return nil, nil, nil, err
	}
	known, err := lock.Parse(opts.Lock) // what callers of the client know
	if err != nil {
		return nil, nil, nil, err
	}
	if err := addEnvironment(col, src, opts.Environment); err != nil {
		return nil, nil, nil, err
	}
	opts.begin("resolve")
	client, found, err := resolve.Client(col, opts.resolve(src, known)) // the API as meant: variables, auth, folders, types
	if err != nil {
		return nil, nil, nil, err
	}
	opts.begin("name")
	naming.Assign(client, templates.Names(), templates.Files()) // every Go identifier, once, without collisions
	naming.Fake(client, templates.FakeNames())                  // and those of the fake server beside the client
	if err := taken(client.Wishes); err != nil {
		return nil, nil, nil, err
	}
	return client, known, allNotes(problems, found), nil
}

// taken tells wishes for names that something else has.
func taken(wishes []api.Wish) error {
	var problems []error
	for _, w := range wishes {
		if *w.Got != w.Name {
			text := fmt.Sprintf("rename: %q for %q: something else is called so, or would be: rename that as well, or choose another name", w.Name, w.Key)
			problems = append(problems, &OptionError{Option: "rename", Value: w.Key, Text: text})
		}
	}
	return errors.Join(problems...)
}

// resolve are the options of package resolve.
func (o Options) resolve(src []byte, known *lock.Lock) resolve.Options {
	digest := sha256.Sum256(src)
	return resolve.Options{
		Digest: hex.EncodeToString(digest[:8]),
		Source: o.Source, Package: o.Package, ImportPath: o.ImportPath, Lock: known,
		Include: o.Include, Exclude: o.Exclude, Hoist: o.Hoist, Rename: o.Rename, Retype: o.Retype, KeepRemoved: o.KeepRemoved,
	}
}

// begin tells whoever wants to know that a stage begins.
func (o Options) begin(stage string) {
	if o.Stage != nil {
		o.Stage(stage)
	}
}

// allNotes lists everything worth telling, in the order of the collection.
func allNotes(problems []collection.Problem, found []api.Note) []Note {
	var notes []Note
	for _, p := range problems {
		notes = append(notes, Note{Warning, p.Position.Line, p.Position.Column, p.Path, p.Text})
	}
	return sorted(append(notes, asNotes(found)...))
}

// asNotes gives the notes of the model their form for callers.
func asNotes(found []api.Note) []Note {
	var notes []Note
	for _, n := range found {
		severity := Info
		if n.Warning {
			severity = Warning
		}
		notes = append(notes, Note{severity, n.Line, n.Column, n.Path, n.Text})
	}
	return notes
}

// sorted brings notes into the order of the collection.
func sorted(notes []Note) []Note {
	slices.SortStableFunc(notes, func(a, b Note) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return notes
}

// count counts what a summary tells.
func (o *Output) count(s *api.Service) {
	if s.Parent != nil {
		o.Services++
	}
	o.Methods += len(s.Operations)
	for _, op := range s.Operations {
		o.Types += 2 // request, response
		for _, failure := range op.Failures {
			if failure.GoName != "" {
				o.Types++
			}
		}
	}
	for _, child := range s.Services {
		o.count(child)
	}
}

package main

// What is said to programs: --format json. Entry points: printJSON, and report for
// failures.

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// format is the value of --format.
type format string

const (
	formatText format = "text"
	formatJSON format = "json"
)

// String, Set and Type make it the value of a flag.
func (f *format) String() string { return string(*f) }

// Set takes over a value, or refuses it.
func (f *format) Set(value string) error {
	switch format(value) {
	case formatText, formatJSON:
		*f = format(value)
		return nil
	}
	return errors.New("expected text or json")
}

// Type is what -h shows for a value where the usage names none.
func (f *format) Type() string { return "text|json" }

// jsonGenerated is what generate has done.
type jsonGenerated struct {
	jsonHead
	Notes    []message `json:"notes"`
	Files    jsonFiles `json:"files"`
	Services int       `json:"services"`
	Methods  int       `json:"methods"`
	Types    int       `json:"types"`
}

// jsonFiles are the names of files, slash-separated, below the client's folder.
type jsonFiles struct {
	Create    []string `json:"create"`
	Update    []string `json:"update"`
	Remove    []string `json:"remove"`
	Unchanged int      `json:"unchanged"`
}

// json is what --format json prints of a client.
func (g *generated) json() (any, error) {
	if g.err != nil {
		return nil, g.err
	}
	return jsonGenerated{
		jsonHead: g.head(),
		Notes:    g.notes,
		Files:    filesOf(g.plan),
		Services: g.out.Services,
		Methods:  g.out.Methods,
		Types:    g.out.Types,
	}, nil
}

func filesOf(plan *generator.Plan) jsonFiles {
	return jsonFiles{
		Create:    list(plan.Create),
		Update:    list(plan.Update),
		Remove:    list(plan.Remove),
		Unchanged: len(plan.Unchanged),
	}
}

// jsonHead tells the clients of a configuration apart.
type jsonHead struct {
	Name string `json:"name,omitzero"`
	Out  string `json:"out,omitzero"`
}

func (g *generated) head() jsonHead {
	if g.client.config == nil {
		return jsonHead{}
	}
	return jsonHead{g.client.name, g.client.out}
}

// jsonResults is what is printed of clients: what tell gives of the one of a command line,
// or a list for those of a configuration. Of a failure, it is that.
func jsonResults(results []*generated, tell func(*generated) (any, error)) any {
	list := make([]any, len(results))
	for i, g := range results {
		told, err := tell(g)
		if failed, ok := errors.AsType[failure](err); ok {
			told = jsonFailure{g.head(), failed}
		}
		list[i] = told
	}
	if results[0].client.config == nil {
		return list[0]
	}
	return struct {
		Clients []any `json:"clients"`
	}{list}
}

// list is names as a list in any case: JSON shows a nil slice as null.
func list(names []string) []string { return append([]string{}, names...) }

// jsonFailure is why nothing was done.
type jsonFailure struct {
	jsonHead
	Errors failure `json:"errors"`
}

// errReported ends a run that has failed and said so.
var errReported = errors.New("reported already")

// report prints a failure on standard output, where that has to be JSON, and leaves
// it to run otherwise.
func report(err error, as format, stdout io.Writer) error {
	failed, ok := errors.AsType[failure](err)
	if !ok || as != formatJSON {
		return err
	}
	if err := printJSON(stdout, jsonFailure{Errors: failed}); err != nil {
		return err
	}
	return errReported
}

func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

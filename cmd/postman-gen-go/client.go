package main

// A client that is to be generated, with all that is settled about it: by the command line
// or by the configuration. Entry points: clientOf, clientToShow and clientsOf.

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/module"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/similar"
	"github.com/postman-gen-go/postman-gen-go/generator"
)

// client is what to make of a collection, and where.
type client struct {
	name        string // in the configuration; "" for that of the command line
	source      source
	environment string // a file; "" for none
	out         string // the folder
	opts        generator.Options

	config *config.Client // nil for that of the command line
	file   string         // the configuration
}

// clientOf is the client that a command line describes.
func clientOf(collection string, stdin io.Reader, flags generateFlags) (*client, error) {
	src, err := newSource(collection, stdin)
	if err != nil {
		return nil, err
	}
	if flags.out == "" {
		return nil, usageErrorf("missing --out DIR: the folder to write the client to")
	}
	c := &client{source: src, out: filepath.Clean(flags.out)} // a folder that is not there is no way to one that is
	c.opts.Package, err = packageName(flags.packageName, c.out)
	if err != nil {
		return nil, err
	}
	c.opts.ImportPath, err = importPath(flags.importPath, c.out)
	c.opts.Source = src.base
	c.opts.KeepRemoved = flags.keepRemoved
	return c, err
}

// clientToShow is what inspect and openapi are given: the name of a client of the
// configuration, or a collection.
func clientToShow(argument string, stdin io.Reader) (*client, error) {
	if file, err := config.Find("."); err == nil && !isCollection(argument) {
		clients, err := clientsOf(file, nil)
		if err != nil {
			return nil, err
		}
		for _, c := range clients {
			if c.name == argument {
				return c, nil
			}
		}
	}
	src, err := newSource(argument, stdin)
	return &client{source: src, opts: generator.Options{Source: src.base}}, err
}

// clientsOf are the clients of the configuration that have these names, or all of them.
// The error is a failure with all that is wrong in the configuration.
func clientsOf(file string, names []string) ([]*client, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, failureIn(file, withoutPath(err))
	}
	configured, err := config.Parse(text)
	if err != nil {
		return nil, failureIn(file, err)
	}
	configured, err = named(file, configured, names)
	if err != nil {
		return nil, err
	}
	var clients []*client
	var wrong failure
	for _, c := range configured {
		settled := &client{name: c.Name, config: c, file: file}
		wrong = append(wrong, settled.settle()...)
		clients = append(clients, settled)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return clients, nil
}

// named picks the clients that have these names, or all if there are none.
func named(file string, configured []*config.Client, names []string) ([]*config.Client, error) {
	if len(names) == 0 {
		return configured, nil
	}
	var picked []*config.Client
	for _, name := range names {
		i := slices.IndexFunc(configured, func(c *config.Client) bool { return c.Name == name })
		if i < 0 {
			return nil, unknownClient(file, configured, name)
		}
		if !slices.Contains(picked, configured[i]) {
			picked = append(picked, configured[i])
		}
	}
	return picked, nil
}

func unknownClient(file string, configured []*config.Client, name string) error {
	known := make([]string, len(configured))
	for i, c := range configured {
		known[i] = c.Name
	}
	meant := cmp.Or(similar.Word(name, known), strings.Join(known, ", "))
	return usageErrorf("%s has no client %q: did you mean %s? A collection needs --out DIR", file, name, meant)
}

// settle takes over what the configuration says, and finds out the rest.
func (c *client) settle() failure {
	said := c.config
	c.out = c.path(said.Out)
	if said.Environment != "" {
		c.environment = c.path(said.Environment)
	}
	c.opts = generator.Options{
		Include: said.Include, Exclude: said.Exclude, Hoist: said.Hoist,
		NoTests: !said.Tests, NoFake: !said.Fake,
		Rename: said.Rename, Retype: said.Retype, KeepRemoved: said.KeepRemoved,
	}
	var wrong failure
	for _, step := range []struct {
		key, value string
		settle     func() error
	}{
		{"collection", said.Collection, c.settleSource},
		{"package", said.Package, c.settlePackage},
		{"import-path", said.ImportPath, c.settleImportPath},
	} {
		if err := step.settle(); err != nil {
			wrong = append(wrong, c.inConfig(step.key, step.value, err))
		}
	}
	return wrong
}

func (c *client) settleSource() error {
	collection := c.config.Collection
	if collection == "-" {
		return errNoStdin
	}
	src, err := newSource(collection, nil)
	if err == nil && src.isFile {
		src, err = newSource(c.path(collection), nil)
	}
	c.source, c.opts.Source = src, src.base
	return err
}

// errNoStdin is why a configuration cannot name "-".
var errNoStdin = usageErrorf("a configuration cannot read standard input: expected a file, a web address or postman:UID")

func (c *client) settlePackage() error {
	given := c.config.Package
	if given != "" {
		if err := checkPackageName(given); err != nil {
			return err // packageName calls it by the flag
		}
	}
	name, err := packageName(given, c.out)
	c.opts.Package = name
	return err
}

func (c *client) settleImportPath() error {
	given := c.config.ImportPath
	if given != "" {
		if err := module.CheckImportPath(given); err != nil {
			return err
		}
	}
	path, err := importPath(given, c.out)
	c.opts.ImportPath = path
	return err
}

// inConfig is what is wrong with a value of the configuration.
func (c *client) inConfig(key, value string, err error) message {
	at := c.config.At(key, value)
	return message{File: c.file, Line: at.Line, Column: at.Column, Text: key + ": " + err.Error()}
}

// path makes a path of the configuration one of this process.
func (c *client) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(filepath.Dir(c.file), filepath.FromSlash(name))
}

// label is how a client is called where there are several.
func (c *client) label() string { return cmp.Or(c.name, c.out) }

// inputs are the files that the client is made of.
func (c *client) inputs() []string {
	var files []string
	if c.source.isFile {
		files = append(files, c.source.name)
	}
	for _, name := range []string{c.environment, c.file} {
		if name != "" {
			files = append(files, name)
		}
	}
	return files
}

package main

// The work of generate: from collections to files on disk. Entry points: produceAll for
// several clients at once, produce for one.

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/similar"
	"github.com/postman-gen-go/postman-gen-go/generator"
)

// generated is what a run has done for a client, or would have without --dry-run; or why
// it has done nothing.
type generated struct {
	client *client
	notes  []message
	out    *generator.Output
	plan   *generator.Plan
	first  bool // there was no client before
	stages *stages
	err    error // a failure
}

// production is what the clients of a run share.
type production struct {
	flags  generateFlags
	status *progress
	memory *memory
	cache  *cache
}

// produceAll generates clients, as many at a time as there are processors. The results
// have their order.
func produceAll(cmd *cobra.Command, clients []*client, flags generateFlags, cache *cache) []*generated {
	status := startProgress(cmd.ErrOrStderr(), flags.quiet)
	defer status.stop()
	p := &production{flags: flags, status: status, memory: &memory{}, cache: cache}
	results := make([]*generated, len(clients))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(clients)) {
		workers.Go(func() {
			for i := range next {
				label := clients[i].label()
				if len(clients) > 1 {
					label += fmt.Sprintf(" (%d of %d)", i+1, len(clients))
				}
				results[i] = p.result(cmd.Context(), clients[i], label)
			}
		})
	}
	for i := range clients {
		next <- i
	}
	close(next)
	workers.Wait()
	return results
}

// result generates a client, or says why not.
func (p *production) result(ctx context.Context, c *client, label string) *generated {
	g := &generated{client: c, stages: &stages{status: p.status, label: label}}
	g.err = p.produce(ctx, g)
	g.stages.end()
	return g
}

// produce does the work for a client. The error is a failure.
func (p *production) produce(ctx context.Context, g *generated) error {
	in, err := g.client.read(ctx, g.stages)
	if err != nil {
		return err
	}
	g.stages.begin("compare")
	key := p.cache.key(g.client, in)
	if g.out, g.plan, g.notes = p.cache.find(g.client.out, key); g.out != nil {
		return p.refuse(g)
	}
	defer p.memory.take(len(in.collection))()
	if err := p.generate(g, in); err != nil {
		return err
	}
	if err := p.refuse(g); err != nil {
		return err
	}
	if err := p.write(g); err != nil {
		return failureOnDisk(err)
	}
	if !p.flags.dryRun {
		p.cache.keep(g, key)
	}
	g.forget()
	return nil
}

// write brings a client to disk. Where files stand in the way, there is a plan all the same.
func (p *production) write(g *generated) (err error) {
	g.stages.begin("write")
	if g.plan, err = g.out.Plan(g.client.out); err != nil {
		return err
	}
	g.first = len(g.plan.Update)+len(g.plan.Unchanged)+len(g.plan.Remove) == 0
	g.notes = append(g.notes, yielded(g.client.out, g.plan)...)
	if p.flags.dryRun {
		return nil
	}
	return g.plan.Write()
}

// forget lets go of the files: there may be many clients, and only names are told.
func (g *generated) forget() {
	g.out.Files = nil
	g.plan = &generator.Plan{
		Create: g.plan.Create, Update: g.plan.Update, Remove: g.plan.Remove,
		Unchanged: g.plan.Unchanged, Yielded: g.plan.Yielded,
	}
}

// inputs are what a client is made of.
type inputs struct{ collection, environment []byte }

// read reads the inputs.
func (c *client) read(ctx context.Context, stages *stages) (inputs, error) {
	stages.begin("read")
	var in inputs
	var err error
	in.collection, err = c.source.read(ctx)
	if err != nil {
		return in, failureIn(c.source.name, err)
	}
	if c.environment != "" {
		if in.environment, err = readFile(c.environment); err != nil {
			return in, failureIn(c.environment, err)
		}
	}
	return in, nil
}

// options are what the generator is told of the client. The error is a failure.
func (c *client) options(in inputs, stages *stages) (generator.Options, error) {
	opts := c.opts
	opts.Environment = in.environment
	opts.Stage = stages.begin
	if c.out == "" { // there is no client, only a collection to show
		return opts, nil
	}
	var err error
	if opts.Lock, err = generator.ReadLock(c.out); err != nil {
		return opts, failureOnDisk(err)
	}
	return opts, nil
}

// generate runs the generator.
func (p *production) generate(g *generated, in inputs) error {
	opts, err := g.client.options(in, g.stages)
	if err != nil {
		return err
	}
	out, err := generator.Generate(in.collection, opts)
	if err != nil {
		return g.client.failure(err)
	}
	g.out, g.notes = out, messages(g.client.source.name, out.Notes)
	return nil
}

// failure is what is wrong with a collection; or with its environment, or with what the
// configuration says of it.
func (c *client) failure(err error) failure {
	var f failure
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			f = append(f, c.failure(e)...)
		}
		return f
	}
	option, ok := errors.AsType[*generator.OptionError](err)
	switch {
	case !ok || c.config == nil:
		return failureIn(c.source.name, err)
	case option.Option == "environment":
		return failureIn(c.environment, err)
	}
	text := option.Text
	if meant := similar.Word(option.Value, option.Known); meant != "" {
		text += ": did you mean " + meant + "?"
	}
	at := c.config.At(option.Option, option.Value)
	return failure{{File: c.file, Line: at.Line, Column: at.Column, Text: text}}
}

// refuse makes a failure of the warnings among the notes, if there may be none.
func (p *production) refuse(g *generated) error {
	if !p.flags.strict {
		return nil
	}
	return refuseWarnings(g.client.source.name, g.notes)
}

// yielded are notes on the files that give way to some of the user's.
func yielded(dir string, plan *generator.Plan) []message {
	var notes []message
	for _, name := range plan.Yielded {
		text := "is yours and stays; to have the generated one, move or delete it and run again"
		notes = append(notes, message{File: filepath.Join(dir, name), Severity: generator.Info, Text: text})
	}
	return notes
}

// refuseWarnings makes a failure of the warnings among the notes, if any.
func refuseWarnings(file string, notes []message) error {
	var warnings failure
	for _, note := range notes {
		if note.Severity == generator.Warning {
			note.Severity = ""
			warnings = append(warnings, note)
		}
	}
	if len(warnings) == 0 {
		return nil
	}
	text := fmt.Sprintf("nothing written: --strict allows no warnings, got %d", len(warnings))
	return append(warnings, message{File: file, Text: text})
}

// printFile prints one file of a client, which is generated for that alone.
func printFile(cmd *cobra.Command, clients []*client, flags generateFlags) error {
	if len(clients) != 1 {
		return usageErrorf("--stdout prints a file of one client, got %d: name it", len(clients))
	}
	status := startProgress(cmd.ErrOrStderr(), flags.quiet)
	g := &generated{client: clients[0], stages: &stages{status: status, label: clients[0].label()}}
	in, err := g.client.read(cmd.Context(), g.stages)
	if err == nil {
		limitMemory(len(in.collection))
		err = (&production{}).generate(g, in)
	}
	status.stop()
	if err != nil {
		return err
	}
	var names []string
	for _, file := range g.out.Files {
		if file.Name == filepath.ToSlash(flags.stdout) {
			_, err := cmd.OutOrStdout().Write(file.Content)
			return err
		}
		names = append(names, file.Name)
	}
	text := fmt.Sprintf("no file %s is generated", flags.stdout)
	if meant := similar.Word(flags.stdout, names); meant != "" {
		text += ": did you mean " + meant + "?"
	}
	return failure{{File: g.client.source.name, Text: text}}
}

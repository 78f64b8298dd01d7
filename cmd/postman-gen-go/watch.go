package main

// generate --watch: generating anew when the inputs change. Entry point: watch.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"github.com/postman-gen-go/postman-gen-go/cmd/postman-gen-go/internal/config"
)

// quietTime is how long the inputs must be left alone: editors write a file in steps.
const quietTime = 100 * time.Millisecond

// watch generates the clients that the command line means until the user interrupts it,
// which is no failure. What is wrong with the inputs is told, and waited for.
func watch(cmd *cobra.Command, args []string, flags generateFlags) error {
	if flags.stdout != "" || flags.dryRun {
		return usageErrorf("--watch writes clients: leave out --stdout and --dry-run")
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cmd.SetContext(ctx)
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	for ctx.Err() == nil {
		files, err := watchedRun(cmd, args, flags, watcher)
		if err != nil {
			return err
		}
		if !flags.quiet {
			fmt.Fprintf(cmd.ErrOrStderr(), "watching %s: Ctrl-C ends\n", strings.Join(files, ", "))
		}
		if err := changed(ctx, watcher.Events, watcher.Errors, files); err != nil {
			return err
		}
	}
	return nil
}

// watchedRun generates the clients once, and returns their inputs, which it watches
// before it reads them. Only an error that no change of them can mend ends the watching.
func watchedRun(cmd *cobra.Command, args []string, flags generateFlags, watcher *fsnotify.Watcher) ([]string, error) {
	clients, wrong := settled(cmd, args, flags)
	if _, usage := errors.AsType[usageError](wrong); usage {
		return nil, wrong
	}
	files := watched(clients)
	if len(files) == 0 {
		return nil, usageErrorf("--watch needs an input that is a file")
	}
	if err := follow(watcher, files); err != nil {
		return nil, err
	}
	if wrong == nil {
		wrong = generate(cmd, clients, flags)
	}
	if wrong != nil {
		fail(cmd, wrong)
	}
	return files, nil
}

// watched are the inputs of clients that are files; of a configuration that cannot be
// read, it alone.
func watched(clients []*client) []string {
	var files []string
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			files = append(files, name)
		}
	}
	for _, c := range clients {
		for _, name := range c.inputs() {
			add(name)
		}
	}
	if file, err := config.Find("."); err == nil && len(clients) == 0 {
		add(file)
	}
	return files
}

// follow watches the folders of the files: who watches a file loses it when an editor
// puts another one in its place.
func follow(watcher *fsnotify.Watcher, files []string) error {
	for _, file := range files {
		if err := watcher.Add(filepath.Dir(file)); err != nil {
			return failure{{File: filepath.Dir(file), Text: "cannot be watched: " + err.Error()}}
		}
	}
	return nil
}

// changed waits until one of the files has changed and is left alone, or ctx is done.
func changed(ctx context.Context, events <-chan fsnotify.Event, problems <-chan error, files []string) error {
	ours := map[string]bool{}
	for _, file := range files {
		ours[filepath.Clean(file)] = true
	}
	var settled <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-problems:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watching files: %w", err)
			}
			settled = time.After(quietTime) // too much has changed to tell what
		case event := <-events:
			if ours[filepath.Clean(event.Name)] && event.Op != fsnotify.Chmod {
				settled = time.After(quietTime)
			}
		case <-settled:
			return nil
		}
	}
}

package main

// What need not be done again. For each folder that a client was written to, the cache
// keeps a hash of all that the client was made of, and the notes about it. It is in the
// user's cache folder and not in the lock file, as it depends on the machine. Whatever is
// wrong with it costs a run of the generator, and is no error. Entry point: openCache.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

// cache is a folder with a file for each output folder; "" is no cache.
type cache struct {
	dir       string
	generator func() string // which build this program is
}

// entry is a file of the cache.
type entry struct {
	Key                      string // of what the client was made of
	Lock                     string // the hash of the lock file then
	Files                    []string
	Services, Methods, Types int
	Notes                    []message
}

func openCache() *cache {
	c := &cache{generator: sync.OnceValue(sumOfProgram)}
	if dir, err := os.UserCacheDir(); err == nil {
		c.dir = filepath.Join(dir, "postman-gen-go")
	}
	return c
}

// sumOfProgram identifies the generator: versions do not tell one build from the next. A
// checksum of its file does, and takes a tenth of the time of a cryptographic hash, which
// would be a third of what a run costs that has nothing to do.
func sumOfProgram() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	program, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer program.Close()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli)) // which processors have instructions for
	size, err := io.Copy(sum, program)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d bytes %08x", size, sum.Sum32())
}

// hashOf is a hash of texts, which differs where they are divided differently.
func hashOf(texts ...[]byte) string {
	sum := sha256.New()
	for _, text := range texts {
		part := sha256.Sum256(text)
		sum.Write(part[:])
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// key identifies what a client is made of; "" where that cannot be told.
func (c *cache) key(client *client, in inputs) string {
	if c.dir == "" {
		return ""
	}
	program := c.generator()
	opts, err := json.Marshal(client.opts)
	if program == "" || err != nil {
		return ""
	}
	// Messages name the collection as the user does.
	return hashOf([]byte(program), in.collection, in.environment, opts, []byte(client.source.name))
}

// file is where the entry of an output folder is; "" for nowhere.
func (c *cache) file(out string) string {
	folder, err := filepath.Abs(out)
	if err != nil {
		return ""
	}
	return filepath.Join(c.dir, hashOf([]byte(folder))+".json")
}

// find returns what the run that made a client had to tell, if it was made of the same
// and is as that run left it; otherwise nil.
func (c *cache) find(out, key string) (*generator.Output, *generator.Plan, []message) {
	if key == "" {
		return nil, nil, nil
	}
	text, err := os.ReadFile(c.file(out))
	var e entry
	if err != nil || json.Unmarshal(text, &e) != nil || e.Key != key {
		return nil, nil, nil
	}
	if e.Lock == "" || generator.Untouched(out) != e.Lock {
		return nil, nil, nil
	}
	found := &generator.Output{Services: e.Services, Methods: e.Methods, Types: e.Types}
	return found, &generator.Plan{Unchanged: e.Files}, append([]message{}, e.Notes...)
}

// keep writes down what was done. A file that gave way to one of the user's may be due
// again next time, so nothing is kept then.
func (c *cache) keep(g *generated, key string) {
	if key == "" || len(g.plan.Yielded) > 0 {
		return
	}
	file, lock := c.file(g.client.out), generator.Untouched(g.client.out)
	if file == "" || lock == "" {
		return
	}
	text, err := json.Marshal(entry{
		Key: key, Lock: lock,
		Files:    slices.Concat(g.plan.Create, g.plan.Update, g.plan.Unchanged),
		Services: g.out.Services, Methods: g.out.Methods, Types: g.out.Types,
		Notes: lasting(g.notes),
	})
	if err != nil || os.MkdirAll(c.dir, 0o700) != nil {
		return
	}
	// Under a name of its own first: another process may read it.
	temporary, err := os.CreateTemp(c.dir, "new-*")
	if err != nil {
		return
	}
	_, err = temporary.Write(text)
	if closing := temporary.Close(); err != nil || closing != nil || os.Rename(temporary.Name(), file) != nil {
		os.Remove(temporary.Name())
	}
}

// lasting are the notes that hold for the next run as well: what broke callers did so
// once.
func lasting(notes []message) []message {
	return slices.DeleteFunc(slices.Clone(notes), func(m message) bool { return m.Severity == generator.Breaking })
}

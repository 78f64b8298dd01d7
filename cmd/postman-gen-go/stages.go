package main

// What a run is at and how long that took, and how much memory it may take: stages and
// memory.

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// stages are the stages of one client's generation so far.
type stages struct {
	status *progress
	label  string
	names  []string
	took   []time.Duration
	since  time.Time
}

// begin ends the stage before, if any.
func (s *stages) begin(name string) {
	s.end()
	s.names = append(s.names, name)
	s.status.phase(s.label + ": " + name)
}

// end ends the last stage.
func (s *stages) end() {
	now := time.Now()
	if len(s.took) < len(s.names) {
		s.took = append(s.took, now.Sub(s.since))
	}
	s.since = now
}

// String returns "read 0.2 ms, decode 3.1 ms".
func (s *stages) String() string {
	parts := make([]string, len(s.names))
	for i, name := range s.names {
		parts[i] = fmt.Sprintf("%s %.1f ms", name, s.took[i].Seconds()*1e3)
	}
	return strings.Join(parts, ", ")
}

// memory knows how large the collections are that are worked on at the moment.
type memory struct {
	mutex sync.Mutex
	size  int
}

// take has the garbage collector reckon with one more collection, of size bytes, until
// the function that it returns is called.
func (m *memory) take(size int) (giveBack func()) {
	m.add(size)
	return func() { m.add(-size) }
}

func (m *memory) add(size int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.size += size
	limitMemory(m.size)
}

// limitMemory has the garbage collector keep memory in proportion to collections of
// size bytes: it runs more often instead of letting the heap double. Who sets
// GOMEMLIMIT has decided otherwise.
func limitMemory(size int) {
	const base, perByte = 32 << 20, 11
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(base + perByte*int64(size))
	}
}

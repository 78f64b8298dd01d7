package resolve

// This file recognizes the requests of a collection that was edited: which of
// them is which method that callers know. Entry point: (*resolver).recognize.
//
// The best evidence is the ID that Postman gives a request; but exports may lack
// it, and copies have another one. What a request does, its method and path, is
// next, then what it is called and where it lies.

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// knownOperation is a method of the lock.
type knownOperation struct {
	*lock.Operation
	way string // that leads there: "Accounts.Users.Get"
}

func (o *knownOperation) service() string {
	service, _ := lock.Split(o.way)
	return service
}

// candidate is what is compared of a request, as it is or as a lock has it.
type candidate struct {
	lock.Item
	method, path, base, mode string
}

// knownItem is a request that was there when the lock was written.
type knownItem struct {
	candidate
	operation *knownOperation
	taken     bool
}

// pair is an item that may be a known one.
type pair struct {
	it    *item
	was   *knownItem
	score int
}

// How much each thing tells that two items have in common. Method and path come
// before name and folder, and no sum of the others outweighs an ID.
const (
	sameID     = 1000
	samePath   = 200 // and HTTP method
	sameShape  = 170 // the same, but for the names of variables
	sameName   = 150
	sameSample = 100
	sameFolder = 60
	sameBase   = 20
	sameMode   = 10
	mostFields = 9
)

// recognize finds the known operation of each item. Pairs are made one to one,
// the best first; those that have not changed come before all others, as there
// are so many of them.
func (r *resolver) recognize(items []*item) {
	if len(r.lock.Operations) == 0 {
		return
	}
	scores := map[*item]int{}
	known := knownItems(r.lock)
	for _, keys := range []func(candidate) []string{unchangedKeys, changedKeys} {
		var pairs []pair
		index := map[string][]*knownItem{}
		for _, was := range known {
			for _, key := range keys(was.candidate) {
				index[key] = append(index[key], was)
			}
		}
		for _, it := range items {
			if it.known == nil {
				pairs = append(pairs, candidates(it, keys, index)...)
			}
		}
		slices.SortStableFunc(pairs, func(a, b pair) int { return b.score - a.score })
		for _, p := range pairs {
			if p.it.known == nil && !p.was.taken {
				p.it.known, p.was.taken = p.was.operation, true
				scores[p.it] = p.score
			}
		}
	}
	separate(items, scores)
}

// separate makes sure that one operation is of requests of one method, path and
// body: of those that were one and differ now, the one that is most like it stays.
func separate(items []*item, scores map[*item]int) {
	groups := map[*knownOperation][]*item{}
	for _, it := range items {
		if it.known != nil {
			groups[it.known] = append(groups[it.known], it)
		}
	}
	for _, group := range groups {
		best := slices.MaxFunc(group, func(a, b *item) int { return cmp.Or(scores[a]-scores[b], b.index-a.index) })
		for _, it := range group {
			if it.request.kind() != best.request.kind() {
				it.known = nil
			}
		}
	}
}

// hash stands for what a request sends. Secrets have no part in it.
func (q *request) hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q", []string{q.method, q.target.base, q.target.pathText(), q.body.text.Text, q.body.file.Name.Text})
	for _, p := range q.target.path {
		fmt.Fprintf(h, "%q", p.value.Text)
	}
	for _, e := range q.entries() {
		fmt.Fprintf(h, "%d %q %q %t %d", e.place, e.key, e.value.Text, e.disabled, len(e.files))
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// kind is what all requests of one operation have in common.
type kind struct {
	method, base, path string
	mode               mode
}

func (q *request) kind() kind {
	return kind{q.method, q.target.base, q.target.pathText(), q.body.mode}
}

// knownItems lists the items of a lock.
func knownItems(l *lock.Lock) []*knownItem {
	var list []*knownItem
	for _, way := range slices.Sorted(maps.Keys(l.Operations)) {
		op := &knownOperation{l.Operations[way], way}
		for _, kept := range op.Items {
			list = append(list, &knownItem{candidate: candidate{kept, op.Method, op.Path, op.Base, op.Mode}, operation: op})
		}
	}
	return list
}

// asCandidate is an item as a lock would have it.
func (it *item) asCandidate() candidate {
	path, last := redactAll(it.path), len(it.path)-1
	q := it.request
	kept := lock.Item{ID: redact(it.source.ID), Folder: path[:last], Name: path[last], Sample: q.hash()}
	return candidate{kept, q.method, q.target.pathText(), q.target.base, modeNames[q.body.mode]}
}

// unchangedKeys are what an item is found by that has stayed as it was, or has
// kept its ID.
func unchangedKeys(c candidate) []string {
	keys := []string{strings.Join(append(slices.Clone(c.Folder), c.Name, c.method, c.path, c.base, c.mode), "\n")}
	if c.ID != "" {
		keys = append(keys, c.ID)
	}
	return keys
}

// changedKeys are what an item is found by that was renamed or moved, or now
// does something else.
func changedKeys(c candidate) []string {
	return []string{c.method + "\n" + pathShape(c.path), strings.Join(append(slices.Clone(c.Folder), c.Name), "\n")}
}

// pathShape is a path without the names of its variables.
func pathShape(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if strings.HasPrefix(s, ":") || len(references(s)) > 0 {
			segments[i] = ":"
		}
	}
	return strings.Join(segments, "/")
}

// candidates pairs an item with all known ones that it may be.
func candidates(it *item, keys func(candidate) []string, index map[string][]*knownItem) []pair {
	var pairs []pair
	is := it.asCandidate()
	seen := map[*knownItem]bool{}
	for _, key := range keys(is) {
		for _, was := range index[key] {
			if !was.taken && !seen[was] {
				seen[was] = true
				pairs = append(pairs, pair{it, was, score(is, was.candidate) + min(mostFields, commonFields(it, was.operation))})
			}
		}
	}
	return pairs
}

// score says how much tells that two items are the same.
func score(is, was candidate) int {
	total := 0
	add := func(points int, same bool) {
		if same {
			total += points
		}
	}
	alike := is.method == was.method && pathShape(is.path) == pathShape(was.path)
	add(sameID, is.ID != "" && is.ID == was.ID)
	add(samePath, alike && is.path == was.path)
	add(sameShape, alike && is.path != was.path)
	add(sameName, is.Name == was.Name)
	add(sameSample, is.Sample == was.Sample)
	add(sameFolder, slices.Equal(is.Folder, was.Folder))
	add(sameBase, is.base == was.base)
	add(sameMode, is.mode == was.mode)
	return total + alikeness(is.Name, was.Name)
}

// alikeness is how much two names have in common, at most mostFields: their words, of
// all that they have.
func alikeness(a, b string) int {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	common := 0
	for _, word := range x {
		if i := slices.Index(y, word); i >= 0 {
			common++
			y = slices.Delete(y, i, i+1)
		}
	}
	return mostFields * common / max(1, len(x)+len(y))
}

// modeNames are how a lock calls the modes of bodies.
var modeNames = [...]string{
	noBody: "", jsonBody: "json", textBody: "text", binaryBody: "file", formBody: "form", multipartBody: "multipart",
}

// commonFields counts the parameters that an item has, and the operation knows;
// one more for each that is sent with the same literal.
func commonFields(it *item, op *knownOperation) int {
	n := 0
	for _, e := range it.request.entries() {
		key := lock.SlotKey(e.place, e.key)
		if _, ok := op.Fields[key]; ok {
			n++
		}
		if sent, ok := op.Sends[key]; ok && sent == e.value.Text {
			n++
		}
	}
	return n
}

// checkKnown refuses a collection in which nothing is left of what callers know: it
// is one of another API, that a mistyped folder would lose. Of a client with few
// methods, all may have changed at once.
func (r *resolver) checkKnown(items []*item) error {
	const few = 3
	known := len(r.lock.Operations)
	if known <= few || len(items) == 0 || slices.ContainsFunc(items, func(it *item) bool { return it.known != nil }) {
		return nil
	}
	return fmt.Errorf("%w, none of its %d methods is in the collection: choose another folder, or delete that client", ErrAnotherAPI, known)
}

// ErrAnotherAPI says that a lock has nothing in common with a collection.
var ErrAnotherAPI = errors.New("the client in this folder is one of another API")

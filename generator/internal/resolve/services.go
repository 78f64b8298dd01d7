package resolve

// This file makes services of folders. A service that callers know stays, however
// its folder is called today. Entry point: (*resolver).services.

import (
	"maps"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/lock"
)

// folder is a folder of the collection that holds requests at some depth; the
// collection itself has no parent.
type folder struct {
	names   []string // that lead to it
	doc     string
	parent  *folder
	folders []*folder
	items   []*item // directly in it

	known   string // the service of the lock that it is; "" if none
	service *api.Service
}

// child gives the folder inside that has a name; folders of the same name, side
// by side, are one.
func (f *folder) child(name, doc string) *folder {
	for _, inner := range f.folders {
		if inner.names[len(inner.names)-1] == name {
			inner.doc = strings.TrimSpace(inner.doc + "\n\n" + doc)
			return inner
		}
	}
	inner := &folder{names: append(f.names[:len(f.names):len(f.names)], name), doc: doc, parent: f}
	f.folders = append(f.folders, inner)
	return inner
}

// walk visits a folder and those inside.
func (f *folder) walk(visit func(*folder)) {
	visit(f)
	for _, inner := range f.folders {
		inner.walk(visit)
	}
}

// services makes a service of each folder.
func (r *resolver) services(top *folder) {
	top.service = r.client.Root
	r.recognizeFolders(top)
	top.walk(func(f *folder) {
		if f != top {
			f.service = r.serviceOf(f)
		}
	})
}

// recognizeFolders finds the service of the lock that each folder is: the one
// that was made of it, or else, if its folder is gone, the one that half of the
// requests in it were in, but for new ones.
func (r *resolver) recognizeFolders(top *folder) {
	byNames := map[string]string{}
	for way, s := range r.lock.Services {
		byNames[strings.Join(s.Folder, "\n")] = way
	}
	present := map[string]bool{}
	top.walk(func(f *folder) {
		f.known = byNames[strings.Join(f.names, "\n")]
		present[f.known] = true
	})
	top.walk(func(f *folder) {
		if f.known != "" || f == top {
			return
		}
		votes, all := map[string]int{}, 0
		for _, it := range f.items {
			if it.known != nil && it.known.service() != "" {
				votes[it.known.service()]++
				all++
			}
		}
		for _, way := range slices.Sorted(maps.Keys(votes)) {
			if 2*votes[way] >= all && !present[way] {
				f.known, present[way] = way, true
				break
			}
		}
	})
}

// serviceOf is the service of a folder.
func (r *resolver) serviceOf(f *folder) *api.Service {
	name := f.names[len(f.names)-1]
	if f.known != "" {
		s := r.knownService(f.known)
		s.Name, s.Doc = name, f.doc
		return s
	}
	s := &api.Service{Name: name, Doc: f.doc, Parent: f.parent.service}
	s.Parent.Services = append(s.Parent.Services, s)
	return s
}

// knownService is a service of the lock, with the names that callers know.
func (r *resolver) knownService(way string) *api.Service {
	if way == "" {
		return r.client.Root
	}
	if s := r.known[way]; s != nil {
		return s
	}
	outer, field := lock.Split(way)
	kept := r.lock.Services[way]
	s := &api.Service{Name: kept.Folder[len(kept.Folder)-1], Parent: r.knownService(outer), Field: field, Type: kept.Type}
	s.Parent.Services = append(s.Parent.Services, s)
	r.known[way] = s
	return s
}

// service is the one that the method of an item belongs to.
func (r *resolver) service(it *item) *api.Service {
	if it.known != nil {
		return r.knownService(it.known.service())
	}
	return it.folder.service
}

// dropEmpty removes the services without methods: their requests are methods of
// others, as callers know them.
func dropEmpty(s *api.Service) {
	s.Services = slices.DeleteFunc(s.Services, func(child *api.Service) bool {
		dropEmpty(child)
		return len(child.Operations)+len(child.Services) == 0
	})
}

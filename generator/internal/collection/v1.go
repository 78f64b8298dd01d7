package collection

// Schema v1, where folders and requests are two flat lists, and orders refer to them by id: the collection and its items,
// converted as newman converts them before it runs them (postman-collection-transformer, from 1.0.0 to 2.1.0).
// collectionV1 is the entry point; v1request.go, v1url.go and v1body.go have requests and their saved responses.

import (
	"cmp"
	"fmt"
	"slices"
)

// maxFolders is how deep folders of schema v1, which no brackets close, may lie in each other.
const maxFolders = 1000

// v1 is a collection of schema v1. Of two folders or requests with the same id the last counts, as newman has it.
type v1 struct {
	node
	folders, requests       []node
	folderByID, requestByID map[string]node
	inner                   map[string]bool  // the ids of the folders that others list
	items                   map[int]*Item    // what has been read, by the offset of the folder or request
	converted               map[int]*Request // by offset, too: a request may also be the original of saved responses
}

func (n node) collectionV1() *Collection {
	v := &v1{
		node:      n,
		folders:   slices.Collect(n.list("folders")),
		requests:  slices.Collect(n.list("requests")),
		inner:     map[string]bool{},
		items:     map[int]*Item{},
		converted: map[int]*Request{},
	}
	v.folderByID, v.requestByID = byID(v.folders), byID(v.requests)
	for _, folder := range v.folders {
		for _, id := range folder.member("folders_order").Elements() {
			v.inner[id.String()] = true
		}
	}
	return &Collection{
		Name:        n.text("name"),
		Description: n.description(),
		Items:       v.topItems(),
		Auth:        n.authV1(),
		Variables:   n.variables("key", "id"),
		Behavior:    n.behavior(),
		Pointer:     n.pointer,
	}
}

func byID(list []node) map[string]node {
	nodes := make(map[string]node, len(list))
	for _, n := range list {
		nodes[n.member("id").String()] = n
	}
	return nodes
}

// ids returns the ids in a list.
func (n node) ids(name string) []Value {
	list := n.member(name)
	if list.kind != Array {
		n.unexpected(list, "a list of ids")
	}
	var ids []Value
	for _, id := range list.Elements() {
		ids = append(ids, id)
	}
	return ids
}

// topItems returns the folders of the collection, then its requests, then what is in no order.
func (v *v1) topItems() []*Item {
	order := v.ids("folders_order")
	if !v.member("folders_order").Truthy() {
		for _, folder := range v.folders {
			order = append(order, folder.member("id"))
		}
	}
	var items []*Item
	for _, id := range order {
		folder, found := v.folderByID[id.String()]
		if found && !v.inner[id.String()] && !v.hasRead(folder) {
			items = append(items, v.folder(folder, nil))
		}
	}
	items = append(items, v.listed(unique(v.ids("order")), nil)...)
	return append(items, v.unlisted()...)
}

// unique drops what equals an earlier id: newman runs a request of the collection once, yet one of a folder as often as the
// folder lists it.
func unique(ids []Value) []Value {
	seen := map[string]bool{}
	return slices.DeleteFunc(ids, func(id Value) bool {
		again := seen[id.String()]
		seen[id.String()] = true
		return again
	})
}

func (v *v1) hasRead(n node) bool { return v.items[n.value.offset()] != nil }

// unlisted returns what no order lists, and newman leaves out. It comes last, so that the other requests keep their numbers.
func (v *v1) unlisted() []*Item {
	const text = " that no order lists, and newman leaves out: it comes after all others"
	var items []*Item
	for _, inner := range []bool{false, true} { // after those that are in no folder, only circles are left
		for _, folder := range v.folders {
			if v.inner[folder.member("id").String()] == inner && !v.hasRead(folder) {
				v.report(folder.value.offset(), "found a folder"+text)
				items = append(items, v.folder(folder, nil))
			}
		}
	}
	for _, request := range v.requests {
		if !v.hasRead(request) {
			v.report(request.value.offset(), "found a request"+text)
			items = append(items, v.request(request, nil))
		}
	}
	return items
}

// folder reads a folder: the folders in it come before its requests.
func (v *v1) folder(n node, parent *place) *Item {
	item := &Item{
		Name:        n.text("name"),
		ID:          n.text("id"),
		Description: n.description(),
		Folder:      true,
		Auth:        n.authV1(),
		Behavior:    n.behavior(),
		Position:    n.position(),
		Pointer:     n.pointer,
	}
	here := v.put(n, item, parent)
	for _, id := range n.ids("folders_order") {
		folder, found := v.folderByID[id.String()]
		switch {
		case !found:
			n.report(id.offset(), "found the id of no folder: it is passed over")
		case v.hasRead(folder):
			n.report(id.offset(), "found the id of a folder that an order has listed before: it is passed over")
		case here.depth == maxFolders:
			n.report(id.offset(), fmt.Sprintf("found folders in each other deeper than %d levels: this one comes after all others", maxFolders))
		default:
			item.Items = append(item.Items, v.folder(folder, here))
		}
	}
	item.Items = append(item.Items, v.listed(n.ids("order"), here)...)
	return item
}

// listed reads the requests of an order.
func (v *v1) listed(ids []Value, parent *place) []*Item {
	var items []*Item
	for _, id := range ids {
		if request, found := v.requestByID[id.String()]; found {
			items = append(items, v.request(request, parent))
		} else {
			v.report(id.offset(), "found the id of no request: it is passed over")
		}
	}
	return items
}

// request reads a request as an item; one that is listed twice is the same item.
func (v *v1) request(n node, parent *place) *Item {
	if item := v.items[n.value.offset()]; item != nil {
		return item
	}
	item := &Item{
		Name:      n.text("name"),
		ID:        n.text("id"),
		Request:   v.convert(n),
		Responses: v.responses(n),
		Behavior:  n.behavior(),
		Position:  n.position(),
		Pointer:   n.pointer,
	}
	v.put(n, item, parent)
	return item
}

// convert converts a request, once.
func (v *v1) convert(n node) *Request {
	request := v.converted[n.value.offset()]
	if request == nil {
		request = n.requestV1()
		v.converted[n.value.offset()] = request
	}
	return request
}

// place is where an item of schema v1 lies, whose folders are not around it in the file.
type place struct {
	folder *place
	name   string
	depth  int
}

// put notes that an item has been read, and where it lies.
func (v *v1) put(n node, item *Item, folder *place) *place {
	here := &place{folder: folder, name: cmp.Or(item.Name, n.pointer), depth: 1}
	if folder != nil {
		here.depth += folder.depth
	}
	v.items[n.value.offset()], v.places[n.value.offset()] = item, here
	return here
}

// names returns the names of the folders and of the item itself.
func (p *place) names() []string {
	if p == nil {
		return nil
	}
	return append(p.folder.names(), p.name)
}

// Package generated holds the clients of the project's own collections, each in a
// folder of its own, as the generator of the same commit makes them. They are
// committed so that a change of the generator shows what it changes for its users.
package generated

//go:generate go run ../cmd/postman-gen-go generate --quiet ../collections/zoom.postman_collection.json --out zoom
//go:generate go run ../cmd/postman-gen-go generate --quiet ../collections/shop.postman_collection.json --out shop
//go:generate go run ../cmd/postman-gen-go generate --quiet ../collections/archive.postman_collection.json --out archive

// Package notes is the client of the Notes API.
package notes

//go:generate go tool postman-gen-go generate notes.postman_collection.json --out .

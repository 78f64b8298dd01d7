// Command postman-gen-go turns a Postman collection into a typed Go client.
//
//	postman-gen-go init api.postman_collection.json
//	postman-gen-go generate
//	postman-gen-go generate api.postman_collection.json --out zoom
//	postman-gen-go check api.postman_collection.json --out zoom
//	postman-gen-go inspect api.postman_collection.json
//	postman-gen-go diff zoom api.postman_collection.json
//	postman-gen-go openapi api.postman_collection.json
//
// The first lines of its files name the way of a call: run (root.go) picks the
// command; generate.go, check.go, init.go, inspect.go, diff.go and openapi.go have one each. They settle
// what a client is made of (client.go), by the command line or the configuration
// (internal/config), find the collection (source.go, fetch.go) and the client's package
// (target.go), call package generator, for several clients at once in produce.go, and
// say what was done: report.go to people, json.go to programs. cache.go knows what need
// not be done again.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

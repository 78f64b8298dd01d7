// Command postman-gen-go turns a Postman collection into a typed Go client.
//
//	postman-gen-go generate api.postman_collection.json --out zoom
//	postman-gen-go check api.postman_collection.json --out zoom
//	postman-gen-go inspect api.postman_collection.json
//	postman-gen-go openapi api.postman_collection.json
//
// The first lines of its files name the way of a call: run (root.go) picks the
// command; generate.go, check.go, inspect.go and openapi.go have one each. They find the
// collection (source.go, fetch.go), settle the client's package (target.go), call package
// generator, and say what was done: report.go to people, json.go to programs.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

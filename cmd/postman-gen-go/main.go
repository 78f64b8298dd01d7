// Command postman-gen-go turns a Postman collection into a typed Go client.
//
//	postman-gen-go generate api.postman_collection.json --out zoom
//
// The first lines of its files name the way of a call: run (root.go) picks the
// command, generate.go reads the collection and calls package generator,
// target.go settles the package's name and import path, and report.go says on
// standard error what was done.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

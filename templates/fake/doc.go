// SPDX-License-Identifier: MIT-0

// Package fake is a server that answers with the saved responses of a collection, as a mock server of Postman's does:
// ordinary Go, compiled and tested here, copied into the package NAMEtest beside each client NAME, with its package
// clause renamed. It depends on the standard library of Go 1.24 only, and does not import the client, so that the tests
// of the client itself may use it. This file is not copied.
//
// New (server.go) wraps a Handler (handler.go), which finds the saved response that fits a request best (match.go,
// body.go) unless a test has said what comes instead (script.go). It reads the requests and saved responses from
// testdata (saved.go), which the client's own tests read as well. The generator adds a constant for each operation and
// each saved response.
package fake

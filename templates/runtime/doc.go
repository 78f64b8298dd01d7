// SPDX-License-Identifier: MIT-0

// Package runtime is the part of a generated client that is the same for every API: ordinary Go, compiled and tested
// here, copied into the client's own package with its package clause renamed. It depends on the standard library of
// Go 1.24 only. This file is not copied.
//
// Generated code describes, the runtime does: New calls newCore with what the API has (core.go); a method makes a call
// (call.go), its request writes the parameters (parameters.go) and the body (body.go, multipart.go) into it, which is sent
// as often as need be (retry.go), within bounds (limits.go, redirect.go), and its response reads the answer (response.go).
// What callers see is Option and RequestOption, Auth, File, Nullable, Meta with its Mismatches, APIError and TransportError.
// fixture_test.go is a client as the generator would write it.
package runtime

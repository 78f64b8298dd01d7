// SPDX-License-Identifier: MIT-0

package templates

// This file gives the fake server, which is ordinary Go in templates/fake.

import "slices"

// Fake returns the files of the fake server as files of package pkg, sorted by name: all Go files but doc.go and the
// tests. It fails if pkg cannot be the name of a package.
func Fake(pkg string) ([]File, error) {
	if err := checkPackage(pkg); err != nil {
		return nil, err
	}
	files, err := fake()
	renamed := make([]File, len(files))
	for i, file := range files {
		renamed[i] = file.in(pkg)
	}
	return renamed, err
}

// FakeFiles returns the names of all files that Fake returns, without ".go".
func FakeFiles() []string { return fileNames(fake()) }

// FakeNames returns, as Names does for the runtime, what a declaration in the package of the fake server must not be called.
func FakeNames() []string { return slices.Clone(fakeNames()) }

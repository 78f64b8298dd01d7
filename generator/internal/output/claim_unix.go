//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package output

// One run at a time writes to a folder. Entry point: claim.

import (
	"os"
	"syscall"
)

// claim keeps other runs from writing to the folder dir until release, or the end of
// the process, however that comes about. It fails if another one has claimed it.
//
// The folder itself is locked: there is no file that a killed run could leave behind.
// Some network file systems lock no folders; there, claim does nothing.
func claim(dir string) (release func(), err error) {
	folder, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	handle := int(folder.Fd())
	if syscall.Flock(handle, syscall.LOCK_EX|syscall.LOCK_NB) == syscall.EWOULDBLOCK {
		folder.Close()
		return nil, errClaimed
	}
	return func() {
		syscall.Flock(handle, syscall.LOCK_UN) // closing waits for processes that are just being started
		folder.Close()
	}, nil
}

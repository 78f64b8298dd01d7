package output

// One run at a time writes to a folder. Entry point: claim.

import (
	"path/filepath"
	"syscall"
)

// claim keeps other runs from writing to the folder dir until release, or the end of
// the process, however that comes about. It fails if another one has claimed it.
//
// It opens a file that nobody else may open meanwhile, and that Windows deletes when it
// is closed.
func claim(dir string) (release func(), err error) {
	const deleteOnClose = 0x04000000 // FILE_FLAG_DELETE_ON_CLOSE
	const isOpen = syscall.Errno(32) // ERROR_SHARING_VIOLATION
	path, err := syscall.UTF16PtrFromString(filepath.Join(dir, staging+".claim"))
	if err != nil {
		return nil, err
	}
	handle, err := syscall.CreateFile(path, syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, deleteOnClose, 0)
	if err == isOpen {
		return nil, errClaimed
	}
	if err != nil {
		return nil, err
	}
	return func() { syscall.CloseHandle(handle) }, nil
}

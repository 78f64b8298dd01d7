// SPDX-License-Identifier: MIT-0

package runtime

// This file draws the values of Postman's dynamic variables, where a request has one as its default: an idempotency
// key that is the same in each call would be none.

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strconv"
	"time"
)

// drawn returns a new value of a dynamic variable, as Postman prints it.
func drawn(variable string) string {
	switch variable {
	case "$guid", "$randomUUID":
		return uuid()
	case "$timestamp":
		return strconv.FormatInt(time.Now().Unix(), 10)
	case "$isoTimestamp":
		return time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	case "$randomInt":
		n, _ := rand.Int(rand.Reader, big.NewInt(1001)) // rand.Reader never fails
		return n.String()
	}
	return ""
}

// uuid returns a random UUID (RFC 9562, version 4).
func uuid() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

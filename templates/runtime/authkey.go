// SPDX-License-Identifier: MIT-0

package runtime

// This file reads the private keys that schemes sign with.

import (
	"crypto"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"strings"
)

// parsePrivateKey reads a private key in PEM, as PKCS #8, PKCS #1 or SEC 1. Line breaks may be missing or be written as
// "\n", as they often are in environment variables. No error of it tells anything of the key.
func parsePrivateKey(text string) (crypto.Signer, error) {
	text = strings.ReplaceAll(text, `\n`, "\n")
	_, text, _ = strings.Cut(text, "-----BEGIN ")
	_, text, _ = strings.Cut(text, "-----")
	text, _, ok := strings.Cut(text, "-----END ")
	der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil || !ok {
		return nil, errors.New("the private key is not in PEM")
	}
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		if signer, ok := key.(crypto.Signer); ok {
			return signer, nil
		}
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return key, nil
	}
	return nil, errors.New("the private key is none in PKCS #8, PKCS #1 or SEC 1, or it is encrypted")
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file reads environments of Postman, for callers who keep base URLs, variables and secrets in one.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// ReadEnvironment returns the values of a Postman environment, a file as Postman exports it, by their names:
//
//	environment, err := ReadEnvironment("staging.postman_environment.json")
//	…
//	client, err := New(WithBaseURL(environment["baseUrl"]))
//
// The comments of options and fields name the variables that the collection has for them. Values that are marked as
// disabled are left out; as for Postman's runner, enabled means nothing. A value that is no string is its JSON text.
func ReadEnvironment(file string) (map[string]string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var environment struct {
		Values []struct {
			Key      string          `json:"key"`
			Value    json.RawMessage `json:"value"`
			Disabled bool            `json:"disabled"`
		} `json:"values"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(content, []byte("\ufeff")), &environment); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if environment.Values == nil {
		return nil, fmt.Errorf("%s is no Postman environment: it has no values", file)
	}
	values := make(map[string]string, len(environment.Values))
	for _, v := range environment.Values {
		text := string(v.Value)
		if !v.Disabled && (text == "" || text[0] != '"' || json.Unmarshal(v.Value, &text) == nil) {
			values[v.Key] = text
		}
	}
	return values, nil
}

package oracles

// What people do to an API, and so to its collection. Entry point: changes; what they
// do to a collection alone is in mutations_test.go.

import (
	"encoding/json"
	"strings"
)

// node is an object of a collection.
type node = map[string]any

// changes edit a collection, given as decoded JSON.
var changes = map[string]func(node){
	"a request removed":     func(col node) { cut(col, "item") },
	"an inner request gone": func(col node) { cut(innermost(col), "item") },
	"another path":          func(col node) { eachURL(col, replacing("/", "/v9/", 3)) },
	"another base URL":      func(col node) { eachURL(col, replacing("https://", "https://test.", 1)) },
	"another path variable": func(col node) { eachURL(col, replacing("/:", "/:the", -1)) },
	"another method":        func(col node) { eachHTTP(col, func(request node) { request["method"] = "LINK" }) },
	"a query parameter":     func(col node) { eachURL(col, withParameter) },
	"no query": func(col node) {
		eachURL(col, func(url string) string { bare, _, _ := strings.Cut(url, "?"); return bare })
	},
	"a header sent":           func(col node) { eachHTTP(col, addHeader) },
	"no headers":              func(col node) { eachHTTP(col, func(request node) { delete(request, "header") }) },
	"no body":                 func(col node) { eachHTTP(col, func(request node) { delete(request, "body") }) },
	"values are numbers":      func(col node) { eachPair(col, func(pair node) { pair["value"] = "12" }) },
	"parameters are required": func(col node) { eachPair(col, func(pair node) { pair["description"] = "(Required) It is." }) },
	"lists of values": func(col node) {
		eachPair(col, func(pair node) { pair["description"] = "(This can only be one of asc,desc)" })
	},
	"longer lists of values": func(col node) { everywhere(col, addValue) },
	"numbers are strings":    func(col node) { eachNumber(col, func(any) any { return "text" }) },
	"numbers may be null":    func(col node) { eachNumber(col, func(any) any { return nil }) },
	"numbers are lists":      func(col node) { eachNumber(col, func(number any) any { return []any{number} }) },
	"numbers have fractions": func(col node) { eachNumber(col, func(any) any { return 1.5 }) },
	"numbers are objects":    func(col node) { eachNumber(col, func(number any) any { return node{"amount": number, "unit": "kg"} }) },
	"another key":            func(col node) { col["auth"] = apiKey("X-Other-Key") },
	"no variables":           func(col node) { delete(col, "variable") },
}

// cut removes the last element of a list.
func cut(n node, key string) {
	if list, _ := n[key].([]any); len(list) > 0 {
		n[key] = list[:len(list)-1]
	}
}

// innermost is the first of the folders that hold no others.
func innermost(it node) node {
	for _, inner := range children(it) {
		if isFolder(inner) {
			return innermost(inner)
		}
	}
	return it
}

// eachHTTP visits what requests send.
func eachHTTP(col node, visit func(request node)) {
	eachRequest(col, func(it node) {
		if request, ok := it["request"].(node); ok {
			visit(request)
		}
	})
}

// eachURL changes the URLs of requests, which become strings.
func eachURL(col node, change func(string) string) {
	eachHTTP(col, func(request node) {
		url := request["url"]
		if parts, ok := url.(node); ok {
			url = parts["raw"]
		}
		if text, ok := url.(string); ok {
			request["url"] = change(text)
		}
	})
}

func replacing(old, new string, n int) func(string) string {
	return func(url string) string { return strings.Replace(url, old, new, n) }
}

func withParameter(url string) string {
	if strings.Contains(url, "?") {
		return url + "&extra=1"
	}
	return url + "?extra=1"
}

func addHeader(request node) {
	if headers, ok := request["header"].([]any); ok || request["header"] == nil {
		request["header"] = append(headers, node{"key": "X-Extra", "value": "yes"})
	}
}

func apiKey(header string) node {
	return node{"type": "apikey", "apikey": []any{node{"key": "key", "value": header}, node{"key": "value", "value": "{{k}}"}}}
}

// addValue makes the list of values in a description longer.
func addValue(n node) {
	if text, ok := n["description"].(string); ok {
		n["description"] = strings.ReplaceAll(text, "can only be one of ", "can only be one of new,")
	}
}

// eachPair visits parameters, headers and variables.
func eachPair(col node, visit func(pair node)) {
	everywhere(col, func(n node) {
		_, hasKey := n["key"].(string)
		if _, hasValue := n["value"].(string); hasKey && hasValue {
			visit(n)
		}
	})
}

// everywhere visits all objects in a value, those in an object before it.
func everywhere(value any, visit func(node)) {
	switch value := value.(type) {
	case node:
		for _, member := range value {
			everywhere(member, visit)
		}
		visit(value)
	case []any:
		for _, element := range value {
			everywhere(element, visit)
		}
	}
}

// eachNumber replaces the numbers among the members of JSON bodies.
func eachNumber(col node, number func(any) any) {
	everywhere(col, func(n node) {
		for _, key := range []string{"raw", "body"} {
			text, _ := n[key].(string)
			var value any
			if json.Unmarshal([]byte(text), &value) != nil {
				continue
			}
			everywhere(value, func(object node) {
				for key, member := range object {
					if _, ok := member.(float64); ok {
						object[key] = number(member)
					}
				}
			})
			replaced, _ := json.Marshal(value) // it was JSON
			n[key] = string(replaced)
		}
	})
}

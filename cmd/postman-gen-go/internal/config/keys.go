package config

// What may stand in the file: the keys of a client, each with its reason.

// kind is what a value may be.
type kind int

const (
	textKind  kind = iota // that is not empty
	textsKind             // a list of them
	namesKind             // a mapping of texts to texts
	flagKind              // true or false
)

// Key is a key of a client.
type Key struct {
	Name     string
	Required bool
	About    string // what it is for; sentences
	Example  string // of a value, as YAML in one line

	kind  kind
	text  func(*Client) *string
	texts func(*Client) *[]string
	names func(*Client) *map[string]string
	flag  func(*Client) *bool
}

// Keys lists the keys of a client in the order in which they are best written.
func Keys() []Key {
	return []Key{
		{
			Name: "collection", Required: true, Example: "api.postman_collection.json",
			About: "The Postman collection: a file, a web address, or postman:UID.",
			text:  func(c *Client) *string { return &c.Collection },
		},
		{
			Name: "environment", Example: "staging.postman_environment.json",
			About: "A Postman environment, a file. Its values stand for variables that the collection leaves undefined, the base URL above all; what may be a secret is written nowhere.",
			text:  func(c *Client) *string { return &c.Environment },
		},
		{
			Name: "out", Required: true, Example: "internal/api",
			About: "The folder to write the client to.",
			text:  func(c *Client) *string { return &c.Out },
		},
		{
			Name: "package", Example: "api",
			About: "The name of the client's package, where that of the folder does not do.",
			text:  func(c *Client) *string { return &c.Package },
		},
		{
			Name: "import-path", Example: "example.com/app/internal/api",
			About: "The client's import path, for its Example functions, where no go.mod tells it.",
			text:  func(c *Client) *string { return &c.ImportPath },
		},
		{
			Name: "include", Example: "[Users, GET /reports/*]",
			About: "The requests that the client has; without it, all. A pattern is a folder and what is in it (Users), requests by folder and name (Users/*), or by method and path (POST /users/*); * is any text without a slash, ** any text.",
			kind:  textsKind, texts: func(c *Client) *[]string { return &c.Include },
		},
		{
			Name: "exclude", Example: "[Internal, Users/*draft*]",
			About: "Patterns of requests that the client does not have, though they may be included: what is internal, or only there to try things out.",
			kind:  textsKind, texts: func(c *Client) *[]string { return &c.Exclude },
		},
		{
			Name: "rename", Example: `{Users/Get user 2: GetByName, "GET /users/:id query pg": Page}`,
			About: "Go names, where the collection's words make no good ones: of folders (Accounts/Users), of requests (Users/Get user, or GET /users/:id), and of what is in a request, behind it (GET /users query limit, POST /users body.address.city, GET /users 200.items[].name; {} at the end is the type of an object). In braces, a key with : or [] needs quotes.",
			kind:  namesKind, names: func(c *Client) *map[string]string { return &c.Rename },
		},
		{
			Name: "retype", Example: `{"GET /orders 200.items[].total": json.Number}`,
			About: "Go types, where the samples of the collection mislead: of what is in a request, by the keys of rename.",
			kind:  namesKind, names: func(c *Client) *map[string]string { return &c.Retype },
		},
		{
			Name: "hoist", Example: "[X-Tenant-Id]",
			About: "Headers that can be set once on the client, by WithVariables: where an API wants one with each request.",
			kind:  textsKind, texts: func(c *Client) *[]string { return &c.Hoist },
		},
		{
			Name: "tests", Example: "false",
			About: "false leaves out the tests, which need the module go-cmp, and their testdata.",
			kind:  flagKind, flag: func(c *Client) *bool { return &c.Tests },
		},
		{
			Name: "fake", Example: "false",
			About: "false leaves out the fake server, where nobody tests code that calls the API.",
			kind:  flagKind, flag: func(c *Client) *bool { return &c.Fake },
		},
		{
			Name: "keep-removed", Example: "true",
			About: "true keeps the method of a request that has left the collection for one more generation, as deprecated, so that callers are told before they break.",
			kind:  flagKind, flag: func(c *Client) *bool { return &c.KeepRemoved },
		},
	}
}

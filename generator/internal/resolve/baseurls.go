package resolve

// This file finds out where requests go: the part of their URLs in front of the path.
// Entry points: (*resolver).baseURL for one, (*resolver).baseURLs for all.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// baseURL gives the one base URL of a template.
func (r *resolver) baseURL(template string) *api.BaseURL {
	if b := r.bases[template]; b != nil {
		return b
	}
	b := &api.BaseURL{Template: template, Variable: baseVariable(template)}
	if v := r.scope.expand(template); len(references(v)) == 0 && hasHost(v) {
		b.Value = withoutUserInfo(absolute(v))
	}
	r.bases[template] = b
	return b
}

// withoutUserInfo takes user and password out of a URL: they may be secrets.
func withoutUserInfo(base string) string {
	scheme, rest, _ := strings.Cut(base, "://")
	end := len(rest)
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		end = i
	}
	if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
		return scheme + "://" + rest[at+1:]
	}
	return base
}

// baseVariable is the variable that a base URL is known by.
func baseVariable(template string) string {
	if names := references(template); len(names) > 0 {
		return names[0]
	}
	return ""
}

// absolute completes a base URL as newman does: http where no scheme is given.
func absolute(base string) string {
	if base == "" || strings.Contains(base, "://") {
		return base
	}
	return "http://" + base
}

// hasHost tells a base URL that leads somewhere: not one of which only the rest is
// left where a variable is empty, such as "https://.example.com", nor prose.
func hasHost(base string) bool {
	_, rest, found := strings.Cut(base, "://")
	if !found {
		rest = base
	}
	host, _, _ := strings.Cut(rest, "/")
	return host != "" && host[0] != '.' && host[0] != ':' && !strings.ContainsAny(host, " <>{}\"") && !strings.HasPrefix(rest, "about:")
}

// baseURLs orders the base URLs: the one that WithBaseURL sets first, which
// callers know or else most requests have, then by template. Requests without any base go where most others go.
func (r *resolver) baseURLs() {
	uses := map[*api.BaseURL]int{}
	operations := r.client.Root.AllOperations()
	for _, op := range operations {
		uses[op.BaseURL]++
	}
	list := make([]*api.BaseURL, 0, len(r.bases))
	for template, b := range r.bases {
		if template != "" && uses[b] > 0 {
			list = append(list, b)
		}
	}
	slices.SortFunc(list, func(a, b *api.BaseURL) int {
		return cmp.Or(r.isMain(b)-r.isMain(a), uses[b]-uses[a], strings.Compare(a.Template, b.Template))
	})
	if len(list) == 0 {
		list = append(list, r.baseURL(""))
	}
	for i, b := range list {
		b.Index = i
		if b.Value == "" && b.Variable == "" && b.Template != "" {
			b.Late = i > 0
			text := fmt.Sprintf("%q has no host: its requests fail until the caller sets a base URL", oneLine(b.Template))
			r.warn(collection.Position{Line: 1, Column: 1}, nil, text)
		}
	}
	for _, op := range operations {
		if op.BaseURL.Template == "" {
			op.BaseURL = list[0]
		}
	}
	r.client.BaseURLs = list
}

// isMain is 1 for the base URL that callers set with WithBaseURL, 0 for others.
func (r *resolver) isMain(b *api.BaseURL) int {
	if r.lock.BaseURLs[b.Template] == api.MainOption {
		return 1
	}
	return 0
}

// SPDX-License-Identifier: MIT-0

package runtime

// This file is a client as the generator writes it, by hand: two services with all kinds of parameters and bodies.
// The tests call it as its users would.

import (
	"cmp"
	"context"
	"io"
)

type Client struct {
	core  *core
	Users *UsersService
	Files *FilesService
}

func New(options ...Option) (*Client, error) {
	core, err := newCore(config{
		baseURLs: []baseURL{
			{option: "WithBaseURL", value: ""},
			{option: "WithAuthURL", value: "https://auth.example.com"},
		},
		credentials: 2,
		variables:   []string{"eu", ""},
	}, options)
	if err != nil {
		return nil, err
	}
	return &Client{core: core, Users: &UsersService{core: core}, Files: &FilesService{core: core}}, nil
}

func WithBaseURL(url string) Option { return setBaseURL(0, url) }
func WithAuthURL(url string) Option { return setBaseURL(1, url) }

func WithBearerToken(token string) Option {
	return setCredential(credentialBearerToken, BearerToken(token))
}

func WithAPIKey(key string) Option {
	return setCredential(credentialAPIKey, APIKeyQuery("api_key", key))
}

const (
	credentialBearerToken = 1
	credentialAPIKey      = 2
)

type Variables struct{ Region, Tenant string }

func WithVariables(v Variables) Option { return setVariables(v.Region, v.Tenant) }

const (
	variableRegion = 0
	variableTenant = 1
)

const ErrorCode1001 ErrorCode = "1001"

// GraphQL

type HeroRequestBody struct {
	Query         *string `json:"query,omitzero"`
	OperationName *string `json:"operationName,omitzero"`
	Variables     *struct {
		ID *string `json:"id,omitzero"`
	} `json:"variables,omitzero"`
}

type HeroRequest struct{ Body *HeroRequestBody }

func (r *HeroRequest) encode(c *call) {
	body := new(HeroRequestBody)
	if r.Body != nil {
		*body = *r.Body
	}
	body.Query = or(body.Query, c.op.query)
	body.OperationName = or(body.OperationName, c.op.queryName)
	c.json("application/json", body)
}

var opHero = operation{name: "Hero", method: "POST", path: "/graphql", query: "{ hero }", queryName: "Hero"}

// Users

type UsersService struct{ core *core }

type User struct {
	ID       int               `json:"id,omitzero"`
	Name     string            `json:"name,omitzero"`
	Score    float64           `json:"score,omitzero"`
	Active   bool              `json:"active,omitzero"`
	Tags     []string          `json:"tags,omitzero"`
	Nickname Nullable[string]  `json:"nickname,omitzero"`
	Address  Nullable[Address] `json:"address,omitzero"`
	Manager  *User             `json:"manager,omitzero"`
	Labels   map[string]int    `json:"labels,omitzero"`
	Extra    any               `json:"extra,omitzero"`
}

type Address struct {
	Street string `json:"street,omitzero"`
	Zip    int    `json:"zip,omitzero"`
}

var usersUpdate = operation{
	name: "Users.Update", method: "POST", path: "/users/:userId/:rest", base: 0, credential: credentialBearerToken,
	fail: func(e *APIError) error {
		switch e.StatusCode {
		case 404:
			typed := &UsersUpdate404Error{APIError: e}
			decodeBody(e, &typed.Body)
			return typed
		}
		return e
	},
}

type UsersUpdateRequest struct {
	UserID string
	Path   string
	Q      string
	Page   *string
	Tags   []string
	ACL    *string
	Flags  []string
	Tenant *string
	Host   *string
	Type   *string
	Many   []string
	Body   *User
	Text   *string
}

type UsersUpdateResponse struct {
	Meta
	ContentLocation string
	Body            User
	Body202         []User
}

type UsersUpdate404Error struct {
	*APIError
	Body struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}
}

func (e *UsersUpdate404Error) Unwrap() error { return e.APIError }

func (s *UsersService) Update(ctx context.Context, request *UsersUpdateRequest, options ...RequestOption) (*UsersUpdateResponse, error) {
	call := s.core.newCall(&usersUpdate, options)
	request.encode(call)
	response := new(UsersUpdateResponse)
	if err := call.do(ctx, response); err != nil {
		return nil, err
	}
	return response, nil
}

func (r *UsersUpdateRequest) encode(c *call) {
	if r == nil {
		r = new(UsersUpdateRequest)
	}
	c.literal("/users/")
	c.segment("UserID", cmp.Or(r.UserID, c.variable(variableTenant)))
	if r.Path != "" {
		c.literal("/")
		c.segments("Path", r.Path)
	}
	c.require("Q", r.Q)
	c.query("q", &r.Q)
	c.query("page", or(r.Page, "1"))
	c.queryList("tag", r.Tags)
	c.flag("acl", r.ACL)
	c.flagList("", r.Flags)
	c.header("X-Tenant", r.Tenant)
	c.header("Host", r.Host)
	c.header("Content-Type", r.Type)
	c.headerList("X-Many", r.Many)
	if r.Body != nil {
		c.json("application/json", r.Body)
	}
	if r.Text != nil {
		c.text("text/plain", *r.Text)
	}
}

func (r *UsersUpdateResponse) decode(a *answer) error {
	r.ContentLocation = a.header("Content-Location")
	switch a.meta.StatusCode {
	case 202:
		return a.json(&r.Body202)
	}
	return a.json(&r.Body)
}

var usersList = operation{name: "Users.List", method: "GET", path: "/users|all", base: 0, credential: credentialAPIKey}

type UsersListRequest struct {
	Region *string
	Key    *string
}

type UsersListResponse struct {
	Meta
	Body string
}

func (s *UsersService) List(ctx context.Context, request *UsersListRequest, options ...RequestOption) (*UsersListResponse, error) {
	call := s.core.newCall(&usersList, options)
	request.encode(call)
	response := new(UsersListResponse)
	if err := call.do(ctx, response); err != nil {
		return nil, err
	}
	return response, nil
}

func (r *UsersListRequest) encode(c *call) {
	if r == nil {
		r = new(UsersListRequest)
	}
	c.literal("/users|all")
	c.query("api%5Fkey", r.Key)
	c.query("region", or(r.Region, c.variable(variableRegion)))
}

func (r *UsersListResponse) decode(a *answer) error { return a.text(&r.Body) }

var usersSearch = operation{name: "Users.Search", method: "GET", path: "/teams/:team/users", base: 0, credential: credentialBearerToken}

type UsersSearchRequest struct {
	Team string
}

type UsersSearchResponse struct {
	Meta
	Body []User
}

func (s *UsersService) Search(ctx context.Context, request *UsersSearchRequest, options ...RequestOption) (*UsersSearchResponse, error) {
	call := s.core.newCall(&usersSearch, options)
	request.encode(call)
	response := new(UsersSearchResponse)
	if err := call.do(ctx, response); err != nil {
		return nil, err
	}
	return response, nil
}

func (r *UsersSearchRequest) encode(c *call) {
	if r == nil {
		r = new(UsersSearchRequest)
	}
	c.literal("/teams/")
	c.segment("Team", r.Team)
	c.literal("/users")
}

func (r *UsersSearchResponse) decode(a *answer) error { return a.json(&r.Body) }

// Files

type FilesService struct{ core *core }

var filesSendForm = operation{name: "Files.SendForm", method: "POST", path: "/form", base: 0}

type FilesSendFormRequest struct {
	A *string
	B []string

	Untyped bool // as where the collection switches the Content-Type off
}

type FilesSendFormResponse struct{ Meta }

func (s *FilesService) SendForm(ctx context.Context, request *FilesSendFormRequest, options ...RequestOption) (*FilesSendFormResponse, error) {
	call := s.core.newCall(&filesSendForm, options)
	request.encode(call)
	response := new(FilesSendFormResponse)
	if err := call.do(ctx, response); err != nil {
		return nil, err
	}
	return response, nil
}

func (r *FilesSendFormRequest) encode(c *call) {
	if r == nil {
		r = new(FilesSendFormRequest)
	}
	c.literal("/form")
	c.form("a%20b", r.A)
	c.formList("b", r.B)
	if r.Untyped {
		c.untyped()
	}
}

func (r *FilesSendFormResponse) decode(a *answer) error { return a.none() }

var filesUpload = operation{name: "Files.Upload", method: "POST", path: "/upload", base: 0}

type FilesUploadRequest struct {
	Password *string
	Texts    []string
	PicFile  *File
	Docs     []*File
}

type FilesUploadResponse struct {
	Meta
	Body []byte
}

func (s *FilesService) Upload(ctx context.Context, request *FilesUploadRequest, options ...RequestOption) (*FilesUploadResponse, error) {
	call := s.core.newCall(&filesUpload, options)
	request.encode(call)
	response := new(FilesUploadResponse)
	if err := call.do(ctx, response); err != nil {
		return nil, err
	}
	return response, nil
}

func (r *FilesUploadRequest) encode(c *call) {
	if r == nil {
		r = new(FilesUploadRequest)
	}
	c.literal("/upload")
	c.part("password", "", r.Password)
	c.partList("t", "application/json", r.Texts)
	c.file("pic_file", "", r.PicFile)
	c.fileList("docs", "text/x-doc", r.Docs)
}

func (r *FilesUploadResponse) decode(a *answer) error { return a.bytes(&r.Body) }

var filesReplace = operation{name: "Files.Replace", method: "PUT", path: "{{region}}/raw", base: 0}

type FilesReplaceRequest struct {
	Upload  *File
	Untyped bool
}

type FilesReplaceResponse struct {
	Meta
	Body io.ReadCloser
}

func (s *FilesService) Replace(ctx context.Context, request *FilesReplaceRequest, options ...RequestOption) (*FilesReplaceResponse, error) {
	call := s.core.newCall(&filesReplace, options)
	request.encode(call)
	response := new(FilesReplaceResponse)
	if err := call.do(ctx, response); err != nil {
		return nil, err
	}
	return response, nil
}

func (r *FilesReplaceRequest) encode(c *call) {
	if r == nil {
		r = new(FilesReplaceRequest)
	}
	c.segments("Region", c.variable(variableRegion)) // {{baseUrl}}{{region}}/raw
	c.literal("/raw")
	if r.Upload != nil {
		c.binary("", r.Upload)
	}
	if r.Untyped {
		c.untyped()
	}
}

func (r *FilesReplaceResponse) decode(a *answer) error { return a.stream(&r.Body) }

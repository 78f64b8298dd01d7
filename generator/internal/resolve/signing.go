package resolve

// This file reads the auth of schemes that sign requests, or wait for a
// challenge. Each takes a struct of the runtime; signingSchemes says which of
// Postman's parameters is which of its fields.

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/collection"
)

// signingScheme reads the parameters of a scheme into fields.
type signingScheme struct {
	scheme api.Scheme
	read   func(*signing)
}

var signingSchemes = map[string]signingScheme{
	"awsv4":    {api.AWSSignature, readAWSSignature},
	"oauth1":   {api.OAuth1, readOAuth1},
	"digest":   {api.Digest, readDigest},
	"jwt":      {api.JWT, readJWT},
	"asap":     {api.ASAP, readASAP},
	"hawk":     {api.Hawk, readHawk},
	"edgegrid": {api.EdgeGrid, readEdgeGrid},
	"ntlm":     {api.NTLM, readNTLM},
}

func readAWSSignature(s *signing) {
	s.need(s.secret("AccessKey", "accessKey"))
	s.need(s.secret("SecretKey", "secretKey"))
	s.secret("SessionToken", "sessionToken")
	s.setting("Region", "region")
	s.setting("Service", "service")
	s.flag("InQuery", s.isTrue("addAuthDataToQuery"))
}

func readOAuth1(s *signing) {
	s.need(s.secret("ConsumerKey", "consumerKey"))
	if strings.HasPrefix(s.text("signatureMethod"), "RSA-") {
		s.need(s.secret("PrivateKey", "privateKey"))
	} else {
		s.need(s.secret("ConsumerSecret", "consumerSecret"))
	}
	s.secret("Token", "token")
	s.secret("TokenSecret", "tokenSecret")
	s.setting("SignatureMethod", "signatureMethod")
	s.setting("Version", "version")
	s.setting("Realm", "realm")
	s.setting("Callback", "callback")
	s.drawn("Verifier", "verifier")
	s.flag("InQuery", !s.isTrue("addParamsToHeader"))
	s.flag("SendEmpty", s.isTrue("addEmptyParamsToSign") && (s.isEmpty("token") || s.isEmpty("version")))
	s.flag("BodyHash", s.isTrue("includeBodyHash"))
	s.flag("Unescaped", s.isTrue("disableHeaderEncoding"))
	s.drawn("Nonce", "nonce")
	s.drawn("Timestamp", "timestamp")
}

func readDigest(s *signing) {
	s.need(s.secret("Username", "username"))
	s.secret("Password", "password")
	s.setting("Algorithm", "algorithm")
	s.flag("NoRetry", s.isTrue("disableRetryRequest"))
	s.drawn("Realm", "realm")
	s.drawn("Nonce", "nonce")
	s.drawn("QOP", "qop")
	s.drawn("Opaque", "opaque")
	s.drawn("ClientNonce", "clientNonce")
	s.drawn("NonceCount", "nonceCount")
}

// jwtAlgorithm matches the algorithms that newman knows.
var jwtAlgorithm = regexp.MustCompile(`^(HS|RS|PS|ES)(256|384|512)$`)

func readJWT(s *signing) {
	s.setting("Algorithm", "algorithm")
	s.need(jwtAlgorithm.MatchString(s.text("algorithm")))
	if strings.HasPrefix(s.text("algorithm"), "HS") {
		s.need(s.secret("Secret", "secret"))
		s.flag("SecretIsBase64", s.isTrue("isSecretBase64Encoded"))
	} else {
		s.need(s.secret("PrivateKey", "privateKey"))
	}
	s.setting("Header", "header")
	s.drawn("Claims", "payload")
	switch s.text("addTokenTo") {
	case "", "header":
		if s.text("headerPrefix") != "Bearer" {
			s.setting("Prefix", "headerPrefix")
		}
		prefix, ok := s.lookup("headerPrefix")
		s.flag("NoPrefix", ok && prefix.Value.Kind() != collection.Null && s.text("headerPrefix") == "")
	case "queryParam":
		s.settle("QueryKey", api.StringDefault, api.Text{Text: cmp.Or(s.raw("queryParamKey"), "token")})
	default:
		s.need(false)
	}
}

func readASAP(s *signing) {
	s.need(s.secret("PrivateKey", "privateKey"))
	s.need(s.setting("KeyID", "kid"))
	s.need(s.setting("Issuer", "iss"))
	s.need(s.setting("Audience", "aud"))
	s.setting("Algorithm", "alg")
	s.setting("Subject", "sub")
	s.number("Lifetime", "exp", api.SecondsDefault)
	s.drawn("Claims", "claims")
}

func readHawk(s *signing) {
	s.need(s.secret("ID", "authId"))
	s.need(s.secret("Key", "authKey"))
	s.need(s.setting("Algorithm", "algorithm"))
	s.setting("Ext", "extraData")
	s.setting("App", "app")
	s.setting("Delegation", "delegation")
	s.flag("HashPayload", s.isTrue("includePayloadHash"))
	s.drawn("Nonce", "nonce")
	s.drawn("Timestamp", "timestamp")
}

func readEdgeGrid(s *signing) {
	s.need(s.secret("ClientToken", "clientToken"))
	s.need(s.secret("ClientSecret", "clientSecret"))
	s.need(s.secret("AccessToken", "accessToken"))
	s.setting("HeadersToSign", "headersToSign")
	s.setting("BaseURL", "baseURL")
	s.number("MaxBody", "maxBodySize", api.CountDefault)
	s.drawn("Nonce", "nonce")
	s.drawn("Timestamp", "timestamp")
}

func readNTLM(s *signing) {
	s.need(s.secret("Username", "username"))
	s.secret("Password", "password")
	s.setting("Domain", "domain")
	s.setting("Workstation", "workstation")
	s.flag("NoRetry", s.isTrue("disableRetryRequest"))
}

// signing gathers the fields of a scheme.
type signing struct {
	authParams
	public    scope // the variables that hold no secret
	variables []string
	secrets   []string
	defaults  []api.Default
	fields    []api.AuthField
	unsent    bool
}

// signing reads the auth of a scheme that signs requests.
func (r *resolver) signing(p authParams, scheme signingScheme) *auth {
	s := &signing{authParams: p, public: r.scope}
	scheme.read(s)
	var settled []string
	for _, d := range s.defaults {
		if d.Kind == api.StringDefault {
			settled = append(settled, d.Text)
		} else {
			settled = append(settled, d.Field)
		}
	}
	c := r.credential(scheme.scheme, strings.Join(settled, " "), strings.Join(slices.Compact(s.variables), ", "))
	c.Secrets, c.Defaults = s.secrets, s.defaults
	return &auth{credential: c, fields: s.fields, sent: !s.unsent}
}

// need says what newman cannot do without: it sends no credential then.
func (s *signing) need(given bool) { s.unsent = s.unsent || !given }

// secret reads a field that only the caller can know. Like its siblings, it
// tells whether the collection has a value.
func (s *signing) secret(field, key string) bool {
	s.secrets = append(s.secrets, field)
	if name := s.variable(key); name != "" {
		s.variables = append(s.variables, name)
	}
	return s.add(field, s.authParams.secret(key))
}

// setting reads a field that the collection settles for all callers.
func (s *signing) setting(field, key string) bool {
	return s.settle(field, api.StringDefault, s.content(key))
}

// number is setting for a field that is a number.
func (s *signing) number(field, key string, kind api.DefaultKind) {
	if text := s.content(key); strings.Trim(text.Text, "0123456789") == "" {
		s.settle(field, kind, text)
	}
}

// settle adds a field and its default, unless it holds what only an
// environment knows, or a secret.
func (s *signing) settle(field string, kind api.DefaultKind, text api.Text) bool {
	value := s.public.expand(text.Text)
	if value != "" && text.Secret == "" && len(references(value)) == 0 && !holdsSecret(value) {
		s.defaults = append(s.defaults, api.Default{Field: field, Kind: kind, Text: value})
	}
	return s.add(field, text)
}

// drawn reads a field that is made for each request, unless a test has it.
func (s *signing) drawn(field, key string) { s.add(field, s.content(key)) }

// flag adds a field that is set or not.
func (s *signing) flag(field string, set bool) {
	if set {
		s.settle(field, api.FlagDefault, api.Text{Text: "true"})
	}
}

func (s *signing) add(field string, text api.Text) bool {
	if text.Text != "" {
		s.fields = append(s.fields, api.AuthField{Field: field, Value: text})
	}
	return text.Text != ""
}

// content is a parameter that is no secret, though it may hold one.
func (s *signing) content(key string) api.Text {
	param, ok := s.lookup(key)
	if !ok {
		return api.Text{}
	}
	return content(s.raw(key), param.ValuePointer)
}

// isTrue tells a parameter that is true, as JavaScript sees it.
func (s *signing) isTrue(key string) bool {
	param, ok := s.lookup(key)
	return ok && param.Value.Truthy()
}

// isEmpty tells a parameter that is there, without a value.
func (s *signing) isEmpty(key string) bool {
	_, ok := s.lookup(key)
	return ok && s.raw(key) == ""
}

// signatureNames are what schemes that sign requests replace: headers, and
// parameters of a query or a form.
var signatureNames = map[api.Scheme][]string{
	api.AWSSignature: {
		"x-amz-date", "x-amz-security-token", "x-amz-content-sha256", "x-amz-algorithm", "x-amz-credential",
		"x-amz-signedheaders", "x-amz-signature",
	},
	api.OAuth1: {
		"oauth_consumer_key", "oauth_token", "oauth_signature_method", "oauth_timestamp", "oauth_nonce", "oauth_version",
		"oauth_signature", "oauth_callback", "oauth_verifier", "oauth_body_hash",
	},
}

// dropSignature removes what the scheme sets itself.
func (q *request) dropSignature() {
	if !q.auth.sent {
		return
	}
	names := signatureNames[q.auth.credential.Scheme]
	replaced := func(e entry) bool { return slices.Contains(names, strings.ToLower(e.key)) }
	q.target.query = without(q.target.query, replaced)
	q.headers = without(q.headers, replaced)
	q.body.entries = without(q.body.entries, replaced)
	for _, d := range q.auth.credential.Defaults {
		if d.Field == "QueryKey" {
			q.target.query = without(q.target.query, func(e entry) bool { return e.key == d.Text })
		}
	}
}

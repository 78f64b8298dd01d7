package collection

// The body and the auth of a request of schema v1; folders and collections have an auth, too.

import (
	"cmp"
	"strings"
)

// modesV1 are the body modes, with their names in v2.
var modesV1 = map[string]string{
	"binary":     "file",
	"graphql":    "graphql",
	"params":     "formdata",
	"raw":        "raw",
	"urlencoded": "urlencoded",
}

// bodyV1 reads the body, nil if there is none.
func (n node) bodyV1() *Body {
	mode := n.modeV1()
	if mode == "" {
		return nil
	}
	data := n.dataV1(mode)
	b := &Body{
		Mode:        mode,
		Language:    n.object("dataOptions").object("raw").text("language"),
		Disabled:    n.member("dataDisabled").Truthy(),
		Position:    n.position(),
		Pointer:     n.pointer,
		DataPointer: data.pointer,
	}
	if data.value.kind != Missing {
		b.Position = data.position()
	}
	switch mode {
	case "file":
		b.FileSrc = data.value.text
	case "formdata":
		b.FormData = n.formV1()
	case "graphql":
		b.GraphQL = memberMap(data.value)
	case "urlencoded":
		b.URLEncoded = n.formV1()
	default:
		b.Raw = data.value
	}
	return b
}

// modeV1 returns the mode of the body, "" if there is none. A body without a known mode is judged by its data.
func (n node) modeV1() string {
	mode, known := modesV1[n.text("dataMode")]
	switch {
	case known:
		return mode
	case n.member("dataMode").kind == Null, n.isEmpty("data") && n.isEmpty("rawModeData") && n.isEmpty("graphqlModeData"):
		return ""
	case n.rawV1().value.text != "":
		return "raw"
	case n.member(n.formNameV1()).kind == Array:
		return "formdata"
	case n.graphQLNameV1() != "":
		return "graphql"
	default:
		return "raw"
	}
}

// dataV1 returns the member that a mode takes its data from.
func (n node) dataV1(mode string) node {
	switch raw := n.rawV1(); mode {
	case "file":
		return raw
	case "graphql":
		return n.child(n.graphQLNameV1())
	case "raw":
		if data := n.child("data"); raw.value.text == "" && data.value.kind == String {
			return data
		}
		return raw
	default:
		return n.child(n.formNameV1())
	}
}

// rawV1 returns the text of a raw body, or the name of a file; it may be the only element of a list.
func (n node) rawV1() node {
	raw := n.child("rawModeData")
	if raw.value.kind == Array && len(raw.value.contents()) == 1 {
		raw = raw.at("0", raw.value.contents()[0].Value)
	}
	if raw.value.kind != String {
		return node{decoder: n.decoder}
	}
	return raw
}

// formNameV1 returns the name of the member that has the fields of a form.
func (n node) formNameV1() string {
	if n.member("data").Truthy() {
		return "data"
	}
	return "rawModeData"
}

// graphQLNameV1 returns the name of the member that has a GraphQL request, "" if there is none.
func (n node) graphQLNameV1() string {
	switch {
	case !n.isEmpty("graphqlModeData"):
		return "graphqlModeData"
	case n.member("dataOptions").Member("graphql").kind != Missing && !n.isEmpty("data"):
		return "data"
	default:
		return ""
	}
}

// isEmpty reports whether a member has neither text nor members; a number or boolean has neither.
func (n node) isEmpty(name string) bool {
	v := n.member(name)
	return len(v.contents()) == 0 && (v.kind != String || v.text == "")
}

// formV1 reads the fields of a form; one without a key is none. The names of a file's field may be its value.
func (n node) formV1() []*Entry {
	var fields []*Entry
	for field := range n.list(n.formNameV1()) {
		if field.member("key").kind <= Null {
			continue
		}
		e := field.entryV1()
		if e.Type == "file" && !field.member("src").Truthy() && e.Value.Truthy() {
			e.Src, e.SrcList = field.sources("value")
			e.Value, e.ValuePointer = Value{}, ""
		}
		fields = append(fields, e)
	}
	return fields
}

// helpersV1 are the auth types, each with its name and parameters in v2; "old:new" where a parameter has another name.
var helpersV1 = map[string]struct{ authType, params string }{
	"apikeyAuth": {"apikey", "key value in"},
	"awsSigV4":   {"awsv4", "accessKey secretKey region service sessionToken addAuthDataToQuery"},
	"basicAuth":  {"basic", "username password"},
	"bearerAuth": {"bearer", "token"},
	"digestAuth": {"digest", "algorithm username realm password nonce nonceCount clientNonce opaque qop disableRetryRequest"},
	"hawkAuth": {"hawk", "hawk_id:authId hawk_key:authKey algorithm user nonce ext:extraData app:appId dlg:delegation " +
		"timestamp"},
	"ntlmAuth": {"ntlm", "username password domain workstation disableRetryRequest"},
	"oAuth1": {"oauth1", "consumerKey consumerSecret token tokenSecret signatureMethod timestamp nonce version realm " +
		"header:addParamsToHeader auto:autoAddParam includeEmpty:addEmptyParamsToSign"},
	"oAuth2": {"oauth2", "accessToken addTokenTo callBackUrl authUrl accessTokenUrl clientId clientSecret clientAuth " +
		"grantType scope username password tokenType redirectUri refreshToken"},
}

// authV1 reads the auth, nil if there is none. Where there is a helper, even null, newman reads no auth of the form of v2.
func (n node) authV1() *Auth {
	if n.lacks("currentHelper") && !n.member("helperAttributes").Truthy() {
		return n.auth()
	}
	helper, attributes := n.text("currentHelper"), n.child("helperAttributes")
	if helper == "" || helper == "normal" {
		return nil
	}
	object, ok := attributes.embedded()
	if !ok && attributes.value.kind == String {
		n.report(attributes.value.offset(), "found a string that is no JSON object, expected attributes: the auth does not count")
		return nil
	}
	known := helpersV1[helper]
	at := n.child("currentHelper")
	auth := &Auth{Type: cmp.Or(known.authType, helper), Position: at.position(), Pointer: at.pointer}
	for param := range strings.FieldsSeq(known.params) {
		name, key, renamed := strings.Cut(param, ":")
		if !renamed {
			key = name
		}
		if value := object.child(name); value.value.kind != Missing {
			auth.Params = append(auth.Params, &AuthParam{Key: key, Value: value.value, Pointer: value.pointer, ValuePointer: value.pointer})
		}
	}
	return auth
}

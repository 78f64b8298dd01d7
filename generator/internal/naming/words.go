package naming

// This file makes Go identifiers of any text: words first, then camel case.
// It is the door through which names of a collection enter Go source: what it
// returns are letters and digits of ASCII, whatever comes in.

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
)

// longest is how many characters of a name are used; prose as a name is cut
// behind a word.
const longest = 60

// initialisms are written in capitals, as Go does.
var initialisms = map[string]string{
	"acl": "ACL", "api": "API", "ascii": "ASCII", "cpu": "CPU", "css": "CSS", "csv": "CSV", "db": "DB", "dns": "DNS",
	"eof": "EOF", "guid": "GUID", "html": "HTML", "http": "HTTP", "https": "HTTPS", "id": "ID", "ids": "IDs", "ip": "IP",
	"apis": "APIs", "oauth2": "OAuth2", "pkce": "PKCE", "json": "JSON", "jwt": "JWT", "oauth": "OAuth", "yaml": "YAML", "os": "OS", "pdf": "PDF", "ram": "RAM", "rpc": "RPC", "sdk": "SDK", "sla": "SLA",
	"sms": "SMS", "smtp": "SMTP", "sql": "SQL", "ssh": "SSH", "ssl": "SSL", "sso": "SSO", "tcp": "TCP", "tls": "TLS",
	"ttl": "TTL", "udp": "UDP", "ui": "UI", "uid": "UID", "uri": "URI", "url": "URL", "urls": "URLs", "utf8": "UTF8",
	"uuid": "UUID", "vm": "VM", "xml": "XML", "xss": "XSS",
}

// words splits text into lower-case words of ASCII letters and digits, at
// white space, punctuation and where camel case says so. Other scripts are
// transliterated.
func words(text string) []string {
	var list []string
	var word []byte
	flush := func() {
		if len(word) > 0 {
			list = append(list, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	ascii := []byte(asASCII(text))
	for i, c := range ascii {
		switch {
		case isUpper(c):
			afterLower := i > 0 && !isUpper(ascii[i-1])
			lastOfCapitals := i > 0 && isUpper(ascii[i-1]) && i+1 < len(ascii) && isLower(ascii[i+1]) && !plural(ascii[i+1:])
			if afterLower || lastOfCapitals {
				flush()
			}
			word = append(word, c)
		case isLower(c), c >= '0' && c <= '9':
			word = append(word, c)
		default:
			flush()
		}
	}
	flush()
	return list
}

// plural tells the s of "IDs" or "URLs", which belongs to the capitals.
func plural(rest []byte) bool {
	return rest[0] == 's' && (len(rest) == 1 || !isLower(rest[1]))
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// asASCII transliterates what is not ASCII, each ideograph as a word.
func asASCII(text string) string {
	if strings.IndexFunc(text, func(c rune) bool { return c > unicode.MaxASCII }) < 0 {
		return text
	}
	var b strings.Builder
	for _, c := range text {
		switch {
		case c <= unicode.MaxASCII:
			b.WriteRune(c)
		case unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsMark(c):
			b.WriteString(unidecode.Unidecode(string(c)))
		case c == '’':
			b.WriteByte('\'')
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// camel joins words to an exported identifier, "" for no words.
func camel(list []string) string {
	var b strings.Builder
	for _, w := range list {
		if b.Len() > 0 && b.Len()+len(w) > longest {
			break
		}
		if capitals, ok := initialisms[w]; ok {
			b.WriteString(capitals)
			continue
		}
		if len(w) > longest {
			w = w[:longest]
		}
		b.WriteString(strings.ToUpper(w[:1]) + w[1:])
	}
	name := b.String()
	if name != "" && !isUpper(name[0]) {
		return "X" + name
	}
	return name
}

// exported makes an exported identifier of a text; text without a letter or
// digit is named by what it is.
func exported(text, otherwise string) string {
	if name := camel(words(signs(text))); name != "" {
		return name
	}
	return otherwise
}

// signs spells out the sign of a number: "+1" and "-1" are two names.
func signs(text string) string {
	if len(text) > 1 && text[1] >= '0' && text[1] <= '9' {
		switch text[0] {
		case '+':
			return "plus " + text[1:]
		case '-':
			return "minus " + text[1:]
		}
	}
	return text
}

// spelled is an exported identifier that keeps the spelling of a key: user_id
// and userId, which exported makes one, stay two.
func spelled(key string) string {
	name := strings.Map(func(c rune) rune {
		if c == '_' || c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			return c
		}
		return '_'
	}, asASCII(key))
	if len(name) > longest {
		name = name[:longest]
	}
	if name == "" || !isUpper(name[0]) && !isLower(name[0]) {
		return "X" + name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// fingerprint is a short text that tells identities apart.
func fingerprint(identity string) string {
	h := fnv.New32a()
	h.Write([]byte(identity))
	return "X" + strconv.FormatUint(uint64(h.Sum32()), 36)
}

// skipped words add nothing to a method's name.
var skipped = map[string]bool{"a": true, "an": true, "the": true}

// methodWords are the words of a request's name without articles and the "s"
// of possessives.
func methodWords(name string) []string {
	name = strings.ReplaceAll(asASCII(name), "'s ", " ")
	name = strings.ReplaceAll(name, "s' ", "s ")
	name = strings.ReplaceAll(name, "'", "")
	all := words(name)
	var list []string
	for i, w := range all {
		if !skipped[w] || i == len(all)-1 { // an article has something behind it
			list = append(list, w)
		}
	}
	return withoutOrdinals(list)
}

// withoutOrdinals drops the numbers that a name begins with: "02-1 - List
// users" says where a request stands, not what it is.
func withoutOrdinals(list []string) []string {
	for i, w := range list {
		if strings.Trim(w, "0123456789") != "" {
			return list[i:]
		}
	}
	return list
}

// folderName is the exported identifier of a folder.
func folderName(name string) string {
	if camel := camel(withoutOrdinals(words(name))); camel != "" {
		return camel
	}
	return "Folder"
}

// irregular are endings of plurals that the rules of singular would get wrong.
var irregular = []struct{ plural, singular string }{
	{"aliases", "alias"},
	{"analyses", "analysis"},
	{"bonuses", "bonus"},
	{"campuses", "campus"},
	{"statuses", "status"},
	{"viruses", "virus"},
	{"caches", "cache"},
	{"niches", "niche"},
	{"children", "child"},
	{"people", "person"},
}

// singular is the name of one element of a list.
func singular(name string) string {
	lower := strings.ToLower(name)
	for _, word := range irregular {
		if before, ok := strings.CutSuffix(lower, word.plural); ok {
			return name[:len(before)+1] + word.singular[1:]
		}
	}
	switch {
	case strings.HasSuffix(name, "Series"):
		return name + "Item"
	case strings.HasSuffix(name, "ies") && len(name) > 4:
		return name[:len(name)-3] + "y"
	case strings.HasSuffix(name, "sses"), strings.HasSuffix(name, "xes"), strings.HasSuffix(name, "ches"), strings.HasSuffix(name, "shes"):
		return name[:len(name)-2]
	case strings.HasSuffix(name, "ss"), strings.HasSuffix(name, "us"), strings.HasSuffix(name, "is"):
		return name + "Item"
	case strings.HasSuffix(name, "s") && len(name) > 2:
		return name[:len(name)-1]
	}
	return name + "Item"
}

package generator_test

// TestWire holds the clients against Postman's own runner: golden/wire has collections and what newman sends for each of
// their requests. Each client sends the same to a recorder, by its TestReplay. Where it differs on purpose, the golden
// file says what it sends instead, and which of the kinds of difference that doc.go lists this is.
//
// "-update" writes down what clients send, with the kind "?" where a difference is new; "-record" has newman send all
// anew, see CONTRIBUTING.

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/postman-gen-go/postman-gen-go/generator"
)

const environmentSection = "environment.json"

// wireCase is a golden file of golden/wire.
type wireCase struct {
	golden
	requests []wireRequest // in document order
}

// wireRequest is a request of the collection: what newman sends, and what the client sends where that is something else.
type wireRequest struct {
	name    string
	newman  message
	kind    string // of difference, by its name in doc.go; "" where there is none
	instead message
}

// wireCases reads the golden files of golden/wire.
func wireCases(t *testing.T) []wireCase {
	t.Helper()
	files, err := filepath.Glob("../golden/wire/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no golden files: ", err)
	}
	var cases []wireCase
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c := wireCase{golden: golden{strings.TrimSuffix(filepath.Base(file), ".txtar"), file, archive}}
		for _, section := range archive.Files {
			if section.Name != collectionSection && section.Name != environmentSection {
				c.requests = append(c.requests, parseWireRequest(section))
			}
		}
		cases = append(cases, c)
	}
	return cases
}

// difference begins the part of a section that says what the client sends instead.
const difference = "\nBut a client, for "

func parseWireRequest(section txtar.File) wireRequest {
	newman, instead, differs := strings.Cut(string(section.Data), difference)
	r := wireRequest{newman: parseMessage(newman)}
	_, r.name, _ = strings.Cut(section.Name, " ")
	if differs {
		kind, text, _ := strings.Cut(instead, ":\n")
		r.kind, r.instead = kind, parseMessage(text)
	}
	return r
}

// write writes the golden file.
func (c wireCase) write(t *testing.T) {
	t.Helper()
	archive := &txtar.Archive{Comment: c.archive.Comment}
	for _, section := range c.archive.Files {
		if section.Name == collectionSection || section.Name == environmentSection {
			archive.Files = append(archive.Files, section)
		}
	}
	for i, r := range c.requests {
		text := r.newman.text()
		if r.kind != "" {
			text += difference + r.kind + ":\n" + r.instead.text()
		}
		name := strings.TrimSpace(fmt.Sprintf("%d %s", i, r.name))
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	if err := os.WriteFile(c.file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWire(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling the clients takes half a minute")
	}
	cases := wireCases(t)
	recordNewman(t, cases)
	sent := replay(t, cases)
	if *update || *record != "" {
		accept(t, cases, sent, replay(t, cases))
		return
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for i := range c.requests {
				c.requests[i].check(t, i, sent.of(c.name, i))
			}
		})
	}
}

// accept takes down where clients differ from newman. They have sent all twice, so that what they draw shows.
func accept(t *testing.T, cases []wireCase, sent, again *wireRecorder) {
	t.Helper()
	for _, c := range cases {
		for i := range c.requests {
			r, got := &c.requests[i], sent.of(c.name, i)
			if r.newman.failure != "" || r.newman.matches(got) {
				r.kind = ""
				continue
			}
			if r.kind == "" {
				r.kind = "?"
			}
			r.instead = got.withDrawn(again.of(c.name, i))
		}
		c.write(t)
	}
}

// check compares what the client sends with what it should send. Where newman sends nothing, it may send what it can.
func (r *wireRequest) check(t *testing.T, index int, got message) {
	t.Helper()
	same := r.newman.matches(got)
	switch {
	case r.newman.failure != "":
	case same && r.kind != "":
		t.Errorf("%d %s: the client sends what newman sends; take its difference away with -update", index, r.name)
	case r.kind != "":
		r.report(t, index, r.instead, got)
	case !same:
		r.report(t, index, r.newman, got)
	}
}

// report tells what the client sends other than it should.
func (r *wireRequest) report(t *testing.T, index int, want, got message) {
	t.Helper()
	if !want.matches(got) {
		t.Errorf("%d %s (-golden +client):\n%s", index, r.name, cmp.Diff(want.text(), got.text()))
	}
}

// replay generates the clients and has them send their collections.
func replay(t *testing.T, cases []wireCase) *wireRecorder {
	t.Helper()
	recorder := &wireRecorder{cases: cases, sent: map[string]message{}}
	server := httptest.NewServer(recorder)
	defer server.Close()
	dir := t.TempDir()
	writeModule(t, dir)
	for _, c := range cases {
		c.writeClient(t, filepath.Join(dir, c.name))
	}
	// -trimpath makes the build cache serve: dir is another one each time.
	command := exec.Command("go", "test", "-trimpath", "-vet=off", "-ldflags=-s -w", "-run=^TestReplay$", "./...")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "GOWORK=off", "REPLAY_URL="+server.URL,
		"REPLAY_COLLECTION="+collectionSection, "REPLAY_ENVIRONMENT="+environmentSection)
	// A request that a client refuses fails its TestReplay, and is told here as one that was not sent.
	if output, err := command.CombinedOutput(); err != nil && !strings.Contains(string(output), "--- FAIL: TestReplay") {
		t.Fatalf("go test: %v\n%s", err, output)
	}
	return recorder
}

// writeClient writes the client, and beside it the collection and the environment.
func (c wireCase) writeClient(t *testing.T, dir string) {
	t.Helper()
	options := generator.Options{Package: strings.ReplaceAll(c.name, "-", "")} // and no examples to compile
	out, err := generator.Generate([]byte(c.section(collectionSection)), options)
	if err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	for _, file := range out.Files {
		write(t, filepath.Join(dir, filepath.FromSlash(file.Name)), file.Content)
	}
	environment := c.section(environmentSection)
	if environment == "" {
		environment = `{"values": []}`
	}
	write(t, filepath.Join(dir, environmentSection), []byte(environment))
	write(t, filepath.Join(dir, collectionSection), []byte(c.section(collectionSection)))
}

// wireRecorder keeps what clients send.
type wireRecorder struct {
	cases []wireCase

	mu   sync.Mutex
	sent map[string]message // by PACKAGE#INDEX
}

// of gives what a client sent for a request of its collection.
func (r *wireRecorder) of(name string, index int) message {
	if m, ok := r.sent[tag(name, index)]; ok {
		return m
	}
	return message{failure: "refused"}
}

// tag is the X-Replay-Item of a request.
func tag(name string, index int) string {
	return strings.ReplaceAll(name, "-", "") + "#" + strconv.Itoa(index)
}

func (r *wireRecorder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	headers := [][2]string{{"Host", request.Host}}
	for name, values := range request.Header {
		for _, value := range values {
			headers = append(headers, [2]string{name, latin1(value)})
		}
	}
	slices.SortStableFunc(headers[1:], func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	item := request.Header.Get("X-Replay-Item")
	r.mu.Lock()
	r.sent[item] = newMessage(request.Method, request.RequestURI, headers, string(body))
	r.mu.Unlock()
	if challenge := r.challenge(item, request.Header.Get("Authorization")); challenge != "" {
		w.Header().Set("WWW-Authenticate", challenge)
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// latin1 reads each byte as a character of ISO 8859-1, as the records do.
func latin1(s string) string {
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

// ntlmChallenge is the second message of an NTLM handshake, the server's.
const ntlmChallenge = "TlRMTVNTUAACAAAAAAAAADAAAAACAgAAASNFZ4mrze8AAAAAAAAAAAAAAAAAAAAA"

// challenge asks for credentials that newman gave when it was asked for them; "" lets a request in.
func (r *wireRecorder) challenge(item, authorization string) string {
	name, index, _ := strings.Cut(item, "#")
	i, err := strconv.Atoi(index)
	c := slices.IndexFunc(r.cases, func(c wireCase) bool { return strings.HasPrefix(tag(c.name, 0), name+"#") })
	if err != nil || c < 0 || i >= len(r.cases[c].requests) {
		return ""
	}
	headers := strings.Join(r.cases[c].requests[i].newman.headers, "\n")
	scheme, credentials, _ := strings.Cut(authorization, " ")
	switch {
	case strings.Contains(headers, "Authorization: Digest ") && scheme != "Digest":
		return `Digest realm="recorder", nonce="0123456789abcdef", qop="auth", opaque="fedcba"`
	case strings.Contains(headers, "Authorization: NTLM "):
		message, err := base64.StdEncoding.DecodeString(credentials)
		if err != nil || len(message) <= 8 {
			return "NTLM"
		} else if message[8] == 1 {
			return "NTLM " + ntlmChallenge
		}
	}
	return ""
}

// listedKind matches a kind of difference in the documentation of package generator.
var listedKind = regexp.MustCompile(`(?m)^//   - ([A-Za-z ]+): `)

// TestWireKinds proves that the documentation explains each kind of difference, and no other.
func TestWireKinds(t *testing.T) {
	var listed, used []string
	for _, match := range listedKind.FindAllStringSubmatch(string(read(t, "doc.go")), -1) {
		listed = append(listed, match[1])
	}
	for _, c := range wireCases(t) {
		for _, r := range c.requests {
			if r.kind != "" {
				used = append(used, r.kind)
			}
		}
	}
	slices.Sort(used)
	slices.Sort(listed)
	if diff := cmp.Diff(slices.Compact(used), listed); diff != "" {
		t.Errorf("kinds of difference (-golden/wire +doc.go):\n%s", diff)
	}
}

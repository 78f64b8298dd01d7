// Package generator turns a Postman collection into a typed Go client.
//
// Data flows one way, through five words:
//
//   - Decode (internal/collection): the collection as written. It knows JSON
//     and positions, and resolves nothing.
//   - Resolve (internal/resolve, internal/infer): the API as meant, the model
//     of internal/api. Every rule of Postman lives here and nowhere else.
//   - Name (internal/naming): the same model with Go names, given out once,
//     when all of them are known.
//   - Emit (internal/emit): the model as files. jennifer prints what depends on
//     the collection; the behaviour is ordinary Go, copied from templates.
//   - Write (internal/output): the files on disk, after everything else has
//     succeeded. Killed at any moment, it leaves no mixture that compiles.
//
// [Generate] does the first four and touches no disk; [Output.Plan] compares
// its files with a folder, and writes them. [Inspect] and [OpenAPI] do the first
// three, and show the model to people and to other tools. [Compare] tells what
// changes for callers between two versions of a client (internal/diff).
//
// # Where a client differs from Postman
//
// What a client sends is what newman 6.2.2, Postman's own runner, sends for the
// same request. golden/wire has both sides, request by request, and TestWire
// compares them: methods, targets and bodies to the byte, JSON by its value,
// headers but for spelling, order and white space at their ends, which are
// net/http's, and for those that newman and net/http each add to all requests
// (User-Agent, Accept, Cache-Control, Postman-Token, Accept-Encoding, Connection,
// Content-Length). These are all the kinds of difference; each stands in
// golden/wire, beside the requests that show it:
//
//   - escaping: newman sends query and path as they are written but for a few
//     characters. A client encodes all that RFC 3986 does not allow there, and
//     what is syntax in a value: "%", "+", "&", braces. To a server it is the same.
//   - syntax: in newman, a value may end the place that it stands in: one of a
//     path begins a query, one of a query adds a parameter or cuts the URL off at
//     "#", the name of a part ends its quotes. In a client, none can; only the
//     slashes of a path variable whose sample has some stay.
//   - dot segments: "." and ".." as a segment of a path are refused, as servers and
//     proxies resolve them, escaped or not.
//   - hosts: what no host name may hold is refused by net/http, such as a variable
//     without value; a colon without port is left out; 127.1 stays as it is written;
//     and no value becomes a part of the host where a path follows without a slash.
//   - framing: Host, Connection, Transfer-Encoding and Accept-Encoding are
//     net/http's: it frames the body, and undoes only an encoding that it asked for.
//   - types of forms: the boundary of a multipart form is drawn for each request, so
//     that no value can hold it, and Content-Type always names it, as no server could
//     read the form otherwise. Other forms go out without parameters of their type.
//   - lists: a repeated parameter is one list of the caller's, so its values go out
//     together, where the first of them stands.
//   - keys: a variable without value in the name of a parameter or header is no
//     field: the parameter is sent as it is written, the header is left out.
//   - nameless files: a body that is a file without name and type goes out as
//     application/octet-stream, newman leaves the type out.
//   - layout: JSON is encoded from its types, so comments and white space are gone.
//     What signs a body signs it in that layout.
//   - signatures: signing schemes follow their specifications where newman does not:
//     AWS signs the Content-Type of every body, OAuth 1 names its method and signs
//     no parameters but those that it sends, Digest does not quote its algorithm,
//     Hawk has one. Nothing is signed with credentials that are missing.
//   - NTLM: a client speaks version 2, in Unicode. It does not answer a server that
//     knows OEM characters alone, as the one that newman was recorded with.
//   - errors: newman sends "[object Object]" for a segment that is an object, nothing
//     for a key that is a number, and no file of a part that follows a list of
//     files. A client sends what is meant.
//   - early files: the values of path variables in early files of schema v2.0, which
//     call them "variables", are read. newman does not know them.
//   - encoding switched off: disableUrlEncoding is not supported. Paths and queries
//     are always encoded.
//   - scripts: they are not run.
package generator

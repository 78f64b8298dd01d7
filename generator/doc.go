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
//     succeeded.
//
// [Generate] does the first four and touches no disk; [Output.Plan] compares
// its files with a folder, and writes them. [Inspect] and [OpenAPI] do the first
// three, and show the model to people and to other tools.
package generator

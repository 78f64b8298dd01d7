package emit

// This file prints an operation: its method, its errors, and the descriptor
// that tells the runtime what is fixed about it. request.go has what it sends,
// response.go what it gets, paging.go how to get all pages of a list.

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
	"github.com/postman-gen-go/postman-gen-go/generator/internal/prose"
)

// printOperation prints everything of an operation, as a reader needs it.
func printOperation(f *file, op *api.Operation) {
	method(f, op)
	if op.Paging != nil {
		pagesMethod(f, op)
	}
	requestStruct(f, op)
	encodeMethod(f, op)
	responseStruct(f, op)
	decodeMethod(f, op)
	for _, failure := range typedFailures(op) {
		errorType(f, op, failure)
	}
	descriptor(f, op)
	bodyStructs(f, op)
}

// method prints the method that a caller calls:
//
//	func (s *UsersService) Get(ctx context.Context, request *UsersGetRequest, options ...RequestOption) (*UsersGetResponse, error) {
//		call := s.core.newCall(&opUsersGet, options)
//		request.encode(call)
//		response := new(UsersGetResponse)
//		if err := call.do(ctx, response); err != nil {
//			return nil, err
//		}
//		return response, nil
//	}
func method(f *file, op *api.Operation) {
	params := []jen.Code{
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("request").Add(pointer(jen.Id(op.RequestType))),
		variadic("options", "RequestOption"),
	}
	code := jen.Params(params...).Params(pointer(jen.Id(op.ResponseType)), jen.Error()).Block(
		define("call", jen.Id("s").Dot("core").Dot("newCall").Call(addressOf(jen.Id(op.Var)), jen.Id("options"))),
		jen.Id("request").Dot("encode").Call(jen.Id("call")),
		define("response", jen.New(jen.Id(op.ResponseType))),
		jen.If(define("err", jen.Id("call").Dot("do").Call(jen.Id("ctx"), jen.Id("response"))), jen.Err().Op("!=").Nil()).Block(
			jen.Return(jen.Nil(), jen.Err()),
		),
		jen.Return(jen.Id("response"), jen.Nil()),
	)
	f.method("s", op.Service.Type, op.GoName, methodDoc(op), code)
}

// methodDoc says what a method does, and which errors are documented.
func methodDoc(op *api.Operation) string {
	text := fmt.Sprintf("%s sends %s %s", op.GoName, op.Method, pathText(op))
	if name := oneLine(op.Name); !saysTheSame(name, op.GoName) && !saysTheSame(name, prose.Sentence(op.Doc, len(name)+1)) {
		text += ": " + name
	}
	text = strings.TrimRight(text, ". ") + "."
	if op.Doc != "" {
		text += "\n\n" + op.Doc
	}
	if op.Removed != "" {
		text += "\n\nDeprecated: the collection does not have this request any more. When it changes again, this method will be gone, too."
	}
	if len(op.Failures) > 0 {
		text += "\n\nDocumented errors:\n"
		for _, failure := range op.Failures {
			text += "\n  - " + failureLine(failure)
		}
	}
	return text
}

// saysTheSame tells texts that differ in case, spaces and punctuation alone; an
// empty one says what any other does.
func saysTheSame(a, b string) bool {
	letters := func(text string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, text)
	}
	return letters(a) == "" || letters(a) == letters(b)
}

func pathText(op *api.Operation) string {
	if op.Template == "" {
		return "/"
	}
	return clipped(op.Template)
}

// statusText is "404 Not Found".
func statusText(status int) string {
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// failureText is "404 Not Found", or "with any other status".
func failureText(f *api.Failure) string {
	if f.AnyOther {
		return "with any other status"
	}
	return statusText(f.Status)
}

// failureLine is "404 Not Found: [UsersGet404Error]", or what the collection says
// of an error without a type.
func failureLine(f *api.Failure) string {
	if f.GoName != "" {
		return failureText(f) + ": [" + f.GoName + "]"
	}
	if f.Doc != "" {
		return failureText(f) + ": " + clippedTo(f.Doc, 300)
	}
	return failureText(f)
}

// typedFailures are the documented errors that have a type.
func typedFailures(op *api.Operation) []*api.Failure {
	return slices.DeleteFunc(slices.Clone(op.Failures), func(f *api.Failure) bool { return f.GoName == "" })
}

// errorType prints the error of a documented status:
//
//	type UsersGet404Error struct {
//		*APIError
//		Body UsersGet404ErrorBody
//	}
func errorType(f *file, op *api.Operation, failure *api.Failure) {
	fields := []jen.Code{jen.Op("*").Id("APIError"), jen.Line(), jen.Id("Body").Add(valueType(failure.Body.Type))}
	comment := fmt.Sprintf("%s is the answer %s to [%s.%s].\n\n%s",
		failure.GoName, failureText(failure), op.Service.Type, op.GoName, failure.Doc)
	f.structType(failure.GoName, comment, fields...)
	f.method("e", failure.GoName, "Unwrap", "Unwrap returns the APIError, so that errors.Is and errors.As find it.",
		jen.Params().Error().Block(jen.Return(jen.Id("e").Dot("APIError"))))
}

// descriptor prints what is fixed about an operation.
func descriptor(f *file, op *api.Operation) {
	members := []jen.Code{
		member("name", lit(op.FullName())),
		member("method", lit(op.Method)),
		member("path", lit(op.Template)),
	}
	if i := op.BaseURL.Index; i > 0 {
		members = append(members, member("base", lit(i)))
	}
	if op.Glue != "" {
		members = append(members, member("glue", lit(op.Glue)))
	}
	if op.Credential != nil {
		members = append(members, member("credential", jen.Id(op.Credential.Const)))
	}
	if op.Body != nil && op.Body.GraphQL != nil {
		members = append(members, member("query", lines(op.Body.GraphQL.Query)))
		if name := op.Body.GraphQL.OperationName; name != "" {
			members = append(members, member("queryName", lit(name)))
		}
	}
	if op.IdempotencyKey != "" {
		members = append(members, member("idempotencyKey", lit(op.IdempotencyKey)))
	}
	if op.RateLimitReset != "" {
		members = append(members, member("rateLimitReset", lit(op.RateLimitReset)))
	}
	if failures := typedFailures(op); len(failures) > 0 {
		members = append(members, member("fail", failFunction(failures)))
	}
	f.declare(op.Var, "", jen.Var().Id(op.Var).Op("=").Add(literal(jen.Id("operation"), members...)))
}

// lines is a text of several lines, each a literal of its own.
func lines(text string) *jen.Statement {
	var code *jen.Statement
	for line := range strings.SplitAfterSeq(text, "\n") {
		switch {
		case code == nil:
			code = jen.Add(lit(line))
		case line != "":
			code.Op("+").Line().Add(lit(line))
		}
	}
	return code
}

// failFunction gives an APIError its type by status.
func failFunction(failures []*api.Failure) *jen.Statement {
	var cases []jen.Code
	for _, failure := range failures {
		typed := addressOf(jen.Id(failure.GoName).Values(member("APIError", jen.Id("e"))))
		match := jen.Case(lit(failure.Status))
		if failure.AnyOther {
			match = jen.Default()
		}
		cases = append(cases, match.Block(define("typed", typed), decodeFailure(failure), jen.Return(jen.Id("typed"))))
	}
	lines := []jen.Code{jen.Switch(jen.Id("e").Dot("StatusCode")).Block(cases...)}
	if !slices.ContainsFunc(failures, func(f *api.Failure) bool { return f.AnyOther }) {
		lines = append(lines, jen.Return(jen.Id("e")))
	}
	return jen.Func().Params(jen.Id("e").Op("*").Id("APIError")).Error().Block(lines...)
}

// decodeFailure reads the body of an error that has a type.
func decodeFailure(failure *api.Failure) *jen.Statement {
	body := addressOf(jen.Id("typed").Dot("Body"))
	if failure.Body.Kind == api.XMLBody {
		return jen.Id("decodeXMLBody").Call(jen.Id("e"), lit(failure.Body.Root), body)
	}
	return jen.Id("decodeBody").Call(jen.Id("e"), body)
}

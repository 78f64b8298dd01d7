package emit

// This file prints the method that goes through all pages of a list, beside the
// one that gets a page. pagesMethod is the entry point.

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/postman-gen-go/postman-gen-go/generator/internal/api"
)

// hasPages tells a client with lists that come in pages.
func (p *printer) hasPages() bool {
	return slices.ContainsFunc(p.client.Root.AllOperations(), func(op *api.Operation) bool { return op.Paging != nil })
}

// pagesMethod prints what the runtime has to know of the pages of a list:
//
//	func (s *UsersService) ListAll(ctx context.Context, request *UsersListRequest, options ...RequestOption) iter.Seq2[User, error] {
//		return pages[UsersListRequest, UsersListResponse, User]{
//			get:   func(r *UsersListRequest) (*UsersListResponse, error) { return s.List(ctx, r, turnedBy(options, "Cursor")...) },
//			items: func(p *UsersListResponse) []User { return p.Body.Users },
//			next:  func(_ *UsersListRequest, p *UsersListResponse) string { return cursor(p.Body.Next) },
//			turn:  func(r *UsersListRequest, next string) error { return setTo(&r.Cursor, next) },
//			reads: []string{"$.users", "$.next"},
//		}.all(request)
//	}
func pagesMethod(f *file, op *api.Operation) {
	request, response, item := pointer(jen.Id(op.RequestType)), pointer(jen.Id(op.ResponseType)), valueType(op.Paging.Item)
	function := func(params ...jen.Code) *jen.Statement { return jen.Func().Params(params...) }
	r, p := jen.Id("r").Add(request), jen.Id("p").Add(response)

	get := jen.Id("s").Dot(op.GoName).Call(jen.Id("ctx"), jen.Id("r"), pageOptions(op.Paging.Turns).Op("..."))
	members := []jen.Code{
		member("get", function(r).Params(response, jen.Error()).Block(jen.Return(get))),
		member("items", function(p).Add(list(item)).Block(jen.Return(pageItems(op)))),
		member("next", function(r, p).String().Block(nextLines(op)...)),
		member("turn", function(r, jen.Id("next").String()).Error().Block(turnLines(op)...)),
		member("reads", list(jen.String()).Values(readPaths(op.Paging)...)),
	}
	pages := literal(jen.Id("pages").Types(jen.Id(op.RequestType), jen.Id(op.ResponseType), item), members...)
	params := jen.Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("request").Add(request), variadic("options", "RequestOption"))
	f.method("s", op.Service.Type, op.Paging.GoName, pagesDoc(op),
		params.Qual("iter", "Seq2").Types(item, jen.Error()).Block(jen.Return(pages.Dot("all").Call(jen.Id("request")))))
}

func pagesDoc(op *api.Operation) string {
	return op.Paging.GoName + " goes through the items of all pages of [" + op.Service.Type + "." + op.GoName +
		"], from the page that request asks for to the last, or to the first error.\n\nPaging: " + oneLine(op.Paging.Evidence) + "."
}

// pageOptions are those of the caller, none of which may set what leads to the next
// page: turnedBy(options, "Cursor").
func pageOptions(turns []api.Turn) *jen.Statement {
	options := jen.Id("options")
	var fields []jen.Code
	inBody := ""
	for _, t := range turns {
		switch {
		case t.Param == nil:
			inBody = "Body"
			for _, f := range t.Body {
				inBody += "." + f.GoName
			}
			continue
		case t.Param.In == api.Form:
			inBody = t.Param.GoName
		}
		fields = append(fields, lit(t.Param.GoName))
	}
	if fields != nil {
		options = jen.Id("turnedBy").Call(append([]jen.Code{options}, fields...)...)
	}
	if inBody != "" {
		options = jen.Id("turnedByBody").Call(options, lit(inBody))
	}
	return options
}

// pageItems is the list of a page: p.Body.Users.
func pageItems(op *api.Operation) *jen.Statement { return pageMember(op, op.Paging.Items, true) }

// pageMember is a member of a page's body. On the way there, and at its end if it
// is to be plain, a Nullable gives its value.
func pageMember(op *api.Operation, way []*api.Field, plain bool) *jen.Statement {
	x := jen.Id("p").Dot(bodyField(op))
	for i, f := range way {
		x = x.Dot(f.GoName)
		if f.Type.Nullable && (plain || i < len(way)-1) {
			x = jen.Id("valueOf").Call(x)
		}
	}
	return x
}

// bodyField is the field of the response that holds a page.
func bodyField(op *api.Operation) string {
	i := slices.IndexFunc(op.Successes, func(s *api.Success) bool { return s.Shares == s })
	return op.Successes[i].Field
}

// nextLines say what leads from a page to the next.
func nextLines(op *api.Operation) []jen.Code {
	paging := op.Paging
	var lines []jen.Code
	if paging.More != nil {
		isLast := pageMember(op, paging.More, true)
		if !paging.Last {
			isLast = not(isLast)
		}
		lines = append(lines, jen.If(isLast).Block(jen.Return(lit(""))))
	}
	return append(lines, jen.Return(nextValue(op)))
}

func nextValue(op *api.Operation) *jen.Statement {
	next, total := pageMember(op, op.Paging.Next, false), lit(0)
	if op.Paging.Total != nil {
		total = pageMember(op, op.Paging.Total, false)
	}
	switch op.Paging.Kind {
	case api.LinkHeader:
		return jen.Id("nextLink").Call(jen.Id("p").Dot("Header"))
	case api.PageNumber:
		return jen.Id("nextPage").Call(next, total, jen.Len(pageItems(op)))
	case api.Offset:
		if op.Paging.Next == nil {
			next = jen.Id("r").Dot(op.Paging.Turns[0].Param.GoName)
		}
		return jen.Id("nextOffset").Call(next, total, jen.Len(pageItems(op)))
	}
	return jen.Id("cursor").Call(next)
}

// turnLines set what the request for the next page has anew.
func turnLines(op *api.Operation) []jen.Code {
	turns := op.Paging.Turns
	switch {
	case op.Paging.Kind == api.Link || op.Paging.Kind == api.LinkHeader:
		args := []jen.Code{jen.Id("next")}
		for _, t := range turns {
			args = append(args, jen.Id("from").Call(lit(t.Param.Key), addressOf(jen.Id("r").Dot(t.Param.GoName))))
		}
		return []jen.Code{jen.Return(jen.Id("follow").Call(args...))}
	case turns[0].Param != nil:
		return []jen.Code{jen.Return(setField(jen.Id("r").Dot(turns[0].Param.GoName)))}
	}
	return turnBody(turns[0].Body)
}

// turnBody sets a member of the body. The objects around it are the caller's, so
// they are copied:
//
//	r.Body = copied(r.Body)
//	r.Body.Variables = copied(r.Body.Variables)
//	return setTo(&r.Body.Variables.After, next)
func turnBody(way []*api.Field) []jen.Code {
	var lines []jen.Code
	x := jen.Id("r").Dot("Body")
	for _, f := range way {
		lines = append(lines, x.Clone().Op("=").Id("copied").Call(x.Clone()))
		x = x.Clone().Dot(f.GoName)
	}
	return append(lines, jen.Return(setField(x)))
}

// setField is setTo(&r.Cursor, next).
func setField(field *jen.Statement) *jen.Statement {
	return jen.Id("setTo").Call(addressOf(field), jen.Id("next"))
}

// readPaths are the members of the body that paging cannot do without.
func readPaths(paging *api.Paging) []jen.Code {
	paths := []jen.Code{lit(api.PathTo(paging.Items))}
	for _, way := range [][]*api.Field{paging.Next, paging.Total, paging.More} {
		if way != nil {
			paths = append(paths, lit(api.PathTo(way)))
		}
	}
	return paths
}

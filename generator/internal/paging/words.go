package paging

// This file has the names that APIs give to what has to do with pages, as words:
// in lower case, letters and digits alone. next_page_token and nextPageToken are
// one word.

import (
	"strings"
	"unicode"
)

// word is a key without case and punctuation.
func word(key string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, key)
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

var (
	// pageWords number a page, in requests and in responses.
	pageWords = words("page pageno pagenum pagenumber pageindex currentpage curpage")
	// offsetWords count the items before a page, and so begin with 0. startWords may begin with 1 as well (SCIM): what
	// the response says decides.
	offsetWords = words("offset skip startat")
	startWords  = words("offset skip startat start startindex startposition")
	// sizeWords say how many items a page holds.
	sizeWords = words("limit pagesize perpage size pagelimit itemsperpage resultsperpage maxresults maxitems count first top")
	// pagesWords say how many pages there are, or which is the last; totalWords how many items.
	pagesWords = words("totalpages totalpage pagestotal pagetotal pages pagecount numpages numberofpages nbpages lastpage lastpagenumber")
	totalWords = words("total totalcount totalitems totalresults totalelements totalrecords totalsize totalsetsize totalrowcount itemstotal numfound")
	// moreWords say that there are more pages, lastWords that there are none.
	moreWords = words("more hasmore hasnext hasnextpage hasmoreitems hasmorepages hasmoreresults moreavailable istruncated")
	lastWords = words("last islast lastpage islastpage")
	// linkWords are links to the next page; one called href is so in an object called next.
	linkWords = words("next nexturl nexturi nextlink nexthref nextpage nextpageurl nextpageuri nextpagelink odatanextlink")
	// asideWords are lists that are never what was asked for.
	asideWords = words("errors warnings notices links curies")
)

// leadWords end the names of parameters that a member "next_NAME" leads to. An ID
// does not: next_id is rather the next item.
var leadWords = strings.Fields("token cursor marker bookmark key scrollid pageid pageinfo page pageno pagenumber pageindex offset skip start startat position after")

// cursorWords are in the names of cursors.
var cursorWords = strings.Fields("cursor nextmarker startmarker bookmark continu scrollid pagetoken nexttoken pagingtoken paginationtoken pagekey nextkey")

// backWords begin the names of cursors that lead backwards.
var backWords = strings.Fields("prev before end last")

// isCursor tells the name of a cursor that leads on.
func isCursor(name string) bool {
	return (name == "after" || name == "afterid" || name == "marker" || hasAny(name, cursorWords, strings.Contains)) && !hasAny(name, backWords, strings.HasPrefix)
}

func hasAny(name string, list []string, has func(string, string) bool) bool {
	for _, w := range list {
		if has(name, w) {
			return true
		}
	}
	return false
}

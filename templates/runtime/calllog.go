// SPDX-License-Identifier: MIT-0

package runtime

// This file logs calls: WithLogger is the entry point. No header is logged, and of URLs neither values nor user info.
// redact.go hides what in a body may be a secret.

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// WithLogger makes the client log each call when its method returns: operation, HTTP method, URL, status, duration and
// attempts, at level Info, or, with the error, at level Warn. The URL has the path as the collection writes it, with the
// names of its variables, and of the query the names: values may be secrets. Nil logs nothing, which is the default.
//
// At level Debug there is also a record of each try, with the body that it sends, and one of each body that the client
// reads; of streams there is none. A body shows if it is a JSON object, a list, or an urlencoded form of at most 16 KiB,
// without what may be a secret by its name or its looks. Of other bodies only the size is logged, and headers never are.
func WithLogger(logger *slog.Logger) Option {
	return func(c *core) {
		c.observer = nil
		if logger != nil {
			c.observer = &callLog{logger, newRedactor()}
		}
	}
}

// callLog is the observer that logs.
type callLog struct {
	logger *slog.Logger
	redact *redactor
}

func (l *callLog) called(ctx context.Context, c *call, took time.Duration, err error) {
	level := slog.LevelInfo
	if err != nil {
		level = slog.LevelWarn
	}
	if !l.logger.Enabled(ctx, level) {
		return
	}
	attributes := []slog.Attr{
		slog.String("operation", c.op.name),
		slog.String("method", c.op.method),
		slog.String("url", c.publicURL()),
		slog.Duration("duration", took),
		slog.Int("attempts", c.attempts),
	}
	l.logger.LogAttrs(ctx, level, "API call", append(attributes, ending(c.status, err)...)...)
}

func (l *callLog) tried(ctx context.Context, c *call, took time.Duration, reply *http.Response, err error) {
	if !l.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	attributes := []slog.Attr{
		slog.String("operation", c.op.name),
		slog.Int("attempt", c.attempts),
		slog.Duration("duration", took),
	}
	if c.body.present {
		attributes = append(attributes, slog.String("body", l.sent(c)))
	}
	status := 0
	if reply != nil {
		status = reply.StatusCode
	}
	l.logger.LogAttrs(ctx, slog.LevelDebug, "API try", append(attributes, ending(status, err)...)...)
}

func (l *callLog) reader(ctx context.Context, c *call) func(http.Header, []byte) {
	if !l.logger.Enabled(ctx, slog.LevelDebug) {
		return nil
	}
	return func(header http.Header, body []byte) {
		l.logger.LogAttrs(
			ctx, slog.LevelDebug, "API answer",
			slog.String("operation", c.op.name),
			slog.Int("status", c.status),
			slog.String("body", l.redact.body(header.Get("Content-Type"), body, c.auth)),
		)
	}
}

// sent is what a log shows of the body of the request.
func (l *callLog) sent(c *call) string {
	if len(c.body.files) > 0 {
		return "files"
	}
	return l.redact.body(c.headers.Get("Content-Type"), c.body.text, c.auth)
}

// ending tells how a call or a try ended. Of an APIError the status is enough: its text is the server's.
func ending(status int, err error) []slog.Attr {
	var attributes []slog.Attr
	if status != 0 {
		attributes = append(attributes, slog.Int("status", status))
	}
	if err != nil && !errors.As(err, new(*APIError)) {
		attributes = append(attributes, slog.String("error", withoutQuotes(err.Error())))
	}
	return attributes
}

// publicURL is the URL of the request without any value.
func (c *call) publicURL() string {
	var text strings.Builder
	if origin := c.core.bases[c.op.base].origin; origin.Host != "" {
		text.WriteString(origin.Scheme + "://" + origin.Host)
	}
	text.WriteString("/" + strings.TrimPrefix(c.op.path, "/"))
	separator := "?"
	for parameter := range strings.SplitSeq(string(c.rawQuery), "&") {
		if name, _, _ := strings.Cut(parameter, "="); name != "" {
			text.WriteString(separator + name)
			separator = "&"
		}
	}
	return text.String()
}

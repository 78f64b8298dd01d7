package oracles

import (
	"net/http"
	"testing"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/postman-gen-go/postman-gen-go/generated/zoom"
)

// TestOpenTelemetry proves that the middleware which README shows takes part in a call.
func TestOpenTelemetry(t *testing.T) {
	parent := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}})
	var sent http.Header
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		sent = r.Header
		return &http.Response{StatusCode: http.StatusNoContent, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
	})
	traced := &http.Client{Transport: otelhttp.NewTransport(transport, otelhttp.WithPropagators(propagation.TraceContext{}))}
	client, err := zoom.New(zoom.WithHTTPClient(traced))
	if err != nil {
		t.Fatal(err)
	}
	ctx := trace.ContextWithSpanContext(t.Context(), parent)
	_, err = client.Users.UploadUserProfilePicture(ctx, &zoom.UsersUploadUserProfilePictureRequest{
		UserID:  "me",
		PicFile: zoom.FileFromBytes("me.png", []byte("picture")),
	})
	if want := "00-01000000000000000000000000000000-0200000000000000-00"; err != nil || sent.Get("Traceparent") != want {
		t.Errorf("sent Traceparent %q, want %q; error %v", sent.Get("Traceparent"), want, err)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

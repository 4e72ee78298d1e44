package load

import (
	"fmt"
	"math/rand"
	"strings"
	"time"

	traces "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	resource "go.opentelemetry.io/proto/otlp/resource/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
)

// RunID and RawHeader are the attributes that the shapes differ in.
const (
	RunID     = "botanu.run_id"
	RawHeader = "http.request.header.baggage"
)

// spansPerTrace: the first is a server span, and the parent of the others.
const spansPerTrace = 4

// shape tells which spans of a request say something of the run.
type shape struct {
	runIDOnEverySpan   bool
	headerOnServerSpan bool
}

var shapes = map[string][]shape{
	"a":   {{runIDOnEverySpan: true}},
	"b":   {{headerOnServerSpan: true}},
	"c":   {{}},
	"mix": {{runIDOnEverySpan: true}, {headerOnServerSpan: true}, {}},
}

func shapesOf(name string) ([]shape, error) {
	if found, ok := shapes[name]; ok {
		return found, nil
	}
	return nil, fmt.Errorf("--shape %s is unknown: there are a, b, c and mix", name)
}

func requestOf(shape shape, options Options, random *rand.Rand) *traces.ExportTraceServiceRequest {
	spans := make([]*trace.Span, options.SpansPerRequest)
	for number := range spans {
		spans[number] = spanOf(shape, options, number%spansPerTrace == 0, random)
	}
	return &traces.ExportTraceServiceRequest{ResourceSpans: []*trace.ResourceSpans{{
		Resource: &resource.Resource{Attributes: []*common.KeyValue{
			text("service.name", "checkout"),
			text("service.version", "1.4.2"),
			text("telemetry.sdk.language", "python"),
			text("telemetry.sdk.name", "opentelemetry"),
			text("k8s.pod.name", "checkout-6f7c9d4b5-x2x7k"),
		}},
		ScopeSpans: []*trace.ScopeSpans{{
			Scope: &common.InstrumentationScope{Name: "opentelemetry.instrumentation.flask", Version: "0.60b1"},
			Spans: spans,
		}},
	}}}
}

// spanOf leaves room for the ids, which are stamped in at each sending.
func spanOf(shape shape, options Options, isServer bool, random *rand.Rand) *trace.Span {
	start := uint64(time.Now().UnixNano())
	span := &trace.Span{
		TraceId:           make([]byte, 16),
		SpanId:            make([]byte, 8),
		ParentSpanId:      make([]byte, 8),
		Name:              "GET /orders/{id}",
		Kind:              trace.Span_SPAN_KIND_CLIENT,
		StartTimeUnixNano: start,
		EndTimeUnixNano:   start + uint64(random.Intn(50_000_000)),
		Attributes:        attributesOf(options.Attributes, random),
	}
	if isServer {
		span.Kind, span.ParentSpanId = trace.Span_SPAN_KIND_SERVER, nil
	}
	if shape.runIDOnEverySpan {
		span.Attributes = append(span.Attributes, text(RunID, uuidV7(random)))
	}
	if shape.headerOnServerSpan && isServer {
		span.Attributes = append(span.Attributes, texts(RawHeader, baggageOf(options.BaggageMembers, random)))
	}
	return span
}

func attributesOf(count int, random *rand.Rand) []*common.KeyValue {
	attributes := []*common.KeyValue{
		text("http.request.method", "GET"),
		text("url.path", fmt.Sprintf("/orders/%d", random.Intn(1_000_000))),
		number("http.response.status_code", 200),
		text("server.address", "orders.shop.svc.cluster.local"),
		number("server.port", 8080),
		text("user_agent.original", "python-httpx/0.28.1"),
		text("network.protocol.version", "1.1"),
		text("url.scheme", "http"),
		text("client.address", fmt.Sprintf("10.0.%d.%d", random.Intn(256), random.Intn(256))),
		text("http.route", "/orders/{id}"),
	}
	for extra := len(attributes); extra < count; extra++ {
		attributes = append(attributes, text(fmt.Sprintf("app.detail.%d", extra), fmt.Sprintf("%016x", random.Uint64())))
	}
	return attributes[:count]
}

func baggageOf(members int, random *rand.Rand) string {
	list := []string{RunID + "=" + uuidV7(random)}
	for other := 1; other < members; other++ {
		list = append(list, fmt.Sprintf("member-%d=value-%d", other, random.Intn(1_000_000)))
	}
	return strings.Join(list, ",")
}

func uuidV7(random *rand.Rand) string {
	milliseconds, low := time.Now().UnixMilli(), random.Uint64()
	return fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x",
		milliseconds>>16, milliseconds&0xffff, random.Intn(1<<12), 0x8000|low>>50, low&(1<<48-1))
}

func text(key, value string) *common.KeyValue {
	return &common.KeyValue{Key: key, Value: textValue(value)}
}

func number(key string, value int64) *common.KeyValue {
	return &common.KeyValue{Key: key, Value: &common.AnyValue{Value: &common.AnyValue_IntValue{IntValue: value}}}
}

// texts is a list of one: instrumentations capture a header as all the values that came under its name.
func texts(key, value string) *common.KeyValue {
	list := &common.ArrayValue{Values: []*common.AnyValue{textValue(value)}}
	return &common.KeyValue{Key: key, Value: &common.AnyValue{Value: &common.AnyValue_ArrayValue{ArrayValue: list}}}
}

func textValue(value string) *common.AnyValue {
	return &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: value}}
}

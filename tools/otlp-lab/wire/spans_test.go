package wire

import (
	"encoding/binary"
	"fmt"
	"math/rand"
	"testing"

	collectortrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	resource "go.opentelemetry.io/proto/otlp/resource/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// The walker must find what a full decode finds, whatever else a span holds.
func TestSpansAgreesWithAFullDecode(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for round := range 200 {
		request := randomRequest(random)
		encoded, err := proto.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := walked(t, encoded), decoded(request); got != want {
			t.Fatalf("round %d: the walker found\n%s\nbut the request holds\n%s", round, got, want)
		}
	}
}

func TestSpansRefusesWhatIsCutOff(t *testing.T) {
	encoded, err := proto.Marshal(randomRequest(rand.New(rand.NewSource(2))))
	if err != nil {
		t.Fatal(err)
	}
	if Spans(encoded[:len(encoded)-1], func(Span) error { return nil }) == nil {
		t.Fatal("a request without its last byte was accepted")
	}
}

func walked(t *testing.T, encoded []byte) string {
	text := ""
	err := Spans(encoded, func(span Span) error {
		text += fmt.Sprintf("%x in %x", span.ID, encoded[span.TraceIDAt:span.TraceIDAt+16])
		if span.ParentAt > 0 {
			text += fmt.Sprintf(" under %x", encoded[span.ParentAt:span.ParentAt+8])
		}
		err := AttributeKeys(encoded, span, func(key []byte) { text += " " + string(key) })
		text += "\n"
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func decoded(request *collectortrace.ExportTraceServiceRequest) string {
	text := ""
	for _, resourceSpans := range request.ResourceSpans {
		for _, scopeSpans := range resourceSpans.ScopeSpans {
			for _, span := range scopeSpans.Spans {
				text += fmt.Sprintf("%x in %x", binary.BigEndian.Uint64(span.SpanId), span.TraceId)
				if len(span.ParentSpanId) > 0 {
					text += fmt.Sprintf(" under %x", span.ParentSpanId)
				}
				for _, attribute := range span.Attributes {
					text += " " + attribute.Key
				}
				text += "\n"
			}
		}
	}
	return text
}

func randomRequest(random *rand.Rand) *collectortrace.ExportTraceServiceRequest {
	request := &collectortrace.ExportTraceServiceRequest{}
	for range 1 + random.Intn(3) {
		scopeSpans := &trace.ScopeSpans{Scope: &common.InstrumentationScope{Name: "scope"}, SchemaUrl: "schema"}
		for range 1 + random.Intn(5) {
			scopeSpans.Spans = append(scopeSpans.Spans, randomSpan(random))
		}
		request.ResourceSpans = append(request.ResourceSpans, &trace.ResourceSpans{
			Resource:   &resource.Resource{Attributes: randomAttributes(random)},
			ScopeSpans: []*trace.ScopeSpans{scopeSpans},
		})
	}
	return request
}

func randomSpan(random *rand.Rand) *trace.Span {
	span := &trace.Span{
		TraceId:           randomBytes(random, 16),
		SpanId:            randomBytes(random, 8),
		Name:              "GET /",
		Kind:              trace.Span_SpanKind(random.Intn(6)),
		StartTimeUnixNano: random.Uint64(),
		Attributes:        randomAttributes(random),
		Events:            []*trace.Span_Event{{Name: "event", Attributes: randomAttributes(random)}},
		Links:             []*trace.Span_Link{{TraceId: randomBytes(random, 16), SpanId: randomBytes(random, 8)}},
		Status:            &trace.Status{Message: "status"},
		Flags:             random.Uint32(),
	}
	if random.Intn(2) == 0 {
		span.ParentSpanId = randomBytes(random, 8)
	}
	return span
}

func randomAttributes(random *rand.Rand) []*common.KeyValue {
	attributes := []*common.KeyValue{}
	for number := range random.Intn(4) {
		attributes = append(attributes, &common.KeyValue{
			Key:   fmt.Sprintf("key%d", number),
			Value: &common.AnyValue{Value: &common.AnyValue_BytesValue{BytesValue: randomBytes(random, random.Intn(300))}},
		})
	}
	return attributes
}

func randomBytes(random *rand.Rand, length int) []byte {
	bytes := make([]byte, length)
	random.Read(bytes)
	return bytes
}

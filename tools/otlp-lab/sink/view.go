package sink

import (
	"encoding/hex"
	"math"
	"strings"

	logs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	metrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	traces "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	metric "go.opentelemetry.io/proto/otlp/metrics/v1"
	resource "go.opentelemetry.io/proto/otlp/resource/v1"
)

// SpanView is a span as GET /spans shows it.
type SpanView struct {
	TraceID       string         `json:"traceId"`
	SpanID        string         `json:"spanId"`
	ParentSpanID  string         `json:"parentSpanId"`
	Name          string         `json:"name"`
	Kind          string         `json:"kind"`
	Service       string         `json:"service"`
	TraceState    string         `json:"traceState"`
	Status        string         `json:"status"`
	StatusMessage string         `json:"statusMessage"`
	Attributes    map[string]any `json:"attributes"`
	Resource      map[string]any `json:"resource"`
	Scope         string         `json:"scope"`
}

// MetricView is a metric as GET /metrics shows it.
type MetricView struct {
	Name     string         `json:"name"`
	Unit     string         `json:"unit"`
	Points   int            `json:"points"`
	Service  string         `json:"service"`
	Resource map[string]any `json:"resource"`
	Scope    string         `json:"scope"`
}

// LogView is a log record as GET /logs shows it.
type LogView struct {
	Body       any            `json:"body"`
	Severity   string         `json:"severity"`
	TraceID    string         `json:"traceId"`
	SpanID     string         `json:"spanId"`
	Service    string         `json:"service"`
	Attributes map[string]any `json:"attributes"`
	Resource   map[string]any `json:"resource"`
	Scope      string         `json:"scope"`
}

func spansOf(request *traces.ExportTraceServiceRequest) []SpanView {
	views := []SpanView{}
	for _, ofResource := range request.GetResourceSpans() {
		attributes := resourceOf(ofResource.GetResource())
		for _, ofScope := range ofResource.GetScopeSpans() {
			for _, span := range ofScope.GetSpans() {
				views = append(views, SpanView{
					TraceID:       hex.EncodeToString(span.GetTraceId()),
					SpanID:        hex.EncodeToString(span.GetSpanId()),
					ParentSpanID:  hex.EncodeToString(span.GetParentSpanId()),
					Name:          span.GetName(),
					Kind:          strings.TrimPrefix(span.GetKind().String(), "SPAN_KIND_"),
					Service:       serviceOf(attributes),
					TraceState:    span.GetTraceState(),
					Status:        strings.TrimPrefix(span.GetStatus().GetCode().String(), "STATUS_CODE_"),
					StatusMessage: span.GetStatus().GetMessage(),
					Attributes:    attributesOf(span.GetAttributes()),
					Resource:      attributes,
					Scope:         ofScope.GetScope().GetName(),
				})
			}
		}
	}
	return views
}

func metricsOf(request *metrics.ExportMetricsServiceRequest) []MetricView {
	views := []MetricView{}
	for _, ofResource := range request.GetResourceMetrics() {
		attributes := resourceOf(ofResource.GetResource())
		for _, ofScope := range ofResource.GetScopeMetrics() {
			for _, each := range ofScope.GetMetrics() {
				views = append(views, MetricView{
					Name:     each.GetName(),
					Unit:     each.GetUnit(),
					Points:   pointsOf(each),
					Service:  serviceOf(attributes),
					Resource: attributes,
					Scope:    ofScope.GetScope().GetName(),
				})
			}
		}
	}
	return views
}

func logsOf(request *logs.ExportLogsServiceRequest) []LogView {
	views := []LogView{}
	for _, ofResource := range request.GetResourceLogs() {
		attributes := resourceOf(ofResource.GetResource())
		for _, ofScope := range ofResource.GetScopeLogs() {
			for _, record := range ofScope.GetLogRecords() {
				views = append(views, LogView{
					Body:       valueOf(record.GetBody()),
					Severity:   record.GetSeverityText(),
					TraceID:    hex.EncodeToString(record.GetTraceId()),
					SpanID:     hex.EncodeToString(record.GetSpanId()),
					Service:    serviceOf(attributes),
					Attributes: attributesOf(record.GetAttributes()),
					Resource:   attributes,
					Scope:      ofScope.GetScope().GetName(),
				})
			}
		}
	}
	return views
}

// pointsOf relies on a metric holding one kind of data: the other four are empty.
func pointsOf(each *metric.Metric) int {
	return len(each.GetGauge().GetDataPoints()) + len(each.GetSum().GetDataPoints()) +
		len(each.GetHistogram().GetDataPoints()) + len(each.GetExponentialHistogram().GetDataPoints()) +
		len(each.GetSummary().GetDataPoints())
}

func resourceOf(of *resource.Resource) map[string]any { return attributesOf(of.GetAttributes()) }

func serviceOf(resource map[string]any) string {
	name, _ := resource["service.name"].(string)
	return name
}

func attributesOf(attributes []*common.KeyValue) map[string]any {
	values := map[string]any{}
	for _, attribute := range attributes {
		values[attribute.GetKey()] = valueOf(attribute.GetValue())
	}
	return values
}

func valueOf(value *common.AnyValue) any {
	switch typed := value.GetValue().(type) {
	case *common.AnyValue_StringValue:
		return typed.StringValue
	case *common.AnyValue_BoolValue:
		return typed.BoolValue
	case *common.AnyValue_IntValue:
		return typed.IntValue
	case *common.AnyValue_DoubleValue:
		return jsonNumber(typed.DoubleValue)
	case *common.AnyValue_BytesValue:
		return typed.BytesValue // encoding/json writes base64.
	case *common.AnyValue_ArrayValue:
		values := []any{}
		for _, each := range typed.ArrayValue.GetValues() {
			values = append(values, valueOf(each))
		}
		return values
	case *common.AnyValue_KvlistValue:
		return attributesOf(typed.KvlistValue.GetValues())
	}
	return nil
}

// jsonNumber replaces what JSON has no number for.
func jsonNumber(number float64) any {
	switch {
	case math.IsNaN(number):
		return "NaN"
	case math.IsInf(number, 0):
		return "Infinity"
	}
	return number
}

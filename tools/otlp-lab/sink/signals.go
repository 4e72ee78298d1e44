package sink

import (
	logs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	metrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	traces "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
)

// signal is one of the three kinds of telemetry, and where it is received.
type signal struct {
	name    string
	service string
	path    string
	empty   func() proto.Message
	add     func(store *Store, encoded []byte) error
}

var signals = []signal{
	{
		name:    "traces",
		service: traces.TraceService_ServiceDesc.ServiceName,
		path:    "/v1/traces",
		empty:   func() proto.Message { return &traces.ExportTraceServiceRequest{} },
		add:     (*Store).addTraces,
	},
	{
		name:    "metrics",
		service: metrics.MetricsService_ServiceDesc.ServiceName,
		path:    "/v1/metrics",
		empty:   func() proto.Message { return &metrics.ExportMetricsServiceRequest{} },
		add:     (*Store).addMetrics,
	},
	{
		name:    "logs",
		service: logs.LogsService_ServiceDesc.ServiceName,
		path:    "/v1/logs",
		empty:   func() proto.Message { return &logs.ExportLogsServiceRequest{} },
		add:     (*Store).addLogs,
	},
}

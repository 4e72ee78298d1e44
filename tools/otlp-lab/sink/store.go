package sink

import (
	"sync"

	"tools/otlp-lab/wire"

	logs "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	metrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	traces "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
)

const keptRequests = 100

// Stats is what GET /stats answers.
type Stats struct {
	Requests    int `json:"requests"`
	Refused     int `json:"refused"`
	Spans       int `json:"spans"`
	UniqueSpans int `json:"uniqueSpans"`
	Duplicates  int `json:"duplicates"`
	Metrics     int `json:"metrics"`
	Logs        int `json:"logs"`

	// WithAttribute counts the unique spans that carry each of the counted attributes.
	WithAttribute map[string]int `json:"withAttribute"`
}

// Request tells how an export request came.
type Request struct {
	Signal    string              `json:"signal"`
	Transport string              `json:"transport"`
	Bytes     int                 `json:"bytes"`
	Headers   map[string][]string `json:"headers"`
}

// Store holds what has arrived: whole requests, or only the ids and counts.
type Store struct {
	countOnly  bool
	attributes []string
	onNewSpan  func(id uint64)

	mutex    sync.Mutex
	seen     map[uint64]struct{}
	stats    Stats
	requests []Request
	traces   []*traces.ExportTraceServiceRequest
	metrics  []*metrics.ExportMetricsServiceRequest
	logs     []*logs.ExportLogsServiceRequest
}

func newStore(options Options) *Store {
	store := &Store{
		countOnly:  options.CountOnly,
		attributes: options.CountAttributes,
		onNewSpan:  options.OnNewSpan,
	}
	store.Reset()
	return store
}

// Reset forgets all that has arrived.
func (s *Store) Reset() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.seen = map[uint64]struct{}{}
	s.stats = Stats{WithAttribute: map[string]int{}}
	for _, attribute := range s.attributes {
		s.stats.WithAttribute[attribute] = 0
	}
	s.requests, s.traces, s.metrics, s.logs = nil, nil, nil, nil
}

// Stats returns a copy that stays as it is.
func (s *Store) Stats() Stats {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	stats := s.stats
	stats.WithAttribute = map[string]int{}
	for attribute, count := range s.stats.WithAttribute {
		stats.WithAttribute[attribute] = count
	}
	return stats
}

// Has tells whether a span has arrived.
func (s *Store) Has(id uint64) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_, seen := s.seen[id]
	return seen
}

func (s *Store) noteRequest(request Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stats.Requests++
	s.requests = append(s.requests, request)
	if len(s.requests) > keptRequests {
		s.requests = s.requests[1:]
	}
}

func (s *Store) noteRefusal() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stats.Refused++
}

func (s *Store) addTraces(encoded []byte) error {
	request := &traces.ExportTraceServiceRequest{}
	if !s.countOnly {
		if err := proto.Unmarshal(encoded, request); err != nil {
			return err
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !s.countOnly {
		s.traces = append(s.traces, request)
	}
	return wire.Spans(encoded, func(span wire.Span) error { return s.count(encoded, span) })
}

// count looks at the attributes of a span's first arrival only, so that shares are of unique spans.
func (s *Store) count(encoded []byte, span wire.Span) error {
	s.stats.Spans++
	if _, seen := s.seen[span.ID]; seen {
		s.stats.Duplicates++
		return nil
	}
	s.seen[span.ID] = struct{}{}
	s.stats.UniqueSpans++
	if s.onNewSpan != nil {
		s.onNewSpan(span.ID)
	}
	return wire.AttributeKeys(encoded, span, func(key []byte) {
		for _, attribute := range s.attributes {
			if string(key) == attribute {
				s.stats.WithAttribute[attribute]++
			}
		}
	})
}

func (s *Store) addMetrics(encoded []byte) error {
	request := &metrics.ExportMetricsServiceRequest{}
	if err := proto.Unmarshal(encoded, request); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stats.Metrics += len(metricsOf(request))
	if !s.countOnly {
		s.metrics = append(s.metrics, request)
	}
	return nil
}

func (s *Store) addLogs(encoded []byte) error {
	request := &logs.ExportLogsServiceRequest{}
	if err := proto.Unmarshal(encoded, request); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stats.Logs += len(logsOf(request))
	if !s.countOnly {
		s.logs = append(s.logs, request)
	}
	return nil
}

// Package load replays pre-encoded OTLP requests over gRPC, and tells what became of each span.
package load

import (
	"fmt"
	"time"
)

// Options say what is sent, how fast, and how patiently.
type Options struct {
	Target          string
	Connections     int
	InFlight        int
	SpansPerRequest int
	Rate            int
	Duration        time.Duration
	Attributes      int
	BaggageMembers  int
	Shape           string
	Compression     string
	Timeout         time.Duration
	GiveUp          time.Duration
	Grace           time.Duration

	// OnSend and OnAck are called with the id of the first span of a request; those of the others follow it.
	OnSend, OnAck func(firstID uint64)
}

// Check finds what cannot be run.
func (o Options) Check() error {
	switch {
	case o.Target == "":
		return fmt.Errorf("--target is missing: the address of an OTLP gRPC receiver, such as 127.0.0.1:4317")
	case o.Connections < 1 || o.InFlight < 1 || o.SpansPerRequest < 1:
		return fmt.Errorf("--connections, --in-flight and --spans-per-request must be 1 or more")
	case o.Rate < 0 || o.Attributes < 0:
		return fmt.Errorf("--rate and --attributes must not be negative")
	case o.BaggageMembers < 1:
		return fmt.Errorf("--baggage-members must be 1 or more: run_id is one of them")
	case o.Compression != "none" && o.Compression != "gzip":
		return fmt.Errorf("--compression %s is unknown: there are none and gzip", o.Compression)
	}
	_, err := shapesOf(o.Shape)
	return err
}

// Percentiles are of milliseconds.
type Percentiles struct {
	P50     float64 `json:"p50"`
	P99     float64 `json:"p99"`
	Samples int     `json:"samples"`
}

// Result counts spans, except for Retries, which are of requests. Sent = Acked + Refused + Unanswered.
type Result struct {
	Sent         int         `json:"sent"`
	Acked        int         `json:"acked"`
	Refused      int         `json:"refused"`
	Unanswered   int         `json:"unanswered"`
	Retries      int         `json:"retries"`
	Seconds      float64     `json:"seconds"`
	AckLatencyMs Percentiles `json:"ackLatencyMs"`
}

package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"time"

	"tools/otlp-lab/load"
	"tools/otlp-lab/sink"
)

const patienceWithCollector = 30 * time.Second

// timeToReconnect is for a collector that was there first and found no sink: it tries again after 1.2 s at most, and
// would begin with a backlog if load came before.
const timeToReconnect = 1500 * time.Millisecond

// measurement is what measure prints at the end. Counts are of spans.
type measurement struct {
	Spans         int              `json:"spans"`
	Acked         int              `json:"acked"`
	Refused       int              `json:"refused"`
	Unanswered    int              `json:"unanswered"`
	Received      int              `json:"received"`
	Lost          int              `json:"lost"`
	Duplicates    int              `json:"duplicates"`
	WithRunID     int              `json:"withRunId"`
	WithRawHeader int              `json:"withRawHeader"`
	Seconds       float64          `json:"seconds"`
	AckLatencyMs  load.Percentiles `json:"ackLatencyMs"`
	E2ELatencyMs  load.Percentiles `json:"e2eLatencyMs"`

	// LabCPUShare above 0.7 means that the generator, not the collector, may have been the limit.
	LabCPUShare float64 `json:"labCpuShare"`

	Collector *collectorUse `json:"collector,omitempty"`
}

type collectorUse struct {
	CPUSeconds           float64 `json:"cpuSeconds"`
	CPUSecondsPerMillion float64 `json:"cpuSecondsPerMillionSpans"`
	PeakMiB              float64 `json:"peakMiB"`
}

func runMeasure(arguments []string) error {
	flags := flag.NewFlagSet("otlp-lab measure", flag.ContinueOnError)
	options := loadFlags(flags)
	sinkAddress := flags.String("sink", "127.0.0.1:0", "address of the gRPC sink that the collector exports to")
	maxReceiveMiB := flags.Int("max-recv-mib", 4, "largest request that the sink takes")
	warmUp := flags.Duration("warm-up", 5*time.Second, "how long to send before measuring")
	settle := flags.Duration("settle", 3*time.Second, "how long without arrivals until what is missing counts as lost")
	pid := flags.Int("pid", 0, "process of the collector, to measure its CPU and memory")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if err := options.Check(); err != nil {
		return err
	}
	ledger := newLedger(options.SpansPerRequest)
	receiver, err := sink.Start(sink.Options{
		GRPC:            *sinkAddress,
		HTTP:            "127.0.0.1:0",
		MaxReceiveMiB:   *maxReceiveMiB,
		CountOnly:       true,
		CountAttributes: []string{load.RunID, load.RawHeader},
		OnNewSpan:       ledger.arrived,
	})
	if err != nil {
		return err
	}
	if err := printJSON(map[string]string{"sink": receiver.Addresses().GRPC}); err != nil {
		return err
	}
	if err := waitForTarget(options.Target); err != nil {
		return err
	}
	time.Sleep(timeToReconnect)
	if err := warm(*options, *warmUp, *settle, receiver.Store()); err != nil {
		return err
	}
	result, err := measure(*options, *settle, *pid, receiver.Store(), ledger)
	receiver.Finish()
	if err != nil {
		return err
	}
	return printJSON(result)
}

func waitForTarget(target string) error {
	for deadline := time.Now().Add(patienceWithCollector); ; time.Sleep(100 * time.Millisecond) {
		connection, err := net.Dial("tcp", target)
		if err == nil {
			return connection.Close()
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("nothing listens on --target %s after %s: %w", target, patienceWithCollector, err)
		}
	}
}

func warm(options load.Options, duration, settle time.Duration, store *sink.Store) error {
	options.Duration = duration
	if duration == 0 {
		return nil
	}
	result, err := load.Run(context.Background(), options)
	if err != nil {
		return err
	}
	waitForArrivals(store, result.Acked+result.Unanswered, settle)
	store.Reset()
	return nil
}

func measure(options load.Options, settle time.Duration, pid int, store *sink.Store, ledger *ledger) (measurement, error) {
	options.OnSend, options.OnAck = ledger.sent, ledger.acked
	before, err := readResourceUse(pid)
	if err != nil {
		return measurement{}, err
	}
	start := time.Now()
	sent, err := load.Run(context.Background(), options)
	if err != nil {
		return measurement{}, err
	}
	waitForArrivals(store, sent.Acked+sent.Unanswered, settle)
	seconds := time.Since(start).Seconds()
	after, err := readResourceUse(pid)
	if err != nil {
		return measurement{}, err
	}
	stats := store.Stats()
	return measurement{
		Spans:         sent.Sent,
		Acked:         sent.Acked,
		Refused:       sent.Refused,
		Unanswered:    sent.Unanswered,
		Received:      stats.UniqueSpans,
		Lost:          ledger.lost(store),
		Duplicates:    stats.Duplicates,
		WithRunID:     stats.WithAttribute[load.RunID],
		WithRawHeader: stats.WithAttribute[load.RawHeader],
		Seconds:       seconds,
		AckLatencyMs:  sent.AckLatencyMs,
		E2ELatencyMs:  ledger.latencies(),
		LabCPUShare:   (after.ownCPU - before.ownCPU) / seconds,
		Collector:     collectorUseOf(pid, before, after, stats.UniqueSpans),
	}, nil
}

func collectorUseOf(pid int, before, after resourceUse, spans int) *collectorUse {
	if pid == 0 {
		return nil
	}
	seconds := after.collectorCPU - before.collectorCPU
	return &collectorUse{
		CPUSeconds:           seconds,
		CPUSecondsPerMillion: seconds / float64(max(spans, 1)) * 1e6,
		PeakMiB:              after.collectorPeakMiB,
	}
}

// waitForArrivals returns when as many spans are there, or when nothing has come for a while.
func waitForArrivals(store *sink.Store, wanted int, settle time.Duration) {
	last, since := -1, time.Now()
	for ; ; time.Sleep(5 * time.Millisecond) {
		arrived := store.Stats().UniqueSpans
		if arrived != last {
			last, since = arrived, time.Now()
		}
		if arrived >= wanted || time.Since(since) > settle {
			return
		}
	}
}

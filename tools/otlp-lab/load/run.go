package load

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials/insecure"
)

// idsPerRun is room for a day of spans; above it lies a number that tells one run from another.
const idsPerRun = 1 << 40

// run is the state that the senders share.
type run struct {
	options   Options
	templates []template
	idBase    uint64
	start     time.Time
	requests  atomic.Int64

	mutex     sync.Mutex
	result    Result
	latencies []time.Duration
}

// Run sends for the duration, then waits for what is unanswered, at most for the grace period.
func Run(ctx context.Context, options Options) (Result, error) {
	templates, err := templatesOf(options)
	if err != nil {
		return Result{}, err
	}
	run := &run{options: options, templates: templates, idBase: (1 + rand.Uint64N(1<<24-1)) * idsPerRun}
	connections, err := connect(options)
	if err != nil {
		return Result{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, options.Duration+options.Grace)
	defer cancel()
	run.start = time.Now()
	var senders sync.WaitGroup
	for _, connection := range connections {
		defer connection.Close()
		for range options.InFlight {
			senders.Go(func() { run.sendUntilTheEnd(ctx, connection) })
		}
	}
	senders.Wait()
	run.result.Seconds = time.Since(run.start).Seconds()
	run.result.AckLatencyMs = PercentilesOf(run.latencies)
	return run.result, nil
}

// connect opens connections that come back soon after the other side has been away.
func connect(options Options) ([]*grpc.ClientConn, error) {
	soon := backoff.Config{BaseDelay: 50 * time.Millisecond, Multiplier: 1.6, Jitter: 0.2, MaxDelay: time.Second}
	connections := make([]*grpc.ClientConn, options.Connections)
	for number := range connections {
		connection, err := grpc.NewClient("passthrough:///"+options.Target,
			grpc.WithTransportCredentials(insecure.NewCredentials()),
			grpc.WithConnectParams(grpc.ConnectParams{Backoff: soon, MinConnectTimeout: time.Second}))
		if err != nil {
			return nil, err
		}
		connection.Connect()
		connections[number] = connection
	}
	return connections, nil
}

// sendUntilTheEnd takes the next request that is due, whoever is free; a late one is sent at once.
func (r *run) sendUntilTheEnd(ctx context.Context, connection *grpc.ClientConn) {
	for {
		number := r.requests.Add(1) - 1
		due := r.dueAfter(number)
		if due >= r.options.Duration || time.Since(r.start) >= r.options.Duration {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(due - time.Since(r.start)):
		}
		r.send(ctx, connection, number)
	}
}

func (r *run) dueAfter(number int64) time.Duration {
	if r.options.Rate == 0 {
		return 0
	}
	spans := float64(number) * float64(r.options.SpansPerRequest)
	return time.Duration(spans / float64(r.options.Rate) * float64(time.Second))
}

func (r *run) send(ctx context.Context, connection *grpc.ClientConn, number int64) {
	firstID := r.idBase + 1 + uint64(number)*uint64(r.options.SpansPerRequest)
	request := r.templates[number%int64(len(r.templates))].stamped(firstID)
	if r.options.OnSend != nil {
		r.options.OnSend(firstID)
	}
	start := time.Now()
	answer := deliver(ctx, connection, request, r.options)
	r.note(answer, time.Since(start))
	if answer.acked && r.options.OnAck != nil {
		r.options.OnAck(firstID)
	}
}

func (r *run) note(answer answer, latency time.Duration) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.result.Sent += r.options.SpansPerRequest
	r.result.Retries += answer.retries
	switch {
	case answer.acked:
		r.result.Acked += r.options.SpansPerRequest
		r.latencies = append(r.latencies, latency)
	case answer.refused:
		r.result.Refused += r.options.SpansPerRequest
	default:
		r.result.Unanswered += r.options.SpansPerRequest
	}
}

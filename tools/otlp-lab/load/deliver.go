package load

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"tools/otlp-lab/wire"

	traces "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding/gzip"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

const (
	firstBackoff   = 100 * time.Millisecond
	longestBackoff = 5 * time.Second
)

const exportMethod = "/opentelemetry.proto.collector.trace.v1.TraceService/Export"

// retryable are the codes after which the OTLP specification lets a client try again.
var retryable = []codes.Code{
	codes.Canceled, codes.DeadlineExceeded, codes.Aborted, codes.OutOfRange, codes.Unavailable, codes.DataLoss,
}

// answer: neither acked nor refused means that the client lost patience.
type answer struct {
	acked, refused bool
	retries        int
}

// deliver tries until there is an answer or the patience of the options is used up.
func deliver(ctx context.Context, connection *grpc.ClientConn, request []byte, options Options) answer {
	if options.GiveUp > 0 {
		patient, cancel := context.WithTimeout(ctx, options.GiveUp)
		defer cancel()
		ctx = patient
	}
	backoff := firstBackoff
	for retries := 0; ; retries++ {
		err := export(ctx, connection, request, options)
		switch {
		case err == nil:
			return answer{acked: true, retries: retries}
		case !isRetryable(status.Convert(err)):
			return answer{refused: true, retries: retries}
		}
		select {
		case <-ctx.Done():
			return answer{retries: retries}
		case <-time.After(backoff/2 + rand.N(backoff)):
		}
		backoff = min(2*backoff, longestBackoff)
	}
}

// isRetryable: an exhausted server must say that it recovers, or it means that the request is too large.
func isRetryable(refusal *status.Status) bool {
	if refusal.Code() != codes.ResourceExhausted {
		return slices.Contains(retryable, refusal.Code())
	}
	return slices.ContainsFunc(refusal.Details(), func(detail any) bool {
		_, ok := detail.(*errdetails.RetryInfo)
		return ok
	})
}

func export(ctx context.Context, connection *grpc.ClientConn, request []byte, options Options) error {
	ctx, cancel := context.WithTimeout(ctx, options.Timeout)
	defer cancel()
	callOptions := []grpc.CallOption{grpc.ForceCodec(wire.RawCodec{})}
	if options.Compression == "gzip" {
		callOptions = append(callOptions, grpc.UseCompressor(gzip.Name))
	}
	response := []byte{}
	err := connection.Invoke(ctx, exportMethod, &request, &response, callOptions...)
	if err != nil {
		return err
	}
	return rejection(response)
}

// rejection makes an error of a partial success: that some spans of a request are lost is a refusal to us.
func rejection(response []byte) error {
	if len(response) == 0 {
		return nil
	}
	decoded := &traces.ExportTraceServiceResponse{}
	if err := proto.Unmarshal(response, decoded); err != nil {
		return err
	}
	if rejected := decoded.GetPartialSuccess().GetRejectedSpans(); rejected > 0 {
		return status.Errorf(codes.InvalidArgument, "%d spans were rejected", rejected)
	}
	return nil
}

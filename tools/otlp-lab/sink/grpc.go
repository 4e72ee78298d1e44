package sink

import (
	"context"

	"tools/otlp-lab/wire"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/stats"
)

func (s *Sink) newGRPCServer() *grpc.Server {
	server := grpc.NewServer(
		grpc.MaxRecvMsgSize(s.maxReceive),
		grpc.ForceServerCodec(wire.RawCodec{}),
		grpc.StatsHandler(refusals{s.store}),
	)
	for _, signal := range signals {
		server.RegisterService(&grpc.ServiceDesc{
			ServiceName: signal.service,
			HandlerType: (*any)(nil),
			Methods:     []grpc.MethodDesc{{MethodName: "Export", Handler: s.grpcHandler(signal)}},
		}, s)
	}
	return server
}

func (s *Sink) grpcHandler(signal signal) grpc.MethodHandler {
	return func(_ any, ctx context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
		encoded := []byte{}
		if err := decode(&encoded); err != nil {
			return nil, err
		}
		headers, _ := metadata.FromIncomingContext(ctx)
		s.store.noteRequest(Request{
			Signal:    signal.name,
			Transport: "grpc",
			Bytes:     len(encoded),
			Headers:   headers,
		})
		// An empty message is what the success of each of the three services looks like.
		return &[]byte{}, s.mode.answer(ctx, func() error { return signal.add(s.store, encoded) })
	}
}

// refusals counts every call that ends in an error, also those that gRPC refuses before a handler sees them.
type refusals struct{ store *Store }

func (r refusals) HandleRPC(_ context.Context, event stats.RPCStats) {
	if end, ok := event.(*stats.End); ok && end.Error != nil {
		r.store.noteRefusal()
	}
}

func (refusals) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }

func (refusals) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

func (refusals) HandleConn(context.Context, stats.ConnStats) {}

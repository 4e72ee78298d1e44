// Package sink is an OTLP backend for tests: it keeps or counts what arrives, and misbehaves on demand.
package sink

import (
	"net"
	"net/http"
	"sync"
	"time"

	"google.golang.org/grpc"
)

// Options say where a sink listens and what it keeps.
type Options struct {
	GRPC, HTTP, Control string
	MaxReceiveMiB       int

	// CountOnly keeps the ids and counts of spans instead of the spans.
	CountOnly bool

	// CountAttributes are the attributes whose carriers are counted.
	CountAttributes []string

	// OnNewSpan is called on the first arrival of each span, under the lock of the store.
	OnNewSpan func(id uint64)
}

// Addresses is what a sink prints when it listens.
type Addresses struct {
	GRPC    string `json:"grpc"`
	HTTP    string `json:"http"`
	Control string `json:"control"`
}

// Sink is a running backend.
type Sink struct {
	store      *Store
	mode       *modeSwitch
	maxReceive int
	addresses  Addresses

	mutex      sync.Mutex
	grpcServer *grpc.Server
	httpServer *http.Server
}

// Start listens on all three addresses before it returns.
func Start(options Options) (*Sink, error) {
	sink := &Sink{store: newStore(options), mode: newModeSwitch(), maxReceive: options.MaxReceiveMiB << 20}
	sink.addresses = Addresses{GRPC: options.GRPC, HTTP: options.HTTP}
	if err := sink.Listen(); err != nil {
		return nil, err
	}
	if options.Control == "" {
		return sink, nil
	}
	control, err := net.Listen("tcp", options.Control)
	if err != nil {
		return nil, err
	}
	sink.addresses.Control = control.Addr().String()
	go http.Serve(control, sink.controlHandler())
	return sink, nil
}

// Addresses gives them with the ports that were found free.
func (s *Sink) Addresses() Addresses {
	return Addresses{
		GRPC:    s.addresses.GRPC,
		HTTP:    "http://" + s.addresses.HTTP,
		Control: "http://" + s.addresses.Control,
	}
}

// Store gives what has arrived.
func (s *Sink) Store() *Store { return s.store }

// Listen opens both receivers, on the same ports as before if they were closed.
func (s *Sink) Listen() error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.grpcServer != nil {
		return nil
	}
	grpcListener, err := listen(s.addresses.GRPC)
	if err != nil {
		return err
	}
	httpListener, err := listen(s.addresses.HTTP)
	if err != nil {
		grpcListener.Close()
		return err
	}
	s.addresses.GRPC, s.addresses.HTTP = grpcListener.Addr().String(), httpListener.Addr().String()
	s.grpcServer, s.httpServer = s.newGRPCServer(), s.newHTTPServer()
	go s.grpcServer.Serve(grpcListener)
	go s.httpServer.Serve(httpListener)
	return nil
}

// StopListening closes the receivers' ports and every connection to them.
func (s *Sink) StopListening() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.grpcServer == nil {
		return
	}
	s.grpcServer.Stop()
	s.httpServer.Close()
	s.grpcServer, s.httpServer = nil, nil
}

// Finish answers what is being received, so that the other side does not take it for lost, and takes no more.
func (s *Sink) Finish() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.grpcServer != nil {
		s.grpcServer.GracefulStop()
	}
}

// listen tries for a while: an outgoing connection may hold the port for a moment after it was closed.
func listen(address string) (net.Listener, error) {
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		listener, err := net.Listen("tcp", address)
		if err == nil || time.Now().After(deadline) {
			return listener, err
		}
	}
}

package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"

	"tools/otlp-lab/load"
	"tools/otlp-lab/sink"
)

func runSink(arguments []string) error {
	options := sink.Options{CountAttributes: []string{load.RunID, load.RawHeader}}
	flags := flag.NewFlagSet("otlp-lab sink", flag.ContinueOnError)
	flags.StringVar(&options.GRPC, "grpc", "127.0.0.1:0", "address of the OTLP gRPC receiver")
	flags.StringVar(&options.HTTP, "http", "127.0.0.1:0", "address of the OTLP HTTP receiver")
	flags.StringVar(&options.Control, "control", "127.0.0.1:0", "address of the control interface")
	flags.IntVar(&options.MaxReceiveMiB, "max-recv-mib", 4, "largest decompressed request, gRPC's own default is 4")
	flags.BoolVar(&options.CountOnly, "count-only", false, "keep ids and counts of spans only, for high rates")
	withParent := flags.Bool("end-with-stdin", false, "end when standard input closes")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	running, err := sink.Start(options)
	if err != nil {
		return err
	}
	if err := printJSON(running.Addresses()); err != nil {
		return err
	}
	if *withParent {
		go endWithParent()
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, os.Interrupt, syscall.SIGTERM)
	<-ended
	return nil
}

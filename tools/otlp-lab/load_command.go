package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"sync"
	"time"

	"tools/otlp-lab/load"
)

func runLoad(arguments []string) error {
	flags := flag.NewFlagSet("otlp-lab load", flag.ContinueOnError)
	options := loadFlags(flags)
	ackedFile := flags.String("acked", "", "file for the id of every acknowledged span")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if err := options.Check(); err != nil {
		return err
	}
	finish := func() error { return nil }
	if *ackedFile != "" {
		var err error
		if options.OnAck, finish, err = writeAcked(*ackedFile, options.SpansPerRequest); err != nil {
			return err
		}
	}
	result, err := load.Run(context.Background(), *options)
	if err := errors.Join(err, finish()); err != nil {
		return err
	}
	return printJSON(result)
}

// loadFlags are those that load and measure share.
func loadFlags(flags *flag.FlagSet) *load.Options {
	options := &load.Options{}
	flags.StringVar(&options.Target, "target", "", "address of the OTLP gRPC receiver")
	flags.IntVar(&options.Connections, "connections", 8, "gRPC connections")
	flags.IntVar(&options.InFlight, "in-flight", 1, "requests at a time on each connection")
	flags.IntVar(&options.SpansPerRequest, "spans-per-request", 512, "512 is what SDKs send")
	flags.IntVar(&options.Rate, "rate", 30000, "spans a second, 0 for as many as are taken")
	flags.DurationVar(&options.Duration, "duration", 30*time.Second, "how long new spans are sent")
	flags.IntVar(&options.Attributes, "attributes", 10, "attributes of each span, besides those of the shape")
	flags.IntVar(&options.BaggageMembers, "baggage-members", 1, "members of the captured header, run_id included")
	flags.StringVar(&options.Shape, "shape", "mix", "a: run_id on every span; b: captured baggage header on one span in four; c: neither; mix: thirds")
	flags.StringVar(&options.Compression, "compression", "none", "none or gzip")
	flags.DurationVar(&options.Timeout, "timeout", 10*time.Second, "patience with one attempt")
	flags.DurationVar(&options.GiveUp, "give-up", 0, "patience with one request over all attempts, 0 for until the end")
	flags.DurationVar(&options.Grace, "grace", 10*time.Second, "how long after the duration answers are waited for")
	return options
}

func writeAcked(path string, spansPerRequest int) (onAck func(firstID uint64), finish func() error, err error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, nil, err
	}
	buffered := bufio.NewWriter(file)
	var mutex sync.Mutex
	onAck = func(firstID uint64) {
		mutex.Lock()
		defer mutex.Unlock()
		for number := range spansPerRequest {
			fmt.Fprintf(buffered, "%016x\n", firstID+uint64(number))
		}
	}
	return onAck, func() error { return errors.Join(buffered.Flush(), file.Close()) }, nil
}

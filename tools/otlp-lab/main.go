// otlp-lab is an OTLP backend that misbehaves on demand, a generator of OTLP load, and both in one process to
// measure a collector between them. See README.md.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

const usage = `usage: otlp-lab sink [flags]     an OTLP backend for tests
       otlp-lab load [flags]     replay spans to a receiver
       otlp-lab measure [flags]  load and sink in one process, with a collector between them
Each prints its flags with --help.
`

var commands = map[string]func(arguments []string) error{
	"sink":    runSink,
	"load":    runLoad,
	"measure": runMeasure,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	err := commands[os.Args[1]](os.Args[2:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "otlp-lab %s: %s\n", os.Args[1], err)
		os.Exit(1)
	}
}

func printJSON(value any) error { return json.NewEncoder(os.Stdout).Encode(value) }

// endWithParent ends this process when the one that started it does, even if that was killed: then the pipe that is
// our standard input closes.
func endWithParent() {
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

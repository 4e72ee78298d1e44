package load

import (
	"slices"
	"time"
)

// PercentilesOf sorts the durations that it is given.
func PercentilesOf(durations []time.Duration) Percentiles {
	if len(durations) == 0 {
		return Percentiles{}
	}
	slices.Sort(durations)
	at := func(share float64) float64 {
		rank := min(int(share*float64(len(durations))), len(durations)-1)
		return float64(durations[rank].Microseconds()) / 1000
	}
	return Percentiles{P50: at(0.50), P99: at(0.99), Samples: len(durations)}
}

package main

import (
	"sync"
	"time"

	"tools/otlp-lab/load"
	"tools/otlp-lab/sink"
)

// ledger remembers which requests were acknowledged, and how long the first span of each took to arrive.
type ledger struct {
	spansPerRequest int

	mutex     sync.Mutex
	sentAt    map[uint64]time.Time
	ackedIDs  []uint64
	durations []time.Duration
}

func newLedger(spansPerRequest int) *ledger {
	return &ledger{spansPerRequest: spansPerRequest, sentAt: map[uint64]time.Time{}}
}

func (l *ledger) sent(firstID uint64) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.sentAt[firstID] = time.Now()
}

func (l *ledger) acked(firstID uint64) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.ackedIDs = append(l.ackedIDs, firstID)
}

// arrived is called for every span, and finds only those that are the first of a request that is being measured.
func (l *ledger) arrived(id uint64) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if sentAt, ok := l.sentAt[id]; ok {
		l.durations = append(l.durations, time.Since(sentAt))
		delete(l.sentAt, id)
	}
}

func (l *ledger) latencies() load.Percentiles {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return load.PercentilesOf(l.durations)
}

// lost counts acknowledged spans that have not arrived.
func (l *ledger) lost(store *sink.Store) int {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	lost := 0
	for _, firstID := range l.ackedIDs {
		for number := range l.spansPerRequest {
			if !store.Has(firstID + uint64(number)) {
				lost++
			}
		}
	}
	return lost
}

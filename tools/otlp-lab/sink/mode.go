package sink

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

// comeBackAfter goes out with "exhausted": without it, clients must not try again.
const comeBackAfter = 100 * time.Millisecond

// Mode is how the backend behaves at present.
type Mode struct {
	Name  string
	Delay time.Duration
}

// ParseMode reads ok, unavailable, exhausted, permanent, hang or slow:DURATION.
func ParseMode(text string) (Mode, error) {
	name, delay, hasDelay := strings.Cut(text, ":")
	switch {
	case name == "slow" && hasDelay:
		duration, err := time.ParseDuration(delay)
		return Mode{Name: name, Delay: duration}, err
	case !hasDelay && slices.Contains([]string{"ok", "unavailable", "exhausted", "permanent", "hang"}, name):
		return Mode{Name: name}, nil
	}
	return Mode{}, fmt.Errorf("no mode is called %q: there are ok, unavailable, exhausted, permanent, hang and slow:250ms", text)
}

// modeSwitch lets requests that hang notice that the mode has changed.
type modeSwitch struct {
	mutex   sync.Mutex
	mode    Mode
	changed chan struct{}
}

func newModeSwitch() *modeSwitch {
	return &modeSwitch{mode: Mode{Name: "ok"}, changed: make(chan struct{})}
}

func (s *modeSwitch) set(mode Mode) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	close(s.changed)
	s.mode, s.changed = mode, make(chan struct{})
}

func (s *modeSwitch) get() (Mode, <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.mode, s.changed
}

// answer lets a request be stored or refuses it. A slow backend stores at once and answers late, so that a client
// that has lost patience sends what is already there.
func (s *modeSwitch) answer(ctx context.Context, store func() error) error {
	mode, changed := s.get()
	switch mode.Name {
	case "unavailable":
		return status.Error(codes.Unavailable, "the sink is in mode unavailable")
	case "exhausted":
		return exhausted()
	case "permanent":
		return status.Error(codes.InvalidArgument, "the sink is in mode permanent")
	case "hang":
		return waitForChange(ctx, changed)
	}
	if err := store(); err != nil {
		return status.Error(codes.InvalidArgument, err.Error())
	}
	if mode.Name == "slow" {
		sleep(ctx, mode.Delay)
	}
	return nil
}

func waitForChange(ctx context.Context, changed <-chan struct{}) error {
	select {
	case <-ctx.Done():
	case <-changed:
	}
	return status.Error(codes.Unavailable, "the sink was in mode hang")
}

func exhausted() error {
	refusal := status.New(codes.ResourceExhausted, "the sink is in mode exhausted")
	detailed, err := refusal.WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(comeBackAfter)})
	if err != nil {
		return refusal.Err()
	}
	return detailed.Err()
}

func sleep(ctx context.Context, delay time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(delay):
	}
}

package sink

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

const namedMissing = 20

// Missing is what POST /missing answers.
type Missing struct {
	Missing int      `json:"missing"`
	First   []string `json:"first"`
}

func (s *Sink) controlHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /spans", s.keptOnly(func() any { return collect(s.store, &s.store.traces, spansOf) }))
	mux.HandleFunc("GET /metrics", s.keptOnly(func() any { return collect(s.store, &s.store.metrics, metricsOf) }))
	mux.HandleFunc("GET /logs", s.keptOnly(func() any { return collect(s.store, &s.store.logs, logsOf) }))
	mux.HandleFunc("GET /requests", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, s.lastRequests()) })
	mux.HandleFunc("GET /stats", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, s.store.Stats()) })
	mux.HandleFunc("POST /missing", s.answerMissing)
	mux.HandleFunc("POST /mode", s.changeMode)
	mux.HandleFunc("POST /stop-listening", func(http.ResponseWriter, *http.Request) { s.StopListening() })
	mux.HandleFunc("POST /reset", func(http.ResponseWriter, *http.Request) { s.store.Reset() })
	mux.HandleFunc("POST /listen", func(w http.ResponseWriter, _ *http.Request) {
		if err := s.Listen(); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
		}
	})
	return mux
}

func (s *Sink) keptOnly(view func() any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if s.store.countOnly {
			http.Error(w, "this sink counts only: start it without --count-only to see what arrived", http.StatusConflict)
			return
		}
		writeJSON(w, view())
	}
}

func collect[Kept, View any](store *Store, kept *[]Kept, viewsOf func(Kept) []View) []View {
	store.mutex.Lock()
	defer store.mutex.Unlock()
	views := []View{}
	for _, request := range *kept {
		views = append(views, viewsOf(request)...)
	}
	return views
}

func (s *Sink) lastRequests() []Request {
	s.store.mutex.Lock()
	defer s.store.mutex.Unlock()
	return append([]Request{}, s.store.requests...)
}

func (s *Sink) changeMode(w http.ResponseWriter, r *http.Request) {
	mode, err := ParseMode(r.URL.Query().Get("value"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mode.set(mode)
}

func (s *Sink) answerMissing(w http.ResponseWriter, r *http.Request) {
	missing, err := s.store.missing(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	writeJSON(w, missing)
}

func (s *Store) missing(ids io.Reader) (Missing, error) {
	missing := Missing{First: []string{}}
	for lines := bufio.NewScanner(ids); lines.Scan(); {
		text := strings.TrimSpace(lines.Text())
		if text == "" {
			continue
		}
		id, err := strconv.ParseUint(text, 16, 64)
		if err != nil || len(text) != 16 {
			return missing, fmt.Errorf("%q is no span id: 16 hexadecimal digits were expected", text)
		}
		if s.Has(id) {
			continue
		}
		missing.Missing++
		if len(missing.First) < namedMissing {
			missing.First = append(missing.First, text)
		}
	}
	return missing, nil
}

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(value)
}

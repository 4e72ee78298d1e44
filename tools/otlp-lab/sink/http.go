package sink

import (
	"fmt"
	"net/http"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

func (s *Sink) newHTTPServer() *http.Server {
	mux := http.NewServeMux()
	for _, signal := range signals {
		mux.HandleFunc("POST "+signal.path, s.httpHandler(signal))
	}
	return &http.Server{Handler: mux}
}

func (s *Sink) httpHandler(signal signal) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := readBody(r, s.maxReceive)
		s.store.noteRequest(Request{
			Signal:    signal.name,
			Transport: "http",
			Bytes:     len(body),
			Headers:   lowerCased(r.Header),
		})
		switch {
		case err != nil:
			s.refuse(w, http.StatusBadRequest, err.Error())
			return
		case len(body) > s.maxReceive:
			s.refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("more than %d bytes", s.maxReceive))
			return
		}
		if err := s.mode.answer(r.Context(), func() error { return s.addHTTP(signal, r, body) }); err != nil {
			s.refuse(w, httpStatusOf(err), err.Error())
			return
		}
		succeed(w, r)
	}
}

func (s *Sink) addHTTP(signal signal, r *http.Request, body []byte) error {
	if !isJSON(r) {
		return signal.add(s.store, body)
	}
	message := signal.empty()
	if err := unmarshalJSON(body, message); err != nil {
		return err
	}
	encoded, err := proto.Marshal(message)
	if err != nil {
		return err
	}
	return signal.add(s.store, encoded)
}

func (s *Sink) refuse(w http.ResponseWriter, code int, message string) {
	s.store.noteRefusal()
	if code == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "1")
	}
	http.Error(w, message, code)
}

// succeed answers in the format of the request: an empty message is no bytes in one, {} in the other.
func succeed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
	if isJSON(r) {
		fmt.Fprint(w, "{}")
	}
}

func httpStatusOf(err error) int {
	switch status.Code(err) {
	case codes.Unavailable:
		return http.StatusServiceUnavailable
	case codes.ResourceExhausted:
		return http.StatusTooManyRequests
	}
	return http.StatusBadRequest
}

func isJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/json")
}

// lowerCased makes headers look like gRPC metadata, so that a test asks for either in the same way.
func lowerCased(headers http.Header) map[string][]string {
	lower := map[string][]string{}
	for name, values := range headers {
		lower[strings.ToLower(name)] = values
	}
	return lower
}

package load

import (
	"bytes"
	"encoding/binary"
	"math/rand"

	"tools/otlp-lab/wire"

	"google.golang.org/protobuf/proto"
)

// templatesPerShape keeps a compressor from finding the same request again and again.
const templatesPerShape = 16

// template is an encoded request, and where the ids of its spans lie.
type template struct {
	encoded []byte
	spans   []wire.Span
}

func templatesOf(options Options) ([]template, error) {
	wanted, err := shapesOf(options.Shape)
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewSource(1))
	templates := []template{}
	for range templatesPerShape {
		for _, shape := range wanted {
			template, err := templateOf(shape, options, random)
			if err != nil {
				return nil, err
			}
			templates = append(templates, template)
		}
	}
	return templates, nil
}

func templateOf(shape shape, options Options, random *rand.Rand) (template, error) {
	encoded, err := proto.Marshal(requestOf(shape, options, random))
	if err != nil {
		return template{}, err
	}
	made := template{encoded: encoded}
	err = wire.Spans(encoded, func(span wire.Span) error {
		made.spans = append(made.spans, span)
		return nil
	})
	return made, err
}

// stamped copies the template and writes ids in: consecutive ones from firstID, a trace for every four spans. gRPC
// may still read a request after the call has failed, so a copy is used once.
func (t template) stamped(firstID uint64) []byte {
	request := bytes.Clone(t.encoded)
	for number, span := range t.spans {
		id := firstID + uint64(number)
		server := id - uint64(number%spansPerTrace)
		binary.BigEndian.PutUint64(request[span.IDAt:], id)
		binary.BigEndian.PutUint64(request[span.TraceIDAt:], ^server)
		binary.BigEndian.PutUint64(request[span.TraceIDAt+8:], server)
		if span.ParentAt > 0 {
			binary.BigEndian.PutUint64(request[span.ParentAt:], server)
		}
	}
	return request
}

// Package wire walks an ExportTraceServiceRequest in its encoded form, without a full decode.
package wire

import (
	"encoding/binary"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of the messages on the way to a span's attributes.
const (
	requestResourceSpans = 1
	resourceSpansScope   = 2
	scopeSpansSpan       = 2
	spanTraceID          = 1
	spanID               = 2
	spanParentID         = 4
	spanAttribute        = 9
	keyValueKey          = 1
)

// Span tells where in the request a span and its ids lie. A position of 0 means that the span has no such field.
type Span struct {
	ID        uint64
	IDAt      int
	TraceIDAt int
	ParentAt  int

	start, end int
}

// Spans calls visit for each span of a request, in order.
func Spans(request []byte, visit func(Span) error) error {
	return submessages(request, 0, len(request), requestResourceSpans, func(start, end int) error {
		return submessages(request, start, end, resourceSpansScope, func(start, end int) error {
			return submessages(request, start, end, scopeSpansSpan, func(start, end int) error {
				span, err := spanAt(request, start, end)
				if err != nil {
					return err
				}
				return visit(span)
			})
		})
	})
}

// AttributeKeys calls visit with the key of each attribute of a span. The key is valid during the call only.
func AttributeKeys(request []byte, span Span, visit func(key []byte)) error {
	return submessages(request, span.start, span.end, spanAttribute, func(start, end int) error {
		return submessages(request, start, end, keyValueKey, func(start, end int) error {
			visit(request[start:end])
			return nil
		})
	})
}

func spanAt(request []byte, start, end int) (Span, error) {
	span := Span{start: start, end: end}
	err := fields(request, start, end, func(number protowire.Number, start, end int) error {
		switch {
		case number == spanID && end-start == 8:
			span.IDAt, span.ID = start, binary.BigEndian.Uint64(request[start:end])
		case number == spanTraceID && end-start == 16:
			span.TraceIDAt = start
		case number == spanParentID && end-start == 8:
			span.ParentAt = start
		}
		return nil
	})
	return span, err
}

func submessages(message []byte, start, end int, wanted protowire.Number, visit func(start, end int) error) error {
	return fields(message, start, end, func(number protowire.Number, start, end int) error {
		if number != wanted {
			return nil
		}
		return visit(start, end)
	})
}

// fields visits the length-delimited fields between two positions, and steps over all others.
func fields(message []byte, start, end int, visit func(number protowire.Number, start, end int) error) error {
	for at := start; at < end; {
		number, kind, length := protowire.ConsumeTag(message[at:end])
		if length < 0 {
			return protowire.ParseError(length)
		}
		at += length
		if length = protowire.ConsumeFieldValue(number, kind, message[at:end]); length < 0 {
			return protowire.ParseError(length)
		}
		if kind == protowire.BytesType {
			_, prefix := protowire.ConsumeVarint(message[at:end])
			if err := visit(number, at+prefix, at+length); err != nil {
				return err
			}
		}
		at += length
	}
	return nil
}

package wire

import "fmt"

// RawCodec passes encoded messages through gRPC as they are: both sides hand over a *[]byte.
type RawCodec struct{}

// Name is that of the codec it stands in for, so that the other side sees ordinary protobuf.
func (RawCodec) Name() string { return "proto" }

func (RawCodec) Marshal(message any) ([]byte, error) {
	bytes, ok := message.(*[]byte)
	if !ok {
		return nil, fmt.Errorf("bug: RawCodec was given a %T", message)
	}
	return *bytes, nil
}

func (RawCodec) Unmarshal(bytes []byte, message any) error {
	into, ok := message.(*[]byte)
	if !ok {
		return fmt.Errorf("bug: RawCodec was given a %T", message)
	}
	*into = bytes
	return nil
}

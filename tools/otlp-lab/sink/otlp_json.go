package sink

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// unmarshalJSON reads OTLP's own JSON, which differs from that of protobuf in one point: ids are hexadecimal.
func unmarshalJSON(body []byte, message proto.Message) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return err
	}
	rewriteIDs(tree)
	rewritten, err := json.Marshal(tree)
	if err != nil {
		return err
	}
	return protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal(rewritten, message)
}

// rewriteIDs cannot meet an attribute of that name: a key of an attribute is the value of "key".
func rewriteIDs(tree any) {
	switch node := tree.(type) {
	case []any:
		for _, each := range node {
			rewriteIDs(each)
		}
	case map[string]any:
		for _, name := range []string{"traceId", "spanId", "parentSpanId"} {
			if text, ok := node[name].(string); ok {
				if id, err := hex.DecodeString(text); err == nil {
					node[name] = base64.StdEncoding.EncodeToString(id)
				}
			}
		}
		for _, each := range node {
			rewriteIDs(each)
		}
	}
}

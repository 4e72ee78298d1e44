package sink

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"

	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/gzip" // Registers itself.
)

func init() {
	encoding.RegisterCompressor(zstdCompressor{})
	encoding.RegisterCompressor(snappyCompressor{})
}

type zstdCompressor struct{}

func (zstdCompressor) Name() string { return "zstd" }

func (zstdCompressor) Compress(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }

// Decompress works in the calling goroutine, which leaves nothing behind that must be closed.
func (zstdCompressor) Decompress(r io.Reader) (io.Reader, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
}

type snappyCompressor struct{}

func (snappyCompressor) Name() string { return "snappy" }

func (snappyCompressor) Compress(w io.Writer) (io.WriteCloser, error) {
	return snappy.NewBufferedWriter(w), nil
}

func (snappyCompressor) Decompress(r io.Reader) (io.Reader, error) { return snappy.NewReader(r), nil }

// readBody reads a decompressed body, and stops one byte past the limit.
func readBody(request *http.Request, limit int) ([]byte, error) {
	encoded := io.LimitReader(request.Body, int64(limit)+1)
	var reader io.Reader
	var err error
	switch name := request.Header.Get("Content-Encoding"); name {
	case "", "identity":
		reader = encoded
	case "gzip":
		reader, err = gzip.NewReader(encoded)
	case "zstd":
		reader, err = zstd.NewReader(encoded, zstd.WithDecoderConcurrency(1))
	case "snappy":
		return readSnappyBlock(encoded)
	default:
		err = fmt.Errorf("no Content-Encoding is called %q here: there are gzip, zstd and snappy", name)
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(reader, int64(limit)+1))
}

// readSnappyBlock reads what HTTP means by snappy: one block, where gRPC means a framed stream.
func readSnappyBlock(encoded io.Reader) ([]byte, error) {
	block, err := io.ReadAll(encoded)
	if err != nil {
		return nil, err
	}
	return snappy.Decode(nil, block)
}

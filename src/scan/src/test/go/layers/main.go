// Compresses a layer as tools do whose layers can be read lazily, for the peer tests.
//
//	layers estargz|estargz-zstd|zstd-chunked|pigz TAR LAYER
//
// Prints the diff id and the annotations of the layer's descriptor as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/containerd/stargz-snapshotter/estargz"
	"github.com/containerd/stargz-snapshotter/estargz/zstdchunked"
	"github.com/klauspost/compress/zstd"
	"github.com/klauspost/pgzip"
	"github.com/opencontainers/go-digest"
	"go.podman.io/storage/pkg/chunked/compressor"
)

type layer struct {
	DiffID      string            `json:"diffId"`
	Annotations map[string]string `json:"annotations"`
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("layers FORMAT TAR LAYER")
	}
	tar, err := os.Open(os.Args[2])
	check(err)
	out, err := os.Create(os.Args[3])
	check(err)
	made, err := compress(os.Args[1], tar, out)
	check(err)
	check(out.Close())
	check(json.NewEncoder(os.Stdout).Encode(made))
}

func compress(format string, tar *os.File, out io.Writer) (layer, error) {
	switch format {
	case "estargz":
		return lazy(tar, out, map[string]string{})
	case "estargz-zstd":
		annotations := map[string]string{}
		return lazy(tar, out, annotations, estargz.WithCompression(&zstdCompression{
			&zstdchunked.Compressor{CompressionLevel: zstd.SpeedDefault, Metadata: annotations}, &zstdchunked.Decompressor{}}))
	case "zstd-chunked":
		annotations := map[string]string{}
		writer, err := compressor.ZstdCompressor(out, annotations, nil)
		if err != nil {
			return layer{}, err
		}
		return plain(tar, writer, annotations)
	case "pigz":
		writer := pgzip.NewWriter(out)
		if err := writer.SetConcurrency(256<<10, 4); err != nil {
			return layer{}, err
		}
		return plain(tar, writer, map[string]string{})
	}
	return layer{}, fmt.Errorf("no format %s", format)
}

type zstdCompression struct {
	*zstdchunked.Compressor
	*zstdchunked.Decompressor
}

// lazy changes the tar: it sorts entries, and adds a landmark and the table of contents.
func lazy(tar *os.File, out io.Writer, annotations map[string]string, options ...estargz.Option) (layer, error) {
	info, err := tar.Stat()
	if err != nil {
		return layer{}, err
	}
	blob, err := estargz.Build(io.NewSectionReader(tar, 0, info.Size()), options...)
	if err != nil {
		return layer{}, err
	}
	defer blob.Close()
	if _, err := io.Copy(out, blob); err != nil {
		return layer{}, err
	}
	annotations[estargz.TOCJSONDigestAnnotation] = blob.TOCDigest().String()
	return layer{blob.DiffID().String(), annotations}, nil
}

func plain(tar io.Reader, writer io.WriteCloser, annotations map[string]string) (layer, error) {
	digester := digest.Canonical.Digester()
	if _, err := io.Copy(writer, io.TeeReader(tar, digester.Hash())); err != nil {
		return layer{}, err
	}
	return layer{digester.Digest().String(), annotations}, writer.Close()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

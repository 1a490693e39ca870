// Signs a descriptor with notation-go in every envelope and with every kind of key, for the peer tests.
//
//	notation DIRECTORY MEDIA-TYPE DIGEST SIZE
//
// Writes KIND.jws, KIND.cose and KIND.pem (the root certificate) for the kinds rsa, ec and expiring.
package main

import (
	"context"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/notaryproject/notation-core-go/signature/cose"
	"github.com/notaryproject/notation-core-go/signature/jws"
	"github.com/notaryproject/notation-core-go/testhelper"
	"github.com/notaryproject/notation-go"
	"github.com/notaryproject/notation-go/signer"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

func main() {
	size, err := strconv.ParseInt(os.Args[4], 10, 64)
	check(err)
	subject := ocispec.Descriptor{
		MediaType:   os.Args[2],
		Digest:      digest.Digest(os.Args[3]),
		Size:        size,
		Annotations: map[string]string{"stage": "prod"},
	}
	rsaLeaf, rsaRoot := testhelper.GetRSALeafCertificate(), testhelper.GetRSARootCertificate()
	ecLeaf, ecRoot := testhelper.GetECLeafCertificate(), testhelper.GetECRootCertificate()
	sign("rsa", subject, rsaLeaf.PrivateKey, []*x509.Certificate{rsaLeaf.Cert, rsaRoot.Cert}, 0)
	sign("ec", subject, ecLeaf.PrivateKey, []*x509.Certificate{ecLeaf.Cert, ecRoot.Cert}, 0)
	sign("expiring", subject, ecLeaf.PrivateKey, []*x509.Certificate{ecLeaf.Cert, ecRoot.Cert}, time.Hour)
}

func sign(kind string, subject ocispec.Descriptor, key crypto.PrivateKey, chain []*x509.Certificate, expiry time.Duration) {
	generic, err := signer.NewGenericSigner(key, chain)
	check(err)
	for suffix, mediaType := range map[string]string{"jws": jws.MediaTypeEnvelope, "cose": cose.MediaTypeEnvelope} {
		envelope, _, err := generic.Sign(context.Background(), subject, notation.SignerSignOptions{
			SignatureMediaType: mediaType,
			ExpiryDuration:     expiry,
			SigningAgent:       "peer",
		})
		check(err)
		write(kind+"."+suffix, envelope)
	}
	write(kind+".pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: chain[len(chain)-1].Raw}))
}

func write(name string, content []byte) {
	check(os.WriteFile(filepath.Join(os.Args[1], name), content, 0o600))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

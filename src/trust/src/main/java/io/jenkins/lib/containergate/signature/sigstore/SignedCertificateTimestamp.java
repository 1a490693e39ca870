package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Der;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * That a certificate was shown to a certificate log (embedded SCT).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, section 3.2</a>
 */
final class SignedCertificateTimestamp {
    private static final String EXTENSION = "1.3.6.1.4.1.11129.2.4.2";
    private static final int LOG_ID = 32;
    private static final int FIXED = 1 + LOG_ID + 8;

    private final TrustAnchors anchors;

    SignedCertificateTimestamp(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    /** @throws GateException unless one of its timestamps is of a trusted log */
    void check(X509Certificate certificate, X509Certificate issuer) throws GateException {
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        if (extension == null) {
            throw new RejectedSignatureException("its certificate was never shown to a certificate log (no SCT)");
        }
        byte[] list = Der.parse(extension).unwrap().expect(Der.OCTET_STRING).content();
        byte[] bare = withoutTimestamps(certificate);
        List<ByteBuffer> timestamps = split(ByteBuffer.wrap(list));
        for (ByteBuffer timestamp : timestamps) {
            if (verifies(timestamp.duplicate(), bare, issuer)) {
                return;
            }
        }
        for (ByteBuffer timestamp : timestamps) {
            if (timestamp.remaining() >= FIXED) {
                byte[] id = new byte[LOG_ID];
                timestamp.get(1, id);
                anchors.usable(Bytes.of(id));
            }
        }
        throw new RejectedSignatureException("its certificate's SCT is not of a trusted certificate log");
    }

    private static List<ByteBuffer> split(ByteBuffer list) throws RejectedSignatureException {
        List<ByteBuffer> timestamps = new ArrayList<>();
        ByteBuffer rest = slice(list);
        while (rest.hasRemaining()) {
            timestamps.add(slice(rest));
        }
        return timestamps;
    }

    /** The next bytes with a length of two octets in front. */
    private static ByteBuffer slice(ByteBuffer from) throws RejectedSignatureException {
        int length = from.remaining() < 2 ? Integer.MAX_VALUE : from.getShort() & 0xffff;
        if (length > from.remaining()) {
            throw new RejectedSignatureException("its certificate's SCT is malformed");
        }
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return part;
    }

    private boolean verifies(ByteBuffer timestamp, byte[] bare, X509Certificate issuer)
            throws RejectedSignatureException {
        if (timestamp.remaining() < FIXED || timestamp.get() != 0) {
            return false;
        }
        byte[] id = new byte[LOG_ID];
        timestamp.get(id);
        long millis = timestamp.getLong();
        byte[] extensions = bytes(slice(timestamp));
        if (timestamp.remaining() < 4) {
            return false;
        }
        timestamp.getShort();
        byte[] signature = bytes(slice(timestamp));
        byte[] signed = signed(millis, bare, issuer, extensions);
        for (LogKey log : anchors.certificateLogs()) {
            if (log.id().equals(Bytes.of(id)) && log.validity().covers(Instant.ofEpochMilli(millis))) {
                for (SignatureAlgorithm algorithm : SignatureAlgorithm.sigstore(log.key())) {
                    if (algorithm.verifies(log.key(), signed, signature)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] signed(long millis, byte[] bare, X509Certificate issuer, byte[] extensions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(0); // version 1
            out.writeByte(0); // certificate_timestamp
            out.writeLong(millis);
            out.writeShort(1); // precert_entry
            out.write(Digest.sha256().digest(issuer.getPublicKey().getEncoded()));
            out.writeByte(bare.length >> 16);
            out.writeShort(bare.length);
            out.write(bare);
            out.writeShort(extensions.length);
            out.write(extensions);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    /** The certificate as the log saw it: before the timestamps were put in. */
    private static byte[] withoutTimestamps(X509Certificate certificate) throws RejectedSignatureException {
        List<byte[]> parts = new ArrayList<>();
        try {
            for (Der part : Der.parse(certificate.getTBSCertificate()).children()) {
                parts.add(part.tag() == 0xa3 ? extensions(part) : part.encoded());
            }
        } catch (CertificateEncodingException e) {
            throw new RejectedSignatureException("its certificate is malformed", e);
        }
        return DerWriter.sequence(parts.toArray(byte[][]::new));
    }

    private static byte[] extensions(Der wrapper) throws RejectedSignatureException {
        List<byte[]> kept = new ArrayList<>();
        for (Der extension : wrapper.child(0).children()) {
            if (!extension.child(0).oid().equals(EXTENSION)) {
                kept.add(extension.encoded());
            }
        }
        return DerWriter.element(0xa3, DerWriter.sequence(kept.toArray(byte[][]::new)));
    }
}

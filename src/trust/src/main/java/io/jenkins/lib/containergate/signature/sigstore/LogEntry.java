package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An entry of a transparency log, as a signature brings it along.
 *
 * @param integratedTime seconds since 1970; 0 in logs of the second generation, which vouch for no time
 * @param promise the log's signature of the entry (signed entry timestamp)
 * @param proof that it is in the log's tree
 * @param body canonical JSON of what was logged
 */
public record LogEntry(
        long logIndex,
        Bytes logId,
        long integratedTime,
        Optional<Bytes> promise,
        Optional<Inclusion> proof,
        Bytes body) {

    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** @param checkpoint the log's signed note about the tree */
    record Inclusion(MerkleProof proof, Bytes root, String checkpoint) {}

    /** An element of {@code tlogEntries} of a bundle (C.2.6). */
    static LogEntry ofBundle(StrictJson json) throws GateException {
        Optional<StrictJson> promise = json.member("inclusionPromise");
        Optional<StrictJson> proof = json.member("inclusionProof");
        return new LogEntry(
                whole(json, "logIndex"),
                bytes(json.required("logId"), "keyId"),
                seconds(whole(json, "integratedTime")),
                promise.isPresent() ? Optional.of(bytes(promise.get(), "signedEntryTimestamp")) : Optional.empty(),
                proof.isPresent() ? Optional.of(inclusion(proof.get())) : Optional.empty(),
                bytes(json, "canonicalizedBody"));
    }

    /** The annotation {@code dev.sigstore.cosign/bundle} of the older layout (C.1.8). */
    public static LogEntry ofAnnotation(String text) throws GateException {
        StrictJson json = StrictJson.parse(Bytes.ofText(text).toArray(), "the annotation dev.sigstore.cosign/bundle");
        StrictJson payload = json.required("Payload");
        byte[] id;
        try {
            id = HexFormat.of().parseHex(payload.required("logID").text());
        } catch (IllegalArgumentException e) {
            throw new RejectedSignatureException("its logID is not hexadecimal", e);
        }
        return new LogEntry(
                payload.required("logIndex").number(),
                Bytes.of(id),
                seconds(payload.required("integratedTime").number()),
                Optional.of(bytes(json, "SignedEntryTimestamp")),
                Optional.empty(),
                bytes(payload, "body"));
    }

    private static Inclusion inclusion(StrictJson json) throws GateException {
        List<Bytes> hashes = new ArrayList<>();
        for (String hash : json.textsOf("hashes")) {
            hashes.add(Bytes.of(Base64Text.decode(hash, "inclusion proof")));
        }
        return new Inclusion(
                new MerkleProof(whole(json, "logIndex"), whole(json, "treeSize"), hashes),
                bytes(json, "rootHash"),
                json.required("checkpoint").required("envelope").text());
    }

    private static long seconds(long value) throws RejectedSignatureException {
        if (value < 0 || value > LAST_SECOND) {
            throw new RejectedSignatureException("its integratedTime is not a time");
        }
        return value;
    }

    Instant time() {
        return Instant.ofEpochSecond(integratedTime);
    }

    /** Whole numbers are texts in this JSON; left out when 0. */
    private static long whole(StrictJson json, String name) throws GateException {
        Optional<StrictJson> member = json.member(name);
        if (member.isEmpty()) {
            return 0;
        }
        if (!member.get().isText()) {
            return member.get().number();
        }
        String text = member.get().text();
        if (!text.matches("\\d{1,18}")) {
            throw new RejectedSignatureException("its " + name + " is not a whole number");
        }
        return Long.parseLong(text);
    }

    private static Bytes bytes(StrictJson owner, String name) throws GateException {
        return Bytes.of(Base64Text.decode(owner.required(name).text(), name));
    }

    /**
     * That a leaf is in a tree of some size.
     *
     * @param index of the leaf, from 0
     * @param size leaves in the tree
     * @param hashes from the leaf's sibling upwards, 32 bytes each
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2">RFC 9162, section 2.1.3.2</a>
     */
    record MerkleProof(long index, long size, List<Bytes> hashes) {
        MerkleProof {
            hashes = List.copyOf(hashes);
        }

        /** The root that the leaf and the hashes lead to. */
        byte[] root(byte[] leaf) throws RejectedSignatureException {
            if (index < 0 || index >= size) {
                throw foreign();
            }
            long node = index;
            long last = size - 1;
            byte[] hash = hash((byte) 0, leaf, new byte[0]);
            for (Bytes sibling : hashes) {
                if (last == 0 || sibling.size() != 32) {
                    throw foreign();
                }
                if ((node & 1) == 1 || node == last) {
                    hash = hash((byte) 1, sibling.toArray(), hash);
                    while ((node & 1) == 0 && node != 0) {
                        node >>= 1;
                        last >>= 1;
                    }
                } else {
                    hash = hash((byte) 1, hash, sibling.toArray());
                }
                node >>= 1;
                last >>= 1;
            }
            if (last != 0) {
                throw foreign();
            }
            return hash;
        }

        private static byte[] hash(byte prefix, byte[] left, byte[] right) {
            MessageDigest digest = Digest.sha256();
            digest.update(prefix);
            digest.update(left);
            return digest.digest(right);
        }

        private static RejectedSignatureException foreign() {
            return new RejectedSignatureException("its inclusion proof does not fit its place in the log");
        }
    }
}

package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a log says of itself: size and root of its tree, signed.
 *
 * @param origin what the log calls itself
 * @param signed the text that the signatures are over
 * @param signatures key hint (4 bytes) and signature
 * @see <a href="https://github.com/C2SP/C2SP/blob/main/tlog-checkpoint.md">tlog checkpoint</a>
 */
record Checkpoint(String origin, Bytes signed, long size, Bytes root, List<Bytes> signatures) {
    private static final int HINT = 4;
    private static final int MAX_SIGNATURES = 100;

    Checkpoint {
        signatures = List.copyOf(signatures);
    }

    static Checkpoint parse(String envelope) throws RejectedSignatureException {
        int end = envelope.indexOf("\n\n");
        if (end < 0) {
            throw malformed();
        }
        String text = envelope.substring(0, end + 1);
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[1].matches("\\d{1,18}")) {
            throw malformed();
        }
        List<Bytes> signatures = new ArrayList<>();
        for (String line : envelope.substring(end + 2).split("\n")) {
            String[] words = line.split(" ");
            if (words.length != 3 || !words[0].equals("\u2014") || signatures.size() == MAX_SIGNATURES) {
                throw malformed();
            }
            signatures.add(Bytes.of(Base64Text.decode(words[2], "checkpoint's signature")));
        }
        return new Checkpoint(
                lines[0],
                Bytes.ofText(text),
                Long.parseLong(lines[1]),
                Bytes.of(Base64Text.decode(lines[2], "checkpoint's root")),
                signatures);
    }

    /** @throws RejectedSignatureException unless this log has signed it */
    void check(LogKey log) throws RejectedSignatureException {
        byte[] id = log.id().toArray();
        for (Bytes each : signatures) {
            byte[] signature = each.toArray();
            if (signature.length <= HINT || !Arrays.equals(signature, 0, HINT, id, 0, Math.min(HINT, id.length))) {
                continue;
            }
            byte[] bare = Arrays.copyOfRange(signature, HINT, signature.length);
            for (SignatureAlgorithm algorithm : SignatureAlgorithm.sigstore(log.key())) {
                if (algorithm.verifies(log.key(), signed.toArray(), bare)) {
                    return;
                }
            }
        }
        throw new RejectedSignatureException("its log's checkpoint is not signed by that log");
    }

    private static RejectedSignatureException malformed() {
        return new RejectedSignatureException("its log's checkpoint is malformed");
    }

    @Override
    public String toString() {
        return new String(signed.toArray(), StandardCharsets.UTF_8);
    }
}

package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** That a signature is in a transparency log the trusted root names (C.1.8, C.2.6). */
final class LogVerifier {
    private final TrustAnchors anchors;

    LogVerifier(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    /** Whether the trusted root names the entry's log. */
    boolean knows(LogEntry entry) {
        return anchors.logs().stream().anyMatch(log -> log.id().equals(entry.logId()));
    }

    /**
     * @param proofDemanded a promise alone does not do: bundles since version 0.2
     * @return when the log took it in, where the log vouches for that
     */
    Optional<Instant> check(LogEntry entry, LoggedSignature logged, boolean proofDemanded) throws GateException {
        LogKey log = key(entry);
        Optional<Instant> vouched = Optional.empty();
        if (entry.promise().isPresent()) {
            promise(entry, log);
            vouched = Optional.of(entry.time());
        }
        if (entry.proof().isPresent()) {
            inclusion(entry, entry.proof().get(), log);
        } else if (proofDemanded || vouched.isEmpty()) {
            throw new RejectedSignatureException("it has no proof that it is in the transparency log");
        }
        EntryBody.Generation generation = EntryBody.check(entry.body(), logged);
        if (generation == EntryBody.Generation.SECOND) {
            ofSecondGeneration(entry, log);
        }
        return vouched;
    }

    private LogKey key(LogEntry entry) throws RejectedSignatureException {
        List<LogKey> same = anchors.logs().stream()
                .filter(log -> log.id().equals(entry.logId()))
                .toList();
        if (same.isEmpty()) {
            throw new RejectedSignatureException("its transparency log is not trusted");
        }
        return same.get(0);
    }

    /**
     * A log's key counts for what was logged while it was in use. Entries of the second generation have no time of their
     * own: those that others vouch for have to do, or else the present.
     *
     * @param moments when the signature was made, at least one
     */
    void inUse(LogEntry entry, List<Instant> moments) throws RejectedSignatureException {
        LogKey log = key(entry);
        for (Instant moment : moments) {
            if (!log.validity().covers(moment)) {
                throw new RejectedSignatureException("its log's key was not in use at " + moment);
            }
        }
    }

    /** The log's signature is over canonical JSON, whose members stand in this order. */
    private static void promise(LogEntry entry, LogKey log) throws RejectedSignatureException {
        String canonical = "{\"body\":\""
                + Base64.getEncoder().encodeToString(entry.body().toArray())
                + "\",\"integratedTime\":" + entry.integratedTime()
                + ",\"logID\":\"" + HexFormat.of().formatHex(entry.logId().toArray())
                + "\",\"logIndex\":" + entry.logIndex() + "}";
        byte[] signature = entry.promise().orElseThrow().toArray();
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.sigstore(log.key())) {
            if (algorithm.verifies(log.key(), canonical.getBytes(StandardCharsets.UTF_8), signature)) {
                return;
            }
        }
        throw new RejectedSignatureException("its log entry is not signed by the transparency log");
    }

    /** One key may sign for several logs, which their checkpoints tell apart (C.2.6). */
    private static void ofSecondGeneration(LogEntry entry, LogKey log) throws RejectedSignatureException {
        Checkpoint checkpoint = Checkpoint.parse(entry.proof()
                .orElseThrow(() -> new RejectedSignatureException("it has no proof that it is in the transparency log"))
                .checkpoint());
        if (!log.host().equals(Optional.of(checkpoint.origin()))) {
            throw new RejectedSignatureException("its log's checkpoint is of "
                    + MediaType.shown(checkpoint.origin()) + ", not of "
                    + log.host().orElse("a log whose address the trusted root names"));
        }
    }

    private static void inclusion(LogEntry entry, LogEntry.Inclusion inclusion, LogKey log) throws GateException {
        byte[] computed = inclusion.proof().root(entry.body().toArray());
        Checkpoint checkpoint = Checkpoint.parse(inclusion.checkpoint());
        checkpoint.check(log);
        boolean consistent = Arrays.equals(computed, inclusion.root().toArray())
                && inclusion.root().equals(checkpoint.root())
                && checkpoint.size() == inclusion.proof().size();
        if (!consistent) {
            throw new RejectedSignatureException("its inclusion proof does not lead to the log's signed root");
        }
    }
}

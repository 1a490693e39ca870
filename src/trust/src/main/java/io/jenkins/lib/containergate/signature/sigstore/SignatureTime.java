package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.TimestampToken;
import io.jenkins.lib.containergate.signature.sigstore.TrustAnchors.Authority;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a signature was made, as far as somebody trusted vouches for it (C.1.8, C.2.7). */
final class SignatureTime {
    private final TrustAnchors anchors;
    private final Clock clock;

    SignatureTime(TrustAnchors anchors, Clock clock) {
        this.anchors = anchors;
        this.clock = clock;
    }

    /**
     * Every moment that is vouched for. Entries of logs that the trusted root does not name, and timestamps that none of its
     * authorities has made, count for nothing: whoever brings them along could have left them out. One entry of a trusted
     * log has to be there, all of trusted logs have to hold, and where nothing else tells the time, one timestamp.
     *
     * @throws RejectedSignatureException when no log entry counts, or one of a trusted log does not hold
     */
    List<Instant> vouched(LoggedSignature logged, List<LogEntry> entries, List<Bytes> timestamps, boolean proofDemanded)
            throws GateException {
        List<Instant> moments = new ArrayList<>();
        LogVerifier logs = new LogVerifier(anchors);
        List<LogEntry> known = entries.stream().filter(logs::knows).toList();
        if (known.isEmpty()) {
            for (LogEntry entry : entries) {
                anchors.usable(entry.logId());
            }
            throw new RejectedSignatureException("its transparency log is not trusted");
        }
        for (LogEntry entry : known) {
            logs.check(entry, logged, proofDemanded).ifPresent(moments::add);
        }
        Optional<String> ignored = Optional.empty();
        for (Bytes timestamp : timestamps) {
            try {
                moments.add(stamped(timestamp, logged.signature()));
            } catch (RejectedSignatureException e) {
                ignored = Optional.of(e.problem());
            }
        }
        if (moments.isEmpty() && ignored.isPresent()) {
            throw new RejectedSignatureException("no trusted signing time: " + ignored.get());
        }
        for (LogEntry entry : known) {
            logs.inUse(entry, moments.isEmpty() ? List.of(clock.instant()) : moments);
        }
        Optional<Instant> future = moments.stream()
                .filter(moment -> ClockSkew.SERVER.inFuture(moment, clock))
                .findFirst();
        if (future.isPresent()) {
            throw new RejectedSignatureException("it is dated " + future.get() + ", which is in the future");
        }
        return moments;
    }

    private Instant stamped(Bytes timestamp, Bytes signature) throws RejectedSignatureException {
        TimestampToken token = TimestampToken.parse(timestamp);
        Instant time = token.time();
        RejectedSignatureException last =
                new RejectedSignatureException("its timestamp authority is not trusted (none is named)");
        for (Authority authority : anchors.timestampAuthorities()) {
            try {
                X509Certificate signer = token.check(signature, authority.chain());
                authority.check(signer, time);
                return time;
            } catch (RejectedSignatureException e) {
                last = e;
            }
        }
        throw last;
    }
}

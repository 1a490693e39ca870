package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.TimestampToken;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a signature was made, as far as somebody trusted vouches for it (C.1.8, C.2.7). */
public final class SignatureTime {
    /** Clocks differ a little; a signature from further ahead was made by nobody's clock. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final TrustedRoot root;
    private final Clock clock;

    public SignatureTime(TrustedRoot root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * Every moment that is vouched for; none of what is brought along is ignored.
     *
     * @throws RejectedSignatureException when a timestamp or a log entry does not hold
     */
    public List<Instant> vouched(
            LoggedSignature logged, List<LogEntry> entries, List<Bytes> timestamps, boolean proofDemanded)
            throws GateException {
        List<Instant> moments = new ArrayList<>();
        LogVerifier logs = new LogVerifier(root);
        for (LogEntry entry : entries) {
            logs.check(entry, logged, proofDemanded).ifPresent(moments::add);
        }
        for (Bytes timestamp : timestamps) {
            moments.add(stamped(timestamp, logged.signature()));
        }
        for (LogEntry entry : entries) {
            logs.inUse(entry, moments.isEmpty() ? List.of(clock.instant()) : moments);
        }
        Instant latest = clock.instant().plus(SKEW);
        Optional<Instant> future = moments.stream().filter(latest::isBefore).findFirst();
        if (future.isPresent()) {
            throw new RejectedSignatureException("it is dated " + future.get() + ", which is still to come");
        }
        return moments;
    }

    private Instant stamped(Bytes timestamp, Bytes signature) throws RejectedSignatureException {
        TimestampToken token = TimestampToken.parse(timestamp);
        Instant time = token.time();
        RejectedSignatureException last =
                new RejectedSignatureException("its timestamp authority is not trusted (none is named)");
        for (Authority authority : root.timestampAuthorities()) {
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

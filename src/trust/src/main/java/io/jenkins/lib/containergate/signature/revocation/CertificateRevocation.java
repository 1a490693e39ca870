package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.AddressGuard;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.notation.SigningJob;
import io.jenkins.lib.containergate.signature.notation.SigningJobCheck;
import io.jenkins.lib.containergate.signature.revocation.OcspResponse.OcspCertificateId;
import io.jenkins.lib.containergate.signature.revocation.OcspResponse.OcspDelegate;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the authorities of a chain, from its root to its leaf (C.4.9): OCSP first, revocation lists where that tells
 * nothing. Only asked about chains that lead to a trusted root; whoever that root belongs to chooses the addresses, so they
 * must be public or named by the outermost policy. What was told is kept for this one run. For one thread.
 */
public final class CertificateRevocation implements RevocationCheck {
    private final RevocationClient client;
    private final Freshness freshness;
    private final SigningJobCheck jobs;
    private final Map<X509Certificate, CertificateStatus> known = new HashMap<>();

    /**
     * @param client must not follow redirections
     * @param guard which addresses certificates may name
     * @param jobs knows about signing jobs
     */
    public CertificateRevocation(
            HttpClient client,
            AddressGuard guard,
            RevocationLimits limits,
            Deadline deadline,
            Clock clock,
            SigningJobCheck jobs) {
        this.client = new RevocationClient(client, guard, limits, deadline, clock);
        this.freshness = new Freshness(clock);
        this.jobs = jobs;
    }

    /** The root is trusted as it is: nobody above it could revoke it. */
    @Override
    public void check(List<X509Certificate> chain) throws GateException {
        for (int at = chain.size() - 2; at >= 0; at--) {
            X509Certificate certificate = chain.get(at);
            CertificateStatus status = known.get(certificate);
            if (status == null) {
                status = status(certificate, chain.get(at + 1));
                known.put(certificate, status);
            }
            if (status instanceof CertificateStatus.Revoked revoked) {
                throw new RejectedSignatureException(
                        "its certificate " + name(certificate) + " was revoked at " + revoked.at());
            }
        }
    }

    @Override
    public void checkSigningJob(SigningJob job) throws GateException {
        jobs.check(job);
    }

    private CertificateStatus status(X509Certificate certificate, X509Certificate issuer) throws GateException {
        RevocationSources sources = RevocationSources.of(certificate);
        if (!sources.revocable()) {
            return new CertificateStatus.Good();
        }
        List<String> reasons = new ArrayList<>();
        try {
            for (URI responder : sources.responders()) {
                try {
                    return asked(responder, certificate, issuer);
                } catch (GateException e) {
                    reasons.add(e.problem());
                }
            }
            for (URI place : sources.lists()) {
                try {
                    return listed(place, certificate, issuer);
                } catch (GateException e) {
                    reasons.add(e.problem());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reasons.add("interrupted");
        }
        throw new UndecidedSignatureException(
                "whether its certificate " + name(certificate) + " is revoked is unknown: "
                        + (reasons.isEmpty()
                                ? "it names no OCSP responder or CRL over HTTP"
                                : String.join("; ", reasons)),
                "see that its authority can be reached from here, or let the policy say revocation: skip");
    }

    private CertificateStatus asked(URI responder, X509Certificate certificate, X509Certificate issuer)
            throws GateException, InterruptedException {
        OcspCertificateId id = OcspCertificateId.of(certificate, issuer);
        OcspResponse response = OcspResponse.parse(client.ask(responder, id.request()));
        X509Certificate signer = response.responder(issuer, freshness.now());
        if (!signer.equals(issuer) && OcspDelegate.revocable(signer)) {
            delegate(signer, issuer);
        }
        return response.status(id, freshness);
    }

    /** A responder's own certificate is looked up in lists only: asking it about itself would tell nothing. */
    private void delegate(X509Certificate signer, X509Certificate issuer) throws GateException, InterruptedException {
        GateException last = new RejectedSignatureException(
                "the OCSP responder's certificate can be revoked, and no list" + " says whether it is");
        for (URI place : RevocationSources.of(signer).lists()) {
            try {
                if (listed(place, signer, issuer) instanceof CertificateStatus.Good) {
                    return;
                }
                throw new RejectedSignatureException("the OCSP responder's certificate is revoked");
            } catch (GateException e) {
                last = e;
            }
        }
        throw last;
    }

    private CertificateStatus listed(URI place, X509Certificate certificate, X509Certificate issuer)
            throws GateException, InterruptedException {
        return RevocationList.parse(client.list(place), place).status(certificate, issuer, freshness);
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    /** What an authority says of one of its certificates; that it says nothing is an exception. */
    sealed interface CertificateStatus {
        /** Not revoked, as far as the authority knows. */
        record Good() implements CertificateStatus {}

        /** Also while it is only on hold. */
        record Revoked(Instant at) implements CertificateStatus {}
    }

    /** Whether what an authority says still holds: an old answer could be shown again by anybody. */
    static final class Freshness {
        /** Of an answer that does not say how long it holds. */
        private static final Duration UNSTATED = Duration.ofHours(1);

        private final Clock clock;

        Freshness(Clock clock) {
            this.clock = clock;
        }

        Instant now() {
            return clock.instant();
        }

        /** @param what it is, for the message */
        void check(Instant thisUpdate, Optional<Instant> nextUpdate, String what) throws RejectedSignatureException {
            if (ClockSkew.SERVER.inFuture(thisUpdate, clock)) {
                throw new RejectedSignatureException(what + " is dated " + thisUpdate + ", which is in the future");
            }
            Instant end = nextUpdate.orElse(thisUpdate.plus(UNSTATED));
            if (now().isAfter(end)) {
                throw new RejectedSignatureException(what + " held until " + end + " only");
            }
        }
    }
}

package io.jenkins.lib.containergate.signature.revocation;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
}

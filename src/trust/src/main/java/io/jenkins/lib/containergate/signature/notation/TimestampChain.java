package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the certificate of a timestamp leads to a trusted timestamp authority (C.4.8). */
final class TimestampChain {
    private static final List<String> PURPOSES = List.of("1.3.6.1.5.5.7.3.8", "2.5.29.37.0");

    private TimestampChain() {}

    /**
     * @param brought certificates that came with the timestamp, in no order
     * @param store trusted authorities
     * @return from the leaf to the anchor
     */
    static List<X509Certificate> find(
            X509Certificate leaf, List<X509Certificate> brought, List<X509Certificate> store, Instant moment)
            throws RejectedSignatureException {
        RejectedSignatureException last = new RejectedSignatureException("its timestamp authority is not trusted");
        List<X509Certificate> intermediates = new ArrayList<>();
        X509Certificate at = leaf;
        for (int links = 0; links < NotationEnvelope.MAX_CHAIN; links++) {
            for (X509Certificate anchor : store) {
                try {
                    Certificates.checkPath(leaf, intermediates, anchor, moment);
                    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
                    chain.addAll(intermediates);
                    if (!leaf.equals(anchor)) {
                        chain.add(anchor);
                    }
                    forTimestamps(chain);
                    return chain;
                } catch (RejectedSignatureException e) {
                    last = e;
                }
            }
            X509Certificate below = at;
            Optional<X509Certificate> issuer = brought.stream()
                    .filter(each -> each.getSubjectX500Principal().equals(below.getIssuerX500Principal()))
                    .filter(each -> !each.equals(below))
                    .findFirst();
            if (issuer.isEmpty()) {
                throw last;
            }
            intermediates.add(issuer.get());
            at = issuer.get();
        }
        throw last;
    }

    /**
     * An authority that may issue certificates for some purposes alone, such as TLS servers, makes no timestamp authority, whatever
     * the certificates say that it issues.
     */
    private static void forTimestamps(List<X509Certificate> chain) throws RejectedSignatureException {
        for (X509Certificate authority : chain.subList(1, chain.size())) {
            try {
                List<String> purposes = authority.getExtendedKeyUsage();
                if (purposes != null && purposes.stream().noneMatch(PURPOSES::contains)) {
                    throw new RejectedSignatureException("its timestamp authority is not trusted: "
                            + authority.getSubjectX500Principal().getName()
                            + " may issue no certificates for timestamps");
                }
            } catch (CertificateParsingException e) {
                throw new RejectedSignatureException("its timestamp's certificate is malformed", e);
            }
        }
    }
}

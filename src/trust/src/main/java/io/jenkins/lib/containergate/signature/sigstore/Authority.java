package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate authority or timestamp authority.
 *
 * @param chain from the lowest to the self-signed root
 */
record Authority(List<X509Certificate> chain, Validity validity) {
    Authority {
        chain = List.copyOf(chain);
    }

    X509Certificate root() {
        return chain.get(chain.size() - 1);
    }

    List<X509Certificate> intermediates() {
        return chain.subList(0, chain.size() - 1);
    }

    /** @return the certificate that issued the leaf */
    X509Certificate check(X509Certificate leaf, Instant moment) throws RejectedSignatureException {
        if (!validity.covers(moment)) {
            throw new RejectedSignatureException("its authority was not trusted at " + moment);
        }
        boolean own = chain.get(0).equals(leaf);
        List<X509Certificate> above = own ? chain.subList(1, chain.size()) : chain;
        if (above.isEmpty()) {
            throw new RejectedSignatureException("its certificate is a root");
        }
        Certificates.checkPath(leaf, above.subList(0, above.size() - 1), root(), moment);
        return above.get(0);
    }
}

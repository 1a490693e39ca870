package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.signer.NotationSigner;
import io.jenkins.lib.containergate.policy.signer.NotationSigner.Level;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whom a Notary Project signer is recognised by (C.4.5, C.4.6).
 *
 * @param signer as the policy describes it, with what it demands of a signature
 * @param store its trust store: certificates of authorities for {@code notary.x509}, of signing authorities otherwise
 * @param timestampStore certificates of trusted timestamp authorities; empty when none is trusted
 * @param identities at least one; none means anybody and does not exist
 */
public record NotationTrust(
        NotationSigner signer,
        List<X509Certificate> store,
        List<X509Certificate> timestampStore,
        List<TrustedIdentity> identities) {
    public NotationTrust {
        store = List.copyOf(store);
        timestampStore = List.copyOf(timestampStore);
        identities = List.copyOf(identities);
        if (store.isEmpty() || identities.isEmpty()) {
            throw new IllegalArgumentException("a trust store and an identity are needed");
        }
    }

    /**
     * @param owner of the certificates, for messages
     * @throws GateException when certificates or identities cannot be read
     */
    public static NotationTrust of(NotationSigner signer, String owner) throws GateException {
        List<TrustedIdentity> identities = new ArrayList<>();
        for (String identity : signer.identities()) {
            identities.add(TrustedIdentity.parse(identity));
        }
        return new NotationTrust(
                signer,
                Certificates.ofPem(signer.trustStore(), "the trust store of " + owner),
                signer.timestampStore().isEmpty()
                        ? List.of()
                        : Certificates.ofPem(signer.timestampStore().get(), "the timestamp store of " + owner),
                identities);
    }

    /** Whether more is enforced than integrity and authenticity, without which nobody has signed. */
    boolean strict() {
        return signer.level() == Level.STRICT;
    }

    public String identity() {
        String fingerprints =
                store.stream().map(NotationTrust::fingerprint).sorted().collect(Collectors.joining(", "));
        List<String> names = new ArrayList<>(
                identities.stream().map(TrustedIdentity::text).sorted().toList());
        return String.join(" or ", names) + " under " + fingerprints;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded()).toString();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }
}

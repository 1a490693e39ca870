package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What the policy knows a root by (C.6.3). Without one nothing is trusted: there is no trust on first use. */
public sealed interface RootPin {
    /** @param moment at which a chain of certificates has to be valid */
    boolean matches(TrustKey key, Instant moment);

    /** For comparing signers, and for reports. */
    String shown();

    /** @param id 64 lower-case hexadecimal digits, as in root metadata or as {@code notary key list} shows them */
    record KeyId(String id) implements RootPin {
        @Override
        public boolean matches(TrustKey key, Instant moment) {
            return key.id().equals(id) || key.bareId().equals(id);
        }

        @Override
        public String shown() {
            return "root key " + id;
        }
    }

    /** A public key, bare or in a certificate. */
    record Key(PublicKey key) implements RootPin {
        @Override
        public boolean matches(TrustKey candidate, Instant moment) {
            return candidate.key().equals(key);
        }

        @Override
        public String shown() {
            return "root key " + PublicKeys.fingerprint(key);
        }
    }

    /** The certificate of a root key itself, or of the authority that issued it. */
    record Certificate(X509Certificate certificate) implements RootPin {
        @Override
        public boolean matches(TrustKey key, Instant moment) {
            List<X509Certificate> chain = key.certificates();
            if (chain.isEmpty()) {
                return false;
            }
            if (chain.get(0).equals(certificate)) {
                return true;
            }
            if (certificate.getBasicConstraints() < 0) {
                return false;
            }
            try {
                List<X509Certificate> between = chain.subList(1, chain.size()).stream()
                        .filter(each -> !each.equals(certificate))
                        .toList();
                Certificates.checkPath(chain.get(0), between, certificate, moment);
                return true;
            } catch (RejectedSignatureException e) {
                return false;
            }
        }

        @Override
        public String shown() {
            return "root certificate of "
                    + certificate.getSubjectX500Principal().getName() + ", "
                    + PublicKeys.fingerprint(certificate.getPublicKey());
        }
    }

    /** @throws GateException when the text is neither a key id, nor one public key, nor one certificate */
    static RootPin parse(String text, String owner) throws GateException {
        String stripped = text.strip();
        if (stripped.matches("[0-9a-f]{64}")) {
            return new KeyId(stripped);
        }
        String name = "the root key of " + owner;
        if (!stripped.contains("BEGIN CERTIFICATE")) {
            return new Key(PublicKeys.ofPem(stripped, name));
        }
        List<X509Certificate> certificates = Certificates.ofPem(stripped, name);
        if (certificates.size() != 1) {
            throw new GateException(
                    name + " holds " + certificates.size() + " certificates", "list each under rootKeys by itself");
        }
        return new Certificate(certificates.get(0));
    }
}

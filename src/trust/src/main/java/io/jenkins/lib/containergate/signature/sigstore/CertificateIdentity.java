package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.signer.IdentityPattern;
import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Der;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom a Fulcio certificate was issued to (C.1.7).
 *
 * @param issuer OpenID Connect issuer that vouched
 * @param subject the one subject alternative name: an address, a URI, or a name of Sigstore's own kind
 * @param sourceRepository address of the repository whose run signed; empty where the issuer does not say
 * @see <a href="https://github.com/sigstore/fulcio/blob/v1.7.1/docs/oid-info.md">Fulcio's object identifiers</a>
 */
record CertificateIdentity(String issuer, String subject, Optional<String> sourceRepository) {
    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";
    private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";
    private static final String OTHER_NAME = "1.3.6.1.4.1.57264.1.7";
    private static final String SOURCE_REPOSITORY = "1.3.6.1.4.1.57264.1.12";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    /** @throws RejectedSignatureException unless it is for signing code and names one subject and one issuer */
    static CertificateIdentity of(X509Certificate certificate) throws RejectedSignatureException {
        signsCode(certificate);
        return new CertificateIdentity(issuer(certificate), subject(certificate), text(certificate, SOURCE_REPOSITORY));
    }

    /** @throws RejectedSignatureException when it is not the one the policy names */
    void require(KeylessSigner signer) throws RejectedSignatureException {
        if (!issuer.equals(signer.issuer())) {
            throw new RejectedSignatureException("its certificate is for an account of " + MediaType.shown(issuer));
        }
        if (!IdentityPattern.matches(signer.subject(), subject)) {
            throw new RejectedSignatureException("its certificate is for " + MediaType.shown(subject));
        }
        if (signer.sourceRepository().isPresent()
                && sourceRepository
                        .filter(signer.sourceRepository().get()::matches)
                        .isEmpty()) {
            throw new RejectedSignatureException(sourceRepository
                    .map(source -> "its certificate is for a run of the repository " + MediaType.shown(source))
                    .orElse("its certificate does not say from which repository it was run"));
        }
    }

    /** For signatures of code alone: neither an authority's, nor a key that may do more. */
    private static void signsCode(X509Certificate certificate) throws RejectedSignatureException {
        if (certificate.getBasicConstraints() >= 0) {
            throw new RejectedSignatureException("its certificate is a certificate authority's");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE]) {
            throw new RejectedSignatureException("its certificate's key is not for digital signatures (key usage)");
        }
        if (usage[KEY_CERT_SIGN] || usage[CRL_SIGN]) {
            throw new RejectedSignatureException("its certificate's key may issue certificates (key usage)");
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purposes == null || !purposes.contains(CODE_SIGNING)) {
                throw new RejectedSignatureException("its certificate is not for signing code");
            }
        } catch (CertificateParsingException e) {
            throw new RejectedSignatureException("its certificate is malformed", e);
        }
    }

    private static String issuer(X509Certificate certificate) throws RejectedSignatureException {
        Optional<String> current = text(certificate, ISSUER);
        if (current.isPresent()) {
            return current.get();
        }
        byte[] old = certificate.getExtensionValue(OLD_ISSUER);
        if (old == null) {
            throw new RejectedSignatureException("its certificate names no issuer");
        }
        return new String(Der.parse(old).expect(Der.OCTET_STRING).content(), StandardCharsets.UTF_8);
    }

    private static Optional<String> text(X509Certificate certificate, String extension)
            throws RejectedSignatureException {
        byte[] value = certificate.getExtensionValue(extension);
        return value == null
                ? Optional.empty()
                : Optional.of(Der.parse(value).unwrap().expect(Der.UTF8_STRING).utf8());
    }

    private static String subject(X509Certificate certificate) throws RejectedSignatureException {
        byte[] extension = certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME);
        List<String> names = new ArrayList<>();
        if (extension != null) {
            for (Der name : Der.parse(extension).unwrap().expect(Der.SEQUENCE).children()) {
                switch (name.tag()) {
                    case 0x81, 0x86 -> names.add(name.ascii());
                    case 0xa0 -> names.add(otherName(name));
                    default -> throw new RejectedSignatureException("its certificate has a name of an unknown kind");
                }
            }
        }
        if (names.size() != 1) {
            throw new RejectedSignatureException("its certificate has " + names.size() + " names instead of one");
        }
        return names.get(0);
    }

    private static String otherName(Der name) throws RejectedSignatureException {
        if (!name.child(0).oid().equals(OTHER_NAME)) {
            throw new RejectedSignatureException("its certificate has a name of an unknown kind");
        }
        return name.child(1).child(0).expect(Der.UTF8_STRING).utf8();
    }
}

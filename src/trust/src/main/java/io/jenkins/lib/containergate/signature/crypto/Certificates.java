package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.text.InstantText;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** X.509 certificates, and whether one leads to another at some moment. */
public final class Certificates {
    private static final int MAX_CHAIN = 10;
    private static final int MAX_BYTES = 64 << 10;
    private static final int KEY_CERT_SIGN = 5;
    private static final String PSS = "1.2.840.113549.1.1.10";
    private static final String SHA_1 = "1.3.14.3.2.26";
    private static final int CONTEXT_0 = 0xa0;
    private static final Pattern OLD_HASH = Pattern.compile("SHA-?1|MD", Pattern.CASE_INSENSITIVE);
    /** What a certificate can say (RFC 5280, section 4.1.2.5). */
    private static final Instant EARLIEST = InstantText.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = InstantText.parse("9999-12-31T23:59:59Z");

    private Certificates() {}

    public static X509Certificate ofDer(byte[] der) throws RejectedSignatureException {
        if (der.length > MAX_BYTES) {
            throw new RejectedSignatureException("its certificate has " + der.length + " bytes");
        }
        Der.parse(der);
        try {
            return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new RejectedSignatureException("its certificate is malformed", e);
        }
    }

    /** @throws GateException when the text is not certificates in PEM and nothing else */
    public static List<X509Certificate> ofPem(String pem, String name) throws GateException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : Pem.all(pem, "CERTIFICATE", name)) {
            certificates.add(ofDer(der));
        }
        return certificates;
    }

    /**
     * Whether the leaf leads to the anchor through the intermediates, in their order, with every certificate valid at the
     * moment. Revocation is not looked at here.
     *
     * @param intermediates from the leaf's issuer upwards, without the anchor
     * @throws RejectedSignatureException saying what is wrong with the path
     */
    public static void checkPath(
            X509Certificate leaf, List<X509Certificate> intermediates, X509Certificate anchor, Instant moment)
            throws RejectedSignatureException {
        if (intermediates.size() > MAX_CHAIN) {
            throw new RejectedSignatureException("its certificate chain has more than " + MAX_CHAIN + " links");
        }
        long below = intermediates.stream()
                .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                .count();
        if (!leaf.equals(anchor)) {
            issues(anchor, below);
        }
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new RejectedSignatureException("no certificate is valid at " + moment);
        }
        Date date = Date.from(moment);
        try {
            anchor.checkValidity(date);
            List<X509Certificate> path = new ArrayList<>(List.of(leaf));
            path.addAll(intermediates);
            CertPath certPath = factory().generateCertPath(path);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            signed(path, anchor);
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException(
                    "its certificate does not lead to a trusted root at " + moment + ": " + e.getMessage(), e);
        }
    }

    /** PSS names its hash in its parameters, and means SHA-1 where it names none (RFC 4055, section 3.1). */
    private static boolean oldHash(X509Certificate certificate) throws RejectedSignatureException {
        if (!certificate.getSigAlgOID().equals(PSS)) {
            return OLD_HASH.matcher(certificate.getSigAlgName()).lookingAt();
        }
        byte[] parameters = certificate.getSigAlgParams();
        for (Der member :
                parameters == null ? List.<Der>of() : Der.parse(parameters).children()) {
            if (member.tag() == CONTEXT_0) {
                return member.child(0).child(0).oid().equals(SHA_1);
            }
        }
        return true;
    }

    /** What the platform's validator may not look at: old hashes, of which anybody can make two texts have the same, and ECDSA's range. */
    private static void signed(List<X509Certificate> path, X509Certificate anchor) throws RejectedSignatureException {
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).equals(anchor) && oldHash(path.get(i))) {
                throw new RejectedSignatureException("its certificate does not lead to a trusted root: that of "
                        + path.get(i).getSubjectX500Principal().getName() + " is signed with "
                        + path.get(i).getSigAlgName());
            }
            PublicKey issuer = (i + 1 < path.size() ? path.get(i + 1) : anchor).getPublicKey();
            if (!EcdsaRange.holds(
                    issuer, path.get(i).getSigAlgName(), path.get(i).getSignature())) {
                throw new RejectedSignatureException(
                        "its certificate does not lead to a trusted root: the signature of "
                                + path.get(i).getSubjectX500Principal().getName() + " is none");
            }
        }
    }

    /**
     * The platform's validator takes an anchor for granted: what it may not do by its own certificate is checked here.
     *
     * @param below certificates of authorities between it and the leaf
     */
    private static void issues(X509Certificate anchor, long below) throws RejectedSignatureException {
        boolean[] usage = anchor.getKeyUsage();
        boolean authority = anchor.getVersion() < 3 || anchor.getBasicConstraints() >= 0;
        if (!authority || usage != null && !usage[KEY_CERT_SIGN]) {
            throw new RejectedSignatureException("its certificate does not lead to a trusted root: "
                    + anchor.getSubjectX500Principal().getName() + " may not issue certificates");
        }
        if (anchor.getVersion() >= 3 && anchor.getBasicConstraints() < below) {
            throw new RejectedSignatureException("its certificate chain is longer than its root allows (path length)");
        }
    }

    /** Both ends included. */
    public static boolean validAt(X509Certificate certificate, Instant moment) {
        return !moment.isBefore(certificate.getNotBefore().toInstant())
                && !moment.isAfter(certificate.getNotAfter().toInstant());
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    /** Textual encodings of keys and certificates. */
    public static final class Pem {
        private static final int MAX_LENGTH = 1 << 20;
        private static final Pattern BLOCK =
                Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");

        private Pem() {}

        /**
         * The contents of all blocks, in order.
         *
         * @param label such as {@code PUBLIC KEY} (RFC 7468)
         * @param name what it is, for messages, which never show the text
         * @throws GateException when there is none, or anything else besides
         */
        public static List<byte[]> all(String pem, String label, String name) throws GateException {
            if (pem.length() > MAX_LENGTH) {
                throw new GateException(name + " is longer than " + MAX_LENGTH + " characters", "give less");
            }
            List<byte[]> blocks = new ArrayList<>();
            Matcher matcher = BLOCK.matcher(pem);
            int end = 0;
            while (matcher.find()) {
                boolean gap = !pem.substring(end, matcher.start()).isBlank();
                if (gap || !matcher.group(1).equals(label)) {
                    throw wrong(name, label);
                }
                try {
                    blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
                } catch (IllegalArgumentException e) {
                    throw wrong(name, label);
                }
                end = matcher.end();
            }
            if (blocks.isEmpty() || !pem.substring(end).isBlank()) {
                throw wrong(name, label);
            }
            return blocks;
        }

        public static byte[] only(String pem, String label, String name) throws GateException {
            List<byte[]> blocks = all(pem, label, name);
            if (blocks.size() != 1) {
                throw new GateException(name + " holds " + blocks.size() + " keys", "give one");
            }
            return blocks.get(0);
        }

        private static GateException wrong(String name, String label) {
            return new GateException(
                    name + " is not PEM of the kind " + label,
                    "give text that begins with -----BEGIN " + label + "-----");
        }
    }
}

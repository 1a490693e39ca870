package io.jenkins.lib.containergate.signature.crypto;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates whose signatures are over a hash that collides: whoever has one of them may make another that it fits. */
class CertificateHashesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final X500Name ROOT = new X500Name("CN=root");
    private static final X500Name BETWEEN = new X500Name("CN=between");

    private static X509Certificate issued(String algorithm, X500Name issuer, KeyPair by, X500Name name, KeyPair owner)
            throws Exception {
        Date start = Date.from(NOW.minus(Duration.ofDays(1)));
        Date end = Date.from(NOW.plus(Duration.ofDays(1)));
        byte[] encoded = new JcaX509v3CertificateBuilder(
                        issuer, BigInteger.valueOf(name.hashCode()).abs(), start, end, name, owner.getPublic())
                .addExtension(
                        Extension.basicConstraints,
                        true,
                        new BasicConstraints(!name.toString().endsWith("leaf")))
                .build(new JcaContentSignerBuilder(algorithm)
                        .setProvider(new BouncyCastleProvider())
                        .build(by.getPrivate()))
                .getEncoded();
        return Certificates.ofDer(encoded);
    }

    private static void path(String ofRoot, String ofAuthority, String ofLeaf) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        X509Certificate root = issued(ofRoot, ROOT, key, ROOT, key);
        X509Certificate between = issued(ofAuthority, ROOT, key, BETWEEN, key);
        X509Certificate leaf = issued(ofLeaf, BETWEEN, key, new X500Name("CN=leaf"), key);
        Certificates.checkPath(leaf, List.of(between), root, NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withRSA", "SHA512withRSA", "SHA256withRSAandMGF1"})
    void hashesOfTodayCount(String algorithm) {
        assertThatCode(() -> path(algorithm, algorithm, algorithm)).doesNotThrowAnyException();
        // nobody relies on the signature of a root: it is trusted as it is
        assertThatCode(() -> path("SHA1withRSA", algorithm, algorithm)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "SHA1withRSAandMGF1"})
    void oldHashesLeadNowhere(String algorithm) {
        assertThatThrownBy(() -> path("SHA256withRSA", "SHA256withRSA", algorithm))
                .isInstanceOf(RejectedSignatureException.class)
                .hasMessageContaining(
                        "its certificate does not lead to a trusted root: that of CN=leaf is signed with");
        assertThatThrownBy(() -> path("SHA256withRSA", algorithm, "SHA256withRSA"))
                .hasMessageContaining("that of CN=between is signed with");
    }
}

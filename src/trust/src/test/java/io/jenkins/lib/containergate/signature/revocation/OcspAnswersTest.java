package io.jenkins.lib.containergate.signature.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.revocation.OcspResponse.OcspCertificateId;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of a responder as Bouncy Castle writes them. */
class OcspAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Date THIS = Date.from(NOW.minus(Duration.ofMinutes(1)));
    private static final Date NEXT = Date.from(NOW.plus(Duration.ofHours(1)));
    private static final X500Name NAME = new X500Name("CN=authority");

    private DigestCalculatorProvider digests;
    private ContentSigner signer;
    private X509Certificate issuer;
    private X509Certificate certificate;
    private BasicOCSPRespBuilder answers;

    @BeforeEach
    void authority() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        digests = new JcaDigestCalculatorProviderBuilder().build();
        signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        issuer = issued(1, NAME, pair);
        certificate = issued(2, new X500Name("CN=release"), pair);
        answers = new BasicOCSPRespBuilder(new JcaRespID(issuer.getSubjectX500Principal()));
    }

    private X509Certificate issued(int serial, X500Name name, KeyPair pair) throws Exception {
        Date start = Date.from(NOW.minus(Duration.ofDays(1)));
        Date end = Date.from(NOW.plus(Duration.ofDays(1)));
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                NAME, BigInteger.valueOf(serial), start, end, name, pair.getPublic())
                        .build(signer));
    }

    private CertificateID id(int serial) throws Exception {
        DigestCalculator sha1 = digests.get(CertificateID.HASH_SHA1);
        return new CertificateID(sha1, new JcaX509CertificateHolder(issuer), BigInteger.valueOf(serial));
    }

    private static Extensions extension(boolean critical) throws Exception {
        return new Extensions(
                new Extension(new ASN1ObjectIdentifier("1.2.3.4"), critical, DERNull.INSTANCE.getEncoded()));
    }

    private CertificateStatus status() throws Exception {
        byte[] encoded = new OCSPRespBuilder()
                .build(OCSPRespBuilder.SUCCESSFUL, answers.build(signer, null, Date.from(NOW)))
                .getEncoded();
        OcspResponse response = OcspResponse.parse(encoded);
        assertThat(response.responder(issuer, NOW)).isEqualTo(issuer);
        return response.status(
                OcspCertificateId.of(certificate, issuer), new Freshness(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private void untold(String reason) {
        assertThatThrownBy(this::status)
                .isInstanceOf(RejectedSignatureException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void oneGoodAnswerIsGoodWhateverIsSaidOfOthers() throws Exception {
        answers.addResponse(id(3), new RevokedStatus(THIS, 0), THIS, NEXT, null)
                .addResponse(id(2), null, THIS, NEXT, extension(false))
                .setResponseExtensions(extension(false));
        assertThat(status()).isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void anAnswerAboutAnotherCertificateTellsNothing() throws Exception {
        answers.addResponse(id(3), null, THIS, NEXT, null);
        untold("the OCSP response is about another certificate");
    }

    @Test
    void ofSeveralAnswersTheWorstCounts() throws Exception {
        answers.addResponse(id(2), null, THIS, NEXT, null).addResponse(id(2), new UnknownStatus(), THIS, NEXT, null);
        untold("the OCSP responder does not know the certificate");
        answers.addResponse(id(2), new RevokedStatus(THIS, 0), THIS, NEXT, null);
        assertThat(status()).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void aCriticalExtensionOfAnAnswerHasToBeUnderstood() throws Exception {
        answers.addResponse(id(2), null, THIS, NEXT, extension(true));
        untold("the OCSP response has a critical extension that is not understood");
    }

    @Test
    void aCriticalExtensionOfTheResponseHasToBeUnderstood() throws Exception {
        answers.addResponse(id(2), null, THIS, NEXT, null).setResponseExtensions(extension(true));
        untold("the OCSP response has a critical extension that is not understood");
    }
}

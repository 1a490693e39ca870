package io.jenkins.lib.containergate.signature.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import java.math.BigInteger;
import java.net.URI;
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
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists that Bouncy Castle makes say of a certificate. */
class RevocationListTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Date THIS = Date.from(NOW.minus(Duration.ofHours(1)));
    private static final URI PLACE = URI.create("http://crl.example/list");
    private static final X500Name NAME = new X500Name("CN=authority");

    private ContentSigner signer;
    private X509Certificate issuer;
    private X509Certificate certificate;
    private X509v2CRLBuilder list;

    @BeforeEach
    void authority() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
        issuer = issued(key, 1, "CN=authority");
        certificate = issued(key, 2, "CN=release");
        renew();
    }

    private X509Certificate issued(KeyPair key, int serial, String name) throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(serial),
                THIS,
                Date.from(NOW.plus(Duration.ofDays(1))),
                new X500Name(name),
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(serial == 1));
        return Certificates.ofDer(builder.build(signer).getEncoded());
    }

    private CertificateStatus status() throws Exception {
        return RevocationList.parse(list.build(signer).getEncoded(), PLACE)
                .status(certificate, issuer, new Freshness(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private void untold(String reason) {
        assertThatThrownBy(this::status)
                .isInstanceOf(RejectedSignatureException.class)
                .hasMessageContaining(reason);
    }

    private static Extensions of(Extension extension) {
        return new Extensions(extension);
    }

    @Test
    void whatIsNotListedIsGood() throws Exception {
        list.addCRLEntry(BigInteger.valueOf(3), THIS, CRLReason.keyCompromise);
        assertThat(status()).isInstanceOf(CertificateStatus.Good.class);
    }

    /** Also on hold, and where it is only to be removed from a list that nobody has read. */
    @ParameterizedTest
    @ValueSource(ints = {CRLReason.unspecified, CRLReason.certificateHold, CRLReason.removeFromCRL})
    void whatIsListedIsRevokedForWhateverReason(int reason) throws Exception {
        list.addCRLEntry(BigInteger.TWO, THIS, reason);
        assertThat(status()).isInstanceOf(CertificateStatus.Revoked.class);
    }

    /** Such an entry, and those after it, can be about certificates of another issuer (RFC 5280, section 5.3.3). */
    @Test
    void anEntryThatHasToBeUnderstoodIsUndecidedWhicheverCertificateItIsAbout() throws Exception {
        GeneralNames other = new GeneralNames(new GeneralName(new X500Name("CN=other")));
        list.addCRLEntry(
                BigInteger.valueOf(3), THIS, of(new Extension(Extension.certificateIssuer, true, other.getEncoded())));
        list.addCRLEntry(BigInteger.TWO, THIS, CRLReason.keyCompromise);
        untold("an entry with a critical extension that is not understood");
        renew().addCRLEntry(
                        BigInteger.valueOf(3),
                        THIS,
                        of(new Extension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE.getEncoded())));
        untold("an entry with a critical extension that is not understood");
        list.addCRLEntry(BigInteger.TWO, THIS, CRLReason.keyCompromise);
        assertThat(status()).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void aDeltaAnUnknownExtensionAndAListOfOtherCertificatesTellNothing() throws Exception {
        list.addExtension(Extension.deltaCRLIndicator, true, new byte[] {2, 1, 1});
        untold("is a delta");
        renew().addExtension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE);
        untold("a critical extension that is not understood");
        renew().addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, false, null, true, false));
        untold("does not cover the certificate");
        renew().addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(
                                null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false, false));
        untold("does not cover the certificate");
        renew().addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, true, null, false, false));
        untold("does not cover the certificate");
    }

    private X509v2CRLBuilder renew() {
        list = new X509v2CRLBuilder(NAME, THIS);
        list.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(1))));
        return list;
    }

    @Test
    void anExpiredListIsSilentOnWhatItDoesNotHold() throws Exception {
        list.setNextUpdate(Date.from(NOW.minusSeconds(1)));
        untold("held until");
        list.addCRLEntry(BigInteger.TWO, THIS, CRLReason.keyCompromise);
        assertThat(status()).isInstanceOf(CertificateStatus.Revoked.class);
        list = new X509v2CRLBuilder(NAME, THIS);
        untold("does not say how long it holds");
    }
}

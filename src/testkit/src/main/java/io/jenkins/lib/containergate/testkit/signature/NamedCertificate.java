package io.jenkins.lib.containergate.testkit.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** A certificate of version 1 that says no more than whose a P-256 key is; the key signs it itself. */
final class NamedCertificate {
    private static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private NamedCertificate() {}

    /** @return PEM */
    static String of(SigningKey key, String commonName, Instant from, Instant until) {
        byte[] name = PlainDer.of(
                PlainDer.SEQUENCE,
                PlainDer.of(
                        PlainDer.SET,
                        PlainDer.of(
                                PlainDer.SEQUENCE,
                                COMMON_NAME,
                                PlainDer.of(PlainDer.UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8)))));
        byte[] signed = PlainDer.of(
                PlainDer.SEQUENCE,
                PlainDer.of(PlainDer.INTEGER, new byte[] {1}),
                ECDSA_SHA256,
                name,
                PlainDer.of(PlainDer.SEQUENCE, time(from), time(until)),
                name,
                key.publicKey().getEncoded());
        return SigningKey.pem(
                "CERTIFICATE",
                PlainDer.of(
                        PlainDer.SEQUENCE,
                        signed,
                        ECDSA_SHA256,
                        PlainDer.of(PlainDer.BIT_STRING, new byte[] {0}, sign(key, signed))));
    }

    private static byte[] time(Instant moment) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(moment);
        return PlainDer.of(PlainDer.GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sign(SigningKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.privateKey());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.der.DerWriter;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public half of a private key, derived from the private one: nobody can have one key taken for another. */
class PublicHalfTest {
    /** It takes longer to make than all else here. */
    private static final KeyPair RSA = generated("RSA");

    @ParameterizedTest
    @EnumSource(EllipticCurve.class)
    void theBaseOfACurveIsOnIt(EllipticCurve curve) {
        assertThat(curve.holds(curve.base())).isTrue();
        assertThat(curve.publicPoint(BigInteger.ONE)).contains(curve.base());
        assertThat(curve.holds(
                        curve.publicPoint(new BigInteger("123456789abcdef", 16)).orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, P_256", "secp384r1, P_384", "secp521r1, P_521"})
    void numbersBeyondTheOrderOfACurveBeginAnew(String name, EllipticCurve curve) throws Exception {
        BigInteger order =
                ((ECPublicKey) elliptic(name).getPublic()).getParams().getOrder();
        BigInteger two = BigInteger.TWO;
        assertThat(curve.publicPoint(order)).isEmpty();
        assertThat(curve.publicPoint(order.add(BigInteger.ONE))).contains(curve.base());
        assertThat(curve.publicPoint(order.add(two))).isPresent().isEqualTo(curve.publicPoint(two));
        assertThat(curve.publicPoint(order.subtract(BigInteger.ONE))
                        .orElseThrow()
                        .x())
                .isEqualTo(curve.base().x());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "DSA", "Ed25519", "Ed448"})
    void ofPkcs8ItIsWhatJavaSays(String algorithm) throws Exception {
        KeyPair pair = algorithm.equals("RSA") ? RSA : generated(algorithm);
        assertThat(PublicHalf.of(pair.getPrivate().getEncoded()))
                .contains(pair.getPublic().getEncoded());
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, P_256", "secp384r1, P_384", "secp521r1, P_521"})
    void ofEachEncodingOfAnEllipticKeyItIsWhatJavaSays(String name, EllipticCurve curve) throws Exception {
        KeyPair pair = elliptic(name);
        ECPrivateKey key = (ECPrivateKey) pair.getPrivate();
        byte[] expected = pair.getPublic().getEncoded();
        byte[] point = point((ECPublicKey) pair.getPublic(), curve);
        assertThat(PublicHalf.of(key.getEncoded())).contains(expected);
        assertThat(PublicHalf.of(sec1(key, curve, point))).contains(expected);
        byte[] foreign = point((ECPublicKey) elliptic(name).getPublic(), curve);
        assertThat(PublicHalf.of(sec1(key, curve, foreign)))
                .as("the point of another key")
                .isEmpty();
    }

    @Test
    void ofPkcs1ItIsWhatJavaSaysUnlessTheNumbersAreOfTwoKeys() throws Exception {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) RSA.getPrivate();
        RSAPrivateCrtKey other = (RSAPrivateCrtKey) generated("RSA").getPrivate();
        BigInteger modulus = key.getModulus();
        BigInteger d = key.getPrivateExponent();
        assertThat(PublicHalf.of(pkcs1(modulus, d, key.getPrimeP(), key.getPrimeQ())))
                .contains(RSA.getPublic().getEncoded());
        assertThat(PublicHalf.of(pkcs1(modulus, other.getPrivateExponent(), key.getPrimeP(), key.getPrimeQ())))
                .isEmpty();
        assertThat(PublicHalf.of(pkcs1(modulus, d, other.getPrimeP(), other.getPrimeQ())))
                .isEmpty();
        assertThat(PublicHalf.of(pkcs1(modulus, d, modulus, BigInteger.ONE))).isEmpty();
    }

    @Test
    void ofAKeyOfOpenSshItIsWhatJavaSays() throws Exception {
        KeyPair pair = elliptic("secp256r1");
        ECPrivateKey key = (ECPrivateKey) pair.getPrivate();
        byte[] point = point((ECPublicKey) pair.getPublic(), EllipticCurve.P_256);
        byte[] foreign = point((ECPublicKey) elliptic("secp256r1").getPublic(), EllipticCurve.P_256);
        assertThat(PublicHalf.of(openSsh(point, key.getS(), "none")))
                .contains(pair.getPublic().getEncoded());
        assertThat(PublicHalf.of(openSsh(foreign, key.getS(), "none"))).isEmpty();
        assertThat(PublicHalf.of(openSsh(point, key.getS(), "aes256-ctr"))).isEmpty();
    }

    @Test
    void whatIsMoreThanAKeyHasNone() throws Exception {
        byte[] key = generated("Ed25519").getPrivate().getEncoded();
        assertThat(PublicHalf.of(key)).isPresent();
        assertThat(PublicHalf.of(Arrays.copyOf(key, key.length + 1))).isEmpty();
        byte[] withAttributes = DerWriter.sequence(
                Arrays.copyOfRange(key, 2, key.length), DerWriter.element(0xa0, DerWriter.octets(new byte[40])));
        assertThat(PublicHalf.of(withAttributes)).isEmpty();
    }

    @Test
    void whatIsNoKeyHasNone() throws Exception {
        byte[] key = RSA.getPrivate().getEncoded();
        for (int length = 0; length < key.length; length += 7) {
            assertThat(PublicHalf.of(Arrays.copyOf(key, length))).isEmpty();
        }
        for (int i = 0; i < 60; i++) {
            byte[] changed = key.clone();
            changed[i] ^= 0x55;
            assertThat(PublicHalf.of(changed).map(HexFormat.of()::formatHex))
                    .isIn(Optional.empty(), PublicHalf.of(key).map(HexFormat.of()::formatHex));
        }
    }

    private static KeyPair generated(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair elliptic(String curve) throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec(curve));
        return pairs.generateKeyPair();
    }

    private static byte[] point(ECPublicKey key, EllipticCurve curve) {
        int size = curve.size();
        return ByteBuffer.allocate(1 + 2 * size)
                .put((byte) 4)
                .put(padded(key.getW().getAffineX(), size))
                .put(padded(key.getW().getAffineY(), size))
                .array();
    }

    private static byte[] padded(BigInteger number, int size) {
        return HexFormat.of().parseHex(String.format("%0" + 2 * size + "x", number));
    }

    private static byte[] sec1(ECPrivateKey key, EllipticCurve curve, byte[] point) {
        return DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE),
                DerWriter.octets(padded(key.getS(), curve.size())),
                DerWriter.element(0xa0, DerWriter.identifier(curve.identifier())),
                DerWriter.element(0xa1, DerWriter.bits(point)));
    }

    private static byte[] pkcs1(BigInteger modulus, BigInteger d, BigInteger p, BigInteger q) {
        return DerWriter.sequence(
                DerWriter.integer(BigInteger.ZERO),
                DerWriter.integer(modulus),
                DerWriter.integer(BigInteger.valueOf(65537)),
                DerWriter.integer(d),
                DerWriter.integer(p),
                DerWriter.integer(q),
                DerWriter.integer(BigInteger.ONE),
                DerWriter.integer(BigInteger.ONE),
                DerWriter.integer(BigInteger.ONE));
    }

    private static byte[] openSsh(byte[] point, BigInteger secret, String cipher) {
        byte[] type = "ecdsa-sha2-nistp256".getBytes(StandardCharsets.US_ASCII);
        byte[] curve = "nistp256".getBytes(StandardCharsets.US_ASCII);
        byte[] key = joined(
                new byte[8],
                string(type),
                string(curve),
                string(point),
                string(secret.toByteArray()),
                string(new byte[0]));
        return joined(
                "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII),
                string(cipher.getBytes(StandardCharsets.US_ASCII)),
                string("none".getBytes(StandardCharsets.US_ASCII)),
                string(new byte[0]),
                new byte[] {0, 0, 0, 1},
                string(joined(string(type), string(curve), string(point))),
                string(key));
    }

    private static byte[] string(byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}

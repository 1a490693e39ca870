package io.jenkins.lib.containergate.signature.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.der.DerWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaRangeTest {
    private static final String DER = "SHA256withECDSA";
    private static final String PLAIN = "SHA256withECDSAinP1363Format";

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void whatKeysSignIsInRange(String curve) throws Exception {
        KeyPair pair = pair(curve);
        for (String algorithm : new String[] {DER, PLAIN}) {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(pair.getPrivate());
            assertThat(EcdsaRange.holds(pair.getPublic(), algorithm, signer.sign()))
                    .as(algorithm)
                    .isTrue();
        }
    }

    /** Old releases of Java 17 take each of them for a signature of any key. */
    @Test
    void zerosAndMultiplesOfTheOrderAreOutOfRange() throws Exception {
        PublicKey key = pair("secp256r1").getPublic();
        BigInteger order = ((ECPublicKey) key).getParams().getOrder();
        BigInteger[] outside = {BigInteger.ZERO, order, order.shiftLeft(1), BigInteger.ONE.negate()};
        for (BigInteger number : outside) {
            assertThat(EcdsaRange.holds(key, DER, signature(number, BigInteger.ONE)))
                    .isFalse();
            assertThat(EcdsaRange.holds(key, DER, signature(BigInteger.ONE, number)))
                    .isFalse();
        }
        assertThat(EcdsaRange.holds(key, DER, signature(BigInteger.ONE, order.subtract(BigInteger.ONE))))
                .isTrue();
        assertThat(EcdsaRange.holds(key, DER, new byte[0])).isFalse();
        assertThat(EcdsaRange.holds(key, PLAIN, new byte[64])).isFalse();
        assertThat(EcdsaRange.holds(key, PLAIN, HexFormat.of().parseHex("00".repeat(63) + "01")))
                .isFalse();
        assertThat(EcdsaRange.holds(key, PLAIN, new byte[0])).isFalse();
    }

    @Test
    void otherKeysSignWithoutTheseNumbers() throws Exception {
        PublicKey key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        assertThat(EcdsaRange.holds(key, "Ed25519", new byte[64])).isTrue();
    }

    private static byte[] signature(BigInteger r, BigInteger s) {
        return DerWriter.sequence(
                DerWriter.element(Der.INTEGER, r.toByteArray()), DerWriter.element(Der.INTEGER, s.toByteArray()));
    }

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}

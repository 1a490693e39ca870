package io.jenkins.lib.containergate.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.signature.EncryptedPem;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemAttestationKeyTest {
    private static final byte[] MESSAGE = "a statement".getBytes(StandardCharsets.UTF_8);
    private static final char[] NONE = {};

    @ParameterizedTest
    @CsvSource({"ECDSA, SHA256withECDSA", "RSA, SHA256withRSA", "Ed25519, Ed25519"})
    void keysOfEachKindSign(String kind, String algorithm) throws Exception {
        SigningKey key =
                switch (kind) {
                    case "ECDSA" -> SigningKey.ecdsa();
                    case "RSA" -> SigningKey.rsa(2048);
                    default -> SigningKey.ed25519();
                };
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key.publicKey());
        verifier.update(MESSAGE);
        assertThat(verifier.verify(PemAttestationKey.parse(key.privatePem(), NONE, "the key")
                        .sign(MESSAGE)))
                .isTrue();
    }

    @Test
    void anEncryptedKeyNeedsItsPassphrase() throws Exception {
        SigningKey key = SigningKey.ecdsa();
        String pem = EncryptedPem.of(key, "correct horse");
        assertThat(PemAttestationKey.parse(pem, "correct horse".toCharArray(), "the key")
                        .sign(MESSAGE))
                .isNotEmpty();
        assertThatThrownBy(() -> PemAttestationKey.parse(pem, NONE, "the key")).hasMessageContaining("is encrypted");
        assertThatThrownBy(() -> PemAttestationKey.parse(pem, "wrong".toCharArray(), "the key"))
                .hasMessageContaining("its passphrase is wrong")
                .hasMessageNotContaining("horse")
                .hasNoCause();
    }

    @Test
    void whatIsNoUsableKeyIsRefusedWithoutShowingIt() {
        SigningKey p384 = SigningKey.ecdsa("secp384r1", "SHA384withECDSA");
        refused(p384.privatePem(), "384 bits");
        refused(SigningKey.rsa(1024).privatePem(), "1024 bits");
        refused(p384.pem(), "not PEM of the kind PRIVATE KEY");
        refused("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "cannot be used");
        refused("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n", "cosign's own way");
        refused("secret", "not PEM");
    }

    private static void refused(String pem, String reason) {
        assertThatThrownBy(() -> PemAttestationKey.parse(pem, NONE, "the key"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining(pem.substring(Math.max(0, pem.length() - 60)));
    }

    @Test
    void aKeyDoesNotShowItself() throws Exception {
        assertThat(PemAttestationKey.parse(SigningKey.ecdsa().privatePem(), NONE, "the key"))
                .hasToString("a private key (SHA256withECDSA)");
    }
}

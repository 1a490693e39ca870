package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.attestation.KmsAttestationKey;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.fault.GateException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmsFaultsTest extends AwsFaults {
    private static final Arn KEY =
            Arn.ofKmsKey("arn:aws:kms:eu-central-1:123456789012:key/a").orElseThrow();

    private static String publicKeyAnswer(PublicKey key) {
        return "{\"KeyUsage\":\"SIGN_VERIFY\",\"PublicKey\":\""
                + Base64.getEncoder().encodeToString(key.getEncoded()) + "\"}";
    }

    private static PublicKey key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPublic();
    }

    @Test
    void aMissingPermissionIsNamedAndTheWordsOfAwsAreNotRepeated() {
        aws.refuses("GetPublicKey", 400, "AccessDeniedException");
        assertThatThrownBy(() -> session.kms().publicKey(KEY, soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("kms:GetPublicKey")
                .hasMessageNotContaining("words of the server")
                .hasMessageNotContaining("hidden-value");
    }

    @Test
    void whatFailsForAWhileIsAskedAgain() throws Exception {
        PublicKey key = key();
        aws.refuses("GetPublicKey", 400, "ThrottlingException")
                .refuses("GetPublicKey", 500, "KMSInternalException")
                .on("GetPublicKey", publicKeyAnswer(key));
        assertThat(session.kms().publicKey(KEY, soon())).isEqualTo(key);
        assertThat(aws.calls()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html>",
                "{\"KeyUsage\":\"SIGN_VERIFY\"}",
                "{\"KeyUsage\":\"SIGN_VERIFY\",\"PublicKey\":\"%\"}",
                "{\"KeyUsage\":\"SIGN_VERIFY\",\"PublicKey\":\"AAAA\"}"
            })
    void anAnswerThatIsNoKeyIsAnError(String answer) {
        aws.on("GetPublicKey", answer);
        assertThatThrownBy(() -> session.kms().publicKey(KEY, soon())).isInstanceOf(GateException.class);
    }

    @Test
    void aSignatureThatTheKeyHasNotMadeIsNotUsed() throws Exception {
        aws.on("GetPublicKey", publicKeyAnswer(key())).on("Sign", "{\"Signature\":\"MAYCAQECAQE=\"}");
        KmsAttestationKey key = KmsAttestationKey.open(session.kms(), KEY, soon());
        assertThatThrownBy(() -> key.sign(new byte[] {1}))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("has not made");
    }

    @Test
    void ofAMessageThatIsTooLongForKmsTheDigestIsSigned() throws Exception {
        byte[] message = new byte[5_000];
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(message);
        aws.on("Sign", "{\"Signature\":\"MAYCAQECAQE=\"}");
        session.kms().sign(KEY, KmsKeys.Algorithm.ECDSA_SHA_256, message, soon());
        assertThat(aws.calls().get(0).body())
                .contains("\"MessageType\":\"DIGEST\"", Base64.getEncoder().encodeToString(sha256));
    }

    @Test
    void anEndlessAnswerIsLeft() {
        aws.on("GetPublicKey", "{\"x\":\"" + "x".repeat(2 << 20) + "\"}");
        assertThatThrownBy(() -> session.kms().publicKey(KEY, soon())).isInstanceOf(GateException.class);
    }
}

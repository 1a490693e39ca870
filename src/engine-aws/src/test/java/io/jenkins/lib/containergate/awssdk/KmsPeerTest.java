package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.attestation.KmsAttestationKey;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Keys of Moto's imitation of KMS: what they sign, Java and cosign verify. */
@Tag("peers")
class KmsPeerTest {
    private static final byte[] MESSAGE =
            "DSSEv1 28 application/vnd.in-toto+json 2 {}".getBytes(StandardCharsets.UTF_8);

    private static Moto moto;
    private static AwsSession session;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
        session = AwsSession.withCredentials(
                new AwsAccess(
                        Optional.empty(), Optional.empty(), Optional.of("eu-central-1"), Optional.of(moto.endpoint())),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")),
                UrlConnectionHttpClient.create());
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
            moto.close();
        }
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
    }

    private static Arn create(String spec, String usage) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(moto.endpoint().resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "TrentService.CreateKey")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20260101/eu-central-1/kms/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"KeySpec\":\"" + spec + "\",\"KeyUsage\":\"" + usage + "\"}"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode created = JsonMapper.builder().build().readTree(answer);
        return Arn.ofKmsKey(created.path("KeyMetadata").path("Arn").asText()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECC_NIST_P256", "RSA_2048"})
    void whatAKeyInKmsSignsCosignVerifies(String spec, @TempDir Path directory) throws Exception {
        Arn key = create(spec, "SIGN_VERIFY");
        byte[] signature = KmsAttestationKey.open(session.kms(), key, soon()).sign(MESSAGE);
        PublicKey published = session.kms().publicKey(key, soon());

        Optional<Path> cosign = cosign();
        Assumptions.assumeTrue(cosign.isPresent(), "cosign is not on the PATH");
        Files.write(directory.resolve("message"), MESSAGE);
        Files.writeString(directory.resolve("signature"), Base64.getEncoder().encodeToString(signature));
        Files.writeString(
                directory.resolve("kms.pub"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(published.getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        assertThat(verify(cosign.get(), directory, "message")).isZero();
        Files.writeString(directory.resolve("other"), "something else");
        assertThat(verify(cosign.get(), directory, "other")).isNotZero();
    }

    private static int verify(Path cosign, Path directory, String file) throws Exception {
        return new ProcessBuilder(
                        cosign.toString(),
                        "verify-blob",
                        "--key=kms.pub",
                        "--signature=signature",
                        "--insecure-ignore-tlog=true",
                        "--new-bundle-format=false",
                        file)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("cosign.log").toFile())
                .start()
                .waitFor();
    }

    private static Optional<Path> cosign() {
        for (String place : System.getenv("PATH").split(":")) {
            Path candidate = Path.of(place, "cosign");
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        if ("required".equals(System.getenv("CONTAINER_GATE_PEERS"))) {
            throw new AssertionError("CONTAINER_GATE_PEERS=required, but cosign is not on the PATH");
        }
        return Optional.empty();
    }

    @Test
    void aPinnedKeyIsTakenAndAnotherInItsPlaceIsNot() throws Exception {
        Arn key = create("ECC_NIST_P256", "SIGN_VERIFY");
        PublicKey published = session.kms().publicKey(key, soon());
        PinnedKeys pinned = PinnedKeys.of(session.kms(), soon());
        assertThat(pinned.get(key, PublicKeys.fingerprint(published))).isEqualTo(published);

        Digest other = Digest.of(MESSAGE);
        assertThatThrownBy(() -> pinned.get(key, other))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void aKeyThatIsNotForSignaturesIsRefused() throws Exception {
        Arn key = create("RSA_2048", "ENCRYPT_DECRYPT");
        assertThatThrownBy(() -> session.kms().publicKey(key, soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("not for signatures");
    }

    @Test
    void aCurveThatAttestationsAreNotSignedWithIsRefused() throws Exception {
        Arn key = create("ECC_NIST_P384", "SIGN_VERIFY");
        assertThatThrownBy(() -> KmsAttestationKey.open(session.kms(), key, soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("neither ECDSA on P-256 nor RSA");
    }

    @Test
    void aKeyThatDoesNotExistIsAnErrorWithItsCode() {
        Arn key = Arn.ofKmsKey("arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000")
                .orElseThrow();
        assertThatThrownBy(() -> session.kms().publicKey(key, soon()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("kms:GetPublicKey answered NotFoundException");
    }

    @Test
    void whoTheCredentialsBelongToIsTold() throws Exception {
        assertThat(session.identity(soon())).startsWith("arn:aws:sts::123456789012:");
    }
}

package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.SigningJobs;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What is asked of AWS Signer, and that nothing but its own word clears a signing job. */
class SigningJobsTest extends AwsFaults {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "hidden-value"));
    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> HASHES = List.of("ab".repeat(96), "cd".repeat(96));

    private static SigningJobs.Question question(String partition, String region) {
        String prefix = "arn:" + partition + ":signer:" + region + ":123456789012:/";
        return new SigningJobs.Question(
                Arn.of(prefix + "signing-profiles/release/0123456789").orElseThrow(),
                Arn.of(prefix + "signing-jobs/11111111-2222-3333-4444-555555555555")
                        .orElseThrow(),
                HASHES,
                TIME);
    }

    private List<String> revoked() throws Exception {
        return session.signingJobs().revoked(question("aws", "eu-central-1"), soon());
    }

    /** Answers that nothing is revoked, and remembers who was asked. */
    private static final class Recorded implements SdkHttpClient {
        private final List<SdkHttpRequest> requests = new ArrayList<>();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            requests.add(request.httpRequest());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    byte[] body = "{\"revokedEntities\":[]}".getBytes(StandardCharsets.UTF_8);
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    /** As botocore 1.40 asks, which follows the service's model. */
    @ParameterizedTest
    @CsvSource({
        "aws, eu-central-1, data-signer.eu-central-1.amazonaws.com",
        "aws-us-gov, us-gov-west-1, data-signer.us-gov-west-1.amazonaws.com",
        "aws-cn, cn-north-1, data-signer.cn-north-1.amazonaws.com.cn"
    })
    void itAsksTheHostOfTheProfilesRegion(String partition, String region, String host) throws Exception {
        SigningJobs.Question question = question(partition, region);
        Recorded recorded = new Recorded();
        AwsAccess access =
                new AwsAccess(Optional.empty(), Optional.empty(), Optional.of("us-east-1"), Optional.empty());
        try (AwsSession own = AwsSession.withCredentials(access, CREDENTIALS, recorded)) {
            assertThat(own.signingJobs().revoked(question, soon())).isEmpty();
        }
        SdkHttpRequest request = recorded.requests.get(0);
        assertThat(request.method()).isEqualTo(SdkHttpMethod.GET);
        assertThat(request.protocol() + "://" + request.host() + request.encodedPath())
                .isEqualTo("https://" + host + "/revocations");
        assertThat(request.rawQueryParameters())
                .isEqualTo(Map.of(
                        "signatureTimestamp", List.of("2026-11-24T12:00:00Z"),
                        "platformId", List.of("Notation-OCI-SHA384-ECDSA"),
                        "profileVersionArn", List.of(question.profileVersion().toString()),
                        "jobArn", List.of(question.job().toString()),
                        "certificateHashes", HASHES));
        assertThat(request.firstMatchingHeader("Authorization").orElseThrow())
                .contains("/" + region + "/signer/aws4_request");
    }

    @Test
    void whatIsRevokedIsNamed() throws Exception {
        aws.on("", "{\"revokedEntities\":[\"arn:aws:signer:x\",\"abcd\"]}");
        assertThat(revoked()).containsExactly("arn:aws:signer:x", "abcd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html>",
                "{\"revokedEntities\":null}",
                "{\"revokedEntities\":{}}",
                "{\"revokedEntities\":\"\"}",
                "{\"revokedEntities\":[{}]}",
                "{\"revokedEntities\":[\"\"]}",
                "{\"RevokedEntities\":[]}"
            })
    void anAnswerThatIsNoListIsAnError(String answer) {
        aws.on("", answer);
        assertThatThrownBy(this::revoked).isInstanceOf(GateException.class);
    }

    @Test
    void aMissingPermissionIsNamedAndTheWordsOfAwsAreNotRepeated() {
        aws.refuses("", 403, "AccessDeniedException");
        assertThatThrownBy(this::revoked)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("signer:GetRevocationStatus")
                .hasMessageNotContaining("words of the server")
                .hasMessageNotContaining("hidden-value");
    }

    @Test
    void whatFailsForAWhileIsAskedAgainAndInTheEndAnError() throws Exception {
        aws.refuses("", 429, "TooManyRequestsException")
                .refuses("", 500, "InternalServiceErrorException")
                .on("", "{\"revokedEntities\":[]}");
        assertThat(revoked()).isEmpty();
        assertThat(aws.calls()).hasSize(3);
        FakeAws down = new FakeAws().refuses("", 500, "InternalServiceErrorException");
        try (AwsSession other = down.session()) {
            assertThatThrownBy(() -> other.signingJobs().revoked(question("aws", "eu-central-1"), soon()))
                    .isInstanceOf(GateException.class);
        } finally {
            down.close();
        }
    }
}

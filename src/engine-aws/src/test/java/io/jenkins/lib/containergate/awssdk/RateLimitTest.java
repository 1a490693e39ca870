package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.bounds.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Of many calls at once some are refused for their rate more often than the SDK tries. */
class RateLimitTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

    /** It goes on only while a call waits. */
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return START.plus(pauses.stream().reduce(Duration.ZERO, Duration::plus));
        }
    };

    private final List<Duration> pauses = new ArrayList<>();
    private int calls;

    private static AwsServiceException refusal(String code) {
        return AwsServiceException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private String ask(int refused, String code, Duration allowed) throws Exception {
        return AwsCalls.ask(
                AwsAction.ECS_DESCRIBE_TASK_DEFINITION,
                "shop:1",
                Deadline.after(allowed, clock),
                settings -> {
                    if (calls++ < refused) {
                        throw refusal(code);
                    }
                    return "answered";
                },
                pauses::add);
    }

    @Test
    void aCallThatTheSdkGivesUpForItsRateIsMadeAgainLaterAndLater() throws Exception {
        assertThat(ask(12, "ThrottlingException", Duration.ofMinutes(30))).isEqualTo("answered");
        assertThat(pauses).hasSize(12).allMatch(pause -> pause.compareTo(Duration.ofSeconds(20)) <= 0);
        assertThat(pauses.get(11)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void itEndsBeforeTheDeadlineWithTheReason() {
        assertThatThrownBy(() -> ask(1_000, "ThrottlingException", Duration.ofSeconds(30)))
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining("ThrottlingException");
        assertThat(clock.instant()).isBefore(START.plusSeconds(30));
    }

    @Test
    void itEndsAfterFiveMinutesWhereTheDeadlineIsFar() {
        assertThatThrownBy(() -> ask(1_000, "ThrottlingException", Duration.ofHours(4)))
                .isInstanceOf(UnansweredException.class);
        assertThat(clock.instant()).isBetween(START.plusSeconds(300), START.plusSeconds(320));
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNotAskedAgain() {
        assertThatThrownBy(() -> ask(1_000, "ClientException", Duration.ofMinutes(30)))
                .isInstanceOf(UnansweredException.class);
        assertThat(calls).isEqualTo(1);
    }

    private void signed(FakeAws aws, Duration allowed) throws Exception {
        SignedCalls signed = new SignedCalls(
                UrlConnectionHttpClient.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")),
                pauses::add);
        new JsonService(signed, aws.endpoint(), "ecs", "eu-central-1", "1.1", "Ecs", "nextToken")
                .ask(
                        AwsAction.ECS_DESCRIBE_TASKS,
                        "tasks",
                        JsonNodeFactory.instance.objectNode(),
                        Deadline.after(allowed, clock));
    }

    @Test
    void aSignedCallIsWaitedForAsLongAsOneOfTheSdk() throws Exception {
        try (FakeAws aws = new FakeAws()) {
            for (int i = 0; i < 30; i++) {
                aws.refuses("DescribeTasks", 400, "ThrottlingException");
            }
            aws.on("DescribeTasks", "{\"tasks\":[]}");
            signed(aws, Duration.ofMinutes(30));
            assertThat(pauses).hasSize(30);
        }
    }

    @Test
    void aSignedCallThatIsNeverAnsweredEndsAfterFiveMinutesOrBeforeTheDeadline() throws Exception {
        try (FakeAws aws = new FakeAws()) {
            aws.refuses("DescribeTasks", 400, "ThrottlingException");
            assertThatThrownBy(() -> signed(aws, Duration.ofHours(4)))
                    .isInstanceOf(UnansweredException.class)
                    .hasMessageContaining("ThrottlingException");
            assertThat(clock.instant()).isBetween(START.plusSeconds(300), START.plusSeconds(305));
            pauses.clear();
            assertThatThrownBy(() -> signed(aws, Duration.ofSeconds(20))).isInstanceOf(UnansweredException.class);
            assertThat(clock.instant()).isBefore(START.plusSeconds(20));
        }
    }
}

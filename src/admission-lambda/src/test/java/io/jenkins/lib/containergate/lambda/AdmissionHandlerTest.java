package io.jenkins.lib.containergate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.testkit.aws.FakeEcs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function answers SUCCEEDED to a revision that passes, and FAILED to everything else. */
class AdmissionHandlerTest {
    private static final String SUCCEEDED = "{\"hookStatus\":\"SUCCEEDED\"}";
    private static final String FAILED = "{\"hookStatus\":\"FAILED\"}";

    @TempDir
    private Path folder;

    @TempDir
    private Path room;

    private final Map<String, String> former = new HashMap<>();
    private final StringBuilder log = new StringBuilder();
    private DeployedShop shop;
    private int remaining = 60_000;

    @BeforeEach
    void start() throws IOException {
        shop = new DeployedShop(folder);
        set("aws.endpointUrl", shop.ecs().address().toString());
        set("aws.accessKeyId", "testing");
        set("aws.secretAccessKey", "hidden-key");
    }

    private void set(String name, String value) {
        former.put(name, System.setProperty(name, value));
    }

    @AfterEach
    void stop() {
        shop.close();
        former.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private String answer(String event) throws IOException {
        return answer(event, Map.of());
    }

    private String answer(String event, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of("GATE_PLAIN_HTTP", shop.registry()));
        settings.putAll(more);
        return answer(event, new RevisionJudge(settings, folder, room, Clock.systemUTC())::judge);
    }

    private String answer(String event, AdmissionHandler.Judgement judgement) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new AdmissionHandler(judgement, Clock.systemUTC())
                .handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new Invocation());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRevisionOfWhatPassedSucceedsAndTheLogSaysUnderWhat() throws IOException {
        shop.attest();
        assertThat(answer(DeployedShop.event())).as(log.toString()).isEqualTo(SUCCEEDED);
        assertThat(log.toString())
                .contains("SUCCEEDED: " + FakeEcs.arn("service-revision/prod/shop/one"), "under the policy sha256:")
                .contains("function:gate", "in PRE_SCALE_UP")
                .doesNotContain("hidden-key");
        assertThat(shop.ecs().answers()).isEmpty();
        String flat = DeployedShop.event()
                .replaceAll("(?s)\\A.*\"executionDetails\": ", "")
                .replaceAll("}\\s*\\z", "");
        assertThat(answer(flat)).as(log.toString()).isEqualTo(SUCCEEDED);
        assertThat(room).as("Lambda keeps it for later invocations").isEmptyDirectory();
    }

    /** Lambda keeps the function between two deployments, and the managed policy of the role is widened meanwhile. */
    @Test
    void whatAwsAnswersIsAskedAnewForEachDeployment() throws IOException {
        shop.attest();
        shop.taskRole("app");
        shop.ecs().role("app", allowing("s3:GetObject", "arn:aws:s3:::shop/*"));
        AdmissionHandler.Judgement kept =
                new RevisionJudge(Map.of("GATE_PLAIN_HTTP", shop.registry()), folder, room, Clock.systemUTC())::judge;
        assertThat(answer(DeployedShop.event(), kept)).as(log.toString()).isEqualTo(SUCCEEDED);
        shop.ecs().role("app", allowing("*", "*"));
        assertThat(answer(DeployedShop.event(), kept)).isEqualTo(FAILED);
        assertThat(log.toString()).contains("task-role-least-privilege");
    }

    private static String allowing(String action, String resource) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                + "\", \"Resource\": \"" + resource + "\"}]}";
    }

    @Test
    void anImageThatNobodyAttestedFails() throws IOException {
        assertThat(answer(DeployedShop.event())).isEqualTo(FAILED);
        assertThat(log.toString()).contains("verdict-attested");
    }

    @Test
    void thePolicyComesFromS3OrSystemsManagerByItsDigest() throws IOException {
        shop.attest();
        String policy = shop.policy();
        String digest = Digest.of(policy.getBytes(StandardCharsets.UTF_8)).toString();
        shop.ecs().file("/policies/org.yaml", policy).file("/gate/org", policy);
        for (String place : List.of("s3://policies/org.yaml", "ssm:/gate/org")) {
            assertThat(answer(DeployedShop.event(), Map.of("GATE_POLICY", place + "@" + digest)))
                    .as(place + log)
                    .isEqualTo(SUCCEEDED);
            assertThat(answer(DeployedShop.event(), Map.of("GATE_POLICY", place)))
                    .isEqualTo(FAILED);
            String other = "sha256:" + "0".repeat(64);
            assertThat(answer(DeployedShop.event(), Map.of("GATE_POLICY", place + "@" + other)))
                    .isEqualTo(FAILED);
        }
        assertThat(log.toString()).contains("without its digest", "does not have the digest");
    }

    @Test
    void aPolicyThatIsNotThereFails() throws IOException {
        shop.attest();
        for (String place :
                List.of("other.yaml", "../policy.yaml", "/etc/passwd", "s3://none/x@sha256:" + "0".repeat(64))) {
            assertThat(answer(DeployedShop.event(), Map.of("GATE_POLICY", place)))
                    .as(place)
                    .isEqualTo(FAILED);
        }
    }

    @Test
    void anEventThatIsNotUnderstoodFails() throws IOException {
        shop.attest();
        String event = DeployedShop.event();
        for (String odd : List.of(
                "",
                "[]",
                "null",
                "{",
                event + event,
                event.replace("executionId", "dryRun"),
                event.replace("testTrafficWeights", "skip"),
                event.replace("\"executionId\"", "\"executionDetails\": {}, \"executionId\""),
                event.replace("service/prod/shop", "service/prod/cart"),
                event.replace("service-revision/", "service/"),
                event.replace("serviceArn", "service"))) {
            assertThat(answer(odd)).as(odd).isEqualTo(FAILED);
        }
        assertThat(log.toString()).contains("fields that this version does not know: dryRun");
    }

    @Test
    void whateverGoesWrongFails() throws IOException {
        assertThat(answer(DeployedShop.event(), (event, deadline) -> {
                    throw new OutOfMemoryError("heap");
                }))
                .isEqualTo(FAILED);
        assertThat(answer(DeployedShop.event(), (event, deadline) -> {
                    throw new IllegalStateException("secret words");
                }))
                .isEqualTo(FAILED);
        assertThat(answer(DeployedShop.event(), (event, deadline) -> {
                    throw new GateException("the problem", "the remedy");
                }))
                .isEqualTo(FAILED);
        assertThat(log.toString())
                .contains("OutOfMemoryError", "IllegalStateException", "the problem; the remedy")
                .doesNotContain("secret words");
    }

    private static final AdmissionHandler.Judgement SLOW = (event, deadline) -> {
        Thread.sleep(60_000);
        throw new AssertionError("nobody ended it");
    };

    private static String inProgress(int next) {
        return "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":30,\"hookDetails\":{\"containerGateAttempt\":\""
                + next + "\"}}";
    }

    private static String attempt(String attempt) {
        return DeployedShop.event()
                .replace(
                        "\"executionDetails\"",
                        "\"hookDetails\": {\"containerGateAttempt\": " + attempt + "}, \"executionDetails\"");
    }

    @Test
    void whenTimeIsAboutToRunOutEcsAsksAgainAndTheLastAttemptFails() throws IOException {
        remaining = 3_200;
        assertThat(answer(DeployedShop.event(), SLOW)).isEqualTo(inProgress(2));
        assertThat(answer(attempt("\"2\""), SLOW)).isEqualTo(inProgress(3));
        assertThat(answer(attempt("\"3\""), SLOW)).isEqualTo(FAILED);
        assertThat(log.toString()).contains("no time left", "attempt 3 of 3");
        remaining = 100;
        assertThat(answer(DeployedShop.event()))
                .as("an ERROR because of the deadline is no verdict")
                .isEqualTo(inProgress(2));
    }

    @Test
    void aSecondAttemptIsAVerdictLikeTheFirst() throws IOException {
        assertThat(answer(attempt("2"))).isEqualTo(FAILED);
        shop.attest();
        assertThat(answer(attempt("2"))).as(log.toString()).isEqualTo(SUCCEEDED);
        for (String forged : List.of("0", "-5", "4", "\"one\"", "{}", "1.5", "null")) {
            assertThat(answer(attempt(forged))).as(forged).isEqualTo(FAILED);
        }
    }

    private final class Invocation implements Context {
        @Override
        public String getAwsRequestId() {
            return "request";
        }

        @Override
        public String getLogGroupName() {
            return "group";
        }

        @Override
        public String getLogStreamName() {
            return "stream";
        }

        @Override
        public String getFunctionName() {
            return "gate";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:eu-central-1:123456789012:function:gate";
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getRemainingTimeInMillis() {
            return remaining;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String message) {
                    log.append(message);
                }

                @Override
                public void log(byte[] message) {
                    log.append(new String(message, StandardCharsets.UTF_8));
                }
            };
        }
    }
}

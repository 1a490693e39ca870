package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.FakeLogQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate learn --insights}: proposals that rest on queries of CloudWatch Logs Insights. */
class LearnQueriedLogsTest {
    private static final String FIELDS =
            "flow-direction dstport srcport srcaddr dstaddr protocol action log-status bytes"
                    + " start end tcp-flags ecs-service-name";
    private static final String TO_SHOP =
            "ingress 8080 40000 10.0.1.5 10.0.2.7 6 ACCEPT OK 900 1750000000 1750000060 2 shop";
    private static final String ROLE = "arn:aws:iam::111122223333:role/shop";

    @TempDir
    Path folder;

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    private FakeLogQueries aws;

    @BeforeEach
    void start() throws IOException {
        aws = FakeLogQueries.start("logs");
        properties.aws(aws.address().toString(), "testing");
        properties.set("aws.region", FakeLogQueries.REGION);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void holds(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            aws.event(Instant.now().minusSeconds(texts.length - i), texts[i]);
        }
    }

    private static Gate learn(String what, String option, Object... more) {
        List<Object> all = new ArrayList<>(List.of("learn", what, option, "log-group:logs", "--insights"));
        all.addAll(Arrays.asList(more));
        return Gate.runFrom(Instant.now(), all.toArray());
    }

    private static Gate segments() {
        return learn("segments", "--flow-logs", "--fields", FIELDS);
    }

    @Test
    void segmentsAreLearnedFromMoreEventsThanAQueryAnswers() {
        Instant first = Instant.now().minusSeconds(3_600);
        for (int i = 0; i < 10_050; i++) {
            aws.event(first.plusMillis(i * 10L), TO_SHOP);
        }
        Gate gate = segments();
        assertThat(gate.err()).isEmpty();
        assertThat(gate.out()).contains("shop from cidr:10.0.1.5/32: tcp 8080, 10050 flows");
        assertThat(aws.calls()).contains("StartQuery").doesNotContain("FilterLogEvents");
    }

    @Test
    void aRoleIsLearned() throws IOException {
        holds(event("s3", "ListBuckets", true), event("ec2", "CreateVpc", false));
        Path has = Files.writeString(
                folder.resolve("has.json"),
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:ListAllMyBuckets\","
                        + "\"ec2:CreateVpc\",\"ec2:DeleteVpc\"],\"Resource\":\"*\"}]}");
        Gate gate = learn("role", "--cloudtrail", "--role", ROLE, "--has", has);
        assertThat(gate.err()).isEmpty();
        assertThat(gate.out()).contains("2 events", "ec2:DeleteVpc");
    }

    private static String event(String service, String name, boolean reads) {
        return "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":"
                + "{\"type\":\"Role\",\"arn\":\"" + ROLE
                + "\"}}},\"eventTime\":\"2026-11-01T10:00:00Z\",\"eventSource\":\""
                + service + ".amazonaws.com\",\"eventName\":\"" + name + "\",\"awsRegion\":\"us-east-1\",\"readOnly\":"
                + reads
                + ",\"managementEvent\":true,\"eventCategory\":\"Management\"}";
    }

    @Test
    void confinementIsLearned() {
        holds("type=AVC msg=audit(1764000000.100:17): apparmor=\"ALLOWED\" profile=\"shop-learn\" pid=17 comm=\"node\""
                + " operation=\"open\" name=\"/srv/app.js\" requested_mask=\"r\" fsuid=0 ouid=0");
        Gate gate = learn("confinement", "--events", "--out", folder.resolve("out"));
        assertThat(gate.err()).isEmpty();
        assertThat(folder.resolve("out/apparmor.profile")).content().contains("\"/srv/app.js\" r,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Cancelled", "Timeout"})
    void nothingIsProposedWhereAQueryDidNotComplete(String status) {
        holds(TO_SHOP);
        aws.status(status);
        Gate gate = segments();
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.out()).isEmpty();
        assertThat(gate.err()).contains("a query of the log group logs", "ended as " + status);
    }

    @Test
    void nothingIsProposedWhereEventsAreMissing() {
        holds(TO_SHOP);
        aws.keepsBack(1);
        assertThat(segments().exit()).isEqualTo(3);
    }

    @Test
    void aMissingPermissionIsNamed() {
        holds(TO_SHOP);
        aws.denies("StartQuery");
        Gate gate = segments();
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("logs:StartQuery").doesNotContain("words");
    }

    @Test
    void aLogGroupWithoutEventsIsAnError() {
        Gate gate = segments();
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("holds nothing");
    }

    @Test
    void queriesAreForLogGroupsOnly() throws IOException {
        Path log = Files.writeString(folder.resolve("flows.log"), TO_SHOP);
        Gate gate = Gate.run("learn", "segments", "--flow-logs", log, "--fields", FIELDS, "--insights");
        assertThat(gate.exit()).isEqualTo(2);
        assertThat(gate.err()).contains("--insights");
        assertThat(aws.calls()).isEmpty();
    }
}

package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a posture knows of ways from the internet to a service orders the findings of its image. */
class ReachableImageTest extends RunningShop {
    private static final ObjectMapper JSON = new ObjectMapper();

    private void balanced(String scheme) {
        ecs.service("shop", "shop:7", FrontBalancer::target);
        FrontBalancer.describe(ecs, "application", scheme, "");
        runs();
    }

    private void addressed(String range) {
        ecs.service("shop", "shop:7", service -> {
            ObjectNode network = service.putObject("networkConfiguration").putObject("awsvpcConfiguration");
            network.putArray("securityGroups").add("sg-1");
            network.putArray("subnets").add("subnet-1");
        });
        ecs.query(
                "DescribeSecurityGroups",
                "<R xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><securityGroupInfo><item><groupId>sg-1</groupId>"
                        + "<ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>80</fromPort><toPort>80</toPort>"
                        + "<ipRanges><item><cidrIp>" + range
                        + "</cidrIp></item></ipRanges></item></ipPermissions></item></securityGroupInfo></R>");
        ecs.address("eni-1", "203.0.113.5")
                .task("service:shop", "shop:7", pinned(), image.manifestDigest(), FakeCluster.attached("eni-1"));
    }

    private Path posture() {
        Path out = folder.resolve("posture");
        gate(
                Gate.NOW,
                "posture",
                "--cluster",
                "prod",
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                policy,
                "--out",
                out);
        return out.resolve("posture.json");
    }

    private JsonNode workload() throws IOException {
        return JSON.readTree(Files.readString(posture())).at("/clusters/0/workloads/0");
    }

    private Gate scan(Object... more) {
        List<Object> words =
                new ArrayList<>(List.of(tagged(), "--osv", Fixtures.osv(folder, "LOW"), "--policy", policy));
        words.addAll(Arrays.asList(more));
        return gate(Gate.NOW, "scan", words.toArray());
    }

    @Test
    void whatAnInternetFacingLoadBalancerSendsToIsReachable() throws IOException {
        balanced("internet-facing");
        JsonNode workload = workload();
        assertThat(workload.get("reachableFromInternet").asBoolean())
                .as(workload.toPrettyString())
                .isTrue();
        assertThat(workload.get("exposed").asBoolean()).isTrue();
        assertThat(workload.at("/images/0").asText()).isEqualTo(image.manifestDigest());

        Gate scan = scan("--posture", posture(), "--out", folder.resolve("out"));
        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(scan().exit());
        assertThat(scan.out()).contains("the internet reaches prod/service/shop", "found at 2026");
        Path high = Fixtures.osv(folder.resolve("high"), "HIGH");
        Gate blocked = gate(
                Gate.NOW,
                "scan",
                tagged(),
                "--osv",
                high,
                "--policy",
                policy,
                "--posture",
                folder.resolve("posture/posture.json"));
        assertThat(blocked.out()).contains("reachable from the internet");
        assertThat(Files.readString(folder.resolve("out/verdict.json"))).contains("\"reachableFromInternet\": true");
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("reachable from the internet");
    }

    @Test
    void whatIsNotFoundToBeReachableIsNotCalledUnreachable() throws IOException {
        balanced("internal");
        assertThat(workload().get("reachableFromInternet").isNull()).isTrue();
        Gate scan = scan("--posture", posture());
        assertThat(scan.out()).contains("is not known").doesNotContain("not reachable");

        ecs.refuse("DescribeTargetGroups", "AccessDenied");
        assertThat(workload().get("reachableFromInternet").isNull()).isTrue();
    }

    @Test
    void aPublicAddressCountsWhereAGroupLetsAnybodyIn() throws IOException {
        addressed("0.0.0.0/0");
        assertThat(workload().get("reachableFromInternet").asBoolean()).isTrue();
    }

    @Test
    void aPublicAddressThatOnlySomeMayReachIsNotKnownToBeReachable() throws IOException {
        addressed("198.51.100.0/24");
        assertThat(workload().get("reachableFromInternet").isNull()).isTrue();
    }

    private Gate drift() {
        return gate(
                Gate.NOW,
                "drift",
                "--cluster",
                "prod",
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                policy,
                "--out",
                folder.resolve("drift"));
    }

    private JsonNode drifted() throws IOException {
        drift();
        return JSON.readTree(Files.readString(folder.resolve("drift/verdict.json")));
    }

    /** Nobody evaluated what either of them runs. */
    @Test
    void driftOfAServiceThatTheInternetReachesComesFirst() throws IOException {
        ecs.service("aside", "shop:7").task("service:aside", "shop:7", pinned(), image.manifestDigest());
        balanced("internet-facing");

        JsonNode verdict = drifted();

        JsonNode findings = verdict.at("/gates/0/findings");
        assertThat(findings.at("/0/location/path").asText()).isEqualTo("prod/service/shop");
        assertThat(findings.at("/0/exposure/reachableFromInternet").asBoolean()).isTrue();
        assertThat(verdict.at("/notes/0/text").asText())
                .startsWith("prod, service shop: 1 task of shop:7 on FARGATE")
                .contains(", reachable from the internet: ");
        for (JsonNode finding : findings) {
            if (finding.at("/location/path").asText().endsWith("aside")) {
                assertThat(finding.has("exposure")).isFalse();
            }
        }
        assertThat(drift().out()).contains("reachable from the internet");
        for (String report : List.of("report.html", "report.sarif")) {
            assertThat(Files.readString(folder.resolve("drift").resolve(report)))
                    .as(report)
                    .containsAnyOf("<dd>reachable from the internet", "\"reachableFromInternet\": true");
        }
    }

    @Test
    void driftOfWhatIsNotFoundToBeReachableIsOrderedAsBeforeAndDecidesTheSame() throws IOException {
        ecs.service("aside", "shop:7").task("service:aside", "shop:7", pinned(), image.manifestDigest());
        balanced("internet-facing");
        int reached = drift().exit();
        ecs.refuse("DescribeTargetGroups", "AccessDenied");

        JsonNode verdict = drifted();

        assertThat(drift().exit()).isEqualTo(reached).isEqualTo(ExitCode.FAILED);
        assertThat(verdict.at("/gates/0/findings/0/location/path").asText()).isEqualTo("prod/service/aside");
        assertThat(verdict.toString()).doesNotContain("eachable");
    }

    /** The rule on addresses is off, so they are looked up for this alone. */
    @Test
    void aPublicAddressIsLookedForWhereTheRuleOnItIsOff() throws IOException {
        policy = policy("drift: {rules: {running-no-public-address: off}}");
        addressed("0.0.0.0/0");
        assertThat(drifted()
                        .at("/gates/0/findings/0/exposure/reachableFromInternet")
                        .asBoolean())
                .isTrue();
        assertThat(workload().get("reachableFromInternet").asBoolean()).isTrue();
    }

    @Test
    void whatIsNoPostureIsAnErrorAndNoSilence() {
        for (String content : new String[] {
            "no JSON",
            "{}",
            "{\"schemaVersion\": 2, \"clusters\": []}",
            "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"yesterday\", \"workloads\": []}]}",
            "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\", \"workloads\":"
                    + " [{\"path\": \"a\", \"reachableFromInternet\": true, \"images\": [\"sha256:short\"]}]}]}"
        }) {
            Path file = Fixtures.write(folder.resolve("posture.json"), content);
            assertThat(scan("--posture", file).exit()).as(content).isEqualTo(ExitCode.ERROR);
        }
        assertThat(scan("--posture", folder.resolve("gone.json")).exit()).isEqualTo(ExitCode.USAGE);
    }
}

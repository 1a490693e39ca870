package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code gate posture} against a registry with real attestations, and a server that speaks as ECS and IAM do. */
class PostureCommandTest extends RunningShop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRUST = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}
        """;

    @BeforeEach
    void aRoleThatAllowsNothing() {
        ecs.query(
                        "GetRole",
                        "<GetRoleResponse><GetRoleResult><Role><RoleName>{RoleName}</RoleName>"
                                + "<Arn>arn:aws:iam::123456789012:role/{RoleName}</Arn><AssumeRolePolicyDocument>"
                                + URLEncoder.encode(TRUST, StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                + "</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>")
                .query(
                        "ListAttachedRolePolicies",
                        "<R><ListAttachedRolePoliciesResult><IsTruncated>false</IsTruncated><AttachedPolicies/>"
                                + "</ListAttachedRolePoliciesResult></R>")
                .query(
                        "ListRolePolicies",
                        "<R><ListRolePoliciesResult><IsTruncated>false</IsTruncated><PolicyNames/>"
                                + "</ListRolePoliciesResult></R>");
    }

    /** As {@link #pass}, by all gates on images. */
    private void passAll() {
        Path reports = folder.resolve("whole");
        Path archive = OciLayout.of(image, "1.4").writeArchive(folder.resolve("shop.tar"));
        Instant yesterday = Gate.NOW.minus(Duration.ofDays(1));
        Gate run = gate(
                yesterday,
                "run",
                "oci-archive:" + archive,
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                policy,
                "--out",
                reports,
                "--signatures-later");
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        attest(reports, KEY, yesterday);
    }

    /** @param workloads by their path */
    private record Shown(Gate gate, JsonNode json, Map<String, JsonNode> workloads) {
        JsonNode cell(String path, String control) {
            return workloads.get(path).at("/controls/" + control);
        }

        String outcome(String path, String control) {
            JsonNode cell = cell(path, control);
            return cell.get("counts").asBoolean()
                    ? cell.get("outcome").asText()
                    : cell.get("outcome").asText().toLowerCase(Locale.ROOT);
        }

        String outcomes(String path, String... controls) {
            return String.join(
                    " ",
                    Arrays.stream(controls).map(each -> outcome(path, each)).toList());
        }
    }

    private static final String SHOP = "prod/service/shop";

    private Shown posture(Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("--cluster", "prod"));
        words.addAll(Arrays.asList(more));
        return asked(words);
    }

    private Shown asked(List<Object> words) throws IOException {
        Path out = folder.resolve("posture");
        words.addAll(List.of("--osv", Fixtures.osv(folder, "LOW"), "--policy", policy, "--out", out));
        Gate gate = gate(Gate.NOW, "posture", words.toArray());
        assertThat(gate.err()).isEmpty();
        JsonNode json = JSON.readTree(Files.readString(out.resolve("posture.json")));
        Map<String, JsonNode> workloads = new TreeMap<>();
        json.get("clusters")
                .forEach(cluster -> cluster.get("workloads")
                        .forEach(each -> workloads.put(each.get("path").asText(), each)));
        assertThat(out.resolve("posture.html")).isNotEmptyFile();
        assertThat(out.resolve("posture.csv")).isNotEmptyFile();
        return new Shown(gate, json, workloads);
    }

    @Test
    void whatPassedEverythingThatIsAskedFailsNothingAndSaysWhatIsNotAsked() throws IOException {
        passAll();
        runs();
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "scanned", "signed", "secrets", "hardened", "leastPrivilege", "drift"))
                .as(shown.json().toPrettyString())
                .isEqualTo("PASS PASS PASS PASS PASS PASS");
        assertThat(shown.outcomes(SHOP, "segmented", "firewalled", "hostsPatched", "watched"))
                .isEqualTo("error error NOT_APPLICABLE error");
        assertThat(shown.cell(SHOP, "segmented").at("/reasons/0/text").asText())
                .isEqualTo("not evaluated: the policy has no list for it (taskDefinition.segments)");
        assertThat(shown.cell(SHOP, "hostsPatched").at("/responsible/party").asText())
                .isEqualTo("AWS");
        assertThat(shown.json().get("outcome").asText()).isEqualTo("WARN");
        assertThat(shown.gate().exit()).isZero();
        assertThat(shown.gate().out()).contains("WARN  6 pass, 0 fail, 3 error, 2 n/a  cluster prod");
    }

    @Test
    void aContainerThatALoadBalancerChecksNeedsNoHealthCheckOfItsOwn() throws IOException {
        policy = policy("taskDefinition: {rules: {task-health-check: on}}");
        passAll();
        ecs.service("web", "shop:7", FrontBalancer::target);
        String alone = ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest());
        ecs.task("service:web", "shop:7", pinned(), image.manifestDigest());
        Shown shown = posture();
        String web = "prod/service/web";
        assertThat(shown.outcomes(web, "hardened", "drift")).isEqualTo("PASS FAIL");
        assertThat(shown.cell(web, "drift").toString())
                .as("another service runs it without")
                .contains("no healthCheck");
        assertThat(shown.outcome(SHOP, "hardened")).isEqualTo("FAIL");
        ecs.endService("shop");
        ecs.end(alone);
        assertThat(posture().outcomes(web, "hardened", "drift")).isEqualTo("PASS PASS");
    }

    @Test
    void aGateThatTheAttestedVerdictLacksIsAnErrorAndNoPass() throws IOException {
        pass();
        runs();
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "scanned", "secrets", "hardened")).isEqualTo("PASS ERROR PASS");
        assertThat(shown.cell(SHOP, "secrets").at("/reasons/0/text").asText())
                .contains(image.manifestDigest(), "does not include the gate secrets");
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void anImageThatNobodyEvaluatedPassesNoQuestionToImages() throws IOException {
        runs();
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "scanned", "signed", "secrets", "hardened", "drift"))
                .isEqualTo("FAIL FAIL error error FAIL");
        assertThat(shown.cell(SHOP, "scanned").at("/rules/0").asText()).isEqualTo("running-image-judged");
        assertThat(shown.cell(SHOP, "scanned").at("/reasons/0/page").asText())
                .isEqualTo("docs/rules/running-image-judged.md");
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aDeniedPermissionIsAnErrorThatNamesItWhateverThePolicySaysOfLookups() throws IOException {
        policy = policy("taskDefinition: {awsLookups: optional}");
        passAll();
        runs();
        ecs.refuse("GetRole", "AccessDeniedException");
        Shown shown = posture();
        assertThat(shown.outcome(SHOP, "leastPrivilege")).isEqualTo("ERROR");
        assertThat(shown.cell(SHOP, "leastPrivilege").at("/reasons/0/text").asText())
                .contains("iam:GetRole");
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void evidenceThatCannotBeReadIsAnErrorAndNothingAboutTheImagePasses() throws IOException {
        passAll();
        runs();
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "scanned", "signed", "secrets", "hardened", "drift"))
                .isEqualTo("ERROR error error error ERROR");
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aTaskDefinitionThatDoesNotPassFailsTheControlOfItsRule() throws IOException {
        passAll();
        ecs.definition("shop:7", DEFINITION.replace("IMAGE", pinned()).replace("\"10001\"", "\"0\""));
        runs();
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "hardened", "secrets", "drift")).isEqualTo("FAIL PASS FAIL");
        assertThat(shown.cell(SHOP, "hardened").get("rules").toString()).isEqualTo("[\"task-non-root-user\"]");
        assertThat(shown.json().at("/clusters/0/actions/0/workloads/0").asText())
                .isEqualTo(SHOP);
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aTaskDefinitionWithAMemberThatNobodyEvaluatesPassesNowhere() throws IOException {
        passAll();
        ecs.definition(
                "shop:7",
                DEFINITION
                        .replace("IMAGE", pinned())
                        .replace("\"privileged\": false", "\"ofTomorrow\": {\"opens\": \"all\"}"));
        runs();
        Shown shown = posture();
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.json().toString()).contains("every-resource-evaluated");
    }

    @Test
    void aTaskDefinitionThatCannotBeReadIsAnErrorOfEveryControlThatAsksIt() throws IOException {
        passAll();
        runs();
        ecs.refuse("DescribeTaskDefinition", "AccessDeniedException");
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "signed", "secrets", "hardened", "leastPrivilege", "watched"))
                .isEqualTo("ERROR ERROR ERROR ERROR ERROR");
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aWaiverMakesAFailureCountNoMoreAndHidesNothing() throws IOException {
        Path waivers = Fixtures.write(
                folder.resolve("waivers.yaml"),
                "version: 1\nwaivers: [{rule: running-exec-disabled, path: 'prod/service/shop', owner: ops, reason:"
                        + " debugging, expires: 2026-12-01}]\n");
        policy = policy("waiverRules: [{}]");
        passAll();
        ecs.task(
                "service:shop",
                "shop:7",
                pinned(),
                image.manifestDigest(),
                task -> task.put("enableExecuteCommand", true));
        assertThat(posture().gate().exit()).isEqualTo(ExitCode.FAILED);
        Shown waived = posture("--waivers", waivers);
        assertThat(waived.outcomes(SHOP, "leastPrivilege", "drift")).isEqualTo("fail fail");
        assertThat(waived.cell(SHOP, "drift").at("/reasons/0/decidedBy").asText())
                .contains("waiver");
        assertThat(waived.gate().exit()).isZero();
    }

    @Test
    void aServiceWithoutTasksPassesNoQuestionToWhatRuns() throws IOException {
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "scanned", "signed", "drift"))
                .isEqualTo("NOT_APPLICABLE NOT_APPLICABLE NOT_APPLICABLE");
        assertThat(shown.cell(SHOP, "scanned").at("/reasons/0/text").asText()).isEqualTo("no task runs");
    }

    @Test
    void tasksWhoseImagesAreNotPulledYetPassNoQuestionToImages() throws IOException {
        passAll();
        ecs.task("service:shop", "shop:7", pinned(), "", task -> {
            task.put("lastStatus", "PENDING").remove("startedAt");
            ((ObjectNode) task.get("containers").get(0)).remove("imageDigest");
        });
        Shown shown = posture();
        assertThat(shown.outcomes(SHOP, "scanned", "signed", "secrets", "hardened", "drift"))
                .isEqualTo("error error error error error");
    }

    @Test
    void theHostsOfEc2AreTheTenantsAndNotEvaluated() throws IOException {
        passAll();
        ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest(), task -> task.put("launchType", "EC2"));
        Shown shown = posture();
        assertThat(shown.outcome(SHOP, "hostsPatched")).isEqualTo("error");
        assertThat(shown.cell(SHOP, "hostsPatched").at("/responsible/party").asText())
                .isEqualTo("TENANT");
    }

    @Test
    void tasksThatNoServiceRunsHaveARowAndTheirNetworkIsNotEvaluated() throws IOException {
        passAll();
        ecs.task("family:tool", "shop:7", pinned(), image.manifestDigest());
        Shown shown = posture();
        assertThat(shown.outcomes("prod/task/tool", "scanned", "drift", "segmented"))
                .isEqualTo("PASS PASS error");
    }

    @Test
    void hostileNamesAreShownAndRunNothing() throws IOException {
        passAll();
        ecs.task("=cmd\u202E\"<script>:x", "shop:7", pinned(), image.manifestDigest());
        Shown shown = posture();
        Path out = folder.resolve("posture");
        for (String text : List.of(
                shown.gate().out(),
                Files.readString(out.resolve("posture.html")),
                Files.readString(out.resolve("posture.csv")))) {
            assertThat(text).doesNotContain("\u202E").contains("\\u{202E}");
        }
        assertThat(Files.readString(out.resolve("posture.html"))).doesNotContain("<script");
    }

    @Test
    void anUnreadableClusterIsAnErrorWithItsReason() throws IOException {
        ecs.refuse("DescribeTasks", "AccessDeniedException");
        runs();
        Shown shown = posture();
        assertThat(shown.gate().exit()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.json().at("/clusters/0/error/problem").asText()).contains("ecs:DescribeTasks");
        assertThat(shown.gate().out()).contains("ecs:DescribeTasks");
    }

    @Test
    void allClustersAreFoundAndNeitherOrBothIsAUsageError() throws IOException {
        passAll();
        runs();
        assertThat(asked(new ArrayList<>(List.of("--all-clusters"))).workloads())
                .containsKey(SHOP);
        assertThat(gate(Gate.NOW, "posture").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate(Gate.NOW, "posture", "--all-clusters", "--cluster", "prod")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void formatsArePrintedWhole() throws IOException {
        passAll();
        runs();
        assertThat(JSON.readTree(posture("--format", "json").gate().out())
                        .at("/schemaVersion")
                        .asInt())
                .isEqualTo(1);
        assertThat(posture("--format", "csv").gate().out()).startsWith("\"cluster\",\"workload\"");
        assertThat(posture("--format", "html").gate().out()).startsWith("<!DOCTYPE html>");
        assertThat(posture("--quiet").gate().out().lines()).hasSize(1);
    }
}

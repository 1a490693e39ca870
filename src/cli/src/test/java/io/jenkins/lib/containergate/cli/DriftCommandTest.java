package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate drift} against a registry with real attestations, and a server that speaks as ECS does. */
class DriftCommandTest extends RunningShop {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What it says is read from the report: a terminal gets excerpts. */
    private Gate drift(Object... more) throws IOException {
        return drift(Fixtures.osv(folder, "LOW"), more);
    }

    private Gate drift(Path osv, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(
                List.of("--cluster", "prod", "--osv", osv, "--policy", policy, "--out", folder.resolve("out")));
        words.addAll(Arrays.asList(more));
        Gate gate = gate(Gate.NOW, "drift", words.toArray());
        Path written = folder.resolve("out").resolve("verdict.json");
        return Files.exists(written) ? new Gate(gate.exit(), Files.readString(written), gate.err()) : gate;
    }

    @Test
    void whatRunsAsItPassedHasNotDrifted() throws IOException {
        pass();
        runs();
        runs();
        Gate gate = drift();
        assertThat(gate.err()).isEmpty();
        assertThat(gate.out())
                .contains(
                        "prod, service shop: 2 tasks of shop:7 on FARGATE since 2026-11-18",
                        image.manifestDigest(),
                        "nothing has drifted");
        assertThat(gate.exit()).isZero();
    }

    private void fails(Gate gate, String rule, String... said) {
        assertThat(gate.out()).contains(rule);
        for (String each : said) {
            assertThat(gate.out()).contains(each);
        }
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anImageThatNobodyEvaluatedFails() throws IOException {
        runs();
        fails(drift(), "running-image-judged", "no verdict was found");
    }

    @Test
    void anAttestationOfAStrangerTurnsNothingGreen() throws IOException {
        pass(STRANGER, "LOW", Gate.NOW.minus(Duration.ofDays(1)));
        runs();
        fails(drift(), "running-image-judged");
    }

    @Test
    void anImageWhoseNewestVerdictFailedFails() throws IOException {
        pass();
        pass(KEY, "CRITICAL", Gate.NOW.minus(Duration.ofHours(1)));
        runs();
        fails(drift(), "running-image-passed", "2026-11-24T11:00:00Z");
    }

    @Test
    void aPolicyThatBecameStricterFailsOlderVerdicts() throws IOException {
        pass();
        runs();
        policy = policy("baseImages: {maxAge: 30d}");
        fails(drift(), "running-verdict-strict-enough", "baseImages.maxAge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attested", "ledger"})
    void anImageThatWasNeverSearchedForSecretsFailsUnderAPolicyWithLimitsForThem(String evidence) throws IOException {
        Path ledger = folder.resolve("ledger");
        policy = policy("secrets: {max: {critical: 0}}\ndrift: {evidence: " + evidence
                + ", rules: {running-task-definition-judged: off, running-no-new-vulnerabilities: off,"
                + " running-waivers-in-force: off}}");
        pass();
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        runs();
        fails(
                drift("--ledger", ledger),
                "running-image-judged",
                evidence.equals("ledger") ? "which the policy sets: secrets" : "CONTAINER_GATE_SECRETS");
    }

    @Test
    void aVerdictThatIsTooOldFails() throws IOException {
        policy = policy("drift: {maxAge: 12h}");
        pass();
        runs();
        fails(drift(), "running-verdict-recent", "2026-11-23T12:00:00Z");
    }

    @Test
    void aVulnerabilityThatBecameKnownIsFoundInTheSbomAndNothingElseIsListed() throws IOException {
        pass();
        runs();
        int before = registry.requests().size();
        Gate gate = drift(Fixtures.osv(folder, "CRITICAL"));
        fails(gate, "running-no-new-vulnerabilities", "CVE-2023-5363 (CRITICAL) in libssl3 3.0.11-1~deb12u1, fixed in");
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .isNotEmpty()
                .noneMatch(
                        request -> request.contains(image.layers().get(0).blob().digest()));
    }

    @Test
    void aRuleOnTheImageIsEvaluatedWithTheConfigurationThatRuns() throws IOException {
        String rule = "rules: [{id: arm, gate: vulnerabilities, severity: high, title: T, remedy: R, when: \"%s\"}]";
        policy = policy(rule.formatted("image.platform == 'linux/arm64'"));
        pass();
        runs();
        Gate gate = drift();
        assertThat(gate.out()).contains("nothing has drifted");
        assertThat(gate.exit()).isZero();
        policy = policy(rule.formatted("image.platform == 'linux/amd64'"));
        fails(drift(), "running-no-new-vulnerabilities", "policy/arm: the condition of the rule holds");
    }

    @Test
    void withoutAnSbomWhatBecameKnownCannotBeToldAndIsAnError() throws IOException {
        Path reports = folder.resolve("reports");
        gate(Gate.NOW, "scan", tagged(), "--osv", Fixtures.osv(folder, "LOW"), "--policy", policy, "--out", reports);
        attestAlone(reports, Gate.NOW);
        runs();
        Gate gate = drift();
        assertThat(gate.out()).contains("no SBOM that its verdict names is attached");
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        policy = policy("drift: {rules: {running-no-new-vulnerabilities: off}}");
        assertThat(drift().exit()).as("switched off by the policy").isZero();
    }

    @Test
    void waiversOfAPolicyThatIsKnownByItsDigestAloneAreAnError() throws IOException {
        policy = policy("drift: {rules: {running-no-new-vulnerabilities: off}}");
        Path reports = folder.resolve("reports");
        gate(Gate.NOW, "scan", tagged(), "--osv", Fixtures.osv(folder, "LOW"), "--policy", policy, "--out", reports);
        Path verdict = reports.resolve("verdict.json");
        Path key = Fixtures.write(folder.resolve("gate.key"), KEY.privatePem());
        gate(Gate.NOW, "attest", tagged(), "--verdict", verdict, "--key", key);
        runs();
        String digest = JSON.readTree(verdict.toFile()).at("/policy/digest").asText();
        policy = Fixtures.write(
                folder.resolve("listed.yaml"),
                Files.readString(policy)
                        .replace("'urn:container-gate'}", "'urn:container-gate', policies: ['" + digest + "']}"));
        Gate gate = drift();
        assertThat(gate.out()).contains("running-waivers-in-force", "the waivers it passed by are not known");
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aWaiverThatEndedIsNamed() throws IOException {
        policy = policy("waivers: [{rule: CVE-2023-5363, owner: shop, reason: later, expires: 2026-11-23}]\ndrift:"
                + " {rules: {running-no-new-vulnerabilities: off}}");
        pass(KEY, "CRITICAL", Gate.NOW.minus(Duration.ofDays(1)));
        runs();
        fails(drift(), "running-waivers-in-force", "CVE-2023-5363 was waived", "expired on 2026-11-23");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signed", "scanned"})
    void anImageThatPassedByAWaiverThatEndedMeetsNoDemandOfATask(String demand) throws IOException {
        policy = policy("waivers: [{rule: CVE-2023-5363, owner: shop, reason: later, expires: 2026-11-23}]\n"
                + "taskDefinition: {awsLookups: optional, images: {" + demand + ": required}}\ndrift:"
                + " {rules: {running-no-new-vulnerabilities: off, running-waivers-in-force: off}}");
        pass(KEY, "CRITICAL", Gate.NOW.minus(Duration.ofDays(1)));
        runs();
        fails(drift(), "running-task-definition-passes", "image-" + demand + ": ");
    }

    @Test
    void whereBothKindsOfEvidenceAreNeededTheWaiversOfBothAreHeldAgainstToday() throws IOException {
        Path ledger = folder.resolve("ledger");
        String both = "drift: {evidence: both, rules: {running-no-new-vulnerabilities: off,"
                + " running-task-definition-judged: off}}";
        policy = policy(both);
        pass();
        runs();
        policy = policy("waivers: [{rule: CVE-2023-5363, owner: shop, reason: later, expires: 2026-11-23}]\n" + both);
        recorded(ledger, "CRITICAL", Gate.NOW.minus(Duration.ofHours(20)));
        fails(
                drift("--ledger", ledger),
                "running-waivers-in-force",
                "CVE-2023-5363 was waived, and blocks today",
                "which expired on 2026-11-23");
    }

    /** A build in Jenkins attests what its gates found as one verdict of several documents. */
    @Test
    void aWaiverOfAnyDocumentOfAVerdictThatEndedIsNamedAndNoDocumentCanBeLeftOut() throws Exception {
        policy = policy("waivers: [{rule: CVE-2023-5363, owner: shop, reason: later, expires: 2026-11-23}]\ndrift:"
                + " {rules: {running-no-new-vulnerabilities: off}}");
        Instant then = Gate.NOW.minus(Duration.ofDays(1));
        Path osv = Fixtures.osv(folder, "CRITICAL");
        Path secrets = folder.resolve("secrets");
        Path scan = folder.resolve("scan");
        gate(then, "secrets", tagged(), "--policy", policy, "--out", secrets);
        gate(then, "scan", tagged(), "--osv", osv, "--policy", policy, "--out", scan);
        byte[] first = Files.readAllBytes(secrets.resolve("verdict.json"));
        byte[] second = Files.readAllBytes(scan.resolve("verdict.json"));
        Fixtures.attest(
                registry,
                pinned(),
                image,
                KEY,
                SignatureGate.join(
                        Fixtures.verdict(secrets.resolve("verdict.json")),
                        Fixtures.verdict(scan.resolve("verdict.json"))),
                Input.of("verdict-1.json", first),
                Input.of("verdict-2.json", second));
        runs();
        Fixtures.attach(registry, REPOSITORY, image, AttachedFile.Kind.verdict.type(), first);
        Gate missing = drift();
        assertThat(missing.out()).contains("whether it passed by them is not known");
        assertThat(missing.exit()).as(missing.out()).isEqualTo(ExitCode.ERROR);
        Fixtures.attach(registry, REPOSITORY, image, AttachedFile.Kind.verdict.type(), second);
        fails(drift(), "running-waivers-in-force", "CVE-2023-5363 was waived", "expired on 2026-11-23");
    }

    @Test
    void aTaskDefinitionThatDoesNotPassFails() throws IOException {
        pass();
        ecs.definition("shop:7", DEFINITION.replace("IMAGE", pinned()).replace("\"10001\"", "\"0\""));
        runs();
        fails(drift(), "running-task-definition-passes", "task-non-root-user");
    }

    @Test
    void aTaskDefinitionWithAMemberThatNobodyEvaluatesIsAnError() throws IOException {
        pass();
        ecs.definition(
                "shop:7",
                DEFINITION
                        .replace("IMAGE", pinned())
                        .replace("\"privileged\": false", "\"ofTomorrow\": {\"opens\": \"all\"}"));
        runs();
        Gate drift = drift();
        assertThat(drift.exit()).as(drift.out()).isEqualTo(ExitCode.ERROR);
        assertThat(drift.out()).contains("running-task-definition-passes").contains("every-resource-evaluated");
    }

    @Test
    void aTaskOfAnotherRevisionThanTheServiceDeploysFails() throws IOException {
        pass();
        ecs.definition("shop:6", DEFINITION.replace("IMAGE", pinned()));
        runs();
        ecs.task("service:shop", "shop:6", pinned(), image.manifestDigest());
        fails(drift(), "running-revision-deployed", "runs shop:6, but the service deploys shop:7");
    }

    @Test
    void overridesOfRunTaskAreNamedWithoutTheirValues() throws IOException {
        pass();
        ecs.task("family:shop", "shop:7", pinned(), image.manifestDigest(), task -> {
            var overrides = task.putObject("overrides");
            overrides.put("taskRoleArn", "arn:aws:iam::123456789012:role/admin");
            var container = overrides.putArray("containerOverrides").addObject();
            container.put("name", "app").putArray("command").add("sh");
            container.putArray("environment").addObject().put("name", "TOKEN").put("value", "hidden-value");
        });
        Gate gate = drift();
        fails(gate, "running-no-overrides", "role/admin", "another command for app", "TOKEN");
        assertThat(gate.out()).doesNotContain("hidden-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"overrides\": {\"ofTomorrow\": {\"privileged\": true}}}",
                "{\"overrides\": {\"containerOverrides\": [{\"name\": \"app\", \"ofTomorrow\": [\"sh\"]}]}}",
                "{\"overrides\": {\"containerOverrides\": [{\"name\": \"app\", \"environment\": [{\"ofTomorrow\":"
                        + " 1}]}]}}",
                "{\"ofTomorrow\": []}"
            })
    void whatEcsTellsOfATaskAndThisVersionDoesNotKnowIsUndecided(String members) throws IOException {
        pass();
        runs();
        ecs.task("family:shop", "shop:7", pinned(), image.manifestDigest(), task -> {
            try {
                JSON.readerForUpdating(task).readValue(members);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Gate gate = drift();
        assertThat(gate.out())
                .contains("running-no-overrides", "ECS answers with settings that this version does not know")
                .doesNotContain("ofTomorrow");
        assertThat(gate.exit()).as(gate.out()).isIn(ExitCode.FAILED, ExitCode.ERROR);
    }

    @Test
    void execAndPublicAddressesOfRunningTasksFail() throws IOException {
        pass();
        ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest(), task -> {
            task.put("enableExecuteCommand", true);
            FakeCluster.attached("eni-1").accept(task);
        });
        ecs.address("eni-1", "203.0.113.7");
        fails(drift(), "running-exec-disabled", "running-no-public-address", "203.0.113.7");
    }

    @Test
    void aTagThatMovedFailsAndSaysWhereTo() throws IOException {
        pass();
        ecs.task("service:shop", "shop:7", tagged(), image.manifestDigest());
        BuiltImage next = Fixtures.debian().label("a", "b").build();
        registry.with(REPOSITORY, OciLayout.of(next, "1.4"));
        fails(drift(), "running-tag-unmoved", next.manifestDigest());
    }

    @Test
    void anImageThatItsRegistryNoLongerHoldsIsNamedAndThatItsVerdictsAreGoneWithIt() throws IOException {
        ecs.task("service:shop", "shop:7", tagged(), "sha256:" + "ab".repeat(32));
        Gate drift = drift();
        assertThat(drift.out()).contains("running-image-kept", "running-evidence-readable");
        assertThat(drift.exit()).isEqualTo(ExitCode.FAILED);
        policy = policy("drift: {rules: {running-image-kept: off}}");
        assertThat(drift().exit())
                .as("whoever deletes it deletes a verdict that failed")
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anImageOfWhichNoVerdictIsDemandedHasLostNoneWhenItIsGone() throws IOException {
        policy = Fixtures.write(
                folder.resolve("exempt.yaml"),
                "version: 1\nsignatures: [{repositories: ['**'], exempt: nobody signs}]\n");
        ecs.task("service:shop", "shop:7", tagged(), "sha256:" + "ab".repeat(32));
        Gate drift = drift();
        assertThat(drift.out()).contains("running-image-kept").doesNotContain("running-evidence-readable");
        assertThat(drift.exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void whatHasDriftedIsReplacedByTheDigestThatPassedLast() throws IOException {
        pass();
        runs();
        ecs.task("family:shop", "shop:7", tagged(), other().manifestDigest());
        assertThat(drift().out())
                .contains("deploy " + repository() + "@" + image.manifestDigest()
                        + ", which passed on 2026-11-23T12:00:00Z");
    }

    private BuiltImage other() {
        BuiltImage other = Fixtures.debian().label("x", "y").build();
        registry.with(REPOSITORY, OciLayout.of(other, "old"));
        return other;
    }

    @Test
    void evidenceThatCannotBeReadIsAnErrorWhateverElseIsSwitchedOff() throws IOException {
        pass();
        runs();
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        assertThat(drift().exit()).isEqualTo(ExitCode.ERROR);
        policy = policy("drift: {rules: {running-evidence-readable: off, running-no-new-vulnerabilities: off,"
                + " running-waivers-in-force: off}}");
        assertThat(drift().exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aRunningContainerWithoutADigestIsAnErrorAndOneThatIsStillPulledIsNot() throws IOException {
        pass();
        runs();
        ecs.task("service:shop", "shop:7", tagged(), "", task -> task.put("lastStatus", "PENDING"));
        assertThat(drift().exit()).as("pending").isEqualTo(ExitCode.ERROR);
        ecs.task("service:shop", "shop:7", tagged(), "not-a-digest");
        assertThat(drift().out()).contains("not-a-digest, which is none");
    }

    @Test
    void aTaskThatEndsWhileTheClusterIsReadIsCountedAndNoError() throws IOException {
        pass();
        runs();
        String gone = ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest());
        ecs.after("ListTasks", () -> ecs.end(gone));
        Gate gate = drift();
        assertThat(gate.exit()).isZero();
        assertThat(gate.out()).contains("ended while the cluster was read");
    }

    @Test
    void hostsThatAreNotEvaluatedAreSaid() throws IOException {
        pass();
        runs();
        assertThat(drift().out()).doesNotContain("evaluate hosts");
        for (String type : List.of("EC2", "EXTERNAL")) {
            ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest(), task -> task.put("launchType", type));
        }
        Gate gate = drift();
        assertThat(gate.exit()).as(gate.out()).isZero();
        assertThat(gate.out())
                .contains("host of a task", "drift does not evaluate hosts: gate posture and checkPosture do");
        Gate refused = drift("--host-report", "i-0123456789abcdef0=bench.json");
        assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("gate posture");
    }

    @Test
    void aServiceThatIsDeletedWhileTheClusterIsReadIsNoErrorUnlessItWasAskedFor() throws IOException {
        pass();
        runs();
        ecs.service("old", "shop:7").after("ListServices", () -> ecs.endService("old"));
        Gate gate = drift();
        assertThat(gate.exit()).as(gate.out()).isZero();
        assertThat(gate.out()).contains("service shop: 1 task").doesNotContain("service old");
        assertThat(drift("--service", "old").exit()).isEqualTo(ExitCode.ERROR);
        ecs.service("old", "shop:7", service -> service.put("status", "INACTIVE"));
        Gate deleted = drift("--service", "old");
        assertThat(deleted.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(deleted.out()).contains("the service old is INACTIVE");
    }

    @Test
    void aServiceThatRunsTasksOfWhichNoneIsListedIsAnError() throws IOException {
        ecs.service("shop", "shop:7", service -> service.put("runningCount", 3));
        Gate gate = drift();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ECS says that 3 tasks of the service shop run, and lists none");
    }

    @Test
    void tasksThatReplacedAllOthersWhileTheyWereReadAreEvaluated() throws IOException {
        ecs.service("shop", "shop:7", service -> service.put("runningCount", 1));
        String gone = ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest());
        ecs.after("ListTasks", () -> {
            ecs.after("ListTasks", () -> {});
            runs();
            ecs.end(gone);
        });
        fails(drift(), "running-image-judged", "service shop: 1 task");
    }

    @Test
    void aServiceThatRunsTasksOfWhichNoneIsDescribedIsAnErrorWhateverIsListed() throws IOException {
        ecs.service("shop", "shop:7", service -> service.put("runningCount", 1));
        String first = ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest());
        ecs.after("ListTasks", () -> {
            String second = ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest());
            ecs.end(first);
            // the next is about those that are to stop
            ecs.after("ListTasks", () -> ecs.after("ListTasks", () -> ecs.end(second)));
        });
        Gate gate = drift();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out())
                .contains("ECS says that 1 tasks of the service shop run, and describes none that it started");
    }

    @Test
    void containersThatAwsAddsToATaskAreNamedAsNotEvaluatedAndNoOtherIs() throws IOException {
        pass();
        String proxy = "ecs-service-connect-k3Dq";
        ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest(), task -> {
            task.withArray("containers").addObject().put("name", proxy).put("lastStatus", "RUNNING");
            task.withArray("containers")
                    .addObject()
                    .put("name", "aws-guardduty-agent-xY9")
                    .put("imageDigest", "sha256:" + "cd".repeat(32))
                    .put("lastStatus", "RUNNING");
            task.withArray("attachments")
                    .addObject()
                    .put("type", "ServiceConnect")
                    .putArray("details")
                    .addObject()
                    .put("name", "ContainerName")
                    .put("value", proxy);
        });
        Gate gate = drift();
        assertThat(gate.exit()).as(gate.out()).isZero();
        assertThat(gate.out()).contains("AWS added the container: Service Connect or GuardDuty");
        ecs.task("service:shop", "shop:7", pinned(), image.manifestDigest(), task -> {
            task.withArray("containers").addObject().put("name", proxy).put("lastStatus", "RUNNING");
            task.withArray("containers")
                    .addObject()
                    .put("name", "aws-guardduty-agent-mine")
                    .put("image", "registry.example/evil:1")
                    .put("imageDigest", "sha256:" + "cd".repeat(32))
                    .put("lastStatus", "RUNNING");
        });
        Gate pretended = drift();
        assertThat(pretended.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(pretended.out())
                .contains(proxy + ": ECS does not say which image runs", "aws-guardduty-agent-mine runs");
    }

    @Test
    void aDemandThatImagesAreSignedIsNotMetByTheirVerdicts() throws IOException {
        String demanding = "taskDefinition: {awsLookups: optional, images: {signed: required}}\n"
                + "drift: {rules: {running-verdict-strict-enough: off}}";
        policy = policy(demanding);
        pass();
        runs();
        Gate signed = drift();
        assertThat(signed.exit())
                .as("who signs the verdict is all that is wanted" + signed.out())
                .isZero();
        policy = Fixtures.write(
                folder.resolve("signed.yaml"), Files.readString(policy).replace("signatures:\n", """
                    signatures:
                      - repositories: ['**/shop/*']
                        signers: [{name: release-key, cosign: {ignoreTlog: true, key: "%s"}}]
                    """.formatted(
                                STRANGER.pem().replace("\n", "\\n"))));
        pass();
        fails(drift(), "running-task-definition-passes", "the image is not signed as demanded");
    }

    @Test
    void aDemandForProvenanceIsMetByOneBesideTheImageAndByNothingElse() throws IOException {
        policy = policy("taskDefinition: {awsLookups: optional, images: {signed: required}}\n"
                + "drift: {rules: {running-verdict-strict-enough: off}}");
        String builder = "https://ci.example/builder";
        policy = Fixtures.write(
                folder.resolve("built.yaml"), Files.readString(policy).replace("signatures:\n", """
                    signatures:
                      - repositories: ['**/shop/*']
                        provenance: {builders: ['%s']}
                        signers: [{name: builder, cosign: {ignoreTlog: true, key: "%s"}}]
                    """.formatted(
                                builder, STRANGER.pem().replace("\n", "\\n"))));
        pass();
        runs();
        fails(drift(), "running-task-definition-passes", "the image is not signed as demanded");
        provenance(KEY, builder);
        fails(drift(), "running-task-definition-passes", "the image is not signed as demanded");
        provenance(STRANGER, builder);
        Gate built = drift();
        assertThat(built.exit()).as(built.out()).isZero();
    }

    /** In cosign's older layout. */
    private void provenance(SigningKey key, String builder) {
        String type = "https://slsa.dev/provenance/v1";
        String statement = SignatureTexts.statement(
                image.manifestDigest().replace("sha256:", ""), type, "{}", """
                    {"buildDefinition": {"buildType": "https://ci.example/type", "externalParameters": {}},
                     "runDetails": {"builder": {"id": "%s"}}}
                    """.formatted(builder));
        byte[] envelope =
                SignatureTexts.envelope(key, SignatureTexts.IN_TOTO, statement).getBytes(StandardCharsets.UTF_8);
        registry.manifest(REPOSITORY, image.manifestDigest().replace(':', '-') + ".att", """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
             "layers":[{"mediaType":"application/vnd.dsse.envelope.v1+json","digest":"%s","size":%s,
               "annotations":{"predicateType":"%s","dev.cosignproject.cosign/signature":""}}]}
            """.formatted(
                registry.blob("{}".getBytes(StandardCharsets.UTF_8)), registry.blob(envelope), envelope.length, type));
    }

    @Test
    void aDemandThatImagesAreScannedIsNotMetByAVerdictOnSomethingElse() throws IOException {
        policy = policy("taskDefinition: {awsLookups: optional, images: {scanned: required}}\n"
                + "drift: {rules: {running-no-new-vulnerabilities: off, running-waivers-in-force: off}}");
        Path reports = folder.resolve("secrets");
        Instant before = Gate.NOW.minus(Duration.ofDays(2));
        gate(before, "secrets", tagged(), "--policy", policy, "--out", reports);
        attestAlone(reports, before);
        runs();
        Gate gate = drift();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("no attested verdict that counts says that what the image holds passed");
        pass();
        assertThat(drift().exit()).isZero();
    }

    @Test
    void whatEcsDoesNotTellIsAnError() throws IOException {
        pass();
        runs();
        ecs.refuse("DescribeTasks", "AccessDeniedException");
        Gate gate = drift();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ecs:DescribeTasks");
    }

    @Test
    void withoutAnyOnePermissionNothingPassesAndItIsNamed() throws IOException {
        pass();
        runs();
        assertThat(drift().exit()).isZero();
        List<String> calls = ecs.calls().stream().sorted().toList();
        assertThat(calls)
                .contains("DescribeClusters", "ListTasks", "DescribeTasks", "ListServices", "DescribeServices")
                .contains("DescribeTaskDefinition");
        for (String call : calls) {
            ecs.refuse(call, "AccessDeniedException");
            Gate gate = drift();
            assertThat(gate.exit()).as(call + gate.out()).isEqualTo(ExitCode.ERROR);
            assertThat(gate.out()).as(call).contains(":" + call);
            ecs.allow(call);
        }
        assertThat(drift().exit()).isZero();
    }

    @Test
    void anUnknownClusterIsAnErrorAndAnEmptyOneRunsNothing() throws IOException {
        assertThat(gate(
                                Gate.NOW,
                                "drift",
                                "--cluster",
                                "nowhere",
                                "--policy",
                                policy,
                                "--osv",
                                Fixtures.osv(folder, "LOW"))
                        .exit())
                .isEqualTo(ExitCode.ERROR);
        Gate empty = drift();
        assertThat(empty.exit()).isZero();
        assertThat(empty.out()).contains("service shop: no task runs");
    }

    @Test
    void allClustersAreFoundAndNeitherOrBothIsAUsageError() throws IOException {
        pass();
        runs();
        Object[] common = {"--policy", policy, "--osv", Fixtures.osv(folder, "LOW")};
        assertThat(gate(Gate.NOW, "drift", "--all-clusters", common[0], common[1], common[2], common[3])
                        .exit())
                .isZero();
        assertThat(gate(Gate.NOW, "drift", common).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(drift("--all-clusters").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aWaiverByPathAcceptsADrift() throws IOException {
        ecs.task(
                "family:tool",
                "shop:7",
                pinned(),
                image.manifestDigest(),
                task -> task.put("enableExecuteCommand", true));
        pass();
        Path waivers = Fixtures.write(
                folder.resolve("waivers.yaml"),
                "version: 1\n"
                        + "waivers: [{rule: running-exec-disabled, path: 'prod/task/tool', owner: ops, reason: debugging,"
                        + " expires: 2026-12-01}]\n");
        policy = policy("waiverRules: [{}]");
        pass();
        assertThat(drift().exit()).isEqualTo(ExitCode.FAILED);
        assertThat(drift("--waivers", waivers).exit()).isZero();
    }

    private void recorded(Path ledger, String severity, Instant now) {
        Gate scan = gate(
                now, "scan", tagged(), "--osv", Fixtures.osv(folder, severity), "--policy", policy, "--ledger", ledger);
    }

    @Test
    void aVerdictInTheLedgerCountsWhereThePolicySaysSoAndTheNewestDecides() throws IOException {
        Path ledger = folder.resolve("ledger");
        String off = "rules: {running-task-definition-judged: off, running-no-new-vulnerabilities: off,"
                + " running-waivers-in-force: off}}";
        policy = policy("drift: {evidence: ledger, " + off);
        runs();
        assertThat(drift("--ledger", ledger).out()).contains("running-image-judged");
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        assertThat(drift("--ledger", ledger).exit()).isZero();
        assertThat(drift().exit()).as("no ledger is named").isEqualTo(ExitCode.ERROR);
        recorded(ledger, "CRITICAL", Gate.NOW.minus(Duration.ofHours(2)));
        fails(drift("--ledger", ledger), "running-image-passed", "2026-11-24T10:00:00Z");
        policy = policy("drift: {evidence: attested, " + off);
        assertThat(drift("--ledger", ledger).out()).contains("no verdict was found");
    }

    private static String ledgerAlone(String rules) {
        return "drift: {evidence: ledger, rules: {running-task-definition-judged: off,"
                + " running-no-new-vulnerabilities: off, running-waivers-in-force: off" + rules + "}}";
    }

    private OciIndex unsignedIndex(Path ledger, String rules) throws IOException {
        policy = policy(ledgerAlone(rules));
        OciIndex index = OciIndex.index().image(image);
        registry.with(REPOSITORY, OciLayout.of(index, "1.4"));
        Instant then = Gate.NOW.minus(Duration.ofHours(3));
        Gate verify = gate(then, "verify", tagged(), "--policy", policy, "--ledger", ledger);
        assertThat(verify.exit()).as(verify.out() + verify.err()).isEqualTo(ExitCode.FAILED);
        Path osv = Fixtures.osv(folder, "LOW");
        gate(then, "scan", pinned(), "--osv", osv, "--policy", policy, "--ledger", ledger);
        return index;
    }

    /** ECS names the image that it chose, and the signatures that were checked are those of the index. */
    @Test
    void anIndexWhoseSignaturesDidNotPassFailsTheImageThatWasChosenFromIt() throws IOException {
        Path ledger = folder.resolve("ledger");
        OciIndex index = unsignedIndex(ledger, "");
        runs();
        Gate unknown = drift("--ledger", ledger);
        assertThat(unknown.exit()).as(unknown.out()).isZero();
        Path osv = Fixtures.osv(folder, "LOW");
        gate(Gate.NOW, "scan", tagged(), "--osv", osv, "--policy", policy, "--ledger", ledger);
        fails(drift("--ledger", ledger), "running-image-passed", "the verdict is on the index " + index.digest());
    }

    /** @param named what the task definition names, of the index */
    private void failsWithItsIndex(String rules, Function<OciIndex, String> named) throws IOException {
        Path ledger = folder.resolve("ledger");
        OciIndex index = unsignedIndex(ledger, rules);
        ecs.task("service:shop", "shop:7", named.apply(index), image.manifestDigest());
        fails(drift("--ledger", ledger), "running-image-passed", "the verdict is on the index " + index.digest());
    }

    @Test
    void anIndexThatTheTaskDefinitionNamesAndWhoseSignaturesDidNotPassFailsTheImageThatRuns() throws IOException {
        failsWithItsIndex("", index -> repository() + "@" + index.digest());
    }

    @Test
    void anIndexThatTheTagOfTheTaskDefinitionIsAndWhoseSignaturesDidNotPassFailsTheImageThatRuns() throws IOException {
        failsWithItsIndex("", index -> tagged());
    }

    @Test
    void theIndexOfATagIsKnownWhereNoRuleAsksWhetherTheTagMoved() throws IOException {
        failsWithItsIndex(", running-tag-unmoved: off", index -> tagged());
    }

    /** What passed may be of an index that did not. */
    @Test
    void aTagThatCannotBeReadLeavesAVerdictOfTheLedgerUndecided() throws IOException {
        Path ledger = folder.resolve("ledger");
        policy = policy(ledgerAlone(", running-tag-unmoved: off"));
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        ecs.task("service:shop", "shop:7", tagged(), image.manifestDigest());
        assertThat(drift("--ledger", ledger).exit()).isZero();
        registry.failAlways("/manifests/1.4", new RegistryFault.Status(500));
        Gate unread = drift("--ledger", ledger);
        assertThat(unread.exit()).as(unread.out()).isEqualTo(ExitCode.ERROR);
        assertThat(unread.out()).contains("running-evidence-readable");
    }

    /** The signatures of an index did not pass, and the verdict on that is attested to the index. */
    @ParameterizedTest
    @ValueSource(strings = {"", "running-tag-unmoved: off"})
    void anAttestedVerdictOnAnIndexThatDidNotPassFailsTheImageThatWasChosenFromIt(String rules) throws IOException {
        policy = policy("drift: {rules: {" + rules + "}}");
        OciIndex index = OciIndex.index().image(image);
        registry.with(REPOSITORY, OciLayout.of(index, "1.4"));
        pass();
        runs();
        attestThatItsSignaturesDidNotPass(tagged(), Gate.NOW.minus(Duration.ofDays(2)));
        fails(drift(), "running-image-passed", "the verdict is on the index " + index.digest());
        for (String named : List.of(tagged(), repository() + "@" + index.digest())) {
            String task = ecs.task("service:shop", "shop:7", named, image.manifestDigest());
            fails(drift(), "running-image-passed", "the verdict is on the index " + index.digest());
            ecs.end(task);
        }
        ecs.task("service:shop", "shop:7", tagged(), index.digest());
        fails(drift(), "running-image-passed");
    }

    /** ECS names the index, and what passed on it says nothing of what did not pass on the image. */
    @Test
    void whatPassedOnTheIndexThatRunsMakesGoodNothingOfItsImage() throws Exception {
        Path ledger = folder.resolve("ledger");
        OciIndex index = unsignedIndex(ledger, "");
        gate(Gate.NOW.minus(Duration.ofHours(2)), "verify", pinned(), "--policy", policy, "--ledger", ledger);
        Ledger known = Ledger.open(ledger, 1 << 20);
        LedgerEntry failed = known.of(Digest.parse(index.digest())).get(0);
        known.append(new LedgerEntry(
                Gate.NOW.minus(Duration.ofHours(1)),
                failed.repository(),
                failed.digest(),
                Optional.empty(),
                Outcome.PASS,
                Map.of(GateName.SIGNATURES, Outcome.PASS),
                failed.policy(),
                failed.layers(),
                failed.mode(),
                List.of(),
                Optional.empty(),
                LedgerEntry.Attached.none(),
                Optional.empty()));
        ecs.task("service:shop", "shop:7", tagged(), index.digest());
        fails(
                drift("--ledger", ledger),
                "running-image-passed",
                "the verdict is on the image " + image.manifestDigest());
    }

    /** What the ledger does not hold cannot be told without the registry. */
    @Test
    void aRegistryThatCannotBeReadLeavesUndecidedWhatAVerdictInTheLedgerDoesNotSay() throws IOException {
        Path ledger = folder.resolve("ledger");
        policy = policy("drift: {evidence: ledger, rules: {running-task-definition-judged: off}}");
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        runs();
        registry.close();

        Gate drift = drift("--ledger", ledger);

        assertThat(drift.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(drift.out())
                .contains("running-no-new-vulnerabilities", "running-waivers-in-force")
                .doesNotContain("running-licenses-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "either"})
    void theLedgerDecidesOnAnImageThatItsRegistryNoLongerHolds(String evidence) throws IOException {
        Path ledger = folder.resolve("ledger");
        policy = policy("drift: {evidence: " + evidence + ", rules: {running-task-definition-judged: off}}");
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        runs();
        registry.failAlways("/manifests/", new RegistryFault.Status(404));

        Gate gone = drift("--ledger", ledger);

        assertThat(gone.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gone.out())
                .contains("running-image-kept", "running-no-new-vulnerabilities", "nor what was attached to it")
                .doesNotContain("running-evidence-readable", "running-waivers-in-force", "running-image-judged");
    }

    @Test
    void whereTheLedgerKnowsEverythingThePolicyWantsAnImageThatIsGoneIsNoError() throws IOException {
        Path ledger = folder.resolve("ledger");
        String rules = "drift: {evidence: either, rules: {running-task-definition-judged: off,"
                + " running-no-new-vulnerabilities: off, running-image-kept: KEPT}}";
        policy = policy(rules.replace("KEPT", "warn"));
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        Path failed = folder.resolve("failed");
        recorded(failed, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        recorded(failed, "CRITICAL", Gate.NOW.minus(Duration.ofHours(2)));
        runs();
        registry.failAlways("/manifests/", new RegistryFault.Status(404));
        assertThat(drift("--ledger", ledger).exit()).isZero();
        fails(drift("--ledger", failed), "running-image-passed");
        assertThat(drift().exit()).as("no ledger is named").isEqualTo(ExitCode.ERROR);
    }

    private static final String EVIDENCE_OFF =
            "rules: {running-no-new-vulnerabilities: off, running-waivers-in-force: off}}";

    @Test
    void aTaskDefinitionThatTheLedgerDoesNotKnowFailsAndTheFileThatWasRegisteredIsKnown() throws IOException {
        Path ledger = folder.resolve("ledger");
        policy = policy("taskDefinition: {awsLookups: optional}\ndrift: {evidence: ledger, " + EVIDENCE_OFF);
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        Path file = Fixtures.write(
                folder.resolve("taskdef.json"),
                DEFINITION.replace("IMAGE", pinned()).replace("\"revision\": 7, ", ""));
        runs();
        fails(drift("--ledger", ledger), "running-task-definition-judged", "the ledger has no verdict on sha256:");
        Path own = Fixtures.write(
                folder.resolve("own.yaml"),
                "version: 1\ntaskDefinition: {awsLookups: optional, rules: {no-privileged: off}}\n");
        gate(Gate.NOW, "taskdef", file, "--policy", own, "--ledger", ledger);
        fails(
                drift("--ledger", ledger),
                "running-task-definition-judged",
                "is looser: taskDefinition.rules.no-privileged is off");
        gate(Gate.NOW, "taskdef", file, "--policy", policy, "--ledger", ledger);
        Gate known = drift("--ledger", ledger);
        assertThat(known.exit()).as(known.out() + known.err()).isZero();
        ecs.definition("shop:7", DEFINITION.replace("IMAGE", pinned()).replace("\"512\"", "\"1024\""));
        fails(drift("--ledger", ledger), "running-task-definition-judged");
    }

    @Test
    void theLedgerHasTheWaiversTheTaskDefinitionTheSbomAndTheAttestation() throws IOException {
        Path ledger = folder.resolve("ledger");
        Path reports = folder.resolve("reports");
        policy = policy("waivers: [{rule: CVE-2023-5363, owner: shop until 2030-01-01, reason: until 2040-01-01 or so,"
                + " expires: 2026-12-01}]");
        gate(
                Gate.NOW,
                "scan",
                tagged(),
                "--osv",
                Fixtures.osv(folder, "CRITICAL"),
                "--policy",
                policy,
                "--out",
                reports,
                "--ledger",
                ledger);
        Gate attest = gate(
                Gate.NOW,
                "attest",
                tagged(),
                "--verdict",
                reports.resolve("verdict.json"),
                "--input",
                reports.resolve("sbom.cdx.json"),
                "--key",
                Fixtures.write(folder.resolve("gate.key"), KEY.privatePem()),
                "--ledger",
                ledger);
        Path file = Fixtures.write(folder.resolve("taskdef.json"), DEFINITION.replace("IMAGE", pinned()));
        gate(Gate.NOW, "taskdef", file, "--policy", policy, "--ledger", ledger);
        Path export = folder.resolve("export.jsonl");
        Gate.run("ledger", ledger, "--export", export);
        List<String> lines = Files.readAllLines(export);
        assertThat(lines).hasSize(3);
        String sbom = "\"sbom\":\"sha256:";
        assertThat(lines.get(0))
                .contains(
                        "\"layers\":[",
                        "org.yaml",
                        "{\"rule\":\"CVE-2023-5363\",\"ends\":\"2026-12-01\"}",
                        sbom,
                        image.manifestDigest());
        String attestation = JSON.readTree(lines.get(1)).path("attestation").asText();
        assertThat(attest.out()).contains("(" + attestation + ")");
        assertThat(lines.get(1)).contains(sbom, image.manifestDigest());
        String definition =
                JSON.readTree(lines.get(2)).path("taskDefinitions").path(0).asText();
        assertThat(definition).startsWith("sha256:");
        Gate shown = Gate.run("ledger", ledger, "--digest", definition);
        assertThat(shown.out()).contains("taskDefinition ", definition);
    }

    @Test
    void onlyWhatBecameKnownSinceIsListed() throws IOException {
        Path one = Fixtures.osv(folder, "HIGH");
        policy = Fixtures.write(
                folder.resolve("some.yaml"), Files.readString(policy("")).replace("high: 0", "high: 1"));
        pass(KEY, "HIGH", Gate.NOW.minus(Duration.ofDays(1)));
        runs();
        assertThat(drift(one).exit()).isZero();
        Path two = Files.createDirectory(folder.resolve("two"));
        try (Stream<Path> files = Files.walk(one)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String advisory = Files.readString(file);
                Files.writeString(two.resolve(file.getFileName()), advisory);
                Files.writeString(
                        two.resolve("new-" + file.getFileName()), advisory.replace("CVE-2023-5363", "CVE-2026-1"));
            }
        }
        Gate gate = drift(two);
        fails(gate, "running-no-new-vulnerabilities", "CVE-2026-1");
        assertThat(gate.out()).doesNotContain("CVE-2023-5363");
    }

    @Test
    void whatHasDriftedIsReplacedByTheDigestThatTheLedgerKnowsAndThatStillPasses() throws IOException {
        Path ledger = folder.resolve("ledger");
        pass();
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofDays(1)));
        ecs.task("service:shop", "shop:7", tagged(), other().manifestDigest());
        Gate advised = drift("--ledger", ledger);
        fails(
                advised,
                "running-image-judged",
                "deploy " + repository() + "@" + image.manifestDigest() + ", which passed on 2026-11-23T12:00:00Z");
        pass(KEY, "CRITICAL", Gate.NOW.minus(Duration.ofHours(1)));
        assertThat(drift("--ledger", ledger).out())
                .as("it has failed since, whatever the ledger says")
                .doesNotContain("which passed on");
    }

    @Test
    void everyClusterOfEveryAccountIsInOneVerdictAndOneThatCannotBeReadIsAnError() throws IOException {
        pass();
        runs();
        Path config = Fixtures.write(folder.resolve("aws-config"), """
            [profile one]
            aws_access_key_id = testing
            aws_secret_access_key = testing
            [profile two]
            aws_access_key_id = testing
            aws_secret_access_key = testing
            """);
        properties.set("aws.configFile", config.toString());
        Path out = folder.resolve("fleet");
        Object[] words = {
            "--account",
            "one@eu-central-1",
            "--account",
            "two@eu-central-1,eu-west-1",
            "--policy",
            policy,
            "--osv",
            Fixtures.osv(folder, "LOW"),
            "--out",
            out
        };
        Gate good = gate(Gate.NOW, "drift", words);
        assertThat(good.exit()).as(good.out() + good.err()).isZero();
        String verdict = Files.readString(out.resolve("verdict.json"));
        assertThat(verdict).contains("123456789012/eu-central-1/prod, service shop: 1 task");
        ecs.refuse("ListServices", "AccessDeniedException");
        Gate bad = gate(Gate.NOW, "drift", words);
        assertThat(bad.exit()).as(bad.out()).isEqualTo(ExitCode.ERROR);
        assertThat(Files.readString(out.resolve("verdict.json")))
                .contains("what runs there cannot be read", "123456789012/eu-central-1/prod");
        words[1] = "nobody@eu-central-1";
        assertThat(gate(Gate.NOW, "drift", words).out())
                .contains("nobody/eu-central-1", "the AWS profile 'nobody' does not exist, or has no credentials");
        words[1] = "two@eu-west-1";
        assertThat(gate(Gate.NOW, "drift", words).exit()).isEqualTo(ExitCode.USAGE);
        words[1] = "everything";
        assertThat(gate(Gate.NOW, "drift", words).exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aDamagedLedgerIsAnErrorBecauseTheNewestVerdictMayBeLost() throws IOException {
        Path ledger = folder.resolve("ledger");
        policy = policy("drift: {evidence: ledger, rules: {running-no-new-vulnerabilities: off}}");
        runs();
        recorded(ledger, "LOW", Gate.NOW.minus(Duration.ofHours(3)));
        Path log = ledger.resolve("ledger.log");
        Files.writeString(log, "damage\n" + Files.readString(log));
        assertThat(drift("--ledger", ledger).exit()).isEqualTo(ExitCode.ERROR);
    }
}

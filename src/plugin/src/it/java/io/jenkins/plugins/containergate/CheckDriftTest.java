package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.containergate.builders.CheckDriftBuilder;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import io.jenkins.plugins.containergate.steps.CheckDriftStep;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A cluster of the test that runs what a build scanned and attested, then changed in each way that counts as drift. */
class CheckDriftTest extends ShopOnAws {
    /** Makes the limits of vulnerabilities stricter. */
    private static final String KNOWN_EXPLOITED = "  knownExploited: deny\n";

    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final List<Consumer<ObjectNode>> OVERRIDES = List.of(
            overrides -> overrides.put("taskRoleArn", "arn:aws:iam::123456789012:role/admin"),
            overrides -> overrides
                    .putArray("containerOverrides")
                    .addObject()
                    .put("name", "app")
                    .putArray("command")
                    .add("sh"),
            overrides -> overrides
                    .putArray("containerOverrides")
                    .addObject()
                    .put("name", "app")
                    .putArray("environment")
                    .addObject()
                    .put("name", "TOKEN")
                    .put("value", "x"));
    private static final String CHECK = "checkDrift cluster: 'prod', awsAccount: 'prod'";
    private static final String DEFINITION = """
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "app", "image": "%s", "user": "%s",
             "readonlyRootFilesystem": true}]}
            """;

    private final BuiltImage image = ExampleShop.vulnerable();
    private FakeCluster ecs;

    @BeforeEach
    void start() throws IOException {
        FakeRegistry started = registry(image);
        ecs = FakeCluster.start("prod");
        start(started, ecs.endpoint());
        ecs.definition("shop:7", definition(name(), "1000")).service("shop", "shop:7");
    }

    @AfterEach
    void stop() {
        ecs.close();
    }

    private static String definition(String image, String user) {
        return DEFINITION.formatted(image, user);
    }

    private String name() {
        return repository() + ":1.4";
    }

    private String task(String group, String definition) {
        return ecs.task(group, definition, name(), image.manifestDigest());
    }

    /** Nothing is known of the package of the image yet. */
    private void configure(JenkinsRule jenkins) throws Exception {
        Path osv = Files.createDirectories(folder.resolve("osv"));
        Files.writeString(osv.resolve("DEBIAN-CVE-2020-1.json"), """
            {"schema_version": "1.6.0", "id": "DEBIAN-CVE-2020-1", "modified": "2025-11-19T02:01:54Z",
             "affected": [{"package": {"ecosystem": "Debian:12", "name": "curl"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1"}]}]}]}
            """);
        VulnerabilityData data = new VulnerabilityData();
        data.setOsvExports(List.of(osv.toString()));
        ContainerGateConfiguration.get().setVulnerabilityData(data);
        connect(key("strangers-key", STRANGER));
        policy(jenkins, "");
    }

    /** @param more limits on vulnerabilities, and other settings */
    /** @param more of the policy, behind its limits of vulnerabilities */
    private static void policy(JenkinsRule jenkins, String more) throws IOException {
        ContainerGateConfiguration.get()
                .setPolicy(ExampleShop.policy("enforce", "fail", more + """
                taskDefinition:
                  awsLookups: optional
                  rules: {image-by-digest: off, log-configuration: off}
                """ + signatures(jenkins)));
    }

    private void attest(JenkinsRule jenkins, String key) throws Exception {
        jenkins.assertBuildStatusSuccess(run(
                jenkins,
                "node { def scan = scanImage image: '" + name() + "'\nattestVerdict image: scan.digestReference,"
                        + " keyCredentialsId: '" + key + "', withPolicy: true, attach: 'sbom,verdict' }"));
    }

    /** @return the rules that are broken; none in a build that succeeds */
    private static Set<String> drift(JenkinsRule jenkins, Result expected, String step) throws Exception {
        WorkflowRun run = run(jenkins, step);
        jenkins.assertBuildStatus(expected, run);
        Verdict verdict = VerdictFile.of(run, 1).read();
        return verdict.gates().get(0).findings().stream()
                .map(found -> found.finding().rule().value())
                .collect(Collectors.toSet());
    }

    private void finds(JenkinsRule jenkins, String rule) throws Exception {
        assertThat(drift(jenkins, Result.FAILURE, CHECK)).containsExactly(rule);
    }

    private static void hasNotDrifted(JenkinsRule jenkins) throws Exception {
        assertThat(drift(jenkins, Result.SUCCESS, CHECK)).isEmpty();
    }

    @Test
    void whatABuildAttestedHasNotDriftedAndWhateverIsTamperedWithIsFound() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            task("service:shop", "shop:7");
            finds(jenkins, "running-image-judged");
            attest(jenkins, "gate-key");
            hasNotDrifted(jenkins);

            registry.with("shop/app", OciLayout.of(ExampleShop.fixed(), "other"));
            String replaced = ecs.task(
                    "service:shop",
                    "shop:7",
                    repository() + ":other",
                    ExampleShop.fixed().manifestDigest());
            finds(jenkins, "running-image-judged");
            ecs.end(replaced);
            for (Consumer<ObjectNode> override : OVERRIDES) {
                String overridden = ecs.task(
                        "family:tool",
                        "shop:7",
                        name(),
                        image.manifestDigest(),
                        task -> override.accept(task.putObject("overrides")));
                finds(jenkins, "running-no-overrides");
                ecs.end(overridden);
            }
            String shell = ecs.task(
                    "service:shop",
                    "shop:7",
                    name(),
                    image.manifestDigest(),
                    task -> task.put("enableExecuteCommand", true));
            finds(jenkins, "running-exec-disabled");
            ecs.end(shell);
            ecs.address("eni-1", "203.0.113.7");
            String open =
                    ecs.task("service:shop", "shop:7", name(), image.manifestDigest(), FakeCluster.attached("eni-1"));
            finds(jenkins, "running-no-public-address");
            ecs.end(open);
            ecs.definition("shop:8", definition(name(), "1000"));
            String other = task("service:shop", "shop:8");
            finds(jenkins, "running-revision-deployed");
            ecs.end(other);
            String gone = ecs.task("service:shop", "shop:7", name(), "sha256:" + "ab".repeat(32));
            assertThat(drift(jenkins, Result.FAILURE, CHECK)).contains("running-image-kept");
            ecs.end(gone);
            ecs.definition("shop:9", definition(name(), "0")).service("root", "shop:9");
            String root = task("service:root", "shop:9");
            finds(jenkins, "running-task-definition-passes");
            ecs.end(root);
            int asked = ecs.calls("DescribeTaskDefinition");
            hasNotDrifted(jenkins);
            assertThat(ecs.calls("DescribeTaskDefinition"))
                    .as("revisions never change, so they are asked for once")
                    .isEqualTo(asked);

            ExampleShop.configure(folder.resolve("osv"));
            finds(jenkins, "running-no-new-vulnerabilities");
            policy(jenkins, "drift: {rules: {running-no-new-vulnerabilities: off}}\n");
            hasNotDrifted(jenkins);
            policy(jenkins, KNOWN_EXPLOITED + "drift: {rules: {running-no-new-vulnerabilities: off}}\n");
            finds(jenkins, "running-verdict-strict-enough");
            registry.with("shop/app", OciLayout.of(ExampleShop.fixed(), "1.4"));
            policy(jenkins, "drift: {rules: {running-no-new-vulnerabilities: off}}\n");
            finds(jenkins, "running-tag-unmoved");

            String old = registry.authority() + "/shop/app@" + image.manifestDigest();
            WorkflowRun failed = run(
                    jenkins,
                    "node { try { scanImage image: '" + old + "' } catch (ignored) { echo 'it failed' }\n"
                            + "attestVerdict image: '" + old + "', keyCredentialsId: 'gate-key', withPolicy: true }");
            jenkins.assertLogContains("it failed", failed);
            assertThat(drift(jenkins, Result.FAILURE, CHECK))
                    .containsExactlyInAnyOrder("running-tag-unmoved", "running-image-passed");
        });
    }

    /** Nothing is attested: what counts is what builds of this Jenkins came to, before and after a restart. */
    @Test
    void whatABuildEvaluatedCountsWhereThePolicyTakesTheLedger() throws Throwable {
        String evidence = "drift: {evidence: ledger, rules: {running-no-new-vulnerabilities: off,"
                + " running-waivers-in-force: off, running-task-definition-judged: off}}\n";
        String scan = "node { scanImage image: '" + name() + "' }";
        sessions.then(jenkins -> {
            configure(jenkins);
            policy(jenkins, evidence);
            task("service:shop", "shop:7");
            finds(jenkins, "running-image-judged");
            jenkins.assertBuildStatusSuccess(run(jenkins, scan));
            hasNotDrifted(jenkins);
            policy(jenkins, KNOWN_EXPLOITED + evidence);
            finds(jenkins, "running-verdict-strict-enough");
            policy(jenkins, evidence + "secrets: {max: {critical: 0, low: 0}}\n");
            finds(jenkins, "running-image-judged");
            policy(jenkins, evidence);
        });
        sessions.then(jenkins -> {
            hasNotDrifted(jenkins);
            ExampleShop.configure(folder.resolve("osv"));
            policy(jenkins, evidence);
            jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, scan));
            finds(jenkins, "running-image-passed");
        });
    }

    @Test
    void aWaiverThatEndedSinceIsFound() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            task("service:shop", "shop:7");
            ExampleShop.configure(folder.resolve("osv"));
            String off = "drift: {rules: {running-no-new-vulnerabilities: off, running-verdict-strict-enough: off}}\n";
            String waiver = "waivers: [{rule: CVE-2023-45853, owner: shop, reason: later, expires: %s}]\n";
            policy(jenkins, off + waiver.formatted(LocalDate.now().plusDays(30)));
            attest(jenkins, "gate-key");
            hasNotDrifted(jenkins);
            policy(jenkins, off + waiver.formatted(LocalDate.now().minusDays(2)));
            assertThat(drift(jenkins, Result.FAILURE, CHECK)).contains("running-waivers-in-force");
        });
    }

    @Test
    void attestationsThatAreDeletedOrReplacedTurnGreenToRedAndNeverTheReverse() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            task("service:shop", "shop:7");
            attest(jenkins, "strangers-key");
            finds(jenkins, "running-image-judged");
            registry.deleteReferrers();
            attest(jenkins, "gate-key");
            hasNotDrifted(jenkins);
            registry.deleteReferrers();
            finds(jenkins, "running-image-judged");
            attest(jenkins, "strangers-key");
            finds(jenkins, "running-image-judged");
            attest(jenkins, "gate-key");
            hasNotDrifted(jenkins);
            registry.failAlways("/referrers/", new RegistryFault.Status(403));
            assertThat(drift(jenkins, Result.FAILURE, CHECK)).contains("running-evidence-readable");
        });
    }

    @Test
    void allAccountsMakeOneVerdictAndOneThatCannotBeReadIsAnError() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            task("service:shop", "shop:7");
            attest(jenkins, "gate-key");
            for (String step : List.of("checkDrift allAccounts: true", "checkDrift awsAccount: 'prod'")) {
                WorkflowRun all = run(jenkins, step);
                jenkins.assertBuildStatusSuccess(all);
                assertThat(VerdictFile.of(all, 1).read().notes())
                        .anyMatch(note -> note.text().startsWith("123456789012/eu-central-1/prod, service shop"));
            }
            List<AwsAccount> both =
                    List.of(ContainerGateConfiguration.get().getAwsAccounts().get(0), account("lost", "nowhere"));
            ContainerGateConfiguration.get().setAwsAccounts(both);
            WorkflowRun error = run(jenkins, "checkDrift allAccounts: true");
            jenkins.assertBuildStatus(Result.FAILURE, error);
            Verdict verdict = VerdictFile.of(error, 1).read();
            assertThat(verdict.gates().get(0).findings())
                    .anyMatch(found -> found.finding().undecided());
            assertThat(verdict.notes())
                    .anyMatch(note -> note.text().startsWith("lost/eu-central-1"))
                    .anyMatch(note -> note.text().startsWith("123456789012/eu-central-1/prod, service shop"));
            for (String wrong : List.of(
                    "checkDrift()", "checkDrift cluster: 'prod', allAccounts: true", "checkDrift service: 'shop'")) {
                jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, wrong));
            }

            FreeStyleProject project = jenkins.createFreeStyleProject();
            CheckDriftStep options = new CheckDriftStep();
            options.setAllAccounts(true);
            project.getBuildersList().add(new CheckDriftBuilder(options));
            FreeStyleProject saved = jenkins.configRoundtrip(project);
            assertThat(saved.getBuildersList()
                            .get(CheckDriftBuilder.class)
                            .getOptions()
                            .isAllAccounts())
                    .isTrue();
            jenkins.assertBuildStatus(Result.FAILURE, saved.scheduleBuild2(0).get());
        });
    }

    @Test
    void aCheckThatARestartOfJenkinsInterruptsBeginsAgain() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            task("service:shop", "shop:7");
            attest(jenkins, "gate-key");
            ecs.pace(new FakeCluster.Pace(2_000, Integer.MAX_VALUE));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "nightly");
            job.setDefinition(new CpsFlowDefinition(CHECK + "\necho 'nothing has drifted'", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("policy sha256:", run);
        });
        ecs.pace(new FakeCluster.Pace(0, Integer.MAX_VALUE));
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("nightly", WorkflowJob.class)
                    .getLastBuild();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("nothing has drifted", run);
        });
    }
}

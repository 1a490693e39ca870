package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Images in a registry that wants a login, read by an agent. */
@WithJenkins
class ScanRegistryImageTest {
    private static final String PASSWORD = "pass-of-the-robot";

    private final BuiltImage image = ExampleShop.vulnerable();
    private FakeRegistry registry;

    @TempDir
    private Path data;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static void keepCredentials() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "registry", "", "robot", PASSWORD));
        SystemCredentialsProvider.getInstance().save();
    }

    private WorkflowRun scan(JenkinsRule jenkins, String more) throws Exception {
        ExampleShop.configure(data);
        String agent = jenkins.createOnlineSlave().getNodeName();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent + "') { scanImage image: '" + registry.authority() + "/shop/app:1.4'" + more + " }",
                true));
        return job.scheduleBuild2(0).get();
    }

    private void reached(String credentialsId) {
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", credentialsId);
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
    }

    private void assertJudged(JenkinsRule jenkins, WorkflowRun run) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        jenkins.assertLogContains(image.manifestDigest(), run);
        jenkins.assertLogNotContains(PASSWORD, run);
    }

    @Test
    void theOrganisationsCredentialsBecomeATokenForTheAgent(JenkinsRule jenkins) throws Exception {
        keepCredentials();
        registry.requireToken("robot", PASSWORD);
        reached("registry");
        assertJudged(jenkins, scan(jenkins, ""));
        assertThat(registry.tokenRequests()).hasSize(1);
    }

    @Test
    void theCredentialsOfTheJobAreUsed(JenkinsRule jenkins) throws Exception {
        keepCredentials();
        registry.requireBasic("robot", PASSWORD);
        reached("");
        assertJudged(jenkins, scan(jenkins, ", registryCredentialsId: 'registry'"));
    }

    @Test
    void credentialsThatAreNotThereAreAnError(JenkinsRule jenkins) throws Exception {
        reached("");
        WorkflowRun run = scan(jenkins, ", registryCredentialsId: 'gone'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        jenkins.assertLogContains("no credentials 'gone'", run);
        assertThat(registry.requests()).isEmpty();
    }

    /** With a policy of the workspace, which can demand more than the organisation. */
    private WorkflowRun demanding(JenkinsRule jenkins, String tag, String policy) throws Exception {
        return demanding(jenkins, tag, policy, "");
    }

    private WorkflowRun demanding(JenkinsRule jenkins, String tag, String policy, String more) throws Exception {
        ExampleShop.configure(data);
        String agent = jenkins.createOnlineSlave().getNodeName();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent + "') { writeFile file: 'container-gate.yaml', text: \"version: 1\\n" + policy
                        + "\\n\"; scanImage image: '" + registry.authority() + "/shop/app:" + tag + "'" + more + " }",
                true));
        return job.scheduleBuild2(0).get();
    }

    @Test
    void theBaseThatAnImageNamesIsReadFromItsRegistry(JenkinsRule jenkins) throws Exception {
        reached("");
        String approved = registry.authority() + "/approved/debian";
        registry.with("approved/debian", OciLayout.of(ExampleShop.fixed(), "12"));
        registry.with("approved/other", OciLayout.of(image, "12"));
        registry.with(
                "shop/app",
                OciLayout.of(ExampleShop.builtOn(approved + ":12"), "on-debian")
                        .and(ExampleShop.builtOn(registry.authority() + "/approved/other:12"), "only-says-so")
                        .and(ExampleShop.fixed(), "silent"));
        String policy = "baseImages: {allowed: ['" + registry.authority() + "/approved/**']}";

        WorkflowRun proven = demanding(jenkins, "on-debian", policy);
        jenkins.assertBuildStatusSuccess(proven);
        for (String tag : List.of("only-says-so", "silent")) {
            WorkflowRun unknown = demanding(jenkins, tag, policy);
            jenkins.assertBuildStatus(Result.FAILURE, unknown);
            assertThat(unknown.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
            jenkins.assertLogContains("unknown-base-image", unknown);
        }
        WorkflowRun unapproved = demanding(
                jenkins, "on-debian", "baseImages: {allowed: ['" + registry.authority() + "/approved/other']}");
        assertThat(unapproved.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        jenkins.assertLogContains("unapproved-base-image", unapproved);
    }

    @Test
    void newerTagsOfTheBaseAreScannedByTheAgent(JenkinsRule jenkins) throws Exception {
        reached("");
        registry.with("approved/debian", OciLayout.of(ExampleShop.fixed(), "12").and(image, "13"));
        registry.with(
                "shop/app",
                OciLayout.of(ExampleShop.builtOn(registry.authority() + "/approved/debian:12"), "on-debian"));
        String policy = "baseImages: {allowed: ['" + registry.authority() + "/approved/**']}";

        WorkflowRun run = demanding(jenkins, "on-debian", policy, ", upgrades: true");

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("approved/debian:13@" + image.manifestDigest(), run);
        assertThat(VerdictFile.of(run, 1).read().notes())
                .anyMatch(note -> note.text().endsWith("approved/debian:12 still is what the image is built on"))
                .anyMatch(note -> note.text().contains("approved/debian:13 ("));
    }

    @Test
    void aNewerBaseThatRemovesVulnerabilitiesIsInTheSummaryTheHeadAndTheReports(JenkinsRule jenkins) throws Exception {
        reached("");
        String debian = registry.authority() + "/approved/debian";
        registry.with("approved/debian", OciLayout.of(image, "12").and(ExampleShop.fixed(), "13"));
        registry.with("shop/app", OciLayout.of(ExampleShop.vulnerableBuiltOn(debian + ":12"), "on-debian"));
        String policy = "baseImages: {allowed: ['" + registry.authority() + "/approved/**']}";

        WorkflowRun run = demanding(jenkins, "on-debian", policy, ", upgrades: true");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        String upgrade = "upgrade " + debian + ":12 to " + debian + ":13 ("
                + ExampleShop.fixed().manifestDigest()
                + "): removes 1 of 1 vulnerabilities of the base image and adds 0";
        jenkins.assertLogContains(upgrade, run);
        assertThat(run.getAction(VerdictAction.class).getUpgrades()).containsExactly(upgrade);
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        for (String page : List.of("", "container-gate/")) {
            assertThat(client.goTo(run.getUrl() + page).asNormalizedText()).containsOnlyOnce(upgrade);
        }
        for (String report : run.getAction(VerdictAction.class).getReports()) {
            assertThat(client.goTo(run.getUrl() + "container-gate/report/" + report + "/", null)
                            .getWebResponse()
                            .getContentAsString())
                    .as(report)
                    .contains("removes 1 of 1 vulnerabilities");
        }
        assertThat(run.getArtifacts())
                .anyMatch(artifact -> artifact.getFileName().equals("copa.json"));

        WorkflowRun silent = demanding(jenkins, "on-debian", policy);
        jenkins.assertLogNotContains("removes 1 of 1", silent);
        assertThat(silent.getAction(VerdictAction.class).getUpgrades()).isEmpty();
    }

    @Test
    void licencesAreEvaluatedOnTheController(JenkinsRule jenkins) throws Exception {
        reached("");
        registry.with("shop/app", OciLayout.of(ExampleShop.fixed(), "1.5"));
        WorkflowRun unknown = demanding(jenkins, "1.5", "licenses: {deny: [strong-copyleft]}");
        assertThat(unknown.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        jenkins.assertLogContains("unknown-license", unknown);
    }
}

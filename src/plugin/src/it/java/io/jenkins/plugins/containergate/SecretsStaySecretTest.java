package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.FilePath;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.slaves.DumbSlave;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.secret.PlantedImage;
import io.jenkins.lib.containergate.testkit.secret.PlantedSecrets;
import io.jenkins.lib.containergate.testkit.secret.PlantedTask;
import io.jenkins.lib.containergate.testkit.secret.SecretTraces;
import io.jenkins.lib.containergate.testkit.secret.TraceSearch;
import io.jenkins.plugins.containergate.builders.CheckSecretsBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.steps.CheckSecretsStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What was planted and what was configured is searched for in all that builds leave. */
@WithJenkins
class SecretsStaySecretTest {
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final String TOKEN = "trivy-token-7f3a91c2d4";
    private static final SecretTraces CONFIGURED = SecretTraces.ofWhole(List.of(PASSWORD, TOKEN));

    @TempDir
    Path exports;

    private static void keep(Credentials... credentials) throws IOException {
        SystemCredentialsProvider.getInstance().getCredentials().addAll(List.of(credentials));
        SystemCredentialsProvider.getInstance().save();
    }

    private static Credentials login() throws Exception {
        return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "registry", "", "robot", PASSWORD);
    }

    private static WorkflowJob job(JenkinsRule jenkins, DumbSlave agent, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node('" + agent.getNodeName() + "') { " + script + " }", true));
        return job;
    }

    /** Of Jenkins, and of the agent but what was put there. */
    private static void assertNothingIsLeft(
            JenkinsRule jenkins, DumbSlave agent, SecretTraces traces, List<FilePath> planted) throws IOException {
        Map<Path, Set<String>> found =
                new TreeMap<>(TraceSearch.below(jenkins.jenkins.getRootDir().toPath(), traces));
        found.putAll(TraceSearch.below(Path.of(agent.getRemoteFS()), traces));
        found.keySet().removeIf(file -> planted.stream().anyMatch(place -> file.startsWith(place.getRemote())));
        assertThat(found).isEmpty();
    }

    /** The log as text and as a page, and the pages of every verdict; returns what the pages say. */
    private static String assertNothingIsShown(JenkinsRule jenkins, Run<?, ?> run, SecretTraces traces)
            throws Exception {
        assertThat(traces.in(JenkinsRule.getLog(run))).isEmpty();
        List<String> pages = new ArrayList<>(List.of("", "console", "consoleText", "api/json?depth=3"));
        List<VerdictAction> verdicts = run.getActions(VerdictAction.class);
        assertThat(verdicts).isNotEmpty();
        for (VerdictAction verdict : verdicts) {
            pages.add(verdict.getUrlName() + "/");
            for (int finding = 0; finding < 5; finding++) {
                pages.add(verdict.getUrlName() + "/finding/" + finding + "/");
            }
        }
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        StringBuilder all = new StringBuilder();
        for (String page : pages) {
            String shown =
                    client.goTo(run.getUrl() + page, null).getWebResponse().getContentAsString();
            assertThat(traces.in(shown)).as(page).isEmpty();
            all.append(shown);
        }
        return all.toString();
    }

    @Test
    void noSecretIsAnywhereUnderTheHomeOfJenkinsAfterAFullRun(JenkinsRule jenkins) throws Exception {
        keep(login(), new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(TOKEN)));
        TrivyServer server = new TrivyServer("central", "http://127.0.0.1:1");
        server.setTokenCredentialsId("token");
        ContainerGateConfiguration.get().setTrivyServers(List.of(server));
        ContainerGateConfiguration.get()
                .setRegistries(List.of(new RegistryCredentials("registry.example.org/**", "registry")));
        ExampleShop.configure(exports);
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = job(jenkins, agent, "scanImage archive: 'shop.tar', registryCredentialsId: 'registry'");
        agent.getWorkspaceFor(job)
                .child("shop.tar")
                .copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.fixed())));

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        assertNothingIsShown(jenkins, run, CONFIGURED);
        assertNothingIsLeft(jenkins, agent, CONFIGURED, List.of());
    }

    @Test
    void whatIsPlantedInAnImageOfARegistryWithAPasswordIsNowhere(JenkinsRule jenkins) throws Exception {
        PlantedImage planted = new PlantedImage(41, ImageBuilder.image().layer(ExampleShop.layer()));
        SecretTraces traces = SecretTraces.of(planted.values());
        // a private directory, which keeps paths
        SecretTraces inCache = SecretTraces.of(planted.values().stream()
                .filter(value -> !planted.files().inPaths().contains(value))
                .toList());
        ExampleShop.configure(exports);
        keep(login());
        DumbSlave agent = jenkins.createOnlineSlave();
        try (FakeRegistry registry = FakeRegistry.start()
                .with("shop/app", OciLayout.of(planted.image(), "1.4"))
                .requireToken("robot", PASSWORD)) {
            RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "registry");
            reached.setPlainHttp(true);
            ContainerGateConfiguration.get().setRegistries(List.of(reached));
            String image = registry.authority() + "/shop/app:1.4";
            WorkflowJob job = job(
                    jenkins,
                    agent,
                    "try { checkSecrets image: '" + image
                            + "' } catch (Exception e) { echo \"$e\" }; scanImage image: '" + image + "'");

            WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

            assertThat(assertNothingIsShown(jenkins, run, traces)).contains("github-personal-access-token");
            assertNothingIsShown(jenkins, run, CONFIGURED);
        }
        assertNothingIsLeft(jenkins, agent, inCache, List.of());
        assertNothingIsLeft(jenkins, agent, CONFIGURED, List.of());
    }

    @Test
    void whatIsPlantedInAWorkspaceIsNowhereElse(JenkinsRule jenkins) throws Exception {
        PlantedSecrets planted = new PlantedSecrets(42);
        PlantedTask task = new PlantedTask(43);
        List<String> values = new ArrayList<>(planted.values());
        values.addAll(task.values());
        SecretTraces traces = SecretTraces.of(values);
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob pipeline = job(
                jenkins,
                agent,
                "try { checkSecrets path: 'planted' } catch (Exception e) { echo \"$e\" };"
                        + " checkTaskDefinition file: 'planted/taskdef.json'");
        FreeStyleProject freestyle = jenkins.createFreeStyleProject();
        freestyle.setAssignedNode(agent);
        CheckSecretsStep options = new CheckSecretsStep();
        options.setPath("planted");
        freestyle.getBuildersList().add(new CheckSecretsBuilder(options));
        List<FilePath> places = List.of(
                agent.getWorkspaceFor(pipeline).child("planted"),
                agent.getWorkspaceFor(freestyle).child("planted"));
        for (FilePath place : places) {
            Path directory = Files.createDirectories(Path.of(place.getRemote()));
            planted.writeTo(directory);
            Files.writeString(directory.resolve("taskdef.json"), task.json(), StandardCharsets.UTF_8);
        }

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, pipeline);
        Run<?, ?> build = jenkins.buildAndAssertStatus(Result.FAILURE, freestyle);

        for (Run<?, ?> each : List.of(run, build)) {
            assertThat(assertNothingIsShown(jenkins, each, traces)).contains("github-personal-access-token");
        }
        jenkins.assertLogContains("no-plaintext-secrets-env", run);
        assertNothingIsLeft(jenkins, agent, traces, places);
    }
}

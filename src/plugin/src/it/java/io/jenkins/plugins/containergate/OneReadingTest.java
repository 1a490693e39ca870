package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.config.AgentSettings;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import java.io.ByteArrayInputStream;
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

/** A layer is read once: by the two gates of a build, and by the builds of an agent. */
@WithJenkins
class OneReadingTest {
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

    @Test
    void theSecondGateOfABuildReadsNoLayer(JenkinsRule jenkins) throws Exception {
        configure(0);
        WorkflowRun run = build(jenkins, jenkins.createOnlineSlave(), gates("checkSecrets", "scanImage"));

        assertThat(layerRequests()).isEqualTo(image.layers().size());
        jenkins.assertBuildStatus(Result.FAILURE, run); // the example is vulnerable
        jenkins.assertLogContains("which this build has read before: no layer is read again", run);
        jenkins.assertLogContains("secrets: PASS", run);
        jenkins.assertLogContains("vulnerabilities: FAIL", run);
    }

    @Test
    void anotherAgentReadsForItself(JenkinsRule jenkins) throws Exception {
        configure(0);
        DumbSlave other = jenkins.createOnlineSlave();
        WorkflowRun run = build(
                jenkins,
                jenkins.createOnlineSlave(),
                step("checkSecrets") + " }; node('" + other.getNodeName() + "') { " + step("checkSecrets"));

        jenkins.assertBuildStatus(Result.SUCCESS, run);
        assertThat(layerRequests()).isEqualTo(2L * image.layers().size());
    }

    @Test
    void theNextBuildReadsNoLayerAndWhatAJobPutIntoTheCacheIsReadAgain(JenkinsRule jenkins) throws Exception {
        configure(64);
        DumbSlave agent = jenkins.createOnlineSlave();
        int layers = image.layers().size();
        jenkins.assertBuildStatus(Result.SUCCESS, build(jenkins, agent, step("checkSecrets")));
        jenkins.assertBuildStatus(Result.SUCCESS, build(jenkins, agent, step("checkSecrets")));
        assertThat(layerRequests()).isEqualTo(layers);

        List<FilePath> entries =
                agent.getRootPath().child("container-gate/layers").list();
        assertThat(entries).as("of layers, and one of their files").hasSize(layers + 1);
        for (FilePath entry : entries) {
            byte[] forged;
            try (var in = entry.read()) {
                forged = in.readAllBytes();
            }
            forged[forged.length - 40] ^= 1;
            entry.copyFrom(new ByteArrayInputStream(forged));
        }
        jenkins.assertBuildStatus(Result.SUCCESS, build(jenkins, agent, step("checkSecrets")));
        assertThat(layerRequests()).isEqualTo(2L * layers);
    }

    private void configure(int megabytes) throws Exception {
        ExampleShop.configure(data);
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
        AgentSettings agents = new AgentSettings();
        agents.setLayerCacheMegabytes(megabytes);
        ContainerGateConfiguration.get().setAgents(agents);
    }

    private String gates(String first, String second) {
        return step(first) + "; " + step(second);
    }

    private String step(String gate) {
        return gate + " image: '" + registry.authority() + "/shop/app:1.4'";
    }

    private long layerRequests() {
        return registry.requests().stream()
                .filter(request -> image.layers().stream()
                        .anyMatch(layer -> request.contains(layer.blob().digest())))
                .count();
    }

    private static WorkflowRun build(JenkinsRule jenkins, DumbSlave agent, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node('" + agent.getNodeName() + "') { " + script + " }", true));
        return job.scheduleBuild2(0).get();
    }
}

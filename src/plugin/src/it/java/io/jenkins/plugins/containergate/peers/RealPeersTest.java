package io.jenkins.plugins.containergate.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.slaves.DumbSlave;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.secret.SecretTraces;
import io.jenkins.lib.containergate.testkit.secret.TraceSearch;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The whole way: a registry that wants a password, an agent that reads the image there, a Trivy server that knows it. */
@Tag("peers")
@WithJenkins
class RealPeersTest {
    private static final String CVE = "CVE-2023-5363";
    private static final BuiltImage VULNERABLE = image("3.0.11-1~deb12u1");
    private static final BuiltImage FIXED = image("3.0.17-1~deb12u3");

    @TempDir
    private static Path registryDirectory;

    @TempDir
    private static Path trivyDirectory;

    private static PasswordRegistry registry;
    private static RealTrivyServer trivy;
    private static String vulnerable;
    private static String fixed;

    /** Before each test, so that each that is skipped says why. */
    @BeforeEach
    void startPeers() throws Exception {
        PeerServer.needs("docker-registry", "skopeo", "trivy", "trivydb");
        if (registry == null) {
            registry = PasswordRegistry.start(registryDirectory);
            vulnerable = registry.push(VULNERABLE, "shop/app", "vulnerable");
            fixed = registry.push(FIXED, "shop/app", "fixed");
        }
        if (trivy == null) {
            trivy = RealTrivyServer.start(trivyDirectory);
        }
    }

    @AfterAll
    static void stopPeers() {
        if (registry != null) {
            registry.close();
        }
        if (trivy != null) {
            trivy.close();
        }
    }

    @Test
    void aPipelineOnAnAgentStopsAtAVulnerableImageAndLetsAFixedOnePass(JenkinsRule jenkins) throws Exception {
        configure(false);
        DumbSlave agent = jenkins.createOnlineSlave();

        Run<?, ?> stopped = pipeline(jenkins, agent, vulnerable);
        Run<?, ?> passed = pipeline(jenkins, agent, fixed);

        assertStopped(jenkins, stopped);
        assertPassed(jenkins, passed);
        assertNoSecretIsKept(jenkins, agent, stopped, passed);
    }

    @Test
    void aFreestyleJobWhoseAgentAsksTrivyDoesToo(JenkinsRule jenkins) throws Exception {
        configure(true);
        DumbSlave agent = jenkins.createOnlineSlave();

        Run<?, ?> stopped = freestyle(jenkins, agent, vulnerable);
        Run<?, ?> passed = freestyle(jenkins, agent, fixed);

        assertStopped(jenkins, stopped);
        assertPassed(jenkins, passed);
        assertNoSecretIsKept(jenkins, agent, stopped, passed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheFirstServerIsGoneTheSecondIsAsked(boolean fromAgent, JenkinsRule jenkins) throws Exception {
        configure(fromAgent);
        TrivyServer gone = new TrivyServer("gone", "http://127.0.0.1:" + PeerServer.freePort());
        gone.setFromAgent(fromAgent);
        List<TrivyServer> servers =
                new ArrayList<>(ContainerGateConfiguration.get().getTrivyServers());
        servers.add(gone);
        ContainerGateConfiguration.get().setTrivyServers(servers);
        DumbSlave agent = jenkins.createOnlineSlave();
        String image = "registryCredentialsId: 'registry', image: '" + vulnerable + "'";

        Run<?, ?> stopped = pipelineWith(jenkins, agent, image + ", trivyServer: 'gone, central'");
        Run<?, ?> alone = pipelineWith(jenkins, agent, image + ", trivyServer: 'gone'");

        assertStopped(jenkins, stopped);
        jenkins.assertBuildStatus(Result.FAILURE, alone);
        assertThat(alone.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        jenkins.assertLogContains(gone.getUrl(), alone);
    }

    @Test
    void anImageTheRegistryDoesNotShowWithoutAPasswordIsAnErrorNotAPass(JenkinsRule jenkins) throws Exception {
        configure(false);
        DumbSlave agent = jenkins.createOnlineSlave();

        Run<?, ?> run = pipelineWith(jenkins, agent, "image: '" + fixed + "', trivyServer: 'central'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        jenkins.assertLogContains("gives no access to shop/app without credentials", run);
    }

    private static BuiltImage image(String openssl) {
        return ImageBuilder.image()
                .user("1000")
                .healthCheck("CMD", "/bin/true")
                .layer(
                        LayerBuilder.layer()
                                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n")
                                .file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/:/bin/false\n")
                                .file(
                                        "var/lib/dpkg/status",
                                        "Package: libssl3\nStatus: install ok installed\nArchitecture: amd64\n"
                                                + "Source: openssl\nVersion: " + openssl
                                                + "\n"
                                                + "Maintainer: Debian <packages@debian.org>\n"
                                                + "Description: encryption\n\n"),
                        "COPY . / # buildkit")
                .build();
    }

    /** @param fromAgent whether the agent asks Trivy, and not the controller */
    private static void configure(boolean fromAgent) throws Exception {
        List<Credentials> store = SystemCredentialsProvider.getInstance().getCredentials();
        store.add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "registry", "", PasswordRegistry.USER, PasswordRegistry.PASSWORD));
        store.add(new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "token", "", Secret.fromString(RealTrivyServer.TOKEN)));
        SystemCredentialsProvider.getInstance().save();
        TrivyServer server = new TrivyServer("central", trivy.address());
        server.setTokenCredentialsId("token");
        server.setFromAgent(fromAgent);
        ContainerGateConfiguration.get().setTrivyServers(List.of(server));
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
    }

    private static Run<?, ?> pipeline(JenkinsRule jenkins, DumbSlave agent, String image) throws Exception {
        return pipelineWith(
                jenkins, agent, "image: '" + image + "', registryCredentialsId: 'registry', trivyServer: 'central'");
    }

    private static Run<?, ?> pipelineWith(JenkinsRule jenkins, DumbSlave agent, String options) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(
                new CpsFlowDefinition("node('" + agent.getNodeName() + "') { scanImage " + options + " }", true));
        return job.scheduleBuild2(0).get();
    }

    private static Run<?, ?> freestyle(JenkinsRule jenkins, DumbSlave agent, String image) throws Exception {
        ScanImageStep options = new ScanImageStep();
        options.setImage(image);
        options.setRegistryCredentialsId("registry");
        options.setTrivyServer("central");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.setAssignedNode(agent);
        project.getBuildersList().add(new ScanImageBuilder(options));
        return project.scheduleBuild2(0).get();
    }

    private static void assertStopped(JenkinsRule jenkins, Run<?, ?> run) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        jenkins.assertLogContains(CVE, run);
        jenkins.assertLogContains(VULNERABLE.manifestDigest(), run);
    }

    private static void assertPassed(JenkinsRule jenkins, Run<?, ?> run) throws Exception {
        jenkins.assertBuildStatusSuccess(run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
        jenkins.assertLogContains(FIXED.manifestDigest(), run);
        jenkins.assertLogContains("1 packages in 1 layers", run);
    }

    private static void assertNoSecretIsKept(JenkinsRule jenkins, DumbSlave agent, Run<?, ?>... runs) throws Exception {
        for (Run<?, ?> run : runs) {
            jenkins.assertLogNotContains(PasswordRegistry.PASSWORD, run);
            jenkins.assertLogNotContains(RealTrivyServer.TOKEN, run);
        }
        SecretTraces traces = SecretTraces.ofWhole(List.of(PasswordRegistry.PASSWORD, RealTrivyServer.TOKEN));
        assertThat(TraceSearch.below(jenkins.jenkins.getRootDir().toPath(), traces))
                .isEmpty();
        assertThat(TraceSearch.below(Path.of(agent.getRemoteFS()), traces)).isEmpty();
    }
}

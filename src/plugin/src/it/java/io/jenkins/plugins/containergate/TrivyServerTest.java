package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.trivy.FakeTrivy;
import io.jenkins.lib.containergate.testkit.trivy.TrivyFlaw;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TrivyServerTest {
    private static final String TOKEN = "trivy-token-91c2d47f3a";

    private FakeTrivy trivy;

    @BeforeEach
    void start() throws Exception {
        trivy = FakeTrivy.start()
                .token(TOKEN)
                .knows("zlib1g", "1:1.2.13.dfsg-1", TrivyFlaw.fixed(ExampleShop.CVE, "CRITICAL", "1:1.3"))
                .knows("openssl", "0", TrivyFlaw.unfixed("CVE-1", "LOW", 2));
    }

    @AfterEach
    void stop() {
        trivy.close();
    }

    @Test
    void theServerAJobNamesIsAskedByTheControllerWithItsToken(JenkinsRule jenkins) throws Exception {
        configure(false);

        WorkflowRun run = scan(jenkins, ExampleShop.vulnerable(), ", trivyServer: 'central'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(ExampleShop.CVE, run);
        jenkins.assertLogNotContains(TOKEN, run);
        assertThat(trivy.tokens()).isNotEmpty().containsOnly(TOKEN);
    }

    @Test
    void theOrganisationsServersAreAskedWhenAJobNamesNone(JenkinsRule jenkins) throws Exception {
        configure(false);
        VulnerabilityData data = new VulnerabilityData();
        data.setTrivyServers("central");
        ContainerGateConfiguration.get().setVulnerabilityData(data);

        jenkins.assertBuildStatus(Result.SUCCESS, scan(jenkins, ExampleShop.fixed(), ""));
        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, ExampleShop.vulnerable(), ""));
    }

    @Test
    void aServerThatOnlyTheAgentReachesIsAskedByTheAgent(JenkinsRule jenkins) throws Exception {
        configure(true);

        WorkflowRun run = scan(jenkins, ExampleShop.vulnerable(), ", trivyServer: 'central'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(ExampleShop.CVE, run);
        jenkins.assertLogNotContains(TOKEN, run);
        assertThat(trivy.tokens()).isNotEmpty().containsOnly(TOKEN);
    }

    @Test
    void aServerThatRefusesTheTokenIsAnErrorNotAPass(JenkinsRule jenkins) throws Exception {
        configure(false);
        trivy.token("another");

        WorkflowRun run = scan(jenkins, ExampleShop.fixed(), ", trivyServer: 'central'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("refused the token", run);
    }

    private void configure(boolean fromAgent) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(TOKEN)));
        SystemCredentialsProvider.getInstance().save();
        TrivyServer server = new TrivyServer("central", trivy.address().toString());
        server.setTokenCredentialsId("token");
        server.setFromAgent(fromAgent);
        ContainerGateConfiguration.get().setTrivyServers(List.of(server));
    }

    private static WorkflowRun scan(JenkinsRule jenkins, BuiltImage image, String options) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        agent.getWorkspaceFor(job).child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(image)));
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent.getNodeName() + "') { scanImage archive: 'shop.tar'" + options + " }", true));
        return job.scheduleBuild2(0).get();
    }
}

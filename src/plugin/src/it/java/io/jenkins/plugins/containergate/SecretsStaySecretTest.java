package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.slaves.DumbSlave;
import hudson.util.Secret;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.TrivyServer;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SecretsStaySecretTest {
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final String TOKEN = "trivy-token-7f3a91c2d4";

    @TempDir
    Path exports;

    @Test
    void noSecretIsAnywhereUnderTheHomeOfJenkinsAfterAFullRun(JenkinsRule jenkins) throws Exception {
        List<Credentials> store = SystemCredentialsProvider.getInstance().getCredentials();
        store.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "registry", "", "robot", PASSWORD));
        store.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(TOKEN)));
        SystemCredentialsProvider.getInstance().save();
        TrivyServer server = new TrivyServer("central", "http://127.0.0.1:1");
        server.setTokenCredentialsId("token");
        ContainerGateConfiguration.get().setTrivyServers(List.of(server));
        ContainerGateConfiguration.get().setRegistries(List.of(new RegistryCredentials("**", "registry")));
        ExampleShop.configure(exports);
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        agent.getWorkspaceFor(job)
                .child("shop.tar")
                .copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.fixed())));
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent.getNodeName()
                        + "') { scanImage archive: 'shop.tar', registryCredentialsId: 'registry' }",
                true));

        jenkins.buildAndAssertSuccess(job);

        assertThat(HomeSearch.filesWithAnyOf(
                        List.of(PASSWORD, TOKEN), jenkins.jenkins.getRootDir().toPath()))
                .isEmpty();
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.aws.FakeScans;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import io.jenkins.plugins.containergate.peers.ForwardProxy;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What AWS found in an image of ECR decides in Jenkins, where the organisation wants it. */
@WithJenkins
class AwsScansTest {
    private static final String PROPERTY = "aws.endpointUrl";
    private static final String KEY = "secret-key-of-the-account";
    private static final String PACKAGE = "{\"name\": \"zlib1g\", \"version\": \"1:1.2.13.dfsg-1\"}";

    private final BuiltImage image = ExampleShop.vulnerable();
    private FakeScans scans;

    @BeforeEach
    void start() throws Exception {
        scans = FakeScans.of(image.manifestDigest());
        System.setProperty(PROPERTY, scans.address().toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(PROPERTY);
        scans.close();
    }

    private WorkflowRun scan(JenkinsRule jenkins) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "aws", "", "AKIAEXAMPLEOFATEST", KEY));
        SystemCredentialsProvider.getInstance().save();
        AwsAccount account = new AwsAccount("prod");
        account.setCredentialsId("aws");
        account.setAccountId("111122223333");
        account.setRegions(List.of("eu-central-1"));
        VulnerabilityData data = new VulnerabilityData();
        data.setAwsScanner("inspector");
        RegistryCredentials plain = new RegistryCredentials(FakeScans.repository(), "");
        plain.setPlainHttp(true);
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setAwsAccounts(List.of(account));
        configuration.setVulnerabilityData(data);
        configuration.setRegistries(List.of(plain));
        try (FakeRegistry registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
                ForwardProxy proxy = ForwardProxy.before(registry.authority())) {
            jenkins.jenkins.proxy =
                    new ProxyConfiguration("127.0.0.1", proxy.port(), null, null, "127.0.0.1\nlocalhost");
            String agent = jenkins.createOnlineSlave().getNodeName();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(
                    "node('" + agent + "') { scanImage image: '" + FakeScans.repository() + ":1.4' }", true));
            return job.scheduleBuild2(0).get();
        }
    }

    @Test
    void whatInspectorFoundFailsTheBuild(JenkinsRule jenkins) throws Exception {
        scans.inspector("ACTIVE", "SUCCESSFUL").finding("CVE-2024-1", "CRITICAL", "", PACKAGE);

        WorkflowRun run = scan(jenkins);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        jenkins.assertLogContains("CVE-2024-1", run);
        jenkins.assertLogNotContains(KEY, run);
    }

    @Test
    void aPermissionThatIsMissingIsAnErrorThatNamesIt(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scan(jenkins);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        jenkins.assertLogContains("inspector2:ListCoverage", run);
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.secret.SecretTraces;
import io.jenkins.lib.containergate.testkit.secret.TraceSearch;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.peers.ForwardProxy;
import io.jenkins.plugins.containergate.peers.MotoAws;
import io.jenkins.plugins.containergate.ui.VerdictAction;
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

/** AWS accounts of the configuration, before Moto's imitation of AWS. */
@WithJenkins
class AwsAccountsTest {
    private static final String ACCOUNT = "123456789012";
    private static final String OTHER_ACCOUNT = "222222222222";
    private static final String KEY_ID = "AKIAEXAMPLEOFATEST";
    private static final String KEY = "secret-key-of-the-account";

    private MotoAws moto;

    @TempDir
    private Path data;

    @BeforeEach
    void start() throws Exception {
        moto = MotoAws.start();
    }

    @AfterEach
    void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    private static AwsAccount account() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "aws", "", KEY_ID, KEY));
        SystemCredentialsProvider.getInstance().save();
        AwsAccount account = new AwsAccount("prod");
        account.setCredentialsId("aws");
        account.setAccountId(ACCOUNT);
        account.setRegions(List.of("eu-central-1"));
        ContainerGateConfiguration.get().setAwsAccounts(List.of(account));
        return account;
    }

    private static WorkflowRun run(JenkinsRule jenkins, String pipeline) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return job.scheduleBuild2(0).get();
    }

    @Test
    void anImageInEcrIsReadWithAPasswordThatAwsGaveAndNoKeyLeavesTheCredentials(JenkinsRule jenkins) throws Exception {
        account();
        assertReadInEcr(jenkins, ACCOUNT);
    }

    /** Moto gives the password of the account that asks, which the credentials are not of. */
    @Test
    void anImageInEcrOfAnotherAccountIsReadThroughARoleThere(JenkinsRule jenkins) throws Exception {
        AwsAccount account = account();
        account.setAccountId(null);
        account.setRoleArn("arn:aws:iam::" + OTHER_ACCOUNT + ":role/images-are-read");
        assertReadInEcr(jenkins, OTHER_ACCOUNT);
    }

    @Test
    void anImageInEcrOfAnotherAccountWithoutARoleThereIsAnError(JenkinsRule jenkins) throws Exception {
        account();
        WorkflowRun run = run(
                jenkins, "node { scanImage image: '" + host(OTHER_ACCOUNT) + "/shop/app:1.4', awsAccount: 'prod' }");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    private static String host(String account) {
        return account + ".dkr.ecr.eu-central-1.amazonaws.com";
    }

    private void assertReadInEcr(JenkinsRule jenkins, String registryAccount) throws Exception {
        ExampleShop.configure(data);
        String host = host(registryAccount);
        String password = registryAccount + "-auth-token";
        try (FakeRegistry registry =
                        FakeRegistry.start().with("shop/app", OciLayout.of(ExampleShop.vulnerable(), "1.4"));
                ForwardProxy proxy = ForwardProxy.before(registry.authority())) {
            registry.requireBasic("AWS", password);
            RegistryCredentials plain = new RegistryCredentials(host + "/**", "");
            plain.setPlainHttp(true);
            ContainerGateConfiguration.get().setRegistries(List.of(plain));
            jenkins.jenkins.proxy =
                    new ProxyConfiguration("127.0.0.1", proxy.port(), null, null, "127.0.0.1\nlocalhost");
            String agent = jenkins.createOnlineSlave().getNodeName();
            for (String named : List.of(", awsAccount: 'prod'", "")) {
                WorkflowRun run = run(
                        jenkins, "node('" + agent + "') { scanImage image: '" + host + "/shop/app:1.4'" + named + " }");
                jenkins.assertBuildStatus(Result.FAILURE, run);
                assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
                jenkins.assertLogNotContains(password, run);
            }
            assertThat(proxy.hosts()).isNotEmpty().allMatch(host::equals);
        }
        assertThat(TraceSearch.below(
                        jenkins.jenkins.getRootDir().toPath(), SecretTraces.ofWhole(List.of(KEY, password))))
                .isEmpty();
    }

    @Test
    void aRegisteredTaskDefinitionIsJudgedOutsideOfANode(JenkinsRule jenkins) throws Exception {
        account();
        moto.call("ecs", "AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition", """
            {"family": "shop", "networkMode": "bridge", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": "web", "image": "registry.example/web:1", "memory": 64, "essential": true, "privileged": true}]}
            """);
        WorkflowRun run = run(jenkins, "checkTaskDefinition taskDefinition: 'shop:1', awsAccount: 'prod'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("no-privileged", run);

        WorkflowRun gone = run(jenkins, "checkTaskDefinition taskDefinition: 'gone', awsAccount: 'prod'");
        assertThat(gone.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    @Test
    void anAccountThatIsNotConfiguredIsAnError(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, "checkTaskDefinition taskDefinition: 'shop:1', awsAccount: 'other'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("there is no AWS account 'other'", run);
    }

    @Test
    void theFormTellsWhoseTheCredentialsAre(JenkinsRule jenkins) throws Exception {
        account();
        AwsAccount.DescriptorImpl form =
                (AwsAccount.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(AwsAccount.class);
        FormValidation answer = form.doTestConnection("prod", "aws", "", "", "eu-central-1");
        assertThat(answer.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(answer.getMessage()).contains("arn:aws:sts::" + ACCOUNT).doesNotContain(KEY);

        assertThat(form.doTestConnection("prod", "gone", "", "", "eu-central-1").kind)
                .isEqualTo(FormValidation.Kind.ERROR);
    }
}

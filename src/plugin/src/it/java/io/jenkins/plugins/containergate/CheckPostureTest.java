package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.builders.CheckPostureBuilder;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.steps.CheckPostureStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.posture.PostureAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The posture of a cluster of the test, whose image a build attested. */
class CheckPostureTest {
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final String ENDPOINT = "aws.endpointUrl";
    private static final String CHECK = "checkPosture cluster: 'prod', awsAccount: 'prod'";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>:x";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path folder;

    private final BuiltImage image = ExampleShop.fixed();
    private FakeRegistry registry;
    private FakeCluster ecs;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
        ecs = FakeCluster.start("prod")
                .definition("shop:7", """
            {"family": "shop", "revision": 7, "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
             "cpu": "256", "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true, "logConfiguration": {"logDriver": "awslogs"}}]}
            """.formatted(name() + "@" + image.manifestDigest()))
                .service("shop", "shop:7");
        System.setProperty(ENDPOINT, ecs.endpoint().toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        ecs.close();
        registry.close();
    }

    private String name() {
        return registry.authority() + "/shop/app";
    }

    private void runs(String group) {
        ecs.task(group, "shop:7", name() + "@" + image.manifestDigest(), image.manifestDigest());
    }

    private void configure(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(folder.resolve("osv"));
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .addAll(List.of(
                        new UsernamePasswordCredentialsImpl(
                                CredentialsScope.GLOBAL, "aws", "", "AKIAEXAMPLE", "hidden"),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "gate-key", "", Secret.fromString(GATE.privatePem()))));
        SystemCredentialsProvider.getInstance().save();
        AwsAccount account = new AwsAccount("prod");
        account.setCredentialsId("aws");
        account.setRegions(List.of("eu-central-1"));
        ContainerGateConfiguration.get().setAwsAccounts(List.of(account));
        Path policy = Files.writeString(folder.resolve("casc.yaml"), """
            security:
              containerGate:
                policy:
                  vulnerabilities: {max: {critical: 0, high: 0}}
                  signatures:
                    - repositories: ["**/shop/*"]
                      verdict: {verifier: "%s"}
                      signers:
                        - name: gate
                          cosign: {ignoreTlog: true, key: "%s"}
            """.formatted(
                        jenkins.getURL(), GATE.pem().replace("\n", "\\n")));
        ConfigurationAsCode.get().configure(policy.toString());
    }

    private static void script(WorkflowJob job, String pipeline) throws Exception {
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
    }

    private void attest(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        script(
                job,
                "node { def scan = scanImage image: '" + name() + ":1.4'\ncheckSecrets image: scan.digestReference\n"
                        + "attestVerdict image: scan.digestReference, keyCredentialsId: 'gate-key', attach: 'sbom,verdict' }");
        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    void aBuildAndItsJobShowTheMatrixAndWhatToDoFirst() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            runs("service:shop");
            runs(HOSTILE);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "nightly");
            script(job, CHECK);
            WorkflowRun refused = job.scheduleBuild2(0).get();
            jenkins.assertBuildStatus(Result.FAILURE, refused);
            PostureAction posture = refused.getAction(PostureAction.class);
            assertThat(posture.getOutcome()).isEqualTo("FAIL");
            assertThat(posture.getRows()).isEqualTo(2);

            attest(jenkins);
            WorkflowRun passed = job.scheduleBuild2(0).get();
            // not all controls could be evaluated, so nothing is green
            jenkins.assertBuildStatus(Result.UNSTABLE, passed);
            assertThat(passed.getAction(VerdictAction.class).getOutcome()).isEqualTo("WARN");
            assertThat(passed.getAction(PostureAction.class).getFailed()).isZero();

            JenkinsRule.WebClient web = jenkins.createWebClient();
            String page = web.getPage(refused, posture.getUrlName() + "/").asXml();
            assertThat(page)
                    .contains("service shop", "running-image-judged", "What to do first", "least privilege")
                    .doesNotContain("<img src=\"x\"");
            String history = web.goTo("job/nightly/posture/").asXml();
            assertThat(history).contains("#1", "#2", "service shop");
            assertThat(web.goTo("job/nightly/1/" + posture.getUrlName() + "/json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"schemaVersion\": 1");
            assertThat(web.goTo("job/nightly/1/").asXml()).contains("Posture of cluster prod");
        });
    }

    @Test
    void aClusterThatCannotBeReadIsAnErrorWithAPage() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            ecs.refuse("DescribeClusters", "AccessDeniedException");
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            script(job, CHECK);
            WorkflowRun run = job.scheduleBuild2(0).get();
            jenkins.assertBuildStatus(Result.FAILURE, run);
            PostureAction posture = run.getAction(PostureAction.class);
            assertThat(posture.getOutcome()).isEqualTo("ERROR");
            assertThat(jenkins.createWebClient()
                            .getPage(run, posture.getUrlName() + "/")
                            .asXml())
                    .contains("ecs:DescribeClusters");
        });
    }

    @Test
    void theBuildStepKeepsItsOptions() throws Throwable {
        sessions.then(jenkins -> {
            CheckPostureStep step = new CheckPostureStep();
            step.setCluster("prod");
            step.setAwsAccount("prod");
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(new CheckPostureBuilder(step));
            jenkins.configRoundtrip(job);
            CheckPostureStep kept =
                    job.getBuildersList().get(CheckPostureBuilder.class).getOptions();
            assertThat(kept.getCluster()).isEqualTo("prod");
            assertThat(kept.getService()).isNull();
        });
    }
}

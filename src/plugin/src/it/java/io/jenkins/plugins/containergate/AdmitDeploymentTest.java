package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.aws.FakeEcs;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.builders.AdmitDeploymentBuilder;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.steps.AdmitDeploymentStep;
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

/** Deployments that wait in an ECS of the test, admitted by what a build attested. */
class AdmitDeploymentTest {
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final String ENDPOINT = "aws.endpointUrl";
    private static final String ADMIT = "admitDeployment cluster: 'prod', service: 'shop', awsAccount: 'prod'";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path folder;

    private final BuiltImage image = ExampleShop.fixed();
    private FakeRegistry registry;
    private FakeEcs ecs;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
        ecs = FakeEcs.start().taskDefinition("""
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true}]}
            """.formatted(name())).service("prod", "shop", "shop", """
            {"launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"],
             "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}}
            """);
        System.setProperty(ENDPOINT, ecs.address().toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        ecs.close();
        registry.close();
    }

    private String name() {
        return registry.authority() + "/shop/app:1.4";
    }

    private String waiting(String id) {
        return ecs.waiting("prod", "shop", id, "web " + name() + " " + image.manifestDigest());
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
        account.setRegions(List.of(FakeEcs.REGION));
        ContainerGateConfiguration.get().setAwsAccounts(List.of(account));
        Path policy = Files.writeString(folder.resolve("casc.yaml"), """
            security:
              containerGate:
                policy:
                  vulnerabilities: {max: {critical: 0, high: 0}}
                  taskDefinition:
                    awsLookups: optional
                    rules:
                      - {rule: image-by-digest, level: "off"}
                      - {rule: log-configuration, level: "off"}
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

    private static WorkflowRun run(JenkinsRule jenkins, String pipeline) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return job.scheduleBuild2(0).get();
    }

    private void attest(JenkinsRule jenkins) throws Exception {
        jenkins.assertBuildStatusSuccess(run(
                jenkins,
                "node { def scan = scanImage image: '" + name()
                        + "'\nattestVerdict image: scan.digestReference, keyCredentialsId: 'gate-key' }"));
    }

    @Test
    void whatABuildAttestedGoesOnAndNothingElseDoes() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            String bad = waiting("bad");
            WorkflowRun refused = run(jenkins, ADMIT);
            jenkins.assertBuildStatus(Result.FAILURE, refused);
            jenkins.assertLogContains("not admitted", refused);
            assertThat(ecs.hookStatus(bad)).isEqualTo("FAILED");

            attest(jenkins);
            String good = waiting("good");
            WorkflowRun admitted = run(jenkins, "def a = " + ADMIT + "\necho \"admitted ${a.passed}\"");
            jenkins.assertLogContains("admitted true", admitted);
            jenkins.assertLogContains("admission: PASS: CONTINUE was answered", admitted);
            assertThat(ecs.hookStatus(good)).isEqualTo("SUCCEEDED");
            assertThat(ecs.answers().get(1).action()).isEqualTo("CONTINUE");

            String unreadable = waiting("unreadable");
            ecs.fails("DescribeServiceRevisions", 400, "AccessDeniedException");
            jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, ADMIT));
            assertThat(ecs.hookStatus(unreadable)).isEqualTo("FAILED");

            jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, ADMIT));
            FreeStyleProject project = jenkins.createFreeStyleProject();
            AdmitDeploymentStep options = new AdmitDeploymentStep();
            options.setCluster("prod");
            options.setAwsAccount("prod");
            project.getBuildersList().add(new AdmitDeploymentBuilder(options));
            FreeStyleProject saved = jenkins.configRoundtrip(project);
            assertThat(saved.getBuildersList()
                            .get(AdmitDeploymentBuilder.class)
                            .getOptions()
                            .getCluster())
                    .isEqualTo("prod");
            String free = waiting("free");
            jenkins.buildAndAssertSuccess(saved);
            assertThat(ecs.hookStatus(free)).isEqualTo("SUCCEEDED");
        });
    }

    @Test
    void aStepThatWaitsAsksAgainAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            attest(jenkins);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "standing");
            job.setDefinition(new CpsFlowDefinition(ADMIT + ", wait: true\necho 'deployment admitted'", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("waiting for deployments of the service shop", run);
        });
        assertThat(ecs.answers()).isEmpty();
        String deployment = waiting("late");
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("standing", WorkflowJob.class)
                    .getLastBuild();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("deployment admitted", run);
            assertThat(ecs.hookStatus(deployment)).isEqualTo("SUCCEEDED");
        });
    }
}

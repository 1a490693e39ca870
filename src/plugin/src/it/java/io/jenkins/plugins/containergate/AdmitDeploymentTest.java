package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.aws.FakeEcs;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.builders.AdmitDeploymentBuilder;
import io.jenkins.plugins.containergate.steps.AdmitDeploymentStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Deployments that wait in an ECS of the test, admitted by what a build attested. */
class AdmitDeploymentTest extends ShopOnAws {
    private static final String ADMIT = "admitDeployment cluster: 'prod', service: 'shop', awsAccount: 'prod'";

    private final BuiltImage image = ExampleShop.fixed();
    private FakeEcs ecs;

    @BeforeEach
    void start() throws IOException {
        FakeRegistry started = registry(image);
        ecs = FakeEcs.start();
        start(started, ecs.address());
        ecs.taskDefinition("""
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true}]}
            """.formatted(name())).service("prod", "shop", "shop", """
            {"launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"],
             "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}}
            """);
    }

    @AfterEach
    void stop() {
        ecs.close();
    }

    private String name() {
        return repository() + ":1.4";
    }

    private String waiting(String id) {
        return ecs.waiting("prod", "shop", id, "web " + name() + " " + image.manifestDigest());
    }

    private void configure(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(folder.resolve("osv"));
        connect();
        Path policy = Files.writeString(
                folder.resolve("casc.yaml"), """
            security:
              containerGate:
                policy:
                  vulnerabilities: {max: {critical: 0, high: 0}}
                  taskDefinition:
                    awsLookups: optional
                    rules:
                      - {rule: image-by-digest, level: "off"}
                      - {rule: log-configuration, level: "off"}
            """ + signatures(jenkins).indent(6));
        ConfigurationAsCode.get().configure(policy.toString());
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

    /** What is on its disk while it waits is all that a controller has after it was killed. */
    @Test
    void aControllerThatIsKilledWhileItWaitsContinuesNothingThatDidNotPass() throws Throwable {
        FilePath left = new FilePath(folder.resolve("left").toFile());
        sessions.then(jenkins -> {
            configure(jenkins);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "standing");
            job.setDefinition(new CpsFlowDefinition(ADMIT + ", wait: true", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("waiting for deployments of the service shop", run);
            jenkins.jenkins.getRootPath().copyRecursiveTo(left);
        });
        String deployment = waiting("bad");
        FilePath home = new FilePath(sessions.getHome());
        home.deleteContents();
        left.copyRecursiveTo(home);
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("standing", WorkflowJob.class)
                    .getLastBuild();
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            assertThat(ecs.hookStatus(deployment)).isEqualTo("FAILED");
            assertThat(ecs.answers()).extracting(answer -> answer.action()).containsExactly("ROLLBACK");
        });
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.ArtifactManagerConfiguration;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Ways in which gates let through what they should stop, each seen in one that people use. Here none of them works. */
@WithJenkins
class KnownFailOpensTest {
    @TempDir
    Path exports;

    /** A gate that counts "high" and "medium" does not see "critical". */
    @Test
    void criticalFindingsFailThePolicyThatNamesOnlyHigh(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(limit("0"));

        WorkflowRun run = scan(jenkins, ExampleShop.vulnerable(), "");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getCounts().getCritical()).isEqualTo(1);
    }

    /** A threshold that is no number switched the gate off. */
    @Test
    void aThresholdThatIsNoNumberIsRefused(JenkinsRule jenkins) {
        for (String threshold : List.of("none", "-1", "0.5", "1e3", "٣", "")) {
            PolicySettings policy = limit(threshold.isEmpty() ? "''" : threshold);
            assertThatThrownBy(() -> ContainerGateConfiguration.get().setPolicy(policy))
                    .as(threshold)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static PolicySettings limit(String critical) {
        return new PolicySettings("version: 1\nvulnerabilities: {max: {critical: " + critical + "}}\n");
    }

    /** Zero meant "off", so that "none at all" could not be said. */
    @Test
    void zeroMeansNotASingleOne(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));

        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, ExampleShop.vulnerable(), ""));
    }

    /** When the scan failed, the result of an earlier build was still in the workspace and was judged. */
    @Test
    void resultsOfAnEarlierBuildAreNeverJudged(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scan(jenkins, ExampleShop.fixed(), """
                writeFile file: 'verdict.json', text: '{"schemaVersion": 1, "outcome": "PASS"}'
                writeFile file: 'shop.tar', text: 'damaged'
                """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    /** No verdict, or an empty one, was taken for success. */
    @Test
    void anImageInWhichNothingIsFoundIsAnError(JenkinsRule jenkins) throws Exception {
        BuiltImage bare = ImageBuilder.image()
                .user("1000")
                .healthCheck("CMD", "/bin/true")
                .layer(LayerBuilder.layer().file("bin/app", "an executable of unknown origin"), "COPY app /bin/app")
                .build();

        WorkflowRun run = scan(jenkins, bare, "");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    /** The job chose the server, the policy and whether to fail. */
    @Test
    void aJobNamesServersAndAccountsAndBringsNone(JenkinsRule jenkins) {
        assertThat(new DescribableModel<>(ScanImageStep.class)
                        .getParameters().stream().map(DescribableParameter::getName))
                .containsExactlyInAnyOrder(
                        "image",
                        "archive",
                        "baseline",
                        "report",
                        "sbom",
                        "policyFile",
                        "posture",
                        "platform",
                        "registryCredentialsId",
                        "trivyServer",
                        "upgrades",
                        "vex",
                        "awsAccount");
    }

    /** The organisation's thresholds were a default that any job could replace. */
    @Test
    void aJobCannotChooseItsOwnThresholds(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));

        WorkflowRun run = scan(jenkins, ExampleShop.vulnerable(), """
                writeFile file: 'container-gate.yaml', text: 'version: 1\\nvulnerabilities: {max: {critical: 1}}\\n'
                """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("org allows at most 0", run);
    }

    /** The default was never to fail a build. */
    @Test
    void withoutAnyConfigurationTheDefaultIsToFail(JenkinsRule jenkins) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, ExampleShop.vulnerable(), ""));
    }

    /** Setting a result let the Pipeline go on to deploy. */
    @Test
    void theStageAfterAFailureDoesNotRun(JenkinsRule jenkins) throws Exception {
        jenkins.assertLogNotContains("deploying", scan(jenkins, ExampleShop.vulnerable(), ""));
    }

    /** A scanner that is not there made the build ABORTED, and the Pipeline went on. */
    @Test
    void aScannerThatIsNotThereIsAnErrorThatStopsTheBuild(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scan(jenkins, ExampleShop.fixed(), "", "trivyServer: 'gone'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogNotContains("deploying", run);
    }

    /** Counts were static, so that one build was judged by another's. */
    @Test
    void buildsAtTheSameTimeDoNotMix(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setNumExecutors(4);
        List<WorkflowJob> jobs = new ArrayList<>();
        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.add(job(jenkins, i % 2 == 0 ? ExampleShop.vulnerable() : ExampleShop.fixed(), "", ""));
        }
        for (WorkflowJob job : jobs) {
            runs.add(job.scheduleBuild2(0).waitForStart());
        }

        for (int i = 0; i < runs.size(); i++) {
            WorkflowRun run = jenkins.waitForCompletion(runs.get(i));
            jenkins.assertBuildStatus(i % 2 == 0 ? Result.FAILURE : Result.SUCCESS, run);
            assertThat(run.getAction(VerdictAction.class).getCounts().getCritical())
                    .isEqualTo(i % 2 == 0 ? 1 : 0);
        }
    }

    /** What was found got lost when its report could not be written. */
    @Test
    void findingsCountEvenWhenTheirReportsCannotBeKept(JenkinsRule jenkins) throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new UnwritableArtifacts(() -> {
            throw new IOException("the store of artifacts is down");
        }));

        WorkflowRun run = scan(jenkins, ExampleShop.fixed(), "");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogNotContains("deploying", run);
    }

    /** The code of a scanner that failed was ignored. */
    @Test
    void anImageThatCannotBeReadToItsEndIsAnError(JenkinsRule jenkins) throws Exception {
        byte[] whole = ExampleShop.archive(ExampleShop.fixed());
        WorkflowJob job = job(jenkins, ExampleShop.fixed(), "", "");
        jenkins.jenkins
                .getWorkspaceFor(job)
                .child("shop.tar")
                .copyFrom(new ByteArrayInputStream(whole, 0, whole.length - 4_096));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    private WorkflowRun scan(JenkinsRule jenkins, BuiltImage image, String before, String... options) throws Exception {
        WorkflowJob job = job(jenkins, image, before, String.join(", ", options));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    private WorkflowJob job(JenkinsRule jenkins, BuiltImage image, String before, String options) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(image)));
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + before + "\nscanImage archive: 'shop.tar'" + (options.isEmpty() ? "" : ", " + options)
                        + "\n}\necho 'deploying'",
                true));
        return job;
    }
}

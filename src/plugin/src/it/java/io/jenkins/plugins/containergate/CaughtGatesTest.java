package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.run.UndecidedGates;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.ArtifactManagerConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a Pipeline can make of a gate that fails: everything but a green build. */
@WithJenkins
class CaughtGatesTest {
    @TempDir
    Path exports;

    private WorkflowRun run(JenkinsRule jenkins, String script) throws Exception {
        ExampleShop.configure(exports);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        return again(jenkins, script);
    }

    private static WorkflowRun again(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.vulnerable())));
        workspace.child("fixed.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.fixed())));
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try { scanImage archive: 'shop.tar' } catch (e) { }",
                "try { scanImage archive: 'gone.tar' } catch (e) { }",
                "try { scanImage archive: 'shop.tar', policyFile: 'gone.yaml' } catch (e) { }",
                "try { scanImage archive: 'shop.tar', image: 'shop:1' } catch (e) { }",
                "try { checkTaskDefinition file: 'gone.json' } catch (e) { }",
                "try { scanImage archive: ['shop.tar'] } catch (e) { }",
                "try { scanImage archive: 'shop.tar', upgrades: 'always' } catch (e) { }",
                "catchError(buildResult: 'SUCCESS') { checkDrift() }",
                "catchError(buildResult: 'SUCCESS') { scanImage archive: 'shop.tar' }",
                "catchError(buildResult: 'SUCCESS', stageResult: 'SUCCESS') { scanImage archive: 'shop.tar' }",
                "catchError(buildResult: 'UNSTABLE') { scanImage archive: 'shop.tar' }",
                "warnError('gate') { scanImage archive: 'shop.tar' }",
                "try { scanImage archive: 'shop.tar' } catch (e) { unstable 'gate' }",
                "try { scanImage archive: 'shop.tar' } catch (e) { currentBuild.result = 'SUCCESS' }",
                "retry(2) { try { scanImage archive: 'shop.tar' } catch (e) { } }",
                "try { parallel a: { scanImage archive: 'shop.tar' }, b: { }, failFast: true } catch (e) { }",
            })
    void noPipelineMakesItGreen(String body, JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, "node { " + body + " }\necho 'went on'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("went on", run);
    }

    /** Jenkins refuses these before anything of a gate runs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "step([$class: 'ScanImageBuilder', typo: 1])",
                "step($class: 'ScanImageBuilder', options: 'shop.tar')",
                "step([$class: 'CheckSecretsBuilder', options: [path: '.', typo: 1]])",
                "step([$class: 'io.jenkins.plugins.containergate.builders.ScanImageBuilder', options: [archive:"
                        + " ['shop.tar']]])",
            })
    void whatJenkinsRefusesIsNotGreen(String step, JenkinsRule jenkins) throws Exception {
        for (String script : List.of(
                "node { try { " + step + " } catch (e) { } }",
                "catchError(buildResult: 'SUCCESS', stageResult: 'SUCCESS') { node { " + step + " } }",
                "parallel a: { node { try { " + step + " } catch (e) { } } }, b: { echo 'b' }")) {
            WorkflowRun run = run(jenkins, script);

            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("Builder was refused before it ran", run);
        }
    }

    /** Another plugin, or Jenkins itself, can refuse a step that has all its options. */
    @Test
    void whatAnotherPluginRefusesIsNotGreen(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, "try { scanImage archive: 'fixed.tar' } catch (e) { }");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("scanImage was refused before it ran", run);
    }

    /** Another plugin that watches steps. */
    @TestExtension("whatAnotherPluginRefusesIsNotGreen")
    public static class Refusing implements StepListener {
        @Override
        public void notifyOfNewStep(Step step, StepContext context) {
            context.onFailure(new AbortException("not today"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scanImage image: 'shop:1'", "checkSecrets path: '.'", "checkTaskDefinition file: 'task.json'"})
    void withoutANodeItIsNotGreenEither(String gate, JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, "try { " + gate + " } catch (e) { }\necho 'went on'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("went on", run);
        jenkins.assertLogContains("put the step into node", run);
    }

    /** Nor is one that ends with what no gate throws: hostile input can fill a stack, and a hostile agent can send anything. */
    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, InterruptedException.class})
    void whateverIsThrownItIsNotGreenEither(Class<? extends Throwable> thrown, JenkinsRule jenkins) throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new UnwritableArtifacts(() -> {
            if (thrown == InterruptedException.class) {
                throw new InterruptedException();
            }
            throw new StackOverflowError();
        }));

        WorkflowRun run = run(jenkins, """
            node { catchError(buildResult: 'SUCCESS') { scanImage archive: 'fixed.tar' } }
            echo 'went on'
            """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("went on", run);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse by themselves there")
    void aGateThatIsStoppedWhileItReadsDoesNotLeaveItGreen(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        workspace.mkdirs();
        EndlessArchive.write(Path.of(workspace.child("endless.tar").getRemote()));
        job.setDefinition(new CpsFlowDefinition("""
            node {
                try {
                    parallel(
                        gate: { scanImage archive: 'endless.tar' },
                        other: {
                            waitUntil(quiet: true) { fileExists 'stop' }
                            error 'the other branch fails'
                        },
                        failFast: true)
                } catch (e) { }
            }
            echo 'went on'
            """, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("reading: archive:endless.tar", run);

        workspace.child("stop").touch(0);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("went on", run);
    }

    /** What another gate of the attempt decides, be it of the same name, is no later attempt. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse by themselves there")
    void aGateThatIsStoppedIsNotDecidedByAnotherInTheSameAttempt(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        workspace.mkdirs();
        EndlessArchive.write(Path.of(workspace.child("shop.tar").getRemote()));
        job.setDefinition(new CpsFlowDefinition("""
            retry(2) {
                node {
                    try {
                        parallel(
                            gate: { scanImage archive: 'shop.tar' },
                            other: {
                                waitUntil(quiet: true) { fileExists 'stop' }
                                error 'the other branch fails'
                            },
                            failFast: true)
                    } catch (e) { }
                    waitUntil(quiet: true) { fileExists 'go' }
                    scanImage archive: 'shop.tar'
                }
            }
            echo 'went on'
            """, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("reading: archive:shop.tar", run);

        workspace.child("stop").touch(0);
        jenkins.waitForMessage("Failed in branch other", run);
        workspace.child("shop.tar").delete();
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.fixed())));
        workspace.child("go").touch(0);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("went on", run);
        assertThat(run.getActions(VerdictAction.class))
                .extracting(VerdictAction::getOutcome)
                .containsExactly("PASS");
    }

    /** Those that start other builds, or tell a waiting one of the result, must not see a success that is taken back. */
    @Test
    void aBuildWithoutADecisionFailsBeforeAnyOtherListenerLooksAtIt(JenkinsRule jenkins) {
        assertThat(RunListener.all().get(0)).isInstanceOf(UndecidedGates.class);
    }

    @Test
    void theResultIsThereBeforeTheExceptionIsCaught(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, """
            node {
                try { scanImage archive: 'shop.tar' } catch (e) { echo "so far ${currentBuild.result}" }
            }
            """);

        jenkins.assertLogContains("so far FAILURE", run);
    }

    @Test
    void aGateThatPassesInALaterAttemptLeavesTheBuildFailed(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, """
            int attempt = 0
            node {
                retry(2) {
                    attempt++
                    scanImage archive: attempt == 1 ? 'shop.tar' : 'fixed.tar'
                }
            }
            """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getActions(VerdictAction.class))
                .extracting(VerdictAction::getOutcome)
                .containsExactly("FAIL", "PASS");
    }

    @Test
    void theOrganisationCanLeaveItToThePipeline(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        ContainerGateConfiguration.get().setCaughtGateFailsBuild(false);

        WorkflowRun run = again(jenkins, "node { try { scanImage archive: 'shop.tar' } catch (e) { } }");

        jenkins.assertBuildStatusSuccess(run);
    }

    @Test
    void whatPassesOrWarnsIsNotTouched(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("warn", "fail"));

        jenkins.assertBuildStatus(Result.UNSTABLE, again(jenkins, "node { scanImage archive: 'shop.tar' }"));
    }

    @Test
    void everyErrorHasAVerdict(JenkinsRule jenkins) throws Exception {
        for (String step : List.of(
                "scanImage archive: 'shop.tar', policyFile: 'gone.yaml'",
                "checkSecrets archive: 'shop.tar', policyFile: 'gone.yaml'",
                "checkTaskDefinition taskDefinition: '{}', policyFile: 'gone.yaml'",
                "writeFile file: 'container-gate.yaml', text: 'mode: warn'; scanImage archive: 'shop.tar'",
                "writeFile file: 'container-gate.yaml', text: 'nonsense: 1'; scanImage archive: 'shop.tar'")) {
            WorkflowRun run = run(jenkins, "node { " + step + " }");

            jenkins.assertBuildStatus(Result.FAILURE, run);
            assertThat(run.getActions(VerdictAction.class))
                    .as(step)
                    .extracting(VerdictAction::getOutcome)
                    .containsExactly("ERROR");
        }
    }
}

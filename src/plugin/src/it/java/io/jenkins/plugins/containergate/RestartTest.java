package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Node;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class RestartTest {
    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path exports;

    /** On an agent, Jenkins cuts the connection before it stops. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse by themselves there")
    void aScanThatARestartInterruptedFailsAndCanBeRetried(boolean onAgent) throws Throwable {
        AtomicReference<String> archive = new AtomicReference<>();
        sessions.then(jenkins -> {
            ExampleShop.configure(exports);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            Node node = onAgent ? agent(jenkins) : jenkins.jenkins;
            FilePath workspace = node.getWorkspaceFor(job);
            workspace.mkdirs();
            archive.set(workspace.child("shop.tar").getRemote());
            EndlessArchive.write(Path.of(archive.get()));
            job.setDefinition(new CpsFlowDefinition("""
                    retry(conditions: [nonresumable()], count: 2) {
                        node('%s') { scanImage archive: 'shop.tar' }
                    }
                    echo 'deploying'
                    """.formatted(onAgent ? node.getNodeName() : "built-in"), true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("reading: archive:shop.tar", run);
        });
        // not before: the message comes before the gate has opened the archive
        Files.delete(Path.of(archive.get()));
        Files.write(Path.of(archive.get()), ExampleShop.archive(ExampleShop.fixed()));
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("scanImage", run);
            jenkins.assertLogContains("cannot be resumed after a controller restart", run);
            jenkins.assertLogContains("deploying", run);
        });
    }

    /** Neither a restart nor what catches its exception decides in the place of the gate. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse by themselves there")
    void aScanThatARestartInterruptedIsNotGreenWhereItsExceptionIsCaught(boolean killed) throws Throwable {
        FilePath left = new FilePath(exports.resolve("left").toFile());
        sessions.then(jenkins -> {
            ExampleShop.configure(exports);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
            workspace.mkdirs();
            EndlessArchive.write(Path.of(workspace.child("shop.tar").getRemote()));
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                        try { scanImage archive: 'shop.tar' } catch (e) { echo 'caught' }
                    }
                    echo 'deploying'
                    """, true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("reading: archive:shop.tar", run);
            workspace.child("shop.tar").delete();
            leave(jenkins, left);
        });
        comeBack(killed, left);
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();

            jenkins.waitForCompletion(run);
            jenkins.assertLogContains("caught", run);
            jenkins.assertBuildStatus(Result.FAILURE, run);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "true, shop.tar, fail, FAILURE",
        "false, shop.tar, fail, FAILURE",
        "true, gone.tar, fail, FAILURE",
        "true, gone.tar, unstable, UNSTABLE"
    })
    void whatAGateMadeOfTheBuildIsNotForgottenWhereItsExceptionWasCaught(
            boolean killed, String archive, String onError, String result) throws Throwable {
        FilePath left = new FilePath(exports.resolve("left").toFile());
        sessions.then(jenkins -> {
            ExampleShop.configure(exports);
            ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", onError));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            jenkins.jenkins
                    .getWorkspaceFor(job)
                    .child("shop.tar")
                    .copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.vulnerable())));
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                        try { scanImage archive: '%s' } catch (e) { }
                    }
                    echo 'sleeping'
                    sleep 15
                    echo 'deploying'
                    """.formatted(archive), true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Sleeping for", run);
            ((CpsFlowExecution) run.getExecution()).waitForSuspension();
            leave(jenkins, left);
        });
        comeBack(killed, left);
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();

            jenkins.waitForCompletion(run);
            jenkins.assertLogContains("deploying", run);
            jenkins.assertBuildStatus(Result.fromString(result), run);
        });
    }

    /** Whose directory is there in the next session, too. */
    private DumbSlave agent(JenkinsRule jenkins) throws Exception {
        DumbSlave agent =
                new DumbSlave("builder", exports.resolve("agent").toString(), jenkins.createComputerLauncher(null));
        jenkins.jenkins.addNode(agent);
        jenkins.waitOnline(agent);
        return agent;
    }

    /** What a controller has on its disk when it is killed now. */
    private static void leave(JenkinsRule jenkins, FilePath left) throws Exception {
        jenkins.jenkins.getRootPath().copyRecursiveTo("**/*", "workspace/**", left);
    }

    private void comeBack(boolean killed, FilePath left) throws Exception {
        if (killed) {
            FilePath home = new FilePath(sessions.getHome());
            home.deleteContents();
            left.copyRecursiveTo(home);
        }
    }

    @Test
    void whatAScanReturnedAndTheVerdictAreThereAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            ExampleShop.configure(exports);
            ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("warn", "fail"));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            jenkins.jenkins
                    .getWorkspaceFor(job)
                    .child("shop.tar")
                    .copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.vulnerable())));
            job.setDefinition(new CpsFlowDefinition("""
                    def scan
                    node { scan = scanImage archive: 'shop.tar' }
                    echo 'sleeping'
                    sleep 20
                    echo "restarted with ${scan.outcome} ${scan.counts.CRITICAL}"
                    """, true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("sleeping", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();

            jenkins.assertBuildStatus(Result.UNSTABLE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("restarted with WARN 1", run);
            assertThat(run.getAction(VerdictAction.class).getCounts().getCritical())
                    .isEqualTo(1);
            assertThat(ContainerGateConfiguration.get().getPolicy().getYaml()).contains("mode: warn");
            assertThat(jenkins.createWebClient()
                            .goTo(run.getUrl() + "container-gate/")
                            .asNormalizedText())
                    .contains(ExampleShop.CVE);
        });
    }
}

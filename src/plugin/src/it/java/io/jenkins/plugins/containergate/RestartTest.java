package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class RestartTest {
    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path exports;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse by themselves there")
    void aScanThatARestartInterruptedFailsAndCanBeRetried() throws Throwable {
        sessions.then(jenkins -> {
            ExampleShop.configure(exports);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
            workspace.mkdirs();
            EndlessArchive.write(Path.of(workspace.child("shop.tar").getRemote()));
            job.setDefinition(new CpsFlowDefinition("""
                    retry(conditions: [nonresumable()], count: 2) {
                        node { scanImage archive: 'shop.tar' }
                    }
                    echo 'deploying'
                    """, true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("reading: archive:shop.tar", run);
            FilePath archive = workspace.child("shop.tar");
            archive.delete();
            archive.copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.fixed())));
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getLastBuild();

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("scanImage", run);
            jenkins.assertLogContains("cannot be resumed after a controller restart", run);
            jenkins.assertLogContains("deploying", run);
        });
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

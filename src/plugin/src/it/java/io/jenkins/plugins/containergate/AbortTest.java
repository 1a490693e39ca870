package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.slaves.DumbSlave;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse by themselves there")
class AbortTest {
    @TempDir
    Path exports;

    @Test
    void anAbortReachesTheAgentThatIsReading(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowRun run = reading(jenkins, agent, "scanImage archive: 'shop.tar'");

        run.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("deploying", run);
        assertThat(run.getAction(VerdictAction.class)).isNull();
        assertNoStackTrace(run);
        assertThatTheAgentStops(agent, run);
    }

    @Test
    void aTimeoutReachesTheAgentThatIsReading(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowRun run =
                reading(jenkins, agent, "timeout(time: 40, unit: 'SECONDS') { scanImage archive: 'shop.tar' }");

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("deploying", run);
        assertNoStackTrace(run);
        assertThatTheAgentStops(agent, run);
    }

    @Test
    void anAbortedBuildStepReadsNoFurtherAndShowsNoStackTrace(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        ExampleShop.configure(exports);
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.setAssignedNode(agent);
        FilePath workspace = agent.getWorkspaceFor(project);
        workspace.mkdirs();
        EndlessArchive.write(Path.of(workspace.child("shop.tar").getRemote()));
        ScanImageStep options = new ScanImageStep();
        options.setArchive("shop.tar");
        project.getBuildersList().add(new ScanImageBuilder(options));
        FreeStyleBuild build = project.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("reading: archive:shop.tar", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertNoStackTrace(build);
    }

    private static void assertNoStackTrace(Run<?, ?> run) throws Exception {
        assertThat(run.getLog(1_000)).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    }

    private WorkflowRun reading(JenkinsRule jenkins, DumbSlave agent, String step) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
        EndlessArchive.write(Path.of(workspace.child("shop.tar").getRemote()));
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent.getNodeName() + "') {\n" + step + "\n}\necho 'deploying'", true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("reading: archive:shop.tar", run);
        return run;
    }

    /** What it does last is to remove its temporary directory. */
    private static void assertThatTheAgentStops(DumbSlave agent, WorkflowRun run) throws Exception {
        FilePath temporary = WorkspaceList.tempDir(agent.getWorkspaceFor(run.getParent()));
        for (int i = 0; i < 300 && !temporary.listDirectories().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(temporary.listDirectories()).isEmpty();
    }
}

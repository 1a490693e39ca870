package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import hudson.remoting.VirtualChannel;
import hudson.slaves.DumbSlave;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.builders.CheckSecretsBuilder;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.run.Gate;
import io.jenkins.plugins.containergate.run.GateRun;
import io.jenkins.plugins.containergate.steps.CheckSecretsStep;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A gate that cannot go on, because its agent is gone or its job is incomplete, fails the build and says why. */
@WithJenkins
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files are not sparse by themselves there")
class LostAgentTest {
    @TempDir
    Path exports;

    @Test
    void aPipelineWhoseAgentIsLostWhileItReadsIsAnErrorWithoutStackTrace(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        prepare(agent, job);
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent.getNodeName() + "') { scanImage archive: 'shop.tar' }\necho 'deploying'", true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("reading: archive:shop.tar", run);

        jenkins.disconnectSlave(agent);

        assertThatItSaysWhy(jenkins, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("deploying", run);
    }

    @Test
    void aGateWhoseAgentIsLostBeforeItBeginsIsNotGreenWhereThatIsCaught(JenkinsRule jenkins) throws Exception {
        for (String gate : List.of("scanImage archive: 'shop.tar'", "checkDrift cluster: 'shop'")) {
            DumbSlave agent = jenkins.createOnlineSlave();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("""
                node('%s') {
                    echo 'waiting'
                    waitUntil(quiet: true) { currentBuild.description == 'go' }
                    try { %s } catch (e) { }
                }
                echo 'went on'
                """.formatted(agent.getNodeName(), gate), true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("waiting", run);
            jenkins.disconnectSlave(agent);

            run.setDescription("go");

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("went on", run);
        }
    }

    @Test
    void aFreestyleBuildWhoseAgentIsLostWhileItReadsIsAnErrorWithoutStackTrace(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setAssignedNode(agent);
        prepare(agent, job);
        ScanImageStep scan = new ScanImageStep();
        scan.setArchive("shop.tar");
        job.getBuildersList().add(new ScanImageBuilder(scan));
        CheckSecretsStep secrets = new CheckSecretsStep();
        secrets.setPath(".");
        job.getBuildersList().add(new CheckSecretsBuilder(secrets));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("reading: archive:shop.tar", build);

        jenkins.disconnectSlave(agent);

        assertThatItSaysWhy(jenkins, jenkins.waitForCompletion(build));
    }

    /** Of a damaged cache of jars, or a full disk. */
    @Test
    void aClassThatTheAgentCannotLoadIsAnErrorThatNamesTheAgent(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setAssignedNode(agent);
        job.getBuildersList()
                .add(TestBuilder.of((build, launcher, listener) -> new GateRun(new WithoutClass())
                        .perform(new GateContext(
                                build, Optional.of(build.getWorkspace()), listener, Optional.empty()))));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("the agent could not load a class: NoClassDefFoundError example/Reader", build);
        jenkins.assertLogNotContains("aws-java-sdk2", build);
        assertThat(build.getActions(VerdictAction.class))
                .extracting(VerdictAction::getOutcome)
                .containsExactly("ERROR");
    }

    /** A gate whose agent misses a class. */
    private static final class WithoutClass implements Gate {
        @Override
        public String name() {
            return "scanImage";
        }

        @Override
        public Optional<String> subject() {
            return Optional.of("shop.tar");
        }

        @Override
        public Set<GateName> gates() {
            return Set.of(GateName.VULNERABILITIES);
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public boolean startsAgain() {
            return false;
        }

        @Override
        public @Nullable String getPolicyFile() {
            return null;
        }

        @Override
        public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
                throws GateException, IOException, InterruptedException {
            return context.requiredWorkspace("reading").act(new Missing());
        }
    }

    private static final class Missing extends MasterToSlaveFileCallable<List<Judged>> {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Judged> invoke(File workspace, VirtualChannel channel) {
            throw new NoClassDefFoundError("example/Reader");
        }
    }

    @Test
    void aBuildStepWithoutItsOptionsSaysSo(JenkinsRule jenkins) throws Exception {
        for (String name : new String[] {
            "ScanImage",
            "CheckSecrets",
            "VerifySignature",
            "AttestVerdict",
            "CheckTaskDefinition",
            "CheckDrift",
            "AdmitDeployment"
        }) {
            FreeStyleProject job = (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                    name,
                    new ByteArrayInputStream(("<project><builders><io.jenkins.plugins.containergate.builders." + name
                                    + "Builder/></builders></project>")
                            .getBytes(StandardCharsets.UTF_8)));

            FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

            jenkins.assertLogContains("has no options", build);
            jenkins.assertLogNotContains("\tat ", build);
        }
    }

    private void prepare(DumbSlave agent, TopLevelItem job) throws Exception {
        ExampleShop.configure(exports);
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
        EndlessArchive.write(Path.of(workspace.child("shop.tar").getRemote()));
    }

    private static void assertThatItSaysWhy(JenkinsRule jenkins, Run<?, ?> run) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("check that the agent is still connected", run);
        jenkins.assertLogNotContains("\tat io.jenkins.plugins.containergate", run);
        assertThat(run.getActions(VerdictAction.class))
                .extracting(VerdictAction::getOutcome)
                .contains("ERROR")
                .doesNotContain("PASS", "WARN");
    }
}

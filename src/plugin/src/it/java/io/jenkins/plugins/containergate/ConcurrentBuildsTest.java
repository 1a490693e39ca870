package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds that run at the same time, of one job and of several. */
@WithJenkins
class ConcurrentBuildsTest {
    private static final int BUILDS = 6;

    @TempDir
    Path directory;

    @Test
    void eachBuildKeepsItsOwnVerdict(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(directory.resolve("osv"));
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("audit", "fail"));
        jenkins.jenkins.setNumExecutors(BUILDS);
        WorkflowJob vulnerable = job(jenkins, "vulnerable", ExampleShop.vulnerable());
        WorkflowJob fixed = job(jenkins, "fixed", ExampleShop.fixed());
        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < BUILDS; i++) {
            runs.add((i % 2 == 0 ? vulnerable : fixed).scheduleBuild2(0).waitForStart());
        }

        for (WorkflowRun run : runs) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            int expected = run.getParent() == vulnerable ? 1 : 0;
            assertThat(run.getActions(VerdictAction.class)).singleElement().satisfies(verdict -> {
                assertThat(verdict.getNumber()).isEqualTo(1);
                assertThat(verdict.getCounts().getCritical()).isEqualTo(expected);
            });
            assertThat(VerdictFile.of(run, 1).read().gates().get(0).findings()).hasSize(expected);
            assertThat(run.getArtifacts()).hasSize(1);
        }
    }

    private WorkflowJob job(JenkinsRule jenkins, String name, BuiltImage image) throws Exception {
        Path archive = directory.resolve(name + ".tar");
        Files.write(archive, ExampleShop.archive(image));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("node { scanImage archive: '" + archive + "' }", true));
        return job;
    }
}

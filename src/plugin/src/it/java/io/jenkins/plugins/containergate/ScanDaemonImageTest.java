package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.lib.containergate.testkit.docker.FakeDaemon;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
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

/** The agent asks the daemon that the job names for an image that was never pushed. */
@WithJenkins
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "daemons listen on a named pipe there")
class ScanDaemonImageTest {
    @TempDir
    Path folder;

    private WorkflowRun scan(JenkinsRule jenkins, BuiltImage image) throws Exception {
        ExampleShop.configure(folder.resolve("osv"));
        DumbSlave agent = jenkins.createOnlineSlave();
        Path archive = DockerArchive.of(image, "shop:1.4").writeTo(folder.resolve("shop.tar"));
        try (FakeDaemon daemon = FakeDaemon.start(folder.resolve("d.sock"))
                .with("docker.io/library/shop:1.4", image.configDigest(), archive)) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("""
                node('%s') {
                    withEnv(['DOCKER_HOST=%s']) {
                        def scan = scanImage image: 'docker-daemon:shop:1.4'
                        echo "digest=${scan.digest} pin=${scan.digestReference}"
                    }
                }
                """.formatted(agent.getNodeName(), daemon.address()), true));
            return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
        }
    }

    @Test
    void anImageThatPassesIsKnownByItsId(JenkinsRule jenkins) throws Exception {
        BuiltImage image = ExampleShop.fixed();
        WorkflowRun run = scan(jenkins, image);

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("digest=" + image.configDigest() + " pin=null", run);
    }

    @Test
    void aVulnerableImageFailsTheBuild(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scan(jenkins, ExampleShop.vulnerable());

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
    }
}

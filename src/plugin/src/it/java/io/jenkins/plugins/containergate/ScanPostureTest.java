package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A posture in the workspace says which images the internet reaches. */
@WithJenkins
class ScanPostureTest {
    private final BuiltImage image = ExampleShop.vulnerable();

    @TempDir
    Path exports;

    private static String posture(String digest) {
        return """
            {"schemaVersion": 1, "clusters": [{"judgedAt": "2026-11-24T12:00:00Z", "workloads": [
              {"path": "prod/service/shop", "reachableFromInternet": true, "images": ["%s"]}]}]}""".formatted(digest);
    }

    private static WorkflowRun scan(JenkinsRule jenkins, String name, String posture) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        workspace.child("posture.json").write(posture, "UTF-8");
        job.setDefinition(
                new CpsFlowDefinition("node { scanImage image: '" + name + "', posture: 'posture.json' }", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void theFindingsOfAnImageThatTheInternetReachesSaySo(JenkinsRule jenkins) throws Exception {
        try (FakeRegistry registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"))) {
            ExampleShop.configure(exports);
            RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
            reached.setPlainHttp(true);
            ContainerGateConfiguration.get().setRegistries(List.of(reached));
            String name = registry.authority() + "/shop/app:1.4";

            WorkflowRun reachable = scan(jenkins, name, posture(image.manifestDigest()));
            jenkins.assertBuildStatus(Result.FAILURE, reachable);
            assertThat(VerdictText.of(reachable))
                    .contains("\"reachableFromInternet\": true", "the internet reaches prod/service/shop");

            WorkflowRun other = scan(jenkins, name, posture("sha256:" + "0".repeat(64)));
            assertThat(VerdictText.of(other)).contains("is not known").doesNotContain("reachableFromInternet");

            WorkflowRun broken = scan(jenkins, name, "{}");
            assertThat(broken.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        }
    }
}

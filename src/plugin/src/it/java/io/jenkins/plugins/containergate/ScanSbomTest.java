package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An SBOM adds packages to those of an image; alone it is evaluated only where the organisation says so. */
@WithJenkins
class ScanSbomTest {
    private static final String MYSTERY = "{\"type\": \"library\", \"name\": \"mystery\", \"version\": \"1\"}";
    private static final String KNOWN = "{\"type\": \"library\", \"name\": \"zed\", \"version\": \"1\", \"purl\":"
            + " \"pkg:deb/debian/zed@1?distro=debian-12&upstream=zed-source\"}";

    @TempDir
    Path exports;

    private static WorkflowRun scan(JenkinsRule jenkins, String step, String components) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        BuiltImage image = ExampleShop.fixed();
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(image)));
        if (!components.isEmpty()) {
            workspace.child("sbom.json").write("""
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [%s]}
                """.formatted(components), "UTF-8");
        }
        job.setDefinition(new CpsFlowDefinition("node { " + step + " }", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void whatAnSbomNamesBesideAnImageCounts(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        String step = "scanImage archive: 'shop.tar', sbom: 'sbom.json'";
        jenkins.assertBuildStatusSuccess(scan(jenkins, step, KNOWN));

        WorkflowRun unknown = scan(jenkins, step, MYSTERY);
        jenkins.assertBuildStatus(Result.FAILURE, unknown);
        jenkins.assertLogContains("mystery", unknown);

        WorkflowRun missing = scan(jenkins, step, "");
        jenkins.assertBuildStatus(Result.FAILURE, missing);
        jenkins.assertLogContains("the SBOM 'sbom.json' is not in the workspace", missing);
    }

    @Test
    void anSbomAloneIsAnErrorUnlessTheOrganisationTakesItInstead(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        String step = "def scan = scanImage sbom: 'sbom.json'; echo \"digest: ${scan.digest}\"";
        WorkflowRun refused = scan(jenkins, step, KNOWN);
        jenkins.assertBuildStatus(Result.FAILURE, refused);
        jenkins.assertLogContains("an SBOM alone is not evaluated", refused);

        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", "  sboms: instead\n"));
        WorkflowRun alone = scan(jenkins, step, KNOWN);
        jenkins.assertBuildStatusSuccess(alone);
        assertThat(alone.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
        jenkins.assertLogContains("digest: null", alone);
    }

    @Test
    void rulesOfOnesOwnAreEvaluatedInJenkins(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        String rule =
                "rules:\n- {id: no-zed, gate: vulnerabilities, severity: high, title: zed is in the image, remedy: remove zed,"
                        + " when: 'packages.exists(p, p.name == \"zed\")'}\n";
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", rule));
        String step = "scanImage archive: 'shop.tar', sbom: 'sbom.json'";
        WorkflowRun found = scan(jenkins, step, KNOWN);
        jenkins.assertBuildStatus(Result.FAILURE, found);
        jenkins.assertLogContains("policy/no-zed: the condition of the rule holds", found);

        jenkins.assertBuildStatusSuccess(scan(jenkins, step, KNOWN.replace("zed", "zod")));
    }
}

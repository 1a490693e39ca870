package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
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

/** The report of another scanner adds findings; alone it counts only where the organisation says so. */
@WithJenkins
class ScanReportTest {
    private static final String PURL = "pkg:deb/debian/zlib1g@1.3.dfsg-1?arch=amd64&distro=debian-12&epoch=1";

    @TempDir
    Path exports;

    private static String trivy(BuiltImage image, String flaws) {
        return """
            {"SchemaVersion": 2, "Trivy": {"Version": "0.74.0"}, "CreatedAt": "2026-11-24T05:00:00Z",
             "ArtifactName": "shop", "Metadata": {"ImageID": "%s"},
             "Results": [{"Target": "shop", "Class": "os-pkgs", "Type": "debian",
               "Packages": [{"Name": "zlib1g", "Identifier": {"PURL": "%s"}}], "Vulnerabilities": [%s]}]}
            """.formatted(image.configDigest(), PURL, flaws);
    }

    private static String flaw() {
        return """
            {"VulnerabilityID": "CVE-2026-1234", "PkgName": "zlib1g", "PkgIdentifier": {"PURL": "%s"},
             "InstalledVersion": "1:1.3.dfsg-1", "Status": "affected", "Severity": "CRITICAL"}\
            """.formatted(PURL);
    }

    private static WorkflowRun scan(JenkinsRule jenkins, BuiltImage image, String report) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        place(workspace, image, report);
        job.setDefinition(new CpsFlowDefinition("node { scanImage archive: 'shop.tar', report: 'trivy.json' }", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    private static void place(FilePath workspace, BuiltImage image, String report) throws Exception {
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(image)));
        if (!report.isEmpty()) {
            workspace.child("trivy.json").write(report, "UTF-8");
        }
    }

    private static void instead() {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", "  reports: instead\n"));
    }

    @Test
    void whatTheReportAddsFailsTheBuild(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        WorkflowRun run = scan(jenkins, ExampleShop.fixed(), trivy(ExampleShop.fixed(), flaw()));

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("CVE-2026-1234", run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
    }

    @Test
    void aReportThatHidesAFlawTakesNothingAway(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        WorkflowRun run = scan(jenkins, ExampleShop.vulnerable(), trivy(ExampleShop.vulnerable(), ""));

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(ExampleShop.CVE, run);
    }

    @Test
    void withoutASourceAReportIsAnErrorUnlessTheOrganisationTakesItInstead(JenkinsRule jenkins) throws Exception {
        WorkflowRun refused = scan(jenkins, ExampleShop.fixed(), trivy(ExampleShop.fixed(), ""));
        jenkins.assertBuildStatus(Result.FAILURE, refused);
        jenkins.assertLogContains("no source of vulnerabilities is configured", refused);

        instead();
        String mild = flaw().replace("CRITICAL", "LOW");
        jenkins.assertBuildStatusSuccess(scan(jenkins, ExampleShop.fixed(), trivy(ExampleShop.fixed(), mild)));
    }

    @Test
    void aReportOfAnotherImageAndOneThatIsMissingAreErrors(JenkinsRule jenkins) throws Exception {
        instead();
        WorkflowRun other = scan(jenkins, ExampleShop.fixed(), trivy(ExampleShop.vulnerable(), ""));
        jenkins.assertBuildStatus(Result.FAILURE, other);
        jenkins.assertLogContains("is not about this image", other);

        WorkflowRun missing = scan(jenkins, ExampleShop.fixed(), "");
        jenkins.assertBuildStatus(Result.FAILURE, missing);
        jenkins.assertLogContains("the report 'trivy.json' is not in the workspace", missing);
        assertThat(missing.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    @Test
    void aBuildStepTakesAReportToo(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        FreeStyleProject project = jenkins.createFreeStyleProject();
        ScanImageStep options = new ScanImageStep();
        options.setArchive("shop.tar");
        options.setReport("${REPORT}.json");
        project.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("REPORT", "trivy")));
        project.getBuildersList().add(new ScanImageBuilder(options));
        place(jenkins.jenkins.getWorkspaceFor(project), ExampleShop.fixed(), trivy(ExampleShop.fixed(), flaw()));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        jenkins.assertLogContains("CVE-2026-1234", build);
    }
}

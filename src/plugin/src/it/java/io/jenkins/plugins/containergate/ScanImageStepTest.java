package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.AbstractProject;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.osv.FakeOsvApi;
import io.jenkins.plugins.containergate.config.ArchivedReports;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FetchedData;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import io.jenkins.plugins.containergate.ui.PolicyFile;
import io.jenkins.plugins.containergate.ui.PolicyLine;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

@WithJenkins
class ScanImageStepTest {
    @TempDir
    Path exports;

    @Test
    void anImageThatPassesReturnsWhatTheDeploymentNeeds(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scripted(jenkins, ExampleShop.fixed(), """
            def scan = scanImage archive: 'shop.tar'
            echo "outcome=${scan.outcome} passed=${scan.passed} critical=${scan.counts.CRITICAL}"
            echo "digest=${scan.digest} reference=${scan.reference} pin=${scan.digestReference}"
            echo "findings=${scan.findings} url=${scan.reportUrl}"
            """);

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("outcome=PASS passed=true critical=0", run);
        jenkins.assertLogContains("digest=sha256:", run);
        jenkins.assertLogContains("reference=shop.tar pin=null", run);
        jenkins.assertLogContains("url=" + jenkins.getURL() + run.getUrl() + "container-gate/", run);
    }

    @Test
    void aFailureStopsThePipeline(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scripted(jenkins, ExampleShop.vulnerable(), """
            scanImage archive: 'shop.tar'
            echo 'deploying'
            """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogNotContains("deploying", run);
        jenkins.assertLogContains("fails the policy", run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
    }

    @Test
    void aFailureStopsADeclarativePipelineToo(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        place(jenkins, job, ExampleShop.vulnerable());
        job.setDefinition(new CpsFlowDefinition("""
            pipeline {
                agent any
                stages {
                    stage('scan') { steps { scanImage archive: 'shop.tar', platform: 'linux/amd64' } }
                    stage('deploy') { steps { echo 'deploying' } }
                }
            }
            """, true));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogNotContains("deploying", run);
        jenkins.assertLogContains("fails the policy", run);
    }

    @Test
    void aWarningMarksTheStepAndTheBuildAsUnstableAndGoesOn(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("warn", "fail"));
        WorkflowRun run = scripted(jenkins, ExampleShop.vulnerable(), """
            def scan = scanImage archive: 'shop.tar'
            echo "going on with ${scan.outcome}"
            """);

        jenkins.assertBuildStatus(Result.UNSTABLE, run);
        jenkins.assertLogContains("going on with WARN", run);
        assertThat(new DepthFirstScanner().allNodes(run.getExecution()))
                .anySatisfy(node -> assertThat(node.getPersistentAction(WarningAction.class))
                        .extracting(WarningAction::getResult)
                        .isEqualTo(Result.UNSTABLE));
    }

    @Test
    void aGateThatCannotDecideFailsTheBuildWithTheWayOut(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scripted(jenkins, ExampleShop.fixed(), """
            scanImage archive: 'other.tar'
            echo 'deploying'
            """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogNotContains("deploying", run);
        jenkins.assertLogContains("could not decide on other.tar", run);
        jenkins.assertLogContains("check the path", run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    @Test
    void anErrorIsUnstableOnlyWhereThePolicySaysSo(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "unstable"));
        WorkflowRun run = scripted(jenkins, ExampleShop.fixed(), """
            def scan = scanImage archive: 'other.tar'
            echo "going on with ${scan.outcome} ${scan.passed}"
            """);

        jenkins.assertBuildStatus(Result.UNSTABLE, run);
        jenkins.assertLogContains("going on with ERROR false", run);
    }

    @Test
    void withoutVulnerabilityDataNothingPasses(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        place(jenkins, job, ExampleShop.fixed());
        job.setDefinition(new CpsFlowDefinition("node { scanImage archive: 'shop.tar' }", true));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("no source of vulnerabilities is configured", run);
    }

    @Test
    void theOsvApiIsAsked(JenkinsRule jenkins) throws Exception {
        try (FakeOsvApi api = ExampleShop.api()) {
            VulnerabilityData data = new VulnerabilityData();
            data.setOsvApi(api.address().toString());
            WorkflowRun run = withData(jenkins, data);

            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("fails the policy", run);
            assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        }
    }

    @Test
    void anApiThatDoesNotAnswerIsAnErrorAndNotAPass(JenkinsRule jenkins) throws Exception {
        VulnerabilityData data = new VulnerabilityData();
        data.setOsvApi("http://127.0.0.1:1");
        WorkflowRun run = withData(jenkins, data);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    @Test
    void anApiAndExportsTogetherAreNoSource(JenkinsRule jenkins) throws Exception {
        VulnerabilityData data = new VulnerabilityData();
        data.setOsvApi("true");
        data.setOsvExports(List.of(exports.toString()));
        WorkflowRun run = withData(jenkins, data);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("several sources of vulnerabilities", run);
    }

    @Test
    void dataThatTheControllerFetchedAreUsed(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        Path data = FetchedData.directory().root();
        Files.createDirectories(data.resolve("osv"));
        Files.writeString(
                data.resolve("kev.json"),
                "{\"dateReleased\": \"2026-11-23T00:00:00Z\", \"vulnerabilities\": [{\"cveID\": \"CVE-2023-45853\"}]}");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(data.resolve("osv/Debian.zip")))) {
            zip.putNextEntry(new ZipEntry("DEBIAN-CVE-2023-45853.json"));
            zip.write(Files.readAllBytes(exports.resolve("DEBIAN-CVE-2023-45853.json")));
        }
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", "  knownExploited: deny\n"));
        VulnerabilityData fetched = new VulnerabilityData();
        fetched.setFetchedEcosystems(List.of("debian"));
        WorkflowRun run = withData(jenkins, fetched);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("knownExploited=deny", run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
    }

    private WorkflowRun withData(JenkinsRule jenkins, VulnerabilityData data) throws Exception {
        ContainerGateConfiguration.get().setVulnerabilityData(data);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        place(jenkins, job, ExampleShop.vulnerable());
        job.setDefinition(new CpsFlowDefinition("node { scanImage archive: 'shop.tar' }", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void aPolicyInTheWorkspaceCanOnlyTighten(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        WorkflowRun run = scripted(jenkins, ExampleShop.vulnerable(), """
            writeFile file: 'container-gate.yaml', text: 'version: 1\\nvulnerabilities: {max: {critical: 5}}\\n'
            scanImage archive: 'shop.tar'
            """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("vulnerabilities.max.critical=5, but org allows at most 0", run);
    }

    /** As if the repository had no policy, it would pass without what its policy demands. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void aPolicyInTheWorkspaceThatIsALinkToNothingIsAnError(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        place(jenkins, job, ExampleShop.fixed());
        job.setDefinition(new CpsFlowDefinition("node { scanImage archive: 'shop.tar' }", true));
        jenkins.jenkins
                .getWorkspaceFor(job)
                .child("container-gate.yaml")
                .symlinkTo("policies/strict.yaml", TaskListener.NULL);

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains(
                "'container-gate.yaml' in the workspace is a link to a file that does not exist", run);
    }

    @Test
    void withoutAPolicyOfTheOrganisationTheBuiltInOneIsTheFloor(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scripted(jenkins, ExampleShop.vulnerable(), """
            writeFile file: 'container-gate.yaml', text: 'version: 1\\nmode: audit\\n'
            scanImage archive: 'shop.tar'
            """);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("built-in", run);
    }

    @Test
    void theLogAndThePageSayWhichLayerSetEachValue(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        WorkflowRun run = scripted(jenkins, ExampleShop.fixed(), """
            writeFile file: 'container-gate.yaml', text: 'version: 1\\nvulnerabilities: {max: {medium: 3}}\\n'
            scanImage archive: 'shop.tar'
            """);

        jenkins.assertLogContains("policy: vulnerabilities.max.critical=0 (org)", run);
        jenkins.assertLogContains("policy: vulnerabilities.max.medium=3 (workspace)", run);
        assertThat(PolicyFile.of(run, 1).read())
                .as("and so does the page")
                .anySatisfy(line -> assertThat(line)
                        .extracting(PolicyLine::getKey, PolicyLine::getValue, PolicyLine::getLayer)
                        .containsExactly("vulnerabilities.max.critical", "0", "org"))
                .anySatisfy(line -> assertThat(line)
                        .extracting(PolicyLine::getKey, PolicyLine::getValue, PolicyLine::getLayer)
                        .containsExactly("vulnerabilities.max.medium", "3", "workspace"));
        assertThat(jenkins.createWebClient()
                        .goTo(run.getUrl() + "container-gate/")
                        .asXml())
                .contains("vulnerabilities.max.medium");
    }

    @Test
    void anImageAndAnArchiveTogetherAreRefused(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = scripted(
                jenkins, ExampleShop.fixed(), "scanImage archive: 'shop.tar', image: 'docker-archive:shop.tar'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("not both", run);
    }

    @Test
    void anOptionThatCannotBeHonouredIsNotIgnored(JenkinsRule jenkins) throws Exception {
        WorkflowRun run =
                scripted(jenkins, ExampleShop.fixed(), "scanImage archive: 'shop.tar', trivyServer: 'central'");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("could not decide", run);
    }

    @Test
    void theSbomIsAnArtifactAndTheReportsThatAreChosen(JenkinsRule jenkins) throws Exception {
        assertThat(scripted(jenkins, ExampleShop.fixed(), "scanImage archive: 'shop.tar'")
                        .getArtifacts())
                .extracting(Object::toString)
                .containsExactly("container-gate/sbom.cdx.json");
        ArchivedReports all = new ArchivedReports();
        all.setVerdict(true);
        all.setHtml(true);
        all.setSarif(true);
        all.setJunit(true);
        ContainerGateConfiguration.get().setArchivedReports(all);

        WorkflowRun run = scripted(jenkins, ExampleShop.fixed(), "scanImage archive: 'shop.tar'");

        assertThat(run.getArtifacts())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "container-gate/junit.xml",
                        "container-gate/report.html",
                        "container-gate/report.sarif",
                        "container-gate/sbom.cdx.json",
                        "container-gate/verdict.json");
    }

    @Test
    void stepsInParallelBranchesDoNotMix(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("audit", "fail"));
        WorkflowRun run = scripted(jenkins, ExampleShop.vulnerable(), """
            def branches = [:]
            for (int i = 0; i < 8; i++) {
                branches["b${i}"] = { scanImage archive: 'shop.tar' }
            }
            parallel branches
            """);

        jenkins.assertBuildStatusSuccess(run);
        List<VerdictAction> verdicts = run.getActions(VerdictAction.class);
        assertThat(verdicts).extracting(VerdictAction::getNumber).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(verdicts)
                .allSatisfy(
                        verdict -> assertThat(verdict.getCounts().getCritical()).isEqualTo(1));
    }

    @Test
    void theFormOfTheSnippetGeneratorKeepsEveryOption(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setTrivyServers(List.of(new TrivyServer("central", "https://trivy.example")));
        ContainerGateConfiguration.get().setAwsAccounts(List.of(new AwsAccount("prod")));
        ScanImageStep step = new ScanImageStep();
        step.setImage("oci:layout:1.4");
        step.setArchive("a.tar");
        step.setReport("r.json");
        step.setPolicyFile("gate.yaml");
        step.setPlatform("linux/arm64");
        step.setRegistryCredentialsId("gone");
        step.setTrivyServer("central");
        step.setAwsAccount("prod");

        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new StepForm(step));
        jenkins.configRoundtrip((Item) project);

        ScanImageStep saved = project.getBuildersList().get(StepForm.class).step;
        jenkins.assertEqualDataBoundBeans(step, saved);
    }

    /** Shows the form of a step where the test harness can submit it. */
    public static class StepForm extends Builder {
        public final ScanImageStep step;

        @DataBoundConstructor
        public StepForm(ScanImageStep step) {
            this.step = step;
        }

        @TestExtension
        public static class DescriptorImpl extends BuildStepDescriptor<Builder> {
            @Override
            @SuppressWarnings("rawtypes")
            public boolean isApplicable(Class<? extends AbstractProject> jobType) {
                return true;
            }
        }
    }

    private WorkflowRun scripted(JenkinsRule jenkins, BuiltImage image, String steps) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        place(jenkins, job, image);
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "\n}", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    private static void place(JenkinsRule jenkins, WorkflowJob job, BuiltImage image) throws Exception {
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(image)));
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.slaves.DumbSlave;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ScanImageBuilderTest {
    @TempDir
    Path exports;

    @Test
    void anImageThatPassesLetsTheBuildGoOn(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = project(jenkins, ExampleShop.fixed());

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);

        assertThat(build.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
    }

    @Test
    void aFailureFailsTheBuildBeforeItsNextStep(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = project(jenkins, ExampleShop.vulnerable());
        project.getBuildersList().add(new FailureBuilder());

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        jenkins.assertLogContains("fails the policy", build);
        jenkins.assertLogNotContains("Simulating a failure", build);
        assertThat(build.getAction(VerdictAction.class).getCounts().getCritical())
                .isEqualTo(1);
    }

    /** An option of a later version after a rollback, or what a program that writes jobs has misspelt or put elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "onlyOfALaterVersion,"
                + " <options><archive>shop.tar</archive><onlyOfALaterVersion>true</onlyOfALaterVersion></options>",
        "policyFile, <options><archive>shop.tar</archive></options><policyFile>strict.yaml</policyFile>",
        "policyFile, <policyFile>strict.yaml</policyFile><options><archive>shop.tar</archive></options>"
    })
    void aStoredOptionThatCannotBeReadIsNotLeftOut(String name, String stored, JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        String builder = ScanImageBuilder.class.getName();
        FreeStyleProject project = (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                "shop",
                new ByteArrayInputStream(
                        ("<project><builders><" + builder + ">" + stored + "</" + builder + "></builders></project>")
                                .getBytes(StandardCharsets.UTF_8)));
        jenkins.jenkins
                .getWorkspaceFor(project)
                .child("shop.tar")
                .copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.fixed())));

        refuses(jenkins, project, name);
        project.save();
        project.doReload();
        refuses(jenkins, project, name);
    }

    private static void refuses(JenkinsRule jenkins, FreeStyleProject project, String option) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);
        jenkins.assertLogContains("scanImage does not have these options: " + option + ".", build);
    }

    @Test
    void aWarningMakesTheBuildUnstable(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = project(jenkins, ExampleShop.vulnerable());
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("warn", "fail"));

        jenkins.buildAndAssertStatus(Result.UNSTABLE, project);
    }

    @Test
    void theAgentReadsAndTheControllerJudges(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleProject project = project(jenkins, ExampleShop.vulnerable());
        project.setAssignedNode(agent);

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        assertThat(build.getBuiltOn()).isEqualTo(agent);
        assertThat(build.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        jenkins.assertLogContains("1 packages in 1 layers", build);
        jenkins.assertLogContains("fails the policy", build);
    }

    @Test
    void variablesOfAFreestyleBuildAreExpanded(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = project(jenkins, ExampleShop.fixed());
        project.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("NAME", "shop")));
        project.getBuildersList().get(ScanImageBuilder.class).getOptions().setArchive("${NAME}.tar");

        jenkins.buildAndAssertSuccess(project);
    }

    /** Where a restart cuts it short and that is caught, nothing would be left of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[$class: 'ScanImageBuilder', options: [archive: 'shop.tar']]",
                "[$class: 'ScanImageBuilder']",
                "[$class: 'CheckSecretsBuilder', options: [path: '.']]"
            })
    void inAPipelineItDoesNotRunAndTheBuildIsNotGreen(String step, JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        jenkins.jenkins
                .getWorkspaceFor(job)
                .child("shop.tar")
                .copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.fixed())));
        job.setDefinition(new CpsFlowDefinition(
                "node { try { step(" + step + ") } catch (e) { echo e.message } }\necho 'went on'", true));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("is for freestyle jobs", run);
        jenkins.assertLogContains(
                step.contains("Secrets") ? "call the step checkSecrets" : "call the step scanImage", run);
        jenkins.assertLogContains("went on", run);
    }

    @Test
    void theFormKeepsEveryOption(JenkinsRule jenkins) throws Exception {
        ScanImageStep options = new ScanImageStep();
        options.setImage("oci:layout:1.4");
        options.setPlatform("linux/arm64");
        options.setPolicyFile("gate.yaml");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new ScanImageBuilder(options));

        jenkins.configRoundtrip((Item) project);

        jenkins.assertEqualDataBoundBeans(
                options, project.getBuildersList().get(ScanImageBuilder.class).getOptions());
    }

    @Test
    void theFormLeavesEmptyWhatWasEmpty(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new ScanImageBuilder(new ScanImageStep()));

        jenkins.configRoundtrip((Item) project);

        ScanImageStep saved =
                project.getBuildersList().get(ScanImageBuilder.class).getOptions();
        assertThat(saved.getImage()).isNull();
        assertThat(saved.getPolicyFile()).isNull();
        assertThat(saved.getTrivyServer()).isNull();
        assertThat(saved.getRegistryCredentialsId()).isNull();
    }

    @Test
    void theRecordOfABuildStaysSmall(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = project(jenkins, ExampleShop.vulnerable());
        FreeStyleBuild without = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());

        FreeStyleBuild with = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        assertThat(size(with) - size(without)).isLessThan(4_096);
    }

    private static long size(FreeStyleBuild build) throws Exception {
        return Files.size(build.getRootDir().toPath().resolve("build.xml"));
    }

    private FreeStyleProject project(JenkinsRule jenkins, BuiltImage image) throws Exception {
        ExampleShop.configure(exports);
        FreeStyleProject project = jenkins.createFreeStyleProject();
        byte[] archive = ExampleShop.archive(image);
        project.getBuildersList().add(TestBuilder.of((build, launcher, listener) -> {
            try (var out = build.getWorkspace().child("shop.tar").write()) {
                out.write(archive);
            }
        }));
        ScanImageStep options = new ScanImageStep();
        options.setArchive("shop.tar");
        project.getBuildersList().add(new ScanImageBuilder(options));
        return project;
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import io.jenkins.lib.containergate.testkit.secret.SecretTraces;
import io.jenkins.lib.containergate.testkit.secret.TraceSearch;
import io.jenkins.plugins.containergate.builders.CheckSecretsBuilder;
import io.jenkins.plugins.containergate.steps.CheckSecretsStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class CheckSecretsTest {
    private final String token = new SecretTemplate(21).fill("{github:ghp_}");

    @TempDir
    Path directory;

    @Test
    void aSecretInTheWorkspaceStopsThePipelineAndIsNowhereInTheHomeOfJenkins(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = job(jenkins, agent, "checkSecrets path: 'deploy'");
        write(agent.getWorkspaceFor(job).child("deploy/.env"), "TOKEN=" + token);

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("github-personal-access-token", run);
        jenkins.assertLogContains(".env", run);
        jenkins.assertLogNotContains(token, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        assertNowhere(
                jenkins.jenkins.getRootDir().toPath(),
                agent.getWorkspaceFor(job).getRemote());
    }

    @Test
    void aCleanWorkspacePasses(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = job(jenkins, agent, "def r = checkSecrets path: '.'; echo \"outcome=${r.outcome}\"");
        write(agent.getWorkspaceFor(job).child("deploy/.env"), "TOKEN=${TOKEN}");

        jenkins.assertLogContains("outcome=PASS", jenkins.buildAndAssertSuccess(job));
    }

    @Test
    void aSecretInALayerOfAnArchiveIsFound(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = job(jenkins, agent, "checkSecrets archive: 'app.tar'");
        Path archive = OciLayout.of(ImageBuilder.image()
                        .layer(LayerBuilder.layer().file("app/.env", "TOKEN=" + token), "COPY . /app")
                        .build())
                .writeArchive(directory.resolve("app.tar"));
        agent.getWorkspaceFor(job).child("app.tar").copyFrom(new ByteArrayInputStream(Files.readAllBytes(archive)));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("app/.env", run);
        jenkins.assertLogNotContains(token, run);
        assertNowhere(
                jenkins.jenkins.getRootDir().toPath(),
                agent.getWorkspaceFor(job).getRemote());
    }

    @Test
    void aSecretThatWasTakenOutIsFoundInTheHistoryAndIsNowhereInTheHomeOfJenkins(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = job(jenkins, agent, "checkSecrets path: '.', gitHistory: true");
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
        try (Git git = Git.init().setDirectory(new File(workspace.getRemote())).call()) {
            for (String content : List.of("TOKEN=" + token, "TOKEN=${TOKEN}")) {
                write(workspace.child("app.env"), content);
                git.add().addFilepattern(".").call();
                git.commit()
                        .setMessage("change")
                        .setAuthor("a", "a@acme.net")
                        .setCommitter("a", "a@acme.net")
                        .setSign(false)
                        .call();
            }
        }

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("github-personal-access-token", run);
        jenkins.assertLogContains("app.env", run);
        jenkins.assertLogNotContains(token, run);
        assertNowhere(jenkins.jenkins.getRootDir().toPath(), workspace.getRemote());
    }

    @Test
    void aMissingPathCannotBeDecided(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = job(jenkins, jenkins.createOnlineSlave(), "checkSecrets path: 'nowhere'");

        jenkins.assertLogContains("nowhere", jenkins.buildAndAssertStatus(Result.FAILURE, job));
    }

    @Test
    void theBuildStepSearchesOnTheAgent(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.setAssignedNode(agent);
        CheckSecretsStep options = new CheckSecretsStep();
        options.setPath("deploy");
        project.getBuildersList().add(new CheckSecretsBuilder(options));
        write(agent.getWorkspaceFor(project).child("deploy/.env"), "TOKEN=" + token);

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        jenkins.assertLogContains("github-personal-access-token", build);
    }

    private static WorkflowJob job(JenkinsRule jenkins, DumbSlave agent, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node('" + agent.getNodeName() + "') { " + script + " }", true));
        return job;
    }

    private static void write(FilePath file, String text) throws Exception {
        file.getParent().mkdirs();
        file.write(text, StandardCharsets.UTF_8.name());
    }

    private void assertNowhere(Path home, String workspace) throws IOException {
        assertThat(TraceSearch.below(home, SecretTraces.of(List.of(token))).keySet())
                .filteredOn(file -> !file.startsWith(workspace))
                .isEmpty();
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code baseline: new-only}: only what the last passed scan of the job did not find counts. */
@WithJenkins
class BaselineTest {
    @TempDir
    Path exports;

    @Test
    void whatTheLastPassedScanHadIsNotNew(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(policy("audit", "none"));
        WorkflowJob job = job(jenkins, ExampleShop.vulnerable());
        jenkins.assertBuildStatusSuccess(run(jenkins, job));

        ContainerGateConfiguration.get().setPolicy(policy("enforce", "new-only"));
        WorkflowRun second = jenkins.assertBuildStatusSuccess(run(jenkins, job));

        Verdict verdict = VerdictFile.of(second, 1).read();
        assertThat(verdict.gates().get(0).findings())
                .extracting(found -> found.decision().name())
                .containsExactly("BASELINE");
    }

    @Test
    void newFindingsAreThoseThatTheLastPassedScanDidNotHave(JenkinsRule jenkins) throws Exception {
        PolicySettings ratchet =
                new PolicySettings("version: 1\nvulnerabilities: {max: {}, newFindings: {deny: low}}\n");
        ContainerGateConfiguration.get().setPolicy(ratchet);
        WorkflowJob job = job(jenkins, ExampleShop.vulnerable());
        jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, job));

        ContainerGateConfiguration.get().setPolicy(policy("audit", "none"));
        jenkins.assertBuildStatusSuccess(run(jenkins, job));
        ContainerGateConfiguration.get().setPolicy(ratchet);
        jenkins.assertBuildStatusSuccess(run(jenkins, job));
    }

    @Test
    void withoutAPassedScanEverythingIsNew(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(policy("enforce", "new-only"));
        WorkflowJob job = job(jenkins, ExampleShop.vulnerable());

        jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, job));
        jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, job));
    }

    @Test
    void aBaselineThatCannotBeReadIsAnErrorNotAPass(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(policy("audit", "none"));
        WorkflowJob job = job(jenkins, ExampleShop.vulnerable());
        WorkflowRun first = jenkins.assertBuildStatusSuccess(run(jenkins, job));
        Files.writeString(first.getRootDir().toPath().resolve("container-gate/1.json.gz"), "damaged");

        ContainerGateConfiguration.get().setPolicy(policy("enforce", "new-only"));
        WorkflowRun second = run(jenkins, job);

        jenkins.assertBuildStatus(Result.FAILURE, second);
        assertThat(second.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    @Test
    void theVerdictOfAnotherGateIsNoBaseline(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(policy("audit", "none"));
        WorkflowJob job = job(jenkins, ExampleShop.vulnerable());
        WorkflowRun first = jenkins.assertBuildStatusSuccess(run(jenkins, job));
        Verdict scan = VerdictFile.of(first, 1).read();
        WorkflowRun second = jenkins.assertBuildStatusSuccess(run(jenkins, job));
        Verdict secrets = new Verdict(
                scan.subject(),
                scan.policy(),
                List.of(new GateResult(
                        GateName.SECRETS, Outcome.PASS, "none", Optional.empty(), Optional.empty(), List.of())),
                List.of(),
                scan.judgedAt());
        second.removeActions(VerdictAction.class);
        second.addAction(new VerdictAction(1, secrets, Optional.empty()));
        VerdictFile.of(second, 1).write(secrets);

        ContainerGateConfiguration.get().setPolicy(policy("enforce", "new-only"));
        jenkins.assertBuildStatusSuccess(run(jenkins, job));
    }

    @Test
    void aSecretOfTheLastPassedSearchIsKnownAndAnotherInItsPlaceIsNot(JenkinsRule jenkins) throws Exception {
        SecretTemplate tokens = new SecretTemplate(21);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node { checkSecrets path: 'deploy' }", true));
        FilePath file = jenkins.jenkins.getWorkspaceFor(job).child("deploy/.env");
        file.write("TOKEN=" + tokens.fill("{github:ghp_}"), "UTF-8");
        ContainerGateConfiguration.get().setPolicy(secrets("audit", "none"));
        jenkins.assertBuildStatusSuccess(run(jenkins, job));

        ContainerGateConfiguration.get().setPolicy(secrets("enforce", "new-only"));
        WorkflowRun known = jenkins.assertBuildStatusSuccess(run(jenkins, job));
        file.write("TOKEN=" + tokens.fill("{github:ghp_}"), "UTF-8");
        WorkflowRun other = run(jenkins, job);

        assertThat(VerdictFile.of(known, 1).read().gates().get(0).findings())
                .extracting(found -> found.decision().name())
                .containsExactly("BASELINE");
        jenkins.assertBuildStatus(Result.FAILURE, other);
        assertThat(other.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
    }

    private static PolicySettings secrets(String mode, String baseline) {
        return new PolicySettings("version: 1\nmode: " + mode + "\nsecrets:\n  baseline: " + baseline + "\n");
    }

    private static PolicySettings policy(String mode, String baseline) {
        return ExampleShop.policy(mode, "fail", "  baseline: " + baseline + "\n");
    }

    private WorkflowJob job(JenkinsRule jenkins, BuiltImage image) throws Exception {
        ExampleShop.configure(exports);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(image)));
        job.setDefinition(new CpsFlowDefinition("node { scanImage archive: 'shop.tar' }", true));
        return job;
    }

    private static WorkflowRun run(JenkinsRule jenkins, WorkflowJob job) throws Exception {
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }
}

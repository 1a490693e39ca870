package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A job names an image that the policy allows as its baseline, and what is attested to that is known. */
@WithJenkins
class AttestedBaselineTest {
    private static final SigningKey GATE = SigningKey.ecdsa();

    private JenkinsRule jenkins;
    private FakeRegistry registry;

    @TempDir
    Path exports;

    @BeforeEach
    void start(JenkinsRule rule) throws IOException {
        jenkins = rule;
        registry = FakeRegistry.start()
                .with("shop/app", OciLayout.of(ExampleShop.vulnerable(), "prod"))
                .with("shop/app", OciLayout.of(ExampleShop.vulnerable(), "1.5"));
        ExampleShop.configure(exports);
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "gate-key", "", Secret.fromString(GATE.privatePem())));
        SystemCredentialsProvider.getInstance().save();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private String at(String tag) {
        return registry.authority() + "/shop/app:" + tag;
    }

    /** What may be named is in the last part. */
    private void policy(SigningKey trusted, String vulnerabilities, String more) throws IOException {
        ContainerGateConfiguration.get()
                .setPolicy(new PolicySettings("version: 1\nvulnerabilities: {max: {}" + vulnerabilities + "}\n" + more
                        + "signatures:\n  - repositories: ['**/shop/app']\n    verdict: {verifier: '" + jenkins.getURL()
                        + "'}\n    signers:\n      - name: gate\n        cosign:\n          ignoreTlog: true\n"
                        + "          key: |\n" + trusted.pem().indent(12)));
    }

    private void ratchet(SigningKey trusted, String allowed) throws IOException {
        policy(trusted, ", newFindings: {deny: high}", "delegate: {baselines: [" + allowed + "]}\n");
    }

    private WorkflowRun run(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node { " + script + " }", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    private WorkflowRun scan(String more) throws Exception {
        return run("scanImage image: '" + at("1.5") + "'" + more);
    }

    private static String outcome(WorkflowRun run) {
        return run.getAction(VerdictAction.class).getOutcome();
    }

    @Test
    void whatATrustedSignerAttestedToAnAllowedImageIsKnown() throws Exception {
        String named = ", baseline: '" + at("prod") + "'";
        policy(GATE, "", "");
        jenkins.assertBuildStatusSuccess(run("def s = scanImage image: '" + at("prod")
                + "'\nattestVerdict image: s.digestReference, keyCredentialsId: 'gate-key', attach: 'verdict'"));

        String allowed = "'" + registry.authority() + "/shop/*:prod'";
        ratchet(GATE, allowed);
        assertThat(outcome(scan(""))).as("without a baseline").isEqualTo("FAIL");
        WorkflowRun known = scan(named);
        jenkins.assertBuildStatusSuccess(known);
        assertThat(VerdictText.of(known)).contains("on " + registry.authority() + "/shop/app@", "attested by gate");

        policy(GATE, "", "delegate: {baselines: [" + allowed + "]}\n");
        jenkins.assertLogContains("the baseline has no effect", scan(named));

        ratchet(GATE, "'" + registry.authority() + "/shop/*:stable'");
        WorkflowRun refused = scan(named);
        jenkins.assertBuildStatus(Result.FAILURE, refused);
        assertThat(outcome(refused)).isEqualTo("ERROR");
        jenkins.assertLogContains("the policy does not let a job name", refused);
        WorkflowRun byDigest = scan(
                ", baseline: '" + at("prod") + "@" + ExampleShop.vulnerable().manifestDigest() + "'");
        assertThat(outcome(byDigest)).as("a digest is not the tag").isEqualTo("ERROR");

        ratchet(SigningKey.ecdsa(), allowed);
        assertThat(outcome(scan(named))).as("of a stranger").isEqualTo("ERROR");
        ratchet(GATE, allowed);
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        assertThat(outcome(scan(named))).as("of nobody knows whom").isEqualTo("ERROR");
    }

    @Test
    void aFreestyleJobHasTheOptionToo() throws Exception {
        ScanImageStep options = new ScanImageStep();
        options.setImage(at("1.5"));
        options.setBaseline(at("prod"));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new ScanImageBuilder(options));

        job = jenkins.configRoundtrip(job);

        assertThat(job.getBuildersList().get(ScanImageBuilder.class).getOptions())
                .extracting(each -> ((ScanImageStep) each).getBaseline())
                .isEqualTo(at("prod"));
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.containergate.builders.VerifySignatureBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.steps.VerifySignatureStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Signatures fetched by an agent or by the controller, verified with the organisation's keys. */
@WithJenkins
class VerifySignatureStepTest {
    private static final SigningKey RELEASE = SigningKey.ecdsa();

    private final BuiltImage image = ExampleShop.vulnerable();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private void trust(SigningKey key) {
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        PolicySettings policy = trusting(key);
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setRegistries(List.of(reached));
        configuration.setPolicy(policy);
    }

    private static PolicySettings trusting(SigningKey key) {
        return new PolicySettings("""
            version: 1
            signatures:
              - repositories: ["**/shop/*"]
                signers: [%s]
            """.formatted(key.signer("release")));
    }

    private void sign(SigningKey key) {
        String digest = image.manifestDigest();
        byte[] payload = SignatureTexts.payload(registry.authority() + "/shop/app", digest, "null")
                .getBytes(StandardCharsets.UTF_8);
        registry.manifest("shop/app", digest.replace(':', '-') + ".sig", """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},\
            "layers":[{"mediaType":"%s","digest":"%s","size":%s,\
            "annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}\
            """.formatted(
                        registry.blob("{}".getBytes(StandardCharsets.UTF_8)),
                        SignatureTexts.SIMPLE_SIGNING,
                        registry.blob(payload),
                        payload.length,
                        SignatureTexts.base64(key.sign(payload))));
    }

    private String step() {
        return "def v = verifySignature image: '" + registry.authority() + "/shop/app:1.4'; echo v.digestReference";
    }

    private static WorkflowRun run(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).get();
    }

    @Test
    void aSignedImagePassesOnAnAgentAndReturnsTheDigestToDeploy(JenkinsRule jenkins) throws Exception {
        trust(RELEASE);
        sign(RELEASE);
        String agent = jenkins.createOnlineSlave().getNodeName();
        WorkflowRun run = run(jenkins, "node('" + agent + "') { " + step() + " }");
        jenkins.assertBuildStatus(Result.SUCCESS, run);
        jenkins.assertLogContains(registry.authority() + "/shop/app@" + image.manifestDigest(), run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
    }

    @Test
    void anImageThatAStrangerSignedFailsOutsideOfANodeToo(JenkinsRule jenkins) throws Exception {
        trust(RELEASE);
        sign(SigningKey.ecdsa());
        WorkflowRun run = run(jenkins, step());
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("not made with this signer's key", run);
    }

    @Test
    void aRegistryThatIsGoneIsAnErrorNotAPass(JenkinsRule jenkins) throws Exception {
        trust(RELEASE);
        sign(RELEASE);
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        WorkflowRun run = run(jenkins, step());
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
    }

    @Test
    void aFreestyleJobVerifiesAndItsFormKeepsTheImage(JenkinsRule jenkins) throws Exception {
        trust(RELEASE);
        sign(RELEASE);
        VerifySignatureStep options = new VerifySignatureStep();
        options.setImage(registry.authority() + "/shop/app:1.4");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new VerifySignatureBuilder(options));
        jenkins.configRoundtrip(job);
        assertThat(job.getBuildersList()
                        .get(VerifySignatureBuilder.class)
                        .getOptions()
                        .getImage())
                .isEqualTo(options.getImage());
        jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0).get());
    }

    @Test
    void whatWasJudgedIsAttestedAndAcceptedWhereAVerdictIsDemanded(JenkinsRule jenkins) throws Exception {
        trust(RELEASE);
        sign(RELEASE);
        SigningKey gate = SigningKey.ed25519();
        keep(gate);
        WorkflowRun run = run(
                jenkins,
                "def v = verifySignature image: '" + registry.authority() + "/shop/app:1.4'\n"
                        + "echo 'done: ' + attestVerdict(image: v.digestReference, keyCredentialsId: 'gate-key',"
                        + " withPolicy: true)");
        jenkins.assertBuildStatus(Result.SUCCESS, run);
        jenkins.assertLogContains("done: " + registry.authority() + "/shop/app@" + image.manifestDigest(), run);
        jenkins.assertLogNotContains(gate.privatePem().substring(40, 70), run);

        String demand = """
            version: 1
            signatures:
              - repositories: ['**/shop/app']
                verdict: {verifier: '%s', gates: [signatures]}
                signers:
                  - name: gate
                    cosign:
                      ignoreTlog: true
                      key: |
            """.formatted(jenkins.getURL()) + gate.pem().indent(12);
        WorkflowRun demanding = run(
                jenkins,
                "node { writeFile file: 'container-gate.yaml', text: '''" + demand + "'''\nverifySignature image: '"
                        + registry.authority() + "/shop/app:1.4' }");
        jenkins.assertBuildStatus(Result.SUCCESS, demanding);
        jenkins.assertLogContains("signed by release, gate", demanding);
    }

    @Test
    void whatNoGateOfTheBuildJudgedIsNotAttested(JenkinsRule jenkins) throws Exception {
        trust(RELEASE);
        keep(RELEASE);
        WorkflowRun run = run(
                jenkins,
                "attestVerdict image: '" + registry.authority() + "/shop/app:1.4', keyCredentialsId: 'gate-key'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("no gate of this build has evaluated", run);
    }

    private static void keep(SigningKey key) throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "gate-key", "", Secret.fromString(key.privatePem())));
        SystemCredentialsProvider.getInstance().save();
    }

    @Test
    void whoeverPastesAKeySeesWhichOneItIs(JenkinsRule jenkins) {
        PolicySettings.DescriptorImpl form =
                (PolicySettings.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(PolicySettings.class);
        assertThat(form.doCheckYaml(trusting(RELEASE).getYaml(), null).renderHtml())
                .contains("SHA-256 fingerprint");
        assertThat(form.doCheckYaml(trusting(SigningKey.rsa(1024)).getYaml(), null)
                        .renderHtml())
                .contains("1024 bits");
    }
}

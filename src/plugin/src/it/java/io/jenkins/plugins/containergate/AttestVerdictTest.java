package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.EncryptedPem;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.containergate.builders.AttestVerdictBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.steps.AttestVerdictStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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

/** What the gates of a build said, signed with a key of the controller and put beside the image. */
@WithJenkins
class AttestVerdictTest {
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final String PASSPHRASE = "correct horse";
    private static final String SBOM = "application/vnd.cyclonedx+json";
    private static final String VERDICT = "application/vnd.container-gate.verdict.v1+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BuiltImage image = ExampleShop.fixed();
    private FakeRegistry registry;

    @TempDir
    Path exports;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private void prepare() throws IOException {
        ExampleShop.configure(exports);
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
        keep("plain-key", GATE.privatePem());
        keep("locked-key", EncryptedPem.of(GATE, PASSPHRASE));
        keep("passphrase", PASSPHRASE);
        keep("wrong", "battery staple");
    }

    private static void keep(String id, String secret) throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(secret)));
        SystemCredentialsProvider.getInstance().save();
    }

    private String name() {
        return registry.authority() + "/shop/app:1.4";
    }

    /** @param between what the build does after the scan */
    private WorkflowRun run(JenkinsRule jenkins, String between, String arguments) throws Exception {
        prepare();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node { def scan = scanImage image: '" + name() + "'\n" + between
                        + "\nattestVerdict image: scan.digestReference, " + arguments + " }",
                true));
        return job.scheduleBuild2(0).get();
    }

    private byte[] get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + registry.authority() + "/v2/shop/app/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    /** Digests of the only layers of the artifacts of a type that refer to the image. */
    private List<String> attached(String type) throws Exception {
        List<String> layers = new ArrayList<>();
        for (JsonNode referrer :
                JSON.readTree(get("referrers/" + image.manifestDigest())).get("manifests")) {
            JsonNode manifest =
                    JSON.readTree(get("manifests/" + referrer.get("digest").asText()));
            if (type.equals(manifest.path("artifactType").asText())) {
                assertThat(manifest.at("/subject/digest").asText()).isEqualTo(image.manifestDigest());
                layers.add(manifest.at("/layers/0/digest").asText());
            }
        }
        return layers;
    }

    private JsonNode predicate() throws Exception {
        String bundle =
                attached("application/vnd.dev.sigstore.bundle.v0.3+json").get(0);
        String payload = JSON.readTree(get("blobs/" + bundle))
                .at("/dsseEnvelope/payload")
                .asText();
        return JSON.readTree(Base64.getDecoder().decode(payload)).get("predicate");
    }

    private static String input(JsonNode predicate, String name) {
        for (JsonNode input : predicate.get("inputAttestations")) {
            if (input.get("uri").asText().equals(name)) {
                return "sha256:" + input.at("/digest/sha256").asText();
            }
        }
        return "";
    }

    @Test
    void anEncryptedKeySignsWithItsPasswordAndShowsNeither(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, "", "keyCredentialsId: 'locked-key', keyPasswordCredentialsId: 'passphrase'");
        jenkins.assertBuildStatus(Result.SUCCESS, run);
        jenkins.assertLogContains("attested " + registry.authority() + "/shop/app@" + image.manifestDigest(), run);
        jenkins.assertLogNotContains(PASSPHRASE, run);
        assertThat(predicate().get("verificationResult").asText()).isEqualTo("PASSED");
        assertThat(attached(SBOM)).isEmpty();
    }

    @Test
    void anEncryptedKeyWithAWrongOrNoPasswordSignsNothing(JenkinsRule jenkins) throws Exception {
        WorkflowRun wrong = run(jenkins, "", "keyCredentialsId: 'locked-key', keyPasswordCredentialsId: 'wrong'");
        jenkins.assertBuildStatus(Result.FAILURE, wrong);
        jenkins.assertLogContains("its passphrase is wrong", wrong);
        jenkins.assertLogNotContains("battery staple", wrong);
        WorkflowRun none = run(jenkins, "", "keyCredentialsId: 'locked-key'");
        jenkins.assertBuildStatus(Result.FAILURE, none);
        jenkins.assertLogContains("is encrypted", none);
        assertThat(attached("application/vnd.dev.sigstore.bundle.v0.3+json")).isEmpty();
    }

    @Test
    void sbomAndVerdictAreAttachedWithTheDigestsThatAreSigned(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, "", "keyCredentialsId: 'plain-key', attach: 'sbom, verdict'");
        jenkins.assertBuildStatus(Result.SUCCESS, run);
        JsonNode predicate = predicate();
        assertThat(attached(SBOM)).containsExactly(input(predicate, "sbom.cdx.json"));
        assertThat(attached(VERDICT)).containsExactly(input(predicate, "verdict-1.json"));
        JsonNode sbom = JSON.readTree(get("blobs/" + attached(SBOM).get(0)));
        assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.toString()).contains("zlib1g");
    }

    @Test
    void anSbomThatTheJobReplacedIsNotAttached(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(
                jenkins,
                "writeFile file: 'container-gate/sbom.cdx.json', text: '{}'\n"
                        + "archiveArtifacts 'container-gate/sbom.cdx.json'",
                "keyCredentialsId: 'plain-key', attach: 'sbom'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("is not the one that the gate has made", run);
        assertThat(attached(SBOM)).isEmpty();
    }

    @Test
    void whatCannotBeAttachedIsNamed(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins, "", "keyCredentialsId: 'plain-key', attach: 'sbom,licence'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("there is nothing called 'licence' to attach", run);
        AttestVerdictStep.DescriptorImpl form =
                (AttestVerdictStep.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(AttestVerdictStep.class);
        assertThat(form.doCheckAttach("licence").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckAttach("sbom, verdict").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void theFormOfTheBuildStepKeepsWhatToAttach(JenkinsRule jenkins) throws Exception {
        AttestVerdictStep options = new AttestVerdictStep(name());
        options.setAttach("sbom");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new AttestVerdictBuilder(options));
        jenkins.configRoundtrip(job);
        assertThat(job.getBuildersList()
                        .get(AttestVerdictBuilder.class)
                        .getOptions()
                        .getAttach())
                .isEqualTo("sbom");
    }

    /** The form always sends a value for each field; configuration written by hand or by Job DSL does not. */
    @Test
    void aFreestyleJobWithoutTheOptionalOptionsIsNoFault(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                "attest", new ByteArrayInputStream("""
                    <project><builders>
                      <io.jenkins.plugins.containergate.builders.AttestVerdictBuilder>
                        <options><image>registry.example.com/shop:1</image></options>
                      </io.jenkins.plugins.containergate.builders.AttestVerdictBuilder>
                    </builders></project>
                    """.getBytes(StandardCharsets.UTF_8)));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("a verdict is signed with exactly one key", build);
        jenkins.assertLogNotContains("NullPointerException", build);
    }

    /** Waivers, exemptions and signers can be those of one repository. */
    @Test
    void whatPassedUnderTheNameOfAnotherRepositoryIsNotAttested(JenkinsRule jenkins) throws Exception {
        registry.with("dev/app", OciLayout.of(image, "1.4"));
        prepare();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        String dev = registry.authority() + "/dev/app:1.4";
        job.setDefinition(new CpsFlowDefinition(
                "node { scanImage image: '" + dev + "'\nattestVerdict image: '" + name()
                        + "', keyCredentialsId: 'plain-key' }",
                true));
        WorkflowRun refused = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains(
                "no gate of this build has evaluated " + registry.authority() + "/shop/app@" + image.manifestDigest(),
                refused);
        jenkins.assertLogContains(", only " + dev, refused);
        job.setDefinition(new CpsFlowDefinition(
                "node { scanImage image: '" + dev + "'\nscanImage image: '" + name() + "'\nattestVerdict image: '"
                        + name() + "', keyCredentialsId: 'plain-key' }",
                true));
        jenkins.assertLogContains(
                "attested " + registry.authority() + "/shop/app@", jenkins.buildAndAssertSuccess(job));
        assertThat(predicate().get("inputAttestations")).hasSize(2);
    }

    private static StringCredentialsImpl key(CredentialsScope scope, String id) {
        return new StringCredentialsImpl(scope, id, "", Secret.fromString(GATE.privatePem()));
    }

    @Test
    void aKeyOfAFolderSignsForItsJobsAloneAndOneOfTheSystemForNone(JenkinsRule jenkins) throws Exception {
        prepare();
        SystemCredentialsProvider.getInstance().getCredentials().add(key(CredentialsScope.SYSTEM, "system-key"));
        Folder folder = jenkins.createProject(Folder.class, "release");
        folder.addProperty(new FolderCredentialsProperty(new DomainCredentials[] {
            new DomainCredentials(Domain.global(), List.of(key(CredentialsScope.GLOBAL, "folder-key")))
        }));
        WorkflowJob inside = folder.createProject(WorkflowJob.class, "shop");
        WorkflowJob outside = jenkins.createProject(WorkflowJob.class, "shop");
        inside.setDefinition(attesting("folder-key"));
        jenkins.buildAndAssertSuccess(inside);
        for (String key : List.of("folder-key", "system-key")) {
            outside.setDefinition(attesting(key));
            jenkins.assertLogContains(
                    "this job may use no secret text '" + key + "'",
                    jenkins.buildAndAssertStatus(Result.FAILURE, outside));
        }
        assertThat(attached("application/vnd.dev.sigstore.bundle.v0.3+json")).hasSize(1);
    }

    private CpsFlowDefinition attesting(String key) throws Exception {
        return new CpsFlowDefinition(
                "node { def scan = scanImage image: '" + name() + "'\nattestVerdict image: scan.digestReference,"
                        + " keyCredentialsId: '" + key + "' }",
                true);
    }
}

package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.containergate.builders.ScanImageBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** VEX documents in the workspace and beside the image excuse what the organisation's policy lets them excuse. */
@WithJenkins
class ScanVexTest {
    private static final SigningKey PSIRT = SigningKey.ecdsa();
    private static final String OPENVEX = "https://openvex.dev/ns/v0.2.0";
    private static final String NOT_AFFECTED =
            "\"status\": \"not_affected\", \"justification\": \"vulnerable_code_not_present\"";
    private static final String FILES = "vex: [{from: files, authors: [\"Acme\"]}]\n";

    private final BuiltImage image = ExampleShop.vulnerable();
    private FakeRegistry registry;

    @TempDir
    Path data;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String attestations(SigningKey key) {
        return "vex: [{from: attestations, signers: [" + key.signer("psirt") + "]}]\n";
    }

    private static String document(String author, String statement) {
        return """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1", "author": "%s",
             "timestamp": "2026-11-20T10:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "%s"},
             "products": [{"@id": "pkg:deb/debian/zlib1g"}], %s}]}
            """.formatted(author, ExampleShop.CVE, statement);
    }

    private void policy(String vex) throws IOException {
        ExampleShop.configure(data);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", vex));
    }

    private void fill(FilePath workspace) throws Exception {
        workspace.child("shop.tar").copyFrom(new ByteArrayInputStream(ExampleShop.archive(image)));
        workspace.child("vex/own.json").write(document("Acme", NOT_AFFECTED), "UTF-8");
        workspace.child("other.json").write(document("Stranger", NOT_AFFECTED), "UTF-8");
        workspace.child("vex.txt").write("no VEX document", "UTF-8");
        workspace.child("empty").mkdirs();
    }

    private WorkflowRun scan(JenkinsRule jenkins, String options) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        fill(jenkins.jenkins.getWorkspaceFor(job));
        job.setDefinition(new CpsFlowDefinition("node { scanImage " + options + " }", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void aFileExcusesOnlyWhereTheOrganisationTrustsFilesOfItsAuthor(JenkinsRule jenkins) throws Exception {
        policy(FILES);
        for (String path : List.of("vex/own.json", "vex")) {
            WorkflowRun excused = scan(jenkins, "archive: 'shop.tar', vex: '" + path + "'");
            jenkins.assertBuildStatusSuccess(excused);
            jenkins.assertLogContains("1 waived", excused);
            assertThat(VerdictText.of(excused)).contains("not_affected", "(files: vex/own.json)");
        }
        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, "archive: 'shop.tar', vex: 'other.json'"));
        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, "archive: 'shop.tar'"));

        policy("");
        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, "archive: 'shop.tar', vex: 'vex'"));
    }

    @Test
    void aDocumentThatCannotBeReadIsAnError(JenkinsRule jenkins) throws Exception {
        policy(FILES);
        WorkflowRun missing = scan(jenkins, "archive: 'shop.tar', vex: 'gone.json'");
        jenkins.assertBuildStatus(Result.FAILURE, missing);
        jenkins.assertLogContains("the VEX document 'gone.json' is not in the workspace", missing);

        WorkflowRun malformed = scan(jenkins, "archive: 'shop.tar', vex: 'vex.txt'");
        jenkins.assertBuildStatus(Result.FAILURE, malformed);
        jenkins.assertLogContains("the VEX document vex.txt is not well-formed JSON", malformed);

        WorkflowRun empty = scan(jenkins, "archive: 'shop.tar', vex: 'empty'");
        jenkins.assertBuildStatus(Result.FAILURE, empty);
        jenkins.assertLogContains("the directory empty has no VEX document", empty);
    }

    @Test
    void aFreestyleJobNamesDocumentsToo(JenkinsRule jenkins) throws Exception {
        policy(FILES);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        fill(jenkins.jenkins.getWorkspaceFor(job));
        ScanImageStep step = new ScanImageStep();
        step.setArchive("shop.tar");
        step.setVex("$JOB_VEX");
        job.getBuildersList().add(new ScanImageBuilder(step));
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("JOB_VEX", "vex/own.json")));

        job = jenkins.configRoundtrip(job);

        assertThat(job.getBuildersList().get(ScanImageBuilder.class).getOptions())
                .extracting(options -> ((ScanImageStep) options).getVex())
                .isEqualTo("$JOB_VEX");
        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    void whatATrustedSignerAttestsBesideTheImageExcuses(JenkinsRule jenkins) throws Exception {
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        String options = "image: '" + registry.authority() + "/shop/app:1.4'";
        policy(attestations(PSIRT));
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, options));

        attest(PSIRT, document("Acme", NOT_AFFECTED));
        WorkflowRun excused = scan(jenkins, options);
        jenkins.assertBuildStatusSuccess(excused);
        assertThat(VerdictText.of(excused)).contains("signed by psirt");

        policy(attestations(SigningKey.ecdsa()));
        WorkflowRun stranger = scan(jenkins, options);
        jenkins.assertBuildStatus(Result.FAILURE, stranger);
        assertThat(VerdictText.of(stranger)).contains("not made with this signer's key");

        policy(attestations(PSIRT).replace("}]}]\n", "}]}, {from: files}]\n"));
        jenkins.assertBuildStatusSuccess(scan(jenkins, options + ", vex: 'vex'"));
        attest(PSIRT, document("Acme", "\"status\": \"affected\"").replace("2026-11-20", "2026-11-21"));
        jenkins.assertBuildStatus(Result.FAILURE, scan(jenkins, options + ", vex: 'vex'"));
    }

    private void attest(SigningKey key, String predicate) {
        String digest = image.manifestDigest();
        String statement = SignatureTexts.statement(digest.replace("sha256:", ""), OPENVEX, "{}", predicate);
        byte[] envelope =
                SignatureTexts.envelope(key, SignatureTexts.IN_TOTO, statement).getBytes(StandardCharsets.UTF_8);
        registry.manifest("shop/app", digest.replace(':', '-') + ".att", """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},"layers":[
             {"mediaType":"application/vnd.dsse.envelope.v1+json","digest":"%s","size":%s,
              "annotations":{"predicateType":"%s","dev.cosignproject.cosign/signature":""}}]}
            """.formatted(
                        registry.blob("{}".getBytes(StandardCharsets.UTF_8)),
                        registry.blob(envelope),
                        envelope.length,
                        OPENVEX));
    }
}

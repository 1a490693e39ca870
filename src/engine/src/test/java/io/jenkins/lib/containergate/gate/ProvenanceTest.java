package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SLSA provenance as a demand of the trust policy. */
class ProvenanceTest {
    private static final SigningKey BUILDER = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String V1 = "https://slsa.dev/provenance/v1";
    private static final String V0_2 = "https://slsa.dev/provenance/v0.2";
    private static final String ID = "https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0";
    private static final String SOURCE = "https://github.com/acme/shop";
    private static final String DEMAND = """
            provenance:
              builders: ["https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v*"]
              sources: ["https://github.com/acme/shop"]
              refs: ["refs/heads/main", "refs/tags/v*"]
              buildTypes: ["https://actions.github.io/buildtypes/workflow/v1"]
              forbiddenParameters: ["inputs.debug*"]
        """;

    /** As GitHub attests builds. */
    private static final String GITHUB = """
        {"buildDefinition": {"buildType": "https://actions.github.io/buildtypes/workflow/v1",
          "externalParameters": {"workflow": {"ref": "refs/heads/main", "repository": "https://github.com/acme/shop",
            "path": ".github/workflows/release.yml"}, "inputs": {}},
          "internalParameters": {"github": {"event_name": "push"}},
          "resolvedDependencies": [{"uri": "git+https://github.com/acme/shop@refs/heads/main",
            "digest": {"gitCommit": "c27d339ee6075c1f744c5d4b200f7901aad2c369"}}]},
         "runDetails": {"builder": {"id": "https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0"},
          "metadata": {"invocationId": "https://github.com/acme/shop/actions/runs/1/attempts/1"}}}
        """;

    /** As the generators of the SLSA project attested builds before. */
    private static final String SECOND = """
        {"builder": {"id": "https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0"},
         "buildType": "https://actions.github.io/buildtypes/workflow/v1",
         "invocation": {"configSource": {"uri": "git+https://github.com/acme/shop@refs/tags/v1",
           "digest": {"sha1": "c27d339ee6075c1f744c5d4b200f7901aad2c369"}, "entryPoint": "release"}, "parameters": {}},
         "materials": [{"uri": "git+https://github.com/acme/shop@refs/tags/v1",
           "digest": {"sha1": "c27d339ee6075c1f744c5d4b200f7901aad2c369"}}],
         "metadata": {"completeness": {"parameters": true, "environment": false, "materials": false}}}
        """;

    private final MemoryRepository repository = new MemoryRepository();
    private EvidenceLimits limits = EvidenceLimits.defaults();

    private void attach(String type, String predicate) {
        attach(BUILDER, type, IMAGE.digest().hex(), predicate);
    }

    private void attach(SigningKey key, String type, String hex, String predicate) {
        repository.bundle(
                IMAGE.digest(),
                bundle(key, statement(hex, type, "{}", predicate)),
                Map.of("dev.sigstore.bundle.predicateType", type));
    }

    private GateResult result(String demand) throws Exception {
        return new SignatureRun()
                .repository(repository)
                .limits(limits)
                .policy("signatures:\n" + keys("**", BUILDER) + demand.indent(0))
                .result();
    }

    private void refused(String reason) throws Exception {
        GateResult result = result(DEMAND);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains(reason);
    }

    @Test
    void aProvenanceOfEitherVersionPasses() throws Exception {
        attach(V1, GITHUB);
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.PASS);
        MemoryRepository other = new MemoryRepository();
        other.bundle(IMAGE.digest(), bundle(BUILDER, statement(IMAGE.digest().hex(), V0_2, "{}", SECOND)), Map.of());
        assertThat(new SignatureRun()
                        .repository(other)
                        .policy("signatures:\n" + keys("**", BUILDER) + DEMAND)
                        .result()
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void cosignsOlderLayoutPassesAndItsAnnotationsProveNothing() throws Exception {
        String envelope = new ObjectMapper()
                .readTree(bundle(BUILDER, statement(IMAGE.digest().hex(), V1, "{}", GITHUB)))
                .get("dsseEnvelope")
                .toString();
        older(envelope, "{\"predicateType\": \"" + V1 + "\", \"dev.cosignproject.cosign/signature\": \"\"}");
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.PASS);
        older(envelope, "{}");
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.PASS);
        older(envelope.replaceFirst("\"payload\":\"..", "\"payload\":\"AA"), "{\"predicateType\": \"" + V1 + "\"}");
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.FAIL);
        older(envelope, "{\"predicateType\": \"https://spdx.dev/Document\"}");
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.FAIL);
    }

    private void older(String envelope, String annotations) {
        Bytes bytes = Bytes.ofText(envelope);
        repository.tag("sha256-" + IMAGE.digest().hex() + ".att", MediaType.OCI_MANIFEST, """
            {"schemaVersion":2,"config":{"mediaType":"%s","digest":"%s","size":2},
             "layers":[{"mediaType":"application/vnd.dsse.envelope.v1+json","digest":"%s","size":%s,"annotations":%s}]}
            """.formatted(
                MediaType.OCI_CONFIG, repository.blob("{}"), repository.blob(bytes), bytes.size(), annotations));
    }

    @Test
    void nothingASignatureOrAnUnsignedProvenanceDoesReplacesIt() throws Exception {
        refused("no provenance was found");
        repository.bundle(
                IMAGE.digest(),
                bundle(BUILDER, statement(IMAGE.digest().hex(), "https://sigstore.dev/cosign/sign/v1", "{}", "{}")));
        refused("it is a statement of the kind 'https://sigstore.dev/cosign/sign/v1'");
        attach(STRANGER, V1, IMAGE.digest().hex(), GITHUB);
        refused("");
    }

    @Test
    void aProvenanceDoesNotReplaceASignature() throws Exception {
        attach(V1, GITHUB);
        repository.bundle(
                IMAGE.digest(), bundle(BUILDER, statement(IMAGE.digest().hex(), V1, "{}", GITHUB)));
        assertThat(result("").outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aBuilderOnABranchThatIsCalledLikeATagIsAnother() throws Exception {
        String demand = DEMAND.replace("builder/.github/workflows/build.yml@", "**@");
        attach(V1, GITHUB.replace(ID, ID.replace("refs/tags/", "refs/heads/x@refs/tags/")));
        assertThat(result(demand).outcome()).isEqualTo(Outcome.FAIL);
        attach(V1, GITHUB);
        assertThat(result(demand).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/builder/.github/workflows/build.yml@refs/heads/main",
                "https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1/x",
                "https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0/",
                "https://github.com/acme-evil/builder/.github/workflows/build.yml@refs/tags/v1.2.0",
                "https://github.com/evil/x?https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0",
                "HTTPS://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0",
                "https://github.com/Acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0",
                "https://github.com/\u0430cme/builder/.github/workflows/build.yml@refs/tags/v1.2.0",
                " https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v1.2.0",
                "",
            })
    void anotherBuilderIsRefused(String id) throws Exception {
        attach(V1, GITHUB.replace(ID, id));
        attach(V0_2, SECOND.replace(ID, id));
        refused("it is by the builder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/shop-evil",
                "https://github.com/acme/shop/",
                "https://github.com/acme/shop.git",
                "https://github.com/acme/Shop",
                "http://github.com/acme/shop",
                "https://github.com/evil/shop",
                "https://github.com/acme/sh\u043ep",
                "git+https://github.com/acme/shop",
            })
    void anotherSourceIsRefused(String repositoryAddress) throws Exception {
        attach(V1, GITHUB.replace("\"repository\": \"" + SOURCE, "\"repository\": \"" + repositoryAddress));
        refused("it is built from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/heads/main-evil",
                "refs/heads/main/",
                "refs/heads/Main",
                "refs/heads/feature/refs/heads/main",
                "refs/heads/refs/tags/v1",
                "refs/tags/v1/x",
                "refs/pull/1/merge",
                "main",
                "",
            })
    void anotherRefIsRefused(String ref) throws Exception {
        attach(V1, GITHUB.replace("refs/heads/main", ref));
        attach(V0_2, SECOND.replace("shop@refs/tags/v1", "shop@" + ref));
        refused("it is built from the ref");
    }

    @Test
    void whatDoesNotSayWhatIsDemandedIsRefused() throws Exception {
        attach(V1, GITHUB.replace("\"workflow\"", "\"other\""));
        refused("it does not say from which source it is built");
        attach(V1, GITHUB.replace("resolvedDependencies", "dependencies"));
        attach(V1, GITHUB.replace("git+https://github.com/acme/shop@", "git+https://github.com/evil/shop@"));
        attach(V1, GITHUB.replace("shop@refs/heads/main", "shop@refs/heads/other"));
        attach(V1, GITHUB.replace("{\"gitCommit\": \"c27d339ee6075c1f744c5d4b200f7901aad2c369\"}", "{}"));
        attach(V0_2, SECOND.replace("\"materials\"", "\"stuff\""));
        refused("its source is not among its materials");
        attach(
                V1,
                GITHUB.replace("\"inputs\": {}", "\"source\": \"git+https://github.com/evil/shop@refs/heads/main\""));
        refused("it names several sources");
        attach(V0_2, SECOND.replace("shop@refs/tags/v1\"", "shop\""));
        refused("it does not say from which ref it is built");
    }

    @Test
    void aBuildOfAnotherTypeOrWithAForbiddenParameterIsRefused() throws Exception {
        attach(V1, GITHUB.replace("workflow/v1", "workflow/v10"));
        refused("it is of the build type");
        for (String inputs : new String[] {
            "{\"debug\": true}",
            "{\"Debug\": \"\"}",
            "{\"debug\": {\"x\": 1}}",
            "{\"debugger\": [1]}",
            "{\"debug\": false}",
            "{\"debug\": {}}",
            "[{\"debug\": true}]",
            "[[{\"x\": 1}], [{\"debug\": 1}]]"
        }) {
            attach(V1, GITHUB.replace("\"inputs\": {}", "\"inputs\": " + inputs));
            refused("the build was started with the parameter");
        }
        attach(V1, GITHUB.replace("\"inputs\": {}", "\"inputs\": {\"version\": \"1\"}"));
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"parameters\": false",
                "\"parameters\": null",
                "\"parameters\": \"true\"",
                "\"materials\": true",
            })
    void parametersThatMayBeLeftOutDoNotProveThatNoneWasForbidden(String completeness) throws Exception {
        String changed = SECOND.replace("\"parameters\": true", completeness);
        attach(V0_2, changed);
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"arguments\": {}", "\"parameters\": null", "\"parameters\": \"\"", "\"parameters\": []"})
    void parametersThatAreWithheldDoNotProveThatNoneWasForbidden(String parameters) throws Exception {
        attach(V0_2, SECOND.replace("\"parameters\": {}", parameters));
        refused("it does not say that it lists all parameters of the build");
        assertThat(result(DEMAND.replaceFirst("(?m)^ *forbiddenParameters.*\n", ""))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aForbiddenParameterIsFoundWhateverIsSaidOfCompleteness() throws Exception {
        attach(V0_2, SECOND.replace("\"parameters\": {}", "\"parameters\": {\"inputs\": [{\"debug\": 1}]}"));
        refused("the build was started with the parameter");
    }

    @Test
    void aFirstVersionWithoutExternalParametersIsRefused() throws Exception {
        attach(V1, GITHUB.replace("externalParameters", "parameters"));
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void oneGoodProvenanceIsEnoughAndBadOnesBesideItAreHarmless() throws Exception {
        attach(V1, GITHUB.replace(ID, "https://evil.example/"));
        attach(STRANGER, V1, IMAGE.digest().hex(), GITHUB);
        attach(V1, "[]");
        attach(V1, GITHUB);
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aStatementOnAnotherDigestOrOfAnotherTypeIsRefused() throws Exception {
        attach(BUILDER, V1, "cd".repeat(32), GITHUB);
        refused("it signs another digest");
        attach(V0_2, GITHUB);
        attach(V1, SECOND);
        attach("https://slsa.dev/provenance/v1.0", GITHUB);
        attach("https://slsa.dev/provenance/v1/", GITHUB);
        attach("https://slsa.dev/verification_summary/v1", GITHUB);
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"name\": \"x\", \"digest\": {}}]",
                "[{\"name\": \"x\", \"digest\": {\"sha512\": \"HEX\"}}]",
                "[{\"name\": \"HEX\", \"digest\": {\"sha256\": \"\"}}]",
                "[{\"name\": \"x\", \"digest\": {\"sha256\": \"UPPER\"}}]",
                "[{\"name\": \"x\", \"digest\": {\"sha256\": \"cd\", \"sha256\": \"HEX\"}}]",
                "[{\"name\": \"x\", \"digest\": {\"sha256\": \"cd\", \"SHA256\": \"HEX\"}}]",
            })
    void aSubjectThatIsNotTheImageIsRefused(String subjects) throws Exception {
        String hex = IMAGE.digest().hex();
        String text = statement(hex, V1, "{}", GITHUB);
        String changed =
                "{\"_type\": \"https://in-toto.io/Statement/v1\", \"predicateType\": \"" + V1 + "\", \"subject\": "
                        + subjects.replace("HEX", hex).replace("UPPER", hex.toUpperCase(java.util.Locale.ROOT))
                        + ", \"predicate\": " + GITHUB + "}";
        assertThat(text).isNotEqualTo(changed);
        repository.bundle(IMAGE.digest(), bundle(BUILDER, changed), Map.of("dev.sigstore.bundle.predicateType", V1));
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void theImageMayBeOneOfSeveralSubjects() throws Exception {
        String changed = "{\"_type\": \"https://in-toto.io/Statement/v1\", \"predicateType\": \"" + V1
                + "\", \"subject\": [{\"name\": \"other\", \"digest\": {\"sha256\": \"" + "cd".repeat(32)
                + "\"}}, {\"name\": \"app\", \"digest\": {\"sha512\": \"00\", \"sha256\": \""
                + IMAGE.digest().hex() + "\"}}], \"predicate\": " + GITHUB + "}";
        repository.bundle(IMAGE.digest(), bundle(BUILDER, changed), Map.of("dev.sigstore.bundle.predicateType", V1));
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aMemberThatIsThereTwiceIsRefused() throws Exception {
        attach(V1, GITHUB.replace("\"builder\": {", "\"builder\": {\"ID\": \"https://evil.example\", "));
        attach(V1, GITHUB.replace("\"builder\": {", "\"builder\": {\"id\": \"https://evil.example\", "));
        attach(V1, GITHUB.replace("\"inputs\": {}", "\"inputs\": {}, \"Inputs\": {\"debug\": 1}"));
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void moreProvenancesThanAreReadAreAnErrorUnlessOneOfTheReadOnesCounts() throws Exception {
        limits = new EvidenceLimits(1 << 20, 4 << 20, 1, 64L << 20);
        attach(V1, GITHUB.replace(ID, "https://evil.example/"));
        attach(V1, GITHUB.replace("c27d", "d27d"));
        assertThat(result(DEMAND).outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void anInnerLayerAddsTheDemandAndCannotTakeItAway() throws Exception {
        attach(V1, GITHUB.replace("refs/heads/main", "refs/heads/other"));
        String floor = "signatures:\n" + keys("**", BUILDER) + DEMAND.replaceFirst("(?m)^ *refs.*\n", "");
        assertThat(new SignatureRun()
                        .repository(repository)
                        .policy(floor)
                        .result()
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(new SignatureRun()
                        .repository(repository)
                        .policy(floor)
                        .policy("signatures:\n" + keys("**", BUILDER) + DEMAND)
                        .result()
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(new SignatureRun()
                        .repository(repository)
                        .policy("signatures:\n" + keys("**", BUILDER) + DEMAND)
                        .policy(floor)
                        .result()
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }
}

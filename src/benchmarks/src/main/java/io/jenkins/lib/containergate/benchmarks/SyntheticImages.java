package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.AttestationBundle;
import io.jenkins.lib.containergate.attestation.AttestationKey;
import io.jenkins.lib.containergate.attestation.PemAttestationKey;
import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A registry with the images of a {@link Fleet}, each with a signed verdict and the verdict's own document beside it. */
final class SyntheticImages implements AutoCloseable {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String EMPTY = "application/vnd.oci.empty.v1+json";

    private final FakeRegistry registry;
    private final String policy;
    private final List<Digest> digests = new ArrayList<>();

    SyntheticImages(int count, Duration latency) throws Exception {
        SigningKey key = SigningKey.ecdsa();
        this.registry = FakeRegistry.start();
        this.policy = """
            version: 1
            vulnerabilities: {max: {critical: 0, high: 0}}
            signatures:
              - repositories: ['**/shop/*']
                verdict: {verifier: 'urn:container-gate'}
                signers: [{name: gate, cosign: {ignoreTlog: true, key: "%s"}}]
            drift: {rules: {running-no-new-vulnerabilities: off}}
            """.formatted(key.pem().replace("\n", "\\n"));
        EffectivePolicy effective = effective(policy);
        AttestationKey signing = PemAttestationKey.parse(key.privatePem(), new char[0], "the key");
        for (int i = 0; i < count; i++) {
            digests.add(add(i, effective, signing));
        }
        registry.latency(latency);
    }

    /** The same for the server and for who checks: verdicts count by its digest. */
    static EffectivePolicy effective(String policy) throws Exception {
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", policy)), Clock.systemUTC());
    }

    private Digest add(int number, EffectivePolicy effective, AttestationKey key) throws Exception {
        String repository = Fleet.repository(number);
        Digest config = Digest.parse(registry.blob(("{\"image\":" + number + "}").getBytes(StandardCharsets.UTF_8)));
        Digest image = Digest.parse(registry.manifest(
                repository,
                "v" + number,
                "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":{\"mediaType\":"
                        + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + config
                        + "\",\"size\":20},\"layers\":[]}"));
        ImageReference reference = ImageReference.parse(registry.authority() + "/" + repository + "@" + image);
        Verdict verdict = new Verdict(
                new Subject(
                        reference.toString(),
                        Optional.of(image.toString()),
                        Optional.of("linux/amd64"),
                        Optional.empty()),
                effective.identity(),
                ImageGate.GATES.stream()
                        .map(gate -> new GateResult(
                                gate, Outcome.PASS, "nothing blocks", Optional.empty(), Optional.empty(), List.of()))
                        .toList(),
                List.of(),
                Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new VerdictJson().write(verdict, json);
        VerdictAttestation attestation = VerdictAttestation.of(
                reference, verdict, "urn:container-gate", List.of(Input.of("verdict.json", json.toByteArray())));
        referBundle(
                registry,
                repository,
                image,
                AttestationBundle.sign(attestation.statement(), key).toArray(),
                VerificationSummary.PREDICATE_TYPE,
                verdict.judgedAt());
        refer(registry, repository, image, AttachedFile.Kind.verdict.type(), json.toByteArray(), "");
        return image;
    }

    /** Attaches a Sigstore bundle to an image, as cosign does. */
    static void referBundle(
            FakeRegistry registry,
            String repository,
            Digest image,
            byte[] bundle,
            String predicateType,
            Instant created) {
        refer(
                registry,
                repository,
                image,
                AttestationBundle.MEDIA_TYPE,
                bundle,
                ",\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\","
                        + "\"dev.sigstore.bundle.predicateType\":\"" + predicateType
                        + "\",\"org.opencontainers.image.created\":\"" + created + "\"}");
    }

    private static void refer(
            FakeRegistry registry, String repository, Digest image, String type, byte[] content, String annotations) {
        String empty = registry.blob("{}".getBytes(StandardCharsets.UTF_8));
        String blob = registry.blob(content);
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"artifactType\":\"" + type
                + "\",\"config\":{\"mediaType\":\"" + EMPTY + "\",\"digest\":\"" + empty
                + "\",\"size\":2},\"layers\":[{\"mediaType\":\"" + type + "\",\"digest\":\"" + blob + "\",\"size\":"
                + content.length + "}],\"subject\":{\"mediaType\":\"" + MANIFEST + "\",\"digest\":\"" + image
                + "\",\"size\":200}" + annotations + "}";
        registry.manifest(repository, "referrer-" + blob.substring(7, 30), manifest);
    }

    String policy() {
        return policy;
    }

    String authority() {
        return registry.authority();
    }

    String digest(int image) {
        return digests.get(image).toString();
    }

    String pinned(int image) {
        return registry.authority() + "/" + Fleet.repository(image) + "@" + digest(image);
    }

    int requests() {
        return registry.requests().size();
    }

    @Override
    public void close() {
        registry.close();
    }
}

package io.jenkins.lib.containergate.attestation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A verdict as an in-toto statement with a SLSA verification summary (C.7).
 *
 * @param image what the statement is about, with the digest it is pinned to
 * @param verifier URI of this gate: whoever trusts the key has to expect it
 * @param policy the effective policy in canonical JSON, for those who want to compare it with theirs
 * @param inputs what the verdict was based on: its own document, the SBOM
 */
public record VerdictAttestation(
        ImageReference image, Verdict verdict, String verifier, List<Input> inputs, Optional<Bytes> policy) {
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";

    private static final String PASSED = "PASSED";
    private static final String FAILED = "FAILED";

    /** @param name of a file, as it may be told to anybody */
    public record Input(String name, Digest digest) {
        /** @param content of the file, of which only the digest is kept */
        public static Input of(String name, byte[] content) {
            return new Input(name, Digest.of(content));
        }
    }

    public VerdictAttestation {
        inputs = List.copyOf(inputs);
    }

    /**
     * Whether a verdict counts for an image of its digest under this name. Waivers, exemptions and signers can be those of one
     * repository, so what passed as an image of another one, or under a name that cannot be read, says nothing. Nothing of one
     * repository holds for what was read from an archive or a daemon; and what did not pass counts under every name.
     */
    public static boolean counts(ImageReference image, Verdict verdict) {
        return passedAs(image, verdict).isEmpty();
    }

    /** The other repository under whose name it passed, or a name that cannot be read; empty when it counts for the image. */
    private static Optional<String> passedAs(ImageReference image, Verdict verdict) {
        if (!verdict.outcome().passed()) {
            return Optional.empty();
        }
        String name = verdict.subject().reference();
        try {
            return ImageLocation.parse(name) instanceof ImageLocation.Registry registry
                    ? Optional.of(registry.reference().repository()).filter(other -> !other.equals(image.repository()))
                    : Optional.empty();
        } catch (GateException e) {
            return Optional.of(SafeText.quoted(name));
        }
    }

    /** @throws GateException when the verdict is on another digest or repository, or does not say its mode */
    public static VerdictAttestation of(ImageReference image, Verdict verdict, String verifier, List<Input> inputs)
            throws GateException {
        Optional<String> judged = verdict.subject().digest();
        Optional<String> pinned = image.digest().map(Digest::toString);
        if (pinned.isEmpty() || !judged.equals(pinned)) {
            throw new GateException(
                    "the verdict is on " + judged.orElse("an unknown digest") + ", not on "
                            + pinned.orElse(image.toString()),
                    "attest the image by the digest that was evaluated, as the registry knows it");
        }
        Optional<String> elsewhere = passedAs(image, verdict);
        if (elsewhere.isPresent()) {
            throw new GateException(
                    "the verdict is on an image of " + elsewhere.get() + ", not of " + image.repository(),
                    "evaluate " + image.digest().orElseThrow().in(image.repository())
                            + ", and attest that verdict: waivers, exemptions"
                            + " and signers can be those of one repository");
        }
        if (verdict.policy().mode().isEmpty()) {
            throw new GateException(
                    "the verdict does not say under which mode of the policy it was given",
                    "evaluate the image again with this version, and attest that verdict");
        }
        return new VerdictAttestation(image, verdict, verifier, inputs, Optional.empty());
    }

    /**
     * With the policy itself, not only its digest.
     *
     * @throws GateException when it is not the one the verdict was given under
     */
    public VerdictAttestation withPolicy(EffectivePolicy effective) throws GateException {
        if (!effective.digest().equals(verdict.policy().digest())) {
            throw new GateException(
                    "the verdict was given under the policy " + verdict.policy().digest() + ", not under "
                            + effective.digest(),
                    "name the same policy files, in the same order, as for the verdict");
        }
        return new VerdictAttestation(image, verdict, verifier, inputs, Optional.of(Bytes.of(effective.canonical())));
    }

    /** Where the mode only warns or reports, nothing could have failed, so nothing has passed. */
    public boolean passed() {
        return verdict.outcome().passed() && verdict.policy().enforced();
    }

    /** The result in a few words. */
    public String summary() {
        if (passed() || verdict.policy().enforced()) {
            return passed() ? PASSED : FAILED;
        }
        String mode = verdict.policy().mode().map(Mode::key).orElse("unknown");
        return FAILED + ", because a verdict under mode: " + mode + " never counts as passed";
    }

    /** The digest of the image that it is about. */
    public Digest subject() {
        return image.digest().orElseThrow();
    }

    /** The statement in JSON, the same for the same verdict. */
    public Bytes statement() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("_type", STATEMENT);
        statement
                .putArray("subject")
                .addObject()
                .put("name", image.repository())
                .putObject("digest")
                .put("sha256", subject().hex());
        statement.put("predicateType", VerificationSummary.PREDICATE_TYPE);
        predicate(statement.putObject("predicate"));
        return Bytes.of(statement.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What a gate that passed is called among the verified levels. */
    public static String level(GateName gate) {
        return VerdictDemand.OWN_LEVEL + gate.name().toUpperCase(Locale.ROOT);
    }

    private String notPassed() {
        return verdict.gates().stream()
                .filter(gate -> !gate.outcome().passed() || !verdict.policy().enforced())
                .map(gate -> level(gate.gate()))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private void predicate(ObjectNode predicate) {
        boolean passed = passed();
        predicate.putObject("verifier").put("id", verifier);
        predicate.put(
                "timeVerified",
                verdict.judgedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        predicate.put("resourceUri", "oci://" + subject().in(image.repository()));
        ObjectNode policy = predicate.putObject("policy");
        policy.put(
                "uri",
                "urn:container-gate:policy:"
                        + String.join("+", verdict.policy().layers()).replaceAll("[^A-Za-z0-9._+-]", "-"));
        policy.putObject("digest").put("sha256", verdict.policy().digest().hex());
        ObjectNode annotations = policy.putObject("annotations")
                .put(
                        VerificationSummary.MODE,
                        verdict.policy().mode().map(Mode::key).orElse(""));
        if (!passed) {
            annotations.put(VerificationSummary.NOT_PASSED, notPassed());
        }
        verdict.subject().index().ifPresent(index -> annotations.put(VerificationSummary.INDEX, index));
        // a resource descriptor may hold its resource (in-toto attestation framework)
        this.policy.ifPresent(text -> policy.put("mediaType", "application/json")
                .put("content", Base64.getEncoder().encodeToString(text.toArray())));
        ArrayNode attestations = predicate.putArray("inputAttestations");
        for (Input input : inputs) {
            attestations
                    .addObject()
                    .put("uri", input.name())
                    .putObject("digest")
                    .put("sha256", input.digest().hex());
        }
        predicate.put("verificationResult", passed ? PASSED : FAILED);
        ArrayNode levels = predicate.putArray("verifiedLevels");
        if (passed) {
            for (GateResult gate : verdict.gates()) {
                levels.add(level(gate.gate()));
            }
        } else {
            levels.add(FAILED);
        }
    }
}

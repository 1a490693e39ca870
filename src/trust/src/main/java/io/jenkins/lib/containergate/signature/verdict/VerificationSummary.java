package io.jenkins.lib.containergate.signature.verdict;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.text.InstantText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * That somebody verified an artifact under a policy, and what came of it (C.7).
 *
 * @param verifier URI of who verified
 * @param resource URI of what was verified
 * @param policyDigest SHA-256 of the effective policy, hexadecimal
 * @param policy its text, where the summary brings it
 * @param mode of the policy, where the summary says it: only under {@code enforce} could anything fail
 * @param failedLevels what did not pass, where a summary that did not pass says it
 * @param inputs digests of what the verdict was based on
 * @param index that the image was chosen from, where the summary says it
 * @see <a href="https://slsa.dev/spec/v1.1/verification_summary">SLSA verification summary 1.1</a>
 */
public record VerificationSummary(
        String verifier,
        Instant timeVerified,
        String resource,
        String policyUri,
        String policyDigest,
        Optional<Bytes> policy,
        Optional<String> mode,
        List<Input> inputs,
        boolean passed,
        List<String> levels,
        List<String> failedLevels,
        Optional<Digest> index) {
    public static final String PREDICATE_TYPE = "https://slsa.dev/verification_summary/v1";

    private static final String ANY_VERSION = "https://slsa.dev/verification_summary";

    /** Annotation of the policy that says its mode, and the policy's own key. */
    public static final String MODE = "mode";
    /** Annotation of the policy that lists the levels which did not pass, with commas between them. */
    public static final String NOT_PASSED = "notPassed";

    /** Annotation of the policy with the index that the image was chosen from: what did not pass on it did not pass on the image. */
    public static final String INDEX = "index";

    public VerificationSummary {
        inputs = List.copyOf(inputs);
        levels = List.copyOf(levels);
        failedLevels = List.copyOf(failedLevels);
    }

    /** @param sha256 hexadecimal */
    public record Input(String uri, String sha256) {}

    /** Whether it is a verdict of some version, also of one that is not known here. */
    public static boolean isSummary(String predicateType) {
        return predicateType.toLowerCase(Locale.ROOT).startsWith(ANY_VERSION);
    }

    /** @param predicate of a statement whose signature was verified */
    public static VerificationSummary parse(StrictJson predicate) throws GateException {
        StrictJson policy = predicate.required("policy");
        Optional<StrictJson> digest = policy.member("digest");
        String content = policy.textOf("content");
        Optional<Bytes> text =
                content.isEmpty() ? Optional.empty() : Optional.of(Bytes.of(Base64Text.decode(content, "policy")));
        String index = policy.textMapOf("annotations").getOrDefault(INDEX, "");
        List<Input> inputs = new ArrayList<>();
        for (StrictJson input : predicate.elementsOf("inputAttestations")) {
            inputs.add(new Input(input.textOf("uri"), input.required("digest").textOf("sha256")));
        }
        return new VerificationSummary(
                predicate.required("verifier").required("id").text(),
                time(predicate.required("timeVerified").text()),
                predicate.required("resourceUri").text(),
                policy.textOf("uri"),
                digest.isPresent() ? digest.get().textOf("sha256") : "",
                text,
                mode(policy, text),
                inputs,
                passed(predicate.required("verificationResult").text()),
                predicate.textsOf("verifiedLevels"),
                Arrays.stream(policy.textMapOf("annotations")
                                .getOrDefault(NOT_PASSED, "")
                                .split(","))
                        .filter(level -> !level.isEmpty())
                        .toList(),
                index.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(index)));
    }

    /** What the summary says itself; before it did, the policy it brings. */
    private static Optional<String> mode(StrictJson policy, Optional<Bytes> text) throws GateException {
        String stated = policy.textMapOf("annotations").getOrDefault(MODE, "");
        String own = text.isPresent()
                ? StrictJson.parse(text.get().toArray(), "the verdict's policy").textOf(MODE)
                : "";
        if (!stated.isEmpty() && !own.isEmpty() && !stated.equals(own)) {
            throw new RejectedSignatureException("it states another mode than the policy it brings");
        }
        return Optional.of(stated.isEmpty() ? own : stated).filter(mode -> !mode.isEmpty());
    }

    private static boolean passed(String result) throws RejectedSignatureException {
        return switch (result) {
            case "PASSED" -> true;
            case "FAILED" -> false;
            default -> throw new RejectedSignatureException("its verification result is neither PASSED nor FAILED");
        };
    }

    private static Instant time(String text) throws RejectedSignatureException {
        try {
            return InstantText.parse(text);
        } catch (DateTimeParseException e) {
            throw new RejectedSignatureException("its time of verification is unreadable", e);
        }
    }
}

package io.jenkins.lib.containergate.signature.verdict;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.text.FirstFew;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which verdicts count as having passed the gate (C.7).
 *
 * @param verifier exact URI; who signs for it is the signer's key
 * @param policies digests of the effective policies that are strict enough, hexadecimal; empty when any is
 * @param levels that have to be among the verified ones, and the only ones that did not pass which count
 * @param expected levels that the verdicts of a signer must have together where none are demanded; the one that says most comes first
 * @param strictness then the verdict has to bring its policy, which must not be looser
 */
public record VerdictDemand(
        String verifier,
        Set<String> policies,
        Set<String> levels,
        List<String> expected,
        Optional<PolicyStrictness> strictness) {
    /** How this project's levels begin. */
    public static final String OWN_LEVEL = "CONTAINER_GATE_";

    private static final String ENFORCE = "enforce";
    private static final int SHOWN = 5;

    public VerdictDemand {
        policies = Set.copyOf(policies);
        levels = Set.copyOf(levels);
        expected = List.copyOf(expected);
    }

    /** The same with another idea of which policies are strict enough. */
    public VerdictDemand under(Set<String> digests, Optional<PolicyStrictness> measure) {
        return new VerdictDemand(verifier, digests, levels, expected, measure);
    }

    /** The same where a verdict of any gates will do. */
    public VerdictDemand expectingNothing() {
        return new VerdictDemand(verifier, policies, levels, List.of(), strictness);
    }

    /** The same without some of the levels that it expects. */
    public VerdictDemand notExpecting(Set<String> without) {
        return new VerdictDemand(
                verifier,
                policies,
                levels,
                expected.stream().filter(level -> !without.contains(level)).toList(),
                strictness);
    }

    /** Whether it is a verdict of another tool, which has levels of its own. */
    public static boolean isForeign(VerificationSummary summary) {
        return !summary.levels().isEmpty() && summary.levels().stream().noneMatch(level -> level.startsWith(OWN_LEVEL));
    }

    /** Of several verdicts the one that says most of an image comes first. */
    public int order(VerificationSummary summary) {
        int first = 0;
        while (first < expected.size() && !summary.levels().contains(expected.get(first))) {
            first++;
        }
        return first;
    }

    /** The levels that other verdicts have to have for this one to count. */
    public Set<String> beside(VerificationSummary summary) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(summary.levels());
        return levels.isEmpty() && !isForeign(summary) ? missing : Set.of();
    }

    /**
     * Why verdicts that passed are no evaluation of an image, where no levels are demanded.
     *
     * @param passed levels of all of them together
     */
    public Optional<String> lacking(Set<String> passed) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(passed);
        return !levels.isEmpty() || missing.isEmpty()
                ? Optional.empty()
                : Optional.of("it counts only with a verdict on " + String.join(", ", missing)
                        + ", which the policy in force sets: evaluate and attest that, too, or name the gates that are"
                        + " needed (gates of the verdict, in signatures of the policy)");
    }

    /** Whether it is one of the verdicts among which the newest counts. */
    public boolean concerns(VerificationSummary summary) {
        return summary.verifier().equals(verifier);
    }

    /** Whether a summary is about something in a repository, as far as it says itself. */
    public static boolean on(VerificationSummary summary, String repository) {
        return repositoryOf(summary.resource()).equals(repository);
    }

    /** @param repository the summary's resource has to be in it */
    public void check(VerificationSummary summary, String repository) throws GateException {
        if (!concerns(summary)) {
            throw new RejectedSignatureException("it is a verdict of " + MediaType.shown(summary.verifier()));
        }
        if (!summary.passed()) {
            throw new RejectedSignatureException("it is a verdict that did not pass");
        }
        if (summary.mode().filter(mode -> !mode.equals(ENFORCE)).isPresent()) {
            throw new RejectedSignatureException("it is a verdict under mode: "
                    + MediaType.shown(summary.mode().get()) + ", under which nothing fails");
        }
        if (!on(summary, repository)) {
            throw new RejectedSignatureException("it is a verdict on " + MediaType.shown(summary.resource()));
        }
        if (!policies.isEmpty() && !policies.contains(summary.policyDigest())) {
            throw new RejectedSignatureException(
                    "it is a verdict under another policy, sha256:" + MediaType.shown(summary.policyDigest()));
        }
        Set<String> missing = new TreeSet<>(levels);
        summary.levels().forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new RejectedSignatureException("it is a verdict without " + String.join(", ", missing));
        }
        if (strictness.isPresent()) {
            compare(summary, strictness.get());
        }
    }

    private static void compare(VerificationSummary summary, PolicyStrictness strictness) throws GateException {
        Bytes policy = summary.policy()
                .orElseThrow(() -> new RejectedSignatureException("it is a verdict that does not bring its policy"));
        if (!policy.digest().hex().equals(summary.policyDigest())) {
            throw new RejectedSignatureException("it is a verdict that brings another policy than it names");
        }
        List<String> looser = strictness.looser(policy);
        if (!looser.isEmpty()) {
            throw new RejectedSignatureException(
                    "it is a verdict under a looser policy: " + FirstFew.sentences(looser, SHOWN));
        }
    }

    /** {@code oci://REGISTRY/PATH@DIGEST} or without the scheme. */
    private static String repositoryOf(String resource) {
        String bare = resource.startsWith("oci://") ? resource.substring("oci://".length()) : resource;
        int at = bare.indexOf('@');
        String name = at < 0 ? bare : bare.substring(0, at);
        try {
            return ImageReference.parse(name).repository();
        } catch (GateException e) {
            return name;
        }
    }
}

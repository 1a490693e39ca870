package io.jenkins.lib.containergate.signature.verdict;

import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.util.Set;

/**
 * Which verdicts count as having passed the gate (C.7).
 *
 * @param verifier exact URI; who signs for it is the signer's key
 * @param policies digests of the effective policies that are strict enough, hexadecimal; empty when any is
 */
public record VerdictDemand(String verifier, Set<String> policies) {
    public VerdictDemand {
        policies = Set.copyOf(policies);
    }

    /** @param repository the summary's resource has to be in it */
    public void check(VerificationSummary summary, String repository) throws RejectedSignatureException {
        if (!summary.verifier().equals(verifier)) {
            throw new RejectedSignatureException("it is a verdict of " + MediaType.shown(summary.verifier()));
        }
        if (!summary.passed()) {
            throw new RejectedSignatureException("it is a verdict that did not pass");
        }
        if (!repositoryOf(summary.resource()).equals(repository)) {
            throw new RejectedSignatureException("it is a verdict on " + MediaType.shown(summary.resource()));
        }
        if (!policies.isEmpty() && !policies.contains(summary.policyDigest())) {
            throw new RejectedSignatureException(
                    "it is a verdict under another policy, sha256:" + MediaType.shown(summary.policyDigest()));
        }
    }

    /** {@code oci://REGISTRY/PATH@DIGEST} or without the scheme. */
    private static String repositoryOf(String resource) {
        String bare = resource.startsWith("oci://") ? resource.substring("oci://".length()) : resource;
        int at = bare.indexOf('@');
        return at < 0 ? bare : bare.substring(0, at);
    }
}

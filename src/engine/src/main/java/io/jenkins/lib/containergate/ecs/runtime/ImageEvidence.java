package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.Optional;

/**
 * What is known of an image that runs.
 *
 * @param verdict what the verdicts on it amount to
 * @param gone whether its registry says that it no longer holds it
 * @param tag whether the tag it was started by still means it
 * @param waivers whether what its verdict waived still is
 * @param vulnerabilities whether what is known by now would still pass
 * @param licenses whether the lists of the policy allow its licences
 */
public record ImageEvidence(
        VerdictStanding verdict,
        boolean gone,
        Standing tag,
        Standing waivers,
        Standing vulnerabilities,
        Standing licenses) {

    /** Whether it can be deployed again: it is there, it passed, and still would as far as the policy wants to know. */
    public Optional<SignedVerdict> passesToday() {
        return verdict instanceof VerdictStanding.Passed passed
                        && !gone
                        && stands(waivers)
                        && stands(vulnerabilities)
                        && stands(licenses)
                ? Optional.of(passed.verdict())
                : Optional.empty();
    }

    private static boolean stands(Standing standing) {
        return standing instanceof Standing.Holds || standing instanceof Standing.NotApplicable;
    }
}

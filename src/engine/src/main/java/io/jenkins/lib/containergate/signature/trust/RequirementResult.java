package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.Verification.Undecided;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import java.util.List;

/**
 * How an image stands to one requirement.
 *
 * @param counted one signature for each distinct signer
 * @param missingRoles no counted signer fills them
 * @param refusals every signature that does not count, and why: {@code ORIGIN: REASON}
 * @param undecided what kept signatures from being judged
 * @param withheld what could not be read or judged may take away what counts
 */
public record RequirementResult(
        TrustRequirement requirement,
        List<VerifiedSignature> counted,
        List<String> missingRoles,
        List<String> refusals,
        List<Undecided> undecided,
        boolean withheld) {
    public RequirementResult {
        counted = List.copyOf(counted);
        missingRoles = List.copyOf(missingRoles);
        refusals = List.copyOf(refusals);
        undecided = List.copyOf(undecided);
    }

    public boolean met() {
        return !withheld && counted.size() >= requirement.require() && missingRoles.isEmpty();
    }
}

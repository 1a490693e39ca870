package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.Verification.Undecided;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import java.util.List;

/**
 * How an image stands to one requirement.
 *
 * @param counted one signature for each distinct signer
 * @param missingRoles no counted signer fills them
 * @param refusals every signature that does not count, and why: {@code ORIGIN: REASON}
 * @param undecided what kept signatures from being judged
 * @param withheld what could not be read or judged may take away what counts
 * @param verdicts where a verdict is demanded, every one of the verifier that a trusted signer signed
 * @param accepted those of them that meet the demand by themselves
 */
public record RequirementResult(
        TrustRequirement requirement,
        List<VerifiedSignature> counted,
        List<String> missingRoles,
        List<String> refusals,
        List<Undecided> undecided,
        boolean withheld,
        List<SignedVerdict> verdicts,
        List<SignedVerdict> accepted) {
    public RequirementResult {
        counted = List.copyOf(counted);
        missingRoles = List.copyOf(missingRoles);
        refusals = List.copyOf(refusals);
        undecided = List.copyOf(undecided);
        verdicts = List.copyOf(verdicts);
        accepted = List.copyOf(accepted);
    }

    public boolean met() {
        return !withheld && counted.size() >= requirement.require() && missingRoles.isEmpty();
    }
}

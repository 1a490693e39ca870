package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.evidence.EnoughEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.trust.RequirementResult;
import io.jenkins.lib.containergate.signature.trust.TrustJudge;
import io.jenkins.lib.containergate.signature.trust.TrustPolicy;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement;

/**
 * Whether every signer that the policy names has signed, where one of them is enough: further signatures change nothing then.
 *
 * <p>Never where a verdict or a provenance is demanded, because a newer verdict takes back what passed; where several signers
 * have to be different people, because another signature may show that two names are one; and of signers that others are asked
 * about, who would be asked twice.
 */
record EverySignerSigned(TrustPolicies policies, TrustJudge judge) implements EnoughEvidence {

    @Override
    public boolean decides(SignatureEvidence read) {
        TrustPolicy policy;
        try {
            policy = policies.of(read.image().repository());
        } catch (GateException e) {
            // the verdict says it
            return false;
        }
        return policy instanceof TrustPolicy.Required required
                && required.requirements().stream().allMatch(EverySignerSigned::ofOneSigner)
                && required.requirements().stream().allMatch(requirement -> signed(judge.judge(read, requirement)));
    }

    private static boolean ofOneSigner(TrustRequirement requirement) {
        return requirement.require() == 1
                && requirement.roles().isEmpty()
                && requirement.verdict().isEmpty()
                && requirement.provenance().isEmpty()
                && requirement.signers().stream()
                        .map(TrustRequirement.Member::signer)
                        .allMatch(signer ->
                                signer instanceof TrustedSigner.Key || signer instanceof TrustedSigner.Keyless);
    }

    private static boolean signed(RequirementResult result) {
        return result.met()
                && result.counted().size() == result.requirement().signers().size();
    }
}

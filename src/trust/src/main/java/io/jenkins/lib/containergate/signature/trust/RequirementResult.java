package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.Verification.Undecided;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The verdicts behind the counted signatures. */
    List<SignedVerdict> countedVerdicts() {
        Set<String> origins = counted.stream().map(VerifiedSignature::origin).collect(Collectors.toSet());
        return accepted.stream().filter(each -> origins.contains(each.origin())).toList();
    }

    /** The counted verdict of each signer, and of each gate that the demand expects the newest of that signer that counts. */
    public List<SignedVerdict> together() {
        Set<SignedVerdict> together = new LinkedHashSet<>();
        for (SignedVerdict each : countedVerdicts()) {
            together.add(each);
            requirement
                    .verdict()
                    .map(demand -> demand.beside(each.summary()))
                    .orElse(Set.of())
                    .forEach(level -> newest(each.signer(), level).ifPresent(together::add));
        }
        return List.copyOf(together);
    }

    private Optional<SignedVerdict> newest(String signer, String level) {
        return accepted.stream()
                .filter(each -> each.signer().equals(signer) && !each.ofIndex())
                .filter(each -> each.summary().levels().contains(level))
                .max(Comparator.comparing(each -> each.summary().timeVerified()));
    }
}

package io.jenkins.lib.containergate.policy.setting;

import java.util.Comparator;
import java.util.List;

/**
 * Who must have signed the images of some repositories. All requirements that match a repository must be met.
 *
 * @param repositories patterns over paths, in a stable order
 * @param require how many distinct signers of the list, at least 1
 * @param signers by name
 */
public record SignatureRequirement(List<Glob> repositories, int require, List<Signer> signers) {
    public SignatureRequirement {
        repositories = repositories.stream()
                .distinct()
                .sorted(Comparator.comparing(Glob::toString))
                .toList();
        signers = signers.stream().sorted(Comparator.comparing(Signer::name)).toList();
    }

    /** Every repository the other requirement speaks of is one this requirement speaks of too. */
    public boolean covers(SignatureRequirement other) {
        return other.repositories.stream()
                .allMatch(inner -> repositories.stream().anyMatch(outer -> outer.covers(inner)));
    }

    public boolean appliesTo(String repository) {
        return repositories.stream().anyMatch(pattern -> pattern.matches(repository));
    }
}

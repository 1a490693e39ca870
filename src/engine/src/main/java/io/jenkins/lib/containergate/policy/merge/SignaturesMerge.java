package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.Sourced;
import io.jenkins.lib.containergate.policy.setting.SignatureRequirement;
import java.util.ArrayList;
import java.util.List;

/**
 * The union of the required signatures. Once a layer names signers, layers inside it may only add requirements for
 * repositories it speaks of: with one for another repository they would appoint a signer of their own where the floor
 * trusts nobody.
 */
final class SignaturesMerge {
    private final List<Refusal> refusals;
    private final List<Sourced<SignatureRequirement>> current = new ArrayList<>();

    SignaturesMerge(PolicyDocument outermost, List<Refusal> refusals) {
        this.refusals = refusals;
        outermost.signatures().forEach(this::keep);
    }

    List<Sourced<SignatureRequirement>> current() {
        return List.copyOf(current);
    }

    void add(PolicyDocument layer) {
        List<Sourced<SignatureRequirement>> floor = current();
        for (Sourced<SignatureRequirement> asked : layer.signatures()) {
            boolean covered = floor.isEmpty()
                    || floor.stream().anyMatch(outer -> outer.value().covers(asked.value()));
            if (covered) {
                keep(asked);
            } else {
                refusals.add(refusal(asked, floor));
            }
        }
    }

    private void keep(Sourced<SignatureRequirement> asked) {
        if (current.stream().noneMatch(known -> known.value().equals(asked.value()))) {
            current.add(asked);
        }
    }

    private static Refusal refusal(Sourced<SignatureRequirement> asked, List<Sourced<SignatureRequirement>> floor) {
        List<String> repositories = floor.stream()
                .flatMap(outer -> outer.value().repositories().stream())
                .map(Object::toString)
                .distinct()
                .sorted()
                .toList();
        return new Refusal(
                asked.origin(),
                "signatures",
                asked.value().repositories().toString(),
                floor.get(0).origin().layer(),
                "appoints signers for " + repositories + " only");
    }
}

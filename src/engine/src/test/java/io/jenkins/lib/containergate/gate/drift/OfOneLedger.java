package io.jenkins.lib.containergate.gate.drift;

import static io.jenkins.lib.containergate.gate.drift.RecordedImage.CLOCK;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.IMAGE;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.REPOSITORY;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is empty at first, and what it says of an image under a policy. */
abstract class OfOneLedger {
    @TempDir
    Path folder;

    Ledger ledger;
    EffectivePolicy policy;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(folder, 1 << 20);
        policy = parsed("");
    }

    /** @param yaml after its version */
    static EffectivePolicy parsed(String yaml) throws Exception {
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org", "version: 1\n" + yaml)), CLOCK);
    }

    VerdictStanding standing() {
        return standing(REPOSITORY, Set.of());
    }

    /** @param indexes that are known to list the image */
    VerdictStanding standing(String repository, Set<Digest> indexes) {
        return new RecordedVerdicts(new RecordedPolicies(ledger, policy, CLOCK), policy, Set.of(), CLOCK)
                .of(repository, new EvidenceDigests(IMAGE, indexes));
    }
}

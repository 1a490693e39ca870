package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the results of the gates that ran together into the one verdict on a subject. */
public final class VerdictAssembler {
    private final EffectivePolicy policy;
    private final Clock clock;

    public VerdictAssembler(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * @param gates in the order they ran
     * @param rules every rule id the gates asked, vulnerability ids left out: see {@link GateInput#rules}
     */
    public Verdict assemble(Subject subject, ImageNames image, List<GateResult> gates, Set<RuleId> rules) {
        List<PolicyNote> notes = new ArrayList<>(new WaiverNotes(policy.waivers(), image, clock).of(gates, rules));
        DataNotes.of(gates, policy, clock).forEach(notes::add);
        return new Verdict(subject, policy.identity(), gates, notes, clock.instant());
    }

    /** Old data are worth a look where the policy sets no limit; where it does, they are an error already. */
    private static final class DataNotes {
        private static final Duration FRESH = Duration.ofDays(7);

        private DataNotes() {}

        static Stream<PolicyNote> of(List<GateResult> gates, EffectivePolicy policy, Clock clock) {
            if (policy.find(PolicyKeys.DATABASE_MAX_AGE).isPresent()) {
                return Stream.empty();
            }
            Instant oldest = clock.instant().minus(FRESH);
            return gates.stream()
                    .map(GateResult::source)
                    .flatMap(Optional::stream)
                    .filter(source ->
                            source.databaseUpdatedAt().filter(oldest::isAfter).isPresent())
                    .map(DataNotes::stale);
        }

        private static PolicyNote stale(SourceInfo source) {
            return new PolicyNote(
                    "stale-vulnerability-data",
                    "the data of " + source.name() + " are from "
                            + source.databaseUpdatedAt().orElseThrow() + ", more than " + FRESH.toDays()
                            + " days before this verdict: update them; vulnerabilities.databaseMaxAge makes old data"
                            + " an error");
        }
    }
}

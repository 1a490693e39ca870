package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Old data are worth a look where the policy sets no limit; where it does, they are an error already. */
final class DataNotes {
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
                        + " days before this verdict: update them; vulnerabilities.databaseMaxAge makes old data an error");
    }
}

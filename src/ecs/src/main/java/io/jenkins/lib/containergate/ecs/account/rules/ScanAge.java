package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether Inspector scans something now, and has done so lately.
 *
 * @param max how long ago the last scan may be
 */
record ScanAge(Duration max, Clock clock) {
    /**
     * @param coverage what Inspector says of one thing
     * @return what is wrong, to be read after its name; empty when nothing is
     */
    Optional<String> objection(List<Coverage> coverage) {
        if (coverage.isEmpty()) {
            return Optional.of("is not known to Inspector");
        }
        List<Coverage> active = coverage.stream().filter(Coverage::active).toList();
        if (active.isEmpty()) {
            return Optional.of(
                    "is not scanned by Inspector: " + coverage.get(0).why().strip());
        }
        Optional<Instant> last =
                active.stream().flatMap(each -> each.scanned().stream()).max(Comparator.naturalOrder());
        if (last.isEmpty()) {
            return Optional.of("was never scanned by Inspector");
        }
        return last.filter(at -> at.plus(max).isBefore(clock.instant()))
                .map(at -> "was scanned by Inspector on " + LocalDate.ofInstant(at, ZoneOffset.UTC)
                        + " for the last time, more than " + max.toDays() + " days ago");
    }
}

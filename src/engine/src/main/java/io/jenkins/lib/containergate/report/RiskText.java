package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The facts that the order of findings goes by, in words: whether it is exploited, how likely that is, where the image runs, and since
 * when there is a fix.
 */
public final class RiskText {
    private RiskText() {}

    /** Phrases joined by commas: {@code known to be exploited, EPSS 97.6 %}; empty when nothing is known. */
    public static String of(Finding finding) {
        List<String> facts = facts(finding);
        if (finding instanceof VulnerabilityFinding found) {
            found.affected()
                    .fixedSince()
                    .ifPresent(since -> facts.add("fix known since " + since.truncatedTo(ChronoUnit.SECONDS)));
        }
        return String.join(", ", facts);
    }

    /** The same without the fix, for a table that has it in a column. */
    public static String withoutFix(Finding finding) {
        return String.join(", ", facts(finding));
    }

    /** The day since which there is a fix. */
    public static Optional<LocalDate> fixedSince(Finding finding) {
        return finding instanceof VulnerabilityFinding found
                ? found.affected().fixedSince().map(since -> LocalDate.ofInstant(since, ZoneOffset.UTC))
                : Optional.empty();
    }

    private static List<String> facts(Finding finding) {
        List<String> facts = new ArrayList<>();
        if (finding instanceof VulnerabilityFinding found) {
            if (found.exploitation().knownExploited()) {
                facts.add("known to be exploited");
                facts.addAll(found.exploitation().listed().facts());
            }
            found.exploitation().epssPhrase().ifPresent(facts::add);
        }
        facts.addAll(finding.exposure().facts());
        return facts;
    }
}

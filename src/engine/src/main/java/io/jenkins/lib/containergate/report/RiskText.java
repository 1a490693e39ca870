package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts that the order of findings goes by, in words: whether it is exploited, how likely that is, where the image runs, and since
 * when there is a fix.
 */
public final class RiskText {
    private RiskText() {}

    /** Phrases joined by commas: {@code known to be exploited, EPSS 97.6 %}; empty when nothing is known. */
    public static String of(Finding finding) {
        List<String> facts = new ArrayList<>();
        if (finding instanceof VulnerabilityFinding found) {
            if (found.exploitation().knownExploited()) {
                facts.add("known to be exploited");
            }
            found.exploitation().epssPhrase().ifPresent(facts::add);
        }
        facts.addAll(finding.exposure().facts());
        if (finding instanceof VulnerabilityFinding found) {
            found.affected()
                    .fixedSince()
                    .ifPresent(since -> facts.add("fix known since " + since.truncatedTo(ChronoUnit.SECONDS)));
        }
        return String.join(", ", facts);
    }
}

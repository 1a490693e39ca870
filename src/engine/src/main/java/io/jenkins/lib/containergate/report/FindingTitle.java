package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;

/** The title of a finding beside what was found. */
public final class FindingTitle {
    private FindingTitle() {}

    /** A rule's title is what should be; beside a fault, it would read as what is. */
    public static String of(Finding finding) {
        boolean rule = (finding instanceof HardeningFinding || finding instanceof MisconfigurationFinding)
                && !finding.undecided();
        return rule ? "required: " + finding.title() : finding.title();
    }

    /** What could not be decided, and why: of a rule, its title alone would read as what is. */
    public static String undecided(Finding finding) {
        return finding instanceof HardeningFinding || finding instanceof MisconfigurationFinding
                ? finding.actual()
                : finding.title();
    }
}

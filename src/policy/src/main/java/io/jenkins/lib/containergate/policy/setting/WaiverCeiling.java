package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.finding.Severity;

/** The order of severities for what may be waived: an unknown severity may be the worst one. */
public final class WaiverCeiling {
    private WaiverCeiling() {}

    /** A waiver for at most {@code ceiling} covers a finding of {@code severity}. */
    public static boolean admits(Severity ceiling, Severity severity) {
        return rank(severity) <= rank(ceiling);
    }

    private static int rank(Severity severity) {
        return switch (severity) {
            case CRITICAL, UNKNOWN -> 4;
            case HIGH -> 3;
            case MEDIUM -> 2;
            case LOW -> 1;
        };
    }
}

package io.jenkins.lib.containergate.report.sarif;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import java.util.Optional;

/** SARIF has three levels and code scanning viewers a score; we have five severities and "could not decide". */
final class SarifLevel {
    private SarifLevel() {}

    /** What nobody could judge is not mild: undecided is an error, an unknown severity a warning. */
    static String of(Finding finding) {
        return finding.undecided() ? "error" : of(finding.severity());
    }

    /** Undecided findings are errors unless the policy treats them otherwise. */
    static String of(DecidedFinding decided) {
        if (!decided.finding().undecided()) {
            return of(decided.finding());
        }
        return switch (decided.decision()) {
            case BLOCKED, WAIVED -> "error";
            case WARNED -> "warning";
            case ALLOWED, BASELINE -> "note";
        };
    }

    private static String of(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM, UNKNOWN -> "warning";
            case LOW -> "note";
        };
    }

    /** Middle of the CVSS range of the severity, which viewers turn back into the severity's name. */
    static Optional<String> score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Optional.of("9.5");
            case HIGH -> Optional.of("8.0");
            case MEDIUM -> Optional.of("5.5");
            case LOW -> Optional.of("2.0");
            case UNKNOWN -> Optional.empty();
        };
    }
}

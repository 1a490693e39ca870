package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** The decisive reason of a gate in one line, for console and log. */
final class ReasonLine {
    private ReasonLine() {}

    /** @param cause of the first finding's decision */
    static String objection(DecidedFinding first, String cause, long others) {
        String more = others == 0 ? "" : " (and " + others + " more)";
        return cause + " (" + first.decidedBy() + "): " + what(first.finding()) + more;
    }

    /** What a FAIL leaves open, after its reason. */
    static String undecided(GateResult result) {
        return ", and " + result.undecided() + " not decided";
    }

    static String nothingBlocks(List<DecidedFinding> findings) {
        if (findings.isEmpty()) {
            return "no findings";
        }
        StringBuilder line = new StringBuilder(findings.size() == 1 ? "1 finding" : findings.size() + " findings");
        String separator = ", none over the limits: ";
        for (Decision decision : Decision.values()) {
            long count = findings.stream().filter(f -> f.decision() == decision).count();
            if (count > 0) {
                line.append(separator).append(count).append(' ').append(word(decision));
                separator = ", ";
            }
        }
        return line.toString();
    }

    static String what(Finding finding) {
        if (finding instanceof VulnerabilityFinding vulnerability) {
            String fix = vulnerability
                    .affected()
                    .fixedVersion()
                    .map(version -> "fixed in " + version)
                    .orElse("no fix known");
            return SafeText.visible(finding.rule() + " in " + finding.actual() + ", " + fix, 200);
        }
        String where = finding.location().path().map(path -> " at " + path).orElse("");
        return SafeText.visible(finding.rule() + where + ": " + finding.actual(), 200);
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case BLOCKED -> "blocked";
            case WARNED -> "warned";
            case ALLOWED -> "allowed";
            case WAIVED -> "waived";
            case BASELINE -> "known before";
        };
    }
}

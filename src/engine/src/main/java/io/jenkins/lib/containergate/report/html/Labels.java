package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import java.io.IOException;
import java.util.Locale;

/** Words and badges for the enumerations; a badge always carries its word, never only a colour. */
final class Labels {
    private Labels() {}

    static String of(GateName gate) {
        return switch (gate) {
            case VULNERABILITIES -> "Vulnerabilities";
            case HARDENING -> "Hardening";
            case LICENSES -> "Licences";
            case SECRETS -> "Secrets";
            case SIGNATURES -> "Signatures";
            case TASK_DEFINITION -> "Task definition";
            case DRIFT -> "Drift";
            case ADMISSION -> "Admission";
        };
    }

    static String of(Severity severity) {
        return severity.name().charAt(0) + severity.key().substring(1);
    }

    static String of(Decision decision) {
        return switch (decision) {
            case BLOCKED -> "blocked";
            case WARNED -> "warned";
            case ALLOWED -> "allowed";
            case WAIVED -> "waived";
            case BASELINE -> "in baseline";
        };
    }

    static void badge(Outcome outcome, HtmlWriter html) throws IOException {
        html.element("span", "badge o-" + outcome.name().toLowerCase(Locale.ROOT), outcome.name());
    }

    static void chip(Decision decision, HtmlWriter html) throws IOException {
        html.element("span", "chip d-" + decision.name().toLowerCase(Locale.ROOT), of(decision));
    }
}

package io.jenkins.lib.containergate.report.console;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Outcome;

/** What a colour says; the word itself is always there too. */
enum Tone {
    PLAIN("0"),
    WORST("1;31"),
    BAD("31"),
    WARNING("33"),
    CALM("36"),
    GOOD("1;32"),
    UNDECIDED("1;35"),
    QUIET("2"),
    STRONG("1");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Tone of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> WORST;
            case HIGH -> BAD;
            case MEDIUM -> WARNING;
            case LOW -> CALM;
            case UNKNOWN -> UNDECIDED;
        };
    }

    static Tone of(Outcome outcome) {
        return switch (outcome) {
            case PASS -> GOOD;
            case WARN -> WARNING;
            case FAIL -> WORST;
            case ERROR -> UNDECIDED;
        };
    }
}

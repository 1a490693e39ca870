package io.jenkins.lib.containergate.rule;

/** What a rule came to. Four words, because "does not apply" and "could not tell" are neither good nor bad news. */
public enum RuleOutcome {
    PASS,
    FAIL,
    NOT_APPLICABLE,
    ERROR
}

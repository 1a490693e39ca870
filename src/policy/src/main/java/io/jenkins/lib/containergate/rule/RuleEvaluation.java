package io.jenkins.lib.containergate.rule;

/** One line of the table: a rule and what it came to. */
public record RuleEvaluation(RuleMetadata rule, RuleResult result) {}

package io.jenkins.lib.containergate.rule;

/**
 * One question to the facts of a subject, answered without input or output of its own.
 *
 * <p>A rule is one class with its metadata, one page {@code docs/rules/ID.md}, a test that shows it passing and failing,
 * and one line in the registry of its family.
 *
 * @param <I> facts it judges: an image, a task definition
 */
public interface Rule<I> {
    RuleMetadata metadata();

    /** Never PASS for facts it could not read: that is {@link RuleResult.Error}. */
    RuleResult check(I facts);
}

package io.jenkins.lib.containergate.rule;

/**
 * A rule that is given its metadata: the base of every family of rules.
 *
 * @param <I> facts it judges
 */
public abstract class DescribedRule<I> implements Rule<I> {
    private final RuleMetadata metadata;

    protected DescribedRule(RuleMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public final RuleMetadata metadata() {
        return metadata;
    }
}

package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the policy of a resource lets in everybody. A condition on who asks makes everybody fewer; what a statement denies is
 * left out of account.
 */
public final class PublicAccess {
    private static final Set<String> WHO = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourcevpc",
            "aws:sourcevpce");

    private PublicAccess() {}

    /**
     * @param name of the resource, for people
     * @return what everybody may do, as in "its policy allows everybody s3:GetObject"; empty when nothing
     * @throws GateException when the policy is not understood
     */
    public static Optional<String> of(String name, String document) throws GateException {
        for (Statement statement : PolicyParser.parse("of " + name, document)) {
            if (statement.allow() && open(name, statement)) {
                return Optional.of("its policy allows everybody "
                        + statement.actions().get(0) + (statement.actions().size() > 1 ? " and more" : ""));
            }
        }
        return Optional.empty();
    }

    private static boolean open(String name, Statement statement) throws GateException {
        boolean everybody = statement
                .principals()
                .orElseThrow(() -> new GateException(
                        "the policy of " + name + " has a statement without Principal",
                        "compare it with the grammar of IAM policies"))
                .everybody();
        return everybody && statement.conditions().stream().noneMatch(PublicAccess::namesWho);
    }

    /** Whether everybody is fewer by it. A pattern that any organisation, account or network has names nobody. */
    static boolean namesWho(Condition condition) {
        return WHO.contains(condition.key())
                && (condition.namesAccounts() || condition.narrows() && condition.namesPath());
    }
}

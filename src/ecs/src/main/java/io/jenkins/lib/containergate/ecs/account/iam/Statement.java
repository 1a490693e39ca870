package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Optional;

/**
 * @param principals empty in policies of identities
 * @param actions in lower case; one scope for each pattern, or one for all that are left out
 * @param resources none in trust policies, and in those of repositories
 */
public record Statement(
        boolean allow,
        Optional<Principals> principals,
        List<Scope> actions,
        List<Scope> resources,
        List<Condition> conditions) {
    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /**
     * Whom a statement of a trust policy speaks of.
     *
     * @throws GateException when it speaks of nobody
     */
    public Principals trusted() throws GateException {
        return principals.orElseThrow(() -> new GateException(
                "the trust policy has a statement without Principal", "compare it with the grammar of IAM policies"));
    }

    /**
     * Who a statement of a resource's policy speaks of.
     *
     * @param except {@code NotPrincipal}: all but these
     * @param named by kind, as in {@code AWS}, {@code Service}, {@code Federated}; the kind {@code AWS} for a bare {@code *}
     */
    public record Principals(boolean except, List<Named> named) {
        public Principals {
            named = List.copyOf(named);
        }

        public record Named(String kind, String value) {
            @Override
            public String toString() {
                return kind + " " + value;
            }
        }

        /** Whether anybody at all is among them. */
        public boolean everybody() {
            return except || named.stream().anyMatch(each -> each.kind().equals("AWS") && Wildcards.any(each.value()));
        }
    }
}

package io.jenkins.lib.containergate.ecs.account.iam;

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
}

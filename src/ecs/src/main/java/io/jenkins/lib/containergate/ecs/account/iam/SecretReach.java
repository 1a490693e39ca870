package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.ecs.account.iam.Grants.Grant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which secrets a permission to read some reaches. */
public final class SecretReach {
    private static final List<String> READING = List.of(
            "secretsmanager:getsecretvalue",
            "secretsmanager:batchgetsecretvalue",
            "ssm:getparameter",
            "ssm:getparameters",
            "ssm:getparametersbypath");

    private static final String DECRYPT = "kms:decrypt";

    private SecretReach() {}

    /** Whether it is one of those with which ECS reads secrets to start a task, and no pattern that takes in others. */
    public static boolean startsTasks(Grant grant) {
        return grant.action() instanceof Scope.Only only
                && (READING.contains(only.pattern()) || only.pattern().equals(DECRYPT));
    }

    /**
     * @param named patterns of ARNs of secrets and parameters
     * @return what is reached besides; empty when nothing is
     */
    public static Optional<String> beyond(Grant grant, Set<String> named) {
        boolean reads = READING.stream()
                .anyMatch(action -> grant.action().meet(new Scope.Only(action)).isPresent());
        if (!reads) {
            return Optional.empty();
        }
        boolean within = grant.resource() instanceof Scope.Only only
                && named.stream().anyMatch(pattern -> Wildcards.covers(pattern, only.pattern()));
        return within ? Optional.empty() : Optional.of("allows " + grant + ", which the task does not name");
    }
}

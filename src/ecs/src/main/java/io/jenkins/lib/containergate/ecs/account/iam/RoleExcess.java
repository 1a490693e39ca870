package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.Grants.Grant;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a role allows beyond what an application, or a host of tasks, can need. */
public final class RoleExcess {
    private RoleExcess() {}

    /**
     * @param judged whether a policy counts, by its name or ARN
     * @return all that is wrong with it, as in "the policy X allows everything"
     * @throws GateException when a policy is not understood
     */
    public static List<String> of(IamRole role, Predicate<String> judged) throws GateException {
        return ofGrants(role, grant -> judged.test(grant.policy()));
    }

    /** The same of a role with which ECS starts tasks: reading the secrets of tasks is left out of account. */
    public static List<String> ofExecution(IamRole role) throws GateException {
        return ofGrants(role, grant -> !SecretReach.startsTasks(grant));
    }

    private static List<String> ofGrants(IamRole role, Predicate<Grant> judged) throws GateException {
        Set<String> objections = new LinkedHashSet<>();
        List<Grant> grants = Grants.of(role).stream().filter(judged).toList();
        for (Grant grant : grants) {
            ExcessivePermissions.of(grant)
                    .ifPresent(wrong -> objections.add("the policy " + grant.policy() + " " + wrong));
        }
        objections.addAll(Combinations.excess(grants));
        for (String attached : role.unread()) {
            AwsPolicies.excess(attached).ifPresent(wrong -> objections.add("the policy " + attached + " " + wrong));
        }
        return List.copyOf(objections);
    }
}
